"""Whether a message may be sent at all: by the type it declares, and by what its words say it is."""

from __future__ import annotations

from msglint.checks import wording
from msglint.checks.types import declared, declared_type, is_proactive
from msglint.finding import NOWHERE, Match
from msglint.typed import TYPE_CHECKING
from msglint.wording.purpose import Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.policy import Rule
    from msglint.reading import Reading

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
    if not passages:
        return
    language = passages[0].language
    model = language.model
    if model is None or language.purposes is None:
        return
    told = [
        Told(said.groups, model.all_chances(len(said.words), total))
        for passage in passages
        if passage.language is language
        for said, total in zip(passage.said, passage.totals, strict=True)
    ]
    kind, chance = language.purposes.likeliest(told)
    if kind not in rule.variants:
        return
    confidence = next(
        (name for name in ("high", "medium", "low") if chance >= language.purpose_thresholds.get(name, 2.0)), ""
    )
    if confidence:
        yield Match(NOWHERE, kind, confidence="low" if declared(reading) else confidence)
