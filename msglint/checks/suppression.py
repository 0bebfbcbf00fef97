"""Directives for msglint in a draft: those that have nothing to ignore, and those that the buyer would get."""

from __future__ import annotations

from itertools import chain

from msglint.finding import Match
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.finding import Finding
    from msglint.policy import Rule
    from msglint.reading import Reading

OWN_GROUP = "suppression"
_WITHIN = {"comment": "where it holds", "front matter": "in this draft"}
_ACROSS_DRAFTS = ("repeat-review-request",)
"""What only other drafts of the run can tell."""


def unused(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """A rule or group that is ignored where none of its findings is. Whether the rule is on does not matter."""
    from msglint.engine import check_reading
    from msglint.suppress import ignores_of

    rules = reading.policy.rules
    named = {
        ignore: [rule.id for rule in rules.values() if ignore.name in (rule.id, rule.group)]
        for ignore in ignores_of(reading)
    }
    judged = {one: ids for one, ids in named.items() if ids and not any(map(cannot_tell, map(rules.get, ids)))}
    found: dict[str, list[Finding]] = {}
    for finding in check_reading(reading, dict.fromkeys(chain(*judged.values()))):
        found.setdefault(finding.rule, []).append(finding)
    for ignore, ids in judged.items():
        covered = any(ignore.covers(one, rules[rule].group) for rule in ids for one in found.get(rule, ()))
        if ignore.place and not covered:
            yield Match(ignore.place, words={"rule": ignore.name, "where": _WITHIN[ignore.by]})


def cannot_tell(rule: Rule | None) -> bool:
    """Whether one draft does not show that a rule finds nothing in it."""
    return rule is None or rule.id in _ACROSS_DRAFTS or rule.group == OWN_GROUP


def visible(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Directives in HTML comments, which are sent, and (variant ``words``) in what the buyer reads."""
    for directive in reading.directives:
        if directive.kind != "comment":
            yield Match(directive.span, "words" if directive.kind == "words" else "")
