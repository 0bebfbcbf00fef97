"""Emoji and faces, each with its exact span, beside the signs that are none."""

from __future__ import annotations

import pytest

from msglint.engine import check
from msglint.examples import unmark
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()


@pytest.mark.parametrize(
    "marked",
    [
        "⟦😀⟧⟦😀⟧ ⟦🇩🇪⟧⟦🇫🇷⟧ ⟦1️⃣⟧ ⟦#⃣⟧ ⟦👨‍👩‍👧‍👦⟧ ⟦👍🏽⟧ ⟦🏴󠁧󠁢󠁥󠁮󠁧󠁿⟧ ⟦❤️‍🔥⟧ ⟦🏳️‍🌈⟧ ⟦🖥️⟧⟦🖥⟧",
        "⟦‼️⟧ ‼ ⟦✔️⟧ ✔ ⟦☎️⟧ ☎ ⟦➡️⟧ ➡ ⟦⚠️⟧ ⚠ ⟦⚡⟧ ⚡\ufe0e ©️ ™️",
        "⟦❤⟧ ⟦♥⟧ ⟦♡⟧ ⟦☺⟧ ⟦⭐⟧ ★☆ ✓✔☑ •▪➤ →➜ ①№ 🄰 ㊗ 漢字 カナ",
        "thanks ⟦:)⟧ thanks⟦:)⟧ bye ⟦;-)⟧ oh ⟦:'(⟧ wow ⟦:D⟧ hm ⟦:/⟧ ⟦:-P⟧ great ⟦=)⟧\nnice ⟦:p⟧",
        "⟦:)))⟧ ok ⟦^_^⟧ ⟦^^⟧ ⟦T_T⟧ ⟦>_<⟧ ⟦o_O⟧ ⟦-_-⟧ ⟦\\o/⟧ ⟦8-)⟧ haha ⟦xD⟧",
        "we ⟦<3⟧ you, with ⟦<3⟧ from Ann ⟦<3⟧",
        "⟦(^_^)v⟧ ⟦(￣▽￣)⟧ ⟦(´・ω・`)⟧ ⟦(・∀・)⟧ ⟦m(_ _)m⟧ ⟦¯\\_(ツ)_/¯⟧ ⟦(T_T)⟧ ⟦(*^_^*)⟧ ⟦(ᵔᴥᵔ)⟧ ⟦( ᴗ ̫ ᴗ )⟧ ⟦( ˘ω˘ )⟧ ( • ) ( a • a ) ( ^ 2 )",
        "ありがとう⟦：）⟧ 谢谢⟦；－）⟧（例：）（色：赤；）",
        "(thanks ⟦:)⟧ see (the manual:) and (a; b;)",
        "⟦:tada:⟧ at 10:30:45, a:smile:b, Ref :unknown:",
        "Hi {{name}} ⟦:)⟧",
        "⟦\uf04a⟧",
    ],
)
def test_each_one_is_found_where_it_stands(marked: str) -> None:
    text, spans = unmark(marked)
    found = {(one.start, one.end) for one in check(read_draft("a.txt", Source(text)), POLICY, ["emoji"])}
    assert sorted(text[start:end] for start, end in found) == sorted(text[start:end] for start, end in spans)
    assert found == spans


@pytest.mark.parametrize(
    "text",
    [
        "(1): red (2): blue",
        "7) green 8) yellow",
        "ratio 16:9) or 1:3, open at 5:) and http://x.example :p in code",
        "<3 kg, <3 days, a<3, x <3.5, drive :D",
        "Note: (see below) - Total:(5) as follows:(a)",
        "x^2^3, 2^^3, a_b, __init__, T-shirt, (T), (A-B), (1-1), (...), (---), (°C), (5.0)",
        "**Note:** and | a :| b | &nbsp;)",
        "<p>5;)</p>",
        "xD-Picture card, Canon XD, f(x);",
        "ご注文（赤・青）（Ｍ）「・」",
        "Order:114-1234567-1234567 - Sincerely",
    ],
)
def test_other_signs_are_no_emoji(text: str) -> None:
    assert check(read_draft("a.txt", Source(text)), POLICY, ["emoji"]) == []


@pytest.mark.parametrize("face", ["J", "&#74;", "&#x4A;", "<o:p></o:p>K"])
def test_a_smiley_of_wingdings_may_be_an_entity(face: str) -> None:
    text = f"<p>Hi <span style='font-family:Wingdings'>{face}</span></p>"
    [found] = check(read_draft("a.html", Source(text)), POLICY, ["emoji"])
    assert found.excerpt == face.rpartition(">")[2]
