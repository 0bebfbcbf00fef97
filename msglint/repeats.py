"""Drafts of one run that ask for a review of the same order: the first may, each other one is a finding."""

from __future__ import annotations

from msglint.checks.repeats import again
from msglint.engine import finding_of
from msglint.finding import sure_enough
from msglint.report import REPEATS, Suppressed
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.finding import Finding
    from msglint.reading import Reading
    from msglint.report import Ask, Checked


def ask_of(reading: Reading, min_confidence: str) -> tuple[str, Finding] | None:
    """The order that a draft asks for a review of, and what to report if another one does so before it."""
    found = again(reading)
    if found is None:
        return None
    order_id, match = found
    finding = finding_of(reading.draft, reading.policy.rules[REPEATS], match)
    sure = finding.confidence in sure_enough(min_confidence)
    return (order_id, finding) if sure else None


def with_repeats(files: Iterable[Checked]) -> Iterator[Checked]:
    """The files in their order, with a finding for each that asks for what another one before it asked for."""
    first: dict[str, str] = {}
    for file in files:
        before = first.setdefault(file.ask.order_id, file.path) if file.ask else file.path
        known = any(finding.rule == REPEATS for finding in file.findings)
        if file.ask is None or before == file.path or known:
            yield file
        elif file.ask.suppressed:
            yield _without(file, file.ask, before)
        else:
            yield _with(file, file.ask, before)


def _without(file: Checked, ask: Ask, before: str) -> Checked:
    reason, by = ask.suppressed
    finding = ask.finding._replace(message=ask.finding.message.replace("{first}", before))
    return file._replace(suppressed=(*file.suppressed, Suppressed(finding, ask.excerpt, reason, by)))


def _with(file: Checked, ask: Ask, before: str) -> Checked:
    finding = ask.finding._replace(message=ask.finding.message.replace("{first}", before))
    prints = file.prints or ("",) * len(file.findings)
    rows = [*zip(file.findings, file.excerpts, prints, strict=True), (finding, ask.excerpt, "")]
    rows.sort(key=lambda row: (row[0].start, row[0].end, row[0].rule, row[0].message))
    findings, excerpts, prints = zip(*rows, strict=True)
    return file._replace(findings=findings, excerpts=excerpts, prints=prints)
