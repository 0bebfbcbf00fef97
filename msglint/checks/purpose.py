"""Whether a message may be sent at all: by the type it declares, and by what its words say it is."""

from __future__ import annotations

from msglint.checks import wording
from msglint.checks.types import declared, declared_type, is_proactive
from msglint.finding import CONFIDENCES, NOWHERE, Match
from msglint.typed import TYPE_CHECKING
from msglint.wording.purpose import Told, weight_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.policy import Rule
    from msglint.reading import Reading
    from msglint.wording.language import Language
    from msglint.wording.passages import Passage

OPTIONS = {"not_permitted": {"kinds": list}}
OPTIONAL = ("kinds",)


def not_permitted(reading: Reading, rule: Rule) -> Iterator[Match]:
    """A declared type that the edition does not permit; else a message that as a whole, or where it says so, is of
    another kind than declared.
    """
    found = list(declared_type(reading, rule))
    yield from found
    if not found and is_proactive(reading):
        yield from _by_its_words(reading, rule)
        yield from _of_another_kind(reading, rule)


def _of_another_kind(reading: Reading, rule: Rule) -> Iterator[Match]:
    """For each kind that the draft is not declared to be, the first place where its words are of that kind."""
    kind = declared(reading)
    for other in rule.options.get("kinds", ()):
        if (
            kind is None
            or kind["id"] in (other["type"], *other["fine"])
            or other["words_of"] not in reading.policy.rules
        ):
            continue
        witness = reading.policy.rules[other["words_of"]]
        sure = [match for match in wording.meaning(reading, witness) if match.confidence != "low"]
        if sure:
            first = min(sure, key=lambda match: match.span)
            words = {"type": kind["id"], "kind": other["type"]}
            yield Match(first.span, "other-kind", words, first.confidence)


def _by_its_words(reading: Reading, rule: Rule) -> Iterator[Match]:
    """One finding on the whole message. A declared type that is permitted makes it less sure, not innocent."""
    passages = [passage for passage in reading.passages if passage.view.kind in ("body", "subject")]
    languages = list(dict.fromkeys(passage.language for passage in passages))
    # of a draft that may be in any of them, all have to say the same
    judged = [_judged(passages, language) for language in languages[: 1 if reading.languages else None]]
    if len({kind for kind, _ in judged}) != 1 or judged[0][0] not in rule.variants:
        return
    kind, rank = judged[0][0], min(rank for _, rank in judged)
    if rank:
        yield Match(NOWHERE, kind, confidence="low" if declared(reading) else CONFIDENCES[-rank])


def _judged(passages: Sequence[Passage], language: Language) -> tuple[str, int]:
    """What a language takes a message for, and how sure it is: how many of the thresholds of ``CONFIDENCES`` that reaches."""
    model = language.model
    if model is None or language.purposes is None:
        return "", 0
    told = [
        Told(said.groups, model.all_chances(len(said.words), total), weight_of(len(said.words), language.gap_factor))
        for passage in passages
        if passage.language is language
        for said, total in zip(passage.said, passage.totals, strict=True)
    ]
    if not told:  # what says nothing is no kind of message
        return "", 0
    kind, chance = language.purposes.likeliest(told)
    thresholds = (language.purpose_thresholds.get(name, 2.0) for name in CONFIDENCES)
    return kind, sum(chance >= threshold for threshold in thresholds)
