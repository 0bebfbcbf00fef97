"""Answers of the Orders API: both versions, one order or many, in pages; and what is said of broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from msglint.errors import OrderError
from msglint.orders.book import read_orders
from msglint.policy import load_policy

FACTS = load_policy().facts
SAMPLES = Path(__file__).parent.parent / "samples" / "orders"
ANN, BEN, MAX = "114-1000001-2000001", "114-1000002-2000002", "302-1000003-2000003"
ORDER = {"AmazonOrderId": ANN, "PurchaseDate": "2026-11-01T09:12:44Z", "BuyerInfo": {"BuyerName": "Ann Łee"}}
OTHER = {**ORDER, "AmazonOrderId": BEN}
NEWER = {"orderId": MAX, "createdTime": "2026-11-01T09:12:44.5Z", "packages": [{"shipTime": "2026-11-03T00:00:00Z"}, {"shipTime": "2026-11-02T00:00:00Z"}]}  # fmt: skip


def write(tmp_path: Path, *values: Any, indent: int | None = None) -> str:
    path = tmp_path / "orders.json"
    path.write_text("\n".join(json.dumps(value, ensure_ascii=False, indent=indent) for value in values), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        ([{"payload": {"NextToken": "é", "Orders": [ORDER, OTHER], "CreatedBefore": "x"}}], [ANN, BEN]),
        ([{"payload": ORDER}], [ANN]),
        ([{"payload": {"OrderStatus": "Shipped", "Big": "x" * 500_000, **ORDER}}], [ANN]),
        ([ORDER], [ANN]),
        ([{"Orders": [ORDER]}], [ANN]),
        ([{"orders": [NEWER], "pagination": {"nextToken": "x"}}], [MAX]),
        ([{"order": NEWER}], [MAX]),
        ([[{"payload": {"Orders": [ORDER]}}, {"payload": {"Orders": [OTHER]}}]], [ANN, BEN]),
        ([ORDER, OTHER, NEWER], [ANN, BEN, MAX]),
        ([[ORDER, OTHER]], [ANN, BEN]),
        ([{"payload": {"Orders": []}}], []),
        ([{"payload": {"Orders": [{**ORDER, "Note": "y" * 300_000}, {**OTHER, "Note": "ż" * 300_000}, {**ORDER, "AmazonOrderId": MAX}]}}], [ANN, BEN, MAX]),
    ],
    ids=["getOrders", "getOrder", "id behind much", "bare", "without payload", "2026 list", "2026 order", "pages", "lines", "list", "none", "long"],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 2])
def test_every_order_is_found_at_its_place(
    tmp_path: Path, values: list[Any], ids: list[str], indent: int | None
) -> None:
    orders = read_orders([write(tmp_path, *values, indent=indent)], FACTS)
    found = [orders.find(order_id) for order_id in (ANN, BEN, MAX)]
    assert [order.id for order in found if order] == ids
    for order in found:
        assert order is None or order.id == MAX or order.values["buyer_name"] == "Ann Łee"


def test_of_several_packages_the_last_counts(tmp_path: Path) -> None:
    found = read_orders([write(tmp_path, {"orders": [NEWER]})], FACTS).find(MAX)
    assert found is not None
    assert found.dates["shipped_date"].isoformat() == "2026-11-03T00:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"payload": {"Orders": [\n{"AmazonOrderId": "114-10', 2, "the file ends in the middle of its data"),
        ('{"payload": {"Orders": [\n' + json.dumps(ORDER) + ",", 2, "the file ends in the middle of its data"),
        ('{"payload": {"Orders": [' + json.dumps(ORDER), 1, "the file ends in the middle of its data"),
        ('{"payload": {"Orders": [{]}}', 1, "not JSON: "),
        ("{orders: []}", 1, "not JSON: "),
        ('{"payload": {"Orders": [\n\n{"AmazonOrderID": "x"}]}}', 3, "an order without its id, 'AmazonOrderId' or 'orderId' (did you mean 'AmazonOrderId'?)"),
        ('{"orders": [{"orderId": "4711"}]}', 1, "'orderId': '4711' is not an order id"),
        ('{"orders": [7]}', 1, "an order without its id"),
        ('{"payload": {"Order": []}}', 1, "no orders in it, neither 'payload.Orders' nor 'orders' (did you mean"),
        ('{"payload": {}}', 1, "no orders in it, neither 'payload.Orders' nor 'orders'\n"),
        ('{"errors": [{"code": "QuotaExceeded"}]}', 1, "this is an error that Amazon answered with"),
        (json.dumps({"orders": []}) + '\n{"errors": [{"code": "QuotaExceeded"}]}', 2, "this is an error that Amazon answered with"),
        (json.dumps([{"payload": {"Orders": []}}, {"payload": {}}]), 1, "no orders in it"),
        (json.dumps({"payload": {**ORDER, "PurchaseDate": "11/01/2026"}}), 1, f"order {ANN}: 'PurchaseDate': '11/01/2026' is not a date"),
        (json.dumps([ORDER, {**ORDER, "BuyerInfo": {"BuyerName": "Bob"}}]), 1, "the same order has another buyer name than in line 1"),
        ("[" * 200_000, 1, "not JSON"),
        ('{"a":' * 200_000, 1, "not JSON"),
        ('{"orders": [' + "9" * 10_000 + "]}", 1, "not JSON of Amazon's: Exceeds the limit"),
    ],
    ids=["cut in an id", "cut behind an order", "no end", "brackets", "bare keys", "misspelt", "no id", "no object", "misspelt list", "empty", "error", "error behind", "nothing behind", "date", "twice", "deep lists", "deep objects", "digits"],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = tmp_path / "orders.json"
    path.write_text(text, "utf-8")
    with pytest.raises(OrderError) as caught:
        read_orders([str(path)], FACTS)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert reason in f"{caught.value}\n"


def test_bytes_that_are_not_utf_8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "orders.json"
    path.write_bytes(json.dumps(ORDER).encode()[:-2] + b"\xff")
    with pytest.raises(OrderError, match="it is not UTF-8"):
        read_orders([str(path)], FACTS)


@pytest.mark.parametrize("name", ["orders.tsv", "orders-v0.json", "orders-2026-01-01.json", "orders.xml"])
def test_all_shapes_of_the_samples_say_the_same(name: str) -> None:
    orders = read_orders([str(SAMPLES / name)], FACTS)
    expected = read_orders([str(SAMPLES / "orders.tsv")], FACTS)
    for order_id in (ANN, BEN, MAX):
        one, other = orders.find(order_id), expected.find(order_id)
        assert one is not None
        assert other is not None
        assert (one.marketplace, one.dates["order_date"]) == (other.marketplace, other.dates["order_date"])
        assert set(one.personal) == set(other.personal)


def test_all_shapes_may_be_given_together() -> None:
    orders = read_orders([str(path) for path in sorted(SAMPLES.iterdir())], FACTS)
    found = orders.find(ANN)
    assert found is not None
    assert found.dates["shipped_date"].isoformat() == "2026-11-02T15:00:00+00:00"
