"""The model of context: what the rest of a message tells about a sentence. The messages of all languages teach it together."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from msglint.wording.context import DIGITS, Around, Context, Spoken
from msglint.wording.model import NOTICED
from training.examples import LABELS, ONLY_IN_SENTENCES, RULES
from training.sentences import FOLDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from training.examples import Example

JUDGED = tuple(rule for rule in RULES if rule not in ONLY_IN_SENTENCES and rule != "sensitive-content")
"""What labelled messages are labelled with throughout, often enough to learn from."""
TREES, DEPTH, RATE, FEWEST, TRIED = 200, 3, 0.1, 30, 0.4
"""So many trees, so deep, each counts so much; places in a leaf at least, and the share of the traits that a branch chooses from."""


class Place(NamedTuple):
    """A sentence of a message that may have a label: its number among the examples, the label, what it is judged by."""

    number: int
    label: str
    traits: Sequence[float]


class InContext(NamedTuple):
    """The model as it is written, and for each language the chances in context, by trees that never saw the author."""

    model: dict[str, Any]
    chances: Sequence[np.ndarray]


def learn_context(judged: Sequence[tuple[Sequence[Example], np.ndarray, np.ndarray]]) -> InContext:
    """From the examples of each language with the chances that models gave which never saw their authors: of each
    sentence by itself, and with its neighbours (see ``pairs``).
    """
    places = [
        (language, place)
        for language, (examples, *chances) in enumerate(judged)
        for place in _places(examples, *chances)
    ]
    examples = [judged[language][0][place.number] for language, place in places]
    traits = np.array([place.traits for _, place in places])
    wanted = np.array([place.label in one.labels for (_, place), one in zip(places, examples, strict=True)])
    sure = np.array([place.label not in one.unsure for (_, place), one in zip(places, examples, strict=True)])
    authors = [one.author for one in examples]
    names = sorted(set(authors))
    tests = [np.isin(authors, names[number::FOLDS]) for number in range(FOLDS)]
    with ProcessPoolExecutor() as pool:
        whole = pool.submit(_grown, traits[sure], wanted[sure])
        grown = list(
            pool.map(_grown, *zip(*[(traits[sure & ~test], wanted[sure & ~test]) for test in tests], strict=True))
        )
        model = whole.result()
    found = [likely.copy() for _, _, likely in judged]
    for test, one in zip(tests, map(Context, grown), strict=True):
        for number in np.flatnonzero(test):
            language, place = places[number]
            found[language][place.number, LABELS.index(place.label)] = one.chance(place.traits)
    print(f"context: {len(model['trees'])} trees from {len(places)} places")
    return InContext(model, found)


def _places(examples: Sequence[Example], chances: np.ndarray, likely: np.ndarray) -> Iterator[Place]:
    """All sentences of messages with a chance that counts, for each label."""
    columns = {label: LABELS.index(label) for label in JUDGED}
    for numbers in _messages(examples).values():
        spoken = [Spoken(examples[n].words, examples[n].features["#"]) for n in numbers]  # as ``context.spoken``
        own = {
            label: {at: float(chances[n, column]) for at, n in enumerate(numbers) if chances[n, column] >= NOTICED}
            for label, column in columns.items()
        }
        around = Around(spoken, own)
        for at, number in enumerate(numbers):
            for label, column in columns.items():
                chance, alone = float(likely[number, column]), float(chances[number, column])
                if chance >= NOTICED:
                    yield Place(number, label, around.traits(at, label, chance, alone))


def _messages(examples: Sequence[Example]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, example in enumerate(examples):
        if example.message:
            found.setdefault(example.message, []).append(number)
    return found


def _grown(traits: np.ndarray, wanted: np.ndarray) -> dict[str, Any]:
    """The trees as they are written."""
    fitted = GradientBoostingClassifier(
        n_estimators=TREES,
        max_depth=DEPTH,
        learning_rate=RATE,
        min_samples_leaf=FEWEST,
        max_features=TRIED,
        random_state=0,
    ).fit(traits, wanted)
    share = float(wanted.mean())
    bias = round(float(np.log(share / (1 - share))), 3)
    return {
        "labels": list(JUDGED),
        "bias": bias,
        "trees": [_written(one.tree_) for one in fitted.estimators_[:, 0]],
    }


def _written(tree: Any, node: int = 0) -> Any:
    """A tree as nested lists. Traits are rounded, so half of their last digit tells two of them apart."""
    if tree.children_left[node] < 0:
        return round(float(tree.value[node][0][0]) * RATE, 4)
    branches = [_written(tree, int(child[node])) for child in (tree.children_left, tree.children_right)]
    return [int(tree.feature[node]), round(float(tree.threshold[node]), DIGITS + 1), *branches]
