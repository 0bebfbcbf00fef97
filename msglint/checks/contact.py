"""Channels outside Amazon that are named in words: where an address, a number or a link stands, its own rule speaks."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
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
    found: tuple[list[int], list[int]] | None = None
    for match in wording.meaning(reading, rule):
        if found is None:
            addressed = sorted(_addressed(reading))
            found = [span.start for span in addressed], list(accumulate((span.end for span in addressed), max))
        starts, furthest = found
        before = bisect_right(starts, match.span.end)
        if not before or furthest[before - 1] < match.span.start:
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
