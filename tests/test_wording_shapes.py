"""Shapes: groups that together make a violation, within sentences, gaps and guards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from msglint.wording.build import compile_language
from msglint.wording.lexicon import Lexicon
from msglint.wording.passages import Sentence
from msglint.wording.shapes import places, shape_of
from msglint.wording.tables import read_tables, tables
from msglint.wording.units import units_of

if TYPE_CHECKING:
    from pathlib import Path

GROUPS = """\
REVIEW: [review~]
GIFT: [gift, mug]
HAPPY: [happy]
UNHAPPY: [unhappy, not happy]
NEVER: [never]
SAY: [write]
"""


class View:
    """As much of a folded view as shapes look at."""

    def __init__(self, text: str) -> None:
        self.text, self.lower = text, text.lower()


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    (tmp_path / "groups").mkdir()
    (tmp_path / "language.yaml").write_text("name: English\ninflections: {endings: [['', 0, ['', s]]]}\n", "utf-8")
    (tmp_path / "groups" / "some.yaml").write_text(GROUPS, "utf-8")
    data: dict[str, Any] = compile_language(str(tmp_path))
    return Lexicon(data | read_tables(tables(data)))


def found(lexicon: Lexicon, shape: dict[str, Any], text: str) -> list[str]:
    view = View(text)
    units = list(units_of(view))  # type: ignore[arg-type]
    words = [tuple(word.text for word in unit.words) for unit in units]
    sentences = [Sentence(*one, None) for one in zip(units, words, map(lexicon.chart, words), strict=True)]
    return [
        text[units[place.first].words[place.start].start : units[place.last].words[place.end - 1].end]
        for place in places(shape_of(shape), sentences)
    ]


BOTH = {"join": ["REVIEW", "GIFT"]}


@pytest.mark.parametrize(
    ("shape", "text", "expected"),
    [
        (BOTH, "A gift for a review.", ["gift for a review"]),
        (BOTH, "Your review, your gift.", ["review, your gift"]),
        (BOTH, "A gift. A review.", []),
        (BOTH, "A review for a gift, not a mug.", ["review for a gift"]),
        (BOTH, "A gift for a review. A mug for reviews.", ["gift for a review", "mug for reviews"]),
        (BOTH, "Just a gift.", []),
        (BOTH | {"within": 2}, "A gift. Just write a review.", ["gift. Just write a review"]),
        (BOTH | {"within": 2}, "A gift. Yes. A review.", []),
        (BOTH | {"within": 3}, "A gift. Yes. A review.", ["gift. Yes. A review"]),
        (BOTH | {"within": 2}, "A gift.\n\nA review.", ["gift.\n\nA review"]),
        (BOTH | {"gap": 2}, "A gift for a review.", ["gift for a review"]),
        (BOTH | {"gap": 1}, "A gift for a review.", []),
        (BOTH | {"ordered": True}, "A gift for a review.", []),
        (BOTH | {"ordered": True}, "A review for a gift.", ["review for a gift"]),
        (BOTH | {"unless": ["NEVER"]}, "We never give a gift for a review.", []),
        (BOTH | {"unless": ["NEVER"]}, "A gift for a review. We never lie.", ["gift for a review"]),
        (BOTH | {"unless": ["NEVER"], "within": 2}, "A gift. We never ask for a review.", []),
        ({"join": ["HAPPY", "UNHAPPY"]}, "If you are not happy.", ["not happy"]),
        ({"join": ["HAPPY", "UNHAPPY"], "apart": True}, "If you are not happy.", []),
        ({"join": ["HAPPY", "UNHAPPY"], "apart": True}, "Happy or unhappy.", ["Happy or unhappy"]),
        (BOTH, "> Do I get a gift for a review?", []),
        (BOTH | {"within": 2}, "A gift.\n> The review.", []),
        (BOTH, "You wrote:\n> A gift for a review?", []),
        (BOTH, "> Hello.\n> A gift for a review?", []),
        (BOTH, "FOR MEMBERS\n> Tea\n> A gift for a review", ["gift for a review"]),
        (BOTH, "So quick.\n\n>> A gift for a review <<", ["gift for a review"]),
        ({"join": ["SAY", "QUOTED"]}, 'Just write "Great seller" there.', ['write "Great seller']),
        ({"join": ["SAY", "QUOTED"]}, "Just write “Great seller” there.", ["write “Great seller"]),
        ({"join": ["SAY", "QUOTED"]}, "Please write to us, we don't bite, it's fine.", []),
        ({"join": ["SAY", "QUOTED"], "within": 2}, '"Great seller!" Just write it.', ['Great seller!" Just write']),
    ],
)
def test_places_of_a_shape(lexicon: Lexicon, shape: dict[str, Any], text: str, expected: list[str]) -> None:
    assert found(lexicon, shape, text) == expected


def test_many_places_are_tried_in_bounded_time(lexicon: Lexicon) -> None:
    assert found(lexicon, BOTH | {"gap": 0}, "gift " * 70 + "x " + "review " * 70) == []
