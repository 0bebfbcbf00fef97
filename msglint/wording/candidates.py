"""Which shapes a passage may hold: most passages hold none, and soon are done with."""

from __future__ import annotations

from msglint.remembered import Remembered
from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.shapes import QUOTED, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from msglint.policy import Policy
    from msglint.wording.shapes import Shape

MOST_REMEMBERED = 20_000


class Candidate(NamedTuple):
    """A shape of a rule as it is written, and the groups that have to occur for it."""

    rule: str
    raw: Mapping[str, Any]
    needed: frozenset[str]

    def is_within(self, groups: AbstractSet[str]) -> bool:
        """Whether a single sentence with just these groups may have the shape."""
        return self.needed <= groups and groups.isdisjoint(self.raw.get("unless", ()))


class Candidates:
    """The shapes of all rules, by one of the groups that each of them joins."""

    def __init__(self, rules: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
        self._alone: dict[str, list[Candidate]] = {}
        self._wide: dict[str, list[Candidate]] = {}
        for rule, shapes in rules.items():
            for raw in shapes:
                needed = frozenset(raw["join"]) - {QUOTED}
                kept = self._alone if raw.get("within", 1) == 1 and needed else self._wide
                kept.setdefault(min(needed, default=QUOTED), []).append(Candidate(rule, raw, needed))
        self._shapes: dict[tuple[int, int], Shape] = {}
        self._within = Remembered(self._joined_by, MOST_REMEMBERED)

    def shapes(
        self, units: Iterable[frozenset[str]], groups: frozenset[str], gap_factor: int
    ) -> dict[str, list[Shape]]:
        """For each rule the shapes to look for in a passage, whose units have these groups and ``groups`` together."""
        found: dict[int, Candidate] = {}
        for unit in units:
            for one in self._within[unit]:
                found[id(one)] = one
        wide = self._wide
        for group in (*(groups & wide.keys()), QUOTED):
            found.update((id(one), one) for one in wide.get(group, ()) if one.needed <= groups)
        rules: dict[str, list[Shape]] = {}
        for one in found.values():
            rules.setdefault(one.rule, []).append(self._shape(one, gap_factor))
        return rules

    def _joined_by(self, unit: frozenset[str]) -> list[Candidate]:
        alone = self._alone
        return [one for group in unit if group in alone for one in alone[group] if one.is_within(unit)]

    def _shape(self, one: Candidate, gap_factor: int) -> Shape:
        key = (id(one), gap_factor)
        if key not in self._shapes:
            self._shapes[key] = shape_of(one.raw, gap_factor)
        return self._shapes[key]


def candidates_of(policy: Policy) -> Candidates:
    """The shapes of a policy's rules."""
    return Candidates({rule.id: rule.options["shapes"] for rule in policy.rules.values() if "shapes" in rule.options})
