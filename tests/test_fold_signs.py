"""Signs, digits and accents put for letters: which words they hide, and where these stand in the file."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import msglint
from msglint.draft import MASK, View
from msglint.fold import Folded, fold
from msglint.fold.signs import signs_of, watched_words
from msglint.policy import load_policy

POLICY = load_policy()
WATCHED, SIGNS = watched_words(POLICY), signs_of(POLICY)


def folded(text: str) -> Folded:
    return fold(View("body", text), WATCHED, SIGNS)


def stand(text: str, view: Folded) -> list[str]:
    return [text[slice(*view.span(*span))] for span in view.disguised]


@pytest.mark.parametrize(
    ("text", "plain", "hidden"),
    [
        ("a g!ft c@rd", "a gift card", ["g!ft", "c@rd"]),
        ("c0upon, M0NEY, disc0unt!", "coupon, MONEY, discount!", ["c0upon", "M0NEY", "disc0unt"]),
        ("by PayP@l or wh@ts@pp.", "by PayPal or whatsapp.", ["PayP@l", "wh@ts@pp"]),
        ("a 5-st@r rev!ew", "a 5-star review", ["st@r", "rev!ew"]),
        ("r3view, f33dback", "review, feedback", ["r3view", "f33dback"]),
        ("five $tars, a $tar", "five stars, a star", ["$tars", "$tar"]),
        ("1nstagram venm0...", "instagram venmo...", ["1nstagram", "venm0"]),
        ("fr€€ c@sh-back", "free cashback", ["fr€€", "c@sh"]),
        ("p@ypal/venm0 (g1ft)", "paypal/venmo (gift)", ["p@ypal", "venm0", "g1ft"]),
        ("sha*re ex~per!ence", "share experience", ["sha*re", "ex~per!ence"]),
        ("v 3 n m 0 and V 3 N M O", "venmo and VENMO", ["v 3 n m 0", "V 3 N M O"]),
        ("by p-@-y-p-@-l", "by paypal", ["p-@-y-p-@-l"]),
        ("c.@.s.h", "cash", ["c.@.s.h"]),
        ("a g 1 f t", "a gift", ["g 1 f t"]),
        ("5  s t @ r  r 3 v i e w s", "5  star  reviews", ["s t @ r", "r 3 v i e w s"]),
        ("vvhatsapp", "whatsapp", ["vvhatsapp"]),
        ("rëvïew RËVÏEW", "review REVIEW", ["rëvïew", "RËVÏEW"]),
        ("re\u200bv!ew", "review", ["re\u200bv!ew"]),
        ("İ g!ft", "İ gift", ["g!ft"]),
    ],
)
def test_the_word_is_seen_and_points_at_what_stands_there(text: str, plain: str, hidden: list[str]) -> None:
    view = folded(text)
    assert view.text == plain
    assert stand(text, view) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "only $5.00, 5€ off, €20 gift, $20-gift, US$15, 20$ order, £3 refund, free$",
        "part R3V1, B07XJ8C8F5, GX-400, star5 order5 card1 review1 code2, 3mails",
        "114-1234567-1234567, 1st, 4ever, gr8, b2b, 3D, MP3, 4K, H2O, U2, 24/7",
        "jane.star@shop.com, @contact, @mazonians, Ke$ha, P!nk, Yahoo!, M&M's",
        "Wow!Free shipping!Review it!",
        "sizes S M, 1 x 5 m, 2 x 4 ft, 3 - 4 5 €, 0 1 2 a 0, A 5 B 6",
        "password: Pa$$w0rd, P@ssw0rd1",
        "savvy, déjà résumé, prämie, référé",
    ],
)
def test_an_honest_text_stays_as_it_is(text: str) -> None:
    view = folded(text)
    assert view.text == text
    assert view.disguised == ()


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("at p@ypal.com or www.rev1ew.com/c0upon", ["p@ypal", "rev1ew", "c0upon"]),
        ("https://shop.example/fr33?c0upon=1", ["fr33", "c0upon"]),
        ("my-c0upon@shop.com", []),
        ("#c0upon #g1fts g1ft_code", ["c0upon", "g1fts", "g1ft"]),
        ("Password: m0ney", ["m0ney"]),
        ("parts 5A1E, C0DE-77, AB12-c0de", ["5A1E", "C0DE", "c0de"]),
        (f"{MASK}c0de{MASK}", ["c0de"]),
    ],
)
def test_in_an_address_or_a_password_it_is_reported_and_left(text: str, hidden: list[str]) -> None:
    view = folded(text)
    assert view.text == text
    assert stand(text, view) == hidden


def test_without_signs_nothing_is_taken_for_a_letter() -> None:
    assert fold(View("body", "g!ft"), WATCHED).text == "g!ft"


def test_rules_of_wording_see_the_word_and_show_what_stands_in_the_file() -> None:
    found = msglint.lint("Leave us a rev!ew and we will send you a g!ft c&#64;rd.", filename="draft.html")
    shown = {(one.rule, one.excerpt) for one in found}
    assert {("obfuscated-wording", word) for word in ("rev!ew", "g!ft", "c&#64;rd")} <= shown
    incentive = next(one for one in found if one.rule == "review-incentive")
    assert "rev!ew" in incentive.excerpt
    assert "g!ft" in incentive.excerpt


PIECES = st.sampled_from(
    ["g!ft", "c@rd", "r 3 v i e w", "vvhatsapp", "rëvïew", "p@y\u200bpal", "re*v!ew", "ex~per!ence", "r e v i e w"]
)
SIGNED = st.lists(st.one_of(PIECES, st.text(alphabet="a5 0!@$*.-vеr/\u200b€İ", max_size=6))).map("".join)


@given(SIGNED)
@example("a vvhatsapp g!ft r 3 v i e w re-view рayра1")
def test_every_character_leads_back_to_what_it_stands_for(text: str) -> None:
    view = folded(text)
    assert len(view.lower) == len(view.text)
    spans = [view.span(at, at + 1) for at in range(len(view.text))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert all(0 <= start < end <= len(view.text) for start, end in view.disguised)


@given(st.text(alphabet="girftcad5015 !@$.-*~", max_size=60))
def test_what_no_disguise_explains_is_not_touched(text: str) -> None:
    view = fold(View("body", text), frozenset(), SIGNS)
    inside = {at for span in view.disguised for at in range(*view.span(*span))}
    plain = fold(View("body", text)).text.replace(" ", "")
    assert inside or view.text.replace(" ", "") == plain


@pytest.mark.parametrize("piece", ["@", "0", "!", "a0", "a@ ", "a 0 ", "c@rd ", "c 0 d e  ", "vv", "ë", "p@ypal.com/"])
def test_a_long_text_of_signs_is_folded(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    view = folded(text)
    assert len(view.disguised) in (0, len(text) // len(piece))
