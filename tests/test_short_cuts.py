"""Quick looks that spare a draft the close one: they may say too much, never too little."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from msglint.checks import wording
from msglint.draft import View
from msglint.engine import _gate_of, check_of
from msglint.fold import characters
from msglint.fold.lookalikes import imitations
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import _LINE_BREAK, _line_ends, decode

POLICY = load_policy()
SAMPLES = sorted(Path("samples").glob("bad-*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_rule_whose_gate_is_shut_finds_nothing(path: Path) -> None:
    reading = Reading(read_draft(path.name, decode(path.read_bytes())), POLICY)
    shut = [rule for rule in POLICY.rules.values() if (gate := _gate_of(rule.check)) and not gate(reading, rule)]
    assert [match for rule in shut for match in check_of(rule.check)(reading, rule)] == []


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
