"""Learns a language's model from its example sentences and the labelled messages, and writes it as plain data.

    python scripts/train.py en [--check]

Reads ``rules/amazon/examples/LANG/*.jsonl`` and ``tests/corpus/LANG-*/`` and writes ``rules/amazon/lang/LANG/model.json``.
The same examples give the same bytes. ``--check`` writes nothing and fails if the model that is there is another one.
Thresholds come from predictions on authors left out of the training, never from the author's own sentences.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from msglint.draft import Span  # noqa: E402
from msglint.examples import examples_of as examples_of_rule  # noqa: E402
from msglint.policy import Policy, explanations, load_policy  # noqa: E402
from msglint.readers import read_draft  # noqa: E402
from msglint.reading import Reading  # noqa: E402
from msglint.source import Source  # noqa: E402
from msglint.wording.features import features  # noqa: E402
from msglint.wording.lexicon import Chart  # noqa: E402, TC001
from msglint.wording.model import DAMPING, SCALE  # noqa: E402
from msglint.wording.passages import Sentence, read_passage  # noqa: E402
from msglint.wording.purpose import Told, traits  # noqa: E402
from msglint.wording.script import SCRIPTS  # noqa: E402

if TYPE_CHECKING:
    from msglint.wording.language import Language

RULES = (
    "marketing", "cross-promotion", "sensitive-content", "off-amazon-contact", "off-amazon-payment", "opt-out", "review-incentive",
    "positive-only-review", "review-gating", "review-change", "review-script", "review-instructions", "cancellation-request",
)  # fmt: skip
FACTS = ("review-request", "said-shipped", "said-ordered", "said-delivered", "thanks", "offers-help")
LABELS = (*RULES, *FACTS)
ONLY_IN_SENTENCES = frozenset(
    ("review-script", "review-instructions", "cancellation-request", "said-shipped", "said-ordered", "said-delivered", "thanks", "offers-help")
)  # fmt: skip
"""What the labelled messages do not say: a unit of theirs teaches nothing about these."""
PACK = ROOT / "rules" / "amazon"
STRENGTH = {"words": 6.0, "characters": 30.0}
"""How freely weights may grow (the C of a logistic regression), by script: units of characters have more features."""
RARE = 3
"""A feature that occurs in fewer examples than this is not learned."""
LEAST = 0.2
"""Smaller weights are left out: together they change next to nothing, and there are many."""
MOST_FEATURES = 30_000
FOLDS = 6
OWN_WEIGHT = 3
"""How often the rules' own examples count."""
PURPOSES = (
    "order-confirmation", "shipping-confirmation", "delivery-notice", "thank-you-only", "here-to-help-only", "promotion",
    "return-confirmation",
)  # fmt: skip
"""What a message as a whole may be, as the labels' notes name it (hyphens or spaces)."""
WANTED = {"high": 0.93, "medium": 0.80, "low": 0.60}
"""The precision on authors never seen that a threshold has to reach."""
LOWEST = {"high": 0.85, "medium": 0.65, "low": 0.20}
LOWEST_PURPOSE = {"high": 0.80, "medium": 0.50, "low": 0.20}
"""No threshold is below these, however well it did: other mails have other words."""


class Example(NamedTuple):
    """One unit with what is to be learned of it. ``unsure`` labels are neither taught nor held against the model.

    ``message`` names the message it stands in, ``purpose`` what that is as a whole ("" none, "?" unsure).
    """

    author: str
    message: str
    purpose: str
    words: int
    chart: Chart
    features: Counter[str]
    labels: frozenset[str]
    unsure: frozenset[str]


def examples_of(code: str) -> list[Example]:
    """All examples of a language: sentences by themselves, and the units of whole messages."""
    policy = load_policy()
    language = policy.language(code)
    if language is None:
        raise SystemExit(f"no language '{code}'")
    found = []
    for path in sorted((PACK / "examples" / code).glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            raw = json.loads(line)
            found += _of_text(path.stem, raw["t"], frozenset(raw["l"]), policy, language)
    for folder in sorted((ROOT / "tests" / "corpus").glob(f"{code}-*")):
        found += _of_messages(folder, policy, language)
    return found + _of_rules(code, policy, language)


def _of_rules(code: str, policy: Policy, language: Language) -> list[Example]:
    """The rules' own examples: each says something about its own rule, and nothing about the others."""
    found = []
    for rule, explained in explanations().items():
        if rule not in LABELS:
            continue
        unsure = frozenset(LABELS) - {rule}
        for example in examples_of_rule(rule, explained):
            if example.file.endswith(".txt") and example.envelope.get("language", "en") == code:
                labels = frozenset({rule}) if example.spans else frozenset()
                for one in _of_text("rules", example.text, labels, policy, language):
                    found += [one._replace(unsure=unsure)] * OWN_WEIGHT
    return found


def _of_text(author: str, text: str, labels: frozenset[str], policy: Policy, language: Language) -> list[Example]:
    """An example of several sentences is one unit for learning: what it means hangs on all of them."""
    sentences = _sentences("example.txt", text, policy, language)
    counted: Counter[str] = Counter()
    for sentence, before, after in _with_neighbours(sentences):
        counted.update(features(sentence.words, sentence.chart, before, after))
    words = sum(len(sentence.words) for sentence in sentences)
    return [Example(author, "", "", words, {}, counted, labels, frozenset())] if sentences else []


def _of_messages(folder: Path, policy: Policy, language: Language) -> list[Example]:
    found = []
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        text = (folder / raw["file"]).read_bytes().decode("utf-8")
        spans = [
            (Span(at, at + len(label["quote"])), label["rule"], bool(label.get("unsure")))
            for label in raw["labels"]
            if label["quote"]
            for at in _places(text, label["quote"])
        ]
        sentences = _sentences(raw["file"], text, policy, language)
        purpose = _purpose(raw["labels"])
        for sentence, before, after in _with_neighbours(sentences):
            start, end = sentence.span(0, len(sentence.words))
            here = [(rule, unsure) for span, rule, unsure in spans if span.start < end and start < span.end]
            counted = Counter(features(sentence.words, sentence.chart, before, after))
            sure = frozenset(rule for rule, unsure in here if not unsure)
            unsure = (frozenset(rule for rule, unsure in here if unsure) | ONLY_IN_SENTENCES) - sure
            name = f"{folder.name}/{raw['id']}"
            words = len(sentence.words)
            found.append(Example(folder.name, name, purpose, words, sentence.chart, counted, sure, unsure))
    return found


def _purpose(labels: list[dict[str, Any]]) -> str:
    for label in labels:
        if label["rule"] == "not-permitted-type":
            named = label.get("note", "").strip().lower().replace(" ", "-")
            known = next((purpose for purpose in PURPOSES if named.startswith(purpose.removesuffix("-only"))), "?")
            return "?" if label.get("unsure") else known
    return ""


def _places(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _sentences(name: str, text: str, policy: Policy, language: Language) -> list[Sentence]:
    reading = Reading(read_draft(name, Source(text)), policy)
    parts = [part for part in reading.draft.parts for _ in part.views]
    passages = [read_passage(view, part, language) for view, part in zip(reading.texts, parts, strict=True)]
    return [sentence for passage in passages for sentence in passage.sentences]


def _with_neighbours(sentences: list[Sentence]) -> list[tuple[Sentence, Any, Any]]:
    edges = [None, *(sentence.chart for sentence in sentences), None]
    return [(sentence, edges[n], edges[n + 2]) for n, sentence in enumerate(sentences)]


class Matrix:
    """The examples as numbers, over a fixed list of features."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self._numbers = {name: number for number, name in enumerate(names)}

    def rows(self, examples: list[Example]) -> csr_matrix:
        """One row an example, damped by its length as ``Model.probabilities`` does it."""
        starts, columns, values = [0], [], []
        for example in examples:
            damp = sqrt(example.words + DAMPING)
            known = sorted(
                (self._numbers[name], count) for name, count in example.features.items() if name in self._numbers
            )
            columns += [number for number, _ in known]
            values += [count / damp for _, count in known]
            starts.append(len(columns))
        return csr_matrix((values, columns, starts), shape=(len(examples), len(self.names)))


def learn(examples: list[Example], names: list[str], strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Weights (labels × features) and biases (labels)."""
    matrix = Matrix(names).rows(examples)
    weights, bias = np.zeros((len(LABELS), len(names))), np.full(len(LABELS), -20.0)
    for row, label in enumerate(LABELS):
        kept = np.array([label not in example.unsure for example in examples])
        wanted = np.array([label in example.labels for example in examples])[kept]
        if wanted.sum() < 5:
            continue
        fitted = LogisticRegression(
            C=strength, solver="liblinear", dual=True, tol=1e-2, max_iter=200, random_state=0
        ).fit(matrix[kept], wanted)
        weights[row], bias[row] = fitted.coef_[0], fitted.intercept_[0]
    weights[np.abs(weights) < LEAST] = 0
    return weights, bias


def known_features(examples: list[Example]) -> list[str]:
    """The features that occur often enough."""
    seen: Counter[str] = Counter()
    for example in examples:
        seen.update(example.features.keys())
    return sorted(name for name, count in seen.items() if count >= RARE)


def prune(names: list[str], weights: np.ndarray, examples: list[Example]) -> list[str]:
    """The features that move the sums most."""
    spread = np.sqrt(np.asarray(Matrix(names).rows(examples).power(2).mean(axis=0)).ravel())
    worth = np.abs(weights).max(axis=0) * spread
    kept = sorted(np.argsort(-worth, kind="stable")[:MOST_FEATURES])
    return [names[number] for number in kept]


def predict(examples: list[Example], names: list[str], weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Probabilities (examples × labels)."""
    chances: np.ndarray = 1 / (1 + np.exp(-(Matrix(names).rows(examples) @ weights.T + bias)))
    return chances


def held_out(examples: list[Example], strength: float) -> np.ndarray:
    """Predictions for every example by models that saw nothing of its author."""
    authors = sorted({example.author for example in examples})
    folds = [authors[number::FOLDS] for number in range(FOLDS)]
    chances = np.zeros((len(examples), len(LABELS)))
    for fold in folds:
        train = [example for example in examples if example.author not in fold]
        test = [number for number, example in enumerate(examples) if example.author in fold]
        if not train or not test:
            continue
        names = known_features(train)
        chances[test] = predict([examples[number] for number in test], names, *learn(train, names, strength))
    return chances


def thresholds(examples: list[Example], chances: np.ndarray) -> dict[str, dict[str, float]]:
    """For each label the lowest chance at which the wanted precision is reached on authors never seen.

    Sentences were written half of them bad, messages are mostly clean: so what share of the violations is found is
    counted over all examples, how often, and how often clean sentences are flagged, over whole messages alone.
    """
    found: dict[str, dict[str, float]] = {}
    for column, label in enumerate(LABELS):
        kept = [number for number, example in enumerate(examples) if label not in example.unsure]
        counted = kept if label in ONLY_IN_SENTENCES else [number for number in kept if examples[number].message]
        everywhere = max(1, sum(label in examples[number].labels for number in kept))
        here = max(1, sum(label in examples[number].labels for number in counted))
        right, wrong, reached = 0, 0.5, dict[str, float]()
        for number in sorted(kept, key=lambda number: -chances[number, column]):
            if label in examples[number].labels:
                right += 1
            elif examples[number].message or label in ONLY_IN_SENTENCES:
                wrong += 1
            expected = right / everywhere * here
            for name, wanted in WANTED.items():
                if right >= 3 and expected / (expected + wrong) >= wanted:
                    reached[name] = float(chances[number, column])
        found[label] = {name: round(max(LOWEST[name], min(0.99, reached.get(name, 0.99))), 3) for name in WANTED}
        print(f"  {label:24}", found[label])
    return found


def train(code: str, without: str = "") -> dict[str, Any]:
    """The model of a language, learned from all authors but one."""
    examples = [example for example in examples_of(code) if example.author != without]
    script = _script(code)
    strength = STRENGTH[script]
    chances = held_out(examples, strength)
    names = known_features(examples)
    weights, _ = learn(examples, names, strength)
    names = prune(names, weights, examples)
    weights, bias = learn(examples, names, strength)
    whole = np.rint(weights * SCALE).astype(int)
    report(examples, chances)
    kept = {
        name: " ".join(f"{row}:{whole[row, column]}" for row in range(len(LABELS)) if whole[row, column])
        for column, name in enumerate(names)
        if whole[:, column].any()
    }
    return {
        "labels": list(LABELS),
        "bias": [round(float(value), 3) for value in bias],
        "thresholds": thresholds(examples, chances),
        "purposes": purposes(examples, chances, SCRIPTS[script].shortest),
        "groups": sorted(_groups_of(kept, code)),
        "features": kept,
    }


def _script(code: str) -> str:
    language = load_policy().language(code)
    return language.script if language else ""


def _groups_of(kept: dict[str, str], code: str) -> set[str]:
    language = load_policy().language(code)
    known = language.groups if language else frozenset()
    return {part for name in kept if (part := name.lstrip("<>")) in known}


def purposes(examples: list[Example], chances: np.ndarray, shortest: int) -> dict[str, Any]:
    """The model of what a message is as a whole, from what the held-out models say of its sentences."""
    messages: dict[str, list[int]] = {}
    for number, example in enumerate(examples):
        if example.message:
            messages.setdefault(example.message, []).append(number)
    rows, wanted, authors = [], [], []
    for numbers in messages.values():
        if examples[numbers[0]].purpose == "?":
            continue
        told = [
            Told(examples[n].words, examples[n].chart, dict(zip(LABELS, map(float, chances[n]), strict=True)))
            for n in numbers
        ]
        rows.append(traits(told, shortest))
        wanted.append(examples[numbers[0]].purpose)
        authors.append(examples[numbers[0]].author)
    names = sorted({name for row in rows for name in row})
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, column[name]] = value
    sure = np.zeros((len(rows), len(PURPOSES)))
    for author in sorted(set(authors)):
        test = np.array([one == author for one in authors])
        weights, bias = _learn_purposes(matrix[~test], [w for w, t in zip(wanted, test, strict=True) if not t])
        sure[test] = 1 / (1 + np.exp(-(matrix[test] @ weights.T + bias)))
    weights, bias = _learn_purposes(matrix, wanted)
    whole = np.round(weights, 2)
    return {
        "labels": list(PURPOSES),
        "bias": [round(float(value), 3) for value in bias],
        "thresholds": _purpose_thresholds(sure, wanted),
        "traits": {name: [float(v) for v in whole[:, n]] for n, name in enumerate(names) if whole[:, n].any()},
    }


def _learn_purposes(matrix: np.ndarray, wanted: list[str]) -> tuple[np.ndarray, np.ndarray]:
    weights, bias = np.zeros((len(PURPOSES), matrix.shape[1])), np.full(len(PURPOSES), -20.0)
    for row, purpose in enumerate(PURPOSES):
        is_it = np.array([one == purpose for one in wanted])
        if is_it.sum() >= 3:
            fitted = LogisticRegression(C=1.0, solver="liblinear", random_state=0).fit(matrix, is_it)
            weights[row], bias[row] = fitted.coef_[0], fitted.intercept_[0]
    return weights, bias


def _purpose_thresholds(sure: np.ndarray, wanted: list[str]) -> dict[str, float]:
    best = sure.argmax(axis=1)
    order = sorted(range(len(wanted)), key=lambda number: -sure[number, best[number]])
    right, reached, bad = 0, {}, sum(bool(one) for one in wanted)
    for total, number in enumerate(order, 1):
        right += bool(wanted[number])
        for name, precision in WANTED.items():
            if total >= 5 and right / total >= precision:
                reached[name] = (float(sure[number, best[number]]), right)
    print("purposes:", {name: f"from {at:.2f}: R {found / bad:.2f}" for name, (at, found) in reached.items()}, bad)
    return {name: round(max(LOWEST_PURPOSE[name], reached.get(name, (0.99, 0))[0]), 3) for name in WANTED}


def report(examples: list[Example], chances: np.ndarray) -> None:
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


def main(arguments: list[str]) -> int:
    """Write or check a language's model."""
    code = arguments[0]
    path = PACK / "lang" / code / "model.json"
    text = json.dumps(train(code), ensure_ascii=False, indent=0) + "\n"
    if "--check" in arguments:
        if path.read_text("utf-8") != text:
            print(f"{path} is not what the examples give; run scripts/train.py {code}")
            return 1
        return 0
    path.write_text(text, "utf-8")
    print(f"{path}: {len(text)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
