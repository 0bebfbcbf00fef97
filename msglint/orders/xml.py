"""XML order reports, read by expat. A document type, and with it every entity of its own, is refused."""

from __future__ import annotations

from functools import partial
from xml.parsers import expat
from zlib import crc32

from msglint.errors import OrderError
from msglint.orders.ids import number_of
from msglint.orders.order import date_of
from msglint.orders.recoded import Pieces, codec_of, utf16_of
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from msglint.orders.index import Index

_HEAD = 1 << 10
_CHUNK = 1 << 16
_LONGEST = 4 << 20
_DEEPEST = 64


class Layout(NamedTuple):
    """What a report's orders are called, and the field of each path of elements below one. ``codec`` is the encoding that
    it is read in where the parser does not know it.
    """

    order: str
    id: str
    fields: Mapping[str, str]
    encoding: str | None = None
    codec: str = ""


class _Orders:
    """Takes the events of a parser, and hands over each order when it ends: its values and its place."""

    def __init__(
        self,
        parser: Any,
        layout: Layout,
        take: Callable[[dict[str, str], int, int], None],
        pieces: Pieces | None = None,
    ) -> None:
        self._parser, self._layout, self._take, self._pieces = parser, layout, take, pieces
        self._path: list[str] | None = None
        self._texts: list[str] = []
        self._values: dict[str, str] = {}
        self._place = self._begun = self._line = 0
        self.encoding: str | None = None
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._texts.append
        parser.StartDoctypeDeclHandler, parser.XmlDeclHandler = self._doctype, self._declared

    def check_size(self, at: int) -> None:
        """An order that does not end is an error before all of the file is in memory."""
        if self._path is not None and at - self._begun > _LONGEST:
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
            place = self._parser.CurrentByteIndex
            self._place = self._pieces.place(place) if self._pieces else place
            self._begun, self._line = place, self._parser.CurrentLineNumber

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
    head = file.read(_HEAD)
    file.seek(0)
    codec = codec_of(head)
    parser = expat.ParserCreate("utf-8" if codec else None)
    pieces = Pieces(file, codec) if codec else None

    def take(values: dict[str, str], place: int, line: int) -> None:
        same = "\t".join(values.get(field, "") for field in facts["same"])
        found.add(_checked(values, layout, facts, line), place, crc32(same.encode()))

    orders = _Orders(parser, layout, take, pieces)
    read, ended = 0, False
    try:
        for data in pieces or iter(partial(file.read, _CHUNK), b""):
            read += len(data)
            parser.Parse(data, False)
            orders.check_size(read)
        ended = True
        parser.Parse(b"", ended)
    except OrderError as error:
        raise OrderError(error.message, path, error.line) from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise OrderError(_reason(error, ended), path, parser.CurrentLineNumber) from None
    if not len(found):
        raise OrderError(f"no order report: it has no element {layout.order}", path)
    return layout._replace(encoding=utf16_of(head).replace("16-", "16") or orders.encoding, codec=codec)


def values_at(file: BinaryIO, place: int, layout: Layout) -> tuple[str, dict[str, str]]:
    """The id and the values of the order at this place."""
    file.seek(place)
    parser = expat.ParserCreate("utf-8" if layout.codec else layout.encoding)
    found: list[dict[str, str]] = []
    _Orders(parser, layout, lambda values, _place, _line: found.append(values))
    try:
        for data in Pieces(file, layout.codec) if layout.codec else iter(partial(file.read, _CHUNK), b""):
            parser.Parse(data, False)
            if found:
                break
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
