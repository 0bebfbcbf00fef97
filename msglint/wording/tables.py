"""What a lexicon and a model look up, worked out when the rules are compiled.

trie      a word that begins an entry, to what may follow: nested mappings, in which "" holds the groups that end there
forms     an inflected form, to the symbols it can stand for
steps     a word or group, to the steps of patterns that it can be (a word, a group or a choice of such: numbered), and to
          the patterns that are tried because of it, each with its steps that no other pattern makes
patterns  a number, to group and steps (value, groups among its choices, gap). A pattern stands behind those that it is made of
features  a feature of the model that is no run of words, to its weights: whole numbers, one a label, side by side in the bits
          of one (``model.FIELD`` each)
runs      two words in a row, to their weights, and those of each run of three that goes on with a third word, by that word
wholes    a word that is a feature, to its weights and those of its parts in one
"""

from __future__ import annotations

from msglint.lookup import Lookup, joined, pack, parted
from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.features import parts
from msglint.wording.lexicon import HIDDEN
from msglint.wording.model import FIELD
from msglint.wording.runs import tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from mmap import mmap

    from msglint.wording.rarity import Rarity

TABLES = ("trie", "forms", "steps", "patterns", "features", "runs", "wholes")


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
    from msglint.wording.rarity import Rarity

    groups = frozenset(language["groups"])
    patterns = [_pattern(group, elements, groups) for group, elements in language.pop("patterns")]
    trie, forms = language.pop("trie"), language.pop("forms")
    rarity = Rarity(trie, forms, language.pop("often", {}))
    found = {
        "trie": trie,
        "forms": forms,
        **_tables_of_patterns(patterns, rarity),
        **tables_of_model(language["model"].pop("features") if language["model"] else {}),
    }
    return joined([pack(found[name]) for name in TABLES])


def tables_of_model(features: Mapping[str, str]) -> dict[str, Mapping[str, object]]:
    """The tables of a model's features and their weights."""
    runs: dict[str, dict[str, int]] = {}
    single: dict[str, int] = {}
    for name, written in features.items():
        first, *more = tokens_of(name)
        if more:
            runs.setdefault(f"{first} {more[0]}", {})["".join(more[1:])] = _side_by_side(written)
        else:
            single[name] = _side_by_side(written)
    return {
        "features": single,
        "runs": {pair: (some.pop("", 0), dict(sorted(some.items()))) for pair, some in runs.items()},
        "wholes": {
            word: sum(single.get(feature, 0) for feature in (word, *parts(word)))
            for word in single
            if word.islower() and word.isalpha()
        },
    }


def _side_by_side(written: str) -> int:
    """Weights (``3:12 7:-4``) in one number: a unit then costs one addition a feature, whatever the labels."""
    pairs = (pair.split(":") for pair in written.split(" "))
    return sum(int(weight) << (FIELD * int(label)) for label, weight in pairs)


def read_tables(packed: bytes | mmap) -> dict[str, Lookup]:
    """The tables of such a file."""
    return dict(zip(TABLES, map(Lookup, parted(packed)), strict=True))


def _tables_of_patterns(patterns: Sequence[_Pattern], rarity: Rarity) -> dict[str, Mapping[str, object]]:
    steps = _steps(patterns)
    made = {pattern.group for pattern in patterns}
    made.update([step for group in made for step in steps.get(group, ())])
    values = sorted({step.value for one in patterns for step in one.steps})
    numbers = {value: number for number, value in enumerate(values)}
    waiting: dict[str, list[tuple[int, list[int]]]] = {}
    for number, pattern in enumerate(patterns):
        given = sorted(numbers[value] for value in pattern.needs - made)
        waiting.setdefault(rarity.rarest(pattern.group, pattern.needs), []).append((number, given))
    return {
        "steps": {
            one: ([numbers[value] for value in values], [tried for value in values for tried in waiting.get(value, ())])
            for one, values in steps.items()
        },
        "patterns": {
            str(number): (pattern.group, [(numbers[step.value], step.groups, step.gap) for step in pattern.steps])
            for number, pattern in enumerate(patterns)
        },
    }


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
