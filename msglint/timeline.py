"""What is known of the times of a message: when its order, shipment and delivery were, and when it is sent."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, NamedTuple
from msglint.windows import days_after, days_between, zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo

    from msglint.envelope import Delay
    from msglint.reading import Reading


class Range(NamedTuple):
    """From so many days to so many days."""

    least: int
    most: int

    def plus(self, days: int) -> Range:
        """The same range so many days later."""
        return Range(self.least + days, self.most + days)


class Timeline(NamedTuple):
    """The dates that are known, by event; ``sent`` is when the message goes out, ``send`` the schedule without dates.

    ``handling`` and ``transit`` are the longest times in days from order to shipment and from there to delivery.
    """

    dates: Mapping[str, date]
    sent: date | None
    send: Delay | None
    zone: tzinfo | None
    handling: int
    transit: int

    @property
    def is_dated(self) -> bool:
        """Whether both the day of sending and that of something before it are known."""
        return self.sent is not None and bool(self.dates)

    def after(self, origin: str) -> list[tuple[str, Range]]:
        """How many days after ``origin`` the message goes out, by all that is known: the event it is counted from,
        and the range. Stated dates count more than a schedule.
        """
        if self.sent is not None and self.dates:  # is_dated, for the type checker
            known = [(event, days_between(self.sent, when, self.zone)) for event, when in self.dates.items()]
        else:
            known = [(self.send.after, self.send.days)] if self.send else []
        return [(event, self.distance(origin, event).plus(days)) for event, days in known]

    def distance(self, origin: str, event: str) -> Range:
        """How many days after ``origin`` an ``event`` is, at the least and at the most.

        The order comes first, then the shipment, then the delivery; completion is anywhere between the latter two.
        """
        if _ORDER[event] < _ORDER[origin]:
            back = self.distance(event, origin)
            return Range(-back.most, -back.least)
        if event == origin:
            return Range(0, 0)
        return Range(0, self.handling * (origin == "order") + self.transit * (event != "shipment"))


_ORDER = {"order": 0, "shipment": 1, "completion": 2, "delivery": 3}


def timeline_of(reading: Reading) -> Timeline:
    """What is known of a draft's times. A schedule whose event has a date gives the day on which the draft is sent."""
    envelope, facts = reading.draft.envelope, reading.policy.facts["timing"]
    named = {
        "order": envelope.order_date,
        "shipment": envelope.shipped_date,
        "completion": envelope.completed_date,
    }
    dates = {event: when for event, when in named.items() if when is not None}
    sent = envelope.send_date
    if sent is None and envelope.send is not None:
        begin = {**dates, "delivery": envelope.latest_delivery_date}.get(envelope.send.after)
        sent = days_after(begin, envelope.send.days) if begin is not None else None
    return Timeline(
        dates,
        sent,
        envelope.send,
        zone_of(reading.policy, envelope.marketplace) if sent is not None else None,
        facts["longest_handling_days"] if envelope.handling is None else envelope.handling,
        facts["longest_transit_days"] if envelope.transit is None else envelope.transit,
    )
