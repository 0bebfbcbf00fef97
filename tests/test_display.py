"""Text as a terminal may show it."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.display import cut_left, cut_right, visible, width, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("Grüße 日本 😀 ©", "Grüße 日本 😀 ©"),
        ("a\tb", "a    b"),
        ("a\nb\r", "a\\nb\\r"),
        ("\x1b[2J\x07\x00\x7f", "\\x1b[2J\\x07\\x00\\x7f"),
        ("\x85\x9b", "\\x85\\x9b"),
        ("\u202e\u2066\u200f\u200b\ufeff\xad", "\\u202e\\u2066\\u200f\\u200b\\ufeff\\xad"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\ud83d", "\\ud83d"),
        ("\U000e0041", "\\U000e0041"),
        ("non\u00a0breaking", "non\u00a0breaking"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(codec=None)), st.integers(0, 30))
def test_a_cut_fits_and_is_a_piece_of_the_text(text: str, most: int) -> None:
    shown = visible(text)
    head, tail = cut_right(shown, most), cut_left(shown, most)
    assert shown.startswith(head)
    assert shown.endswith(tail)
    assert visible(shown) == shown
    if "\ufe0f" not in shown:
        assert max(width(head), width(tail)) <= most


@given(st.lists(st.text("ab-,.é評", min_size=1, max_size=12)), st.integers(5, 30))
def test_lines_are_those_of_textwrap(words: list[str], most: int) -> None:
    text = " ".join(words)
    assert list(wrapped(text, most)) == textwrap.wrap(text, most, break_long_words=False, break_on_hyphens=False)


def test_blanks_in_a_line_are_kept() -> None:
    assert list(wrapped("a  b    c", 5)) == ["a  b", "c"]
