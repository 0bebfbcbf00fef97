"""What the rest of a message tells about a sentence.

A doubtful sentence means more where the message says the same, or something else that is forbidden, once more, and less
in a long letter about something else. Two hundred small decision trees put that into a number; ``scripts/train`` learns them.
"""

from __future__ import annotations

from math import exp, fsum, log

from msglint.remembered import cached_property
from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.model import NOTICED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from msglint.wording.passages import Passage, Sentence

    Tree = Sequence[Any] | float
    """Which trait to ask, up to which value the first branch holds, both branches; or what it adds up to."""

SUREST, LEAST_SURE = 1 - 1e-4, 1e-4
"""More or less than this no chance says: its logit would be beyond all numbers."""
MOST_SENTENCES = 500
"""A text of more sentences than this is no message to a buyer: the rest of it tells nothing."""
DIGITS = 2
"""Traits are rounded, so that another machine's last digit decides next to nothing."""
TRAITS = (
    "together", "alone", "elsewhere", "rest", "before", "behind", "near", "others", "others elsewhere",
    "sentences", "number", "left", "how far", "words", "words before", "words behind", "all words", "numbers",
)  # fmt: skip
"""What a sentence is judged by, for each label; behind these, which of the labels it is (``Around.traits``). ``left`` counts
the sentence itself.
"""


class Spoken(NamedTuple):
    """A sentence's form: how many words it has, how many of them are numbers or their sign."""

    words: int
    numbers: int


def spoken(words: Sequence[str]) -> Spoken:
    """The form of a sentence of these words."""
    return Spoken(len(words), sum(word == "#" or word[0].isdigit() for word in words))


class Around:
    """The sentences of a message, as what surrounds each of them.

    ``likely`` has for each label that is judged the chances that count (``NOTICED``), by the sentences' numbers.
    """

    def __init__(self, sentences: Sequence[Spoken], likely: Mapping[str, Mapping[int, float]]) -> None:
        self._sentences = sentences
        self._words = sum(sentence.words for sentence in sentences)
        self._labels = tuple(likely)
        self._likely = likely
        self._peaks = {label: _two_greatest(chances) for label, chances in likely.items()}
        self._doubts = {
            label: fsum(log(1 - _kept(one)) for one in chances.values()) for label, chances in likely.items()
        }

    def traits(self, number: int, label: str, together: float, alone: float) -> list[float]:
        """What the chance of a label is judged by, for a sentence (``TRAITS``, in this order).

        ``together`` is its chance with a neighbour, or by itself if that is more; ``alone`` the one by itself.
        """
        sentences, likely = self._sentences, self._likely[label]
        count = len(sentences)
        others = [other for other in self._labels if other != label]
        own = likely.get(number)
        values = [
            _logit(together),
            _logit(alone),
            _logit(self._elsewhere(label, number)),
            self._doubts[label] - (log(1 - _kept(own)) if own else 0.0),
            _logit(likely.get(number - 1, NOTICED)),
            _logit(likely.get(number + 1, NOTICED)),
            _logit(max(likely.get(number - 2, NOTICED), likely.get(number + 2, NOTICED))),
            _logit(max((self._likely[other].get(number, NOTICED) for other in others), default=NOTICED)),
            _logit(max((self._elsewhere(other, number) for other in others), default=NOTICED)),
            count,
            number,
            count - number,
            number / count,
            sentences[number].words,
            sentences[number - 1].words if number else 0,
            sentences[number + 1].words if number + 1 < count else 0,
            self._words,
            sentences[number].numbers,
        ]
        return [round(value, DIGITS) for value in values] + [float(one == label) for one in self._labels]

    def _elsewhere(self, label: str, number: int) -> float:
        """The greatest chance of a label among the other sentences."""
        (_, second), (where, first) = self._peaks[label]
        return second if where == number else first


def _two_greatest(chances: Mapping[int, float]) -> list[tuple[int, float]]:
    """The second greatest and the greatest chance, each with the number of its sentence."""
    ranked = sorted(chances.items(), key=lambda one: one[1])
    return [(-1, NOTICED), (-1, NOTICED), *ranked][-2:]


def _kept(chance: float) -> float:
    return max(LEAST_SURE, min(SUREST, chance))


def _logit(chance: float) -> float:
    chance = _kept(chance)
    return log(chance / (1 - chance))


class Context:
    """A trained model of context. ``data``: ``labels`` that it judges, ``bias``, ``trees`` (see ``Tree``)."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.labels: Sequence[str] = tuple(data["labels"])
        self._bias: float = data["bias"]
        self._trees: Sequence[Tree] = data["trees"]

    def chance(self, traits: Sequence[float]) -> float:
        """How likely a label is for a sentence with these traits."""
        total = self._bias
        for node in self._trees:
            while type(node) is list:
                trait, most, low, high = node
                node = low if traits[trait] <= most else high  # noqa: PLW2901 - down the tree
            total += node  # type: ignore[operator]
        return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


class Surroundings:
    """The passages of a draft in one language, as what surrounds each of their sentences."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._context = passages[0].language.context
        self._first: dict[Passage, int] = {}
        self._units = 0
        self._chances: dict[tuple[int, str], float] = {}
        for passage in passages:
            self._first[passage] = self._units
            self._units += len(passage.said)

    def chance(self, passage: Passage, number: int, label: str) -> float:
        """How likely a label is for a sentence of one of these passages, by its number there."""
        at = self._first[passage] + number
        known = self._chances.get((at, label))
        if known is None:
            known = self._chances[at, label] = self._judged(passage.sentences[number], at, label)
        return known

    def _judged(self, sentence: Sentence, at: int, label: str) -> float:
        chance, context = sentence.chance(label), self._context
        if context is None or chance < NOTICED or label not in context.labels or self._units > MOST_SENTENCES:
            return chance
        return context.chance(self._around.traits(at, label, chance, sentence.alone(label)))

    @cached_property
    def _around(self) -> Around:
        labels = self._context.labels if self._context else ()
        return Around(
            [spoken(one.words) for passage in self._passages for one in passage.said],
            {label: self._noticed(label) for label in labels},
        )

    def _noticed(self, label: str) -> dict[int, float]:
        """The chances of a label that count, by the sentences' numbers."""
        chances = (
            (self._first[passage] + at, passage.sentences[at].alone(label))
            for passage in self._passages
            for at in passage.likely(label)
        )
        return {at: chance for at, chance in chances if chance >= NOTICED}
