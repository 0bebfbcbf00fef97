"""Drafts against a large order report: seconds and memory of whole runs of `msglint check --orders`.

    python benchmarks/orders.py [--orders 500000] [--drafts 10000] [--jobs 1] [--shape report] [--python PYTHON]

Makes the order data (``report``: tabs, ``json``: Orders API v0, ``xml``) and drafts of ``drafts.py``, each about one of
the orders, with the same bytes for the same numbers. Prints a run over the drafts with the orders, one without, and one
of a single draft with them, which is what reading the file takes. Memory is the largest of one process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from drafts import NAMES, THINGS, text_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COLUMNS = [
    "order-id", "order-item-id", "purchase-date", "payments-date", "buyer-email", "buyer-name",
    "buyer-phone-number", "sku", "product-name", "quantity-purchased", "currency", "item-price", "item-tax",
    "shipping-price", "shipping-tax", "ship-service-level", "recipient-name", "ship-address-1", "ship-address-2",
    "ship-address-3", "ship-city", "ship-state", "ship-postal-code", "ship-country", "ship-phone-number",
    "sales-channel", "earliest-ship-date", "latest-ship-date", "earliest-delivery-date", "latest-delivery-date",
]  # fmt: skip
BEGIN = datetime(2026, 9, 20, tzinfo=UTC)


def order_id(number: int) -> str:
    """The id of the order with this number: in no order, as in a report."""
    mixed = number * 2_654_435_761 % 10**14
    return f"114-{mixed // 10**7:07}-{mixed % 10**7:07}"


def orders(count: int) -> Iterator[dict[str, str]]:
    """So many orders, as the columns of a report."""
    rng = random.Random(1)
    for number in range(count):
        when = BEGIN + timedelta(seconds=number * 10)
        person = f"{rng.choice(NAMES)} {rng.choice(NAMES)}söhn"
        values = {
            "order-id": order_id(number),
            "order-item-id": f"5{number:013}",
            "purchase-date": when.isoformat(),
            "payments-date": when.isoformat(),
            "buyer-email": f"{number:015x}@marketplace.amazon.com",
            "buyer-name": person,
            "buyer-phone-number": f"+1 555-010-{number % 10_000:04} ext. {number % 100_000:05}",
            "sku": f"LAMP-{number % 700:04}",
            "product-name": f'{rng.choice(THINGS)}, 12" wide',
            "quantity-purchased": "1",
            "currency": "USD",
            "item-price": "39.90",
            "ship-service-level": "Standard",
            "recipient-name": person,
            "ship-address-1": f"{number % 900 + 1} Made-up Street",
            "ship-city": "Springfield",
            "ship-state": "IL",
            "ship-postal-code": f"{62_700 + number % 90}",
            "ship-country": "US",
            "sales-channel": "Amazon.com",
            "latest-ship-date": (when + timedelta(days=2)).isoformat(),
            "earliest-delivery-date": (when + timedelta(days=4)).isoformat(),
            "latest-delivery-date": (when + timedelta(days=9)).isoformat(),
        }
        yield {name: values.get(name, "") for name in COLUMNS}


def _report(count: int) -> Iterator[str]:
    yield "\t".join(COLUMNS) + "\r\n"
    yield from ("\t".join(order.values()) + "\r\n" for order in orders(count))


def _json(count: int) -> Iterator[str]:
    yield '{"payload": {"Orders": ['
    for number, order in enumerate(orders(count)):
        value = {
            "AmazonOrderId": order["order-id"],
            "PurchaseDate": order["purchase-date"],
            "OrderStatus": "Shipped",
            "SalesChannel": order["sales-channel"],
            "LatestDeliveryDate": order["latest-delivery-date"],
            "BuyerInfo": {"BuyerEmail": order["buyer-email"], "BuyerName": order["buyer-name"]},
            "ShippingAddress": {"Name": order["recipient-name"], "AddressLine1": order["ship-address-1"]},
        }
        yield ("," if number else "") + "\n" + json.dumps(value, ensure_ascii=False)
    yield "]}}\n"


def _xml(count: int) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<AmazonEnvelope>\n'
    for order in orders(count):
        yield (
            f"<Message><OrderReport><AmazonOrderID>{order['order-id']}</AmazonOrderID>"
            f"<OrderDate>{order['purchase-date']}</OrderDate><BillingData><BuyerName>{order['buyer-name']}</BuyerName>"
            f"<BuyerEmailAddress>{order['buyer-email']}</BuyerEmailAddress></BillingData><FulfillmentData><Address>"
            f"<Name>{order['recipient-name']}</Name><AddressFieldOne>{order['ship-address-1']}</AddressFieldOne>"
            f"</Address></FulfillmentData><Item><SKU>{order['sku']}</SKU></Item></OrderReport></Message>\n"
        )
    yield "</AmazonEnvelope>\n"


SHAPES: dict[str, Callable[[int], Iterator[str]]] = {"report": _report, "json": _json, "xml": _xml}


def write(folder: Path, shape: str, count: int, drafts: int) -> Path:
    """Write the order data and the drafts; returns the path of the data."""
    path = folder / f"orders.{shape}"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(SHAPES[shape](count))
    rng = random.Random(2)
    (folder / "drafts").mkdir()
    for number in range(drafts):
        about = rng.randrange(count)
        text = text_draft(number).split(" of the ", 1)
        head = text[0].rpartition(" ")[0]
        body = f"{head} {order_id(about)} of the {text[1]}"
        (folder / "drafts" / f"{number:06}.txt").write_text(f"---\nsend_date: 2026-11-22\n---\n{body}", "utf-8")
    return path


def run(python: str, *arguments: str) -> str:
    """Wall and processor seconds and memory of one run, and what it found."""
    begin, before = time.perf_counter(), os.times()
    command = [python, "-m", "msglint", "check", "--no-config", "--output-format", "json", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout
    found = json.load(process.stdout)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    wall, memory = time.perf_counter() - begin, usage.ru_maxrss / 1024
    return f"{wall:7.1f} s  {cpu:7.1f} s processor  {memory:6.0f} MB  {found['summary']}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=500_000)
    parser.add_argument("--drafts", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--shape", choices=SHAPES, default="report")
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = write(folder, given.shape, given.orders, given.drafts)
        drafts, one = str(folder / "drafts"), str(folder / "drafts" / "000000.txt")
        print(f"{given.orders:,} orders, {path.stat().st_size / 1e6:.0f} MB; {given.drafts:,} drafts")
        jobs = ("--jobs", str(given.jobs))
        print("one draft, no orders     ", run(given.python, one))
        print("one draft, with orders   ", run(given.python, one, "--orders", str(path)))
        print("all drafts, no orders    ", run(given.python, *jobs, drafts))
        print("all drafts, with orders  ", run(given.python, *jobs, drafts, "--orders", str(path)))


if __name__ == "__main__":
    main()
