"""The order files of a run: read through once for where each order stands, then asked for single orders."""

from __future__ import annotations

from msglint.errors import OrderError
from msglint.files import UNREADABLE, is_text
from msglint.orders.ids import number_of
from msglint.orders.index import Index
from msglint.orders.order import Found, Order, differing, order_of
from msglint.orders.recoded import Utf16, utf16_of
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType
    from typing import BinaryIO

_HEAD = 8192


class OrderFile(NamedTuple):
    """A file of orders: its shape (a module of this package), what that needs to read it, and where each order is."""

    path: str
    shape: str
    layout: Any
    known: Index


class Orders:
    """All orders of a run. It holds no buyer's data, only where they are; it can be handed to other processes."""

    def __init__(self, files: tuple[OrderFile, ...], facts: Mapping[str, Any]) -> None:
        self._files, self._facts = files, facts

    def __len__(self) -> int:
        return sum(len(file.known) for file in self._files)

    @property
    def notes(self) -> Iterator[tuple[str, str]]:
        """Path and words of what is worth saying about a file."""
        return ((file.path, note) for file in self._files for note in getattr(file.layout, "notes", ()))

    def find(self, order_id: str) -> Order | None:
        """The order with this id. Raises an ``OrderError`` where the files contradict each other about it."""
        number = number_of(order_id)
        found = [place for file in self._files for place in _found(file, file.known.places(number), order_id)]
        return order_of(order_id, found, self._facts) if found else None


def read_orders(paths: Iterable[str], facts: Mapping[str, Any]) -> Orders:
    """The orders in these files. Raises an ``OrderError`` for one that cannot be read, or is not whole."""
    needed = {name: facts[name] for name in ("orders", "marketplaces")}
    return Orders(tuple(_scanned(path, needed) for path in dict.fromkeys(paths)), needed)


def open_text(path: str) -> BinaryIO | Utf16:
    """A file of order data, opened; one in UTF-16 reads as UTF-8. Raises an ``OrderError`` for one that cannot be read, is empty or is no text."""
    try:
        file = open(path, "rb")  # noqa: SIM115 - the caller closes it
        head = file.read(_HEAD)
        file.seek(0)
    except OSError as error:
        raise OrderError(UNREADABLE.get(type(error)) or f"cannot be read: {error.strerror}", path) from None
    reason = ""
    if not head.strip():
        reason = "the file is empty"
    elif utf16_of(head):
        return Utf16(file, utf16_of(head))
    elif head.count(0) > len(head) // 5:
        reason = "this is UTF-16 without its mark; save it as UTF-8, or take the file as Amazon delivers it"
    elif not is_text(head):
        reason = "not text: unpack it first, or take the file as Amazon delivers it"
    if reason:
        file.close()
        raise OrderError(reason, path)
    return file


def _scanned(path: str, facts: Mapping[str, Any]) -> OrderFile:
    index = Index()
    with open_text(path) as file:
        shape = _shape_of(file.read(_HEAD))
    with _opened(path, shape) as file:
        layout = _module(shape).scan(path, file, facts["orders"], index)
    found = OrderFile(path, shape, layout, index)
    for pair in index.close():
        # a checksum also differs where one of the two is silent: only a contradiction is an error
        one, other = _found(found, pair, "")
        if differing(one.values, other.values, facts["orders"]["same"]):
            order_of("", [one, other], facts)
    return found


def _shape_of(head: bytes) -> str:
    """The module for files that begin like this."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return {b"{": "api", b"[": "api", b"<": "xml"}.get(first, "reports")


def _opened(path: str, shape: str) -> BinaryIO | Utf16:
    """A file of this shape: XML is decoded by its parser."""
    return open(path, "rb") if shape in ("xml", "api") else open_text(path)


def _module(shape: str) -> ModuleType:
    from importlib import import_module

    return import_module(f"msglint.orders.{shape}")


def _found(file: OrderFile, places: Iterable[int], order_id: str) -> Iterator[Found]:
    """What a file says of an order at these places."""
    places = list(places)
    if not places:
        return
    try:
        with _opened(file.path, file.shape) as opened:
            for place in places:
                known, values = _module(file.shape).values_at(opened, place, file.layout)
                if order_id and known != order_id:
                    raise ValueError
                yield Found(file.path, place, values)
    except OSError as error:
        raise OrderError(f"cannot be read: {error.strerror}", file.path) from None
    except ValueError:
        raise OrderError("the file was changed while msglint was reading it", file.path) from None
