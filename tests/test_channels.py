"""Rules hold by channel: what must be flagged where, and what must not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import msglint
from msglint.__main__ import _guarded as run
from msglint.policy import load_policy
from msglint.settings import CHANNELS, TO_BUYERS

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


TYPES = [kind["id"] for kind in POLICY.facts["types"]["types"]]
MARKETPLACES = [place["country"] for place in POLICY.facts["marketplaces"]["list"]]
POLICIES = {edition: load_policy(edition) for edition in ("2018-10", "2020-11")}
WORDS = (
    *TEXTS.values(),
    "<p>See https://lampworks.example</p>",
    "Call +1 212 555 0147",
    "Please sign in to the portal.",
)


@settings(max_examples=60)
@given(
    st.sampled_from(WORDS),
    st.sampled_from(TYPES),
    st.sampled_from(CHANNELS),
    st.sampled_from(sorted(POLICIES)),
    st.sampled_from(MARKETPLACES),
)
def test_whatever_is_found_holds_in_the_channel_and_the_edition(
    text: str, kind: str, channel: str, edition: str, place: str
) -> None:
    envelope = msglint.Envelope(type=kind, channel=channel, marketplace=place)
    policy = POLICIES[edition]
    for found in msglint.lint(text, envelope=envelope, settings=msglint.Settings(edition=edition)):
        assert channel in policy.rules[found.rule].channels
        assert set(policy.clauses[found.clause].editions) & {"both", edition[:4]}
        assert (policy.rules[found.rule].group == "inbound") == (channel == "inbound")


def test_nothing_of_other_channels_is_imported_for_a_message(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Order 114-1234567-1234567: which colour would you like?")
    code = "import sys; from msglint.__main__ import _guarded; _guarded(['check', '-q', 'a.txt']); print(*sys.modules)"
    path = {**os.environ, "PYTHONPATH": str(Path(msglint.__file__).parent.parent)}
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=path, capture_output=True, text=True, check=True
    )
    assert not {"payload", "nodes", "operations", "calls", "inbound"} & {
        name.rpartition(".")[2] for name in shown.stdout.split()
    }
