"""Spans among which others are looked up."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from msglint.draft import Span


class Places:
    """Spans, sorted: whether any is near a place is soon known, however many there are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [span.start for span in ordered]
        self.furthest = list(accumulate((span.end for span in ordered), max))

    def touch(self, span: Span, nearby: int = 0) -> bool:
        """Whether one of them overlaps a span or is next to it, at most so many characters away."""
        before = bisect_right(self.starts, span.end + nearby)
        return bool(before) and self.furthest[before - 1] >= span.start - nearby

    def overlap(self, span: Span) -> bool:
        """Whether one of them has a character in common with a span."""
        return self.touch(span, -1)
