"""Promotion of other products and of the store: in words, and by links to pages of Amazon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msglint.checks import links, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.finding import Match
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {"selling": {"shapes": list}}


def selling(reading: Reading, rule: Rule) -> Iterator[Match]:
    """What the words promote, then links to product pages (``product-link``) and to stores (``store-link``)."""
    yield from wording.meaning(reading, rule)
    yield from links.promotion(reading, rule)
