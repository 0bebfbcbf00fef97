"""The tree of elements of an HTML part, each knowing where it stands and how it looks."""

from __future__ import annotations

from msglint.markup import shorthands
from msglint.markup.entities import decoded, value_view
from msglint.markup.tokens import attributes
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.draft import Span, View
    from msglint.markup.page import Page


class Element:
    """An HTML element. Offsets count in the text of its part; ``span()`` and views lead to the source.

    ``start``/``end``: its start tag; ``close``: behind its end tag (or where it ends without one).
    ``inside``: its start tag behind the name, as it stands. ``conditional``: it stands in a conditional comment, so that only Outlook shows it.
    """

    __slots__ = (
        "_attributes", "_children", "_inside_at", "_names", "_page", "_views", "around", "close", "conditional", "end",
        "first_event", "inside", "last_event", "look", "parent", "serial", "shape", "start", "tag",
    )  # fmt: skip

    def __init__(self, page: Page, tag: str, place: tuple[int, int, int], parent: Element | None, shape: int) -> None:
        self._page, self.tag, self.parent, self.shape = page, tag, parent, shape
        self.start, self._inside_at, self.end = place
        self.close = self.end
        self.conditional = False
        self.look = self.around = -1
        self._attributes: dict[str, tuple[int, int]] | None = None
        self._views: dict[str, View] | None = None
        self._names: frozenset[str] | None = None
        self._children: list[Element] | None = None
        self.inside: str
        self.serial: int
        self.first_event: int
        self.last_event: int

    def __repr__(self) -> str:
        return f"<{self.tag} at {self.start}>"

    @property
    def children(self) -> list[Element]:
        """The elements directly inside, in order."""
        return self._children or []

    def adopt(self, child: Element) -> None:
        """Take an element in as the last child."""
        if self._children is None:
            self._children = [child]
        else:
            self._children.append(child)

    @property
    def part(self) -> View:
        """The text of the part it stands in."""
        return self._page.part

    @property
    def page(self) -> Page:
        """All that was read of the part it stands in."""
        return self._page

    def places(self) -> Mapping[str, tuple[int, int]]:
        """Where the value of each attribute stands in the part; (-1, -1) if it has none. The first of a name wins."""
        if self._attributes is None:
            self._attributes = {}
            for name, start, end in attributes(self._page.text, self._inside_at, self._inside_at + len(self.inside)):
                self._attributes.setdefault(name, (start, end))
        return self._attributes

    def value(self, name: str) -> str:
        """The decoded value of an attribute (placeholders stay masked); empty if absent."""
        start, end = self.places().get(name, (-1, -1))
        return decoded(self._page.text, start, end, attribute=True) if start >= 0 else ""

    def has(self, name: str) -> bool:
        """Whether the attribute is there at all."""
        return name in self.places()

    def view(self, name: str) -> View | None:
        """The decoded value of an attribute as a view with its map to the source; None if absent or without value."""
        start, end = self.places().get(name, (-1, -1))
        if start < 0:
            return None
        if self._views is None:
            self._views = {}
        if name not in self._views:
            self._views[name] = value_view(self._page.part, start, end)
        return self._views[name]

    @property
    def attributes(self) -> Mapping[str, View]:
        """All attributes that have a value, in order of appearance; the first of a name wins."""
        return {name: view for name in self.places() if (view := self.view(name)) is not None}

    @property
    def names(self) -> frozenset[str]:
        """Its classes (``.name``) and id (``#name``)."""
        if self._names is None:
            self._names = self._page.sheet.names(self.value("class"), self.value("id"))
        return self._names

    def span(self) -> Span:
        """The start tag, in the source."""
        return self._page.part.span(self.start, self.end)

    def ancestors(self) -> Iterator[Element]:
        """Parent, grandparent, … up to the root."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def descendants(self) -> Iterator[Element]:
        """All elements inside, in document order."""
        listed = self._page.elements
        for serial in range(self.serial + 1, len(listed)):
            if listed[serial].start >= self.close:
                return
            yield listed[serial]

    def text(self) -> str:
        """The text inside, entities decoded, white space folded to single spaces."""
        return self._page.plain(self.first_event, self.last_event)

    def style(self, name: str) -> str:
        """The value of a CSS property declared for this very element, lower-case, "" if none.

        Cascade: presentational attribute (width, height, bgcolor, align, <font>) < type < class < id selector < inline,
        ``!important`` above all; shorthands (margin, font, background) are split.
        """
        return self._page.style(self, name)

    def style_span(self, name: str) -> Span | None:
        """Where that declaration (``name: value``, or the attribute's value) stands in the source."""
        return self._page.style_span(self, name)

    def inherited(self, name: str) -> str:
        """Like ``style``, asking the ancestors where the element itself has none."""
        return self._page.inherited(self, name)

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
