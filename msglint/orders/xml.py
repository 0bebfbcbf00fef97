"""XML order reports, read by expat. A document type, and with it every entity of its own, is refused."""

from __future__ import annotations

from xml.parsers import expat
from zlib import crc32

from msglint.errors import OrderError
from msglint.orders.ids import number_of
from msglint.orders.order import date_of
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from msglint.orders.index import Index

_CHUNK = 1 << 16
_LONGEST = 4 << 20
_DEEPEST = 64


class Layout(NamedTuple):
    """What a report's orders are called, and the field of each path of elements below one."""

    order: str
    id: str
    fields: Mapping[str, str]
    encoding: str | None = None


class _Orders:
    """Takes the events of a parser, and hands over each order when it ends: its values and its place."""

    def __init__(self, parser: Any, layout: Layout, take: Callable[[dict[str, str], int, int], None]) -> None:
        self._parser, self._layout, self._take = parser, layout, take
        self._path: list[str] | None = None
        self._texts: list[str] = []
        self._values: dict[str, str] = {}
        self._place = self._line = 0
        self.encoding: str | None = None
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._texts.append
        parser.StartDoctypeDeclHandler, parser.XmlDeclHandler = self._doctype, self._declared

    def check_size(self, at: int) -> None:
        """An order that does not end is an error before all of the file is in memory."""
        if self._path is not None and at - self._place > _LONGEST:
            raise OrderError("an order of more than 4 MB: this is no order report, or a damaged one", "", self._line)
        if self._path is None:
            self._texts.clear()

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._texts.clear()
        if self._path is not None:
            self._path.append(name)
            if len(self._path) > _DEEPEST:
                raise OrderError("elements nested too deeply for an order report", "", self._parser.CurrentLineNumber)
        elif name == self._layout.order:
            self._path, self._values = [], {}
            self._place, self._line = self._parser.CurrentByteIndex, self._parser.CurrentLineNumber

    def _end(self, _name: str) -> None:
        if self._path is None:
            return
        if self._path:
            path, text = ".".join(self._path), "".join(self._texts).strip()
            field = "id" if path == self._layout.id else self._layout.fields.get(path)
            if field and text:
                self._values.setdefault(field, text)
            self._path.pop()
            self._texts.clear()
        else:
            self._path = None
            self._take(self._values, self._place, self._line)

    def _doctype(self, *_: object) -> None:
        reason = "a document type (<!DOCTYPE …>): Amazon's reports have none, and msglint reads none"
        raise OrderError(reason, "", self._parser.CurrentLineNumber)

    def _declared(self, _version: str, encoding: str | None, _alone: int) -> None:
        self.encoding = encoding


def scan(path: str, file: BinaryIO, facts: Mapping[str, Any], found: Index) -> Layout:
    """Note where each order stands. Returns the layout. Raises an ``OrderError`` for what is broken."""
    layout = _layout(facts)
    parser = expat.ParserCreate()

    def take(values: dict[str, str], place: int, line: int) -> None:
        same = "\t".join(values.get(field, "") for field in facts["same"])
        found.add(_checked(values, layout, facts, line), place, crc32(same.encode()))

    orders = _Orders(parser, layout, take)
    read, ended = 0, False
    try:
        while not ended:
            data = file.read(_CHUNK)
            ended = not data
            read += len(data)
            parser.Parse(data, ended)
            orders.check_size(read)
    except OrderError as error:
        raise OrderError(error.message, path, error.line) from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise OrderError(_reason(error, ended), path, parser.CurrentLineNumber) from None
    if not len(found):
        raise OrderError(f"no order report: it has no element {layout.order}", path)
    return layout._replace(encoding=orders.encoding)


def values_at(file: BinaryIO, place: int, layout: Layout) -> tuple[str, dict[str, str]]:
    """The id and the values of the order at this place."""
    file.seek(place)
    parser = expat.ParserCreate(layout.encoding)
    found: list[dict[str, str]] = []
    _Orders(parser, layout, lambda values, _place, _line: found.append(values))
    try:
        while not found and (data := file.read(_CHUNK)):
            parser.Parse(data, False)
    except (expat.ExpatError, OrderError):
        pass  # what comes behind the order is not part of it
    if not found:
        raise ValueError("changed")
    values = dict(found[0])
    return values.pop("id", ""), values


def _layout(facts: Mapping[str, Any]) -> Layout:
    fields = {path: field for field, where in facts["fields"].items() for path in where.get("xml", ())}
    return Layout(facts["xml"]["order"], facts["xml"]["id"], fields)


def _checked(values: Mapping[str, str], layout: Layout, facts: Mapping[str, Any], line: int) -> int:
    """An order's id as a number. Raises an ``OrderError`` for an order without id, and for a wrong date."""
    text = values.get("id", "")
    number = number_of(text)
    if not number:
        reason = f"{text[:40]!r} is not an order id of the form 114-1234567-1234567" if text else "it is missing"
        raise OrderError(f"element {layout.id}: {reason}", "", line)
    for path, field in layout.fields.items():
        if field in facts["dates"] and field in values:
            try:
                date_of(values[field])
            except ValueError as error:
                raise OrderError(f"order {text}: element {path}: {error}", "", line) from None
    return number


def _reason(error: Exception, ended: bool) -> str:
    if not isinstance(error, expat.ExpatError):
        return f"not XML that msglint reads: {error}; save it as UTF-8"
    return (
        "the file ends in the middle of its data; download it again"
        if ended
        else f"not XML: {expat.ErrorString(error.code)}"
    )
