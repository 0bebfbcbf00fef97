"""What a language of a pack has for each wording rule and each word group, and where that is thin."""

from __future__ import annotations

import json
import os
from collections import Counter
from math import prod

from msglint.errors import RuleError
from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.build import read_groups
from msglint.wording.quotations import REPORTS
from msglint.wording.shapefile import groups_of
from msglint.wording.shapes import QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.packs import Pack
    from msglint.wording.notation import Sequence

MEANING = "wording.meaning"
LEAST_EXAMPLES, LEAST_UNITS, LEAST_WORDINGS = 3, 25, 10
"""Fewer flag or pass examples, fewer sentences to learn from, fewer wordings of a group are thin."""


class RuleCoverage(NamedTuple):
    """A wording rule in a language: its own examples, sentences to learn from, and groups that the language lacks."""

    rule: str
    flag: int
    passing: int
    units: int
    lacking: tuple[str, ...]

    @property
    def mark(self) -> str:
        """``lacking``, ``thin`` or nothing."""
        if not self.flag or not self.passing or self.lacking:
            return "lacking"
        thin = min(self.flag, self.passing) < LEAST_EXAMPLES or self.units < LEAST_UNITS
        return "thin" if thin else ""


class GroupCoverage(NamedTuple):
    """A group in a language: its entries, the wordings that these stand for (without inflections), who names it."""

    group: str
    entries: int
    wordings: int
    rules: tuple[str, ...]

    @property
    def mark(self) -> str:
        """``lacking``, ``thin`` or nothing; a group that no rule names may be as small as it likes."""
        if not self.entries:
            return "lacking"
        return "thin" if self.rules and self.wordings < LEAST_WORDINGS else ""


def groups_named(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """The groups that shapes name, each with the rules that do, and the one that all of them heed if the pack has it."""
    found: dict[str, dict[str, None]] = {}
    heeded = {REPORTS} & read_groups(os.path.join(pack.folder, "lang", main_language(pack), "groups")).keys()
    for rule in pack.data()["rules"]:
        if rule["check"] == MEANING:
            named = {group for _, _, group in groups_of(rule["options"])}
            for group in sorted(named - {QUOTED} | heeded):
                found.setdefault(group, {})[rule["id"]] = None
    return {group: tuple(rules) for group, rules in found.items()}


def group_coverage(pack: Pack, code: str) -> list[GroupCoverage]:
    """Each group that a rule names or the language has, those that rules name first."""
    named = groups_named(pack)
    groups = read_groups(os.path.join(pack.folder, "lang", code, "groups"))
    entries = {group: [one for _, one in raw] for group, (_, raw) in groups.items()}
    return [
        GroupCoverage(
            group,
            len(entries.get(group, ())),
            sum(_wordings(one) for entry in entries.get(group, ()) for one in entry),
            named.get(group, ()),
        )
        for group in (*sorted(named), *sorted(entries.keys() - named.keys()))
    ]


def _wordings(one: Sequence) -> int:
    return prod(element.value.count("|") + 1 for element in one)


def rule_coverage(pack: Pack, code: str) -> list[RuleCoverage]:
    """Each wording rule."""
    units = units_labelled(pack, code)
    have = set(read_groups(os.path.join(pack.folder, "lang", code, "groups")))
    named = groups_named(pack)
    explain = pack.explain()
    found = []
    for rule in (rule["id"] for rule in pack.data()["rules"] if rule["check"] == MEANING):
        examples = examples_in(explain[rule], code, main_language(pack))
        lacking = sorted(group for group, rules in named.items() if rule in rules and group not in have)
        found.append(RuleCoverage(rule, examples["flag"], examples["pass"], units[rule], tuple(lacking)))
    return found


def main_language(pack: Pack) -> str:
    """The language of the examples in rule files."""
    return str(pack.data()["pack"].get("language", "en"))


def examples_in(known: Mapping[str, Any], code: str, main: str) -> Counter[str]:
    """How many examples of each kind a rule has in a language. ``known`` is what `explain` knows of it."""
    found = Counter[str]()
    for given in ((known["examples"],) if code == main else ()) + (
        known.get("languages", {}).get(code, {}).get("examples", {}),
    ):
        found.update({kind: len(examples) for kind, examples in given.items()})
    return found


def units_labelled(pack: Pack, code: str) -> Counter[str]:
    """How many of the sentences to learn from have each label; ``""`` counts the harmless ones."""
    found = Counter[str]()
    for labels in _labels(os.path.join(pack.folder, "examples", code)):
        found.update(labels or [""])
    return found


def _labels(folder: str) -> Iterator[list[str]]:
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        path = os.path.join(folder, name)
        if not name.endswith(".jsonl"):
            continue
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield [str(label) for label in json.loads(line)["l"]]
                except (ValueError, KeyError, TypeError):
                    raise RuleError('not an example; write {"t": "text", "l": ["rule"]}', path, number) from None
