"""XML order reports, and documents that would harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from msglint.errors import OrderError
from msglint.orders.book import read_orders
from msglint.policy import load_policy

if TYPE_CHECKING:
    from pathlib import Path

FACTS = load_policy().facts
ANN, BEN = "114-1000001-2000001", "114-1000002-2000002"


def order(order_id: str = ANN, name: str = "Ann Łee", when: str = "2026-11-01") -> str:
    parts = f"<BillingData><BuyerName>{name}</BuyerName></BillingData>"
    return f"<Message>\n<OrderReport><AmazonOrderID>{order_id}</AmazonOrderID><OrderDate>{when}</OrderDate>{parts}</OrderReport></Message>"


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> str:
    path = tmp_path / "orders.xml"
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Ann &amp; Łukasz <![CDATA[<b>]]>"),
        ("iso-8859-1", "Jörg"),
        ("cp1252", "Zoë €"),
        ("Shift_JIS", "表 予 <![CDATA[<b>]]> 花子"),
        ("Windows-31J", "高木 ①"),
        ("EUC-JP", "見本"),
        ("GBK", "样本"),
        ("utf-16", "見本 上"),
    ],
)
def test_orders_are_read_in_their_encoding(tmp_path: Path, encoding: str, name: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n<AmazonEnvelope>'
    path = write(
        tmp_path,
        head + order(name=name) * 1 + order(BEN).replace("Ł", "L") + "</AmazonEnvelope>",
        {"Windows-31J": "cp932"}.get(encoding, encoding),
    )
    found = read_orders([path], FACTS).find(ANN)
    assert found is not None
    assert found.values["buyer_name"] == name.replace("&amp;", "&").replace("<![CDATA[<b>]]>", "<b>")


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8", "Bö"), ("Shift_JIS", "表予<!-- <表> -->花"), ("utf-16", "上")]
)
def test_a_long_report_is_found_order_by_order(tmp_path: Path, encoding: str, name: str) -> None:
    ids = [f"114-{number:07}-7654321" for number in range(2_000)]
    head = f"<?xml version='1.0' encoding='{encoding}'?>\n<!-- {name[:2] * 20_000} -->"
    orders = "\n".join(order(one, f"{name} {one}") for one in ids)
    path = write(tmp_path, f"{head}<E>{orders}</E>", encoding)
    orders = read_orders([path], FACTS)
    for one in ids[::97]:
        found = orders.find(one)
        assert found is not None
        assert found.values["buyer_name"] == f"{re.sub('<.*>', '', name)} {one}"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (f"<E>{order()}", 2, "the file ends in the middle of its data"),
        (f"<E>{order()[:-40]}", 2, "the file ends in the middle of its data"),
        (f"<E>{order()}</F>", 2, "not XML: mismatched tag"),
        ("<E>\n\n</E>", 0, "no order report: it has no element OrderReport"),
        (f"<E>{order('4711')}</E>", 2, "element AmazonOrderID: '4711' is not an order id"),
        (f"<E>{order('')}</E>", 2, "element AmazonOrderID: it is missing"),
        (f"<E>{order(when='01.11.2026')}</E>", 2, f"order {ANN}: element OrderDate: '01.11.2026' is not a date"),
        (f"<E>{order()}{order(name='Bob')}</E>", 3, "the same order has another buyer name than in line 2"),
        ("<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]>\n<E>&c;</E>", 1, "a document type"),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>\n<E/>", 1, "a document type"),
        ("<E><OrderReport>" + "<a>" * 1_000, 1, "elements nested too deeply"),
        ("<E><OrderReport>" + "x" * (5 << 20), 1, "an order of more than 4 MB"),
        ("<?xml version='1.0' encoding='utf-99'?><E/>", 1, "not XML"),
        ("<?xml version='1.0' encoding='Shift_JIS'?><E>—</E>", 1, "not XML that msglint reads: 'cp932' codec can't decode"),
        ("<?xml version='1.0' encoding='Shift_JIS'?>\n<E><OrderReport>" + "x" * (5 << 20), 2, "an order of more than 4 MB"),
    ],
    ids=["cut", "cut inside", "tags", "none", "id", "no id", "date", "twice", "entities", "outside", "deep", "huge", "encoding", "other bytes", "huge in Shift_JIS"],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(OrderError) as caught:
        read_orders([path], FACTS)
    assert str(caught.value).startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert reason in str(caught.value)
