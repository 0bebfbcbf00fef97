"""Sentences that are read together with the next: what they mean hangs on both.

"Love it? Tell everyone." "Hate it? Tell us." The model is linear: what two sentences add up to, it adds up for the pair. Examples
that are several sentences long are learned as such sums, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.examples import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from training.examples import Example

PAIRED = ("cross-promotion", "review-gating")
"""The labels that two sentences may have together. On authors never seen, others were seen as well, and with fewer false alarms,
in single sentences."""


def read_in_pairs(
    examples: Sequence[Example], chances: np.ndarray, pairs: np.ndarray
) -> tuple[list[Example], np.ndarray]:
    """The chances of examples, by themselves or with a neighbour, and the examples with the labels that these are about.

    ``pairs`` has the chances of each example with the one behind it.
    """
    read, found = list(examples), chances.copy()
    for column, label in ((LABELS.index(label), label) for label in PAIRED):
        for number, example in enumerate(examples):
            sides = [number] if number + 1 < len(examples) and examples[number + 1].goes_on else []
            sides += [number - 1] if example.goes_on else []
            best = max(sides, key=lambda side: pairs[side, column], default=-1)
            if best >= 0 and pairs[best, column] > chances[number, column]:
                found[number, column] = pairs[best, column]
                other = examples[best + 1 if best == number else best]
                read[number] = _with_label_of(read[number], other, label)
    return read, found


def _with_label_of(example: Example, other: Example, label: str) -> Example:
    """An example that has a label if one of two has it."""
    if label in other.labels:
        return example._replace(labels=example.labels | {label}, unsure=example.unsure - {label})
    if label in other.unsure and label not in example.labels:
        return example._replace(unsure=example.unsure | {label})
    return example
