"""What a message is as a whole: an order confirmation, a thank-you and nothing else, an advertisement … or none of these.

A small linear model over the sentences' chances and the groups that the message holds. Like the sentences' model it is
plain data, learned by ``scripts/train``.
"""

from __future__ import annotations

from math import ceil, exp, log

from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.model import NEGLIGIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from msglint.wording.lexicon import Chart
    from msglint.wording.model import Chances

MOST_OF_ONE, MOST_UNEXPLAINED = 3.0, 6.0
"""More of a label, and of sentences that no label explains, says no more of a message."""
PRESENT = 0.5
"""What a group counts that a message has."""
ROUNDING = 1e-6
_HUNDRED = 100
_FIELD = 24
_HALF = 1 << (_FIELD - 1)


class Told(NamedTuple):
    """What is known of one sentence: which groups it has, and how likely each label is."""

    chart: Chart
    chances: Mapping[str, float] | Chances


class Rough(NamedTuple):
    """The same of a sentence with only those chances that are not ``NEGLIGIBLE``."""

    groups: AbstractSet[str]
    chances: Mapping[str, float]


def traits(sentences: Sequence[Told]) -> dict[str, float]:
    """What a message is judged by.

    ``max LABEL`` and ``sum LABEL`` over its sentences, ``share`` of the sentences that no label explains, ``has GROUP``,
    ``first GROUP`` (its first sentence), ``length``.
    """
    found = {"length": log(1 + len(sentences))}
    for label in sentences[0].chances if sentences else ():
        values = [sentence.chances[label] for sentence in sentences]
        found[f"max {label}"] = max(values)
        found[f"sum {label}"] = min(MOST_OF_ONE, sum(values))
    unexplained = [1 - max(sentence.chances.values(), default=0.0) for sentence in sentences]
    if unexplained:
        found["share"] = sum(unexplained) / len(unexplained)
        found["unexplained"] = min(MOST_UNEXPLAINED, sum(unexplained))
    for group in {group for sentence in sentences for group in sentence.chart}:
        found[f"has {group}"] = PRESENT
    for group in sentences[0].chart if sentences else ():
        found[f"first {group}"] = PRESENT
    return found


class Purposes:
    """A trained model of purposes. ``data``: ``labels``, ``bias`` (one a label), ``traits`` (name to one weight a label)."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.labels: tuple[str, ...] = tuple(data["labels"])
        self._bias: tuple[float, ...] = tuple(data["bias"])
        self._weights: Mapping[str, Sequence[float]] = data["traits"]
        self._has, self._first = _Columns(self._weights, "has"), _Columns(self._weights, "first")
        self._slack: list[list[float]] = []
        self._middle = sum(_HALF << (_FIELD * n) for n in range(len(self.labels)))

    def likeliest(self, sentences: Iterable[Told]) -> tuple[str, float]:
        """The likeliest purpose of a message, and how likely it is."""
        sums = list(self._bias)
        for name, value in traits(list(sentences)).items():
            weights = self._weights.get(name)
            if weights:
                sums = [known + weight * value for known, weight in zip(sums, weights, strict=True)]
        best = max(range(len(sums)), key=sums.__getitem__)
        return self.labels[best], 1 / (1 + exp(-max(-40.0, min(40.0, sums[best]))))

    def is_possible(self, sentences: Sequence[Rough], least: float) -> bool:
        """Whether ``likeliest`` may give a purpose that is as likely as ``least``: if not, small chances need not be known.

        Each of them moves a trait of the message by at most ``NEGLIGIBLE``.
        """
        if least >= 1:
            return False
        sums = self._of_groups([sentence.groups for sentence in sentences])
        once, each = self._slack or self._learn_slack()
        sums = [
            known + NEGLIGIBLE * (one + len(sentences) * more)
            for known, one, more in zip(sums, once, each, strict=True)
        ]
        for name, value in _rough_traits([sentence.chances for sentence in sentences]).items():
            weights = self._weights.get(name)
            if weights:
                sums = [known + weight * value for known, weight in zip(sums, weights, strict=True)]
        return max(sums) >= log(least / (1 - least)) - ROUNDING

    def _of_groups(self, sentences: Sequence[AbstractSet[str]]) -> list[float]:
        """What the groups of a message's sentences speak for each purpose, which is known beforehand besides."""
        total = sum(map(self._has.__getitem__, frozenset[str]().union(*sentences)))
        if sentences:
            total += sum(map(self._first.__getitem__, sentences[0]))
        total += self._middle
        return [
            known + PRESENT * ((total >> (_FIELD * n) & (2 * _HALF - 1)) - _HALF) / _HUNDRED
            for n, known in enumerate(self._bias)
        ]

    def _learn_slack(self) -> list[list[float]]:
        """By how much unknown chances can raise each sum: those of the likeliest sentence, and those of each sentence.

        What is unknown is more than nothing, and makes a sentence less unexplained.
        """
        none = [0.0] * len(self.labels)
        for label, rest in (("max ", "share"), ("sum ", "unexplained")):
            rows = [[max(0.0, one) for one in row] for name, row in self._weights.items() if name.startswith(label)]
            rows += [[max(0.0, -one) for one in row] for name, row in self._weights.items() if name == rest]
            self._slack.append([sum(column) for column in zip(none, *rows, strict=True)])
        return self._slack


class _Columns(dict[str, int]):
    """The weights of the groups that a message (or its first sentence) has, in hundredths, those of one group
    side by side in the bits of one integer.
    """

    def __init__(self, weights: Mapping[str, Sequence[float]], trait: str) -> None:
        super().__init__()
        self._weights, self._trait = weights, trait

    def __missing__(self, group: str) -> int:
        weights = self._weights.get(f"{self._trait} {group}", ())
        found = self[group] = sum(ceil(_HUNDRED * weight) << (_FIELD * n) for n, weight in enumerate(weights))
        return found


def _rough_traits(sentences: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The traits of a message but for its groups, as far as the notable chances of its sentences tell."""
    values: dict[str, list[float]] = {}
    unexplained = float(len(sentences))
    for chances in sentences:
        if chances:
            unexplained -= max(chances.values())
            for label, chance in chances.items():
                values.setdefault(label, []).append(chance)
    found = {"length": log(1 + len(sentences)), "unexplained": min(MOST_UNEXPLAINED, unexplained)}
    if sentences:
        found["share"] = unexplained / len(sentences)
    for label, some in values.items():
        found[f"max {label}"] = max(some)
        found[f"sum {label}"] = min(MOST_OF_ONE, sum(some))
    return found
