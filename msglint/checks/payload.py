"""Texts and bodies for the Messaging API: length, mark-up, files, and whether there is such an operation."""

from __future__ import annotations

from msglint.draft import MASK, Span
from msglint.finding import NOWHERE, Match
from msglint.links.hosts import hosts_of
from msglint.operations import operations_of
from msglint.patterns import any_of, lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.draft import Part, View
    from msglint.operations import Operation
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading


_FEW = 2
"""So many operations are called by their names."""


def length(reading: Reading, rule: Rule) -> Iterator[Match]:
    """What goes beyond the longest text that the operation takes; no text where it needs one."""
    known = [one for one in possible(reading) if one.text]
    if not known:
        return
    words = {"operation": _named(known), "most": max(one.text[1] for one in known if one.text)}
    texts = list(_texts(reading))
    if not any(text.strip() for _, text in texts):
        yield Match(_whole(texts), "missing", words)
        return
    for view, text in texts:
        yield from _surplus(view, text, known, words, rule)


def _surplus(view: View, text: str, known: list[Operation], words: dict[str, object], rule: Rule) -> Iterator[Match]:
    most, least = (choose(one.text[1] for one in known if one.text) for choose in (max, min))
    sure = len(text) - text.count(MASK)
    words = {
        **words,
        "length": len(text),
        "least": least,
        "strictest": _named([one for one in known if one.text and one.text[1] == least]),
    }
    if sure > most:
        variant = known[0].id if len(known) == 1 and known[0].id in rule.variants else ""
        yield Match(view.span(most, len(text)), variant, {**words, "over": len(text) - most})
    elif len(text) > most:
        yield Match(view.span(most, len(text)), "filled-in", {**words, "sure": sure})
    elif sure > least:
        yield Match(NOWHERE, "unstated", words)


def unwanted(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """A text for operations that take none."""
    known = possible(reading)
    if known and not any(one.text for one in known):
        for view, text in _texts(reading):
            if text:
                yield Match(view.span(0, len(text)), words={"operation": _named(known)})


def markup(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Tags, comments and character references of HTML in the text."""
    pattern = reading.policy.derived(_markup)
    for part in reading.draft.parts:
        for found in pattern.finditer(part.text.text):
            yield Match(
                part.text.span(*found.span()), "reference" if found[0][0] == "&" else "", {"tag": found[0][:40]}
            )


def attachments(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """More files than the operation takes (the first one too many is shown), or too few."""
    known, files = possible(reading), reading.draft.attachments
    if not known:
        return
    most, least = max(one.attachments[1] for one in known), min(one.attachments[0] for one in known)
    words = {"operation": _named(known), "most": most, "least": least, "count": len(files)}
    if len(files) > most:
        yield Match(files[most].span, "" if most else "none", words)
    elif len(files) < least:
        yield Match(NOWHERE, "missing", words)


def availability(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """An operation that is gone or not there yet on the day of sending (without a date: today or later); an answer."""
    envelope = reading.draft.envelope
    if envelope.type == "reply-to-buyer":
        yield Match(envelope.place("type") or NOWHERE, "reply")
    one = reading.policy.derived(operations_of).words.get(envelope.operation or "")
    if one is None:
        return
    sent = f"{envelope.send_date:%Y-%m-%d}" if envelope.send_date else ""
    place = envelope.place("operation") or NOWHERE
    if one.until and (not sent or sent > one.until):
        yield Match(place, words={"operation": one.id, "until": one.until})
    elif sent and sent < one.since:
        yield Match(place, "early", {"operation": one.id, "since": one.since})


def beside_the_point(reading: Reading) -> Iterator[Match]:
    """Links to a carrier's page or Amazon's page for reviews that the operation is not about (variant ``api-page``)."""
    known = [one for one in possible(reading) if one.text]
    if not known:
        return
    words = {
        "operation": _named(known),
        "links": " or ".join(one.links for one in known) if len(known) <= _FEW else "its own purpose",
    }
    hosts = reading.policy.derived(hosts_of)
    for link in reading.links:
        kind = link.owner.kind
        if kind == "amazon" and hosts.page(link.final) == "review_or_feedback":
            kind = "review"
        if kind in ("carrier", "review") and not link.repeats and not any(kind in one.pages for one in known):
            yield Match(link.span, "api-page", {**words, "host": link.owner.name})


def possible(reading: Reading) -> tuple[Operation, ...]:
    """The operations that the draft can be for."""
    return reading.policy.derived(operations_of).possible(reading.draft)


def _named(known: list[Operation] | tuple[Operation, ...]) -> str:
    return " or ".join(one.id for one in known) if len(known) <= _FEW else "the Messaging API"


def _texts(reading: Reading) -> Iterator[tuple[View, str]]:
    """The texts to send, placeholders masked; the end of a file is no part of one."""
    for part in reading.draft.parts:
        for view in part.views:
            if view.kind == "body":
                yield view, view.text if _is_exact(part) else view.text.rstrip()


def _is_exact(part: Part) -> bool:
    return part.kind == "payload"


def _whole(texts: list[tuple[View, str]]) -> Span:
    """Where the empty text stands; the message as a whole if there is none."""
    return next((view.span(0, len(view.text)) for view, _ in texts if view.text), NOWHERE)


def _markup(policy: Policy) -> re.Pattern[str]:
    facts = policy.facts["api"]["html"]
    tags, references = (any_of(facts[key]) for key in ("tags", "references"))
    return lazy(
        rf"(?i)</?(?:{tags})(?:\s[^<>=]{{0,200}}+=[^<>]{{0,2000}}+|\s{{0,9}}+/?)>|<!--(?:[^<>]{{0,400}}+>)?|<!doctype[^<>]{{0,200}}+>"
        rf"|&(?:#\d{{2,7}}|#x[0-9a-f]{{2,6}}|{references});"
    )
