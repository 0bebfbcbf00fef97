"""What was already sent, and drafts that ask for a review a second time."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from msglint.discover import Discovery
from msglint.errors import OrderError
from msglint.orders.history import Sent, read_history
from msglint.plan import Options, plan
from msglint.policy import load_policy
from msglint.run import run
from msglint.settings import Settings

FACTS = load_policy().facts
ANN, BEN = "114-1234567-1234567", "114-7654321-7654321"
ASK = "Order {}: would you leave a review of the lamp?"


def write(tmp_path: Path, text: str | bytes, name: str = "sent.csv") -> str:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


@pytest.mark.parametrize(
    "text",
    [
        f"order_id,type,date\n{ANN},review-request,2026-11-01\n",
        f'\ufeff"date","order_id","type"\r\n\r\n"2026-11-01T10:00:00Z","{ANN}"," review-request "\r\n',
        json.dumps({"order_id": ANN, "type": "review-request", "date": "2026-11-01"}) + "\n\n",
        "\n\n" + json.dumps({"order_id": ANN, "type": "review-request", "date": "2026-11-01"}),
        f'order_id;type;date\n{ANN};"review-request";2026-11-01\n',
        f"order_id\ttype\tdate\n{ANN}\treview-request\t2026-11-01\n",
    ],
    ids=["csv", "quoted, with a mark", "json", "json behind empty lines", "semicolons", "tabs"],
)
def test_requests_for_a_review_are_found_by_their_order(tmp_path: Path, text: str) -> None:
    history = read_history([write(tmp_path, text)], FACTS)
    assert history.sent(ANN) == (Sent("review-request", date(2026, 11, 1)),)
    assert history.sent(BEN) == ()
    assert history.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        f"order_id,type,date,agent,agent\n{ANN},review-request,2026-11-01,,Max\n",
        json.dumps({"order_id": ANN, "type": "review-request", "date": "2026-11-01", "agent": 7}),
    ],
    ids=["csv", "json"],
)
def test_other_columns_are_passed_over_with_a_note(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    history = read_history([path], FACTS)
    assert history.sent(ANN) == (Sent("review-request", date(2026, 11, 1)),)
    assert history.notes == ((path, "msglint reads nothing in column 'agent'"),)
    (tmp_path / "a.txt").write_text("Hello")
    chosen = plan(Settings(), Options(history=(path,)))
    assert run(Discovery((str(tmp_path / "a.txt"),), ()), chosen).of_orders == history.notes


def test_other_messages_do_not_count_and_files_add_up(tmp_path: Path) -> None:
    one = write(tmp_path, f"order_id,type,date\n{ANN},send-invoice,2026-10-01\n{ANN},request-a-review,2026-10-02\n")
    two = write(tmp_path, f"order_id,type,date\n{ANN},solicitation,2026-10-03\n", "two.csv")
    assert [sent.type for sent in read_history([one, two], FACTS).sent(ANN)] == ["request-a-review", "solicitation"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("order_id,typ,date\n", 1, "column 2: no column 'typ' (did you mean 'type'?); there are order_id, type, date"),
        ("order_id,date\n", 1, "column 'type' is missing"),
        ("order_id,type,date,date\n", 1, "column 4: 'date' stands twice"),
        (f"order_id,type,date\n{ANN},review-request\n", 2, "this row has 2 columns and the first row 3"),
        (f"order_id,type,date\n\n{ANN},review-request,\n", 3, "column 'date' is empty"),
        (f"order_id,type,date\n{ANN},,2026-11-01\n", 2, "column 'type' is empty"),
        ("order_id,type,date\n4711,review-request,2026-11-01\n", 2, "column 'order_id': '4711' is not an order id"),
        (f"order_id,type,date\n{ANN},reveiw-request,2026-11-01\n", 2, "no message type 'reveiw-request' (did you mean 'review-request'?)"),
        (f"order_id,type,date\n{ANN},review-request,1.11.2026\n", 2, "column 'date': '1.11.2026' is not a date; write year-month-day (did you mean 2026-11-01?)"),
        (f"order_id,type,date\n{ANN},review-request,2026-11-31\n", 2, "there is no such date as '2026-11-31'"),
        (f'order_id,type,date\n"{ANN},review-request,2026-11-01\n', 2, "not CSV"),
        ("order_id|type|date\n", 1, "no column 'order_id|type|date'"),
        (f"order_id;type;date\n{ANN};review-request\n", 2, "this row has 2 columns and the first row 3"),
        ("order_id,type,agent\n", 1, "column 'date' is missing"),
        ('{"order_id": "x", "type": "y"}\n', 1, "column 'date' is missing"),
        ('{"order_id": 7, "type": "y", "date": "z"}\n', 1, "'order_id' must be a text, not 7"),
        ('{"order_id": "x"', 1, "not JSON"),
        ("[1]\n", 1, "write one object a line"),
        ("[" * 50_000, 1, "not JSON"),
        (b"order_id,type,date\n\xff\n", 2, "not UTF-8"),
        ("order_id,type,date\n" + "x" * 70_000, 2, "a line of more than 64 kB"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str | bytes, line: int, reason: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(OrderError) as caught:
        read_history([path], FACTS)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert reason in str(caught.value)


def repeats(tmp_path: Path, *drafts: str, jobs: int = 1, **options: object) -> list[tuple[str, str, str]]:
    paths = [write(tmp_path, text, f"{number}.txt") for number, text in enumerate(drafts)]
    chosen = plan(Settings(select=("repeat-review-request",)), Options(jobs=jobs)._replace(**options))
    report = run(Discovery(tuple(paths), ()), chosen)
    assert not list(report.errors)
    return [(Path(found.path).name, found.excerpt, found.message) for found in report.findings]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_second_request_in_a_run_is_found(tmp_path: Path, jobs: int) -> None:
    declared = f"---\ntype: review-request\norder_id: {BEN}\n---\nHow was the lamp?"
    drafts = [ASK.format(ANN), ASK.format(BEN), ASK.format(ANN), declared, f"Order {ANN}: the invoice.", ASK.format("[[order-id]]"), ASK.format("[[order-id]]")]  # fmt: skip
    message = "another draft asks for a review of the same order: "
    assert repeats(tmp_path, *drafts, jobs=jobs) == [
        ("2.txt", "leave a review", f"{message}{tmp_path / '0.txt'}"),
        ("3.txt", "review-request", f"{message}{tmp_path / '1.txt'}"),
    ]


def test_a_request_that_was_already_sent_is_found(tmp_path: Path) -> None:
    sent = write(tmp_path, f"order_id,type,date\n{ANN},review-request,2026-11-01\n{BEN},solicitation,2026-11-02\n")
    assert repeats(tmp_path, ASK.format(ANN), ASK.format(BEN), ASK.format(ANN), history=(sent,)) == [
        ("0.txt", "leave a review", "a review of this order was already asked for, on 2026-11-01"),
        ("1.txt", "leave a review", "Amazon's own request for a review of this order was already sent, on 2026-11-02"),
        ("2.txt", "leave a review", "a review of this order was already asked for, on 2026-11-01"),
    ]


def test_redacted_it_says_which_draft_came_first_and_nothing_of_the_words(tmp_path: Path) -> None:
    [(_, excerpt, message)] = repeats(tmp_path, ASK.format(ANN), ASK.format(ANN), redact=True)
    assert (excerpt, message) == (
        "[redacted]",
        f"another draft asks for a review of the same order: {tmp_path / '0.txt'}",
    )


def test_no_edition_allows_a_second_one() -> None:
    for edition in ("2018-10", "2020-11"):
        assert "repeat-review-request" in load_policy(edition).rules
