"""The result of a run: what was found in each file, what could not be checked, and the exit status that follows."""

from __future__ import annotations

from msglint.finding import SEVERITIES
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.discover import Problem
    from msglint.editions import Applied
    from msglint.finding import Finding
    from msglint.shown import Shown


REQUEST, REPEATS = "review-request", "repeat-review-request"
"""The rules that see a request for a review, and a second one: for that the drafts of a run are compared."""


class Excerpt(NamedTuple):
    """The line a finding begins on, cut around it when long: what stands before, in and after its span.

    ``head`` and ``tail`` say that the line goes on beyond what is here; ``more`` that the span goes on below; ``as_read``
    that the file has it in another form (base64).
    """

    before: str
    inside: str
    after: str
    head: bool = False
    tail: bool = False
    more: bool = False
    as_read: bool = False


class Ask(NamedTuple):
    """That a file asks for a review of an order: the finding if it is not the first one of the run that does.

    The finding's message has ``{first}`` for the path of the first. ``suppressed`` has the reason and who gave it, if that
    finding is not to be reported.
    """

    order_id: str
    finding: Finding
    excerpt: Excerpt
    suppressed: tuple[str, ...] = ()


class Suppressed(NamedTuple):
    """A finding that is not reported because somebody said so: ``by`` comment, front matter, configuration or baseline."""

    finding: Finding
    excerpt: Excerpt
    reason: str
    by: str


class Checked(NamedTuple):
    """One file of a run: findings with the excerpt of each, or the error that kept it from being checked.

    ``policy`` is what it was checked against. For a baseline: the ``prints`` (hashes) of the findings' words, and of the
    hidden (``faint``) findings their rules and prints.
    ``draft`` is the draft itself, for formats that show it.
    ``configured`` is what the configuration ignores or allows in it (``unused.Entry``); ``is_draft`` is false for the configuration itself, and for
    a report of an earlier run.
    ``mended``: how many places were mended, or would be as ``diff`` shows.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    hidden: int = 0
    suppressed: tuple[Suppressed, ...] = ()
    error: str = ""
    notes: tuple[str, ...] = ()
    policy: str = ""
    ask: Ask | None = None
    prints: tuple[str, ...] = ()
    faint: tuple[tuple[str, str], ...] = ()
    draft: Shown | None = None
    configured: tuple[tuple[tuple[str | int, ...], bool], ...] = ()
    is_draft: bool = True
    mended: int = 0
    diff: str = ""


class Report(NamedTuple):
    """The result of a run. ``policy`` is what was applied, such as ``amazon/2020-11``; of several all are named.

    ``applied`` are the editions of it, with the rules that were on. ``stale`` are the entries of the baseline that nothing
    fits any more: path, rule (empty for all of a draft that is gone) and how many. ``of_orders`` is what is worth saying about files of orders, by their paths.
    """

    policy: str
    files: tuple[Checked, ...] = ()
    problems: tuple[Problem, ...] = ()
    applied: tuple[Applied, ...] = ()
    stale: tuple[tuple[str, str, int], ...] = ()
    of_orders: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> tuple[Checked, ...]:
        """The drafts, and what else something was found in."""
        return tuple(file for file in self.files if file.is_draft or file.findings)

    @property
    def drafts(self) -> int:
        """How many files were drafts; the configuration may stand behind them."""
        return sum(file.is_draft for file in self.files)

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings, file by file in the order of the text."""
        return (finding for file in self.files for finding in file.findings)

    @property
    def errors(self) -> Iterator[tuple[str, str]]:
        """Path and reason of everything that could not be checked."""
        yield from ((file.path, file.error) for file in self.files if file.error)
        yield from self.problems

    @property
    def notes(self) -> Iterator[tuple[str, str]]:
        """Path and words of what is worth saying about a file besides its findings."""
        yield from self.of_orders
        yield from ((file.path, note) for file in self.files for note in file.notes)

    def count(self, severity: str) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def hidden(self) -> int:
        """How many findings are not shown because msglint is not sure enough of them."""
        return sum(file.hidden for file in self.files)

    @property
    def all_suppressed(self) -> Iterator[Suppressed]:
        """All findings that were suppressed, file by file."""
        return (one for file in self.files for one in file.suppressed)

    @property
    def suppressed(self) -> int:
        """How many findings were suppressed: by the draft, the configuration or the baseline."""
        return sum(len(file.suppressed) for file in self.files)

    def exit_code(self, fail_on: str) -> int:
        """0 without findings of severity ``fail_on`` or worse, 1 with some, 2 where something could not be checked."""
        if any(True for _ in self.errors):
            return 2
        failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return int(any(finding.severity in failing for finding in self.findings))
