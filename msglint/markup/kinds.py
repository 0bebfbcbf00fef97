"""Elements that look alike: those with the same start tag, where no style rule asks what is around them.

Messages repeat themselves, so that whatever depends on style alone is worked out once a kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from msglint.markup.page import Page
    from msglint.markup.tree import Element


class Kinds(NamedTuple):
    """``of`` has the number of each element's kind, by its serial; ``firsts`` the first element of each kind."""

    of: list[int]
    firsts: list[Element]

    def styles(self, name: str) -> list[str]:
        """The value of a CSS property for each kind, as ``Element.style`` gives it."""
        return [element.style(name) for element in self.firsts]


def kinds_of(page: Page) -> Kinds:
    """The kinds of a page's elements."""
    numbers: dict[tuple[object, ...], int] = {}
    kinds = Kinds([], [])
    depends = page.sheet.looks_around
    for element in page.elements:
        kind: tuple[object, ...] = (element.tag, element.inside)
        if depends:
            above = element.parent
            kind += (page.around(element), (above.tag, above.names) if above else None)
        number = numbers.setdefault(kind, len(numbers))
        if number == len(kinds.firsts):
            kinds.firsts.append(element)
        kinds.of.append(number)
    return kinds
