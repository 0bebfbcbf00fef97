"""Timing: whether a message goes out while it still may."""

from __future__ import annotations

from msglint.checks.types import is_proactive
from msglint.finding import NOWHERE, Match
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from msglint.envelope import Envelope
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS = {"thirty_day_window": {"max_days": int, "window_from": str}}
_LATER = {"order": ("order", "shipment", "delivery", "completion"), "completion": ("completion",)}


def thirty_day_window(reading: Reading, rule: Rule) -> Iterator[Match]:
    """A message the seller starts too long after the order, or before it; a template by its schedule.

    Without the dates nothing is said: when a draft is sent is for the caller to know, never for the clock here.
    """
    if not is_proactive(reading):
        return
    envelope, most, origin = reading.draft.envelope, rule.options["max_days"], rule.options["window_from"]
    if envelope.send is not None and envelope.send.after in _LATER[origin] and envelope.send.days > most:
        words = {"days": envelope.send.days, "event": envelope.send.after, "max_days": most}
        yield Match(envelope.place("send") or NOWHERE, "schedule", words)
    begin = envelope.completed_date if origin == "completion" else envelope.order_date
    if begin is not None and envelope.send_date is not None:
        yield from _dated(envelope, begin, envelope.send_date, most, origin)


def _dated(envelope: Envelope, begin: date, sent: date, most: int, origin: str) -> Iterator[Match]:
    span = envelope.place("send_date", "completed_date" if origin == "completion" else "order_date") or NOWHERE
    words = {"begin": f"{begin:%Y-%m-%d}", "sent": f"{sent:%Y-%m-%d}", "event": origin, "max_days": most}
    if is_before(sent, begin):
        yield Match(span, "before", words)
    elif is_later(sent, begin, most):
        yield Match(span, words={**words, "days": max(most + 1, (_day(sent) - _day(begin)).days)})


def is_before(sent: date, begin: date) -> bool:
    """Whether something is sent before it could have a reason."""
    both = instants(sent, begin)
    return both[0] < both[1] if both else _day(sent) < _day(begin)


def is_later(sent: date, begin: date, days: int) -> bool:
    """Whether more than so many days lie between: as instants if both have a zone, else as calendar days."""
    from datetime import timedelta

    both = instants(sent, begin)
    return both[0] - both[1] > timedelta(days=days) if both else (_day(sent) - _day(begin)).days > days


def instants(sent: date, begin: date) -> tuple[datetime, datetime] | None:
    """Both as points in time; None unless both have a time and a zone."""
    from datetime import datetime

    if isinstance(sent, datetime) and isinstance(begin, datetime) and sent.tzinfo and begin.tzinfo:
        return sent, begin
    return None


def _day(when: date) -> date:
    from datetime import datetime

    return when.date() if isinstance(when, datetime) else when
