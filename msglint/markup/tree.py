"""The tree of elements of an HTML part, each knowing where it stands and how it looks."""

from __future__ import annotations

from msglint.markup import shorthands
from msglint.markup.entities import value_view
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.draft import Span, View
    from msglint.markup.page import Page
    from msglint.markup.tagged import StartTag


class Element:
    """An HTML element. Offsets count in the text of its part; ``span()`` and views lead to the source.

    ``start``/``end``: its start tag; ``close``: behind its end tag (or where it ends without one).
    ``kind``: what its start tag says. ``conditional``: it stands in a conditional comment, so that only Outlook shows it.
    """

    __slots__ = (
        "close", "conditional", "end", "first_event", "kind", "last_event", "look", "page", "parent", "serial", "shape",
        "start", "tag",
    )  # fmt: skip

    def __init__(self, page: Page, kind: StartTag, start: int, end: int, parent: Element | None) -> None:
        self.page, self.kind, self.tag, self.parent = page, kind, kind.name, parent
        self.start, self.end, self.close = start, end, end
        self.shape, self.look = kind.shape, -1
        self.serial = len(page.elements)
        self.first_event = self.last_event = len(page.events) + 1
        self.conditional = False

    def __repr__(self) -> str:
        return f"<{self.tag} at {self.start}>"

    @property
    def inside(self) -> str:
        """Its start tag behind the name, as it stands."""
        return self.kind.inside

    @property
    def inside_start(self) -> int:
        """Where its start tag goes on behind the name, in the part."""
        return self.start + 1 + len(self.kind.written)

    @property
    def part(self) -> View:
        """The text of the part it stands in."""
        return self.page.part

    def value(self, name: str) -> str:
        """The decoded value of an attribute (placeholders stay masked); empty if absent."""
        return self.kind.value(name)

    def has(self, name: str) -> bool:
        """Whether the attribute is there at all."""
        return name in self.kind.places

    def place(self, name: str) -> tuple[int, int] | None:
        """Where the value of an attribute stands in the part; None if the attribute is absent or has none."""
        start, end = self.kind.places.get(name, (-1, -1))
        offset = self.inside_start
        return (start + offset, end + offset) if start >= 0 else None

    def view(self, name: str) -> View | None:
        """The decoded value of an attribute as a view with its map to the source; None if absent or without value."""
        if name not in self.kind.places:
            return None
        known = self.page.views.get((self.serial, name))
        if known is None:
            place = self.place(name)
            if place is None:
                return None
            known = self.page.views[self.serial, name] = value_view(self.page.part, *place)
        return known

    @property
    def attributes(self) -> Mapping[str, View]:
        """All attributes that have a value, in order of appearance; the first of a name wins."""
        return {name: view for name in self.kind.places if (view := self.view(name)) is not None}

    @property
    def names(self) -> frozenset[str]:
        """Its classes (``.name``) and id (``#name``)."""
        return self.kind.names

    def span(self) -> Span:
        """The start tag, in the source."""
        return self.page.part.span(self.start, self.end)

    def ancestors(self) -> Iterator[Element]:
        """Parent, grandparent, … up to the root."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def descendants(self) -> Iterator[Element]:
        """All elements inside, in document order."""
        listed = self.page.elements
        for serial in range(self.serial + 1, len(listed)):
            if listed[serial].start >= self.close:
                return
            yield listed[serial]

    def text(self) -> str:
        """The text inside, entities decoded, white space folded to single spaces."""
        return self.page.text_of(self)

    def style(self, name: str) -> str:
        """The value of a CSS property declared for this very element, lower-case, "" if none.

        Cascade: presentational attribute (width, height, bgcolor, align, <font>) < type < class < id selector < inline,
        ``!important`` above all; shorthands (margin, font, background) are split.
        """
        return self.page.said(self).get(name, "")

    def style_span(self, name: str) -> Span | None:
        """Where that declaration (``name: value``, or the attribute's value) stands in the source."""
        return self.page.style_span(self, name)

    def inherited(self, name: str) -> str:
        """Like ``style``, asking the ancestors where the element itself has none."""
        return self.page.inherited(self, name)

    def pixels(self, name: str) -> float | None:
        """The length of a property in CSS pixels (px, pt, em=16, bare numbers); None for percentages and the unknown."""
        return shorthands.pixels(self.style(name))

    def percent(self, name: str) -> float | None:
        """The value of a property in percent, None unless it is one."""
        return shorthands.percent(self.style(name))

    @property
    def hidden(self) -> bool:
        """Whether a mail program would not show it: display, visibility, opacity, size 0, off-screen, mso-hide, hidden."""
        from msglint.markup.look import is_hidden

        return is_hidden(self)
