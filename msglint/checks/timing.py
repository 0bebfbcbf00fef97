"""Timing: whether a message goes out while it still may."""

from __future__ import annotations

from msglint.checks.types import declared, is_permitted, is_proactive
from msglint.finding import NOWHERE, Match
from msglint.timeline import timeline_of
from msglint.typed import TYPE_CHECKING
from msglint.windows import days_between, is_before, is_later, is_sooner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.policy import Rule
    from msglint.reading import Reading
    from msglint.timeline import Timeline

OPTIONS = {
    "thirty_day_window": {"max_days": int, "window_from": str},
    "solicitation_window": {"min_days": int, "max_days": int},
}
_FIELDS = {"order": "order_date", "shipment": "shipped_date", "completion": "completed_date"}


def thirty_day_window(reading: Reading, rule: Rule) -> Iterator[Match]:
    """A message the seller starts that goes out too long after the order, or before it; a template by its schedule.

    What cannot be told from what is known is a match of its own (``unverified``): when a draft is sent is for the
    caller to know, never for the clock here.
    """
    if not is_proactive(reading):
        return
    times = timeline_of(reading)
    disordered = list(_disordered(reading, times))
    yield from disordered
    if not disordered:
        yield from _window(reading, rule, times)


def _disordered(reading: Reading, times: Timeline) -> Iterator[Match]:
    """Dates that cannot be: anything before the order."""
    envelope, begin = reading.draft.envelope, times.dates.get("order")
    if begin is None:
        return
    if envelope.send_date is not None and is_before(envelope.send_date, begin, times.zone):
        words = {"begin": _written(begin), "sent": _written(envelope.send_date)}
        yield Match(envelope.place("send_date", "order_date") or NOWHERE, "before", words)
    for event, when in times.dates.items():
        if is_before(when, begin, times.zone):
            words = {"begin": _written(begin), "when": _written(when), "event": event}
            yield Match(envelope.place(_FIELDS[event], "order_date") or NOWHERE, "disorder", words)


def _window(reading: Reading, rule: Rule, times: Timeline) -> Iterator[Match]:
    most, origin = rule.options["max_days"], rule.options["window_from"]
    begin, known = times.dates.get(origin), times.after(origin)
    if begin is not None and times.sent is not None:
        if is_later(times.sent, begin, most, times.zone):
            yield _late(reading, times, origin, most)
    elif any(days.most <= most for _, days in known):
        return
    elif known and not times.is_dated:
        yield _scheduled_late(reading, times, origin, most)
    elif too_late := [event for event, days in known if days.least > most]:
        yield _late(reading, times, too_late[0], most)
    elif _may_be_sent(reading):
        lacking = f"the date of the {origin}" + ("" if times.sent is not None else " and when it is sent")
        yield Match(NOWHERE, "unverified", {"origin": origin, "max_days": most, "lacking": lacking})


def _late(reading: Reading, times: Timeline, event: str, most: int) -> Match:
    assert times.sent is not None
    begin, envelope = times.dates[event], reading.draft.envelope
    days = max(most + 1, days_between(times.sent, begin, times.zone))
    words = {"begin": _written(begin), "sent": _written(times.sent), "event": event, "days": days, "max_days": most}
    return Match(envelope.place("send_date", "send", _FIELDS[event]) or NOWHERE, words=words)


def _scheduled_late(reading: Reading, times: Timeline, origin: str, most: int) -> Match:
    """A schedule by which the draft can go out too late: at any rate, or if shipment and delivery take their longest."""
    assert times.send is not None
    [(event, days)] = times.after(origin)
    longest = times.distance(origin, event).most
    certain = days.least > most or not longest
    words = {"send": times.send, "event": event, "origin": origin, "max_days": most, "longest": longest}
    words |= {"days": times.send.days if certain else days.most, "fits": max(0, most - longest)}
    return Match(reading.draft.envelope.place("send") or NOWHERE, "schedule" if certain else "schedule-longest", words)


def _may_be_sent(reading: Reading) -> bool:
    """Whether the draft declares a type that is permitted: of others more is said elsewhere."""
    kind = declared(reading)
    return kind is not None and is_permitted(kind, reading.policy)


def solicitation_window(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Amazon's Request a Review sent too early or too late, by the delivery dates that Amazon promised."""
    kind = declared(reading)
    if kind is None or kind["started_by"] != "amazon":
        return
    times = timeline_of(reading)
    yield from [*_dated_solicitation(reading, rule, times)] or [*_judged_solicitation(reading, rule, times)]


def _dated_solicitation(reading: Reading, rule: Rule, times: Timeline) -> Iterator[Match]:
    envelope, sent = reading.draft.envelope, times.sent
    first, last = envelope.earliest_delivery_date, envelope.latest_delivery_date
    least, most = rule.options["min_days"], rule.options["max_days"]
    if first is not None and sent is not None and is_sooner(sent, first, least, times.zone):
        span = envelope.place("send_date", "send", "earliest_delivery_date") or NOWHERE
        yield Match(span, "early", {"sent": _written(sent), "begin": _written(first), "min_days": least})
    if last is not None and sent is not None and is_later(sent, last, most, times.zone):
        span = envelope.place("send_date", "send", "latest_delivery_date") or NOWHERE
        yield Match(span, words={"sent": _written(sent), "begin": _written(last), "max_days": most})


def _judged_solicitation(reading: Reading, rule: Rule, times: Timeline) -> Iterator[Match]:
    """Where one of the two dates is not known: what the others, or the schedule, leave possible."""
    envelope, known = reading.draft.envelope, [days for _, days in times.after("delivery")]
    least, most = rule.options["min_days"], rule.options["max_days"]
    not_early = times.sent is not None and envelope.earliest_delivery_date is not None
    not_late = times.sent is not None and envelope.latest_delivery_date is not None
    words = {"min_days": least, "max_days": most}
    span = envelope.place("send", "send_date") or NOWHERE
    if not not_early and any(days.most < least for days in known):
        yield Match(span, "early-schedule", words)
    elif not not_late and any(days.least > most for days in known):
        yield Match(span, "late-schedule", words)
    else:
        not_early = not_early or any(days.least >= least for days in known)
        not_late = not_late or any(days.most <= most for days in known)
        if not (not_early and not_late):
            yield Match(NOWHERE, "unverified", words)


def _written(when: object) -> str:
    return str(when)[:10]
