"""The thirty days: calendar days and instants, schedules, and who is bound by them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.checks.timing import is_before, is_later
from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

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
    assert not findings(policy, send="order + 40 days")
    assert findings(policy, send="completion + 40 days")


def test_what_is_said_names_the_dates() -> None:
    (late,) = findings(order_date="2026-01-01", send_date="2026-06-01")
    assert (late.severity, late.confidence, late.start, late.end) == ("error", "high", 0, 0)
    assert "151 days" in late.message
    (early,) = findings(order_date="2026-06-01", send_date="2026-01-01")
    assert "before" in early.message


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
