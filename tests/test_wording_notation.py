"""The notation of word groups: what an entry stands for, and which entries are refused."""

from __future__ import annotations

import pytest

from msglint.wording.notation import NotationError, sequences


def spelled(entry: str) -> list[str]:
    """The sequences of an entry, their steps with a blank between: gaps as ``..2``, choices with ``|``."""
    return [
        " ".join(f"..{step.value}" if step.kind == "gap" else step.value for step in one) for one in sequences(entry)
    ]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("review", ["review"]),
        ("Review", ["review"]),
        ("review~", ["review~"]),
        ("bewert*", ["bewert*"]),
        ("*bewertung", ["*bewertung"]),
        ("product page", ["product page"]),
        ("5-star", ["5 star"]),
        ("you've", ["you 've"]),
        ("don't", ["don't"]),
        ("l'avis", ["l' avis"]),
        ("customers' review", ["customers review"]),
        ("?(l'|un) avis", ["l' avis", "un avis", "avis"]),
        ("leave ?us REVIEW", ["leave us REVIEW", "leave REVIEW"]),
        ("(leave|drop) REVIEW", ["leave REVIEW", "drop REVIEW"]),
        ("leave ?(us|me) words", ["leave us words", "leave me words", "leave words"]),
        ("tell .. friends", ["tell ..2 friends"]),
        ("tell ..3 friends", ["tell ..3 friends"]),
        ("NUMBER % off", ["# % off"]),
        ("{coupon code}", ["{coupon code}"]),
        ("happy \\?", ["happy ?"]),
        ("(a|b)", ["a", "b"]),
        ("(a|b|c)", ["a", "b", "c"]),
        ("(a|b|c) REVIEW", ["a|b|c REVIEW"]),
        ("(a|b|C_D) e", ["a|b|C_D e"]),
        ("(a b|c|d) REVIEW", ["a_b|c|d REVIEW"]),
        ("(a ..1 b|c|d|e) f", ["c|d|e f", "a ..1 b f"]),
        ("a ..1 ..2 b", ["a ..3 b"]),
        ("(a|b) (a|b)", ["a a", "a b", "b a", "b b"]),
    ],
)
def test_an_entry_stands_for_sequences(entry: str, expected: list[str]) -> None:
    assert spelled(entry) == expected


def test_gaps_at_the_ends_are_dropped() -> None:
    assert spelled("..2 review ..3") == ["review"]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("(leave", "never closed"),
        ("leave)", "unbalanced"),
        ("?please", "without any word"),
        ("?(a|b)", "without any word"),
        ("..3", "without any word"),
        ("*", "no word in"),
        ("a*", "matches almost anything"),
        ("!", None),
        (",", "no word in"),
        (" ".join(["(a b|c d)"] * 12), "alternatives"),
        ("(a b|c d) (e f|g h) " * 4 + "?x", "sequences"),
    ],
)
def test_entries_that_mean_nothing_or_everything_are_refused(entry: str, reason: str | None) -> None:
    if reason is None:
        assert spelled(entry) == [entry]
        return
    with pytest.raises(NotationError, match=reason):
        sequences(entry)
