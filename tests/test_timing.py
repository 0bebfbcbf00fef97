"""The thirty days: calendar days and instants, schedules, and who is bound by them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source
from msglint.windows import days_after, days_between, is_before, is_later, is_sooner, zone_of

if TYPE_CHECKING:
    from msglint.finding import Finding

POLICY = load_policy()


def findings(policy: object = POLICY, **values: str) -> list[Finding]:
    draft = read_draft("a.txt", Source("Hello"), envelope_from(values))
    return check(draft, policy, ["thirty-day-window"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "sent", "flagged"),
    [
        ("2026-11-01", "2026-11-30", False),
        ("2026-11-01", "2026-12-01", False),
        ("2026-11-01", "2026-12-02", True),
        ("2024-01-31", "2024-03-01", False),
        ("2024-02-01", "2024-03-02", False),
        ("2024-02-01", "2024-03-03", True),
        ("2023-02-01", "2023-03-03", False),
        ("2026-11-01", "2026-11-01", False),
        ("2026-11-01", "2026-10-31", True),
        ("2026-11-01T23:59", "2026-12-01T00:00", False),
        ("2026-11-01T00:00", "2026-12-01T23:59", False),
        ("2026-11-01", "2026-12-01T23:59:59+00:00", False),
        ("2026-11-01T12:00+00:00", "2026-12-01T12:00+00:00", False),
        ("2026-11-01T12:00+00:00", "2026-12-01T12:01+00:00", True),
        ("2026-11-01T12:00+00:00", "2026-12-01T13:00+01:00", False),
        ("2026-11-01T12:00+00:00", "2026-11-01T12:30+01:00", True),
    ],
)
def test_the_window(order: str, sent: str, flagged: bool) -> None:
    assert bool(findings(order_date=order, send_date=sent)) == flagged


@pytest.mark.parametrize(
    ("kind", "flagged"),
    [("review-request", True), ("thank-you-only", True), ("reply-to-buyer", False), ("request-a-review", False)],
)
def test_only_what_the_seller_starts_is_bound(kind: str, flagged: bool) -> None:
    assert bool(findings(type=kind, order_date="2026-01-01", send_date="2026-06-01")) == flagged
    assert bool(findings(type=kind, send="order + 31 days")) == flagged


def test_without_both_dates_nothing_is_said() -> None:
    assert not findings(order_date="2020-01-01")
    assert not findings(send_date="2020-01-01")


def test_the_window_may_count_from_completion() -> None:
    policy = POLICY.with_option("window_from", "completion")
    dates = {"order_date": "2026-01-01", "completed_date": "2026-05-20", "send_date": "2026-06-01"}
    assert not findings(policy, **dates)
    assert findings(**dates)
    assert not findings(policy, send="shipment + 30 days")
    assert findings(policy, send="completion + 40 days")
    assert findings(policy, send="order + 40 days"), "an order may be complete on the day it comes in"
    assert not findings(policy, **{**dates, "completed_date": "2026-06-20"}), "before it is complete"


def test_what_is_said_names_the_dates() -> None:
    (late,) = findings(order_date="2026-01-01", send_date="2026-06-01")
    assert (late.severity, late.confidence, late.start, late.end) == ("error", "high", 0, 0)
    assert "151 days" in late.message
    (early,) = findings(order_date="2026-06-01", send_date="2026-01-01")
    assert "before" in early.message


@pytest.mark.parametrize(
    ("schedule", "known", "variant"),
    [
        ("order + 30 days", {}, ""),
        ("order + 31 days", {}, "goes out 31 days"),
        ("shipment + 26 days", {}, ""),
        ("shipment + 27 days", {}, "can go out 31 days"),
        ("delivery + 7 days", {}, ""),
        ("delivery + 12 days", {}, ""),
        ("delivery + 13 days", {}, "can go out 31 days"),
        ("delivery + 31 days", {}, "goes out 31 days"),
        ("completion + 13 days", {}, "can go out 31 days"),
        ("delivery + 13 days", {"transit": "13 days"}, ""),
        ("delivery + 7 days", {"transit": "3 weeks"}, "can go out 32 days"),
        ("delivery + 25 days", {"transit": "5", "handling": "0"}, ""),
        ("delivery + 13 days", {"order_date": "2026-11-01", "latest_delivery_date": "2026-11-10"}, ""),
        ("delivery + 13 days", {"order_date": "2026-11-01", "latest_delivery_date": "2026-11-20"}, "sent on 2026-12-03"),
        ("shipment + 28 days", {"order_date": "2026-11-01", "shipped_date": "2026-11-03"}, ""),
        ("shipment + 29 days", {"order_date": "2026-11-01", "shipped_date": "2026-11-03"}, "sent on 2026-12-02"),
        ("shipment + 27 days", {"order_date": "2026-11-01"}, "can go out 31 days"),
        ("order + 31 days", {"order_date": "2026-11-01", "send_date": "2026-11-02"}, ""),
    ],
)  # fmt: skip
def test_a_schedule_is_judged_by_its_latest_day(schedule: str, known: dict[str, str], variant: str) -> None:
    found = findings(type="send-invoice", send=schedule, **known)
    assert [finding.message.startswith(variant) for finding in found] == ([True] if variant else [])


@pytest.mark.parametrize(
    ("known", "severities"),
    [
        ({}, ["info"]),
        ({"send_date": "2026-11-01"}, ["info"]),
        ({"order_date": "2026-11-01"}, ["info"]),
        ({"shipped_date": "2026-11-01", "send_date": "2026-11-27"}, []),
        ({"shipped_date": "2026-11-01", "send_date": "2026-11-28"}, ["info"]),
        ({"shipped_date": "2026-11-01", "send_date": "2026-12-02"}, ["error"]),
        ({"completed_date": "2026-11-01", "send_date": "2026-11-13"}, []),
        ({"completed_date": "2026-11-01", "send_date": "2026-12-01"}, ["info"]),
        ({"completed_date": "2026-11-01", "send_date": "2026-12-02"}, ["error"]),
        ({"order_date": "2026-11-05", "shipped_date": "2026-11-04", "send_date": "2026-11-20"}, ["error"]),
        ({"order_date": "2026-11-05", "completed_date": "2026-11-04", "shipped_date": "2026-11-04"}, ["error"] * 2),
    ],
)
def test_what_other_dates_tell(known: dict[str, str], severities: list[str]) -> None:
    assert [finding.severity for finding in findings(type="send-invoice", **known)] == severities


@pytest.mark.parametrize(
    ("known", "severities"),
    [
        ({"completed_date": "2026-11-01", "send_date": "2026-12-01"}, []),
        ({"completed_date": "2026-11-01", "send_date": "2026-12-02"}, ["error"]),
        ({"order_date": "2026-11-01", "send_date": "2026-12-01"}, []),
        ({"order_date": "2026-11-01", "send_date": "2026-12-02"}, ["info"]),
        ({"order_date": "2026-11-01", "send_date": "2026-12-19"}, ["info"]),
        ({"order_date": "2026-11-01", "send_date": "2026-12-20"}, ["error"]),
        ({"order_date": "2026-11-01", "send_date": "2026-10-20"}, ["error"]),
    ],
)
def test_counted_from_completion(known: dict[str, str], severities: list[str]) -> None:
    found = findings(POLICY.with_option("window_from", "completion"), type="send-invoice", **known)
    assert [finding.severity for finding in found] == severities


@pytest.mark.parametrize(
    ("marketplace", "order", "sent", "flagged"),
    [
        ("US", "2026-10-01T12:00", "2026-10-31T12:00", False),
        ("US", "2026-10-01T12:00", "2026-10-31T12:01", True),
        ("US", "2026-10-01T12:00", "2026-10-31T19:00Z", False),
        ("US", "2026-10-01T12:00", "2026-10-31T19:01Z", True),
        ("JP", "2026-10-01", "2026-10-31T14:59Z", False),
        ("JP", "2026-10-01", "2026-10-31T15:00Z", True),
        ("US", "2026-10-01", "2026-11-01T06:59Z", False),
        ("US", "2026-10-01", "2026-11-01T07:00Z", True),
        # summer time ends on 25 October: noon stays noon, and an hour is gained
        ("DE", "2026-10-01T12:00", "2026-10-31T12:00", False),
        ("DE", "2026-10-01T12:00", "2026-10-31T11:00Z", False),
        ("DE", "2026-10-01T12:00", "2026-10-31T11:01Z", True),
        ("GB", "2026-11-05T00:30", "2026-11-04T23:59Z", True),
    ],
)
def test_times_without_a_zone_are_the_marketplaces(marketplace: str, order: str, sent: str, flagged: bool) -> None:
    assert bool(findings(marketplace=marketplace, order_date=order, send_date=sent)) == flagged


@pytest.mark.parametrize(
    ("zone", "days"), [("", None), (" JST", None), (" +0900", None), (" GMT", 31), (" +0000", 31), (" EST", 31)]
)
def test_a_mails_date_without_a_zone_is_the_marketplaces(zone: str, days: int | None) -> None:
    mail = Source(f"Date: Mon, 2 Nov 2026 20:00:00{zone}\nSubject: x\nMIME-Version: 1.0\n\nHello")
    known = envelope_from({"marketplace": "JP", "type": "review-request", "order_date": "2026-10-03"})
    found = check(read_draft("a.eml", mail, known), POLICY, ["thirty-day-window"])
    assert [f"{days} days" in finding.message for finding in found] == [True] * (days is not None)


def test_every_marketplace_has_a_time_zone() -> None:
    for store in POLICY.facts["marketplaces"]["list"]:
        assert zone_of(POLICY, store["country"]) is not None, store
    assert zone_of(POLICY, None) is None


def solicited(**values: str) -> list[str]:
    draft = read_draft("a.txt", Source("Hello"), envelope_from({"type": "request-a-review", **values}))
    found = check(draft, POLICY, ["solicitation-window", "thirty-day-window"])
    return [finding.severity for finding in found]


PROMISED = {"earliest_delivery_date": "2026-11-05", "latest_delivery_date": "2026-11-08"}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({**PROMISED, "send_date": "2026-11-09"}, ["error"]),
        ({**PROMISED, "send_date": "2026-11-10"}, []),
        ({**PROMISED, "send_date": "2026-12-08"}, []),
        ({**PROMISED, "send_date": "2026-12-09"}, ["error"]),
        ({**PROMISED, "send": "delivery + 7 days"}, []),
        ({"earliest_delivery_date": "2026-11-05T12:00Z", "latest_delivery_date": "2026-11-08", "send_date": "2026-11-10T11:59Z"}, ["error"]),
        ({"earliest_delivery_date": "2026-11-05T12:00Z", "latest_delivery_date": "2026-11-08", "send_date": "2026-11-10T12:00Z"}, []),
        ({"send": "delivery + 4 days"}, ["error"]),
        ({"send": "delivery + 5 days"}, []),
        ({"send": "delivery + 30 days"}, []),
        ({"send": "delivery + 31 days"}, ["error"]),
        ({"send": "order + 4 days"}, ["error"]),
        ({"send": "order + 5 days"}, ["info"]),
        ({"send": "order + 22 days"}, ["info"]),
        ({"send": "order + 23 days"}, []),
        ({"send": "order + 22 days", "transit": "13 days"}, []),
        ({"send": "order + 49 days"}, ["error"]),
        ({"order_date": "2026-11-01", "send_date": "2026-11-05"}, ["error"]),
        ({"order_date": "2026-11-01", "send_date": "2026-11-25"}, []),
        ({"earliest_delivery_date": "2026-11-05", "send_date": "2026-11-20"}, ["info"]),
        ({"earliest_delivery_date": "2026-11-05", "order_date": "2026-11-01", "send_date": "2026-11-20"}, []),
        ({"latest_delivery_date": "2026-11-05", "send_date": "2026-11-20"}, ["info"]),
        ({}, ["info"]),
    ],
)  # fmt: skip
def test_request_a_review(known: dict[str, str], expected: list[str]) -> None:
    assert solicited(**known) == expected


def day_number(year: int, month: int, day: int) -> int:
    """The Julian day number, by the formula of Fliegel and Van Flandern: a calendar that owes nothing to Python's."""
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    return day + (153 * months + 2) // 5 + 365 * years + years // 4 - years // 100 + years // 400 - 32045


DATES = st.tuples(st.integers(1999, 2101), st.integers(1, 12), st.integers(1, 31)).filter(
    lambda ymd: ymd[2] <= (31, 29 if ymd[0] % 4 == 0 and (ymd[0] % 100 or ymd[0] % 400 == 0) else 28, 31, 30, 31, 30,
                           31, 31, 30, 31, 30, 31)[ymd[1] - 1]
)  # fmt: skip


@given(first=DATES, second=DATES, near=st.integers(-40, 40), days=st.integers(0, 40), is_near=st.booleans())
def test_windows_agree_with_an_independent_calendar(
    first: tuple[int, int, int], second: tuple[int, int, int], near: int, days: int, is_near: bool
) -> None:
    begin = date(*first)
    later = begin + timedelta(days=near) if is_near else date(*second)
    apart = day_number(later.year, later.month, later.day) - day_number(*first)
    assert days_between(later, begin) == apart
    assert is_later(later, begin, days) == (apart > days)
    assert is_sooner(later, begin, days) == (apart < days)
    assert is_before(later, begin) == (apart < 0)


@given(begin=DATES, minutes=st.integers(0, 1439), apart=st.integers(-3 * 1440, 33 * 1440))
def test_the_minute_after_by_an_independent_calendar(begin: tuple[int, int, int], minutes: int, apart: int) -> None:
    first = datetime(*begin, minutes // 60, minutes % 60, tzinfo=UTC)
    later = first + timedelta(minutes=apart)
    counted = (day_number(later.year, later.month, later.day) - day_number(*begin)) * 1440
    counted += later.hour * 60 + later.minute - minutes
    assert is_later(later, first, 30) == (counted > 30 * 1440)
    assert is_sooner(later, first, 5) == (counted < 5 * 1440)


@pytest.mark.parametrize("far", [datetime.max, datetime.max.replace(tzinfo=UTC), datetime.min, date.max, date.min])
def test_the_ends_of_the_calendar(far: date) -> None:
    for zone in (None, zone_of(POLICY, "JP"), zone_of(POLICY, "US")):
        assert not is_later(far, far, 30, zone)
        assert is_later(date(2026, 1, 1), far, 30, zone) == (far.year == 1)
    assert days_after(date.max, 1) is None


@given(begin=st.dates(date(2000, 1, 1), date(2100, 1, 1)), days=st.integers(-400, 400))
def test_calendar_days_agree_with_an_independent_count(begin: date, days: int) -> None:
    sent = date.fromordinal(begin.toordinal() + days)
    assert is_later(sent, begin, 30) == (days > 30)
    assert is_before(sent, begin) == (days < 0)


@given(seconds=st.integers(-10_000_000, 10_000_000), zones=st.tuples(st.integers(-12, 14), st.integers(-12, 14)))
def test_instants_do_not_depend_on_zones(seconds: int, zones: tuple[int, int]) -> None:
    begin = datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=zones[0])))
    sent = (begin + timedelta(seconds=seconds)).astimezone(timezone(timedelta(hours=zones[1])))
    assert is_later(sent, begin, 30) == (seconds > 30 * 86_400)
    assert is_before(sent, begin) == (seconds < 0)
