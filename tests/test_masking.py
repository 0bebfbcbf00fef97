"""Buyers' data is in no report, whatever the format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import msglint
from msglint.discover import Discovery
from msglint.formats import FORMATS, Style, render
from msglint.formats.github import step_summary
from msglint.plan import Options, plan
from msglint.run import run
from msglint.settings import Settings

CARD, SHOP = "4111 1111 1111 1111", "http://lampworks.example"
NUMBER = "4111.?1111"
"""A fingerprint may have four ones in it, as it may have 0188."""


def report(tmp_path: Path, text: str, name: str, *, color: bool = False, **options: object) -> str:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    chosen = plan(Settings(min_confidence="low"), Options()._replace(**options))
    found = run(Discovery((str(path),), ()), chosen)
    if name == "step summary":
        return "".join(step_summary(found)).replace("&#45;", "-")
    return "".join(render(found, name, Style(color=color)))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("color", [False, True])
def test_a_card_number_is_in_no_report(tmp_path: Path, name: str, color: bool) -> None:
    shown = report(tmp_path, f"Card {CARD}, see {SHOP} and call 0212 555 0147", name, color=color)
    assert not re.search(NUMBER, shown)
    assert "confidential-information" in shown
    assert "lampworks.example" in shown


@pytest.mark.parametrize("name", FORMATS)
def test_of_a_buyer_with_old_orders_nothing_is_shown(tmp_path: Path, name: str) -> None:
    orders = str(Path(__file__).parent.parent / "samples" / "orders" / "orders.tsv")
    text = (
        "---\nsend_date: 2026-11-12\n---\nHello Ben Sample, order 114-1000002-2000002 went to 7 Invented Avenue. "
        f"Is p8r2t6w1z5c9f3h@marketplace.amazon.com or 555-010-0188 still right? See {SHOP}"
    )
    shown = report(tmp_path, text, name, orders=(orders,))
    for secret in ("Ben", "Invented", "p8r2t6w1z5c9f3h", "010-0188"):
        assert secret not in shown
    assert "pii-retention" in shown
    assert "lampworks.example" in shown


@pytest.mark.parametrize("name", [*FORMATS, "step summary"])
def test_a_redacted_report_has_no_words_of_the_draft(tmp_path: Path, name: str) -> None:
    text = f"Zanzibar 😀 WE GIVE YOU A GIFT CARD FOR A ZANZIBAR REVIEW at {SHOP}/zanzibar, card {CARD}"
    shown = report(tmp_path, text, name, redact=True)
    found = shown.rpartition('"results": [')[2]  # before them, SARIF has the rules' own examples
    assert not re.search(rf"zanzibar|lampworks|{NUMBER}|\\ud83d|😀", found, re.IGNORECASE)
    assert all(rule in shown for rule in ("external-link", "confidential-information", "emoji"))


def test_the_line_around_another_finding_is_dotted(tmp_path: Path) -> None:
    shown = report(tmp_path, f"See {SHOP}, card {CARD}.", "text")
    assert f"See {SHOP}, card {'•' * len(CARD)}." in shown


@pytest.mark.parametrize("redact", [True, False])
def test_advice_makes_sense_without_the_words(tmp_path: Path, *, redact: bool) -> None:
    text = f"We recieved your order, and and will answer it today. See {SHOP}."
    shown = report(tmp_path, text, "text", redact=redact)
    assert ('"recieved" is misspelt' in shown, '"[redacted]" is misspelt' in shown) == (not redact, redact)
    assert (shown.count(" | ") == 0) is redact
    instead = [line for line in shown.splitlines() if line.startswith("  instead  ")]
    assert {"  instead  Correct the spelling.", "  instead  Delete one of the two."} < set(instead)
    assert not any("[redacted]" in line for line in instead)


def test_a_finding_that_meets_buyers_data_says_nothing_of_it() -> None:
    found = msglint.lint("Our account is NL91ABNA0417164300, visit us.")
    assert {one.excerpt for one in found if one.start == 15} == {"[redacted]"}
    assert not any("ABNA" in one.message + one.suggestion + one.excerpt for one in found)


def test_places_stay_as_they_are() -> None:
    [found] = [one for one in msglint.lint(f"Hi\ncard {CARD}") if one.rule == "confidential-information"]
    assert (found.line, found.column, found.start, found.end) == (2, 6, 8, 27)


def test_a_second_request_shows_no_card_number_beside_it(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        text = f"Order 114-1234567-1234567: leave a review, card {CARD}."
        (tmp_path / name).write_text(text, "utf-8")
    found = run(Discovery((str(tmp_path / "a.txt"), str(tmp_path / "b.txt")), ()), plan(Settings(), Options()))
    shown = "".join(render(found, "text", Style()))
    assert "another draft asks for a review" in shown
    assert not re.search(NUMBER, shown)
