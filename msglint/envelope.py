"""What is known about a draft besides its words, and how it is read from a mapping (front matter, an example)."""

from __future__ import annotations

from msglint.errors import MsglintError, SettingsError, did_you_mean
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from msglint.draft import Attachment, Ignored, Span


class Delay(NamedTuple):
    """When a template is sent, dates being unknown: so many days after the ``order``, its ``shipment`` …"""

    after: str
    days: int

    def __str__(self) -> str:
        return f"{self.after} + {self.days} days"


class Envelope(NamedTuple):
    """What is known about a draft besides its words; anything may be unknown (None or empty).

    ``type`` is a message type's id, ``operation`` one of the Messaging API, ``marketplace`` a country code,
    ``language`` a language code. Dates without a time compare as calendar days, with a zone as instants. The delivery
    dates are those that Amazon promised. ``handling`` is the longest time from order to shipment, ``transit`` from
    shipment to delivery, in days. ``sender`` is who an incoming message is from, ``reply_to`` who would get the answer.
    ``ignore`` are rules whose findings in the draft are left unreported, with the reasons.
    ``places`` says where in the source a value stands.
    """

    type: str | None = None
    channel: str | None = None
    operation: str | None = None
    marketplace: str | None = None
    language: str | None = None
    order_id: str | None = None
    order_date: date | datetime | None = None
    completed_date: date | datetime | None = None
    shipped_date: date | datetime | None = None
    earliest_delivery_date: date | datetime | None = None
    latest_delivery_date: date | datetime | None = None
    send_date: date | datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    send: Delay | None = None
    handling: int | None = None
    transit: int | None = None
    sender: str | None = None
    reply_to: str | None = None
    ignore: tuple[Ignored, ...] = ()
    places: tuple[tuple[str, Span], ...] = ()

    def over(self, other: Envelope) -> Envelope:
        """What this envelope knows, and for the rest the other one."""
        known = {name: value for name, value in self._asdict().items() if value not in (None, ())}
        places = tuple(entry for entry in other.places if entry[0] not in known)
        return other._replace(**{**known, "places": places + self.places})

    def place(self, *names: str) -> Span | None:
        """Where the value of the first of these fields stands in the source that stands there at all."""
        places = dict(self.places)
        return next((places[name] for name in names if name in places), None)


EVENTS = ("order", "shipment", "delivery", "completion")
ORDER_ID = lazy(r"(?:[0-9]{3}|[DS][0-9]{2})-[0-9]{7}-[0-9]{7}")
"""Three digits, seven and seven; ``D01`` and ``S01`` for digital orders."""
_SEND = lazy(r"(?a)(\w+)\s*\+\s*(\d{1,4})\s*(day|week)s?")
_DAYS = lazy(r"(?a)(\d{1,3})\s*(?:(day|week)s?)?")
_LANGUAGE = lazy(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,2}")


def envelope_from(
    values: Mapping[str, Any],
    *,
    path: str = "",
    lines: Mapping[str, int] | None = None,
    error: type[MsglintError] = SettingsError,
) -> Envelope:
    """The envelope that a mapping of texts states. Raises ``error`` with path, line and the nearest valid word.

    Types, marketplaces and languages are checked against the policy's lists elsewhere: here only their form is.
    """
    known: dict[str, Any] = {}
    for key, value in values.items():
        line = (lines or {}).get(key, 0)
        if key not in _READERS:
            raise error(f"unknown key '{key}'{did_you_mean(str(key), KEYS)}", path, line)
        try:
            known[key] = None if value is None else _READERS[key](value)
        except ValueError as problem:
            raise error(f"{key}: {problem}", path, line) from None
    return Envelope(**{key: value for key, value in known.items() if value is not None})


_CODE = len("DE")


def _word(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be one word, not {value!r}")
    return value.strip()


def _marketplace(value: object) -> str:
    """A country code as msglint writes it: Amazon's own UK is GB. Anything else stays as it is written, to be named so."""
    word = _word(value)
    code = word.upper() if len(word) == _CODE else word
    return "GB" if code == "UK" else code


def _language(value: object) -> str:
    word = _word(value)
    found = _LANGUAGE.fullmatch(word)
    if not found:
        raise ValueError(f"'{word}' is not a language code; write one such as en or de")
    return found[1].lower()


def _order_id(value: object) -> str:
    word = _word(value)
    if not ORDER_ID.fullmatch(word):
        digits = "".join(filter(str.isdecimal, word))
        near = f" (did you mean {digits[:3]}-{digits[3:10]}-{digits[10:]}?)" if len(digits) == 17 else ""
        raise ValueError(f"'{word}' is not an order id of the form 114-1234567-1234567{near}")
    return word


def _date(value: object) -> date | datetime:
    from datetime import date

    from msglint.dates import parse_date

    return value if isinstance(value, date) else parse_date(_word(value))


def _send(value: object) -> Delay:
    text = _word(value)
    found = _SEND.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is no schedule; write it as 'order + 12 days'")
    if found[1] not in EVENTS:
        raise ValueError(f"no event '{found[1]}'{did_you_mean(found[1], EVENTS)}; it is one of {', '.join(EVENTS)}")
    return Delay(found[1], int(found[2]) * (7 if found[3] == "week" else 1))


def _days(value: object) -> int:
    found = _DAYS.fullmatch(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if not found:
        raise ValueError(f"{value!r} is no number of days; write it as '10 days'")
    return int(found[1]) * (7 if found[2] == "week" else 1)


def _attachments(value: object) -> tuple[Attachment, ...]:
    entries = value if isinstance(value, list | tuple) else [value]
    return tuple(_attachment(entry) for entry in entries)


def _attachment(entry: object) -> Attachment:
    from msglint.draft import Attachment

    if isinstance(entry, Attachment):
        return entry
    if isinstance(entry, str) and entry.strip():
        return Attachment(entry.strip())
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        raise ValueError(f"an attachment is a file name or {{file: …, kind: …}}, not {entry!r}")
    for key in entry:
        if key not in ("file", "kind", "size"):
            raise ValueError(f"unknown key '{key}' of an attachment{did_you_mean(str(key), ['file', 'kind', 'size'])}")
    size = entry.get("size")
    if size is not None and not (str(size).isascii() and str(size).isdecimal()):
        raise ValueError(f"the size of an attachment is a number of bytes, not {size!r}")
    return Attachment(entry["file"].strip(), str(entry.get("kind") or ""), size=None if size is None else int(size))


def _ignore(value: object) -> tuple[Ignored, ...]:
    from msglint.draft import Ignored

    if not isinstance(value, dict):
        raise ValueError('every rule needs a reason: write {emoji: "why it may stay"}')
    for rule, reason in value.items():
        if not isinstance(reason, str) or not reason.strip():
            raise ValueError(f"'{rule}' needs a reason: write {rule}: \"why it may stay\"")
    return tuple(Ignored(str(rule), " ".join(reason.split())) for rule, reason in value.items())


_READERS: dict[str, Callable[[object], Any]] = {
    "type": _word,
    "channel": _word,
    "operation": _word,
    "marketplace": _marketplace,
    "language": _language,
    "order_id": _order_id,
    "order_date": _date,
    "completed_date": _date,
    "shipped_date": _date,
    "earliest_delivery_date": _date,
    "latest_delivery_date": _date,
    "send_date": _date,
    "attachments": _attachments,
    "send": _send,
    "handling": _days,
    "transit": _days,
    "sender": _word,
    "reply_to": _word,
    "ignore": _ignore,
}
KEYS = tuple(_READERS)
