"""Rules about a message as a whole: they match nowhere in particular."""

from __future__ import annotations

from msglint.checks.order_fields import shows_order_id
from msglint.finding import NOWHERE, Match
from msglint.patterns import compiled, escape
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.draft import Draft
    from msglint.order_ids import OrderId
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {"order_id": {"needed_in": list, "blanks": str}}


def order_id(reading: Reading, rule: Rule) -> Iterator[Match]:
    """A message that the seller starts, or may have started, or a packing slip without the order id: 3, 7 and 7 digits.
    In any of them, and in answers, an id that cannot be right: of a wrong form, of no order that is known, or two different ones.
    """
    found = reading.order_ids
    yield from _wrong_ids(reading.draft, found)
    if reading.channel not in rule.options["needed_in"]:
        return
    declared = reading.draft.envelope.type
    is_slip = reading.channel == "packing-slip"
    if declared and not is_slip and reading.policy.derived(started_by).get(declared, "seller") != "seller":
        return
    if found or _is_left_blank(reading, rule.options["blanks"]) or shows_order_id(reading):
        return
    yield Match(NOWHERE, variant="packing-slip" if is_slip else "" if declared else "undeclared")


def _is_left_blank(reading: Reading, signs: str) -> bool:
    """Whether an order id is to be filled in by hand: ``XXX-XXXXXXX-XXXXXXX``, with one of the signs for each digit."""
    blank = f"[{escape(signs)}]"
    form = compiled(rf"(?<!\w)(?:\d{{3}}|{blank}{{3}})-{blank}{{7}}-{blank}{{7}}(?!\w)")
    return any("-" in view.text and form.search(view.text) for view in reading.texts)


def _wrong_ids(draft: Draft, found: Sequence[OrderId]) -> Iterator[Match]:
    stated, ids = draft.envelope.order_id, list(dict.fromkeys(one.id for one in found if one.id))
    for one in found:
        if not one.id:
            yield Match(one.span, "form")
        elif stated and one.id != stated:
            yield Match(one.span, "contradiction", {"other": stated})
        elif not stated and one.id != ids[0]:
            yield Match(one.span, "two", {"other": ids[0]})
    place = draft.envelope.place("order_id")
    if place and not stated:
        yield Match(place, "form")
    unknown = draft.known.unknown if draft.known else ""
    if unknown:
        spans = [one.span for one in found if one.id == unknown]
        yield Match(place or next(iter(spans), NOWHERE), "unknown", {"id": unknown})


def started_by(policy: Policy) -> dict[str, str]:
    """For each message type who starts it: ``seller``, ``buyer`` or ``amazon``."""
    return {kind["id"]: kind["started_by"] for kind in policy.facts["types"]["types"]}
