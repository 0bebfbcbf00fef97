"""The samples show what their names say."""

from __future__ import annotations

from pathlib import Path

import pytest

import msglint
from msglint.policy import load_policy

SAMPLES = Path(__file__).parent.parent / "samples"
POLICY = load_policy()

BAD = {
    "bad-api-access-key.json": ["api-html", "api-text-length", "attachment-count", "email-address"],
    "bad-api-withdrawn.json": ["api-availability", "api-no-text"],
    "bad-card-number.txt": ["confidential-information"],
    "bad-cashback-for-praise-zh.txt": ["review-incentive", "positive-only-review", "review-gating"],
    "bad-change-your-review.txt": ["review-change"],
    "bad-coupon-flyer.eml": ["disallowed-attachment"],
    "bad-coupon-for-next-order.txt": ["marketing", "cross-promotion"],
    "bad-deceptive-link.html": ["deceptive-link", "external-link"],
    "bad-disguised-words.txt": ["obfuscated-wording", "review-incentive", "off-amazon-contact"],
    "bad-english-to-mexico.txt": ["buyer-language"],
    "bad-emoji-thank-you.txt": ["emoji", "not-permitted-type"],
    "bad-five-stars-and-script.txt": ["positive-only-review", "review-script", "review-instructions"],
    "bad-gift-card-for-review.txt": ["review-incentive"],
    "bad-gift-for-stars-fr.txt": ["review-incentive", "positive-only-review", "review-gating"],
    "bad-happy-buyers-only-it.txt": ["review-gating"],
    "bad-happy-buyers-only-tr.txt": ["review-gating"],
    "bad-important-subject.eml": ["subject-important", "order-id"],
    "bad-inbound-login.eml": ["inbound-sender", "inbound-not-plain-text", "inbound-lure"],
    "bad-invoice-asks-for-review.txt": ["not-permitted-type"],
    "bad-late-template.txt": ["thirty-day-window"],
    "bad-link-to-own-shop.txt": ["external-link", "insecure-link"],
    "bad-linked-gif-logo.html": ["logo-link", "gif", "insecure-image", "external-link"],
    "bad-newsletter-look.html": [
        "font-override",
        "font-sizes",
        "text-alignment",
        "message-margin",
        "excess-line-breaks",
        "accessibility",
    ],
    "bad-no-order-id.txt": ["order-id"],
    "bad-package-insert-gift-card.txt": ["review-incentive", "positive-only-review", "review-gating"],
    "bad-packing-slip-discount.txt": ["order-id", "marketing"],
    "bad-phone-and-email.txt": ["phone-number", "email-address"],
    "bad-phone-script-survey.txt": ["not-permitted-call"],
    "bad-please-cancel.txt": ["cancellation-request"],
    "bad-prize-draw-for-reviews-sv.txt": ["review-incentive", "review-gating"],
    "bad-request-a-review-too-early.txt": ["solicitation-window"],
    "bad-review-only-if-happy.txt": ["review-gating"],
    "bad-rude-reply.txt": ["sensitive-content", "spelling-grammar"],
    "bad-sent-too-late.txt": ["thirty-day-window"],
    "bad-shipping-confirmation.txt": ["not-permitted-type"],
    "bad-shipping-confirmation-of-2018.txt": ["message-content-2018"],
    "bad-sold-out-without-refund.txt": ["order-unavailable-content"],
    "bad-too-many-megabytes.txt": ["attachment-size", "disallowed-attachment"],
    "bad-tracking-pixel.html": ["tracking-pixel", "gif"],
    "bad-unsubscribe-link.html": ["opt-out", "external-link"],
    "bad-voucher-for-stars-pl.txt": ["review-incentive", "positive-only-review", "review-gating"],
    "bad-whatsapp-and-bank-transfer.txt": ["off-amazon-contact", "off-amazon-payment"],
    "bad-wide-product-photo.html": ["product-image", "oversized-image"],
}
"""What each bad sample shows, at the least."""

GROUPS = {
    "links",
    "contact",
    "images",
    "attachments",
    "wording",
    "reviews",
    "style",
    "message",
    "timing",
    "api",
    "inbound",
}
GOOD = sorted(path.name for path in SAMPLES.glob("good-*"))
CASES = [
    # rules come one by one: a sample may show one that the policy does not check yet
    pytest.param(name, rule, id=f"{name}-{rule}")
    for name, rules in BAD.items()
    for rule in rules
    if rule in POLICY.rules
]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_sample_has_nothing_to_mend(name: str) -> None:
    findings = msglint.lint_file(SAMPLES / name)
    assert [(found.rule, found.excerpt) for found in findings if found.severity != "info"] == []


@pytest.mark.parametrize(("name", "rule"), CASES)
def test_a_bad_sample_shows_its_rule(name: str, rule: str) -> None:
    assert rule in {found.rule for found in msglint.lint_file(SAMPLES / name)}


def test_every_sample_is_good_or_in_the_table() -> None:
    assert {path.name for path in SAMPLES.iterdir() if path.is_file()} == {*GOOD, *BAD}


def test_the_bad_samples_show_every_group() -> None:
    shown = {POLICY.rules[rule].group for rules in BAD.values() for rule in rules if rule in POLICY.rules}
    assert shown == {rule.group for rule in POLICY.rules.values()} & GROUPS


def test_samples_come_in_every_format() -> None:
    for names in (GOOD, BAD):
        assert {Path(name).suffix for name in names} == {".txt", ".html", ".eml", ".json"}
