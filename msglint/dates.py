"""Dates as people write them in options and files: ISO 8601 only, never guessed."""

from __future__ import annotations

from datetime import date, datetime

from msglint.patterns import lazy

_ISO = lazy(r"(?a)(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?)?")
_LOOSE = lazy(r"(?a)\s*(\d{1,4})[./\s-]+(\d{1,2})[./\s-]+(\d{1,4})\b.*|\s*(\d{4})(\d{2})(\d{2})\s*")


def parse_date(text: str) -> date | datetime:
    """The date, or date and time, that ``text`` states in ISO form. ``ValueError`` says what to write instead."""
    found = _ISO.fullmatch(text)
    try:
        if found and found[2]:
            return datetime.fromisoformat(text)
        if found:
            return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no such date as '{text}'") from None
    near = _nearest(text)
    hint = f" (did you mean {' or '.join(near)}?)" if near else ", for example 2026-11-01"
    raise ValueError(f"'{text}' is not a date; write year-month-day{hint}")


def _nearest(text: str) -> list[str]:
    """The ISO dates that a date in another order of day, month and year could mean."""
    found = _LOOSE.fullmatch(text)
    if not found:
        return []
    first, second, third = (int(part) for part in found.groups() if part is not None)
    if first > 31:
        orders = [(first, second, third)]
    elif "." in text:
        orders = [(third, second, first)]
    else:
        orders = [(third, first, second), (third, second, first)]
    return list(dict.fromkeys(iso for order in orders if (iso := _iso(*order))))


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if year >= 1000 else ""
    except ValueError:
        return ""
