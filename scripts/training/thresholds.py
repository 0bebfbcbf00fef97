"""From which chance on a finding is sure enough: told on authors never seen, and printed for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.examples import LABELS, ONLY_IN_SENTENCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from training.examples import Example

WANTED = {"medium": 0.85, "low": 0.60}
"""The precision on authors never seen that the model has to reach by itself; high confidence takes a shape as well."""
LOWEST = {"medium": 0.56, "low": 0.20}
"""No threshold is below these, however well it did: other mails have other words."""
MOST = 0.56
"""Chances are told on whole messages by authors never seen: what is a little likelier than not is said, where these have the label
often enough. More recall at the same precision, by message and rule, than what the wanted precision alone asks for; at 0.5 a tenth
more of what is said of single sentences is wrong, and hardly more is found.
"""
ENOUGH = 20
"""So often a label has to occur in whole messages for these alone to decide."""
FEWEST = 3
"""A threshold rests on so many right findings at least."""


def thresholds(examples: Sequence[Example], chances: np.ndarray) -> dict[str, dict[str, float]]:
    """For each label the lowest chance at which the wanted precision is reached on authors never seen.

    Sentences were written half of them bad, messages are mostly clean: so whole messages decide, where they have the
    label often enough.
    """
    return {label: _of_label(label, column, examples, chances) for column, label in enumerate(LABELS)}


def _of_label(label: str, column: int, examples: Sequence[Example], chances: np.ndarray) -> dict[str, float]:
    kept, most = [number for number, example in enumerate(examples) if label not in example.unsure], 0.99
    whole = [number for number in kept if examples[number].message]
    if label not in ONLY_IN_SENTENCES and sum(label in examples[number].labels for number in whole) >= ENOUGH:
        kept, most = whole, MOST
    right, wrong, reached = 0, 0.5, dict[str, float]()
    for number in sorted(kept, key=lambda number: -chances[number, column]):
        if label in examples[number].labels:
            right += 1
        else:
            wrong += 1
        for name, wanted in WANTED.items():
            if right >= FEWEST and right / (right + wrong) >= wanted:
                reached[name] = float(chances[number, column])
    return {name: round(max(LOWEST[name], min(most, reached.get(name, most))), 3) for name in WANTED}


def report(examples: Sequence[Example], chances: np.ndarray) -> None:
    """Print what the model found on authors it had never seen, at several thresholds."""
    print(f"{len(examples)} examples, {len({example.author for example in examples})} authors; on authors never seen:")
    for column, label in enumerate(LABELS):
        row = []
        for at in (0.3, 0.5, 0.7):
            hit = [chances[n, column] > at for n in range(len(examples))]
            right = sum(h and label in e.labels for h, e in zip(hit, examples, strict=True))
            wrong = sum(
                h and label not in e.labels and label not in e.unsure for h, e in zip(hit, examples, strict=True)
            )
            missed = sum(not h and label in e.labels for h, e in zip(hit, examples, strict=True))
            row.append(f"{at}: P {right / max(1, right + wrong):.2f} R {right / max(1, right + missed):.2f}")
        print(f"  {label:24}", "   ".join(row))
