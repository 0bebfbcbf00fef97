"""The second witness: a linear model over words, runs of words, parts of words and groups.

It is plain data, learned from the example sentences by ``scripts/train``. All rules are scored at once: the weights
of a feature, whole numbers, stand side by side in the bits of one integer, so that a unit costs one addition a feature.
"""

from __future__ import annotations

from math import exp, sqrt
from typing import TYPE_CHECKING, Any

from msglint.wording.features import groups, parts, plain, runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from msglint.wording.lexicon import Chart

FIELD = 24
"""Bits of one rule's sum. Units are short (``units.MOST_WORDS``), so that no sum reaches half of it."""
HALF = 1 << (FIELD - 1)
SCALE = 20.0
"""A weight of 1 is written as 20."""
DAMPING = 4
MOST_REMEMBERED = 50_000


class Model:
    """A trained model. ``data``: ``labels``, ``bias`` (one a label), ``features`` (``"feature": "label:weight …"``)."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.labels: tuple[str, ...] = tuple(data["labels"])
        self.bias: tuple[float, ...] = tuple(data["bias"])
        self._weights: dict[str, Any] = dict(data["features"])
        self._middle = sum(HALF << (FIELD * n) for n in range(len(self.labels)))
        self._words: dict[str, int] = {}

    def probabilities(
        self, words: Sequence[str], chart: Chart, before: Chart | None, after: Chart | None
    ) -> list[float]:
        """How likely each label is for a unit, in the order of ``labels``."""
        spelled = plain(words)
        total = sum(map(self._word, spelled[1:-1]))
        weight = self._weight
        for run, _ in runs(spelled):
            total += weight(run)
        for name in groups(chart, before, after):
            total += weight(name)
        damp = SCALE * sqrt(len(words) + DAMPING)
        return [_logistic(bias + value / damp) for bias, value in zip(self.bias, self._unpack(total), strict=True)]

    def evidence(self, words: Sequence[str], chart: Chart, label: str) -> list[float]:
        """How much each word of a unit speaks for a label: its own weight and that of the runs and groups it is in."""
        number = self.labels.index(label)
        spelled = plain(words)
        found = [self._unpack(self._word(word))[number] for word in spelled[1:-1]]
        for run, at in runs(spelled):
            self._spread(found, at - 1, at - 1 + run.count(" ") + 1, self._unpack(self._weight(run))[number])
        for group, hits in chart.items():
            value = self._unpack(self._weight(group))[number]
            for hit in hits:
                self._spread(found, hit.start, hit.end, value)
        return found

    @staticmethod
    def _spread(found: list[float], start: int, end: int, value: float) -> None:
        inside = range(max(0, start), min(end, len(found)))
        for at in inside:
            found[at] += value / len(inside)

    def _word(self, word: str) -> int:
        """The weights of a word and of its parts."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) > MOST_REMEMBERED:
                self._words.clear()
            known = self._words[word] = self._weight(word) + sum(map(self._weight, parts(word)))
        return known

    def _weight(self, feature: str) -> int:
        known = self._weights.get(feature, 0)
        if isinstance(known, str):
            pairs = (pair.split(":") for pair in known.split(" "))
            known = self._weights[feature] = sum(int(value) << (FIELD * int(number)) for number, value in pairs)
        return known  # type: ignore[no-any-return]

    def _unpack(self, total: int) -> list[int]:
        total += self._middle
        mask = (1 << FIELD) - 1
        return [((total >> (FIELD * n)) & mask) - HALF for n in range(len(self.labels))]


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, value))))
