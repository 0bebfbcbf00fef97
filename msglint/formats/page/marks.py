"""Texts with findings marked in them: where marks begin and end, and which findings meet there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from msglint.finding import SEVERITIES
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.draft import Span
    from msglint.finding import Finding

_MOST_AT_ONCE = 6
"""So many findings are named at one place: any number may overlap, and the page must not grow with their product."""


class Mark(NamedTuple):
    """A finding of a draft (by its number there) at a place of a text. ``tip`` is what to say of it."""

    span: Span
    number: int
    severity: str
    tip: str


class Run(NamedTuple):
    """A run of a text with the marks that lie on all of it, the worst first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def tip_of(finding: Finding, says: str) -> str:
    """What a mark says: what is wrong, what to write instead, and the clause."""
    words = f"{finding.severity}: {finding.message}\nInstead: {finding.suggestion}\nClause: {finding.clause}"
    return f"{words}. {says}" if says else words


class Marked:
    """A text's marks, ready to be asked for any stretch of it."""

    def __init__(self, length: int, marks: Iterable[Mark]) -> None:
        self._marks = sorted(mark for mark in marks if mark.span.start < mark.span.end <= length)
        self._begins = [mark.span.start for mark in self._marks]
        self._runs = list(_runs(length, self._marks))
        self._starts = [run.start for run in self._runs]

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """The text between two offsets in runs, without gaps."""
        for run in self._runs[max(0, bisect_right(self._starts, start) - 1) : bisect_left(self._starts, end)]:
            yield run._replace(start=max(start, run.start), end=min(end, run.end))

    def beginning(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that begin between two offsets."""
        first, behind = bisect_left(self._begins, start), bisect_left(self._begins, end)
        return tuple(sorted(self._marks[first:behind], key=_rank)[:_MOST_AT_ONCE])


def _runs(length: int, marks: list[Mark]) -> Iterator[Run]:
    edges = sorted({0, length, *(at for mark in marks for at in mark.span)})
    active: list[Mark] = []
    taken = 0
    for here, behind in pairwise(edges):
        active = [mark for mark in active if mark.span.end > here]
        while taken < len(marks) and marks[taken].span.start <= here:
            active.append(marks[taken])
            taken += 1
        yield Run(here, behind, tuple(sorted(active, key=_rank)[:_MOST_AT_ONCE]))


def _rank(mark: Mark) -> tuple[int, int]:
    return SEVERITIES.index(mark.severity), mark.number
