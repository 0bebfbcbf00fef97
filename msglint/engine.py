"""The whole linter on one page: each rule's gate, its check, and its findings."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from msglint.finding import Finding
from msglint.reading import Reading
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from msglint.draft import Draft
    from msglint.finding import Match
    from msglint.policy import Policy, Rule

    Check = Callable[[Reading, Rule], Iterable[Match]]

MOST = 1_000
"""Of one rule in one draft, only so many findings are reported; the last one then says that there is more."""
_AND_MORE = f"{{}} (one of more than {MOST:,} such places; msglint lists the first {MOST:,})"


def check(draft: Draft, policy: Policy, rules: Iterable[str] | None = None) -> list[Finding]:
    """All findings of a draft, in the order of the text. ``rules`` limits them to these rule ids."""
    return check_reading(Reading(draft, policy), rules)


def check_reading(reading: Reading, rules: Iterable[str] | None = None) -> list[Finding]:
    """The same for a draft that is being read."""
    draft, policy = reading.draft, reading.policy
    chosen = policy.rules.values() if rules is None else [policy.rules[name] for name in rules]
    found: list[Finding] = []
    channel, is_html = reading.channel, draft.is_html
    for rule in chosen:
        if channel in rule.channels and (is_html or not rule.markup) and _may_match(reading, rule):
            found += _findings(draft, rule, check_of(rule.check)(reading, rule))
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule, finding.message))


@cache
def check_of(name: str) -> Check:
    """The function of this name: ``links.external`` is ``external`` in ``msglint.checks.links``."""
    module, _, function = name.partition(".")
    found: Check = getattr(import_module(f"msglint.checks.{module}"), function)
    return found


def _may_match(reading: Reading, rule: Rule) -> bool:
    """Whether one of the literals occurs that a rule needs."""
    return not rule.needs or any(map(reading.lowered.__contains__, rule.needs))


def _findings(draft: Draft, rule: Rule, matches: Iterable[Match]) -> Iterable[Finding]:
    """A rule's findings, each once. A draft of nothing but faults is told so without a list of all."""
    found: dict[Finding, None] = {}
    for match in matches:
        if match.variant not in rule.variants:  # a kind of match that the edition has no clause for
            continue
        finding = finding_of(draft, rule, match)
        if len(found) == MOST and finding not in found:
            last, _ = found.popitem()
            found[last._replace(message=_AND_MORE.format(last.message))] = None
            break
        found[finding] = None
    return found


def finding_of(draft: Draft, rule: Rule, match: Match) -> Finding:
    """A match of a rule as it is reported."""
    how = rule.variants[match.variant]
    start, end = match.span
    line, column = draft.source.position(start)
    end_line, end_column = draft.source.position(end)
    return Finding(
        path=draft.name,
        rule=rule.id,
        severity=how.severity,
        confidence=match.confidence or how.confidence,
        message=how.message.format_map(match.words),
        suggestion=how.suggestion.format_map(match.words),
        clause=how.clause,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        excerpt=draft.source.text[start:end],
    )
