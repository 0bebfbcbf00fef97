"""The examples that the models learn from: sentences by themselves, the rules' own examples, and whole labelled messages."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msglint.draft import Span
from msglint.examples import examples_of as examples_of_rule
from msglint.policy import Policy, explanations, load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source
from msglint.wording.features import features
from msglint.wording.lexicon import Chart  # noqa: TC001
from msglint.wording.passages import Sentence, read_passage

if TYPE_CHECKING:
    from msglint.wording.language import Language

ROOT = Path(__file__).resolve().parent.parent.parent
PACK = ROOT / "rules" / "amazon"
RULES = (
    "marketing", "cross-promotion", "sensitive-content", "off-amazon-contact", "off-amazon-payment", "opt-out", "review-incentive",
    "positive-only-review", "review-gating", "review-change", "review-script", "review-instructions", "cancellation-request",
)  # fmt: skip
FACTS = ("review-request", "said-shipped", "said-ordered", "said-delivered", "thanks", "offers-help")
PURPOSES = (
    "order-confirmation", "shipping-confirmation", "delivery-notice", "thank-you-only", "here-to-help-only", "promotion",
    "return-confirmation",
)  # fmt: skip
"""What a message as a whole may be, as the labels' notes name it (hyphens or spaces). Its units are taught as such a message's."""
LABELS = (*RULES, *FACTS, *PURPOSES)
ONLY_IN_SENTENCES = frozenset(
    ("review-script", "review-instructions", "cancellation-request", "said-shipped", "said-ordered", "said-delivered", "thanks", "offers-help")
)  # fmt: skip
"""What the labelled messages do not say: a unit of theirs teaches nothing about these."""
ONLY_IN_MESSAGES = frozenset(PURPOSES)
"""What a sentence by itself does not say."""
OWN_WEIGHT = 3
"""How often the rules' own examples count."""
UNSURE = "?"
"""Nobody can tell what a message is as a whole."""


class Example(NamedTuple):
    """One unit with what is to be learned of it. ``unsure`` labels are neither taught nor held against the model.

    ``message`` names the message it stands in, ``purpose`` what that is as a whole ("" none, "?" unsure).
    ``goes_on``: it follows the example before it in one text, and can be read together with that.
    """

    author: str
    message: str
    purpose: str
    words: int
    chart: Chart
    features: Counter[str]
    labels: frozenset[str]
    unsure: frozenset[str]
    goes_on: bool = False


def examples_of(code: str) -> list[Example]:
    """All examples of a language: sentences by themselves, and the units of whole messages."""
    sources = [
        *sorted((PACK / "examples" / code).glob("*.jsonl")),
        *sorted((ROOT / "tests" / "corpus").glob(f"{code}-*")),
    ]
    with ProcessPoolExecutor() as pool:
        found = [example for part in pool.map(partial(_of_source, code), sources) for example in part]
    return found + _of_rules(code, *_pack(code))


@cache
def _pack(code: str) -> tuple[Policy, Language]:
    policy = load_policy()
    language = policy.language(code)
    if language is None:
        raise SystemExit(f"no language '{code}'")
    return policy, language


def language_of(code: str) -> Language:
    """The language with this code, as the rules have it."""
    return _pack(code)[1]


def _of_source(code: str, path: Path) -> list[Example]:
    """The examples of a file of sentences, or of a folder of messages."""
    policy, language = _pack(code)
    if path.is_dir():
        return _of_messages(path, policy, language)
    found = []
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        found += _of_text(path.stem, raw["t"], frozenset(raw["l"]), policy, language)
    return found


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
    read = _read("example.txt", text, policy, language)
    counted: Counter[str] = Counter()
    for sentence, before, after in read:
        counted.update(features(sentence.words, sentence.chart, before, after))
    words = sum(len(sentence.words) for sentence, _, _ in read)
    return [Example(author, "", "", words, {}, counted, labels, ONLY_IN_MESSAGES)] if read else []


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
        read = _read(raw["file"], text, policy, language)
        purpose = _purpose(raw["labels"])
        as_whole = ONLY_IN_MESSAGES & {purpose}
        untold = ONLY_IN_SENTENCES | (ONLY_IN_MESSAGES if purpose == UNSURE else frozenset())
        for number, (sentence, before, after) in enumerate(read):
            goes_on = number > 0 and sentence.goes_on(read[number - 1][0])
            start, end = sentence.span(0, len(sentence.words))
            here = [(rule, unsure) for span, rule, unsure in spans if span.start < end and start < span.end]
            counted = Counter(features(sentence.words, sentence.chart, before, after))
            sure = frozenset(rule for rule, unsure in here if not unsure) | as_whole
            unsure = (frozenset(rule for rule, unsure in here if unsure) | untold) - sure
            name = f"{folder.name}/{raw['id']}"
            words = len(sentence.words)
            found.append(Example(folder.name, name, purpose, words, sentence.chart, counted, sure, unsure, goes_on))
    return found


def _purpose(labels: list[dict[str, Any]]) -> str:
    for label in labels:
        if label["rule"] == "not-permitted-type":
            named = label.get("note", "").strip().lower().replace(" ", "-")
            known = next((purpose for purpose in PURPOSES if named.startswith(purpose.removesuffix("-only"))), UNSURE)
            return UNSURE if label.get("unsure") else known
    return ""


def _places(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _read(
    name: str, text: str, policy: Policy, language: Language
) -> list[tuple[Sentence, Chart | None, Chart | None]]:
    """The sentences of a draft, each with the groups of those before and behind it in the same text."""
    reading = Reading(read_draft(name, Source(text)), policy)
    parts = [part for part in reading.draft.parts for _ in part.views]
    found = []
    for view, part in zip(reading.texts, parts, strict=True):
        sentences = read_passage(view, part, language).sentences
        edges = [None, *(sentence.chart for sentence in sentences), None]
        found += [(sentence, edges[n], edges[n + 2]) for n, sentence in enumerate(sentences)]
    return found
