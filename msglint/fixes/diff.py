"""What mending would change, as a unified diff. (``difflib`` guesses it, and takes more than linear time.)"""

from __future__ import annotations

from bisect import bisect_right

from msglint.fixes import applied
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from msglint.fixes import Fix

_AROUND = 3


class _Changed(NamedTuple):
    """Lines (from 0) that become others."""

    first: int
    behind: int
    fixes: Sequence[Fix]


def diff_of(name: str, text: str, fixes: Iterable[Fix]) -> str:
    """The lines of a text that change, with a few around them, as ``patch -p0`` takes it of a draft in UTF-8;
    empty without changes.
    """
    lines = text.split("\n")
    lines = [line + "\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    hunks: list[list[_Changed]] = []
    for changed in _changed(starts, fixes):
        if hunks and changed.first - hunks[-1][-1].behind <= 2 * _AROUND:
            hunks[-1].append(changed)
        else:
            hunks.append([changed])
    if not hunks:
        return ""
    named = name + "\t" * (" " in name)  # without the tab `patch` takes a name up to its first blank
    pieces, shift = [f"--- {named}\n+++ {named}\n"], 0
    for hunk in hunks:
        written, shift = _hunk(lines, starts, hunk, shift)
        pieces += written
    return "".join(pieces)


def _changed(starts: list[int], fixes: Iterable[Fix]) -> Iterator[_Changed]:
    """The changed lines, those that touch each other together."""
    touching: list[Fix] = []
    first, behind, most = 0, -1, len(starts) - 1
    for fix in fixes:
        begin = min(bisect_right(starts, fix.start) - 1, most)
        end = bisect_right(starts, fix.end) - 1
        whole = fix.start == starts[begin] and fix.end == starts[end] and (not fix.text or fix.text.endswith("\n"))
        end = end if whole else min(end + 1, most)
        if touching and begin > behind:
            yield _Changed(first, behind, touching)
            touching = []
        first, behind = (first, max(end, behind)) if touching else (begin, end)
        touching.append(fix)
    if touching:
        yield _Changed(first, behind, touching)


def _hunk(lines: list[str], starts: list[int], hunk: list[_Changed], shift: int) -> tuple[list[str], int]:
    """One hunk; ``shift`` is how many lines there are more than before, above it and then behind it."""
    first, behind = max(0, hunk[0].first - _AROUND), min(len(lines), hunk[-1].behind + _AROUND)
    shown: list[str] = []
    at, more = first, 0
    for changed in hunk:
        old = lines[changed.first : changed.behind]
        offset = starts[changed.first]
        inside = [fix._replace(start=fix.start - offset, end=fix.end - offset) for fix in changed.fixes]
        new = applied("".join(old), inside).split("\n")
        new = [line + "\n" for line in new[:-1]] + new[-1:] * bool(new[-1])
        shown += [f" {line}" for line in lines[at : changed.first]]
        shown += [f"-{line}" for line in old] + [f"+{line}" for line in new]
        at, more = changed.behind, more + len(new) - len(old)
    shown += [f" {line}" for line in lines[at:behind]]
    count = behind - first
    head = f"@@ -{_range(first, count)} +{_range(first + shift, count + more)} @@\n"
    return [head, *(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in shown)], (
        shift + more
    )


def _range(first: int, count: int) -> str:
    return f"{first + 1 if count else first},{count}"
