"""Rules hold by channel: what must be flagged where, and what must not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import msglint
from msglint.__main__ import _guarded as run
from msglint.policy import load_policy
from msglint.settings import CHANNELS, TO_BUYERS

if TYPE_CHECKING:
    from pathlib import Path

POLICY = load_policy()
OUTGOING = [channel for channel in CHANNELS if channel != "inbound"]
TEXTS = {
    "review-incentive": "You get a $10 gift card for your review.",
    "positive-only-review": "Please leave us a five-star review.",
    "marketing": "Enjoy 20% off your next order with the code LAMP20.",
    "external-link": "Manual: https://lampworks.example/manual",
    "email-address": "Write to help@lampworks.example.",
    "emoji": "Thank you 😀",
    "order-id": "Which colour would you like?",
}
HOLDS = {
    "review-incentive": OUTGOING,
    "positive-only-review": OUTGOING,
    "marketing": OUTGOING,
    "external-link": TO_BUYERS,
    "email-address": TO_BUYERS,
    "emoji": TO_BUYERS,
    "order-id": ["message", "email", "packing-slip"],
}


def rules_in(text: str, channel: str | None) -> set[str]:
    return {found.rule for found in msglint.lint(text, envelope=msglint.Envelope(channel=channel))}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("rule", TEXTS)
def test_a_rule_holds_in_its_channels(rule: str, channel: str) -> None:
    assert (rule in rules_in(TEXTS[rule], channel)) == (channel in HOLDS[rule])


@pytest.mark.parametrize("rule", TEXTS)
def test_without_a_channel_a_draft_is_a_message(rule: str) -> None:
    assert rule in rules_in(TEXTS[rule], None)


def test_every_rule_about_reviews_holds_for_inserts() -> None:
    reviews = [rule for rule in POLICY.rules.values() if rule.group == "reviews"]
    assert [rule.id for rule in reviews if "package-insert" not in rule.channels] == []


def test_a_wrong_channel_is_refused_with_the_nearest_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("---\nchannel: package-inset\n---\nHello")
    assert run(["check", "a.txt"]) == 2
    assert "line 2: channel: no channel 'package-inset' (did you mean 'package-insert'?)" in capsys.readouterr().err
    assert run(["check", "--channel", "in-bound", "a.txt"]) == 2
    assert "--channel: no channel 'in-bound' (did you mean 'inbound'?)" in capsys.readouterr().err
    assert run(["rules", "--channel", "slip"]) == 2
    assert "--channel: no channel 'slip'" in capsys.readouterr().err


def test_the_rules_of_one_channel_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--channel", "packing-slip", "--output-format", "json"]) == 0
    listed = {rule["rule"] for rule in json.loads(capsys.readouterr().out)["rules"]}
    assert listed == {rule.id for rule in POLICY.rules.values() if "packing-slip" in rule.channels}
    assert "emoji" not in listed
    assert "order-id" in listed
