"""Order reports: text with tabs, a row of column names and a row for each item of an order, quoted or not.

Rows are read as bytes: no tab, quotation mark or line break is ever a part of another character in the encodings that
Amazon uses. Only the rows of orders that drafts are about are decoded.
"""

from __future__ import annotations

import csv
import re
from functools import partial
from operator import itemgetter
from zlib import crc32

from msglint.errors import OrderError, did_you_mean
from msglint.orders.encoding import Encoding
from msglint.orders.ids import number_of_bytes
from msglint.orders.order import date_of
from msglint.orders.recoded import Utf16
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from msglint.orders.index import Index

_LONGEST = 1 << 20
_MOST_LINES = 50
_MISSPELT = 0.8
"""How like a known column's an unknown name has to be (1: the same) to be taken for it: ship-country is no ship-county."""
_BOM = b"\xef\xbb\xbf"
_TIME = re.compile(
    rb"(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


class Columns(NamedTuple):
    """The columns of a report: their names, the positions of what msglint reads, its encoding. ``notes`` are about columns that
    no report had when the facts were written: Amazon adds some every year.
    """

    names: tuple[str, ...]
    id: int
    fields: tuple[tuple[str, tuple[int, ...]], ...]
    same: tuple[int, ...]
    dates: tuple[int, ...]
    country: int | None
    notes: tuple[str, ...] = ()
    encoding: str = "utf-8"


def scan(path: str, file: BinaryIO | Utf16, facts: Mapping[str, Any], found: Index) -> Columns:
    """Note where each order stands. Returns the columns. Raises an ``OrderError`` for a broken row."""
    head = file.readline(_LONGEST)
    columns = _columns(head, path, facts)
    encoding = Encoding(facts["report"]["encodings"])
    check, is_date = _checksum(columns.same), _is_date()
    place, line, width = file.tell(), 1, len(columns.names)
    recoded = isinstance(file, Utf16)
    for row in iter(partial(file.readline, _LONGEST), b""):
        line += 1
        if len(row) == _LONGEST:
            raise OrderError("a row of more than 1 MB: this is no order report, or a damaged one", path, line)
        fields, lines = row.rstrip(b"\r\n").split(b"\t"), 0
        if len(fields) != width or fields[-1][:1] == b'"' != fields[-1][-1:]:
            fields, lines = _mended(fields, row, file, columns)
            if len(fields) == 1 and not fields[0]:
                place = file.tell()
                continue
            if len(fields) != width:
                raise OrderError(_wrong_width(fields, width, file), path, line)
        number = number_of_bytes(fields[columns.id].strip(b'" '))
        if not number:
            raise OrderError(_no_id(fields, columns), path, line)
        for at in columns.dates:
            if fields[at] and not is_date(fields[at]):
                raise OrderError(_no_date(fields[at], columns.names[at]), path, line)
        if not row.isascii():
            encoding.see(row, fields[columns.country] if columns.country is not None else b"")
        found.add(number, place, check(fields))
        place, line = file.tell() if lines or recoded else place + len(row), line + lines
    return columns._replace(encoding=encoding.name)


def values_at(file: BinaryIO | Utf16, place: int, columns: Columns) -> tuple[str, dict[str, str]]:
    """The id and the values of the row at this place. Raises ``ValueError`` where it cannot be decoded."""
    file.seek(place)
    row = file.readline(_LONGEST)
    fields, _ = _mended(row.rstrip(b"\r\n").split(b"\t"), row, file, columns)
    texts = [_unquoted(field.decode(columns.encoding)) for field in fields]
    if len(texts) != len(columns.names):
        raise ValueError("the file was changed while msglint was reading it")
    for at in (
        columns.id,
        *columns.dates,
    ):  # as `scan` reads them: a quotation mark without a second is no part of them
        texts[at] = texts[at].strip('" ')
    values = {}
    for name, positions in columns.fields:
        text = next((texts[at] for at in positions if texts[at]), "")
        if text:
            values[name] = text
    return texts[columns.id], values


def _columns(head: bytes, path: str, facts: Mapping[str, Any]) -> Columns:
    """The columns by the first row."""
    report = facts["report"]
    text = head.removeprefix(_BOM).decode("utf-8", "replace").strip("\r\n").rstrip("\t")
    names = tuple(_unquoted(name).lower() for name in text.split("\t"))
    ids = report["id"]
    if not any(name in names for name in ids):
        other = next((sign for sign, what in _SIGNS.items() if what in text and any(name in text for name in ids)), "")
        between = f"; its columns are separated by {other}, Amazon's by tabs" if other else ""
        near = next((hint for name in names if (hint := did_you_mean(name, ids)) and len(name) < 30), "")
        raise OrderError(f"no order report: no column 'order-id' or 'amazon-order-id'{near}{between}", path, 1)
    for number, name in enumerate(names, 1):
        if names.index(name) != number - 1:
            raise OrderError(f"column {number}: '{name}' stands twice", path, 1)
    notes = tuple(_unknown(names, path, facts))
    positions = {
        field: tuple(names.index(name) for name in where.get("report", ()) if name in names)
        for field, where in facts["fields"].items()
    }
    return Columns(
        names,
        next(names.index(name) for name in ids if name in names),
        tuple((field, places) for field, places in positions.items() if places),
        tuple(at for field in facts["same"] for at in positions[field]),
        tuple(at for field in facts["dates"] for at in positions[field]),
        next(iter(positions["country"]), None),
        notes,
    )


def _unknown(names: tuple[str, ...], path: str, facts: Mapping[str, Any]) -> Iterator[str]:
    """Notes about columns that no report of Amazon's is known to have. One that may be a column msglint reads, misspelt,
    is an error, and so is any where the date of the orders is missing: it may be that.
    """
    report = facts["report"]
    known = {name.lower() for listed in report["columns"].values() for name in listed}
    lacking = {name for where in facts["fields"].values() for name in where.get("report", ())} - set(names)
    is_dated = any(name in names for name in facts["fields"]["order_date"]["report"])
    for number, name in enumerate(names, 1):
        if name in known:
            continue
        near = did_you_mean(name, sorted(lacking), _MISSPELT)
        if near or not is_dated or not name:
            raise OrderError(f"column {number}: no report has a column '{name}'{near}", path, 1)
        yield f"column {number}: msglint knows no column '{name}', and reads nothing in it"


_SIGNS = {"commas": ",", "semicolons": ";", "bars": "|"}


def _checksum(same: tuple[int, ...]) -> Callable[[list[bytes]], int]:
    if len(same) < 2:
        return lambda fields: crc32(b"".join(fields[at] for at in same))
    chosen = itemgetter(*same)
    return lambda fields: crc32(b"\t".join(chosen(fields)))


def _is_date() -> Callable[[bytes], bool]:
    """A quick test for dates: the days of a report are few and come again and again."""
    days: dict[bytes, bool] = {}

    def is_date(text: bytes) -> bool:
        text = text.strip(b'" ')
        day = text[:10]
        good = days.get(day)
        if good is None:
            good = days[day] = _is_day(day)
        return good and (len(text) == 10 or bool(_TIME.fullmatch(text, 10)))

    return is_date


def _is_day(day: bytes) -> bool:
    try:
        return not day or bool(date_of(day.decode()))
    except ValueError:
        return False


def _mended(fields: list[bytes], row: bytes, file: BinaryIO | Utf16, columns: Columns) -> tuple[list[bytes], int]:
    """The fields of a row whose quoted texts have tabs or line breaks in them, and how many more lines it has.

    Reports are quoted or not: in one that is not, a quotation mark (12" pan) is a character like others, and a row
    that is whole without taking it for more is left as it is; so is the next, whatever mark ends it.
    """
    width = len(columns.names)
    while len(fields) > width and not fields[-1]:
        fields = fields[:-1]
    open_end = fields[-1][:1] == b'"' != fields[-1][-1:] and row.count(b'"') % 2
    if b'"' not in row or (len(fields) == width and not open_end):
        return fields, 0
    back, text = file.tell(), row
    for lines in range(_MOST_LINES):
        found = _quoted(text)
        if len(found) == width and text.count(b'"') % 2 == 0:
            return found, lines
        more = file.readline(_LONGEST)
        if not more or len(found) > width or len(text) > _LONGEST or _is_row(more, columns):
            break
        text += more
    file.seek(back)
    return fields, 0


def _is_row(line: bytes, columns: Columns) -> bool:
    fields = line.rstrip(b"\r\n").split(b"\t")
    return len(fields) >= len(columns.names) and bool(number_of_bytes(fields[columns.id].strip(b'" ')))


def _quoted(text: bytes) -> list[bytes]:
    # Latin-1 gives each byte a character, and back
    rows = csv.reader([text.decode("latin-1").rstrip("\r\n")], delimiter="\t", doublequote=True)
    try:
        return [field.encode("latin-1") for field in next(rows, [])]
    except csv.Error:
        return []


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1].replace('""', '"').strip() if len(text) > 1 and text[0] == text[-1] == '"' else text


def _wrong_width(fields: list[bytes], width: int, file: BinaryIO | Utf16) -> str:
    cut = len(fields) < width and not file.readline(1)
    why = "the file ends in the middle of it; download it again" if cut else "a tab is missing or one too many"
    return f"this row has {len(fields)} columns and the first row {width}: {why}"


def _no_id(fields: list[bytes], columns: Columns) -> str:
    name, text = columns.names[columns.id], fields[columns.id].decode("ascii", "replace")[:40]
    if not text.strip('" '):
        return f"column '{name}' is empty"
    return f"column '{name}': '{text}' is not an order id of the form 114-1234567-1234567"


def _no_date(text: bytes, name: str) -> str:
    shown = text.decode("ascii", "replace").strip('" ')[:40]
    try:
        date_of(shown)
    except ValueError as error:
        return f"column '{name}': {error}"
    return f"column '{name}': '{shown}' is not a date; write year-month-day"
