"""Where the words of a page stand: which elements show letters, and how wide the message around them is."""

from __future__ import annotations

from msglint.markup import page as events
from msglint.markup.boxes import Box, boxes_of
from msglint.markup.entities import decoded
from msglint.markup.kinds import Kinds
from msglint.markup.tags import REPLACED, UNSEEN
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from msglint.markup.page import Page
    from msglint.markup.tree import Element

_BLANKS = " \t\r\n\f\u00a0\u00ad\u200b\u200c\u200d\u2007\u034f\ufeff"


class Layout(NamedTuple):
    """A page laid out as far as its mark-up tells. The lists are indexed by an element's ``serial``.

    ``letters`` counts the visible characters that stand in an element itself, ``within`` those in all of it.
    """

    page: Page
    kinds: Kinds
    width: float
    letters: list[int]
    within: list[int]
    boxes: list[Box]

    @property
    def total(self) -> int:
        """All visible characters that stand in some element."""
        return sum(self.letters)

    def around(self, element: Element) -> Box:
        """The box that an element stands in."""
        return self.boxes[element.parent.serial] if element.parent else Box(self.width, 0, 0)


def layout_of(page: Page, figures: Mapping[str, Any]) -> Layout:
    """The layout of a page; ``figures`` are the facts about style (the usual width of a message)."""
    letters = _letters(page)
    within = letters[:]
    for element in reversed(page.elements):
        if element.parent:
            within[element.parent.serial] += within[element.serial]
    width = _message_width(page, within, sum(letters), figures)
    kinds = Kinds(page)
    return Layout(page, kinds, width, letters, within, boxes_of(page, kinds, width))


def _letters(page: Page) -> list[int]:
    letters = [0] * len(page.elements)
    for what, start, end, element in page.events:
        if what != events.WORDS or element is None or element.conditional or element.tag in UNSEEN:
            continue
        raw = page.text[start:end]
        if raw.isspace():
            continue
        shown = len((decoded(page.text, start, end) if "&" in raw else raw).strip(_BLANKS))
        if shown and not element.hidden:
            letters[element.serial] += shown
    return letters


def _message_width(page: Page, within: list[int], total: int, figures: Mapping[str, Any]) -> float:
    """The width of the outermost frame around most of the words, else the usual one."""
    for element in page.elements:
        if within[element.serial] * 2 < total or element.tag in REPLACED or element.conditional:
            continue
        given = [given for name in ("max-width", "width") if (given := element.pixels(name)) is not None]
        if given and min(given) >= figures["narrowest_message"]:
            return min(given)
    return float(figures["message_width"])
