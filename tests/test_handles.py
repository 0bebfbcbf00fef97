"""Accounts on networks outside Amazon, however they are written; the marks show the exact spans."""

from __future__ import annotations

import pytest

from msglint.checks.handles import accounts
from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.examples import unmark
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source

POLICY = load_policy()


def spans(text: str, name: str = "a.txt") -> set[tuple[int, int]]:
    return {account.span for account in accounts(Reading(read_draft(name, Source(text)), POLICY))}


@pytest.mark.parametrize(
    "marked",
    [
        "Follow the pack: ⟦@ridgebackoutdoor⟧",
        "[YOUR WEBSITE] | ⟦@[handle]⟧ | ⟦@{{brand}}⟧ (⟦@%HANDLE%⟧) ⟦@YOURBRAND⟧",
        "⟦@lamp_werk.official⟧. インスタは⟦@lampwerk_jp⟧をフォロー LINE：⟦@lampwerk⟧",
        "If it is wrong, don't write, tell us. ⟦Skype: dashking_help⟧",
        "⟦Telegram - ridge_support⟧, ⟦Insta: ridgeback.outdoor⟧, ⟦WeChat (lampwerk88⟧), my ⟦wechat is lampwerk88⟧, ⟦KakaoTalk ID: lampwerk⟧",
        "⟦IG: ridgeback⟧ | ⟦Facebook: Lampwerk Berlin⟧ | ⟦Pinterest = lampwerkstatt⟧",
        "⟦Instagram:\nlampwerk_berlin⟧",
        "**⟦Skype:** dashking_help⟧ and ⟦Discord: lampwerk#1234⟧",
        "⟦Skype live:lampwerk_1⟧, ⟦QQ: 123456789⟧, ⟦QQ群：123456789⟧, ⟦Threema ID: 4ZUM5DEK⟧",
        "⟦微信号：lampwerk88⟧ 加⟦微信lampwerk88⟧ ⟦公式LINE：lampwerk_jp⟧ ⟦インスタ→ランプ工房⟧、⟦카톡: lampwerk1⟧",
        "⟦LINE: lampwerk88⟧, ⟦Line ID: lampwerk⟧; our ⟦Signal: lamp_werk⟧ or on ⟦X: lampwerk_shop⟧",
    ],
)
def test_accounts(marked: str) -> None:
    text, expected = unmark(marked)
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "@if($paid)\n@elseif($late)\n@endif @foreach ($a as $b) @csrf\n@endsection @endforelse", id="Blade"
        ),
        pytest.param("@section @using @functions @Html.Raw(x) @await @{ var x = 1; } @inherits", id="Razor"),
        pytest.param("@media screen @import @font-face @keyframes @supports @layer @include @tailwind", id="CSS"),
        pytest.param("@param lamp @returns nothing @deprecated @Override @Nullable @staticmethod", id="comments"),
        pytest.param("@babel/core @types/node @lamp/werk", id="npm"),
        "Call @ 5 pm, @5pm, @noon or @home. Spa@Home 2 @ 12.50 @team, ask @AmazonHelp or @DHLPaket",
        "info@{{shop}} @{{ buyer_name }} 3 x @{{price}} {{x}}@{{brand}} https://lamp.com/@{{handle}}",
        "Line: 3 of 5, Line: A4711, Line 1: forever2026, Second line: forever2026, Signal: strong, Signal: -67 dBm, Zoom: 10x, X: 12 cm",
        "Skype: yes, Zoom: no. WeChat: supported; Skype: HD1080, TikTok: 18 videos, Facebook: like us, YouTube: how to fold it",
        "I saw it on Instagram: the lamp is great. USB: Facebook: blue. Telegram: +49 30 1234567, WeChat: ios15",
        "ライン：赤色 微信：支持 インスタ映え ラインナップ：lampwerk88",
        "The handle you asked me to put on the pocket came through as @whitcombe_wanders with one underscore. Right?",
        "We engrave @whitcombe on the back. Pay with Revolut to @lampwerk or Venmo us @lampwerk",
        "skype_account: x, /facebook: lamp_werk, #instagram: lamp_werk, myskype: lamp_werk",
    ],
)
def test_no_accounts(text: str) -> None:
    assert spans(text) == set()


def test_accounts_in_markup() -> None:
    text, expected = unmark("<p>Wrong? ⟦Skype: <b>dashking_help⟧</b> or <i>⟦@dashking⟧</i><style>@page x{}</style></p>")
    assert spans(text, "a.html") == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Follow the pack: @ridgebackoutdoor", [("@ridgebackoutdoor", "high")]),
        ("Skype: dashking_help", [("Skype: dashking_help", "high")]),
        ("Facebook: Lampwerk Berlin", [("Facebook: Lampwerk Berlin", "medium")]),
        ("Facebook: lampwerk.com", []),
        ("Instagram: info@lampwerk.com", []),
        ("Add me on WeChat: kettle_88", [("WeChat: kettle_88", "high")]),
    ],
)
def test_one_finding_for_each_account(text: str, found: list[tuple[str, str]]) -> None:
    draft = read_draft("a.txt", Source(text), envelope_from({"language": "en"}))
    findings = check(draft, POLICY, ["off-amazon-contact"])
    shown = [(finding.excerpt, finding.confidence) for finding in findings if finding.confidence != "low"]
    assert shown == found
