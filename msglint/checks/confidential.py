"""Confidential information: cards, bank accounts, social security numbers, passwords, the buyer's address."""

from __future__ import annotations

from msglint.checks import placeholders
from msglint.finding import Match
from msglint.privacy import accounts, addresses, passwords
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.policy import Rule
    from msglint.reading import Reading


def information(reading: Reading, rule: Rule) -> Iterator[Match]:
    """What must never be sent in a message. The messages of the variants do not repeat it."""
    for span in placeholders.violations(reading, rule.id):
        yield Match(span, "placeholder")
    for source in (accounts, passwords, addresses):
        for secret in source.find(reading):
            yield Match(secret.view.span(secret.start, secret.end), secret.kind, confidence=secret.confidence)
