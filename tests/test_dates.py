"""Dates in options: ISO or refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from msglint.dates import parse_date


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-01", date(2026, 11, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-11-01T09:30", datetime(2026, 11, 1, 9, 30)),
        ("2026-11-01 09:30:15Z", datetime(2026, 11, 1, 9, 30, 15, tzinfo=UTC)),
        ("2026-11-01T09:30:00+01:00", datetime(2026, 11, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))),
    ],
)
def test_dates(text: str, meant: date) -> None:
    assert parse_date(text) == meant


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("11/01/2026", "(did you mean 2026-11-01 or 2026-01-11?)"),
        ("13/01/2026", "(did you mean 2026-01-13?)"),
        ("1.11.2026", "(did you mean 2026-11-01?)"),
        ("2026-1-5", "(did you mean 2026-01-05?)"),
        ("2026/11/01 10:00", "(did you mean 2026-11-01?)"),
        ("20261101", "(did you mean 2026-11-01?)"),
        ("2026-W45-1", ", for example 2026-11-01"),
        ("01-11-26", ", for example 2026-11-01"),
        ("tomorrow", ", for example 2026-11-01"),
        ("", ", for example 2026-11-01"),
        ("２０２６-11-01", ", for example 2026-11-01"),
    ],
)
def test_no_dates(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="is not a date; write year-month-day") as caught:
        parse_date(text)
    assert str(caught.value).endswith(hint)


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026-11-01T25:00", "0000-01-01"])
def test_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(ValueError, match=f"there is no such date as '{text}'"):
        parse_date(text)
