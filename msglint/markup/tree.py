"""The tree of elements of an HTML part, each knowing where it stands and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.draft import Span, View


class Element:
    """An HTML element. Offsets count in the text of its part; ``span()`` and views lead to the source.

    ``start``/``end``: its start tag; ``close``: behind its end tag (or where it ends without one).
    """

    tag: str
    start: int
    end: int
    close: int
    parent: Element | None
    children: list[Element]
    part: View

    def value(self, name: str) -> str:
        """The decoded value of an attribute (placeholders stay masked); empty if absent."""
        raise NotImplementedError

    def has(self, name: str) -> bool:
        """Whether the attribute is there at all."""
        raise NotImplementedError

    def view(self, name: str) -> View | None:
        """The decoded value of an attribute as a view with its map to the source; None if absent or without value."""
        raise NotImplementedError

    @property
    def attributes(self) -> Mapping[str, View]:
        """All attributes that have a value, in order of appearance; the first of a name wins."""
        raise NotImplementedError

    def span(self) -> Span:
        """The start tag, in the source."""
        raise NotImplementedError

    def ancestors(self) -> Iterator[Element]:
        """Parent, grandparent, … up to the root."""
        raise NotImplementedError

    def descendants(self) -> Iterator[Element]:
        """All elements inside, in document order."""
        raise NotImplementedError

    def text(self) -> str:
        """The text inside, entities decoded, white space folded to single spaces."""
        raise NotImplementedError

    def style(self, name: str) -> str:
        """The value of a CSS property declared for this very element, lower-case, "" if none.

        Cascade: presentational attribute (width, height, bgcolor, align, <font>) < type < class < id selector < inline,
        ``!important`` above all; shorthands (margin, font, background) are split.
        """
        raise NotImplementedError

    def style_span(self, name: str) -> Span | None:
        """Where that declaration (``name: value``, or the attribute's value) stands in the source."""
        raise NotImplementedError

    def inherited(self, name: str) -> str:
        """Like ``style``, asking the ancestors where the element itself has none."""
        raise NotImplementedError

    def pixels(self, name: str) -> float | None:
        """The length of a property in CSS pixels (px, pt, em=16, bare numbers); None for percentages and the unknown."""
        raise NotImplementedError

    def percent(self, name: str) -> float | None:
        """The value of a property in percent, None unless it is one."""
        raise NotImplementedError

    @property
    def hidden(self) -> bool:
        """Whether a mail program would not show it: display, visibility, opacity, size 0, off-screen, mso-hide, hidden."""
        raise NotImplementedError
