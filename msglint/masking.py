"""Buyers' data kept out of every report: what rules about it found is masked, wherever it would be shown.

The findings of these rules say where, never what. In the line around another finding such data is dotted out.
"""

from __future__ import annotations

from msglint.excerpts import Lines
from msglint.redact import redacted
from msglint.report import Excerpt
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from msglint.draft import Draft, Span
    from msglint.finding import Finding
    from msglint.policy import Policy

Shown = tuple["Finding", "Excerpt"]


def masked(
    draft: Draft, findings: Iterable[Finding], secrets: Sequence[Span], policy: Policy, *, redact: bool = False
) -> list[Shown]:
    """The findings as they may be shown, with the lines they begin on. ``secrets`` are the places of buyers' data;
    with ``redact`` nothing of the draft's words is shown.
    """
    rules = policy.facts.get("confidential", {}).get("masked", ())
    lines, pairs = Lines(draft, () if redact else secrets), []
    for finding in findings:
        hide = redact or finding.rule in rules or any(_meet(finding, secret) for secret in secrets)
        one = redacted(finding, policy) if hide else finding
        pairs.append((one, Excerpt("", "", "") if hide else lines.of(one)))
    return pairs


def _meet(finding: Finding, secret: Span) -> bool:
    return finding.start < secret.end and secret.start < finding.end
