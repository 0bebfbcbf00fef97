"""The line around a finding, cut out of its text in time that does not grow with the line."""

from __future__ import annotations

from msglint.patterns import lazy
from msglint.report import Excerpt
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.finding import Finding

_MOST = 400
_BREAK = lazy(r"[\r\n]")
MASKED = "[redacted]"
"""What stands for words of a draft that are not shown; of their line nothing is."""


def excerpt_of(text: str, finding: Finding) -> Excerpt:
    """The line that a finding begins on."""
    begin = finding.start - (finding.column - 1)
    low = max(begin, finding.start - _MOST)
    before = text[low : finding.start]
    inside, more = _line(text, finding.start, finding.end)
    behind = finding.start + len(inside)
    ends_here = more or len(inside) < finding.end - finding.start
    after, _ = ("", False) if ends_here else _line(text, behind, behind + _MOST)
    tail = not more and behind + len(after) < len(text) and not _BREAK.match(text, behind + len(after))
    return Excerpt(before, inside, after, head=low > begin, tail=tail, more=more)


def _line(text: str, start: int, end: int) -> tuple[str, bool]:
    """What of ``text[start:end]`` stands on its first line, within bounds, and whether a line break ended it."""
    found = _BREAK.search(text, start, min(end, start + _MOST))
    return (text[start : found.start()], True) if found else (text[start : min(end, start + _MOST)], False)
