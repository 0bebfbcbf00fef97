"""Folding: what is seen, where it stands, and which words were disguised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.draft import View
from msglint.fold import fold

WATCHED = frozenset(
    {"youtube", "youtu.be", "skype", "review", "feedback", "star", "paypal", "share", "gift", "outlook"}
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain ASCII, untouched - really.", "plain ASCII, untouched - really."),
        ("１１４－１２３", "114-123"),
        ("١٢٣ १२३", "123 123"),
        ("Whats\u00adApp", "WhatsApp"),
        ("ab\u00a0cd\u2009ef\u3000gh", "ab cd ef gh"),
        ("don’t – no", "don't - no"),
        ("cafe\u0301 tie\u0302\u0301ng", "café tiếng"),
        ("ﬁne ½ Brand™ note²", "fine ½ Brand™ note²"),
        ("ｶﾞ 한", "ガ 한"),
        ("น้ำ اَلسَّلَامُ", "น้ำ السلام"),
        ("شكـــرًا جزيلاً، أين الطلب؟ ٢٠٫٥٪", "شكرا جزيلا, أين الطلب? 20.5%"),
        ("ا\u0655لغا\u0654", "إلغأ"),
        ("Привет, мир", "Привет, мир"),
        ("αβγ, 5 μm, 10 kΩ", "αβγ, 5 μm, 10 kΩ"),
        ("A B C D", "ABCD"),
        ("Dígame A o B y sale hoy", "Dígame A o B y sale hoy"),
        ("U.S.A. a.k.a. P.O. box, star/s", "U.S.A. a.k.a. P.O. box, star/s"),
        ("re-view", "review"),
        ("www.pay-pal.com", "www.pay-pal.com"),
        ("see youtu.be/0123 or youtu.be now", "see youtu.be/0123 or youtu.be now"),
        ("Check it out.Look inside", "Check it out.Look inside"),
        ("レビューｒｅｖｉｅｗ", "レビューreview"),
        ("Whats\u00adApp Do\u00adnau\u00addampf", "WhatsApp Donaudampf"),
        ("\u200fשלום\u200e", "שלום"),
        ("TNFα", "TNFa"),
        ("L U M I N A", "LUMINA"),
    ],
)
def test_an_honest_text_becomes_plain_and_nothing_is_reported(text: str, plain: str) -> None:
    folded = fold(View("body", text), WATCHED)
    assert folded.text == plain
    assert folded.disguised == ()


@pytest.mark.parametrize(
    ("text", "word", "stands"),
    [
        ("a r e v i e w.", "review", "r e v i e w"),
        ("one r.e.v.i.e.w.", "review", "r.e.v.i.e.w"),
        ("by p-a-y-p-a-l", "paypal", "p-a-y-p-a-l"),
        ("a re*view", "review", "re*view"),
        ("a re.view/5 now", "review", "re.view"),
        ("by S k y p E", "SkypE", "S k y p E"),
        ("5 s t a r", "star", "s t a r"),
        ("we p l e a s e you", "please", "p l e a s e"),
        ("a re\u200bview", "review", "re\u200bview"),
        ("a re\u202eview", "review", "re\u202eview"),
        ("a r\u0640eview", "review", "r\u0640eview"),
        ("a r\u00ade\u00adv\u00adi\u00ade\u00adw", "review", "r\u00ade\u00adv\u00adi\u00ade\u00adw"),
        ("by рayраl", "paypal", "рayраl"),
        ("at amаzon.com", "amazon", "amаzon"),
        ("at сосо.com", "coco", "сосо"),
        ("a ｒｅｖｉｅｗ", "review", "ｒｅｖｉｅｗ"),
        ("ｗｗｗ．ｓｈｏｐ．ｃｏｍ", "www.shop.com", "ｗｗｗ．ｓｈｏｐ．ｃｏｍ"),
        ("a 𝓻𝓮𝓿𝓲𝓮𝔀", "review", "𝓻𝓮𝓿𝓲𝓮𝔀"),
        ("ⓇⒺⓋⒾⒺⓌ", "REVIEW", "ⓇⒺⓋⒾⒺⓌ"),
        ("🅁🄴🅅🄸🄴🅆", "REVIEW", "🅁🄴🅅🄸🄴🅆"),
        ("ʀᴇᴠɪᴇᴡ", "review", "ʀᴇᴠɪᴇᴡ"),
        ("r\u0336e\u0336v\u0336", "rev", "r\u0336e\u0336v\u0336"),
    ],
)
def test_a_disguised_word_is_seen_and_points_at_what_stands_there(text: str, word: str, stands: str) -> None:
    folded = fold(View("body", text), WATCHED)
    assert [folded.text[start:end] for start, end in folded.disguised] == [word]
    start, end = folded.span(*folded.disguised[0])
    assert text[start:end] == stands


def test_the_map_leads_through_a_base_with_an_offset() -> None:
    source = View("source", "xx re\u200bview １")
    part = View("part", source.text[3:], source, offset=3)
    folded = fold(part, WATCHED)
    assert folded.text == "review 1"
    assert folded.span(0, 6) == (3, 10)
    assert folded.span(7, 8) == (11, 12)


ODD = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("r e*v.i-wѕа\u200b\u00ad\u0301\u0336ﬁｒ１ⓡ\u202e\ufe0f\u1112\u1161\u11abＡ.")
    ),
    max_size=40,
)


@given(ODD)
def test_every_text_folds_to_spans_within_it(text: str) -> None:
    folded = fold(View("body", text), WATCHED)
    assert len(folded.lower) == len(folded.text)
    done = 0
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert done <= start <= end <= len(text)
        done = start
    for start, end in folded.disguised:
        assert 0 <= start < end <= len(folded.text)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_without_watched_words_ascii_only_closes_rows_of_letters(text: str) -> None:
    folded = fold(View("body", text))
    assert folded.text.replace(" ", "") == text.replace(" ", "")
