"""One order: what its file says of it, and what a draft's envelope takes from that."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

from msglint.dates import parse_date
from msglint.envelope import Envelope
from msglint.errors import OrderError
from msglint.orders.recoded import Utf16, utf16_of
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    Values = Mapping[str, str]


class Found(NamedTuple):
    """What one place of a file (a byte offset) says of an order: texts by the names of ``facts/orders.yaml``."""

    path: str
    place: int
    values: Values


class Order(NamedTuple):
    """An order. ``values`` are texts by the names of ``facts/orders.yaml``, none of them empty; ``personal`` are the
    buyer's own data: kind and text.
    """

    id: str
    values: Values
    dates: Mapping[str, date]
    marketplace: str | None
    personal: tuple[tuple[str, str], ...]

    @property
    def envelope(self) -> Envelope:
        """What a draft about this order need not say itself."""
        dates: dict[str, Any] = {field: when for field, when in self.dates.items() if field in Envelope._fields}
        return Envelope(order_id=self.id, marketplace=self.marketplace, **dates)


def order_of(order_id: str, found: Iterable[Found], facts: Mapping[str, Any]) -> Order:
    """The order that several places speak of. Raises an ``OrderError`` where two of them contradict each other."""
    places = list(found)
    values: dict[str, str] = {}
    for place in places:
        for field, text in place.values.items():
            if field == "shipped_date" and field in values:
                values[field] = latest((values[field], text))
            values.setdefault(field, text)
    _check_same(places, facts)
    dates = {field: date_of(values[field]) for field in facts["orders"]["dates"] if field in values}
    personal = tuple(
        (kind, values[field])
        for kind, fields in facts["orders"]["personal"].items()
        for field in fields
        if field in values
    )
    return Order(order_id, values, dates, _marketplace(values, facts), tuple(dict.fromkeys(personal)))


def differing(one: Values, other: Values, fields: Iterable[str]) -> str:
    """The first of the fields about which both say something, and not the same; empty if there is none."""
    return next((name for name in fields if name in one and name in other and not _same(name, one, other)), "")


def _same(name: str, one: Values, other: Values) -> bool:
    if name.endswith("_date"):
        return _second(one[name]) == _second(other[name])
    return one[name].split() == other[name].split()


def _second(text: str) -> object:
    """A date to the second: reports leave out what is less."""
    from datetime import datetime

    when = date_of(text)
    return when.replace(microsecond=0) if isinstance(when, datetime) else when


def date_of(text: str) -> date:
    """The date of an order file: ISO form, a space or ``T`` before the time. ``ValueError`` for any other."""
    return parse_date(text)


def latest(texts: Iterable[str]) -> str:
    """The latest of several dates as they are written; a time without a zone is taken as UTC."""
    return max(texts, key=_instant)


def _instant(text: str) -> datetime:
    when = date_of(text)
    if not isinstance(when, datetime):
        when = datetime(when.year, when.month, when.day)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _check_same(places: list[Found], facts: Mapping[str, Any]) -> None:
    """Files say the same of the order date and of who bought where; the rest changes between two of them."""
    first = places[0]
    for place in places[1:]:
        inside = place.path == first.path
        fields = facts["orders"]["same"] if inside else ("order_date", "buyer_email")
        name = differing(first.values, place.values, fields)
        if not name and _marketplace(first.values, facts) != _marketplace(place.values, facts):
            name = "marketplace" if _marketplace(first.values, facts) and _marketplace(place.values, facts) else ""
        if name:
            there = f"line {line_of(first)}" if inside else f"{first.path}, line {line_of(first)}"
            reason = f"the same order has another {name.replace('_', ' ')} than in {there}"
            raise OrderError(f"{reason}; keep the one that is right", place.path, line_of(place))


def line_of(found: Found) -> int:
    """The number of the line that a place is in. Only errors ask for it: the file is read up to there."""
    count, left = 1, found.place
    with open(found.path, "rb") as file:
        codec = utf16_of(file.read(2))
        file.seek(0)
        if codec:
            rows = Utf16(file, codec)
            return next(number for number in itertools.count(1) if not rows.readline() or rows.tell() > left)
        while left > 0 and (piece := file.read(min(left, 1 << 20))):
            count += piece.count(b"\n")
            left -= len(piece)
    return count


def _marketplace(values: Values, facts: Mapping[str, Any]) -> str | None:
    """The country of the marketplace; None for a channel that is none of Amazon's."""
    known, channel = values.get("marketplace_id"), values.get("sales_channel", "").lower()
    for place in facts["marketplaces"]["list"]:
        if known == place["marketplace_id"] or (known is None and channel == place["domain"]):
            country: str = place["country"]
            return country
    return None
