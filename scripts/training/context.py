"""The model of context: what the rest of a message tells about a sentence. The messages of all languages teach it together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from msglint.wording.context import Context, Peaks, traits
from msglint.wording.model import NOTICED
from training.examples import LABELS, ONLY_IN_SENTENCES, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from training.examples import Example

JUDGED = tuple(rule for rule in RULES if rule not in ONLY_IN_SENTENCES and rule != "sensitive-content")
"""What labelled messages are labelled with throughout, often enough to learn from."""


class Noticed(NamedTuple):
    """A sentence of a message that may have a label: its number among the examples, the label, what it is judged by."""

    number: int
    label: str
    traits: tuple[float, ...]


def noticed(examples: Sequence[Example], chances: np.ndarray, likely: np.ndarray) -> Iterator[Noticed]:
    """All sentences of messages with a chance that counts, for each label.

    ``chances`` are those of each sentence by itself, ``likely`` those with its neighbours (see ``pairs``).
    """
    columns = {label: LABELS.index(label) for label in JUDGED}
    for numbers in _messages(examples).values():
        own = [{label: float(chances[n, column]) for label, column in columns.items()} for n in numbers]
        peaks = Peaks({label: [one[label] for one in own] for label in JUDGED})
        for number, one in zip(numbers, own, strict=True):
            for label, column in columns.items():
                chance = float(likely[number, column])
                if chance >= NOTICED:
                    values = traits(label, chance, one, peaks, (examples[number].words, len(numbers)))
                    yield Noticed(number, label, values)


def _messages(examples: Sequence[Example]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, example in enumerate(examples):
        if example.message:
            found.setdefault(example.message, []).append(number)
    return found


def learn_context(judged: Sequence[tuple[Sequence[Example], np.ndarray, np.ndarray]]) -> dict[str, Any]:
    """The weights, from the examples of each language with the chances (alone, and with their neighbours) that models
    gave which never saw their authors.
    """
    rows, wanted = [], []
    for examples, chances, likely in judged:
        for one in noticed(examples, chances, likely):
            if one.label not in examples[one.number].unsure:
                rows.append(one.traits)
                wanted.append(one.label in examples[one.number].labels)
    fitted = LogisticRegression(C=10.0, max_iter=1000).fit(np.array(rows), np.array(wanted))
    weights = [round(float(weight), 3) for weight in fitted.coef_[0]]
    print("context:", weights, round(float(fitted.intercept_[0]), 3), f"from {len(rows)} sentences")
    return {"labels": list(JUDGED), "bias": round(float(fitted.intercept_[0]), 3), "weights": weights}


def judged_in_context(
    examples: Sequence[Example], chances: np.ndarray, likely: np.ndarray, context: dict[str, Any]
) -> np.ndarray:
    """The chances with what the rest of each message tells."""
    model, found = Context(context), likely.copy()
    for one in noticed(examples, chances, likely):
        found[one.number, LABELS.index(one.label)] = model.chance(one.traits)
    return found
