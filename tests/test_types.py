"""The declared type, and drafts whose words are of another kind."""

from __future__ import annotations

from itertools import product

import pytest

from msglint.checks.types import status
from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.settings import CHANNELS
from msglint.source import Source

POLICY = load_policy()
POLICIES = {edition: load_policy(edition) for edition in ("2018-10", "2020-11")}
TYPES = {kind["id"]: kind for kind in POLICY.facts["types"]["types"]}
STORES = [store["country"] for store in POLICY.facts["marketplaces"]["list"]]
ENVELOPE_RULES = ["not-permitted-type", "thirty-day-window", "solicitation-window", "undeclared-type"]
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
    assert found[0].message == "the type 'promotion' (\"Advertise, coupons included\") may not be sent"


def expected(kind: str, edition: str, channel: str) -> set[tuple[str, str]]:
    """What is said of a draft that goes out 31 days after its order, and after its latest delivery date."""
    if channel not in ("message", "email", "api"):
        return set()
    status, starter = TYPES[kind]["editions"][edition[:4]], TYPES[kind]["started_by"]
    found = {("not-permitted-type", "declared")} if status == "not-permitted" else set()
    if edition == "2020-11" and starter == "seller":
        found.add(("thirty-day-window", "late"))
    if edition == "2020-11" and starter == "amazon":
        found.add(("solicitation-window", "late"))
    return found


@pytest.mark.parametrize("edition", POLICIES)
@pytest.mark.parametrize("kind", TYPES)
def test_type_by_edition_by_channel_by_marketplace(edition: str, kind: str) -> None:
    policy = POLICIES[edition]
    rules = [rule for rule in ENVELOPE_RULES if rule in policy.rules]
    dates = {"order_date": "2026-10-01", "earliest_delivery_date": "2026-10-01", "latest_delivery_date": "2026-10-01"}
    for channel, marketplace in product(CHANNELS, STORES):
        known = envelope_from({"type": kind, "channel": channel, "marketplace": marketplace, **dates})
        for day, late in (("2026-10-31", False), ("2026-11-01", True)):
            envelope = known.over(envelope_from({"send_date": day}))
            found = check(read_draft("a.txt", Source("114-1234567-1234567"), envelope), policy, rules)
            sure = [one.rule for one in found if one.confidence != "low"]
            said = {(rule, "declared" if rule == "not-permitted-type" else "late") for rule in sure}
            assert said == {pair for pair in expected(kind, edition, channel) if late or pair[1] == "declared"}


@pytest.mark.parametrize(("edition", "label"), [("2018-10", "2018"), ("2020-11", "2020")])
def test_the_status_of_every_type(edition: str, label: str) -> None:
    known = {"required", "encouraged", "permitted", "not-permitted", "unlisted", "system"}
    for kind in TYPES.values():
        assert status(kind, POLICIES[edition]) == kind["editions"][label]
        assert status(kind, POLICIES[edition]) in known
