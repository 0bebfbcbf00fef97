"""Messages that claim to come from a buyer: whether they look and sound as Amazon passes buyers' messages on."""

from __future__ import annotations

import os

from msglint.checks import wording
from msglint.finding import NOWHERE, Match
from msglint.places import Places
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from msglint.draft import Attachment
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {"lure": {"payment": str}}


def not_plain_text(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Mark-up, pictures, Flash, links, forms and scripts."""
    facts = reading.policy.facts["inbound"]
    yield from _elements(reading, facts)
    for picture in reading.pictures:
        if picture.resource.kind in ("image", "background"):
            yield Match(picture.resource.span, "image")
    for link in reading.links:
        if not link.repeats:
            kind = "amazon-link" if link.owner.kind == "amazon" and link.element is None else "link"
            yield Match(link.span, kind, {"link": link.owner.name or "…"})
    for file in reading.draft.attachments:
        variant = _kind_of(file, facts)
        if variant:
            yield Match(file.span, variant)


def _elements(reading: Reading, facts: Mapping[str, Any]) -> Iterator[Match]:
    for part in reading.draft.parts:
        if part.kind == "html" and part.elements:
            yield Match(part.elements[0].span())
    for element in reading.draft.elements(*facts["active"]):
        yield Match(element.span(), "active", {"tag": element.tag})
    marks = (*facts["flash"]["endings"], *facts["flash"]["types"])
    for element in reading.draft.elements("object", "embed", "param"):
        target = " ".join(element.value(name) for name in ("data", "src", "value", "type")).lower()
        if any(mark in target for mark in marks):
            yield Match(element.span(), "flash")


def _kind_of(file: Attachment, facts: Mapping[str, Any]) -> str:
    """The variant that a file sent along calls for; empty if it may be anything else."""
    ending = os.path.splitext(file.name.lower())[1]
    if ending in facts["flash"]["endings"] or file.mime in facts["flash"]["types"]:
        return "flash"
    return "image" if file.mime.startswith("image/") or ending in facts["pictures"] else ""


def lure(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Requests to log in, to look after an account, to go elsewhere; and to pay, as the rule ``payment`` sees it."""
    asked = [
        Match(view.span(*_trimmed(found)), kind)
        for kind, pattern in reading.policy.derived(_asked)
        for view in reading.texts
        for found in pattern.finditer(view.lower)
    ]
    yield from asked
    payment = reading.policy.rules.get(rule.options["payment"])
    if payment is not None:
        places = Places(match.span for match in asked)
        for match in wording.meaning(reading, payment):
            if not places.touch(match.span):
                yield match._replace(variant="payment")


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """The words, without the end of the sentence before them."""
    text = found[0]
    return found.start() + len(text) - len(text.lstrip(" \t\r\n.!?:,")), found.end()


def _asked(policy: Policy) -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["kind"], policy.pattern(entry["pattern"])) for entry in policy.facts["inbound"]["asked"]]


def sender(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """A sender, or an address for the answer, that is none of Amazon's relay addresses; a sender that is not known."""
    envelope, domains = reading.draft.envelope, reading.policy.derived(relay_domains)
    if envelope.sender is None:
        yield Match(NOWHERE, "unverified")
    for field, address in (("sender", envelope.sender), ("reply_to", envelope.reply_to)):
        if address is None:
            continue
        domain = address.rpartition("@")[2].strip("<> .").lower()
        if domain not in domains:
            variant = "reply-to" if field == "reply_to" else ""
            yield Match(envelope.place(field) or NOWHERE, variant, {"address": address, "domain": domain})


def relay_domains(policy: Policy) -> frozenset[str]:
    """The domains of the addresses that Amazon makes for buyers."""
    places = policy.facts["marketplaces"]["list"]
    return frozenset(place["buyer_email_domain"] for place in places if place.get("buyer_email_domain"))
