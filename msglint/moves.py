"""Drafts that have another name or folder than in the baseline: what is known of them goes with them, and that is told."""

from __future__ import annotations

from collections import Counter

from msglint.display import counted
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from msglint.baseline import Baseline
    from msglint.report import Checked, Report

    Findings = frozenset[tuple[tuple[str, str], int]]


def followed(report: Report, baseline: Baseline, rules: Collection[str]) -> tuple[Report, Baseline]:
    """The baseline with the drafts' new paths, and the report with a note for each.

    A draft that the baseline does not have is taken for one that is gone if exactly the same is found in it: of another
    one nobody knows which findings are old.
    """
    strangers = [(baseline.key(file.path), file) for file in report.files if file.prints]
    gone = _gone(baseline, rules) if any(key not in baseline.counts for key, _ in strangers) else {}
    moved: dict[str, str] = {}
    for key, file in strangers:
        if key not in baseline.counts and (before := gone.get(_found(file))):
            moved[key] = before.pop(0)
    if not moved:
        return report, baseline
    left = {key: found for key, found in baseline.counts.items() if key not in moved.values()}
    counts = {**left, **{key: baseline.counts[before] for key, before in moved.items()}}
    files = tuple(_told(file, moved.get(baseline.key(file.path))) for file in report.files)
    return report._replace(files=files), baseline._replace(counts=counts)


def _gone(baseline: Baseline, rules: Collection[str]) -> dict[Findings, list[str]]:
    """The drafts that are no longer there, by what was found in them by rules that are on."""
    known: dict[Findings, list[str]] = {}
    for key, counts in sorted(baseline.counts.items()):
        if not baseline.is_there(key):
            asked = ((entry, count) for entry, count in counts.items() if entry[0] in rules)
            known.setdefault(frozenset(asked), []).append(key)
    return known


def _found(file: Checked) -> Findings:
    rules = (finding.rule for finding in file.findings)
    return frozenset(Counter(zip(rules, file.prints, strict=True)).items())


def _told(file: Checked, before: str | None) -> Checked:
    if before is None:
        return file
    known = counted(len(file.findings), "finding")
    note = f"taken for {before} of the baseline, which is gone ({known}); `msglint baseline` writes the new path"
    return file._replace(notes=(*file.notes, note))
