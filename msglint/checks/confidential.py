"""Confidential information: cards, bank accounts, social security numbers, passwords, the buyer's address."""

from __future__ import annotations

from msglint.checks import placeholders
from msglint.finding import Match
from msglint.privacy import accounts, addresses, own_phones, passwords, streets
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.draft import Span
    from msglint.policy import Rule
    from msglint.reading import Reading


_ALIASES = "marketplace.amazon."
"""How the domains of the addresses begin that Amazon gives to buyers."""


def information(reading: Reading, rule: Rule) -> Iterator[Match]:
    """What must never be sent in a message. The messages of the variants do not repeat it."""
    for span in placeholders.violations(reading, rule.id):
        yield Match(span, "placeholder")
    done: list[Span] = []
    for source in (accounts, passwords, addresses, streets, own_phones):
        for secret in source.find(reading):
            span = secret.view.span(secret.start, secret.end)
            if not any(one.start < span.end and span.start < one.end for one in done):
                done.append(span)
                yield Match(span, secret.kind, confidence=secret.confidence)
    if is_template(reading):
        yield from _in_template(reading)


def is_template(reading: Reading) -> bool:
    """Whether a draft is sent for many orders: it has fields to be filled in, or a schedule instead of a date."""
    return reading.draft.envelope.send is not None or any(found.name for found in reading.placeholders)


def _in_template(reading: Reading) -> Iterator[Match]:
    """A real buyer's data where every buyer would read it: an address of Amazon's for one buyer, what an order says."""
    for address in reading.addresses:
        if address.domain.startswith(_ALIASES):
            yield Match(address.span, "template")
    order = reading.draft.known.order if reading.draft.known else None
    if order is not None:
        from msglint.privacy import known

        for secret in known.find(reading, order):
            yield Match(secret.view.span(secret.start, secret.end), "template")
