"""Suppression: which findings are left unreported because somebody said so, who, and why. They are always counted."""

from __future__ import annotations

import re
from functools import lru_cache

from msglint.directives import problem_with
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.draft import Span
    from msglint.finding import Finding
    from msglint.policy import Policy
    from msglint.reading import Reading
    from msglint.settings import Override


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
        if self.name not in (finding.rule, group, "ALL"):
            return False
        return self.scope is None or (finding.end > 0 and self.scope.start <= finding.start < self.scope.end)


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
    """All that is wrong with the draft's directives, line by line; empty if nothing is."""
    problems = [(directive.span, directive.problem) for directive in reading.directives if directive.problem]
    named = [(one.span, one.rule) for one in reading.draft.envelope.ignore]
    for directive in reading.directives:
        if directive.kind != "words" and not directive.problem:
            named += [(place, name) for name, place in directive.rules]
    problems += [(place, wrong) for place, name in named if (wrong := problem_with(name, reading.policy))]
    line_of = reading.draft.source.position
    return "; ".join(f"line {line_of(span.start)[0]}: {problem}" for span, problem in sorted(problems))


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
    for name in (finding.rule, group, "ALL"):
        yield from (ignore for ignore in by_name.get(name, ()) if ignore.covers(finding, group))


def ignores_by_path(overrides: Iterable[Override]) -> Iterator[Ignore]:
    """What the configuration says is to be ignored in the drafts of a path."""
    for override in overrides:
        for ignored in override.ignore:
            yield Ignore(ignored.rule, ignored.reason, "configuration")


def without_allowed(
    reading: Reading, findings: Iterable[Finding], allow: Iterable[tuple[str, tuple[str, ...]]]
) -> tuple[list[Finding], list[tuple[Finding, Ignore]]]:
    """The findings that do not stand within words that the configuration allows for their rule, and those that do."""
    words: dict[str, list[str]] = {}
    for name, listed in allow:
        words.setdefault(name, []).extend(listed)
    kept, gone = [], []
    for finding in findings:
        group = reading.policy.rules[finding.rule].group
        phrases = [phrase for name in (finding.rule, group, "ALL") for phrase in words.get(name, ())]
        found = next((phrase for phrase in phrases if within(finding, phrase, reading.draft.source.text)), None)
        if found is None:
            kept.append(finding)
        else:
            gone.append((finding, Ignore(finding.rule, f"'{found}' is allowed", "configuration")))
    return kept, gone


def within(finding: Finding, phrase: str, text: str) -> bool:
    """Whether a finding stands within these words, whatever their letters' case and however they are spaced."""
    length = finding.end - finding.start
    if not length or length > len(phrase) * 2 + 20:
        return False
    reach = len(phrase) * 2 + 20
    begin = max(0, finding.start - reach)
    return any(
        begin + found.start() <= finding.start and finding.end <= begin + found.end()
        for found in _phrase(phrase).finditer(text[begin : finding.end + reach])
    )


@lru_cache
def _phrase(phrase: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){spaced}(?!\w)" if phrase[0].isalnum() else spaced, re.IGNORECASE)
