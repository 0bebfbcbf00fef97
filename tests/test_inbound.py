"""Messages that claim to come from a buyer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import msglint
from msglint.__main__ import _guarded as run
from msglint.readers import read_draft
from msglint.source import Source

if TYPE_CHECKING:
    from pathlib import Path

BUYER = "k3jd82hq9x71mbc@marketplace.amazon.com"


def found_in(text: str, filename: str = "a.txt") -> list[tuple[str, str]]:
    envelope = msglint.Envelope(channel="inbound", sender=BUYER)
    return [(one.rule, one.excerpt) for one in msglint.lint(text, filename=filename, envelope=envelope)]


@pytest.mark.parametrize(
    ("headers", "sender", "reply_to"),
    [
        (f"From: {BUYER}", BUYER, None),
        (f"From: Ann Lind <{BUYER}>\nReply-To: <a@lampworks.example>", BUYER, "a@lampworks.example"),
        (f'From: "{BUYER}" <a@lampworks.example>', "a@lampworks.example", None),
        (f"From: =?utf-8?q?Ann_=C3=A9?=\n <{BUYER}>", BUYER, None),
        ("From: Ann", None, None),
        ("To: Ann <ann@lampworks.example>", None, None),
    ],
)
def test_a_mail_says_who_sent_it_and_who_gets_the_answer(
    headers: str, sender: str | None, reply_to: str | None
) -> None:
    source = Source(f"{headers}\nSubject: Lamp\n\nHello")
    envelope = read_draft("a.eml", source).envelope
    assert (envelope.sender, envelope.reply_to) == (sender, reply_to)
    for field in ("sender", "reply_to"):
        place = envelope.place(field)
        assert (source.text[place.start : place.end] if place else None) == getattr(envelope, field)


@pytest.mark.parametrize(
    "text",
    [
        "Where is my lamp? Order 114-1234567-1234567.",
        "I don't like it 😡😡 !!! call me on +1 212 555 0147, ann@lampworks.example",
        "You get five stars from me if you send a new one.",
        "The manual says: open the cover, follow the arrows, use pin 2.",
        "I have to log in every time I want to see the tracking.",
        "Your account of what happened was helpful. Please check the address.",
        "Ihr Konto bei der Post habe ich nicht gesehen. Der Link in Ihrer Nachricht geht nicht.",
        "Votre lampe est cassée. Merci de me renvoyer un abat-jour.",
        "届いたランプのコードが短いです。交換できますか。",
    ],
)
def test_what_buyers_write_is_left_alone(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "excerpt"),
    [
        ("Hello.\nLog in to the portal.", "inbound-lure", "Log in to"),
        ("You must re-sign in to the shop", "inbound-lure", "must re-sign in to"),
        ("Kindly provide the one-time code you got.", "inbound-lure", "provide the one-time code"),
        ("We need you to update your payment information.", "inbound-lure", "update your payment information"),
        ("Ρlease clіck here", "inbound-lure", "Ρlease clіck here"),
        ("Bitte melden Sie sich hier an", "inbound-lure", "melden Sie sich"),
        ("Veuillez vous connecter ici", "inbound-lure", "Veuillez vous connecter"),
        ("アカウントが停止されました", "inbound-lure", "アカウントが停止"),
        ("Pay me back by PayPal", "inbound-lure", "PayPal"),
        ("See www.lampworks.example/lamp", "inbound-not-plain-text", "www.lampworks.example/lamp"),
    ],
)
def test_lures_are_found(text: str, rule: str, excerpt: str) -> None:
    assert (rule, excerpt) in found_in(text)


def test_the_command_line_may_name_the_sender(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Where is my lamp?")
    for sender, status, found in (
        (["--sender", BUYER], 0, []),
        (["--sender", "ann@lampworks.example"], 1, ["inbound-sender"]),
        ([], 0, ["inbound-sender"]),
    ):
        assert (
            run(["check", "a.txt", "--channel", "inbound", *sender, "--fail-on", "warning", "--output-format", "json"])
            == status
        )
        assert [one["rule"] for one in json.loads(capsys.readouterr().out)["findings"]] == found
