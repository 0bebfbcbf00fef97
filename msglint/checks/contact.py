"""Channels outside Amazon that are named in words: where an address, a number or a link stands, its own rule speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msglint.checks import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.draft import Span
    from msglint.finding import Match
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {"elsewhere": {"shapes": list}}


def elsewhere(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Sentences that send the buyer elsewhere, but for runs of words in which the address itself stands."""
    addressed: list[Span] | None = None
    for match in wording.meaning(reading, rule):
        if addressed is None:
            addressed = list(_addressed(reading))
        if not any(start <= match.span.end and match.span.start <= end for start, end in addressed):
            yield match


def _addressed(reading: Reading) -> Iterator[Span]:
    """Where e-mail addresses, phone numbers, links and placeholders for them stand."""
    from msglint.checks.placeholders import violations
    from msglint.numbers import phones

    yield from (address.span for address in reading.addresses)
    yield from (link.span for link in reading.links)
    yield from (phone.view.span(phone.start, phone.end) for phone in phones.find(reading))
    for rule in ("email-address", "phone-number", "external-link"):
        yield from violations(reading, rule)
