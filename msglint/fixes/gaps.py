"""Surplus line breaks taken out: the empty line that is allowed stays as it is written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from msglint.checks.style import gaps
from msglint.fixes import Fix
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.checks.style import Gap
    from msglint.draft import Part
    from msglint.finding import Match
    from msglint.policy import Rule
    from msglint.reading import Reading

_BREAK = lazy(r"\r\n|\n|\r")
_NOTHING = lazy(r"(?i)(?:\s|&nbsp;|&\#160;|&\#xa0;|\u00a0|<br\s*/?>){0,60}+(?:</\w{1,8}\s*>)?")
_BR = lazy(r"(?i)<br")
_EMPTY = frozenset({"p", "div"})
_LONGEST = 400


def closed(reading: Reading, rule: Rule, _matches: Sequence[Match]) -> Iterator[Fix]:
    """Every gap that is too long, down to what is allowed."""
    most = rule.options["max_breaks"]
    for part in reading.draft.parts:
        empty = list(_empty_paragraphs(part))
        for view in part.views:
            for gap in gaps(view) if view.kind == "body" else ():
                if gap.breaks > most:
                    yield from _in_markup(gap, most, empty) if view.pieces else _in_text(gap, most)


def _in_text(gap: Gap, most: int) -> Iterator[Fix]:
    breaks = [found.end() for found in _BREAK.finditer(gap.view.text, gap.start, gap.end)]
    start, end = gap.view.span(breaks[most - 1], gap.end)
    yield Fix(start, end, ward=gap.view.span(gap.start, gap.end).start)


def _in_markup(gap: Gap, most: int, empty: list[tuple[int, int]]) -> Iterator[Fix]:
    """The last of the breaks and empty paragraphs that make the gap."""
    view, base = gap.view, gap.view.base
    if base is None:
        return
    place = view.span(gap.start, gap.end).start
    runs = {view.to_base(at, at + 1) for at in range(gap.start, gap.end) if view.text[at] in "\r\n"}
    breaks = [(start, end) for start, end in runs if end > start and not _is_half(base.text, start)]
    whole = view.to_base(gap.start, gap.end)
    first = bisect_left(empty, whole.start, key=lambda block: block[1])
    inside = [block for block in empty[first : first + gap.breaks + 1] if block[0] < whole.end]
    single = [one for one in breaks if not _lies_in(one, inside)]
    for one in sorted({*inside, *single})[most - gap.breaks :]:
        start, end = base.span(*one)
        yield Fix(start, end, ward=place)


def _lies_in(run: tuple[int, int], blocks: list[tuple[int, int]]) -> bool:
    at = bisect_right(blocks, run[0], key=lambda block: block[0]) - 1
    return at >= 0 and run[0] < blocks[at][1]


def _is_half(text: str, at: int) -> bool:
    """Whether the character is the second half of a line break."""
    return text.startswith("\r\n", at - 1) if at else False


def _empty_paragraphs(part: Part) -> Iterator[tuple[int, int]]:
    """Where paragraphs stand that hold nothing but blanks and one line break at the most."""
    for element in part.elements:
        if element.tag in _EMPTY and element.close - element.end < _LONGEST:
            inside = part.text.text[element.end : element.close]
            if _NOTHING.fullmatch(inside) and len(_BR.findall(inside)) < 2:
                yield element.start, element.close
