"""What the rest of a message tells about a sentence.

A doubtful sentence means more where the message says the same, or something else that is forbidden, once more, and less
in a long letter about something else. A small linear model puts that into a number; ``scripts/train`` learns it.
"""

from __future__ import annotations

from math import exp, log

from msglint.remembered import cached_property
from msglint.typed import TYPE_CHECKING, Any
from msglint.wording.model import NOTICED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from msglint.wording.passages import Passage, Sentence


SUREST = 1 - 1e-9
"""More than this no chance says: its logit would be beyond all numbers."""
FEWEST_UNITS, MOST_UNITS = 4, 40
"""A message of fewer or more sentences counts as one of so many: nobody writes shorter or longer ones to a buyer."""


class Peaks:
    """The greatest and the second greatest chance of each label over the sentences of a message; 0 below ``NOTICED``."""

    def __init__(self, chances: Mapping[str, Iterable[float]]) -> None:
        self._peaks = {label: _two_greatest(values) for label, values in chances.items()}

    def beside(self, label: str, chance: float) -> float:
        """The greatest chance of a label among the other sentences, for one whose own is ``chance``."""
        first, second = self._peaks.get(label, (0.0, 0.0))
        return second if chance >= first else first

    def labels(self) -> Iterable[str]:
        """The labels that any sentence may have."""
        return self._peaks


def _two_greatest(values: Iterable[float]) -> tuple[float, float]:
    first = second = 0.0
    for value in values:
        if value > first:
            first, second = value, first
        elif value > second:
            second = value
    return (first if first >= NOTICED else 0.0), (second if second >= NOTICED else 0.0)


def traits(
    label: str, chance: float, own: Mapping[str, float], peaks: Peaks, lengths: tuple[int, int]
) -> tuple[float, ...]:
    """What a sentence's chance is judged by: the chance itself, the same and other labels elsewhere, both lengths.

    ``own`` are the sentence's chances by itself for the labels of ``peaks``; ``lengths`` are how many words it
    has, and how many sentences the message.
    """
    words, units = lengths
    chance = min(chance, SUREST)
    others = (peaks.beside(other, own[other]) for other in peaks.labels() if other != label)
    return (
        log(chance / (1 - chance)),
        peaks.beside(label, own[label]),
        max(others, default=0.0),
        log(max(FEWEST_UNITS, min(units, MOST_UNITS))),
        log(1 + words),
    )


class Context:
    """A trained model of context. ``data``: ``labels`` that it judges, ``bias``, ``weights`` (one a trait)."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.labels = frozenset(data["labels"])
        self._bias: float = data["bias"]
        self._weights: Sequence[float] = data["weights"]

    def chance(self, values: Iterable[float]) -> float:
        """How likely a label is for a sentence with these traits."""
        logit = self._bias + sum(weight * value for weight, value in zip(self._weights, values, strict=True))
        return 1 / (1 + exp(-max(-40.0, min(40.0, logit))))


class Surroundings:
    """The passages of a draft in one language, as what surrounds each of their sentences."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._context = passages[0].language.context
        self._units = sum(len(passage.said) for passage in passages)

    def chance(self, sentence: Sentence, label: str) -> float:
        """How likely a label is for a sentence among these."""
        chance, context = sentence.chance(label), self._context
        if context is None or chance < NOTICED or label not in context.labels:
            return chance
        own = {name: sentence.alone(name) for name in self._peaks.labels()}
        return context.chance(traits(label, chance, own, self._peaks, (len(sentence.words), self._units)))

    @cached_property
    def _peaks(self) -> Peaks:
        noticed = {label for passage in self._passages for label in passage.noticed}
        labels = sorted(noticed & self._context.labels) if self._context else ()
        return Peaks({label: self._alone(label) for label in labels})

    def _alone(self, label: str) -> list[float]:
        """The chances of a label that may count."""
        return [passage.sentences[at].alone(label) for passage in self._passages for at in passage.likely(label)]
