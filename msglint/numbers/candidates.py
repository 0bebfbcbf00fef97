"""Runs of digits in what people read: everything that could be a phone, card or account number."""

from __future__ import annotations

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.fold import Folded
    from msglint.policy import Policy
    from msglint.reading import Reading

SEPARATORS = r" \t\u00a0\u2000-\u200a\u202f\u3000.\-\u2010-\u2015\u2212/()\[\]_\u00b7\u2022\u2219\u30fb~*"
_MORE = rf"(?:[{SEPARATORS}]{{0,4}}[0-9]){{4,}}+"
_ORDER_ID = lazy(r"(?<![0-9])(?:[0-9]{3}|(?<=[DS])[0-9]{2})-[0-9]{7}-[0-9]{7}(?![0-9])")
_LEAST_DIGITS = 5
_NON_DIGITS = lazy(r"[^0-9]+")


class Candidate(NamedTuple):
    """A run of digits with what separates them. Offsets count in the folded view."""

    view: Folded
    start: int
    end: int

    @property
    def text(self) -> str:
        """The run as it stands in the view."""
        return self.view.text[self.start : self.end]

    @property
    def digits(self) -> str:
        """Its digits alone."""
        return _NON_DIGITS.sub("", self.text)

    @property
    def groups(self) -> list[str]:
        """Its digits as they are grouped."""
        return [group for group in _NON_DIGITS.split(self.text) if group]

    def part(self, start: int, end: int) -> Candidate:
        """What is left of it between two offsets of the view, from its first to its last digit there."""
        text = self.view.text
        while start < end and text[start] not in "0123456789":
            start += 1
        while end > start and text[end - 1] not in "0123456789":
            end -= 1
        return Candidate(self.view, start, end)


def runs_of(reading: Reading) -> tuple[list[Candidate], ...]:
    """For each text all runs of five digits or more, and the prefixes of free numbers before letters."""
    pattern = reading.policy.derived(_runs)
    return tuple([Candidate(view, *run.span()) for run in pattern.finditer(view.text)] for view in reading.texts)


def numbers_of(reading: Reading) -> tuple[Candidate, ...]:
    """The same of all texts, Amazon's order ids left out."""
    return tuple(part for runs in reading.runs for run in runs for part in _without_order_ids(run))


def _without_order_ids(run: Candidate) -> Iterator[Candidate]:
    ids = [found.span() for found in _ORDER_ID.finditer(run.view.text, run.start, run.end)]
    if not ids:
        yield run
        return
    ends = [run.start, *(end for _, end in ids)]
    for start, end in zip(ends, [*(start for start, _ in ids), run.end], strict=True):
        part = run.part(start, end)
        if len(part.digits) >= _LEAST_DIGITS:
            yield part


def _runs(policy: Policy) -> re.Pattern[str]:
    # one pattern that begins with a digit: re scans for that at full speed
    rests = "|".join(sorted({prefix[1:] for prefix in policy.facts["phones"]["vanity_prefixes"]}))
    return lazy(rf"[0-9](?:{_MORE}|(?:{rests})\)?[-. ](?=[A-Za-z]))")
