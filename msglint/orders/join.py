"""A draft joined to what the files of a run know of its order."""

from __future__ import annotations

from msglint.errors import OrderError
from msglint.order_ids import order_ids
from msglint.reading import Reading
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from msglint.draft import Draft
    from msglint.orders.book import Orders
    from msglint.orders.order import Order
    from msglint.policy import Policy


class Known(NamedTuple):
    """What the files of a run know of a draft. ``unknown`` is the order id that is in none of the files, if any;
    ``sent`` are the requests for a review that were already sent for its order.
    """

    order: Order | None = None
    unknown: str = ""
    sent: tuple[Any, ...] = ()


def joined(draft: Draft, orders: Orders, policy: Policy) -> Draft:
    """The draft with its order, and in its envelope what nobody else states. Without one order id nothing is known."""
    order_id = order_id_of(draft, policy)
    if not order_id:
        return draft
    try:
        order = orders.find(order_id)
    except OrderError as error:
        place = f"{error.path}, line {error.line}" if error.line else error.path
        raise OrderError(f"the order data of {order_id} cannot be used: {place}: {error.message}") from None
    if order is None:
        return draft._replace(known=Known(unknown=order_id))
    return draft._replace(known=Known(order), envelope=draft.envelope.over(order.envelope))


def order_id_of(draft: Draft, policy: Policy) -> str:
    """The id of the order that a draft is about: its envelope's, else the only one in its texts."""
    if draft.envelope.order_id:
        return draft.envelope.order_id
    ids = {found.id for found in order_ids(Reading(draft, policy)) if found.id}
    return ids.pop() if len(ids) == 1 else ""
