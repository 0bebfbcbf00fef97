"""Elements that look alike: those with the same start tag, where no style rule asks what is around them.

Messages repeat themselves, so that whatever depends on style alone is worked out once a kind.
"""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msglint.markup.page import Kind, Page
    from msglint.markup.tree import Element


class Kinds:
    """``of`` has the number of each element's kind, by its serial; ``firsts`` the first element of each kind, ``said``
    the properties that are declared for it.
    """

    __slots__ = ("firsts", "of", "said")

    def __init__(self, page: Page) -> None:
        self.of: list[int] = []
        self.firsts: list[Element] = []
        numbers: dict[Kind, int] = {}
        depends = page.sheet.looks_around
        for element in page.elements:
            kind = page.kind(element) if depends else element.kind
            number = numbers.get(kind)
            if number is None:
                number = numbers[kind] = len(self.firsts)
                self.firsts.append(element)
            self.of.append(number)
        self.said: list[Mapping[str, str]] = [page.said(element) for element in self.firsts]

    def styles(self, name: str) -> list[str]:
        """The value of a CSS property for each kind, as ``Element.style`` gives it."""
        return [said.get(name, "") for said in self.said]

    def any_says(self, *names: str) -> bool:
        """Whether one of these properties is declared for any element."""
        return any(not said.keys().isdisjoint(names) for said in self.said)
