"""Suppression: which findings are left unreported because somebody said so, who, and why. They are always counted."""

from __future__ import annotations

from msglint.directives import problem_with
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.draft import Span
    from msglint.finding import Finding
    from msglint.policy import Policy
    from msglint.reading import Reading


class Ignore(NamedTuple):
    """That the findings of one rule or group are not reported. ``scope`` is in source offsets, None for the whole draft.

    ``by`` is ``comment``, ``front matter`` or ``configuration``; ``place`` where its name stands in the draft, if there.
    """

    name: str
    reason: str
    by: str
    scope: Span | None = None
    place: Span | None = None

    def covers(self, finding: Finding, group: str) -> bool:
        """Whether it is about a finding: one that begins within its scope. Only a whole draft covers what has no place."""
        if self.name not in (finding.rule, group):
            return False
        if self.scope is None:
            return True
        return finding.end > 0 and self.scope.start <= finding.start < max(self.scope.end, self.scope.start + 1)


def ignores_of(reading: Reading) -> tuple[Ignore, ...]:
    """What a draft itself says is to be ignored, in its front matter and its comments."""
    stated = [Ignore(one.rule, one.reason, "front matter", None, one.span) for one in reading.draft.envelope.ignore]
    for directive in reading.directives:
        if not directive.problem and directive.kind != "words":
            stated += [
                Ignore(name, directive.reason, "comment", directive.scope, place) for name, place in directive.rules
            ]
    return tuple(one for one in stated if not problem_with(one.name, reading.policy))


def problems_of(reading: Reading) -> str:
    """What is wrong with the draft's directives, the first of it; empty if nothing is."""
    problems = [(directive.span, directive.problem) for directive in reading.directives if directive.problem]
    named = [(one.span, one.rule) for one in reading.draft.envelope.ignore]
    for directive in reading.directives:
        if directive.kind != "words" and not directive.problem:
            named += [(place, name) for name, place in directive.rules]
    problems += [(place, wrong) for place, name in named if (wrong := problem_with(name, reading.policy))]
    if not problems:
        return ""
    span, problem = min(problems)
    return f"line {reading.draft.source.position(span.start)[0]}: {problem}"


def divided(
    findings: Iterable[Finding], ignores: Iterable[Ignore], policy: Policy
) -> tuple[list[Finding], list[tuple[Finding, Ignore]]]:
    """The findings that are reported, and those that are not with what keeps them from it."""
    by_name: dict[str, list[Ignore]] = {}
    for ignore in ignores:
        by_name.setdefault(ignore.name, []).append(ignore)
    kept, gone = [], []
    for finding in findings:
        found = next(_covering(finding, by_name, policy), None)
        if found:
            gone.append((finding, found))
        else:
            kept.append(finding)
    return kept, gone


def _covering(finding: Finding, by_name: Mapping[str, list[Ignore]], policy: Policy) -> Iterator[Ignore]:
    group = policy.rules[finding.rule].group
    for name in (finding.rule, group):
        yield from (ignore for ignore in by_name.get(name, ()) if ignore.covers(finding, group))
