"""What a message means: the shapes of a rule and the model, two witnesses.

Where both see it, confidence is high; where the model alone is sure enough (a threshold per rule, from measurement), or is at
least inclined to believe a shape, it is medium; weaker evidence is low, and hidden by default. In a language without a model,
a shape that is marked as sure is medium; one that is marked as plain is so whatever the model thinks.
"""

from __future__ import annotations

from msglint.checks.placeholders import violations
from msglint.finding import Match
from msglint.typed import TYPE_CHECKING, NamedTuple
from msglint.wording.model import NOTICED
from msglint.wording.quotations import is_in_quotation, is_reported
from msglint.wording.shapes import QUOTED, Place, is_quoted, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.draft import Span
    from msglint.located import Located
    from msglint.policy import Rule
    from msglint.reading import Reading
    from msglint.wording.passages import Passage, Sentence
    from msglint.wording.shapes import Shape

OPTIONS = {"meaning": {"shapes": list, "somewhere": list, "guarded": bool, "asked_before": list}}
OPTIONAL = ("somewhere", "guarded", "asked_before")
AGREED, INCLINED = 0.5, 0.3
"""From the first chance on the model agrees with a shape; from the second on a shape is worth a finding. Both chosen on authors that
the model had not seen (docs/measurements.md). A shape that the model sees less in is right less than half of the time.
"""

SURE = 0.8
"""From this chance on a sentence needs no other that speaks of the same."""


class Evidence(NamedTuple):
    """What speaks for a violation in a run of words of one or more sentences."""

    place: Place
    confidence: str


def meaning(reading: Reading, rule: Rule) -> Iterator[Match]:
    """The sentences of a draft that mean what the rule forbids, and placeholders that plainly will."""
    placed = list(violations(reading, rule.id)) if "placeholder" in rule.variants else []
    for span in placed:
        yield Match(span, "placeholder")
    if rule.id not in reading.suspected or not _speaks_of(reading, rule):
        return
    suspected = [passage for passage in reading.passages if rule.id in passage.suspected]
    matches = [
        Match(_span(passage, evidence.place), confidence=evidence.confidence)
        for passage in suspected
        for evidence in _evidence(passage, rule, passage.suspected[rule.id])
        if not _is_answer(passage, evidence.place, rule)
    ]
    several = len(matches) > 1 and any(one.language is not suspected[0].language for one in suspected)
    for match in _surest(matches) if several else matches:
        if not any(_says_the_same(match, span) for span in placed):
            yield match


def _says_the_same(match: Match, placeholder: Span) -> bool:
    """Whether a match is nothing but the placeholder, or unsure and about it."""
    (start, end), span = placeholder, match.span
    return (start <= span.start and span.end <= end) or (
        match.confidence != "high" and span.start < end and start < span.end
    )


def _surest(matches: Sequence[Match]) -> list[Match]:
    """Of matches that overlap, since the words were read in more than one language, the surest."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: match.span):
        while kept and kept[-1].span.end > match.span.start and _RANK[kept[-1].confidence] < _RANK[match.confidence]:
            kept.pop()
        if not kept or kept[-1].span.end <= match.span.start:
            kept.append(match)
    return kept


def may_mean(reading: Reading, rule: Rule) -> bool:
    """Whether ``meaning`` may find anything: nearly always nothing speaks for it."""
    return rule.id in reading.suspected or ("placeholder" in rule.variants and bool(reading.telling))


GATES = {"meaning": may_mean}


def _speaks_of(reading: Reading, rule: Rule) -> bool:
    """Whether the draft as a whole speaks of what the rule is about: one of the groups or labels that the rule lists. None
    is needed where it lists none, nor where the model is sure: "Strangers deserve to hear it" names no review.
    """
    somewhere: Sequence[str] = rule.options.get("somewhere", ())
    return not somewhere or any(
        any(
            name in passage.groups or any(passage.sentences[at].chance(name) >= NOTICED for at in passage.likely(name))
            for name in somewhere
        )
        or any(passage.chance(at, rule.id) >= SURE for at in passage.likely(rule.id))
        for passage in reading.passages
    )


def _evidence(passage: Passage, rule: Rule, shapes: Sequence[Shape]) -> Iterator[Evidence]:
    """The best evidence for each sentence: shapes first, the surest and shortest before others, then the model alone."""
    label = rule.id
    thresholds = passage.language.thresholds.get(label, {})
    found = sorted(
        (
            _of_shape(shape, place, passage, label)
            for shape in shapes
            for place in places(shape, passage.sentences)
            if QUOTED in shape.join or not is_reported(place, passage)
        ),
        key=lambda evidence: (-_RANK[evidence.confidence], evidence.place.last - evidence.place.first, evidence.place),
    )
    least = min(thresholds.values(), default=2.0)
    sentences = passage.sentences
    chances = {number: passage.chance(number, label) for number in passage.likely(label)}
    if not found and max(chances.values(), default=0.0) < least:
        return
    for number, chance in chances.items():
        confidence = next((name for name in ("medium", "low") if chance >= thresholds.get(name, 2.0)), "")
        if confidence:
            before, behind = sentences[number].reach(label)
            if rule.options.get("guarded") and _is_guarded(sentences[number], rule):
                confidence = "low"
            found.append(Evidence(Place(number + before, 0, number + behind, 0), confidence))
    taken: dict[int, Evidence] = {}
    for evidence in sorted(found, key=lambda one: -_RANK[one.confidence]):
        covered = range(evidence.place.first, evidence.place.last + 1)
        if not any(number in taken for number in covered):
            taken.update(dict.fromkeys(covered, evidence))
    for evidence in dict.fromkeys(taken[number] for number in sorted(taken)):
        if evidence.place.end:
            yield evidence
            continue
        place = _deciding(passage, evidence.place, label)
        if not is_reported(place, passage) and not any(
            is_quoted(one, passage.sentences[one.first]) for one in place.parts(passage.sentences)
        ):
            yield evidence._replace(place=place)


def _is_answer(passage: Passage, place: Place, rule: Rule) -> bool:
    """Whether a sentence before has all the groups by which the seller says that the buyer asked for it."""
    asked: Sequence[str] = rule.options.get("asked_before", ())
    return bool(asked) and any(one.chart.keys() >= set(asked) for one in passage.sentences[: place.first])


def _is_guarded(sentence: Sentence, rule: Rule) -> bool:
    """Whether the sentence would have one of the rule's shapes, but for a guard."""
    groups = sentence.chart.keys()
    return any(
        groups >= set(shape["join"]) and groups & set(shape.get("unless", ())) for shape in rule.options["shapes"]
    )


_RANK = {"low": 0, "medium": 1, "high": 2}


def _of_shape(shape: Shape, place: Place, passage: Passage, label: str) -> Evidence:
    if passage.language.model is None:
        return Evidence(place, "medium" if shape.sure or shape.plain else "low")
    chance = max(passage.chance(number, label) for number in range(place.first, place.last + 1))
    if chance >= AGREED and not is_in_quotation(place, passage):
        return Evidence(place, "high")
    return Evidence(place, "medium" if chance >= INCLINED or shape.plain else "low")


def _deciding(passage: Passage, place: Place, label: str) -> Place:
    """The run of words of one or two sentences that speaks most for the label: the model's reason."""
    sentences = passage.sentences[place.first : place.last + 1]
    model = passage.language.model
    evidence: list[float] = []
    where: list[tuple[int, int]] = []
    for number, sentence in enumerate(sentences, place.first):
        evidence += model.evidence(sentence.words, sentence.chart, label) if model else [1.0] * len(sentence.words)
        where += [(number, at) for at in range(len(sentence.words))]
    start, end = _heaviest(evidence)
    return Place(*where[start], *where[end - 1])._replace(end=where[end - 1][1] + 1)


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
    words = first.words
    behind = words if first is last else last.words
    return passage.view.span(words[place.start].start, behind[place.end - 1].end)


def _shapes(options: Located, key: str) -> None:
    from msglint.wording.shapefile import check_shapes

    check_shapes(options, key)


def _groups(options: Located, key: str) -> None:
    from msglint.wording.shapefile import check_groups

    check_groups(options, key)


VALID = {"meaning": {"shapes": _shapes, "asked_before": _groups}}
