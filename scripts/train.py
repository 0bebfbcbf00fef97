"""Learns the models of wording from example sentences and labelled messages, and writes them as plain data.

    python scripts/train.py [LANG…] [--check]

Reads ``rules/amazon/examples/LANG/*.jsonl``, the rules' own examples and ``tests/corpus/LANG-*/``, and writes
``rules/amazon/lang/LANG/model.json`` (all languages, if none is named). The same examples give the same bytes.
``--check`` writes nothing and fails if a model that is there is another one. Thresholds come from predictions on
authors left out of the training, never from the author's own sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from training.context import learn_context  # noqa: E402
from training.examples import LABELS, PACK, examples_of  # noqa: E402
from training.pairs import PAIRED, read_in_pairs  # noqa: E402
from training.purposes import learn_purposes, messages  # noqa: E402
from training.sentences import Matrix, calibrate, chances, held_out, learn, matrix_of, pruned  # noqa: E402
from training.subjects import GIVEN, ROWS, SUBJECT, Wanted, Weighed, labels_of, weigh  # noqa: E402
from training.thresholds import report, thresholds  # noqa: E402

from msglint.policy import load_policy  # noqa: E402
from msglint.wording.model import SCALE  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.examples import Example
    from training.purposes import Message


class Judged(NamedTuple):
    """A language's examples, as they stand and as numbers, with what models that never saw their authors say of them.

    ``read`` and ``likely`` are the examples and their chances where neighbours are read together (see ``pairs``).
    """

    code: str
    examples: Sequence[Example]
    matrix: Matrix
    scales: np.ndarray
    shifts: np.ndarray
    weighed: Mapping[str, Weighed]
    chances: np.ndarray
    read: Sequence[Example]
    likely: np.ndarray

    def messages(self) -> list[Message]:
        """Its whole messages."""
        return messages(self.code, self.examples, self.chances)


@cache
def judge(code: str, without: str = "") -> Judged:
    """Judge a language's examples, those of one author left out."""
    language = load_policy().language(code)
    if language is None:
        raise SystemExit(f"no language '{code}'")
    examples = [example for example in examples_of(code) if example.author != without]
    matrix = matrix_of(examples)
    sums, pairs = held_out(examples, matrix)
    scales, shifts = calibrate(matrix, sums)
    logits = sums * scales + shifts
    weighed = weigh(logits, Wanted(matrix.wanted, matrix.known))
    alone, together = (chances(labels_of(one, weighed)) for one in (logits, pairs * scales + shifts))
    read = read_in_pairs(examples, alone, together)
    return Judged(code, examples, matrix, scales, shifts, weighed, alone, *read)


def train(code: str, without: str = "") -> dict[str, Any]:
    """The model of a language, learned from all authors but one."""
    judged = {name: judge(name, without if name == code else "") for name in languages()}
    return model_of(judged[code], shared_models(judged), weigh_features([judged[code]])[code])


class Shared(NamedTuple):
    """What the messages of all languages teach together, as it is written: the models of context and of purposes.

    ``in_context`` has each language's chances with what the rest of each message tells.
    """

    models: dict[str, Any]
    in_context: Mapping[str, np.ndarray]


def shared_models(judged: Mapping[str, Judged]) -> Shared:
    """Learn from the messages of all languages."""
    context, chances = learn_context([(one.read, one.chances, one.likely) for one in judged.values()])
    purposes = learn_purposes([message for one in judged.values() for message in one.messages()])
    return Shared({"context": context, "purposes": purposes}, dict(zip(judged, chances, strict=True)))


class Features(NamedTuple):
    """A language's weights as they are written: each label's bias, and each feature with its weights, ``ROW:WEIGHT …``."""

    bias: list[float]
    weights: dict[str, str]


def weigh_features(judged: Sequence[Judged]) -> dict[str, Features]:
    """The weights of each language, learned from all of its examples: several languages at once, the largest first."""
    codes = [one.code for one in sorted(judged, key=lambda one: -len(one.examples))]
    with ProcessPoolExecutor(initializer=_given.update, initargs=({one.code: one for one in judged},)) as pool:
        return dict(zip(codes, pool.map(_features_of, codes), strict=True))


_given: dict[str, Judged] = {}
"""What a process is given at its start: the languages by their codes."""


def _features_of(code: str) -> Features:
    judged = _given[code]
    matrix = pruned(judged.matrix, learn(judged.matrix))
    learned = learn(matrix).scaled(judged.scales, judged.shifts, judged.weighed)
    whole = np.rint(learned.weights * SCALE).astype(int)
    return Features(
        [round(float(value), 3) for value in learned.bias],
        {
            name: " ".join(f"{row}:{whole[row, column]}" for row in range(len(ROWS)) if whole[row, column])
            for column, name in enumerate(learned.names)
            if whole[:, column].any()
        },
    )


def model_of(judged: Judged, shared: Shared, features: Features) -> dict[str, Any]:
    """The model of a language as it is written to its file."""
    print(f"\n{judged.code}: ", end="")
    report(judged.examples, judged.chances)
    language = load_policy().language(judged.code)
    known = language.groups if language else frozenset()
    return {
        "labels": list(LABELS),
        "subjects": {label: [SUBJECT, GIVEN[label], one.share] for label, one in judged.weighed.items()},
        "bias": features.bias,
        "paired": list(PAIRED),
        "thresholds": thresholds(judged.read, shared.in_context[judged.code]),
        **shared.models,
        "groups": sorted({part for name in features.weights if (part := name.lstrip("<>")) in known}),
        "features": features.weights,
    }


def languages() -> list[str]:
    """The languages that have examples."""
    return sorted(folder.name for folder in (PACK / "lang").iterdir() if folder.is_dir())


def file_text(model: dict[str, Any]) -> str:
    """A model as its file has it: each tree is a line."""
    trees = [json.dumps(tree) for tree in model["context"]["trees"]]
    model = {**model, "context": {**model["context"], "trees": trees}}
    return json.dumps(model, ensure_ascii=False, indent=0) + "\n"


def write(path: Path, text: str) -> bool:
    """Write a model."""
    path.write_text(text, "utf-8")
    print(f"{path}: {len(text)} bytes")
    return True


def is_current(path: Path, text: str) -> bool:
    """Whether the model that is there is this one."""
    current = path.read_text("utf-8") == text
    if not current:
        print(f"{path} is not what the examples give; run scripts/train.py")
    return current


def main() -> int:
    """Write or check models."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="codes (all)")
    parser.add_argument("--check", action="store_true", help="only say whether the models are what the examples give")
    given = parser.parse_args()
    unknown = set(given.languages).difference(languages())
    if unknown:
        parser.error(f"no language '{min(unknown)}'; there are {', '.join(languages())}")
    judged = {code: judge(code) for code in languages()}
    shared = shared_models(judged)
    finish = is_current if given.check else write
    done = []
    codes = given.languages or languages()
    features = weigh_features([judged[code] for code in codes])
    for code in codes:
        text = file_text(model_of(judged[code], shared, features[code]))
        done.append(finish(PACK / "lang" / code / "model.json", text))
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
