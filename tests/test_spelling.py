"""Misspelt and doubled words: what is found, what is meant, and the look-alikes that pass."""

from __future__ import annotations

import os
from importlib.util import find_spec
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source
from msglint.spelling import Misspellings, misspellings_of

if TYPE_CHECKING:
    from msglint.finding import Finding

POLICY = load_policy()
FACTS = POLICY.facts["spelling"]["languages"]["en"]
AROUND = "Thank you for your order, it is on the way to you{}"


def findings(text: str, file: str = "a.txt", **envelope: str) -> list[Finding]:
    return check(read_draft(file, Source(text), envelope_from(envelope)), POLICY, ["spelling-grammar"])


def found(text: str, file: str = "a.txt") -> list[tuple[str, str]]:
    return [(finding.excerpt, finding.confidence) for finding in findings(text, file)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (". We recieved it", [("recieved", "high")]),
        (" and wiht teh carrier", [("wiht", "high"), ("teh", "high")]),
        (". Unfortunatly we are late", [("Unfortunatly", "high")]),
        (". We hope ther is time", [("ther", "medium")]),
        (". We asked Amazon. Unfortunatly we wait", [("Unfortunatly", "high")]),
        (". We didnt know, you dont have to", [("didnt", "high"), ("dont", "high")]),
        (". We didn’t know you don't have to", []),
        (". Come on wendsday", [("wendsday", "high")]),
        (", recieved recieved", [("recieved", "high")] * 2),
    ],
)
def test_misspelt_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(AROUND.format(text)) == expected


def test_what_is_meant_is_said() -> None:
    (finding,) = findings(AROUND.format(". Unfortunatly it is late"))
    assert finding.message == '"Unfortunatly" is misspelt: probably "Unfortunately" is meant'
    assert finding.suggestion == "Correct the spelling."
    assert finding.severity == "warning"
    (finding,) = findings(AROUND.format(". We hope ther is time"))
    assert '"there", "their" or "the"' in finding.message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(", says Adress Recieve", id="capitals inside a sentence"),
        pytest.param(". Ines will write. Kind regards,\nHandel\n", id="names that begin a line"),
        pytest.param(", dear Mr. Adres is here", id="a name behind an abbreviation"),
        pytest.param(" TEH RECIEVE", id="all capitals"),
        pytest.param(", write to teh.adress@recieve.com or www.teh.com/recieve", id="addresses"),
        pytest.param(": teh_adress, recieve.txt, adress2, 2recieve, $teh, recieve()", id="code"),
        pytest.param(" {{teh}} [[adress]] %RECIEVE% {% if recieve %}", id="placeholders"),
        pytest.param('. You wrote "i recieve it not" and “teh adress”', id="quoted"),
        pytest.param(". Pls tell us if u want it, thx, cu soon, ur shop", id="chat"),
        pytest.param(". We are lookin and goin, nothin else", id="as it is spoken"),
        pytest.param(
            ": colour, color, grey, gray, organise, organize, jewellery, cheque, tyre, despatched", id="variants"
        ),
        pytest.param(". We couldn´t and didn`t", id="other apostrophes"),
    ],
)
def test_no_misspelling(text: str) -> None:
    assert found(AROUND.format(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (". This is is it", [("is is", "high")]),
        (". The the lamp", [("The the", "high")]),
        (" with the the the lamp", [("the the the", "high")]),
        (" with the\nthe lamp", [("the\nthe", "high")]),
        (" with the\r\nthe lamp", [("the\r\nthe", "high")]),
        (" with the  the lamp", [("the  the", "high")]),
        (" by carrier carrier", [("carrier carrier", "medium")]),
        (" with the\n\nthe lamp", []),
        (" by carrier\ncarrier", []),
        (" with the, the lamp", []),
        (" with the {{x}} the lamp", []),
        (". We had had that that very very long, bye bye, no no, so so", []),
        (". Will will be in touch", []),
        (". We play The The and Duran Duran", []),
        (". It said “the the”", []),
        (". Call five five six, wag wag", []),
        (". See the-the the/the", []),
    ],
)
def test_doubled_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(AROUND.format(text)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>It is with <b>the</b> the carrier</p>", ["the</b> the"]),
        ("<p>It is with the<br>the carrier</p>", ["the<br>the"]),
        ("<table><tr><td>with the</td><td>the carrier</td></tr></table>", []),
        ("<p>with the</p><p>the carrier</p>", []),
        ("<p>it was rec&#105;eved</p>", ["rec&#105;eved"]),
        ('<img src="recieve.png" alt="how to recieve it">', ["recieve"]),
    ],
)
def test_in_html(html: str, expected: list[str]) -> None:
    assert [excerpt for excerpt, _ in found(f"<p>{AROUND.format('')}</p>{html}", "a.html")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bitte senden Sie uns die neue Adresse, wir haben das Paket nicht und die Ware ist bei dem Ordner.",
        "Merci de nous dire si vous vous trouvez avec le projet et la classe dans votre exemple.",
        "adres projet adresse",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_few_words_in_a_language_that_is_known_from_elsewhere() -> None:
    assert [finding.excerpt for finding in findings("recieved today", language="en")] == ["recieved"]
    assert findings("recieved today", language="de") == []


def test_every_entry_of_the_list_is_found_where_it_stands() -> None:
    """The list is searched by halving, which needs it in order, or nearly so."""
    spec = find_spec(FACTS["package"])
    assert spec is not None
    assert spec.submodule_search_locations
    path = os.path.join(spec.submodule_search_locations[0], FACTS["file"])
    with open(path, encoding="utf-8") as file:
        entries = [line.split("->")[0] for line in file]
    known = Misspellings({**FACTS, "pass": [], "spoken": {}, "least_letters": 1})
    words = [
        word for word in entries if word.isascii() and word.isalpha() and word in (word.lower(), word.capitalize())
    ]
    chosen = [word for word in words if not word.islower()] + words[:: len(words) // 4_000]
    assert len(chosen) < 4_900, "more would be asked of the list taken apart"
    assert [word for word in chosen if not known.right(word.lower())] == []


def test_a_list_taken_apart_says_the_same() -> None:
    searched, apart = Misspellings(FACTS), Misspellings(FACTS)
    apart.among("".join(letters) for letters in product("qxzv", repeat=7))
    words = ["recieve", "ther", "wendsday", "lamp", "zzz", "aaaa", "teh", "couldnt", "lookin", "despatched"]
    assert {word: searched.right(word) for word in words} == {word: apart.right(word) for word in words}


@given(st.text(alphabet="abct eh\n\"'.-", max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for finding in findings(text, language="en"):
        assert finding.excerpt == text[finding.start : finding.end] != ""


def test_policy_has_its_lists_once() -> None:
    assert POLICY.derived(misspellings_of) is POLICY.derived(misspellings_of)
