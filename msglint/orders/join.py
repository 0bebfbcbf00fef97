"""A draft joined to what the files of a run know of its order."""

from __future__ import annotations

from msglint.errors import OrderError
from msglint.reading import Reading
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.draft import Draft
    from msglint.orders.book import Orders
    from msglint.orders.history import History, Sent
    from msglint.orders.order import Order
    from msglint.policy import Policy


class Known(NamedTuple):
    """What the files of a run know of a draft. ``unknown`` is the order id that is in none of the files, if any;
    ``sent`` are the requests for a review that were already sent for its order.
    """

    order: Order | None = None
    unknown: str = ""
    sent: tuple[Sent, ...] = ()


class Files(NamedTuple):
    """The files of a run, read: orders and history, either of which may not be given."""

    orders: Orders | None = None
    history: History | None = None

    @property
    def notes(self) -> Iterator[tuple[str, str]]:
        """Path and words of what is worth saying about a file."""
        return (note for file in (self.orders, self.history) if file is not None for note in file.notes)


def read_files(orders: tuple[str, ...], history: tuple[str, ...], policy: Policy) -> Files:
    """What the files say. Raises an ``OrderError`` for one that cannot be used."""
    from msglint.orders.book import read_orders
    from msglint.orders.history import read_history

    return Files(
        read_orders(orders, policy.facts) if orders else None,
        read_history(history, policy.facts) if history else None,
    )


def joined(draft: Draft, files: Files, policy: Policy) -> Draft:
    """The draft with its order, and in its envelope what nobody else states. Without one order id nothing is known."""
    order_id = order_id_of(draft, policy)
    if not order_id:
        return draft
    sent = files.history.sent(order_id) if files.history else ()
    if files.orders is None:
        return draft._replace(known=Known(sent=sent))
    try:
        order = files.orders.find(order_id)
    except OrderError as error:
        place = f"{error.path}, line {error.line}" if error.line else error.path
        raise OrderError(f"the order data of {order_id} cannot be used: {place}: {error.message}") from None
    if order is None:
        return draft._replace(known=Known(unknown=order_id, sent=sent))
    return draft._replace(known=Known(order, sent=sent), envelope=draft.envelope.over(order.envelope))


def supposed(draft: Draft, policy: Policy, values: Mapping[str, str], history: Iterable[Mapping[str, str]]) -> Draft:
    """The draft as if files had said this of its order."""
    from msglint.dates import parse_date
    from msglint.orders.history import Sent
    from msglint.orders.order import Found, order_of

    asks = (*policy.facts["orders"]["history"]["asks"], *policy.facts["orders"]["history"]["solicitations"])
    sent = tuple(Sent(one["type"], parse_date(one["date"])) for one in history if one["type"] in asks)
    order_id = order_id_of(draft, policy)
    order = order_of(order_id, [Found("", 0, values)], policy.facts) if values else None
    envelope = draft.envelope.over(order.envelope) if order else draft.envelope
    return draft._replace(known=Known(order, sent=sent), envelope=envelope)


def order_id_of(draft: Draft, policy: Policy) -> str:
    """The id of the order that a draft is about: its envelope's, else the only one in its texts."""
    if draft.envelope.order_id:
        return draft.envelope.order_id
    ids = {found.id for found in Reading(draft, policy).order_ids if found.id}
    return ids.pop() if len(ids) == 1 else ""
