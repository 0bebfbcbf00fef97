"""A buyer's data that should have been deleted: Amazon allows to keep it for thirty days after the shipment."""

from __future__ import annotations

from msglint.finding import Match
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.draft import Span
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS = {"retention": {"max_days": int}}
KINDS = {
    "name": "name of the buyer",
    "street": "street of the buyer",
    "place": "town of the buyer",
    "email": "e-mail address of the buyer",
    "phone": "telephone number of the buyer",
    "text": "gift message of the buyer",
    "link": "link to what the buyer designed",
}
"""What kinds of data are called in messages: in plain words, which are no data themselves."""


def _knows_order(reading: Reading, _rule: Rule) -> bool:
    return reading.draft.known is not None


GATES = {"retention": _knows_order}


def retention(reading: Reading, rule: Rule) -> Iterator[Match]:
    """What the order data says of the buyer, word for word, in a draft that is sent too long after the shipment."""
    order = reading.draft.known.order if reading.draft.known else None
    if order is None or not order.personal:
        return
    variant = _variant(reading, rule.options["max_days"])
    if variant is None:
        return
    from msglint.privacy import known

    spans: dict[Span, str] = {}
    for secret in known.find(reading, order):
        spans.setdefault(secret.view.span(secret.start, secret.end), secret.kind)
    for span, kind in spans.items():
        yield Match(span, variant, {"what": KINDS[kind], "max_days": rule.options["max_days"]})


def _variant(reading: Reading, most: int) -> str | None:
    """Which kind of finding a buyer's data would be: None while it may still be kept.

    The shipment's date tells; without it what lies between order, shipment and delivery at the longest.
    """
    from msglint.timeline import timeline_of
    from msglint.windows import is_later

    times = timeline_of(reading)
    shipped = times.dates.get("shipment")
    if shipped is not None and times.sent is not None:
        return "" if is_later(times.sent, shipped, most, times.zone) else None
    ranges = [days for _, days in times.after("shipment")]
    if ranges and max(days.least for days in ranges) > most:
        return ""
    if ranges and min(days.most for days in ranges) <= most:
        return None
    return "unverified"
