"""Labels that presuppose a subject: a reward for a review is one only where a review is spoken of.

A linear model cannot say "and". So it learns beside each such label what tells it from its neighbours *where the subject is
spoken of*, and whether it is. Both have to hold, and that is weighed with what the label's own row says: a gift and a star in
one sentence are then more than each by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from training.examples import LABELS, ONLY_IN_SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.examples import Example

REVIEWS = (
    "review-request", "review-incentive", "positive-only-review", "review-gating", "review-change", "review-script", "review-instructions",
)  # fmt: skip
SUBJECT = len(LABELS)
"""The row that says whether reviews are spoken of."""
GIVEN = {label: SUBJECT + 1 + number for number, label in enumerate(REVIEWS)}
"""For each of these labels the row that tells it from the others where they are."""
ROWS = (*LABELS, "reviews", *[f"{label}, of reviews" for label in REVIEWS])
FEWEST = 50
"""A label with fewer examples is left to its own row."""
_MEMBERS = [LABELS.index(label) for label in REVIEWS]
_LABELLED = [LABELS.index(label) for label in REVIEWS if label not in ONLY_IN_SENTENCES]


class Wanted(NamedTuple):
    """By row and example: whether it holds, and whether that is known."""

    wanted: np.ndarray
    known: np.ndarray


def wanted_of(examples: Sequence[Example]) -> Wanted:
    """What the rows have to say of examples. Where nobody said whether reviews are spoken of, as in what a rule must let pass,
    it is taken so: that is just what a label has to be told from.
    """
    wanted = np.array([[label in example.labels for example in examples] for label in LABELS])
    known = np.array([[label not in example.unsure for example in examples] for label in LABELS])
    subject = wanted[_MEMBERS].any(axis=0)
    told = subject | known[_LABELLED].all(axis=0)
    given = known[_MEMBERS] & (subject | ~told)
    return Wanted(np.vstack([wanted, subject, wanted[_MEMBERS]]), np.vstack([known, told, given]))


class Weighed(NamedTuple):
    """How much a label's own row counts, how much the subject and the given row together, and what is added."""

    own: float
    share: float
    shift: float


def weigh(logits: np.ndarray, rows: Wanted) -> Mapping[str, Weighed]:
    """Learn that for each label, from logits on authors never seen."""
    found = {}
    for label in REVIEWS:
        row = LABELS.index(label)
        known = rows.known[row]
        wanted = rows.wanted[row][known]
        if wanted.sum() < FEWEST:
            continue
        sides = np.stack([logits[known, row], _both(logits[known], label)], axis=1)
        fitted = LogisticRegression(C=1000.0).fit(sides, wanted)
        own, share = (round(float(one), 3) for one in fitted.coef_[0])
        if own > 0 and share > 0:
            found[label] = Weighed(own, share, round(float(fitted.intercept_[0]), 3))
    return found


def _both(logits: np.ndarray, label: str) -> np.ndarray:
    subject, given = np.clip(logits[:, SUBJECT], -40, 40), np.clip(logits[:, GIVEN[label]], -40, 40)
    found: np.ndarray = subject - np.log1p(np.exp(subject - given) + np.exp(-given))
    return found


def labels_of(logits: np.ndarray, weighed: Mapping[str, Weighed]) -> np.ndarray:
    """The labels' logits, from those of all rows."""
    found = logits[:, : len(LABELS)].copy()
    for label, one in weighed.items():
        row = LABELS.index(label)
        found[:, row] = one.own * logits[:, row] + one.share * _both(logits, label) + one.shift
    return found
