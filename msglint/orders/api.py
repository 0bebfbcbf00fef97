"""Answers of the Orders API in JSON: getOrders, getOrder, pages of them in a list or one after the other."""

from __future__ import annotations

from zlib import crc32

from msglint.errors import OrderError, did_you_mean
from msglint.orders.ids import number_of
from msglint.orders.order import date_of, latest
from msglint.orders.stream import JsonStream
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from msglint.orders.index import Index


class Shape(NamedTuple):
    """One version of the API: the key of an order's id, and for each field the keys that lead to it."""

    id: str
    fields: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


class Containers(NamedTuple):
    """Where in an answer orders stand, as keys joined by dots: in lists, alone, and what has either in it."""

    lists: frozenset[str]
    single: frozenset[str]
    above: frozenset[str]
    ids: frozenset[str]


def scan(path: str, file: BinaryIO, facts: Mapping[str, Any], found: Index) -> tuple[Shape, ...]:
    """Note where each order stands. Returns the shapes. Raises an ``OrderError`` for what is broken or not an order."""
    shapes = tuple(_shape(raw, facts) for raw in facts["api"])
    containers = _containers(facts["api"])
    stream = JsonStream(path, file)
    stream.skip_mark()
    while stream.peek():
        in_list = stream.peek() == "["
        for _ in _items(stream) if in_list else range(1):
            seen: list[str] = []
            has_orders = False
            for place, order in _orders(stream, "", containers, seen):
                number, values = _checked(order, shapes, facts, stream)
                same = repr([values.get(field) for field in facts["same"]])
                found.add(number, place, crc32(same.encode("utf-8", "surrogatepass")))
                has_orders = True
            if not has_orders and containers.lists.isdisjoint(seen):
                raise _nothing(stream, seen, containers)
    return shapes


def values_at(file: BinaryIO, place: int, shapes: tuple[Shape, ...]) -> tuple[str, dict[str, str]]:
    """The id and the values of the order at this place."""
    file.seek(place)
    try:
        order = JsonStream("", file).value()
        shape = next(shape for shape in shapes if shape.id in order)
    except (OrderError, StopIteration, TypeError):
        raise ValueError("changed") from None
    return str(order[shape.id]), dict(_values(order, shape))


def _orders(stream: JsonStream, path: str, where: Containers, seen: list[str]) -> Iterator[tuple[int, Any]]:
    """The orders in the value at a path, with their places; ``seen`` gets the paths of all keys on the way."""
    if path in where.lists and stream.peek() == "[":
        stream.release()
        for _ in _items(stream):
            stream.peek()
            yield stream.place(), stream.value()
    elif path in where.above and stream.peek() == "{":
        if path in where.single:
            stream.hold()
            stream.place()
        for key in _keys(stream):
            inner = f"{path}.{key}".lstrip(".")
            seen.append(inner)
            if path in where.single and key in where.ids:
                stream.back()
                yield stream.place(), stream.value()
                return
            yield from _orders(stream, inner, where, seen)
        stream.release()
    else:
        stream.value()


def _items(stream: JsonStream) -> Iterator[None]:
    """Stops before each item of the list that begins here, and at last behind it."""
    stream.expect("[")
    if stream.peek() == "]":
        stream.expect("]")
        return
    while True:
        yield
        if stream.expect(",]") == "]":
            return


def _keys(stream: JsonStream) -> Iterator[str]:
    """Stops before each value of the object that begins here, with its key, and at last behind it."""
    stream.expect("{")
    if stream.peek() == "}":
        stream.expect("}")
        return
    while True:
        if stream.peek() != '"':
            stream.expect('"')
        key = stream.value()
        stream.expect(":")
        yield key
        if stream.expect(",}") == "}":
            return


def _checked(
    order: Any, shapes: tuple[Shape, ...], facts: Mapping[str, Any], stream: JsonStream
) -> tuple[int, dict[str, str]]:
    """An order's id as a number, and its values. Raises an ``OrderError`` for an order without id, and a wrong date."""
    keys = list(order) if isinstance(order, dict) else []
    shape = next((shape for shape in shapes if shape.id in keys), None)
    if shape is None:
        near = next((hint for key in keys for shape in shapes if (hint := did_you_mean(key, [shape.id]))), "")
        raise stream.error(f"an order without its id, '{shapes[0].id}' or '{shapes[-1].id}'{near}")
    number = number_of(str(order[shape.id]))
    if not number:
        raise stream.error(
            f"'{shape.id}': {str(order[shape.id])[:40]!r} is not an order id of the form 114-1234567-1234567"
        )
    values = dict(_values(order, shape))
    for field, paths in shape.fields:
        if field in facts["dates"] and field in values:
            try:
                date_of(values[field])
            except ValueError as error:
                raise stream.error(f"order {order[shape.id]}: '{'.'.join(paths[0])}': {error}") from None
    return number, values


def _values(order: Any, shape: Shape) -> Iterator[tuple[str, str]]:
    for field, paths in shape.fields:
        for path in paths:
            texts = [text for text in _texts(order, path) if text.strip()]
            if texts:
                # of several packages the last one counts
                yield field, _last(texts) if len(texts) > 1 else texts[0]
                break


def _last(texts: Sequence[str]) -> str:
    """The latest of some dates, or one among them that is none, which is told of where it is read; else the first text."""
    others = [text for text in texts if not _is_date(text)]
    return others[0] if others else latest(texts)


def _is_date(text: str) -> bool:
    try:
        date_of(text)
    except ValueError:
        return False
    return True


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[str]:
    """The texts and numbers that a path leads to."""
    if not path:
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            yield str(value)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, path)
    elif isinstance(value, dict) and path[0] in value:
        yield from _texts(value[path[0]], path[1:])


def _shape(raw: Mapping[str, Any], facts: Mapping[str, Any]) -> Shape:
    fields = (
        (field, tuple(tuple(path.replace("[]", "").split(".")) for path in where[raw["name"]]))
        for field, where in facts["fields"].items()
        if raw["name"] in where
    )
    return Shape(raw["id"], tuple(fields))


def _containers(shapes: list[Mapping[str, Any]]) -> Containers:
    lists = {path for shape in shapes for path in shape["lists"]}
    single = {path for shape in shapes for path in shape["single"]}
    above = {".".join(path.split(".")[:length]) for path in lists for length in range(path.count(".") + 1)}
    ids = {shape["id"] for shape in shapes}
    return Containers(frozenset(lists), frozenset(single), frozenset(above | single), frozenset(ids))


def _nothing(stream: JsonStream, seen: list[str], where: Containers) -> OrderError:
    if "errors" in seen:
        return stream.error("this is an error that Amazon answered with; it has no orders")
    known = sorted(where.lists)
    others = (key for key in seen if key not in where.above)
    near = next((hint for key in others if (hint := did_you_mean(key, known))), "")
    return stream.error(f"no orders in it, neither 'payload.Orders' nor 'orders'{near}")
