"""Where a text is cut into sentences, headings, list items and buttons: wrapped lines go on, lines that say something each do not."""

from __future__ import annotations

import pytest

from msglint.draft import MASK, View
from msglint.fold import fold
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source
from msglint.wording.units import units_of
from msglint.wording.words import split_words


def units(text: str) -> list[str]:
    policy = load_policy()
    english = policy.language("en")
    assert english is not None
    reading = Reading(read_draft("x.txt", Source(text)), policy)
    return [unit.text.strip() for view in reading.texts for unit in units_of(view, english.cutting)]


LOOK_FOR = 'Look for order 114-1234567-1234567 and tap "Leave Seller Feedback"'
CHOOSE = "Choose all five stars and add a few words on how it all went for you"
UNFINISHED = "Your lamp went out with the"
WRAPPED = "the parcel of your order has left our house in Lyon on Monday and"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LOOK_FOR}\n{CHOOSE}\nThen stop", [LOOK_FOR, CHOOSE, "Then stop"]),
        (f"{WRAPPED}\nis on its way", [f"{WRAPPED}\nis on its way"]),
        (f"{WRAPPED}\nTuesday it will come to your\ndoor", [f"{WRAPPED}\nTuesday it will come to your\ndoor"]),
        (f"{LOOK_FOR}\nTuesday it will come today\ndoor", [LOOK_FOR, "Tuesday it will come today", "door"]),
        (
            f"{WRAPPED}\nTuesday it will be carried up to your door by the people of a firm\ncalled Alba",
            [f"{WRAPPED}\nTuesday it will be carried up to your door by the people of a firm\ncalled Alba"],
        ),
        (f"{WRAPPED}.\nis on its way", [f"{WRAPPED}.", "is on its way"]),
        (f"{WRAPPED}\n- is on its way", [WRAPPED, "- is on its way"]),
        (f"{WRAPPED}\n    is on its way", [f"{WRAPPED}\n    is on its way"]),
        (f"{UNFINISHED}\nTuesday post", [f"{UNFINISHED}\nTuesday post"]),
        (f"{UNFINISHED}\n- Tuesday post", [UNFINISHED, "- Tuesday post"]),
        ("**Wash it cold.** Dry it flat.", ["**Wash it cold.**", "Dry it flat."]),
        (
            "* New colours in our shop.* Is all well? _Write._",
            ["* New colours in our shop.*", "Is all well?", "_Write._"],
        ),
        ("3.*5 cm and a_b._c are one", ["3.*5 cm and a_b._c are one"]),
        (
            "Thanks for the order.It left today!Please wait,ok?We help",
            [
                "Thanks for the order.",
                "It left today!",
                "Please wait,ok?",
                "We help",
            ],
        ),
        ("Thanks for the order.It left today! 😀", ["Thanks for the order.", "It left today!", "😀"]),
        ("Votre colis est arrivé.Écrivez-nous", ["Votre colis est arrivé.", "Écrivez-nous"]),
        ("Ya está listo.¿Todo bien?", ["Ya está listo.", "¿Todo bien?"]),
        ("Merci.L'avis de www.Lampe.Fr", ["Merci.", "L'avis de www.Lampe.Fr"]),
        ("Thank you.Regards\nAlba", ["Thank you.", "Regards", "Alba"]),
        ("Your order No. 4711 left", ["Your order No. 4711 left"]),
        ("The parcel of your order is on\nTuesday's van", ["The parcel of your order is on\nTuesday's van"]),
        *[
            (text, [text])
            for text in (
                "See Lampwerk.Com today, Node.js, 3.Beta and Www.Lampwerk.Shop now",
                "Amazon.Co.Uk, Amazon.Fr and Amazon.Es, Manual.Pdf and a Ph.D in it",
                "Dear Mr.Alba and St.Ives people",
                "Bestell.Nr 1234 is here",
            )
        ],
        ("It is on its way :) Reply to us", ["It is on its way :)", "Reply to us"]),
        ("It is on its way:-) {{link}} Reply to us", ["It is on its way:-)", f"{MASK * 8} Reply to us"]),
        ("You made us dance 💃 Thank you", ["You made us dance 💃", "Thank you"]),
        ("We 💛 your mug 💛 and you :) so much", ["We 💛 your mug 💛 and you :) so much"]),
        ("📦 Your parcel 📦 {{id}} is here", [f"📦 Your parcel 📦 {MASK * 6} is here"]),
        ("Thanks to all of you\nTeam Alba", ["Thanks to all of you", "Team Alba"]),
        ("Come on in\nThe shop is open", ["Come on in", "The shop is open"]),
        (f"{LOOK_FOR}\n{UNFINISHED}\nTuesday post", [f"{LOOK_FOR}\n{UNFINISHED}\nTuesday post"]),
        ("short line\nis on its way", ["short line", "is on its way"]),
        (f"{LOOK_FOR}\n\n{CHOOSE}", [LOOK_FOR, CHOOSE]),
    ],
)
def test_a_wrapped_line_goes_on_and_others_stand_by_themselves(text: str, expected: list[str]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'avis d’étoiles, jusqu'à qu'il", ["l'", "avis", "d'", "étoiles", "jusqu'", "à", "qu'", "il"]),
        ("dell'ordine, un'altra, c'è", ["dell'", "ordine", "un'", "altra", "c'", "è"]),
        ("aujourd'hui, o'clock, y'all, prud'homme", ["aujourd'hui", "o'clock", "y'all", "prud'homme"]),
        ("it's we’ll the t's", ["it", "'s", "we", "'ll", "the", "t", "'s"]),
        ("ce qui t'a plu", ["ce", "qui", "t'", "a", "plu"]),
        ("don't", ["don't"]),
    ],
)
def test_words_are_cut_where_two_were_joined(text: str, expected: list[str]) -> None:
    (unit,) = units_of(fold(View("body", text)))
    assert list(unit.spelled) == [word.text for word in unit.words] == expected
    assert [text[word.start : word.end].replace("’", "'") for word in unit.words] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5/5 for us", ["5", "5", "for", "us"]),
        ("on 5/5/2026 at 10:10", ["on", "5/5/2026", "at", "10:10"]),
        ("10-10-26, 1,299.00", ["10-10-26", "1,299.00"]),
        ("114-9682189-0165093, 24/7, 2-3 days", ["114", "9682189", "0165093", "24", "7", "2", "3", "days"]),
        ("it’s 10:10", ["it", "'s", "10:10"]),
        ("le 5/5/2026 à 10:10", ["le", "5/5/2026", "à", "10:10"]),
        ("10/10の、10:10に", ["10", "10", "の", "10:10", "に"]),
    ],
)
def test_dates_and_times_are_one_word_and_marks_are_two(text: str, expected: list[str]) -> None:
    assert split_words(text) == expected
