"""One request for a review an order: against what was already sent, and among the drafts of a run."""

from __future__ import annotations

from msglint.finding import CONFIDENCES, NOWHERE, Match
from msglint.report import REQUEST
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.policy import Rule
    from msglint.reading import Reading


def _knows_order(reading: Reading, _rule: Rule) -> bool:
    return reading.draft.known is not None


GATES = {"review_request": _knows_order}


def review_request(reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """A draft that asks for a review of an order for which that was already done."""
    sent = reading.draft.known.sent if reading.draft.known else ()
    if not sent:
        return
    asked = asks(reading)
    if asked is not None:
        solicited = next((one for one in sent if one.type in _facts(reading)["solicitations"]), None)
        words = {"sent": (solicited or sent[0]).day.isoformat()}
        yield asked._replace(variant="solicited" if solicited else "", words=words)


def again(reading: Reading) -> tuple[str, Match] | None:
    """The order that a draft asks for a review of, and how a second draft that does so is reported. The first one's path
    is for the run to fill in.
    """
    asked = asks(reading)
    order_id = reading.draft.envelope.order_id or _only_id(reading)
    return (order_id, asked._replace(variant="again", words={"first": "{first}"})) if asked and order_id else None


def asks(reading: Reading) -> Match | None:
    """Where a draft asks for a review, or is declared to be there for it; None if it does not."""
    from msglint.checks import wording

    rule = reading.policy.rules.get(REQUEST)
    found = wording.meaning(reading, rule) if rule and rule.check == "wording.meaning" else ()
    sure = [match for match in found if (match.confidence or "high") in CONFIDENCES[:2]]
    if sure:
        return min(sure, key=lambda match: match.span)
    envelope = reading.draft.envelope
    return Match(envelope.place("type") or NOWHERE) if envelope.type in _facts(reading)["asks"] else None


def _only_id(reading: Reading) -> str:
    ids = {found.id for found in reading.order_ids if found.id}
    return ids.pop() if len(ids) == 1 else ""


def _facts(reading: Reading) -> dict[str, list[str]]:
    found: dict[str, list[str]] = reading.policy.facts["orders"]["history"]
    return found
