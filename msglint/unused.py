"""What the configuration ignores by path where nothing is found: told when a run has checked all drafts that it is for."""

from __future__ import annotations

import os
import re

from msglint.baseline import print_of
from msglint.checks.suppression import cannot_tell
from msglint.config import text_of
from msglint.config_lines import line_of
from msglint.draft import Draft, Span
from msglint.engine import finding_of
from msglint.envelope import Envelope
from msglint.excerpts import excerpt_of
from msglint.finding import Match
from msglint.report import Checked
from msglint.source import Source
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from msglint.discover import Discovery
    from msglint.finding import Finding
    from msglint.plan import Plan
    from msglint.policy import Policy
    from msglint.settings import Override

RULE = "unused-suppression"
Entry = tuple[int, str, bool]
"""The number of a table under ``[[overrides]]``, a rule or group that it ignores, and whether it has something to ignore
(or nobody can tell).
"""


def entries(
    found: Iterable[Finding], rules: Collection[str], overrides: Iterable[Override], policy: Policy
) -> Iterator[Entry]:
    """What the configuration ignores in a draft in which this was ``found`` by these rules."""
    broken = {finding.rule for finding in found}
    for override in overrides:
        for ignored in override.ignore if override.number >= 0 else ():
            named = [rule for rule in policy.rules.values() if ignored.rule in (rule.id, rule.group, "ALL")]
            unknown = not named or any(rule.id not in rules or cannot_tell(rule) for rule in named)
            yield override.number, ignored.rule, unknown or any(rule.id in broken for rule in named)


def with_unused(files: list[Checked], found: Discovery, chosen: Plan) -> list[Checked]:
    """The files of a run, and behind them the configuration if it ignores what nobody finds."""
    told = chosen.settings.file and RULE in chosen.rules and not found.problems
    if not told or any(file.error for file in files) or not _is_whole(found, chosen.settings.root):
        return files
    known = {entry for file in files for entry in file.configured}
    unused = sorted(
        (number, rule) for number, rule, is_used in known if not is_used and (number, rule, True) not in known
    )
    return [*files, _told(chosen, unused)] if unused else files


def _is_whole(found: Discovery, root: str) -> bool:
    """Whether a folder was searched that holds all that the configuration is for."""
    real = os.path.join(os.path.realpath(root), "")
    return any(real.startswith(os.path.join(folder, "")) for folder in found.walked)


def _told(chosen: Plan, unused: Iterable[tuple[int, str]]) -> Checked:
    path, text = chosen.settings.file, text_of(chosen.settings.file)
    inside = os.path.relpath(path)
    draft = Draft(path if inside.startswith(os.pardir) else inside, Source(text), Envelope(), ())
    rule = chosen.policy.rules[RULE]
    matches = [Match(_place(text, path, *entry), "configuration", {"rule": entry[1]}) for entry in unused]
    findings = sorted((finding_of(draft, rule, match) for match in matches), key=lambda one: one.start)
    excerpts = tuple(excerpt_of(text, finding) for finding in findings)
    prints = tuple(map(print_of, findings)) if chosen.options.prints else ()
    return Checked(draft.name, tuple(findings), excerpts, policy=chosen.policy.name, prints=prints, is_draft=False)


def _place(text: str, path: str, number: int, rule: str) -> Span:
    """Where the name of a rule stands in the configuration."""
    table = "tool.msglint" if os.path.basename(path) == "pyproject.toml" else ""
    row = line_of(text, ("overrides", number, "ignore", rule), table)
    start = sum(map(len, text.splitlines(keepends=True)[: row - 1]))
    name = re.compile(rf"(?<![\w-]){re.escape(rule)}(?![\w-])").search(text, start)
    return Span(*name.span()) if name and row else Span(0, 0)
