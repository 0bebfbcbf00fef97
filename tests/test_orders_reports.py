"""Order reports: text with tabs, in whatever encoding, quoted or not; and what is said of a broken one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from msglint.errors import OrderError
from msglint.orders.book import read_orders
from msglint.policy import load_policy

if TYPE_CHECKING:
    from msglint.orders.order import Order

FACTS = load_policy().facts
SAMPLES = Path(__file__).parent.parent / "samples" / "orders"
HEAD = ["order-id", "purchase-date", "buyer-name", "ship-address-1", "ship-country", "sales-channel"]
ROW = ["114-1234567-1234567", "2026-11-01T09:12:44+00:00", "Ann Lee", "12 Main Street", "US", "Amazon.com"]


def report(tmp_path: Path, *rows: list[str], head: list[str] = HEAD, codec: str = "utf-8") -> str:
    path = tmp_path / "orders.tsv"
    path.write_bytes("".join("\t".join(row) + "\r\n" for row in (head, *rows)).encode(codec))
    return str(path)


def order(path: str | Path, order_id: str = ROW[0]) -> Order:
    found = read_orders([str(path)], FACTS).find(order_id)
    assert found is not None
    return found


def changed(**values: str) -> list[str]:
    return [values.get(name.replace("-", "_"), text) for name, text in zip(HEAD, ROW, strict=True)]


def test_a_row_gives_dates_marketplace_and_what_is_personal(tmp_path: Path) -> None:
    found = order(report(tmp_path, ROW))
    assert found.envelope.order_date == datetime(2026, 11, 1, 9, 12, 44, tzinfo=UTC)
    assert found.envelope.marketplace == "US"
    assert found.personal == (("name", "Ann Lee"), ("street", "12 Main Street"))


@pytest.mark.parametrize(
    "row",
    [
        changed(order_id=f'"{ROW[0]}'),
        changed(order_id=f'{ROW[0]}"', purchase_date=f'"{ROW[1]}'),
        changed(order_id=f'"{ROW[0]}"', purchase_date=f'"{ROW[1]}"'),
    ],
    ids=["before the id", "in two columns", "around both"],
)
def test_quotation_marks_are_no_part_of_ids_and_dates(tmp_path: Path, row: list[str]) -> None:
    found = order(report(tmp_path, row))
    assert (found.id, found.envelope.order_date) == (ROW[0], datetime(2026, 11, 1, 9, 12, 44, tzinfo=UTC))


@pytest.mark.parametrize(
    ("codec", "country", "name"),
    [
        ("utf-8", "US", "Zoë Łódź"),
        ("utf-8-sig", "JP", "見本 花子"),
        ("cp1252", "DE", "Jördis Groß"),
        ("cp932", "JP", "見本 花子"),
        ("cp932", "JP", "表 予"),  # a byte of these is a backslash or a bar
        ("gb18030", "CN", "样本"),
        ("cp1254", "TR", "Ayşe Işık"),
        ("utf-16", "JP", "見本 花子"),  # as spreadsheets save "Unicode text"
        ("utf-16", "JP", "上Ċ ਊ\u0a0d"),  # each has a byte that is a line break
    ],
)
def test_the_encoding_is_told_by_the_text_and_the_country(tmp_path: Path, codec: str, country: str, name: str) -> None:
    path = report(tmp_path, changed(buyer_name=name, ship_country=country), codec=codec)
    assert order(path).values["buyer_name"] == name


def test_columns_quoted_or_not_in_any_order_and_case(tmp_path: Path) -> None:
    path = tmp_path / "q.tsv"
    path.write_bytes(
        b'"Purchase-Date"\t"order-id"\t"buyer-name"\n"2026-11-01"\t"114-1234567-1234567"\t"Ann ""Bee"" Lee"'
    )
    assert order(path).values == {"order_date": "2026-11-01", "buyer_name": 'Ann "Bee" Lee'}


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ('12" pan', '12" pan'),
        ('"12" pan', '"12" pan'),
        ('"12 pan', '"12 pan'),
        ('"Ring twice\r\nor\tknock"', "Ring twice\r\nor\tknock"),
        ('"A ""b"" c"', 'A "b" c'),
        ('"A note:\r\n114-7654321-7654321 is\tmine"', "A note:\r\n114-7654321-7654321 is\tmine"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ],
    ids=[
        "inch sign",
        "a text that begins with one",
        "a single one",
        "quoted break and tab",
        "doubled",
        "an id in a text",
        "formula",
    ],
)
@pytest.mark.parametrize("next_one", ["x", 'x"', '12" pan'])
def test_quotation_marks_are_taken_as_they_are_meant(tmp_path: Path, last: str, expected: str, next_one: str) -> None:
    head = [*HEAD, "gift-message-text"]
    other = changed(order_id="114-7654321-7654321")
    path = report(tmp_path, [*ROW, last], [*other, next_one], head=head)
    assert order(path).values["gift_message"] == expected
    assert order(path, "114-7654321-7654321").values["gift_message"] == next_one


def test_a_column_that_amazon_added_since_is_left_unread(tmp_path: Path) -> None:
    found = read_orders([report(tmp_path, [*ROW, "yes"], head=[*HEAD, "is-sent-by-drone"])], FACTS)
    assert found.find(ROW[HEAD.index("order-id")]) is not None
    [(path, note)] = found.notes
    assert path.endswith(".tsv")
    assert note == "column 7: msglint knows no column 'is-sent-by-drone', and reads nothing in it"


def test_rows_of_one_order_are_one_order(tmp_path: Path) -> None:
    head = [*HEAD, "shipment-date"]
    path = report(
        tmp_path, [*ROW, "2026-11-02T08:00:00+00:00"], [*changed(buyer_name=""), "2026-11-04T08:00:00+00:00"], head=head
    )
    found = order(path)
    assert (found.values["buyer_name"], found.dates["shipped_date"].day) == ("Ann Lee", 4)
    # the later instant, not the later text
    rows = [[*ROW, "2026-11-02T23:00:00-08:00"], [*ROW, "2026-11-03T01:00:00+00:00"]]
    assert str(order(report(tmp_path, *rows, head=head)).dates["shipped_date"]) == "2026-11-02 23:00:00-08:00"


def test_nothing_is_known_of_an_order_that_is_not_there(tmp_path: Path) -> None:
    assert read_orders([report(tmp_path, ROW)], FACTS).find("114-7654321-7654321") is None


@pytest.mark.parametrize(
    ("rows", "head", "line", "reason"),
    [
        ([ROW], ["order_id", *HEAD[1:]], 1, "no column 'order-id' or 'amazon-order-id' (did you mean 'order-id'?)"),
        ([ROW], [*HEAD[:2], "buyer-nmae", *HEAD[3:]], 1, "column 3: no report has a column 'buyer-nmae' (did you mean 'buyer-name'?)"),
        ([ROW], [*HEAD[:2], "buyer_name", *HEAD[3:]], 1, "column 3: no report has a column 'buyer_name' (did you mean 'buyer-name'?)"),
        ([ROW], [*HEAD[:2], "", *HEAD[3:]], 1, "column 3: no report has a column ''"),
        ([[*ROW, "x"]], [*[one.replace("purchase-date", "ordered-on") for one in HEAD], "sku"], 1, "no report has a column 'ordered-on'"),
        ([ROW], [*HEAD[:2], "order-id", *HEAD[3:]], 1, "column 3: 'order-id' stands twice"),
        ([ROW, ROW[:3]], HEAD, 3, "this row has 3 columns and the first row 6: the file ends in the middle of it"),
        ([ROW[:5], ROW], HEAD, 2, "this row has 5 columns and the first row 6: a tab is missing or one too many"),
        ([[*ROW, "x"]], HEAD, 2, "this row has 7 columns and the first row 6: a tab is missing or one too many"),
        ([changed(order_id="")], HEAD, 2, "column 'order-id' is empty"),
        ([changed(order_id="114-123-4567")], HEAD, 2, "column 'order-id': '114-123-4567' is not an order id"),
        ([changed(purchase_date="01.11.2026")], HEAD, 2, "column 'purchase-date': '01.11.2026' is not a date; write year-month-day (did you mean 2026-11-01?)"),
        ([changed(purchase_date="2026-02-30")], HEAD, 2, "column 'purchase-date': there is no such date as '2026-02-30'"),
        ([changed(purchase_date="2026-11-01T25:00:00Z")], HEAD, 2, "column 'purchase-date': there is no such date as"),
        ([ROW, changed(buyer_name="Bob Ray")], HEAD, 3, "the same order has another buyer name than in line 2"),
        ([ROW, changed(purchase_date="2026-11-02")], HEAD, 3, "the same order has another order date than in line 2"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(
    tmp_path: Path, rows: list[list[str]], head: list[str], line: int, reason: str
) -> None:
    path = report(tmp_path, *rows, head=head)
    with pytest.raises(OrderError) as caught:
        read_orders([path], FACTS)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"PK\x03\x04rest", "not text"),
        ("order-id\tpurchase-date\n".encode("utf-16-le"), "this is UTF-16 without its mark"),
        ("order-id\tdate\n".encode("utf-16"), "column 2: no report has a column 'date'"),
        ('{"payload": {}}'.encode("utf-16"), "not JSON of Amazon's: it is not UTF-8"),
        (b"order-id,purchase-date\n", "its columns are separated by commas, Amazon's by tabs"),
        (b"Dear Ann,\n", "no order report: no column 'order-id'"),
        (b"order-id\tpurchase-date\n114-1234567-1234567\t" + b"x" * (1 << 21), "a row of more than 1 MB"),
        (f"order-id\tbuyer-name\n{'上' * (1 << 20)}".encode("utf-16"), "a row of more than 1 MB"),
    ],
    ids=[
        "empty",
        "blank",
        "zip",
        "utf-16 unmarked",
        "utf-16",
        "utf-16 json",
        "commas",
        "a letter",
        "one huge row",
        "one huge row in utf-16",
    ],
)
def test_a_file_that_is_no_report_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(OrderError, match=reason):
        read_orders([str(path)], FACTS)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OrderError, match="no such file"):
        read_orders([str(tmp_path / "none.tsv")], FACTS)


@pytest.mark.parametrize(
    ("name", "order_id", "marketplace", "buyer"),
    [
        ("orders.tsv", "302-1000003-2000003", "DE", "Max Muster"),
        ("unshipped.tsv", "302-1000003-2000003", "DE", "Max Muster"),
        ("all-orders.tsv", "114-1000001-2000001", "US", None),
        ("shipments-japan.tsv", "250-1000004-2000004", "JP", "見本 花子"),
    ],
)
def test_the_samples_are_read(name: str, order_id: str, marketplace: str, buyer: str | None) -> None:
    found = order(SAMPLES / name, order_id)
    assert (found.marketplace, found.values.get("buyer_name")) == (marketplace, buyer)


def test_a_telephone_number_is_never_judged(tmp_path: Path) -> None:
    head = [*HEAD, "buyer-phone-number"]
    for phone in ("+1 555-010-0147 ext. 48213", "x", "0" * 60, "none"):
        assert order(report(tmp_path, [*ROW, phone], head=head)).values["buyer_phone"] == phone


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_rows_in_utf_16_are_found_where_they_are(tmp_path: Path, codec: str) -> None:
    ids = [f"114-{number:07}-7654321" for number in range(300)]
    rows = [changed(order_id=one, buyer_name=f"上 {one} ਊ") for one in ids]
    path = tmp_path / "orders.txt"

    def written(*more: list[str]) -> None:
        text = "\r\n".join("\t".join(row) for row in [HEAD, *rows, *more])
        path.write_bytes(f"\ufeff{text}".encode(codec))

    written()
    orders = read_orders([str(path)], FACTS)
    for one in ids[::29]:
        found = orders.find(one)
        assert found is not None
        assert found.values["buyer_name"] == f"上 {one} ਊ"
    written(changed(order_id=ids[7], buyer_name="Bob"))
    with pytest.raises(OrderError) as caught:
        read_orders([str(path)], FACTS)
    assert str(caught.value).startswith(f"{path}:302: the same order has another buyer name than in line 9")
