"""The second witness: a linear model over words, runs of words, parts of words and groups.

It is plain data, learned from the example sentences by ``scripts/train``. All rules are scored at once: the weights
of a feature, whole numbers, stand side by side in the bits of one integer, so that a unit costs one addition a feature.
"""

from __future__ import annotations

from math import exp, sqrt

from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.features import groups, parts, plain, runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from msglint.lookup import Lookup
    from msglint.wording.lexicon import Chart

FIELD = 24
"""Bits of one rule's sum. Units are short (``script.Script.most_words``), so that no sum reaches half of it."""
HALF = 1 << (FIELD - 1)
SCALE = 20.0
"""A weight of 1 is written as 20."""
DAMPING = 4
MOST_REMEMBERED = 20_000
"""Words and units whose sums are kept: a shop says the same again and again."""
FEW_REMEMBERED = 2_000
"""Units whose features are kept, for the next label's evidence."""


class _Sums(NamedTuple):
    """What the features of a unit add up to: for itself, for the unit that follows it, for the one before it."""

    here: int
    following: int
    preceding: int


class Model:
    """A trained model. ``data``: ``labels``, ``bias`` (one a label), ``features`` and ``wholes``
    (tables: a feature, or a word with its parts, to ``label:weight …``).
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.labels: tuple[str, ...] = tuple(data["labels"])
        self.bias: tuple[float, ...] = tuple(data["bias"])
        self._weights: Lookup = data["features"]
        self._wholes: Lookup = data["wholes"]
        self._middle = sum(HALF << (FIELD * n) for n in range(len(self.labels)))
        self._words: dict[str, int] = {}
        self._units: dict[tuple[str, ...], _Sums] = {}
        self._remembered: dict[tuple[str, ...], list[tuple[int, int, int]]] = {}
        self._likely: dict[tuple[int, int], Mapping[str, float]] = {}

    def chances(self, units: Sequence[tuple[str, ...]], charts: Sequence[Chart]) -> list[Mapping[str, float]]:
        """How likely each label is, for each of neighbouring units with their charts."""
        sums = list(map(self._sums, units, charts))
        last = len(sums) - 1
        return [
            self._chances(
                len(words),
                sums[n].here + (sums[n - 1].following if n else 0) + (sums[n + 1].preceding if n < last else 0),
            )
            for n, words in enumerate(units)
        ]

    def _sums(self, words: tuple[str, ...], chart: Chart) -> _Sums:
        known = self._units.get(words)
        if known is None:
            if len(self._units) > MOST_REMEMBERED:
                self._units = {}
            spelled, weight = plain(words), self._weight
            here = sum(map(self._word, spelled[1:-1])) + sum(weight(run) for run, _ in runs(spelled))
            here += sum(map(weight, groups(chart, None, None)))
            following, preceding = (sum(weight(sign + group) for group in chart) for sign in "<>")
            known = self._units[words] = _Sums(here, following, preceding)
        return known

    def _chances(self, length: int, total: int) -> Mapping[str, float]:
        known = self._likely.get((length, total))
        if known is None:
            if len(self._likely) > MOST_REMEMBERED:
                self._likely = {}
            damp = SCALE * sqrt(length + DAMPING)
            values = zip(self.labels, self.bias, self._unpack(total), strict=True)
            known = {label: _logistic(bias + value / damp) for label, bias, value in values}
            self._likely[length, total] = known
        return known

    def evidence(self, words: tuple[str, ...], chart: Chart, label: str) -> list[float]:
        """How much each word of a unit speaks for a label: its own weight and that of the runs and groups it is in."""
        number = self.labels.index(label)
        found = [0.0] * len(words)
        for start, end, weights in self._telling(words, chart):
            value = self._of(number, weights)
            if value:
                for at in range(start, end):
                    found[at] += value / (end - start)
        return found

    def _telling(self, words: tuple[str, ...], chart: Chart) -> list[tuple[int, int, int]]:
        """The features of a unit that have weights: from which word to which, and the weights."""
        known = self._remembered.get(words)
        if known is None:
            if len(self._remembered) > FEW_REMEMBERED:
                self._remembered = {}
            spelled, last = plain(words), len(words)
            found = [(at, at + 1, self._word(word)) for at, word in enumerate(spelled[1:-1])]
            found += [(at - 1, at + run.count(" "), self._weight(run)) for run, at in runs(spelled)]
            found += [(*hit, self._weight(group)) for group, hits in chart.items() for hit in hits]
            known = [(max(0, start), min(end, last), weights) for start, end, weights in found if weights]
            self._remembered[words] = known
        return known

    def _word(self, word: str) -> int:
        """The weights of a word and of its parts."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) > MOST_REMEMBERED:
                self._words.clear()
            whole = self._wholes[word]
            known = _packed(whole) if whole else self._weight(word) + sum(map(self._weight, parts(word)))
            self._words[word] = known
        return known

    def _weight(self, feature: str) -> int:
        known = self._weights[feature]
        if known is None:
            return 0
        if isinstance(known, str):
            known = self._weights[feature] = _packed(known)
        return known  # type: ignore[no-any-return]

    def _of(self, number: int, total: int) -> int:
        """One label's part of a sum."""
        return ((total + self._middle) >> (FIELD * number) & (2 * HALF - 1)) - HALF

    def _unpack(self, total: int) -> list[int]:
        total += self._middle
        mask = (1 << FIELD) - 1
        return [((total >> (FIELD * n)) & mask) - HALF for n in range(len(self.labels))]


def _packed(written: str) -> int:
    """Weights (``3:12 7:-4``) side by side in one integer."""
    pairs = (pair.split(":") for pair in written.split(" "))
    return sum(int(value) << (FIELD * int(number)) for number, value in pairs)


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, value))))
