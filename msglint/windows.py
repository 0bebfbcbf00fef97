"""Windows of time: how far two dates lie apart, as calendar days and as instants, in the time zone of a marketplace.

Two dates of which one has no time of day compare as calendar days. With a time of day they are instants if both have a
zone; a time without one is the marketplace's local time. Without a marketplace, it compares by its calendar day as well.
"""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, tzinfo
    from typing import TypeVar

    from msglint.policy import Policy

    Day = TypeVar("Day", date, datetime)


def zone_of(policy: Policy, marketplace: str | None) -> tzinfo | None:
    """The time zone of a marketplace; None where there is none, or the policy does not say."""
    name = policy.derived(_zones).get(marketplace or "")
    if not name:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _zones(policy: Policy) -> Mapping[str, str]:
    stores = policy.facts.get("marketplaces", {}).get("list", [])
    return {store["country"]: store.get("time_zone", "") for store in stores}


def is_before(later: date, begin: date, zone: tzinfo | None = None) -> bool:
    """Whether what should come later comes first."""
    return is_sooner(later, begin, 0, zone)


def is_sooner(later: date, begin: date, days: int, zone: tzinfo | None = None) -> bool:
    """Whether less than so many days lie between: as instants if both are, else as calendar days.

    In a zone with summer time a day lasts until the same time of the next one.
    """
    return _order(later, begin, days, zone) < 0


def is_later(later: date, begin: date, days: int, zone: tzinfo | None = None) -> bool:
    """Whether more than so many days lie between, counted like those of ``is_sooner``."""
    return _order(later, begin, days, zone) > 0


def _order(later: date, begin: date, days: int, zone: tzinfo | None) -> int:
    """-1, 0 or 1: how a date compares with the one so many days after another."""
    both = _instants(later, begin, zone)
    if both is None:
        beyond = days_between(later, begin, zone) - days
        return (beyond > 0) - (beyond < 0)
    end = days_after(both[1], days)
    return -1 if end is None else (both[0] > end) - (both[0] < end)


def days_between(later: date, begin: date, zone: tzinfo | None = None) -> int:
    """Calendar days from one date to a later one, negative if it is earlier."""
    return (day_of(later, zone) - day_of(begin, zone)).days


def day_of(when: date, zone: tzinfo | None = None) -> date:
    """The calendar day of an instant in a zone; as it is written where either is missing."""
    from datetime import datetime

    if not isinstance(when, datetime):
        return when
    try:
        return (when.astimezone(zone) if when.tzinfo and zone else when).date()
    except OverflowError:  # the end of the calendar
        return when.date()


def days_after(begin: Day, days: int) -> Day | None:
    """The date so many days later; None beyond the end of the calendar."""
    from datetime import timedelta

    try:
        return begin + timedelta(days=days)
    except OverflowError:
        return None


def _instants(later: date, begin: date, zone: tzinfo | None) -> tuple[datetime, datetime] | None:
    """Both as points in time; None unless both have a time and a zone, their own or the marketplace's."""
    from datetime import datetime

    if not isinstance(later, datetime) or not isinstance(begin, datetime):
        return None
    first, second = (when if when.tzinfo else when.replace(tzinfo=zone) for when in (later, begin))
    return (first, second) if first.tzinfo and second.tzinfo else None
