"""The declared type, and drafts whose words are of another kind."""

from __future__ import annotations

import pytest

from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()
INVOICE = "Hello Ann,\n\nthe invoice for order 114-1234567-1234567 is attached."


def of_another_kind(text: str, **values: str) -> list[tuple[str, str, str]]:
    draft = read_draft("a.txt", Source(text), envelope_from(values))
    found = check(draft, POLICY, ["not-permitted-type"])
    return [
        (finding.severity, finding.message.rsplit(" ", 1)[1], finding.excerpt) for finding in found if finding.excerpt
    ]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("send-invoice", INVOICE, []),
        ("send-invoice", f"{INVOICE} Please leave us a review on Amazon.", [("warning", "review-request", "review on Amazon")]),
        ("send-invoice", f"{INVOICE} Please leave a review. Then leave another review!", [("warning", "review-request", "leave a review")]),
        ("send-invoice", f"{INVOICE} Use code SAVE20 for 20% off your next order.", [("warning", "promotion", "Use code")]),
        ("problem-with-order", "Order 114-1234567-1234567 is late. Please leave us a review.", [("warning", "review-request", "leave us a review")]),
        ("review-request", "Please leave us a review of order 114-1234567-1234567.", []),
        ("reply-to-buyer", "Yes. Please leave us a review.", []),
        ("feedback-removal-notice", "We refunded you. You can leave feedback again or take it back on your orders page.", []),
    ],
)  # fmt: skip
def test_words_of_another_kind(kind: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert of_another_kind(text, type=kind) == expected


def test_without_a_type_nothing_is_of_another_kind() -> None:
    assert of_another_kind(f"{INVOICE} Please leave us a review on Amazon.") == []


def test_a_type_that_may_not_be_sent_is_said_once_where_it_is_declared() -> None:
    text = "---\ntype: promotion\n---\nUse code SAVE20 for 20% off your next order. Please leave us a review."
    found = check(read_draft("a.txt", Source(text)), POLICY, ["not-permitted-type"])
    assert [(finding.severity, finding.excerpt) for finding in found] == [("error", "promotion")]
