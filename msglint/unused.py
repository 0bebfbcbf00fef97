"""What the configuration ignores by path, or allows, where nothing is found: told when a run has checked all drafts that it
is for.
"""

from __future__ import annotations

import os

from msglint.baseline import print_of
from msglint.checks.suppression import cannot_tell
from msglint.config_places import read_written
from msglint.draft import Draft
from msglint.engine import finding_of
from msglint.envelope import Envelope
from msglint.excerpts import excerpt_of
from msglint.finding import Match
from msglint.report import Checked
from msglint.source import Source
from msglint.suppress import within
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from msglint.config_places import Written
    from msglint.discover import Discovery
    from msglint.draft import Span
    from msglint.errors import Trail
    from msglint.finding import Finding
    from msglint.plan import Plan
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading
    from msglint.settings import Override

RULE = "unused-suppression"
Entry = tuple["Trail", bool]
"""The keys that lead to a rule or group under ``[[overrides]]``, or to words under ``[allow]``, and whether there is something
to leave unreported (or nobody can tell).
"""
_ALLOW = "allow"


def entries(
    found: Iterable[Finding], rules: Collection[str], overrides: Iterable[Override], policy: Policy
) -> Iterator[Entry]:
    """What the configuration ignores in a draft in which this was ``found`` by these rules."""
    broken = {finding.rule for finding in found}
    for override in overrides:
        for ignored in override.ignore if override.number >= 0 else ():
            named = _named(ignored.rule, policy)
            used = _cannot_tell(named, rules) or any(rule.id in broken for rule in named)
            yield ("overrides", override.number, "ignore", ignored.rule), used


def allowed_entries(
    found: Sequence[Finding], rules: Collection[str], allow: Iterable[tuple[str, tuple[str, ...]]], reading: Reading
) -> Iterator[Entry]:
    """The same of the words that the configuration allows."""
    text = reading.draft.source.text
    for name, phrases in allow:
        named = _named(name, reading.policy)
        ids = [rule.id for rule in named]
        marked = [finding for finding in found if finding.rule in ids]
        for phrase in phrases:
            used = _cannot_tell(named, rules) or any(within(finding, phrase, text) for finding in marked)
            yield (_ALLOW, name, phrase), used


def _named(name: str, policy: Policy) -> list[Rule]:
    return [rule for rule in policy.rules.values() if name in (rule.id, rule.group, "ALL")]


def _cannot_tell(named: Collection[Rule], rules: Collection[str]) -> bool:
    return not named or any(rule.id not in rules or cannot_tell(rule) for rule in named)


def with_unused(files: list[Checked], found: Discovery, chosen: Plan) -> list[Checked]:
    """The files of a run, and behind them the configuration if it ignores what nobody finds."""
    told = chosen.settings.file and RULE in chosen.rules and not found.problems
    if not told or any(file.error for file in files) or not _is_whole(found, chosen.settings.root):
        return files
    known = {entry for file in files for entry in file.configured}
    written = read_written(chosen.settings.file)
    unused = sorted(
        trail
        for trail, is_used in known
        if not is_used
        and (trail, True) not in known
        # words that stand in a file that is extended are for others, too
        and written.stated(trail)
    )
    return [*files, _told(written, chosen, unused)] if unused else files


def _is_whole(found: Discovery, root: str) -> bool:
    """Whether a folder was searched that holds all that the configuration is for."""
    real = os.path.join(os.path.realpath(root), "")
    return any(real.startswith(os.path.join(folder, "")) for folder in found.walked)


def _told(written: Written, chosen: Plan, unused: Iterable[Trail]) -> Checked:
    path, text, _ = written
    inside = os.path.relpath(path)
    draft = Draft(path if inside.startswith(os.pardir) else inside, Source(text), Envelope(), ())
    rule = chosen.policy.rules[RULE]
    matches = [_match(written.place(trail), trail) for trail in unused]
    findings = sorted((finding_of(draft, rule, match) for match in matches), key=lambda one: one.start)
    excerpts = tuple(excerpt_of(text, finding) for finding in findings)
    prints = tuple(map(print_of, findings)) if chosen.options.prints else ()
    return Checked(draft.name, tuple(findings), excerpts, policy=chosen.policy.name, prints=prints, is_draft=False)


def _match(place: Span, trail: Trail) -> Match:
    if trail[0] == _ALLOW:
        return Match(place, "allowed", {"rule": trail[1]})
    return Match(place, "configuration", {"rule": trail[-1]})
