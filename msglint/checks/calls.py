"""Scripts for calls to buyers: only about a delivery, only until it is done, only by Amazon's temporary number."""

from __future__ import annotations

from msglint.checks import wording
from msglint.finding import NOWHERE, Match
from msglint.numbers import phones
from msglint.timeline import timeline_of
from msglint.typed import TYPE_CHECKING
from msglint.windows import is_later

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from msglint.policy import Policy, Rule
    from msglint.reading import Reading
    from msglint.typed import Any


_NEAR = 20
"""An extension stands within so many characters behind a number."""


def unpermitted(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """What a call is not for (also ``type``, ``request``), when it comes too late (``late``, ``gone``) and which number it
    may not use (``number``).
    """
    facts = reading.policy.facts["calls"]
    yield from _purpose(reading, facts)
    yield from _time(reading)
    yield from _words(reading, "afterwards", "late")
    yield from _numbers(reading)


def _purpose(reading: Reading, facts: Mapping[str, Any]) -> Iterator[Match]:
    envelope = reading.draft.envelope
    if envelope.type and envelope.type not in facts["types"]:
        yield Match(envelope.place("type") or NOWHERE, "type", {"type": envelope.type})
    elif not _speaks_of_delivery(reading, facts["delivery"]):
        yield Match(NOWHERE)
    for name in facts["requests"]:
        if name in reading.policy.rules:
            for match in wording.meaning(reading, reading.policy.rules[name]):
                yield match._replace(variant="request")


def _speaks_of_delivery(reading: Reading, words: Mapping[str, list[str]]) -> bool:
    """Whether a script has a word about its delivery; one in a language without a list of them is believed."""
    spoken = [words[code] for code in reading.languages or ("en",) if code in words]
    if not spoken:
        return True
    return any(word in folded.lower for folded in reading.texts for known in spoken for word in known)


def _time(reading: Reading) -> Iterator[Match]:
    """By the schedule, and by the last day that Amazon promised: the number is gone after it."""
    envelope, times = reading.draft.envelope, timeline_of(reading)
    last, after = envelope.latest_delivery_date, [days for _, days in times.after("delivery")]
    if any(days.least > 0 for days in after):
        yield Match(envelope.place("send", "send_date") or NOWHERE, "late")
    elif last is not None and times.sent is not None:
        if is_later(times.sent, last, 0, times.zone):
            place = envelope.place("send_date", "send", "latest_delivery_date") or NOWHERE
            yield Match(place, "gone", {"day": f"{last:%Y-%m-%d}"})
    elif not any(days.most <= 0 for days in after):
        yield Match(NOWHERE, "unverified")


def _numbers(reading: Reading) -> Iterator[Match]:
    """Numbers that are written out, but for those with an extension, as Amazon's have one; and requests for others."""
    extension = reading.policy.derived(_extension)
    for phone in phones.find(reading):
        if not phone.third_party and not extension.search(phone.view.lower, phone.start, phone.end + _NEAR):
            yield Match(phone.view.span(phone.start, phone.end), "number", confidence=phone.confidence)
    yield from _words(reading, "other_numbers", "number")


def _words(reading: Reading, key: str, variant: str) -> Iterator[Match]:
    for pattern in reading.policy.derived(_patterns)[key]:
        for folded in reading.texts:
            for found in pattern.finditer(folded.lower):
                yield Match(folded.span(*found.span()), variant, confidence="medium")


def _patterns(policy: Policy) -> dict[str, list[re.Pattern[str]]]:
    facts = policy.facts["calls"]
    return {key: [policy.pattern(one["pattern"]) for one in facts[key]] for key in ("afterwards", "other_numbers")}


def _extension(policy: Policy) -> re.Pattern[str]:
    return policy.pattern(policy.facts["calls"]["extension"]["pattern"])
