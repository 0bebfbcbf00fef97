"""Where the words of a page stand: which elements show letters, how wide their boxes are, how far they are set in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msglint.markup import page as events
from msglint.markup.entities import decoded
from msglint.markup.tags import CELL, INLINE, REPLACED, UNSEEN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from msglint.markup.page import Page
    from msglint.markup.tree import Element

_ROW = frozenset({"tr", "tbody", "thead", "tfoot"})
_IN_LINE = ("", "inline", "contents")
_SHRINKS = ("inline-block", "inline-table", "inline-flex", "table-cell", "flex")
_BLANKS = " \t\r\n\f\u00a0\u00ad\u200b\u200c\u200d\u2007\u034f\ufeff"


class Box(NamedTuple):
    """An element's room: the width for what is in it (None: unknown), and how far it is set in from either side."""

    width: float | None
    left: float
    right: float


class Layout(NamedTuple):
    """A page laid out as far as its mark-up tells. The lists are indexed by an element's ``serial``.

    ``letters`` counts the visible characters that stand in an element itself, ``within`` those in all of it.
    """

    page: Page
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
    boxes: list[Box] = []
    for element in page.elements:
        around = boxes[element.parent.serial] if element.parent else Box(width, 0, 0)
        boxes.append(_box(element, around))
    return Layout(page, width, letters, within, boxes)


def declared_width(element: Element, room: float | None) -> float | None:
    """The width that an element is given, in pixels; ``room`` is what percentages are taken of. None if unknown."""
    width, most = _length(element, "width", room), _length(element, "max-width", room)
    if width is None or most is None:
        return width
    return min(width, most)


def centred(element: Element) -> bool:
    """Whether a block stands in the middle of its room."""
    if element.tag == "table" and element.value("align").strip().lower() == "center":
        return True
    if element.style("margin-left") == "auto" == element.style("margin-right"):
        return True
    return element.tag == "table" and element.parent is not None and element.parent.style("text-align") == "center"


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


def _box(element: Element, around: Box) -> Box:
    if element.tag in _ROW or (element.shape == INLINE and element.style("display") in _IN_LINE):
        return around
    margins = [_length(element, f"margin-{side}", around.width) or 0.0 for side in ("left", "right")]
    paddings = [_length(element, f"padding-{side}", around.width) or 0.0 for side in ("left", "right")]
    width = declared_width(element, around.width)
    spare = 0.0
    if width is None:
        width = _filled(element, around.width)
        width = None if width is None else max(0.0, width - sum(margins) - sum(paddings))
    else:
        if around.width and element.percent("width") is not None and centred(element):
            spare = max(0.0, around.width - width) / 2
        width = width - sum(paddings) if element.shape == CELL else width
    return Box(width, around.left + margins[0] + paddings[0] + spare, around.right + margins[1] + paddings[1] + spare)


def _filled(element: Element, room: float | None) -> float | None:
    """The width of an element that is given none: all of the room for a block and a lone cell."""
    if element.shape == CELL:
        alone = element.parent is not None and len(element.parent.children) == 1
        return room if alone else None
    if element.style("float") in ("left", "right") or element.style("display") in _SHRINKS:
        return None
    most = _length(element, "max-width", room)
    return room if most is None or room is None else min(room, most)


def _length(element: Element, name: str, room: float | None) -> float | None:
    value = element.style(name)
    if not value or value == "auto":
        return None
    if value.endswith("%"):
        share = element.percent(name)
        return None if share is None or room is None else share * room / 100
    return element.pixels(name)
