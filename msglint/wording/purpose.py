"""What a message is as a whole: an order confirmation, a thank-you and nothing else, an advertisement … or none of these.

A small linear model over the sentences' chances and the groups that the message holds. Like the sentences' model it is
plain data, learned by ``scripts/train``.
"""

from __future__ import annotations

from math import exp, log, prod
from operator import mul

from msglint.remembered import Remembered
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_OF_ONE, MOST_UNEXPLAINED = 3.0, 6.0
"""More of a label, and of sentences that no label explains, says no more of a message."""
EARLY = 3
"""A message says first what it is for: what its first so many sentences say counts by itself, too."""
LONG = 8
"""A sentence of so many words counts in full where no label explains it; "Dear Ann," and "The team" count little."""
PRESENT = 0.5
"""What a group counts that a message has."""
_FIELD = 64
"""Bits of one label's part in the weights of a group, which stand side by side in one integer."""
_HALF, _ONE = 1 << (_FIELD - 1), 1 << 40
MOST_REMEMBERED = 20_000


class Told(NamedTuple):
    """What is known of one sentence: which groups it has, how likely each label is, in the labels' order, and how much it
    counts (``weight_of``).
    """

    groups: Iterable[str]
    chances: Sequence[float]
    weight: float = 1.0


def weight_of(words: int, gap_factor: int) -> float:
    """What a sentence of so many words counts, in a language in which so many make one."""
    return min(1.0, words / (LONG * gap_factor))


def traits(labels: Sequence[str], sentences: Sequence[Told]) -> dict[str, float]:
    """What a message is judged by.

    ``max LABEL`` and ``sum LABEL`` over its sentences, ``early LABEL`` the greatest of the first ones, ``share`` of what it says
    that no label explains, ``has GROUP``, ``first GROUP`` (its first sentence), ``length``.
    """
    found = dict(zip(_names(labels), _of_chances(sentences), strict=False))
    for group in {group for sentence in sentences for group in sentence.groups}:
        found[f"has {group}"] = PRESENT
    for group in sentences[0].groups if sentences else ():
        found[f"first {group}"] = PRESENT
    return found


def _names(labels: Sequence[str]) -> list[str]:
    """The traits that the chances of sentences make."""
    return [
        "length",
        "share",
        "unexplained",
        *(f"max {label}" for label in labels),
        *(f"sum {label}" for label in labels),
        *(f"early {label}" for label in labels),
    ]


def _of_chances(sentences: Sequence[Told]) -> list[float]:
    """Their values, of what is known of these sentences; of none only the length."""
    if not sentences:
        return [0.0]
    chances = [sentence.chances for sentence in sentences]
    unexplained = sum([sentence.weight * (1 - max(sentence.chances)) for sentence in sentences])
    said = sum([sentence.weight for sentence in sentences])
    columns = list(zip(*chances, strict=True))
    sums = [min(MOST_OF_ONE, total) for total in map(sum, columns)]
    early = map(max, zip(*chances[:EARLY], strict=True))
    share = unexplained / (said or 1)
    return [log(1 + said), share, min(MOST_UNEXPLAINED, unexplained), *map(max, columns), *sums, *early]


class Purposes:
    """A trained model of purposes. ``data``: ``labels``, ``bias`` (one a label), ``traits`` (name to one weight a label).
    The last label says that a message is of any of the kinds that the others name.

    ``known`` are the labels of sentences, in the order of their chances.
    """

    def __init__(self, data: Mapping[str, Any], known: Sequence[str]) -> None:
        self.labels: tuple[str, ...] = tuple(data["labels"])
        self._bias: tuple[float, ...] = tuple(data["bias"])
        weights, none = data["traits"], (0.0,) * len(self.labels)
        self._weights = list(zip(*(weights.get(name, none) for name in _names(known)), strict=True))
        self._has: Remembered[str, int] = Remembered(
            lambda group: _packed(weights.get(f"has {group}", ())), MOST_REMEMBERED
        )
        self._first: Remembered[str, int] = Remembered(
            lambda group: _packed(weights.get(f"first {group}", ())), MOST_REMEMBERED
        )
        self._middle = _packed([_HALF / _ONE] * len(self.labels))

    def likeliest(self, sentences: Sequence[Told]) -> tuple[str, float]:
        """The likeliest purpose of a message, and how likely it is that it has any: what is said of the kinds one by one
        and of all together counts the same.
        """
        values = _of_chances(sentences)
        here = frozenset[str]().union(*[sentence.groups for sentence in sentences])
        present = self._middle + sum(map(self._has.__getitem__, here))
        if sentences:
            present += sum(map(self._first.__getitem__, sentences[0].groups))
        *kinds, any_kind = [
            _chance(bias + sum(map(mul, weights, values)) + PRESENT * _part(present, n))
            for n, (bias, weights) in enumerate(zip(self._bias, self._weights, strict=True))
        ]
        best = max(range(len(kinds)), key=kinds.__getitem__)
        return self.labels[best], together(kinds, any_kind)


def together(kinds: Sequence[float], any_kind: float) -> float:
    """How likely a message is of any kind, by the chances of each kind and by that of any of them."""
    return (1 - prod(1 - kind for kind in kinds) + any_kind) / 2


def _chance(total: float) -> float:
    return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


def _part(present: int, number: int) -> float:
    """One label's part of what the groups say (``_packed``)."""
    return ((present >> (_FIELD * number)) % (2 * _HALF) - _HALF) / _ONE


def _packed(row: Sequence[float]) -> int:
    return sum(round(weight * _ONE) << (_FIELD * n) for n, weight in enumerate(row))
