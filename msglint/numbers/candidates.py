"""Runs of digits in what people read: everything that could be a phone, card or account number."""

from __future__ import annotations

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re

    from msglint.fold import Folded
    from msglint.policy import Policy
    from msglint.reading import Reading

SEPARATORS = r" \t\u00a0\u2000-\u200a\u202f\u3000.\-\u2010-\u2015\u2212/()\[\]_\u00b7\u2022\u2219\u30fb~*"
_MORE = rf"(?:[{SEPARATORS}]{{0,4}}[0-9]){{4,}}+"
_ORDER_ID = lazy(r"[0-9A-Z][0-9]{2}-[0-9]{7}-[0-9]{7}")
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
    return tuple(
        run for runs in reading.runs for run in runs if not _ORDER_ID.fullmatch(run.view.text, run.start, run.end)
    )


def _runs(policy: Policy) -> re.Pattern[str]:
    # one pattern that begins with a digit: re scans for that at full speed
    rests = "|".join(sorted({prefix[1:] for prefix in policy.facts["phones"]["vanity_prefixes"]}))
    return lazy(rf"[0-9](?:{_MORE}|(?:{rests})\)?[-. ](?=[A-Za-z]))")
