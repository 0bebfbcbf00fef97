"""Quick looks that spare a draft the close one: they may say too much, never too little."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from msglint.checks import enclosures, wording
from msglint.draft import View
from msglint.engine import _gate_of, check_of, own_checks
from msglint.fold import characters, signs, spacing
from msglint.fold.lookalikes import imitations
from msglint.markup.flow import Flow
from msglint.numbers import context
from msglint.plan import Options, complete, plan
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.settings import Settings
from msglint.source import _LINE_BREAK, _line_ends, decode
from msglint.wording import units
from msglint.wording.tongue import different, words_of

POLICY = load_policy()
FOLDER = Path("samples")
DRAFTS = sorted([*FOLDER.glob("*.*"), *FOLDER.glob("drafts/*")])
CHOSEN = plan(Settings(), Options(orders=("samples/orders/orders.tsv",), history=("samples/history/sent.csv",)))


def reading_of(path: Path) -> Reading:
    """A sample, joined to its order."""
    return Reading(complete(read_draft(path.name, decode(path.read_bytes())), CHOSEN), POLICY)


def gates_of(reading: Reading) -> dict[str, bool]:
    """The rules that have a gate, and whether that is open."""
    return {name: gate(reading, rule) for name, rule in POLICY.rules.items() if (gate := _gate_of(rule.check))}


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_a_rule_whose_gate_is_shut_finds_nothing(path: Path) -> None:
    reading = reading_of(path)
    shut = [POLICY.rules[name] for name, is_open in gates_of(reading).items() if not is_open]
    assert [match for rule in shut for match in check_of(rule.check)(reading, rule)] == []


def test_every_gate_is_open_for_some_samples_and_shut_for_others() -> None:
    seen = {gate for path in DRAFTS for gate in gates_of(reading_of(path)).items()}
    modules = {name: import_module(f"msglint.checks.{name}") for name in own_checks()}
    gates = {f"{name}.{check}" for name, module in modules.items() for check in getattr(module, "GATES", ())}
    gated = [rule.id for rule in POLICY.rules.values() if rule.check in gates]
    assert gated
    assert {(name, is_open) for name in gated for is_open in (True, False)} == seen


def test_a_gate_opens_for_a_placeholder() -> None:
    reading = Reading(read_draft("x.txt", decode(b"Hello,\n\n{{coupon_code}}\n")), POLICY)
    assert wording.may_mean(reading, POLICY.rules["marketing"])


def test_every_phrase_that_attaches_has_one_of_the_literals() -> None:
    said = POLICY.facts["attachments"]["said"]
    assert [phrase for phrase in said["attaching"] if not any(literal in phrase for literal in said["literals"])] == []


def test_characters_that_are_not_strange_change_nothing_but_themselves() -> None:
    for char in map(chr, (*range(0x80, 0x2E80), *range(0xFB00, 0x10000))):
        if not characters._is_strange(char):
            text = f"re{char}view {char} {char * 5}.com"
            plain, disguised = characters.plain_characters(View("body", text), frozenset())
            odd = {char: characters.traits(char)}
            assert plain.text == text.replace(char, odd[char].plain)
            assert [*disguised, *characters._odd_words(text, odd), *characters._stacked(text)] == []
            assert [*characters._edits(text, odd), *imitations(plain.text, frozenset())] == []


@given(some.text(alphabet="a\r\n é"))
def test_lines_end_where_the_pattern_says(text: str) -> None:
    assert _line_ends(text) == [found.end() for found in _LINE_BREAK.finditer(text)]


@given(some.text(alphabet="ab1 .'é€д"))
def test_words_are_runs_of_letters_and_apostrophes(text: str) -> None:
    assert words_of(text) == re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text)
    assert different([words_of(text)]) == set(re.findall(r"[^\W\d_]+", text))


@given(some.text(alphabet="ab1 .-_"))
def test_rows_of_letters_are_found_from_any_gap_in_them(text: str) -> None:
    assert [row.span() for row in spacing._in_rows(text)] == [found.span() for found in spacing._ROW.finditer(text)]


@given(some.text(alphabet="abàéß1_ "))
def test_words_with_accents_are_found_from_any_accent_in_them(text: str) -> None:
    assert [word.span() for word in signs._in_accents(text)] == [
        found.span() for found in signs._ACCENTS.finditer(text)
    ]


@given(some.text(alphabet="ab1 .!?…\"'\n\r;。Z"))
def test_sentences_end_where_the_plain_patterns_say(text: str) -> None:
    plain = r"(?<=[^\W_]{3})[.!?][\"')\]]*\s+(?=[^\W\d_a-z])|[!?。！？;；]|(?:\r\n|\n|\r)+"
    assert [found.span() for found in context._SENTENCE_END.finditer(text)] == _spans(plain, text)
    plain = r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)"
    assert [found.span() for found in units._STOPS[False, False].finditer(text)] == _spans(plain, text)


@given(some.text(alphabet="a .!?\n;"), some.integers(1, 40))
def test_sentences_around_a_place_are_those_of_the_whole_text(text: str, longest: int) -> None:
    plain = r"(?:[^.!?;\n。！？；]++|[.!?](?!\s)|\n(?!\s*\n))+"
    wanted = [span for span in _spans(plain, text) if "a" in text[slice(*span)][:longest]]
    places = [(found.start(), found.end()) for found in re.finditer("a", text)]
    assert list(enclosures._sentences(text, places, longest)) == wanted


def _spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(pattern, text)]


@given(some.text(alphabet="ab \n\t&\u00a0"))
def test_words_of_a_page_are_found_with_and_without_the_pattern(text: str) -> None:
    flow, plain = Flow(View("part", text)), Flow(View("part", text))
    flow.text(text, 0, len(text), kept=False)
    for found in re.finditer(r"[ \t\n]+|[^ \t\n]+", text):
        plain.text(text, *found.span(), kept=False)
    assert flow.build("body").text == plain.build("body").text == " ".join(re.findall(r"[^ \t\n]+", text))
    spans = [
        [view.span(at, at + 1) for at in range(len(view.text))] for view in (flow.build("body"), plain.build("body"))
    ]
    assert spans[0] == spans[1]
