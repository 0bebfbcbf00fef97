"""What a message means: the shapes of a rule and the model, two witnesses.

Where both see it, confidence is high; where the model alone is sure enough (a threshold per rule, from measurement),
or a shape that is marked as sure, it is medium; weaker evidence is low, and hidden by default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msglint.checks.placeholders import violations
from msglint.finding import Match
from msglint.wording.shapes import QUOTED, Place, places, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from msglint.draft import Span
    from msglint.policy import Rule
    from msglint.reading import Reading
    from msglint.wording.passages import Passage
    from msglint.wording.shapes import Shape

OPTIONS = {"meaning": {"shapes": list}}
DOUBT = 0.15
"""Below this chance the model contradicts a shape."""


class Evidence(NamedTuple):
    """What speaks for a violation in a run of words of one or more sentences."""

    place: Place
    confidence: str


def meaning(reading: Reading, rule: Rule) -> Iterator[Match]:
    """The sentences of a draft that mean what the rule forbids, and placeholders that plainly will."""
    if "placeholder" in rule.variants:
        for span in violations(reading, rule.id):
            yield Match(span, "placeholder")
    for passage in reading.passages:
        here = passage.groups | {QUOTED}
        shapes = [shape_of(raw) for raw in rule.options["shapes"] if here.issuperset(raw["join"])]
        for evidence in _evidence(passage, rule.id, shapes):
            yield Match(_span(passage, evidence.place), confidence=evidence.confidence)


def _evidence(passage: Passage, label: str, shapes: Sequence[Shape]) -> Iterator[Evidence]:
    sentences = passage.sentences
    thresholds = passage.language.thresholds.get(label, {})
    seen: dict[int, Evidence] = {}
    for shape in shapes:
        for place in places(shape, sentences):
            chance = max(sentences[n].chances.get(label, 0.0) for n in range(place.first, place.last + 1))
            evidence = Evidence(place, _of_shape(shape, chance, thresholds))
            for number in range(place.first, place.last + 1):
                if number not in seen or _RANK[evidence.confidence] > _RANK[seen[number].confidence]:
                    seen[number] = evidence
    least = min(thresholds.values(), default=2.0)
    for number, sentence in enumerate(sentences):
        chance = sentence.chances.get(label, 0.0)
        if chance < least:
            continue
        confidence = next((name for name in ("high", "medium", "low") if chance >= thresholds.get(name, 2.0)), "")
        if confidence and (number not in seen or _RANK[seen[number].confidence] < _RANK[confidence]):
            seen[number] = Evidence(_deciding(passage, number, label), confidence)
    yield from dict.fromkeys(seen[number] for number in sorted(seen))


_RANK = {"low": 0, "medium": 1, "high": 2}


def _of_shape(shape: Shape, chance: float, thresholds: Mapping[str, float]) -> str:
    if chance >= min(0.5, thresholds.get("low", 0.5)):
        return "high"
    if shape.sure or chance >= DOUBT:
        return "medium"
    return "low"


def _deciding(passage: Passage, number: int, label: str) -> Place:
    """The run of words that speaks most for the label: the model's reason."""
    sentence = passage.sentences[number]
    model = passage.language.model
    if model is None:
        return Place(number, 0, number, len(sentence.words))
    evidence = model.evidence(sentence.words, sentence.chart, label)
    start, end = _heaviest(evidence)
    return Place(number, start, number, end)


def _heaviest(evidence: Sequence[float]) -> tuple[int, int]:
    """The run with the greatest sum; the whole if nothing speaks for it."""
    best, run, begin, kept = 0.0, 0.0, 0, (0, len(evidence))
    for at, value in enumerate(evidence):
        if run <= 0:
            run, begin = 0.0, at
        run += value
        if run > best:
            best, kept = run, (begin, at + 1)
    return kept


def _span(passage: Passage, place: Place) -> Span:
    first, last = passage.sentences[place.first].unit, passage.sentences[place.last].unit
    return passage.view.span(first.words[place.start].start, last.words[place.end - 1].end)
