"""A draft as the buyer sees it: plain text on the page itself, HTML in a sandboxed frame."""

from __future__ import annotations

from html import escape

from msglint.display import counted
from msglint.formats.page import escaped
from msglint.formats.page.frame import document
from msglint.formats.page.marks import Mark, Marked
from msglint.formats.page.source import marked_text
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.shown import Shown, ShownPart

_LINE, _PER_LINE = 24, 60
"""About how high a line of a message is, in pixels, and how many characters stand on one."""
_LEAST, _MOST = 160, 640
_PICTURE = lazy(r"(?i)<img\b[^<>]{0,2000}?\sheight=[\"']?([0-9]{1,4})")


def preview(draft: Shown, marks: Sequence[Mark], name: str) -> Iterator[str]:
    """The subject, the texts and the files; ``name`` begins the ids of the draft's findings."""
    named: set[int] = set()
    several = sum(part.kind != "subject" for part in draft.parts) > 1
    yield '<div class="mail">'
    for number, part in enumerate(draft.parts):
        own = [mark._replace(span=part.places[mark.span]) for mark in marks if mark.span in part.places]
        if part.kind == "html":
            if several:
                yield '<p class="kind">HTML version</p>'
            yield _frame(part, own, f"{name}w{number}")
            continue
        if several and part.kind == "text":
            yield '<p class="kind">Plain text version</p>'
        words = "".join(_words(part, own, name, named))
        if part.kind == "subject":
            yield f'<p class="subject"><span class="label">Subject</span> {words}</p>'
        elif words.strip():
            yield f'<div class="words">{words}</div>'
        else:
            yield '<p class="none">No words in it.</p>'
    if not draft.parts:
        yield '<p class="none">No text in it.</p>'
    if draft.attachments:
        files = "".join(f"<li>{escaped(file)}</li>" for file in draft.attachments)
        yield f'<div class="files"><p class="label">{counted(len(draft.attachments), "file")}</p><ul>{files}</ul></div>'
    yield "</div>"


def _frame(part: ShownPart, marks: list[Mark], name: str) -> str:
    content = document(part, marks)
    return (
        f'<iframe sandbox name="{name}" title="The message as the buyer sees it" style="--height:{_height(part)}px"'
        f' referrerpolicy="no-referrer" srcdoc="{escape(content)}"></iframe>'
    )


def _height(part: ShownPart) -> int:
    """About how high the message is: nobody can measure it from outside of its sandbox."""
    folded = " ".join(part.text.split())
    words = len(folded) // 2 if "<" in folded else len(folded)
    blocks = sum(folded.lower().count(tag) for tag in ("<p", "<div", "<br", "<tr", "<h1", "<h2", "<li", "<img"))
    pictures = sum(int(found[1]) for found in _PICTURE.finditer(folded))
    return max(_LEAST, min(_MOST, (words // _PER_LINE + blocks) * _LINE + pictures + _LEAST // 2))


def _words(part: ShownPart, marks: list[Mark], name: str, named: set[int]) -> Iterator[str]:
    text = part.text if part.kind == "subject" else part.text.rstrip()
    at = 0 if part.kind == "subject" else len(text) - len(text.lstrip("\r\n"))
    marked = Marked(len(part.text), marks)

    def words(start: int, end: int) -> Iterator[str]:
        for run in marked.runs(start, end) if start < end else ():
            yield marked_text(text[run.start : run.end], run.marks, name, "p", named)

    for slot in (slot for slot in part.slots if slot.end <= len(text)):
        yield from words(at, slot.start)
        inside = "".join(words(max(at, slot.start), slot.end))
        yield f'<span class="slot" title="filled in when the message is sent">{inside}</span>'
        at = max(at, slot.end)
    yield from words(at, len(text))
