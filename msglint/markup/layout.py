"""Where the words of a page stand: which elements show letters, and how wide the message around them is."""

from __future__ import annotations

from msglint.markup import page as events
from msglint.markup.boxes import Box, boxes_of
from msglint.markup.entities import decoded
from msglint.markup.kinds import Kinds
from msglint.markup.look import NO_TEXT, look_of
from msglint.markup.shorthands import pixels
from msglint.markup.tags import CELL, INLINE, REPLACED, UNSEEN
from msglint.remembered import cached_property
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from msglint.draft import Span
    from msglint.markup.page import Page
    from msglint.markup.tree import Element

_BLANKS = " \t\r\n\f\u00a0\u00ad\u200b\u200c\u200d\u2007\u034f\ufeff"
_WIDTHS = frozenset({"width", "max-width"})


class Layout:
    """A page laid out as far as its mark-up tells; ``figures`` are the facts about style (the usual width of a message).

    Each list is indexed by an element's ``serial`` and made when the first rule asks.
    """

    def __init__(self, page: Page, figures: Mapping[str, Any]) -> None:
        self.page, self._figures = page, figures

    @cached_property
    def kinds(self) -> Kinds:
        """The elements by their start tags and styles."""
        return Kinds(self.page)

    @cached_property
    def letters(self) -> list[int]:
        """How many visible characters stand in an element itself."""
        return _letters(self.page)

    @cached_property
    def within(self) -> list[int]:
        """How many visible characters stand in all of an element."""
        found = self.letters[:]
        if not self.total:
            return found
        for element in reversed(self.page.elements):
            if element.parent is not None:
                found[element.parent.serial] += found[element.serial]
        return found

    @cached_property
    def total(self) -> int:
        """All visible characters that stand in some element."""
        return sum(self.letters)

    @cached_property
    def width(self) -> float:
        """The width of the outermost frame around most of the words, else the usual one."""
        narrowest, kinds = self._figures["narrowest_message"], self.kinds
        wide = [_width(element, said) for element, said in zip(kinds.firsts, kinds.said, strict=True)]
        if any(width is not None and width >= narrowest for width in wide):
            within, half = self.within, self.total / 2
            for element, kind in zip(self.page.elements, kinds.of, strict=True):
                width = wide[kind]
                if width is None or width < narrowest or element.conditional:
                    continue
                if within[element.serial] >= half:
                    return width
        return float(self._figures["message_width"])

    @cached_property
    def boxes(self) -> list[Box]:
        """The room that each element has."""
        return boxes_of(self.page, self.kinds, self.width)

    @cached_property
    def columns(self) -> list[float | None]:
        """The width that margins leave the message around each element: that of the innermost block around the element in
        which nearly all of the words stand (``most_of_the_words``); None where there is no such block, or its width is unknown.
        """
        found: list[float | None] = []
        enough, floats = self.total * self._figures["most_of_the_words"], self.kinds.styles("float")
        for element, kind, box in zip(self.page.elements, self.kinds.of, self.boxes, strict=True):
            above = found[element.parent.serial] if element.parent else None
            is_block = element.shape not in (INLINE, CELL) and floats[kind] not in ("left", "right")
            found.append(box.width if is_block and 0 < enough <= self.within[element.serial] else above)
        return found

    def around(self, element: Element) -> Box:
        """The box that an element stands in."""
        return self.boxes[element.parent.serial] if element.parent else Box(self.width, 0, 0)


def runs_of_breaks(page: Page) -> Iterator[tuple[bool, list[Span]]]:
    """The ``<br>`` in a row that have words on one side only: before all that is seen (told by True), or beside a picture."""
    run: list[Span] = []
    before = "nothing"
    for what, start, end, element in page.events:
        is_tag = what == events.OPEN and element is not None and (element.tag == "br" or element.tag in REPLACED)
        # words behind words are most of a page, and end nothing
        if not is_tag and (what != events.WORDS or (before == "words" and not run)):
            continue
        if element is not None and (element.conditional or look_of(element) & NO_TEXT):
            continue
        if is_tag and element is not None and element.tag == "br":
            run.append(element.span())
        elif is_tag or decoded(page.text, start, end).strip(_BLANKS):
            if run and (is_tag or before != "words"):
                yield before == "nothing", run
            run, before = [], "picture" if is_tag else "words"


def _width(element: Element, said: Mapping[str, str]) -> float | None:
    """The width that is declared for a frame, or the most it may be where that is less."""
    if element.tag in REPLACED or _WIDTHS.isdisjoint(said):
        return None
    return min((given for name in _WIDTHS if (given := pixels(said.get(name, ""))) is not None), default=None)


def _letters(page: Page) -> list[int]:
    letters = [0] * len(page.elements)
    text = page.text
    for what, start, end, element in page.events:
        if what != events.WORDS or element is None or element.conditional or element.tag in UNSEEN:
            continue
        raw = text[start:end]
        if raw.isspace():
            continue
        shown = len((decoded(text, start, end) if "&" in raw else raw).strip(_BLANKS))
        if shown and not (look_of(element) and element.hidden):
            letters[element.serial] += shown
    return letters
