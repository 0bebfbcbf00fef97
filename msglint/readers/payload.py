"""Bodies for the Messaging API (.json), alone or inside the request that sends them.

A body has ``text``, ``attachments`` and, for a warranty, two dates. A request names the ``operation`` (or the ``path``
of the call), the order and the ``body``, as the usual client libraries take them.
"""

from __future__ import annotations

from msglint.draft import Attachment, Part, Span, View
from msglint.envelope import ORDER_ID, Envelope
from msglint.errors import did_you_mean
from msglint.patterns import lazy
from msglint.placeholders import mask
from msglint.readers.nodes import Node, Reader
from msglint.readers.text import read_part
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.source import Source

_KINDS = {"string": "a text", "array": "a list", "object": "an object"}
_BODY = {"text": "string", "attachments": "array", "coverageStartDate": "string", "coverageEndDate": "string"}
_FILE = {"uploadDestinationId": "string", "fileName": "string"}
_REQUEST = {
    "operation": "string",
    "endpoint": "string",
    "method": "string",
    "path": "",
    "query": "object",
    "amazonOrderId": "string",
    "marketplaceIds": "array",
    "body": "object",
}
_ORDERS = ("payload", "Orders", "orders", "AmazonOrderId")
_PATH = lazy(r"(?:/messaging/v\d)?/orders/([^/?]+)/messages/([^/?]+)/?(?:\?.*)?")
_BEGINNING = lazy(r'\s*\{\s*(?:"|\})')


class Payload(NamedTuple):
    """What a body holds: its text, its files, and what the request says around it."""

    parts: tuple[Part, ...]
    attachments: tuple[Attachment, ...]
    envelope: Envelope


def looks_like(text: str, start: int = 0) -> bool:
    """Whether a text begins as an object of JSON does, and not with a placeholder."""
    return bool(_BEGINNING.match(text, start))


def read(source: Source, name: str, start: int = 0, *, empty: bool = False) -> Payload:
    """The body or request from offset ``start`` on. Raises ``DraftError`` with the line for whatever is not of that shape.

    ``empty`` allows a body with nothing in it: some operations take none.
    """
    reader = _PayloadReader(source, name)
    top = reader.top(start)
    if top.kind != "object":
        raise reader.error('a body for the Messaging API is an object: {"text": …}', top.start)
    entries = reader.entries(top)
    around = {key: entry for key, entry in entries.items() if key in _REQUEST}
    if not around:
        return reader.payload(top, {}, empty=empty)
    reader.check(entries, _REQUEST if "body" in around else {**_REQUEST, **_BODY}, "a request")
    body = around["body"][1] if "body" in around else Node("object", top.start, top.end, _without(top, reader))
    return reader.payload(body, around, empty=empty or "operation" in around or "path" in around)


def _without(top: Node, reader: Reader) -> tuple[Node, ...]:
    """The items of a request without a body of its own that belong to the body."""
    return tuple(node for key, entry in reader.entries(top).items() if key in _BODY for node in entry)


class _PayloadReader(Reader):
    def payload(self, body: Node, around: Mapping[str, tuple[Node, Node]], *, empty: bool) -> Payload:
        """The draft that a body makes, with what the request around it says."""
        entries = self.entries(body)
        self.check(entries, _BODY, "a body for the Messaging API")
        if not entries and not empty:
            raise self.error(
                "neither 'text' nor 'attachments' in it: this is no body for the Messaging API", body.start
            )
        parts = (self._part(entries["text"][1]),) if "text" in entries else ()
        files = tuple(self._files(entries["attachments"][1])) if "attachments" in entries else ()
        return Payload(parts, files, self._envelope(around))

    def check(self, entries: Mapping[str, tuple[Node, Node]], known: Mapping[str, str], what: str) -> None:
        """Only keys that are known, each with a value of its kind."""
        for name, (key, value) in entries.items():
            if name in _ORDERS:
                raise self.error(f"'{name}' is a key of order data: give such files with --orders", key.start)
            if name not in known:
                hint = did_you_mean(name, list(known)) or f"; there are {', '.join(known)}"
                raise self.error(f"unknown key '{name[:60]}' in {what}{hint}", key.start)
            if known[name] and value.kind != known[name]:
                raise self.error(f"'{name}' must be {_KINDS[known[name]]}, not {self.raw(value)[:40]}", value.start)

    def _part(self, node: Node) -> Part:
        decoded = self.view(node)
        masked, placeholders = mask(decoded.text)
        return read_part(View("part", masked, decoded), placeholders)._replace(kind="payload")

    def _files(self, node: Node) -> Iterator[Attachment]:
        for item in node.items:
            if item.kind != "object":
                raise self.error(
                    f"an attachment is an object with {' and '.join(_FILE)}, not {self.raw(item)[:40]}", item.start
                )
            entries = self.entries(item)
            self.check(entries, _FILE, "an attachment")
            if "fileName" not in entries:
                raise self.error("an attachment needs 'fileName'", item.start)
            name = entries["fileName"][1]
            yield Attachment(self.text(name).strip(), span=Span(name.start + 1, name.end - 1))

    def _envelope(self, around: Mapping[str, tuple[Node, Node]]) -> Envelope:
        """The operation and the order that a request is about, each with its place."""
        stated = {key: value for key, (_, value) in around.items()}
        found: dict[str, tuple[str, Span]] = {}
        if "path" in stated:
            found.update(self._of_path(stated["path"]))
        if "query" in stated:
            stated |= self._inner(stated["query"], {"marketplaceIds": "array"}, "the query")
        for item in stated["marketplaceIds"].items if "marketplaceIds" in stated else ():
            if item.kind != "string":
                raise self.error(f"'marketplaceIds' must be a list of texts, not {self.raw(item)[:40]}", item.start)
        for key, field in (("amazonOrderId", "order_id"), ("operation", "operation")):
            if key in stated:
                found[field] = self._word(stated[key])
        order, place = found.get("order_id", ("", Span(0, 0)))
        if mask(order)[1]:
            del found["order_id"]
        elif order and not ORDER_ID.fullmatch(order):
            raise self.error(f"'{order[:40]}' is not an order id of the form 114-1234567-1234567", place.start)
        places = tuple((field, span) for field, (_, span) in found.items())
        order_id, operation = (found[field][0] if field in found else None for field in ("order_id", "operation"))
        return Envelope(channel="api", operation=operation, order_id=order_id, places=places)

    def _inner(self, node: Node, known: Mapping[str, str], what: str) -> dict[str, Node]:
        entries = self.entries(node)
        self.check(entries, known, what)
        return {key: value for key, (_, value) in entries.items()}

    def _word(self, node: Node) -> tuple[str, Span]:
        return self.text(node).strip(), Span(node.start + 1, node.end - 1)

    def _of_path(self, node: Node) -> Iterator[tuple[str, tuple[str, Span]]]:
        """What the path of a call says: ``/messaging/v1/orders/ID/messages/OPERATION``, or its parameters by name."""
        if node.kind == "object":
            for value in self._inner(node, {"amazonOrderId": "string"}, "the path").values():
                yield "order_id", self._word(value)
            return
        view = self.view(node)
        called = _PATH.fullmatch(view.text)
        if not called:
            raise self.error("the path of a call is /messaging/v1/orders/ORDER/messages/OPERATION", node.start)
        yield "order_id", (called[1], view.span(*called.span(1)))
        yield "operation", (called[2], view.span(*called.span(2)))
