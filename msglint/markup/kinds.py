"""Elements that look alike: those with the same start tag, where no style rule asks what is around them.

Messages repeat themselves, so that whatever depends on style alone is worked out once a kind, and only where the tag
or a style block has a word that could matter.
"""

from __future__ import annotations

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from msglint.markup.page import Page
    from msglint.markup.tree import Element

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "background-color": ("background", "bgcolor"),
    "background-image": ("background",),
    "color": ("color", "text"),
    "display": ("display", "hidden"),
    "float": ("float", "align"),
    "font-family": ("font", "face"),
    "font-size": ("font", "size"),
    "line-height": ("font", "line-height"),
    "margin-left": ("margin", "hspace"),
    "margin-right": ("margin", "hspace"),
    "padding-left": ("padding",),
    "padding-right": ("padding",),
    "text-align": ("align",),
    "width": ("width",),
    "max-width": ("width",),
}
"""The words of which one must be there for a property to be set."""


_ANY: Final = lazy("|".join(sorted({word for words in _WORDS.values() for word in words})) + r"|&|/\*")


def _said(text: str) -> frozenset[str]:
    """The words in a text that could matter. A character reference or a comment may hide any of them."""
    found = frozenset(_ANY.findall(text.lower()))
    return found if found.isdisjoint(("&", "/*")) else _EVERY


_EVERY: Final = frozenset(word for words in _WORDS.values() for word in words)


def _may_set(words: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda block: not _said(block).isdisjoint(words)


_MAY_SET: Final = {name: _may_set(words) for name, words in _WORDS.items()}


class Kinds:
    """``of`` has the number of each element's kind, by its serial; ``firsts`` the first element of each kind."""

    __slots__ = ("_said", "_values", "firsts", "of")

    def __init__(self, page: Page) -> None:
        self.of: list[int] = []
        self.firsts: list[Element] = []
        self._sort(page)
        self._said = [_said(element.inside) for element in self.firsts]
        self._values: dict[str, list[str]] = {}

    def styles(self, name: str) -> list[str]:
        """The value of a CSS property for each kind, as ``Element.style`` gives it."""
        if name not in self._values:
            words, may_set = _WORDS[name], _MAY_SET[name]
            self._values[name] = [
                element.style(name)
                if not said.isdisjoint(words) or element.tag == "center" or element.page.may_style(element, may_set)
                else ""
                for element, said in zip(self.firsts, self._said, strict=True)
            ]
        return self._values[name]

    def _sort(self, page: Page) -> None:
        numbers: dict[tuple[object, ...], int] = {}
        depends = page.sheet.looks_around
        for element in page.elements:
            kind: tuple[object, ...] = (element.tag, element.inside)
            if depends:
                above = element.parent
                kind += (page.around(element), (above.tag, above.names) if above else None)
            number = numbers.setdefault(kind, len(numbers))
            if number == len(self.firsts):
                self.firsts.append(element)
            self.of.append(number)
