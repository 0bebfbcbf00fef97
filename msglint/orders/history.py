"""What was already sent (`--history`): a line for each message, in JSON or CSV: the order, what it was, and when."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import partial

from msglint.dates import parse_date
from msglint.errors import OrderError, did_you_mean
from msglint.orders.book import open_text
from msglint.orders.ids import number_of
from msglint.orders.index import Index
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from msglint.orders.recoded import Utf16

_LONGEST = 1 << 16
_SHIFT = 32
_SEPARATORS = ",;\t"
"""What programs for tables put between columns, by country."""

Row = tuple[int, "Mapping[str, str]"]


class Sent(NamedTuple):
    """A request for a review that was already sent."""

    type: str
    day: date


class History:
    """The requests for a review that were already sent, by the order they were about.

    ``notes`` are path and words of what is worth saying about a file.
    """

    def __init__(self, types: tuple[str, ...], index: Index, notes: tuple[tuple[str, str], ...] = ()) -> None:
        self._types, self._index, self.notes = types, index, notes

    def sent(self, order_id: str) -> tuple[Sent, ...]:
        """Those for this order, in the order of the files."""
        places = self._index.places(number_of(order_id))
        return tuple(
            Sent(self._types[place >> _SHIFT], date.fromordinal(place & (1 << _SHIFT) - 1)) for place in places
        )


class Columns(NamedTuple):
    """The columns or keys that a file has to have, and those that were met beside them."""

    path: str
    wanted: tuple[str, ...]
    others: dict[str, None]

    def check(self, names: Sequence[str], line: int) -> None:
        """Raises an ``OrderError`` if one is missing or stands twice; it names what may be the missing one, misspelt."""
        listed = ", ".join(self.wanted)
        missing = [name for name in self.wanted if name not in names]
        for number, name in enumerate(names, 1):
            if near := did_you_mean(name, missing):
                reason = f"column {number}: no column '{name[:40]}'{near}; there are {listed}"
                raise OrderError(reason, self.path, line)
            if names.index(name) != number - 1 and name in self.wanted:
                raise OrderError(f"column {number}: '{name}' stands twice", self.path, line)
        if missing:
            raise OrderError(f"column '{missing[0]}' is missing; there have to be {listed}", self.path, line)
        self.others.update(dict.fromkeys(name for name in names if name not in self.wanted))

    def of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """What a row has in the columns that are read."""
        return {name: row[name] for name in self.wanted}


def read_history(paths: Iterable[str], facts: Mapping[str, Any]) -> History:
    """What these files say. Raises an ``OrderError`` for a line that is not whole, or has an unknown word in it."""
    known = facts["orders"]["history"]
    counted = tuple(dict.fromkeys([*known["asks"], *known["solicitations"]]))
    types = list(dict.fromkeys([*(kind["id"] for kind in facts["types"]["types"]), *counted]))
    index, notes = Index(), list[tuple[str, str]]()
    for path in dict.fromkeys(paths):
        columns = Columns(path, tuple(known["columns"]), {})
        with open_text(path) as file:
            for line, row in _rows(file, columns):
                number, kind, day = _entry(path, line, row, types)
                if kind in counted:
                    index.add(number, counted.index(kind) << _SHIFT | day.toordinal())
        notes += ((path, f"msglint reads nothing in column '{name[:40]}'") for name in columns.others)
    list(index.close())
    return History(counted, index, tuple(notes))


def _rows(file: BinaryIO | Utf16, columns: Columns) -> Iterator[Row]:
    """The lines of a file, each with its number and its texts by column."""
    lines = iter(partial(file.readline, _LONGEST), b"")
    first = next(filter(None, (line.removeprefix(b"\xef\xbb\xbf").strip() for line in lines)), b"")
    file.seek(0)
    return _json_rows(file, columns) if first.startswith((b"{", b"[")) else _csv_rows(file, columns)


def _json_rows(file: BinaryIO | Utf16, columns: Columns) -> Iterator[Row]:
    path = columns.path
    for line, text in _lines(path, file):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise OrderError(f"not JSON: {getattr(error, 'msg', error)}", path, line) from None
        if not isinstance(row, dict):
            raise OrderError('write one object a line: {"order_id": …, "type": …, "date": …}', path, line)
        columns.check(list(row), line)
        for name, value in columns.of(row).items():
            if not isinstance(value, str):
                raise OrderError(f"'{name}' must be a text, not {str(value)[:40]}", path, line)
        yield line, columns.of(row)


def _csv_rows(file: BinaryIO | Utf16, columns: Columns) -> Iterator[Row]:
    names: list[str] = []
    path, separator = columns.path, ""
    for line, text in _lines(path, file):
        if not text.strip():
            continue
        separator = separator or max(_SEPARATORS, key=text.count)
        texts = [field.strip() for field in _fields(text, separator, path, line)]
        if not names:
            names = texts
            columns.check(names, line)
        elif len(texts) != len(names):
            raise OrderError(f"this row has {len(texts)} columns and the first row {len(names)}", path, line)
        else:
            yield line, columns.of(dict(zip(names, texts, strict=True)))


def _fields(text: str, separator: str, path: str, line: int) -> list[str]:
    try:
        return next(csv.reader([text.rstrip("\r\n")], delimiter=separator, strict=True))
    except csv.Error as error:
        raise OrderError(f"not CSV: {error}", path, line) from None


def _lines(path: str, file: BinaryIO | Utf16) -> Iterator[tuple[int, str]]:
    for line, data in enumerate(iter(lambda: file.readline(_LONGEST), b""), 1):
        if len(data) == _LONGEST:
            raise OrderError("a line of more than 64 kB: this is no history, or a damaged one", path, line)
        try:
            yield line, data.decode("utf-8-sig" if line == 1 else "utf-8")
        except UnicodeDecodeError:
            raise OrderError("not UTF-8", path, line) from None


def _entry(path: str, line: int, row: Mapping[str, str], types: Sequence[str]) -> tuple[int, str, date]:
    for name, text in row.items():
        if not text.strip():
            raise OrderError(f"column '{name}' is empty", path, line)
    number, kind = number_of(row["order_id"].strip()), row["type"].strip()
    if not number:
        reason = f"'{row['order_id'][:40]}' is not an order id of the form 114-1234567-1234567"
        raise OrderError(f"column 'order_id': {reason}", path, line)
    if kind not in types:
        near = did_you_mean(kind, list(types)) or "; `msglint types` lists them"
        raise OrderError(f"column 'type': no message type '{kind[:40]}'{near}", path, line)
    try:
        when = parse_date(row["date"].strip())
    except ValueError as error:
        raise OrderError(f"column 'date': {error}", path, line) from None
    return number, kind, date(when.year, when.month, when.day)
