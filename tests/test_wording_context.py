"""What the rest of a message tells about a sentence: the traits it is judged by, and the trees that judge them."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source
from msglint.wording.context import MOST_SENTENCES, TRAITS, Around, Context, Spoken, spoken
from msglint.wording.features import features
from msglint.wording.model import NOTICED

LABELS = ("marketing", "review-gating")
HERE = [Spoken(4, 0), Spoken(9, 2), Spoken(1, 0), Spoken(6, 1)]
FLOOR = -2.2


def traits(number: int, label: str, together: float, alone: float, **likely: dict[int, float]) -> dict[str, float]:
    around = Around(HERE, {"marketing": likely.get("marketing", {}), "review-gating": likely.get("gating", {})})
    return dict(zip((*TRAITS, *LABELS), around.traits(number, label, together, alone), strict=True))


@pytest.mark.parametrize(
    ("number", "likely", "wanted"),
    [
        (0, {}, {"together": 0.0, "alone": -0.41, "elsewhere": FLOOR, "rest": 0, "before": FLOOR, "behind": FLOOR}),
        (1, {"marketing": {1: 0.5}}, {"elsewhere": FLOOR, "rest": 0.0, "before": FLOOR}),
        (1, {"marketing": {0: 0.9, 1: 0.5}}, {"elsewhere": 2.2, "rest": -2.3, "before": 2.2, "behind": FLOOR}),
        (0, {"marketing": {2: 0.9, 3: 0.5}}, {"elsewhere": 2.2, "rest": -3.0, "behind": FLOOR, "near": 2.2}),
        (3, {"marketing": {3: 0.99, 1: 0.5, 2: 0.2}}, {"elsewhere": 0.0, "before": -1.39, "near": 0.0}),
        (1, {"gating": {1: 0.5, 3: 0.9}}, {"others": 0.0, "others elsewhere": 2.2, "elsewhere": FLOOR}),
        (1, {}, {"sentences": 4, "number": 1, "left": 3, "how far": 0.25, "words": 9, "numbers": 2}),
        (0, {}, {"words before": 0, "words behind": 9, "all words": 20}),
        (3, {}, {"words before": 1, "words behind": 0, "marketing": 1.0, "review-gating": 0.0}),
    ],
)
def test_a_sentence_is_judged_by_the_rest_of_its_message(
    number: int, likely: dict[str, dict[int, float]], wanted: dict[str, float]
) -> None:
    found = traits(number, "marketing", 0.5, 0.4, **likely)
    assert {name: found[name] for name in wanted} == pytest.approx(wanted, abs=0.006)


@given(st.dictionaries(st.integers(0, 3), st.floats(NOTICED, 1)), st.integers(0, 3), st.floats(0, 1))
def test_certain_chances_stay_numbers(likely: dict[int, float], number: int, chance: float) -> None:
    found = traits(number, "marketing", chance, chance, marketing=likely, gating=likely)
    assert all(abs(value) < 100 for value in found.values())


@pytest.mark.parametrize(
    ("values", "total"),
    [([0.0, 0.0], 0.75), ([1.0, 0.0], 0.25), ([1.0, 5.0], -1.25), ([1.5, 5.0], -2.25)],
)
def test_trees_add_up(values: list[float], total: float) -> None:
    trees = [[0, 0.5, 0.5, [1, 2.5, 0.0, -1.5]], [0, 1.25, 0.25, -0.75]]
    context = Context({"labels": ["marketing"], "bias": 0.0, "trees": trees})
    assert context.chance(values) == pytest.approx(1 / (1 + exp(-total)))


DOUBTFUL = "We also have it in a bigger size."
ADVERTISING = "20% off everything until Sunday. Shop the sale now. Our best-sellers are waiting for you."
SERVICE = "We are sorry that the lid arrived broken. A new one is on its way. Please keep the old one."


def reading_of(text: str) -> Reading:
    return Reading(read_draft("draft.txt", Source(text)), load_policy())


def chances_of_the_last(text: str) -> tuple[float, float]:
    """How likely the last sentence of a text promotes other products: by itself, and with the rest of the text."""
    passage = reading_of(text).passages[-1]
    return passage.sentences[-1].chance("cross-promotion"), passage.chance(
        len(passage.sentences) - 1, "cross-promotion"
    )


def test_a_sentence_is_likelier_to_sell_where_the_message_sells() -> None:
    _, selling = chances_of_the_last(f"{ADVERTISING} {DOUBTFUL}")
    _, serving = chances_of_the_last(f"{SERVICE} {DOUBTFUL}")
    assert selling > serving


@pytest.mark.parametrize(("sentences", "judged"), [(MOST_SENTENCES, True), (MOST_SENTENCES + 1, False)])
def test_a_text_that_is_no_message_surrounds_nothing(sentences: int, judged: bool) -> None:
    alone, chance = chances_of_the_last("Please keep the old one.\n\n" * (sentences - 1) + DOUBTFUL)
    assert alone > NOTICED
    assert (chance != alone) is judged


def test_the_subject_stands_before_the_body() -> None:
    reading = reading_of(f"Subject: {DOUBTFUL}\n\n{SERVICE} {DOUBTFUL}")
    subject = next(one for one in reading.passages if len(one.sentences) == 1)
    body = next(one for one in reading.passages if len(one.sentences) > 1)
    assert subject.surroundings is body.surroundings
    assert subject.chance(0, "cross-promotion") != body.chance(3, "cross-promotion")


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("order", "#", "4711"), Spoken(3, 2)), (("a", "lamp"), Spoken(2, 0)), (("2.5", "kg", "½"), Spoken(3, 1))],
)
def test_numbers_and_their_signs_are_counted_as_features_are(words: tuple[str, ...], expected: Spoken) -> None:
    assert spoken(words) == expected
    assert list(features(words, {}, None, None)).count("#") == expected.numbers
