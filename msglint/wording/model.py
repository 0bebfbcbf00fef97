"""The second witness: a linear model over words, runs of words, parts of words and groups.

It is plain data, learned from the example sentences by ``scripts/train``. All rules are scored at once: the weights
of a feature, whole numbers, stand side by side in the bits of one integer, so that a unit costs one addition a feature.
"""

from __future__ import annotations

from functools import reduce
from math import exp, floor, log, log1p, sqrt, tanh
from operator import or_
from sys import byteorder

from msglint.remembered import Remembered
from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.features import parts, plain
from msglint.wording.runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from msglint.lookup import Lookup
    from msglint.wording.lexicon import Chart

FIELD = 32
"""Bits of one rule's sum, as many as ``memoryview`` takes apart at once. Units are short (``script.Script.most_words``),
so that no sum reaches half of it.
"""
HALF = 1 << (FIELD - 1)
SCALE = 20.0
"""A weight of 1 is written as 20."""
DAMPING = 4
LARGEST = 40.0
"""A logit beyond this is as good as certain."""
NOTICED = 0.1
"""Where no threshold is lower, a smaller chance of a label decides nothing."""
MOST_REMEMBERED = 20_000
"""Words and sums whose weights and chances are kept: a shop says the same again and again."""
FEW_REMEMBERED = 2_000
"""Units whose features are kept, for the next label's evidence."""


class Sums(NamedTuple):
    """What the features of a unit add up to: for itself, for the unit that follows it, for the one before it."""

    here: int
    following: int
    preceding: int


class Chances(NamedTuple):
    """How likely each label is for a unit of so many words whose features add up to ``total``: worked out when it is
    asked for, which for most units is never.
    """

    model: Model
    length: int
    total: int

    @property
    def paired(self) -> frozenset[str]:
        """The labels that two neighbouring units may have together."""
        return self.model.paired

    def all(self) -> Sequence[float]:
        """The chances of all labels, in the model's order."""
        return self.model.all_chances(self.length, self.total)

    def get(self, label: str, default: float = 0.0) -> float:
        """The chance of a label, or the default for one that the model does not know."""
        return self.model.chance(label, self.length, self.total, default)


class Subject(NamedTuple):
    """What a label presupposes: the row that says whether that is spoken of, the row that tells the label from others where it
    is, and how much both together count.
    """

    subject: int
    given: int
    share: float

    def doubt(self, logits: Sequence[float]) -> float:
        """By how much the label's own row, which takes the given one to be sure, says too much: the chances of both are
        multiplied.
        """
        subject, given = (max(-LARGEST, min(LARGEST, logits[row])) for row in (self.subject, self.given))
        return self.share * log1p(exp(subject - given) + exp(-given))


class _Floors(dict[int, int]):
    """By the length of a unit, what to add to its sum so that the highest bit of a label's field is set if its chance
    may be (a rounding error and more is allowed for) as much as ``least``.
    """

    def __init__(self, least: Iterable[float], bias: Iterable[float]) -> None:
        super().__init__()
        self._needed = [log(chance / (1 - chance)) - one for chance, one in zip(least, bias, strict=False)]

    def __missing__(self, length: int) -> int:
        damp = SCALE * sqrt(length + DAMPING)
        floors = [max(-HALF // 2, min(HALF // 2, floor(needed * damp) - 1)) for needed in self._needed]
        found = self[length] = sum((HALF - one) << (FIELD * n) for n, one in enumerate(floors))
        return found


class Model:
    """A trained model. ``data``: ``labels``, ``subjects`` (a label to the fields of ``Subject``; their rows stand behind the
    labels), ``bias`` (one a row), ``paired`` (the labels that two neighbouring units may have
    together), ``thresholds``, and the tables ``features``, ``runs`` and ``wholes`` (see ``msglint.wording.tables``): a feature, a
    run of words, or a word with its parts, to its weights side by side.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.labels: tuple[str, ...] = tuple(data["labels"])
        self.bias: tuple[float, ...] = tuple(data["bias"])
        self._numbers = {label: number for number, label in enumerate(self.labels)}
        self._subjects = {self._numbers[label]: Subject(*one) for label, one in data["subjects"].items()}
        self._weights: Lookup = data["features"]
        self._wholes: Lookup = data["wholes"]
        self._middle = sum(HALF << (FIELD * n) for n in range(len(self.bias)))
        self._highest = sum(HALF << (FIELD * n) for n in range(len(self.labels)))
        self.paired = frozenset(data["paired"])
        self._in_pairs = sum(HALF << (FIELD * n) for n, label in enumerate(self.labels) if label in self.paired)
        least = [min(NOTICED, *data["thresholds"].get(label, {}).values(), 1.0) for label in self.labels]
        self._noticed = _Floors(least, self.bias)
        self._labels = Remembered(self._labelled, MOST_REMEMBERED)
        self._runs = Runs(data["runs"])
        self._words = Remembered(self._of_word, MOST_REMEMBERED)
        self._groups: dict[str, Sums] = {}
        self._remembered: dict[tuple[str, ...], list[tuple[int, int, int]]] = {}
        self._evidence: dict[tuple[tuple[str, ...], str], Sequence[float]] = {}
        self._likely: dict[tuple[int, int], Sequence[float]] = {}

    def sums(self, words: tuple[str, ...], chart: Chart) -> Sums:
        """What a unit's features add up to."""
        spelled = plain(words)
        here = sum(map(self._words.__getitem__, spelled[1:-1])) + sum([run.weights for run in self._runs.hits(spelled)])
        following = preceding = 0
        for group in chart:
            own, behind, before = self._groups.get(group) or self._of_group(group)
            here, following, preceding = here + own, following + behind, preceding + before
        return Sums(here, following, preceding)

    def marks(self, units: Iterable[tuple[int, int]]) -> list[int]:
        """For each of some units, or pairs of units (length and sum), a number in which the highest bit of a label's
        field is set if its chance may count: no other chance decides anything.
        """
        floors = self._noticed
        return [total + floors[length] for length, total in units]

    def mark(self, label: str) -> int:
        """The bit of a label in such a number; none for one that is not known."""
        number = self._numbers.get(label)
        return 0 if number is None else HALF << (FIELD * number)

    def noticed(self, units: Iterable[int], pairs: Iterable[int] = ()) -> tuple[str, ...]:
        """The labels that may count for any of the units, or pairs of units, with these marks."""
        found = reduce(or_, units, 0) | (reduce(or_, pairs, 0) & self._in_pairs)
        return tuple([label for _, label in self._labels[found & self._highest]])

    def chance(self, label: str, length: int, total: int, default: float = 0.0) -> float:
        """The chance of one label, or the default for one that is not known."""
        number = self._numbers.get(label)
        return default if number is None else self.all_chances(length, total)[number]

    def all_chances(self, length: int, total: int) -> Sequence[float]:
        """How likely each label is for a unit of so many words whose features (and its neighbours') add up to ``total``."""
        known = self._likely.get((length, total))
        if known is None:
            if len(self._likely) > MOST_REMEMBERED:
                self._likely = {}
            damp = SCALE * sqrt(length + DAMPING)
            pairs = zip(self.bias, self._unpack(total), strict=True)
            logits = [bias + (value - HALF) / damp for bias, value in pairs]
            for number, subject in self._subjects.items():
                logits[number] -= subject.doubt(logits)
            # the logistic function, as it cannot overflow
            known = tuple([0.5 + 0.5 * tanh(logit / 2) for logit in logits[: len(self.labels)]])
            self._likely[length, total] = known
        return known

    def _labelled(self, bits: int) -> tuple[tuple[int, str], ...]:
        """The labels, with their numbers, in whose fields the highest bit is set."""
        return tuple((n, label) for n, label in enumerate(self.labels) if bits >> (FIELD * n + FIELD - 1) & 1)

    def evidence(self, words: tuple[str, ...], chart: Chart, label: str) -> Sequence[float]:
        """How much each word of a unit speaks for a label: its own weight and that of the runs and groups it is in."""
        known = self._evidence.get((words, label))
        if known is None:
            if len(self._evidence) > FEW_REMEMBERED:
                self._evidence = {}
            known = self._evidence[words, label] = self._weighed(words, chart, self._numbers[label])
        return known

    def _weighed(self, words: tuple[str, ...], chart: Chart, number: int) -> Sequence[float]:
        found, subject = [0.0] * len(words), self._subjects.get(number)
        for start, end, weights in self._telling(words, chart):
            value = self._of(number, weights)
            if subject:
                value += subject.share * self._of(subject.given, weights)
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
            found = [(at, at + 1, self._words[word]) for at, word in enumerate(spelled[1:-1])]
            found += [(run.start - 1, run.end - 1, run.weights) for run in self._runs.hits(spelled)]
            found += [
                (*hit, (self._groups.get(group) or self._of_group(group)).here)
                for group, hits in chart.items()
                for hit in hits
            ]
            known = [(max(0, start), min(end, last), weights) for start, end, weights in found if weights]
            self._remembered[words] = known
        return known

    def _of_word(self, word: str) -> int:
        """The weights of a word and of its parts."""
        whole: int | None = self._wholes[word]
        return sum(self._weights.found((word, *parts(word)))) if whole is None else whole

    def _of_group(self, group: str) -> Sums:
        found = self._groups[group] = Sums(*(self._weights[sign + group] or 0 for sign in ("", "<", ">")))
        return found

    def _of(self, number: int, total: int) -> float:
        """One row's part of a sum."""
        return ((total + self._middle) >> (FIELD * number) & (2 * HALF - 1)) - HALF

    def _unpack(self, total: int) -> memoryview:
        """Each row's part of a sum, and ``HALF``."""
        fields = memoryview((total + self._middle).to_bytes(FIELD // 8 * len(self.bias), byteorder)).cast("I")
        return fields if byteorder == "little" else fields[::-1]
