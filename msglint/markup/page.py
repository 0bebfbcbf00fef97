"""All that was read of one HTML part: its elements and texts in order, and what its style blocks say of them."""

from __future__ import annotations

from msglint.markup import presentation
from msglint.markup.cascade import Sheet
from msglint.markup.entities import decoded
from msglint.markup.look import decides, own_look
from msglint.remembered import cached_property
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msglint.draft import Span, View
    from msglint.markup.cascade import Styles
    from msglint.markup.look import OwnLook
    from msglint.markup.tagged import StartTag
    from msglint.markup.tree import Element

    Kind = StartTag | tuple[StartTag, int, tuple[str, frozenset[str]]]

OPEN, CLOSE, WORDS, BREAK, ONLY_OUTLOOK, FOR_ALL = range(6)
"""Events: an element begins or ends, text, a paragraph's edge without element, a conditional comment begins or ends."""

Event = tuple[int, int, int, "Element | None"]
"""What, from where, to where, and which element (of text: the one it stands in)."""

_NOBODY: tuple[str, frozenset[str]] = ("", frozenset())
_MOST_EVENTS, _FEW_EVENTS = 4_000_000, 200
"""How many events all the texts of single elements may take together, and how many each one may take after that."""


class Page:
    """One HTML part, as a usual screen shows it, or ``anywhere``: a telephone or a dark one, too. Styles are resolved when
    they are asked for.
    """

    def __init__(self, part: View, *, anywhere: bool = False) -> None:
        self.anywhere = anywhere
        self.part, self.text = part, part.text
        self.elements: list[Element] = []
        self.events: list[Event] = []
        self.styles: list[View] = []
        self.shared_styles: list[View] = []
        self.views: dict[tuple[int, str], View] = {}
        self.soup: Any = None
        self._around: dict[int, int] = {}
        self._said: dict[Kind, Mapping[str, str]] = {}
        self._looks: dict[Kind, OwnLook] = {}
        self._inherited: dict[str, dict[int, str]] = {}
        self._texts: dict[int, str] = {}
        self._events_left = _MOST_EVENTS

    def forget(self) -> None:
        """Let go of everything: elements and page know each other, and a run of many drafts should not have to look for
        such circles. Nothing can be asked of either any more.
        """
        vars(self).clear()

    @cached_property
    def sheet(self) -> Sheet:
        """The style blocks that every mail program heeds (not those that only Outlook sees)."""
        implied = [tag for tag in ("html", "body") if tag not in self.tagged]
        return Sheet(self.shared_styles, implied, anywhere=self.anywhere)

    @cached_property
    def tagged(self) -> dict[str, list[Element]]:
        """The elements by their tag names."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            if element.tag in found:
                found[element.tag].append(element)
            else:
                found[element.tag] = [element]
        return found

    @cached_property
    def inside(self) -> list[int]:
        """How many elements stand directly inside an element, by its serial."""
        found = [0] * len(self.elements)
        for element in self.elements:
            if element.parent is not None:
                found[element.parent.serial] += 1
        return found

    def kind(self, element: Element) -> Kind:
        """All that the styles declared for an element depend on: its start tag, and what is around it if rules ask."""
        if not self.sheet.looks_around:
            return element.kind
        above = element.parent
        return element.kind, self.around(element), (above.tag, above.kind.names) if above else _NOBODY

    def said(self, element: Element) -> Mapping[str, str]:
        """All properties that are declared for an element, with their values."""
        if not self.sheet:
            return element.kind.said
        kind = self.kind(element)
        known = self._said.get(kind)
        if known is None:
            styles = self._styles(element, kind)
            known = self._said[kind] = _merged(element.kind, styles) if styles else element.kind.said
        return known

    def look(self, element: Element) -> OwnLook:
        """How the element itself shows, whatever is around it."""
        kind = self.kind(element)
        known = self._looks.get(kind)
        if known is None:
            styled = decides(self._styles(element, kind))
            known = self._looks[kind] = own_look(element.kind, self.said(element)) if styled else element.kind.look
        return known

    def style_span(self, element: Element, name: str) -> Span | None:
        """Where the declaration of a property that counts for an element stands in the source."""
        inline = element.kind.declared.get(name)
        sheet = self._styles(element, self.kind(element)).get(name) if self.sheet else None
        if inline and not (sheet and sheet.rank[0] and not inline.important):
            view = element.view("style")
            return view.span(inline.start, inline.end) if view else None
        if sheet:
            return sheet.view.span(sheet.start, sheet.end)
        if not presentation.value_of(element.kind, name):
            return None
        view = element.view(presentation.source_of(element.kind, name) or "hidden")
        return view.span(0, len(view.text)) if view else element.span()

    def inherited(self, element: Element, name: str) -> str:
        """The value of a property, from the nearest ancestor that sets it where the element does not."""
        known = self._inherited.setdefault(name, {})
        climbed, here, found = [], element, ""
        while found == "":
            if here.serial in known:
                found = known[here.serial]
                break
            climbed.append(here.serial)
            found = here.style(name).replace("inherit", "")
            if here.parent is None:
                break
            here = here.parent
        known.update(dict.fromkeys(climbed, found))
        return found

    def around(self, element: Element) -> int:
        """The bit set of what stands around an element, handed down the tree."""
        climbed = []
        here: Element | None = element
        known, sheet = self._around, self.sheet
        while here is not None and here.serial not in known:
            climbed.append(here)
            here = here.parent
        for below in reversed(climbed):
            above = below.parent
            known[below.serial] = known[above.serial] | sheet.bits(above.tag, above.kind.names) if above else 0
        return known[element.serial]

    def text_of(self, element: Element) -> str:
        """The text inside an element, decoded, with white space folded and a space at every edge of a block."""
        known = self._texts.get(element.serial)
        if known is None:
            known = self._texts[element.serial] = self._plain(element.first_event, element.last_event)
        return known

    def _plain(self, first: int, behind: int) -> str:
        pieces = []
        behind = min(behind, first + max(_FEW_EVENTS, self._events_left))
        self._events_left -= behind - first
        for what, start, end, element in self.events[first:behind]:
            if what == WORDS:
                pieces.append(decoded(self.text, start, end))
            elif element is None or element.shape or element.tag == "br":
                pieces.append(" ")
        return " ".join("".join(pieces).split())

    def _styles(self, element: Element, kind: Kind) -> Styles:
        _, around, above = kind if isinstance(kind, tuple) else (kind, 0, _NOBODY)
        return self.sheet.styles(element.tag, element.kind.names, around, above)


def _merged(tag: StartTag, styles: Styles) -> Mapping[str, str]:
    """What a style block declares goes over attributes, and the tag's ``style`` over both unless that is more important."""
    said = tag.said.copy()
    own = tag.declared
    for name, styled in styles.items():
        if name not in own or (styled.rank[0] and not own[name].important):
            said[name] = styled.value
    return said
