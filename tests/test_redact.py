"""Redaction: no word of the draft in a finding."""

from __future__ import annotations

import pytest

from msglint.finding import Finding
from msglint.policy import Policy, Rule, Variant
from msglint.redact import redacted


def policy(message: str) -> Policy:
    variant = Variant(message, "Write to {who}", "clause", "error", "high")
    rule = Rule("rule", "group", "summary", "module.check", {}, {"": variant}, (), False, ())
    return Policy("amazon", "2020-11", [rule], {}, {})


@pytest.mark.parametrize(
    ("template", "message", "excerpt", "shown"),
    [
        ("No order id", "No order id", "x", "No order id"),
        ("{n} breaks in {places}", "5 breaks in places", "\n\n\n", "5 breaks in places"),
        (
            "The link leads to {host}",
            "The link leads to shop.example",
            "http://shop.example",
            "The link leads to [redacted]",
        ),
        ("The number {n} is one", "The number 02125550147 is one", "0212 555 0147", "The number [redacted] is one"),
        ("The word {word} is one", "The word ann is one", "Ann", "The word [redacted] is one"),
        ("It reads like: {kind}", "It reads like: order confirmation", "", "It reads like: order confirmation"),
        ("{a} and {b}", "Ann Lee and Bob", "x", "[redacted] and [redacted]"),
        ("Another text", "Secret words", "x", "[redacted]"),
    ],
)
def test_redacted(template: str, message: str, excerpt: str, shown: str) -> None:
    found = Finding("a.txt", "rule", "error", "high", message, "Write to Ann", "", 1, 1, 1, 2, 0, 1, excerpt)
    hidden = redacted(found, policy(template))
    assert hidden.message == shown
    assert hidden.suggestion == "Write to [redacted]"
    assert hidden.excerpt == ("[redacted]" if excerpt else "")
