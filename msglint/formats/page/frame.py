"""An HTML draft as a document for a sandboxed frame: as the buyer sees it, and inert.

Three things keep it so, each by itself enough: only known elements and attributes get here, none of which loads or runs
anything; the document's content security policy forbids to load or run; and the frame is a sandbox.
"""

from __future__ import annotations

from bisect import bisect_left
from html import escape

from msglint.draft import MASK
from msglint.formats.page import asset
from msglint.formats.page.marks import Marked
from msglint.markup.tags import VOID
from msglint.markup.tokens import END, RAW, START, TEXT, tokens
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.formats.page.marks import Mark
    from msglint.markup.tagged import StartTag
    from msglint.shown import ShownPart

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_ELEMENTS = (
    "a abbr address article aside b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em"
    " figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li main mark nav ol p pre q s samp section"
    " small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr"
)
_CONTENTS = "audio canvas datalist iframe math noembed noframes object select svg template video"
_VALUES = (
    "align bgcolor border cellpadding cellspacing class color colspan dir face height hidden lang nowrap rowspan size"
    " start style type valign width"
)
_KEPT: Final = frozenset(_ELEMENTS.split())
_UNSEEN: Final = frozenset(_CONTENTS.split())
_ATTRIBUTES: Final = frozenset(_VALUES.split())
_INSTEAD: Final = {"button": "span", "label": "span", "form": "div", "fieldset": "div"}
_LOADS: Final = lazy(
    r"(?i)(?:-webkit-)?(?:url|src|image|image-set|cross-fade|element|paint)\s*\(|@import|@font-face|@namespace"
)
_OURS = "msglint-"
_NUMBER: Final = lazy(r"[0-9]{1,5}")


def document(part: ShownPart, marks: Iterable[Mark]) -> str:
    """The whole document of one HTML part."""
    reader = _Rewriter(part, Marked(len(part.text), marks))
    body = "".join(reader.body())
    styles = "".join(f"<style>{css}</style>" for css in reader.styles)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>The message</title><style>{asset('base.css')}</style>{styles}<style>{asset('frame.css')}</style></head>"
        f"<body{reader.attributes}>{body}</body></html>"
    )


class _Rewriter:
    """Writes a part anew: what is not known to be harmless does not get out."""

    def __init__(self, part: ShownPart, marked: Marked) -> None:
        self.styles: list[str] = []
        self.attributes = ""
        self._part, self._marked = part, marked
        pieces, at = [], 0
        for start, end in part.slots:
            pieces += [part.text[at:start], MASK * (end - start)]
            at = end
        self._masked = "".join(pieces) + part.text[at:]
        self._slots = [slot.start for slot in part.slots]
        self._named: set[int] = set()

    def body(self) -> Iterator[str]:
        unseen, depth = "", 0
        for kind, start, end, thing in tokens(self._masked):
            if unseen:
                name = thing if isinstance(thing, str) else thing.name
                depth += (kind == START and name == unseen) - (kind == END and name == unseen)
                unseen = unseen if depth else ""
            elif kind == START and not isinstance(thing, str):
                if thing.name in _UNSEEN:
                    unseen, depth = ("", 0) if thing.ends_itself else (thing.name, 1)
                else:
                    yield self._start(thing, start, end)
            elif kind == END:
                name = _INSTEAD.get(str(thing), str(thing))
                yield f"</{name}>" if name in _KEPT and name not in VOID else ""
            elif kind == TEXT and thing != "title":
                yield from self._text(start, end)
            elif kind == RAW and thing == "style":
                self.styles.append(tame(self._masked[start:end]))

    def _start(self, tag: StartTag, start: int, end: int) -> str:
        marks = self._marked.beginning(start, end)
        if tag.name == "body":
            self.attributes = self.attributes or self._attributes(tag, marks)
        if tag.name in ("img", "input"):
            return self._picture(tag, marks) if tag.name == "img" else ""
        name = _INSTEAD.get(tag.name, tag.name)
        return f"<{name}{self._attributes(tag, marks)}>" if name in _KEPT else ""

    def _attributes(self, tag: StartTag, marks: tuple[Mark, ...]) -> str:
        found = {name: self._value(tag, name) for name in tag.places if name in _ATTRIBUTES}
        names = [name for name in found.get("class", "").split() if not name.lower().startswith(_OURS)]
        names += [f"{_OURS}link"] if tag.name == "a" and "href" in tag.places else []
        names += _classes(marks)
        if names:
            found["class"] = " ".join(names)
        if tag.name == "a" and tag.value("href"):
            found["title"] = f"Leads to: {self._value(tag, 'href')}"
        pairs = "".join(f' {name}="{escape(value)}"' for name, value in found.items())
        return pairs + self._said(marks, element=True)

    def _value(self, tag: StartTag, name: str) -> str:
        value = tag.value(name).replace(MASK, "")
        return tame(value) if name == "style" else value

    def _picture(self, tag: StartTag, marks: tuple[Mark, ...]) -> str:
        """A box where the buyer sees a picture, with what it says to those who do not."""
        width, height = (int((_NUMBER.match(tag.value(name)) or "0")[0]) for name in ("width", "height"))
        size = f"width:{max(width, 8)}px;height:{max(height, 8)}px" if width and height else ""
        tiny = " msglint-tiny" if 0 < width < 12 or 0 < height < 12 else ""
        alt = self._value(tag, "alt") or "picture"
        names = " ".join((f"{_OURS}picture{tiny}", *_classes(marks)))
        return f'<msglint-picture class="{names}" style="{size}"{self._said(marks, element=True)}>{escape(alt)}</msglint-picture>'

    def _said(self, marks: tuple[Mark, ...], *, element: bool = False) -> str:
        if not marks:
            return ""
        fresh = next((mark.number for mark in marks if mark.number not in self._named), None)
        self._named.update(() if fresh is None else (fresh,))
        name = "" if fresh is None else f' id="{_OURS}{fresh}"'
        tip = escape("\n\n".join(mark.tip for mark in marks).replace(MASK, ""))
        around = f" data-{_OURS}around" if element else ""
        return f'{name} tabindex="0"{around} data-{_OURS}tip="{tip}" aria-description="{tip}"'

    def _text(self, start: int, end: int) -> Iterator[str]:
        for run in self._marked.runs(start, end):
            words = "".join(self._words(run.start, run.end))
            if run.marks and words.strip():
                names = " ".join((f"{_OURS}mark", *_classes(run.marks)))
                yield f'<msglint-mark class="{names}"{self._said(run.marks)}>{words}</msglint-mark>'
            else:
                yield words

    def _words(self, start: int, end: int) -> Iterator[str]:
        """Text as it is written: entities stay, nothing can open a tag. Placeholders are set apart."""
        at = start
        for slot in self._part.slots[bisect_left(self._slots, start) : bisect_left(self._slots, end)]:
            yield _inert(self._part.text[at : slot.start])
            at = min(slot.end, end)
            yield f"<msglint-slot>{escape(self._part.text[slot.start : at])}</msglint-slot>"
        yield _inert(self._part.text[at:end])


def _classes(marks: tuple[Mark, ...]) -> list[str]:
    return [*([f"{_OURS}{marks[0].severity}"] if marks else []), *(f"{_OURS}{mark.number}" for mark in marks)]


def _inert(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


def tame(css: str) -> str:
    """Style rules without what could load anything or end the style element. Escapes go: they could hide either."""
    plain = css.replace("\\", "").replace("<", "").replace(MASK, "")
    return _LOADS.sub(lambda found: f"{_OURS}not-{found[0].lstrip('@')}", plain)
