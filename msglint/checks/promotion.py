"""Promotion of other products and of the store: in words, and by links to pages of Amazon."""

from __future__ import annotations

from msglint.checks import links, wording
from msglint.places import Places
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.finding import Match
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {"selling": {"shapes": list, "guarded": bool}}
OPTIONAL = ("guarded",)


def selling(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Links to product pages (``product-link``) and stores (``store-link``), and what words promote anywhere else."""
    linked = list(links.promotion(reading, rule))
    yield from linked
    places = Places(match.span for match in linked)
    for match in wording.meaning(reading, rule):
        if not places.overlap(match.span):
            yield match
