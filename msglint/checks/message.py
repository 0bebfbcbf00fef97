"""Rules about a message as a whole: they match nowhere in particular."""

from __future__ import annotations

from msglint.checks.placeholders import shows_order_id
from msglint.finding import NOWHERE, Match
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {"order_id": {}}

_GAP = r"\s?[-‐-―−_/ ]\s?"
_ORDER_ID = lazy(rf"(?<![\w-])(?:\d{{3}}|[DS]\d\d){_GAP}\d{{7}}{_GAP}\d{{7}}(?!\d)")
_BLANK_ID = lazy(r"(?<!\w)(?:\d{3}|[xX#*_0]{3})-[xX#*_0]{7}-[xX#*_0]{7}(?!\w)")
"""An order id to be filled in by hand: ``XXX-XXXXXXX-XXXXXXX``."""


def order_id(reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """A message that the seller starts, or may have started, or a packing slip without the order id: 3, 7 and 7 digits."""
    declared = reading.draft.envelope.type
    is_slip = reading.channel == "packing-slip"
    if declared and not is_slip and reading.policy.derived(started_by).get(declared, "seller") != "seller":
        return
    texts = [folded.text for folded in reading.texts]
    if any(_ORDER_ID.search(text) or _BLANK_ID.search(text) for text in texts) or shows_order_id(reading):
        return
    yield Match(NOWHERE, variant="packing-slip" if is_slip else "" if declared else "undeclared")


def started_by(policy: Policy) -> dict[str, str]:
    """For each message type who starts it: ``seller``, ``buyer`` or ``amazon``."""
    return {kind["id"]: kind["started_by"] for kind in policy.facts["types"]["types"]}
