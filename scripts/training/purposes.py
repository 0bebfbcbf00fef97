"""The model of what a message is as a whole, from what models that never saw its author say of its sentences.

Labels and groups mean the same in every language, so the messages of all languages teach it together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from msglint.wording.purpose import Told, together, traits, weight_of
from training.examples import LABELS, PURPOSES, UNSURE, language_of
from training.sentences import FOLDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.examples import Example

WANTED = {"high": 0.93, "medium": 0.80, "low": 0.60}
"""The precision on authors never seen that a threshold has to reach."""
ANY = "any"
"""The label behind all others: a message of any of these kinds."""
LOWEST = {"high": 0.995, "medium": 0.60, "low": 0.20}
"""No threshold is below these, however well it did: other mails have other words."""


class Message(NamedTuple):
    """A whole message: who wrote it, in which language, what it is ("" nothing that is forbidden), its traits."""

    author: str
    language: str
    purpose: str
    traits: Mapping[str, float]


def messages(language: str, examples: Sequence[Example], chances: np.ndarray) -> list[Message]:
    """The labelled messages of a language with what is known of their sentences."""
    numbers: dict[str, list[int]] = {}
    for number, example in enumerate(examples):
        if example.message and example.purpose != UNSURE:
            numbers.setdefault(example.message, []).append(number)
    factor, found = language_of(language).gap_factor, []
    for rows in numbers.values():
        told = [
            Told(examples[n].chart, list(map(float, chances[n])), weight_of(examples[n].words, factor)) for n in rows
        ]
        first = examples[rows[0]]
        found.append(Message(first.author, language, first.purpose, traits(LABELS, told)))
    return found


def learn_purposes(found: Sequence[Message]) -> dict[str, Any]:
    """Weights, and the thresholds that keep the wanted precision on authors never seen."""
    names = sorted({name for message in found for name in message.traits})
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(found), len(names)))
    for number, message in enumerate(found):
        for name, value in message.traits.items():
            matrix[number, column[name]] = value
    wanted = [message.purpose for message in found]
    sure = np.zeros((len(found), len(PURPOSES) + 1))
    authors = sorted({message.author for message in found})
    for number in range(FOLDS):
        test = np.isin([message.author for message in found], authors[number::FOLDS])
        weights, bias = _learn(matrix[~test], [w for w, t in zip(wanted, test, strict=True) if not t])
        sure[test] = 1 / (1 + np.exp(-(matrix[test] @ weights.T + bias)))
    chances = np.array([together(row[:-1], row[-1]) for row in sure.tolist()])
    weights, bias = _learn(matrix, wanted)
    whole = np.round(weights, 2)
    _report(found, chances)
    return {
        "labels": [*PURPOSES, ANY],
        "bias": [round(float(value), 3) for value in bias],
        "thresholds": _thresholds(chances, wanted),
        "traits": {name: [float(v) for v in whole[:, n]] for n, name in enumerate(names) if whole[:, n].any()},
    }


def _learn(matrix: np.ndarray, wanted: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The weights of each kind, and behind them those of any kind."""
    answers = [*([one == purpose for one in wanted] for purpose in PURPOSES), [bool(one) for one in wanted]]
    weights, bias = np.zeros((len(answers), matrix.shape[1])), np.full(len(answers), -20.0)
    for row, answer in enumerate(answers):
        if sum(answer) >= 3:
            fitted = LogisticRegression(C=1.0, solver="liblinear", random_state=0).fit(matrix, np.array(answer))
            weights[row], bias[row] = fitted.coef_[0], fitted.intercept_[0]
    return weights, bias


def _thresholds(chances: np.ndarray, wanted: Sequence[str]) -> dict[str, float]:
    right, reached = 0, dict[str, float]()
    for total, number in enumerate(sorted(range(len(wanted)), key=lambda number: -chances[number]), 1):
        right += bool(wanted[number])
        for name, precision in WANTED.items():
            if total >= 5 and right / total >= precision:
                reached[name] = float(chances[number])
    return {name: round(max(LOWEST[name], reached.get(name, 0.99)), 3) for name in WANTED}


def _report(found: Sequence[Message], chances: np.ndarray) -> None:
    for language in sorted({message.language for message in found}):
        here = [n for n, message in enumerate(found) if message.language == language]
        bad = sum(bool(found[n].purpose) for n in here)
        row = []
        for at in (0.3, 0.5, 0.7):
            hit = [n for n in here if chances[n] >= at]
            right = sum(bool(found[n].purpose) for n in hit)
            row.append(f"{at}: P {right / max(1, len(hit)):.2f} R {right / max(1, bad):.2f}")
        print(f"purposes, {language}: {bad} of {len(here)} messages", "   ".join(row))
