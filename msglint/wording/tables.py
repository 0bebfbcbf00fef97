"""What a lexicon and a model look up, worked out when the rules are compiled.

trie      a word that begins an entry, to what may follow: nested mappings, in which "" holds the groups that end there
forms     an inflected form, to the symbols it can stand for
steps     a word or group, to the steps of patterns that it can be (a word, a group or a choice of such: numbered)
patterns  a number, to group and steps (value, groups among its choices, gap). A pattern stands behind those that it is made of
waiting   a step, to the patterns that are tried because of it, each with its steps that no other pattern makes
features  a feature of the model, to its weights
wholes    a word that is a feature, to its weights and those of its parts in one
"""

from __future__ import annotations

from collections import Counter

from msglint.lookup import Lookup, joined, pack, parted
from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.features import parts
from msglint.wording.lexicon import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

TABLES = ("trie", "forms", "steps", "patterns", "waiting", "features", "wholes")


class _Step(NamedTuple):
    """One step of a pattern, as ``lexicon.Step``, its value still spelled out."""

    value: str
    groups: tuple[str, ...]
    gap: int


class _Pattern(NamedTuple):
    group: str
    steps: tuple[_Step, ...]
    needs: frozenset[str]


def tables(language: dict[str, Any]) -> bytes:
    """Take from a language's compiled data what is looked up, as the content of a file."""
    groups = frozenset(language["groups"])
    patterns = [_pattern(group, elements, groups) for group, elements in language.pop("patterns")]
    steps = _steps(patterns)
    made = {pattern.group for pattern in patterns}
    made.update([step for group in made for step in steps.get(group, ())])
    numbers = {
        value: number for number, value in enumerate(sorted({step.value for one in patterns for step in one.steps}))
    }
    given = [sorted(numbers[value] for value in pattern.needs - made) for pattern in patterns]
    features = language["model"].pop("features") if language["model"] else {}
    found: dict[str, Mapping[str, object]] = {
        "trie": language.pop("trie"),
        "forms": language.pop("forms"),
        "steps": {one: [numbers[value] for value in values] for one, values in steps.items()},
        "patterns": {
            str(number): (
                pattern.group,
                [(numbers[step.value], step.groups, step.gap) for step in pattern.steps],
            )
            for number, pattern in enumerate(patterns)
        },
        "waiting": {
            str(numbers[value]): [(number, given[number]) for number in waiting]
            for value, waiting in _waiting(patterns, made).items()
        },
        "features": features,
        "wholes": _wholes(features),
    }
    return joined([pack(found[name]) for name in TABLES])


def _wholes(features: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for word in features:
        if " " not in word and word.islower() and word.isalpha():
            total = Counter[str]()
            for feature in (word, *parts(word)):
                for label, weight in (pair.split(":") for pair in features.get(feature, "").split()):
                    total[label] += int(weight)
            found[word] = " ".join(f"{label}:{weight}" for label, weight in total.items())
    return found


def read_tables(packed: bytes) -> dict[str, Lookup]:
    """The tables of such a file."""
    return dict(zip(TABLES, map(Lookup, parted(packed)), strict=True))


def _pattern(group: str, elements: Sequence[tuple[str, str]], groups: AbstractSet[str]) -> _Pattern:
    steps, gap = [], 0
    for kind, value in elements:
        if kind == "gap":
            gap = int(value)
            continue
        choices = value.split("|") if kind == "any" else (value,)
        steps.append(_Step(value, tuple(one for one in choices if one in groups or one[0] == HIDDEN), gap))
        gap = 0
    return _Pattern(group, tuple(steps), frozenset(step.value for step in steps))


def _steps(patterns: Sequence[_Pattern]) -> Mapping[str, tuple[str, ...]]:
    """For each word and group the steps of patterns that it can be: itself, and choices that it is one of."""
    found: dict[str, dict[str, None]] = {}
    for pattern in patterns:
        for step in pattern.steps:
            for one in (step.value, *step.value.split("|")):
                found.setdefault(one, {})[step.value] = None
    return {one: tuple(steps) for one, steps in found.items()}


def _waiting(patterns: Sequence[_Pattern], made: set[str]) -> Mapping[str, list[int]]:
    """The patterns by one of their steps, without which they need not be tried: one that patterns make if there is any,
    and of several the one that the fewest patterns have.
    """
    often: dict[str, int] = {}
    for pattern in patterns:
        for step in pattern.needs:
            often[step] = often.get(step, 0) + 1 + step.count("|")
    found: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns):
        key = min(pattern.needs, key=lambda step: (step not in made, often[step], step))
        found.setdefault(key, []).append(number)
    return found
