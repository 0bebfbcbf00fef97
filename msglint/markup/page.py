"""All that was read of one HTML part: its elements and texts in order, and what its style blocks say of them."""

from __future__ import annotations

import re
from functools import cached_property

from msglint.markup import presentation
from msglint.markup.cascade import Sheet
from msglint.markup.css import declarations, uncommented
from msglint.markup.entities import decoded
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from msglint.draft import Span, View
    from msglint.markup.cascade import Styled
    from msglint.markup.css import Declaration
    from msglint.markup.tree import Element

OPEN, CLOSE, WORDS, BREAK, ONLY_OUTLOOK, FOR_ALL = range(6)
"""Events: an element begins or ends, text, a paragraph's edge without element, a conditional comment begins or ends."""

Event = tuple[int, int, int, "Element | None"]
"""What, from where, to where, and which element (of text: the one it stands in)."""

_NAMED = lazy(r"class|id", re.IGNORECASE)


class Page:
    """One HTML part. Styles are resolved when they are asked for."""

    def __init__(self, part: View) -> None:
        self.part, self.text = part, part.text
        self.elements: list[Element] = []
        self.events: list[Event] = []
        self.styles: list[View] = []
        self.shared_styles: list[View] = []
        self.looks: dict[tuple[str, str], tuple[int, int, int] | None] = {}
        self.margins: dict[tuple[str, str, int], int] = {}
        self.speaking: dict[str, bool] = {"": False}
        self.soup: Any = None
        self._names: dict[int, frozenset[str]] = {}
        self._gates: dict[Callable[[str], bool], frozenset[str]] = {}
        self._inline: dict[str, dict[str, Declaration]] = {}
        self._inherited: dict[str, dict[int, str]] = {}

    @cached_property
    def sheet(self) -> Sheet:
        """The style blocks that every mail program heeds (not those that only Outlook sees)."""
        return Sheet(self.shared_styles)

    def may_style(self, element: Element, matters: Callable[[str], bool]) -> bool:
        """Whether a style block may have declarations for an element that matter."""
        gates = self._gates.get(matters)
        if gates is None:
            gates = self._gates[matters] = self.sheet.keys(matters)
        if not gates:
            return False
        if element.tag in gates or "*" in gates:
            return True
        return not gates.isdisjoint(self.names_of(element))

    def names_of(self, element: Element) -> frozenset[str]:
        """The classes and the id of an element, as selectors write them."""
        known = self._names.get(element.serial)
        if known is None:
            named = _NAMED.search(element.inside) is not None
            known = self._names[element.serial] = element.names if named else frozenset()
        return known

    def style(self, element: Element, name: str) -> str:
        """The value of a property as declared for an element; empty if nowhere."""
        inline, sheet = self._declared(element, name)
        if inline and not (sheet and sheet.rank[0] and not inline.important):
            return inline.value
        return sheet.value if sheet else presentation.value_of(element, name)

    def style_span(self, element: Element, name: str) -> Span | None:
        """Where that declaration stands in the source."""
        inline, sheet = self._declared(element, name)
        if inline and not (sheet and sheet.rank[0] and not inline.important):
            view = element.view("style")
            return view.span(inline.start, inline.end) if view else None
        if sheet:
            return sheet.view.span(sheet.start, sheet.end)
        if not presentation.value_of(element, name):
            return None
        view = element.view(presentation.source_of(element, name) or "hidden")
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
            found = self.style(here, name).replace("inherit", "")
            if here.parent is None:
                break
            here = here.parent
        known.update(dict.fromkeys(climbed, found))
        return found

    def around(self, element: Element) -> int:
        """The bit set of what stands around an element, handed down the tree."""
        if not self.sheet.looks_around:
            return 0
        climbed = []
        here: Element | None = element
        while here is not None and here.around < 0:
            climbed.append(here)
            here = here.parent
        for below in reversed(climbed):
            above = below.parent
            below.around = above.around | self.sheet.bits(above.tag, above.names) if above else 0
        return element.around

    def plain(self, first: int, behind: int) -> str:
        """The text between two events, decoded, with white space folded and a space at every edge of a block."""
        pieces = []
        for what, start, end, element in self.events[first:behind]:
            if what == WORDS:
                pieces.append(decoded(self.text, start, end))
            elif element is None or element.shape or element.tag == "br":
                pieces.append(" ")
        return " ".join("".join(pieces).split())

    def _declared(self, element: Element, name: str) -> tuple[Declaration | None, Styled | None]:
        inline = self._own(element).get(name) if element.has("style") else None
        if not self.sheet:
            return inline, None
        above = element.parent
        styles = self.sheet.styles(
            element.tag,
            self.names_of(element),
            self.around(element),
            (above.tag, self.names_of(above)) if above else ("", frozenset()),
        )
        return inline, styles.get(name)

    def _own(self, element: Element) -> dict[str, Declaration]:
        text = element.value("style")
        if text not in self._inline:
            self._inline[text] = declarations(uncommented(text))
        return self._inline[text]
