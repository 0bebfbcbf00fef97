"""The model of sentences: linear, one row of weights a label, learned from examples and judged on authors it never saw."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from msglint.wording.features import PART
from msglint.wording.model import DAMPING
from training.subjects import ROWS, SUBJECT, wanted_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.examples import Example
    from training.subjects import Weighed

STRENGTH = 0.2
"""How freely weights may grow: the C of a support vector machine."""
MESSAGE_WEIGHT = 3.0
"""How often a unit of a whole message counts: what is judged later on are whole messages."""
PART_SCALE = 0.33
"""How much a part of a word counts beside whole words: there are many of them, and they say the same again."""
NEIGHBOUR_SCALE = 0.5
"""How much the groups of the units before and behind count: they tell less of a sentence in words never seen."""
RARE = 3
"""A feature that occurs in fewer examples than this is not learned."""
LEAST = 0.2
"""Smaller weights are left out: together they change next to nothing, and there are many."""
MOST_FEATURES = 30_000
FOLDS = 6
FEWEST = 5
"""A label with fewer examples is not learned."""
UNHEARD_OF = -20.0
"""The sum of such a label, whatever the example."""


class Weights(NamedTuple):
    """What was learned: ``weights`` (rows × features), ``bias`` (rows), a row a label and those of the subjects."""

    names: Sequence[str]
    weights: np.ndarray
    bias: np.ndarray

    def scaled(self, scales: np.ndarray, shifts: np.ndarray, weighed: Mapping[str, Weighed]) -> Weights:
        """The same model with sums that are logits of chances; a label that presupposes a subject has in its row what it would
        be if the given row were sure of it.
        """
        weights, bias = self.weights * scales[:, None], self.bias * scales + shifts
        for label, (own, share, shift) in weighed.items():
            row = ROWS.index(label)
            weights[row] = own * weights[row] + share * weights[SUBJECT]
            bias[row] = own * bias[row] + share * bias[SUBJECT] + shift
        weights[np.abs(weights) < LEAST] = 0
        return Weights(self.names, weights, bias)


class Matrix(NamedTuple):
    """Examples as numbers: a row an example, damped by its length as ``Model.chances`` does it, a column a feature.

    ``columns`` are the features' numbers in the matrix that this one was taken from; ``scales`` has a number a feature, ``counts`` how much each example counts; ``wanted`` and ``known`` say by row and
    example whether it holds of the example, and whether that is known.
    """

    names: Sequence[str]
    columns: np.ndarray
    rows: csr_matrix
    scales: np.ndarray
    counts: np.ndarray
    wanted: np.ndarray
    known: np.ndarray

    def of(self, numbers: np.ndarray) -> Matrix:
        """Some of the examples, with the features that occur often enough in them."""
        rows = self.rows[numbers]
        some = self._replace(
            rows=rows, counts=self.counts[numbers], wanted=self.wanted[:, numbers], known=self.known[:, numbers]
        )
        return some.with_features(np.flatnonzero(rows.getnnz(axis=0) >= RARE))

    def with_features(self, columns: np.ndarray) -> Matrix:
        """The examples with some of the features."""
        names = [self.names[column] for column in columns]
        return self._replace(
            names=names, columns=self.columns[columns], rows=self.rows[:, columns], scales=self.scales[columns]
        )


def matrix_of(examples: Sequence[Example]) -> Matrix:
    """Examples as numbers, over the features that occur often enough in them."""
    seen: Counter[str] = Counter()
    for example in examples:
        seen.update(example.features.keys())
    names = sorted(name for name, count in seen.items() if count >= RARE)
    columns = {name: number for number, name in enumerate(names)}
    rows = wanted_of(examples)
    scales = np.array([_scale(name) for name in names])
    starts, places, values = [0], list[int](), list[float]()
    for example in examples:
        damp = sqrt(example.words + DAMPING)
        here = sorted((columns[name], count) for name, count in example.features.items() if name in columns)
        places += [column for column, _ in here]
        values += [count / damp * scales[column] for column, count in here]
        starts.append(len(places))
    return Matrix(
        names,
        np.arange(len(names)),
        csr_matrix((values, places, starts), shape=(len(examples), len(names))),
        scales,
        np.array([MESSAGE_WEIGHT if example.message else 1.0 for example in examples]),
        *rows,
    )


def _scale(name: str) -> float:
    if name.startswith(PART):
        return PART_SCALE
    return NEIGHBOUR_SCALE if name.startswith(("<", ">")) else 1.0


def learn(matrix: Matrix) -> Weights:
    """The margins' weights. They are no logits yet: ``calibrate`` tells by how much to scale them."""
    found = [_fitted(matrix, number) for number in range(len(ROWS))]
    weights = np.array([row for row, _ in found]) * matrix.scales
    return Weights(matrix.names, weights, np.array([bias for _, bias in found]))


def _fitted(matrix: Matrix, number: int) -> tuple[np.ndarray, float]:
    """The weights and the bias of a row."""
    known = matrix.known[number]
    wanted = matrix.wanted[number][known]
    if wanted.sum() < FEWEST or wanted.all():
        return np.zeros(len(matrix.names)), UNHEARD_OF
    fitted = LinearSVC(C=STRENGTH, dual=True, tol=1e-2, max_iter=2000, random_state=0)
    fitted.fit(matrix.rows[known], wanted, sample_weight=matrix.counts[known])
    return fitted.coef_[0], float(fitted.intercept_[0])


def pruned(matrix: Matrix, learned: Weights) -> Matrix:
    """The examples with the features that move the sums most."""
    spread = np.sqrt(np.asarray(matrix.rows.power(2).mean(axis=0)).ravel()) / matrix.scales
    worth = np.abs(learned.weights).max(axis=0) * spread
    return matrix.with_features(np.sort(np.argsort(-worth, kind="stable")[:MOST_FEATURES]))


def held_out(examples: Sequence[Example], matrix: Matrix) -> tuple[np.ndarray, np.ndarray]:
    """The sums of every example, and of each with the one behind it, by models that saw nothing of its author."""
    authors = sorted({example.author for example in examples})
    found, pairs = np.zeros((len(examples), len(ROWS))), np.full((len(examples), len(ROWS)), UNHEARD_OF)
    folds = [authors[number::FOLDS] for number in range(FOLDS)]
    with ProcessPoolExecutor(initializer=_start, initargs=(matrix, examples)) as pool:
        for test, sums, first, both in pool.map(_of_fold, folds):
            found[test], pairs[first] = sums, both
    return found, pairs


_given: list[Any] = []
"""What a process is given at its start: a matrix, and perhaps the examples behind it."""


def _start(*given: Any) -> None:
    _given[:] = given


def _of_fold(authors: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The examples of these authors with their sums, and those that another one follows with the sums of both."""
    matrix, examples = _given
    of_fold = np.array([example.author in authors for example in examples])
    test, none = np.flatnonzero(of_fold), np.zeros((0, len(ROWS)))
    if not test.size:
        return test, none, test, none
    train = matrix.of(np.flatnonzero(~of_fold))
    learned = learn(train)
    sums = matrix.rows[test][:, train.columns] @ (learned.weights / train.scales).T + learned.bias
    followed = [place for place, n in enumerate(test) if n + 1 < len(examples) and examples[n + 1].goes_on]
    lengths = np.array([examples[number].words for number in test], dtype=float)
    return test, sums, test[followed], _together(sums, lengths, np.array(followed, dtype=int), learned.bias)


def _together(sums: np.ndarray, lengths: np.ndarray, first: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """The sums of pairs of examples as if they were one, from their own."""
    whole = (sums - bias) * np.sqrt(lengths + DAMPING)[:, None]
    both: np.ndarray = (whole[first] + whole[first + 1]) / np.sqrt(lengths[first] + lengths[first + 1] + DAMPING)[
        :, None
    ]
    both += bias
    return both


def calibrate(matrix: Matrix, sums: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By how much to scale and shift each row's sums, so that they are logits of chances on authors never seen. For a
    label that one author alone has nobody can tell: it is taken to be like the others.
    """
    scales, shifts = np.full(len(ROWS), np.nan), np.full(len(ROWS), np.nan)
    for number in range(len(ROWS)):
        kept = matrix.known[number] & (sums[:, number] > UNHEARD_OF)
        wanted = matrix.wanted[number][kept]
        if wanted.sum() >= FEWEST and not wanted.all():
            fitted = LogisticRegression(C=1000.0).fit(sums[kept, number : number + 1], wanted)
            scales[number], shifts[number] = round(fitted.coef_[0][0], 3), round(fitted.intercept_[0], 3)
    return _filled(scales), _filled(shifts)


def _filled(found: np.ndarray) -> np.ndarray:
    """The numbers, those that are lacking like the one in the middle of the others."""
    return np.where(np.isnan(found), round(float(np.nanmedian(found)), 3), found)


def chances(logits: np.ndarray) -> np.ndarray:
    """What the logits mean as probabilities."""
    found: np.ndarray = 1 / (1 + np.exp(-np.clip(logits, -40, 40)))
    return found
