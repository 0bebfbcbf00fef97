"""How wide the boxes of a page are and how far they are set in, as far as its mark-up tells."""

from __future__ import annotations

from functools import lru_cache

from msglint.markup import shorthands
from msglint.markup.tags import CELL, INLINE
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msglint.markup.kinds import Kinds
    from msglint.markup.page import Page
    from msglint.markup.tree import Element

_ROW = frozenset({"tr", "tbody", "thead", "tfoot"})
_IN_LINE = ("", "inline", "contents")
_SHRINKS = ("inline-block", "inline-table", "inline-flex", "table-cell", "flex")
_LENGTHS = ("margin-left", "margin-right", "padding-left", "padding-right", "width", "max-width")
_NAMES = frozenset((*_LENGTHS, "display", "float"))


class Box(NamedTuple):
    """An element's room: the width for what is in it (None: unknown), and how far it is set in from either side."""

    width: float | None
    left: float
    right: float


class Length(NamedTuple):
    """A length as declared: in pixels, or in percent of the room around; neither if nothing is said."""

    pixels: float | None
    percent: float | None

    def of(self, room: float | None) -> float | None:
        """The length in pixels where there is so much room; None if unknown."""
        if self.percent is None:
            return self.pixels
        return None if room is None else self.percent * room / 100


_UNSAID = Length(None, None)


class Declared(NamedTuple):
    """What the mark-up says of an element's box. Of the pairs, the first is the left side."""

    margins: tuple[Length, Length]
    paddings: tuple[Length, Length]
    width: Length
    most: Length
    display: str
    floats: bool
    centred: bool


def boxes_of(page: Page, kinds: Kinds, width: float) -> list[Box]:
    """The boxes of all elements, by their serial, in a message of that width."""
    declared = [_declared(element, said) for element, said in zip(kinds.firsts, kinds.said, strict=True)]
    if not any(declared) and all(element.kind.shape != CELL for element in kinds.firsts):
        return [Box(width, 0, 0)] * len(page.elements)
    boxes: list[Box] = []
    known: dict[tuple[int, Box, bool | int], Box] = {}
    inside = page.inside
    for element, kind in zip(page.elements, kinds.of, strict=True):
        above = element.parent
        around = boxes[above.serial] if above else Box(width, 0, 0)
        # what else the box depends on: of a cell, whether it is alone; of a table, how its parent aligns it
        if element.shape == CELL:
            what: bool | int = above is not None and inside[above.serial] == 1
        else:
            what = kinds.of[above.serial] if above and element.tag == "table" else -1
        box = known.get((kind, around, what))
        if box is None:
            box = known[kind, around, what] = _box(element, declared[kind], around, lone=what is True)
        boxes.append(box)
    return boxes


def length(element: Element, name: str) -> Length:
    """A length as declared for an element."""
    return _length(element.style(name))


@lru_cache(maxsize=4096)
def _length(value: str) -> Length:
    return Length(shorthands.pixels(value), shorthands.percent(value)) if value else _UNSAID


def width_within(width: Length, most: Length, room: float | None) -> float | None:
    """A declared width, or the most it may be where that is less; None if none is declared, or unknown."""
    own, limit = width.of(room), most.of(room)
    return own if own is None or limit is None else min(own, limit)


def _declared(element: Element, said: Mapping[str, str]) -> Declared | None:
    """What is said of an element's box; None for nothing."""
    if element.tag != "table" and said.keys().isdisjoint(_NAMES):
        return None
    left, right, padding_left, padding_right, width, most = [_length(said.get(name, "")) for name in _LENGTHS]
    centred = said.get("margin-left") == "auto" == said.get("margin-right") or _is_middle_table(element)
    floats = said.get("float") in ("left", "right")
    return Declared((left, right), (padding_left, padding_right), width, most, said.get("display", ""), floats, centred)


def _is_middle_table(element: Element) -> bool:
    return element.tag == "table" and element.value("align").strip().lower() == "center"


def _box(element: Element, declared: Declared | None, around: Box, *, lone: bool) -> Box:
    if element.tag in _ROW or (declared is None and element.shape != CELL):
        return around
    if declared is None:
        return around if around.width is None or lone else Box(None, around.left, around.right)
    if element.shape == INLINE and declared.display in _IN_LINE:
        return around
    left, right = (margin.of(around.width) or 0.0 for margin in declared.margins)
    padding_left, padding_right = (padding.of(around.width) or 0.0 for padding in declared.paddings)
    width = width_within(declared.width, declared.most, around.width)
    spare = 0.0
    if width is None:
        width = _filled(element, declared, around.width, lone=lone)
        width = None if width is None else max(0.0, width - left - right - padding_left - padding_right)
    else:
        if around.width and declared.width.percent is not None and _is_centred(element, declared):
            spare = max(0.0, around.width - width) / 2
        if element.shape == CELL:
            width -= padding_left + padding_right
    return Box(width, around.left + left + padding_left + spare, around.right + right + padding_right + spare)


def _filled(element: Element, declared: Declared, room: float | None, *, lone: bool) -> float | None:
    """The width of an element that is given none: all of the room for a block and a lone cell."""
    if element.shape == CELL:
        return room if lone else None
    if declared.floats or declared.display in _SHRINKS:
        return None
    most = declared.most.of(room)
    return room if most is None or room is None else min(room, most)


def _is_centred(element: Element, declared: Declared) -> bool:
    """Whether a block stands in the middle of its room."""
    if declared.centred or element.tag != "table" or element.parent is None:
        return declared.centred
    return element.parent.style("text-align") == "center"
