"""Drafts joined to their orders: what the envelope takes from them, and what is found of ids."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from msglint.discover import Discovery
from msglint.envelope import Envelope
from msglint.errors import OrderError
from msglint.plan import Options, complete, plan
from msglint.readers import read_draft
from msglint.run import check_files, run
from msglint.settings import Override, Settings
from msglint.source import Source

ROOT = Path(__file__).parent.parent
ORDERS = str(ROOT / "samples" / "orders" / "orders.tsv")
OPTIONS = Options(orders=(ORDERS,))
PLAIN, NOTHING = Settings(), Envelope()
ANN, MAX = "114-1000001-2000001", "302-1000003-2000003"


def envelope(text: str, settings: Settings = PLAIN, stated: Envelope = NOTHING) -> Envelope:
    chosen = plan(settings, OPTIONS._replace(envelope=stated))
    return complete(read_draft("a.txt", Source(text), stated), chosen).envelope


@pytest.mark.parametrize(
    "text",
    [
        f"Order {ANN}: hello",
        "Order 114 1000001 2000001 and 114-1000001-2000001: hello",
        "Order １１４－１０００００１－２０００００１: hello",
        f"---\norder_id: {ANN}\n---\nHello",
        f"Subject: Order {ANN}\n\nHello",
    ],
    ids=["text", "twice", "wide digits", "front matter", "subject"],
)
def test_a_draft_is_joined_by_the_order_id(text: str) -> None:
    found = envelope(text)
    assert (found.order_id, found.marketplace) == (ANN, "US")
    assert found.order_date == datetime(2026, 11, 1, 9, 12, 44, tzinfo=UTC)


@pytest.mark.parametrize("text", ["Hello", f"Orders {ANN} and {MAX}", "Order [[order-id]]"])
def test_without_one_order_id_nothing_is_guessed(text: str) -> None:
    assert envelope(text).order_date is None


def test_order_data_is_the_weakest_layer() -> None:
    text = f"---\norder_date: 2026-11-02\n---\nOrder {MAX}"
    settings = Settings(overrides=(Override(("*.txt",), Envelope(language="en")),))
    found = envelope(text, settings, Envelope(marketplace="FR"))
    assert (found.marketplace, found.order_date, found.language) == ("FR", date(2026, 11, 2), "en")
    assert envelope(text, Settings(envelope=Envelope(marketplace="IT"))).marketplace == "IT"
    assert envelope(text).marketplace == "DE"


def findings(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    chosen = plan(Settings(select=("order-id",)), OPTIONS)
    return [
        (found.excerpt, found.message) for checked in check_files([str(path)], chosen) for found in checked.findings
    ]


def test_an_order_that_is_in_no_file_is_found_where_it_is_named(tmp_path: Path) -> None:
    message = "order 114-9999999-9999999 is in none of the files of orders"
    assert findings(tmp_path, "Order 114-9999999-9999999 is late.") == [("114-9999999-9999999", message)]
    text = "---\ntype: reply-to-buyer\norder_id: 114-9999999-9999999\n---\nIt is late."
    assert findings(tmp_path, text) == [("114-9999999-9999999", message)]
    assert findings(tmp_path, f"Order {ANN} is late.") == []


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(
            f"Order {(ANN, MAX, '114-9999999-9999999')[number % 3]}: hi", "utf-8"
        )
    files = Discovery(tuple(sorted(map(str, tmp_path.iterdir()))), ())
    one, two = (run(files, plan(Settings(), OPTIONS._replace(jobs=jobs))) for jobs in (1, 2))
    assert one._replace(applied=()) == two._replace(applied=())
    assert any(finding.rule == "order-id" for finding in one.findings)


def test_orders_that_contradict_each_other_stop_only_their_drafts(tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text(f"order-id\tpurchase-date\n{ANN}\t2026-10-01\n", "utf-8")
    chosen = plan(Settings(), Options(orders=(ORDERS, str(other))))
    for name, order in (("a.txt", ANN), ("b.txt", MAX)):
        (tmp_path / name).write_text(f"Order {order}: hello", "utf-8")
    refused, checked = check_files([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], chosen)
    assert f"{other}, line 2: the same order has another order date than in {ORDERS}, line 2" in refused.error
    assert checked.error == ""


def test_a_broken_file_ends_the_run_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tsv"
    broken.write_text("order-id\tbuyer-nam\n", "utf-8")
    with pytest.raises(OrderError):
        plan(Settings(), Options(orders=(str(broken),)))
    arguments = [sys.executable, "-m", "msglint", "check", str(ROOT / "samples" / "drafts"), "--orders", str(broken)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"{broken}:1: column 2: no report has a column 'buyer-nam' (did you mean 'buyer-name'?)" in done.stderr


def test_nothing_of_it_is_imported_unless_asked_for() -> None:
    code = "import sys, msglint; msglint.lint('Order 114-1234567-1234567'); print([m for m in sys.modules if m.startswith('msglint.orders')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
