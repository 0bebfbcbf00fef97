"""Word groups found in words: by entry, by inflection, over gaps, by other groups; and folders that are refused."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from msglint.errors import RuleError
from msglint.located import load_yaml
from msglint.wording.build import compile_language
from msglint.wording.lexicon import Lexicon
from msglint.wording.notation import PHRASE, Element, sequences
from msglint.wording.tables import read_tables, tables
from msglint.wording.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = Path(__file__).parent.parent / "rules" / "amazon" / "lang"
LANGUAGE = """\
name: English
inflections:
  endings:
    - ['e', 1, [e, es, ed, ing]]
    - ['', 0, ['', s, ed, ing]]
  irregular:
    write: writes wrote written writing
"""


def lexicon_of(folder: Path) -> Lexicon:
    data: dict[str, Any] = compile_language(str(folder))
    return Lexicon(data | read_tables(tables(data)))


def compiled(folder: Path, groups: str) -> Lexicon:
    (folder / "groups").mkdir()
    (folder / "language.yaml").write_text(LANGUAGE, "utf-8")
    (folder / "groups" / "some.yaml").write_text(groups, "utf-8")
    return lexicon_of(folder)


def places(lexicon: Lexicon, text: str) -> dict[str, list[str]]:
    """The groups in a text, each with the words it was found in."""
    words = split_words(text.lower())
    chart = lexicon.chart(words)
    return {group: [" ".join(words[hit.start : hit.end]) for hit in sorted(set(hits))] for group, hits in chart.items()}


GROUPS = """\
REVIEW: [review~, product page, "{review}"]
WRITE: [write~, leave]
BIG: [super*]
PART: ["*wert"]
HAPPY_Q: [happy \\?]
COUNT: [NUMBER stars]
ASKED: [WRITE ..2 REVIEW]
ANYTHING: [(few|some|kind words on|ASKED) here]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A review", {"REVIEW": ["review"]}),
        ("Reviewed", {"REVIEW": ["reviewed"]}),
        ("I wrote it", {"WRITE": ["wrote"]}),
        ("our product page", {"REVIEW": ["product page"]}),
        ("our page product", {}),
        ("superglue", {"BIG": ["superglue"]}),
        ("lesenswert", {"PART": ["lesenswert"]}),
        ("happy ?", {"HAPPY_Q": ["happy ?"]}),
        ("happy!", {}),
        ("12 stars", {"COUNT": ["12 stars"]}),
        ("leave review", {"WRITE": ["leave"], "REVIEW": ["review"], "ASKED": ["leave review"]}),
        (
            "leave us a review",
            {"WRITE": ["leave"], "REVIEW": ["review"], "ASKED": ["leave us a review"]},
        ),
        ("leave us a very long review", {"WRITE": ["leave"], "REVIEW": ["review"]}),
        ("review and leave", {"WRITE": ["leave"], "REVIEW": ["review"]}),
        ("few here", {"ANYTHING": ["few here"]}),
        ("kind words on here", {"ANYTHING": ["kind words on here"]}),
        ("kind words here", {}),
        (
            "leave a review here",
            {
                "WRITE": ["leave"],
                "REVIEW": ["review"],
                "ASKED": ["leave a review"],
                "ANYTHING": ["leave a review here"],
            },
        ),
    ],
)
def test_groups_are_found(tmp_path: Path, text: str, expected: dict[str, list[str]]) -> None:
    assert places(compiled(tmp_path, GROUPS), text) == expected


SPELLINGS = LANGUAGE.replace("inflections:", "spellings: {ä: ae, ö: oe, ü: ue, ß: ss}\ninflections:")


@pytest.mark.parametrize("text", ["grüße für sie", "gruesse fuer sie", "grüsse für sie", "grüßend für sie"])
def test_letters_that_are_written_in_several_ways(tmp_path: Path, text: str) -> None:
    (tmp_path / "groups").mkdir()
    (tmp_path / "language.yaml").write_text(SPELLINGS, "utf-8")
    (tmp_path / "groups" / "some.yaml").write_text("HELLO: [grüß* für]\n", "utf-8")
    assert list(places(lexicon_of(tmp_path), text)) == ["HELLO"]


@pytest.mark.parametrize("spellings", ["{ae: ä}", "{ä: 7}"])
def test_spellings_are_of_letters(tmp_path: Path, spellings: str) -> None:
    (tmp_path / "groups").mkdir()
    (tmp_path / "language.yaml").write_text(f"name: German\nspellings: {spellings}\n", "utf-8")
    with pytest.raises(RuleError, match="a spelling is a letter"):
        compile_language(str(tmp_path))


def test_a_placeholder_is_found_by_a_word_of_its_name(tmp_path: Path) -> None:
    lexicon = compiled(tmp_path, GROUPS)
    chart = lexicon.chart(("{product review link}",))
    assert set(chart) == {"REVIEW"}


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ("REVIEW: []\n", "no entries"),
        ("REVIEW: review\n", "no entries"),
        ("review: [review]\n", "UPPER_CASE"),
        ("REVIEW: [the REVIEW page]\n", "contains itself: REVIEW > REVIEW"),
        ("ONE: [a OTHER]\nOTHER: [b THIRD]\nTHIRD: [ONE c]\n", "contains itself"),
        ("ONE: [a b, (x|y|z|ONE) c]\n", "contains itself"),
        ("ONE: [leave REVEIW]\nREVIEW: [review]\n", "REVEIW.*not there"),
        ("ONE: ['?please']\n", "without any word"),
        ("ONE: ['a*']\n", "matches almost anything"),
        ("ONE: ['(leave']\n", "never closed"),
    ],
)
def test_folders_with_bad_groups_are_refused(tmp_path: Path, groups: str, reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        compiled(tmp_path, groups)


def test_a_group_stands_in_one_file_only(tmp_path: Path) -> None:
    (tmp_path / "groups").mkdir()
    (tmp_path / "language.yaml").write_text(LANGUAGE, "utf-8")
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / "groups" / name).write_text("REVIEW: [review]\n", "utf-8")
    with pytest.raises(RuleError, match="stands in"):
        compile_language(str(tmp_path))


@cache
def entries(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((LANGUAGES / language / "groups").glob("*.yaml")):
        found.update({group: [str(entry) for entry in raw] for group, raw in load_yaml(str(path)).items()})
    return found


def example(language: str, elements: tuple[Element, ...]) -> tuple[str, ...]:
    """Words that a sequence stands for: no words in gaps, the first of several choices."""
    return tuple(word for element in elements for word in _words(language, element))


def _words(language: str, element: Element) -> Iterator[str]:
    first = element.value.split("|")[0]
    if element.kind == "gap":
        return
    if first in entries(language):
        yield from example(language, sequences(entries(language)[first][0])[0])
    elif first.startswith("{"):
        yield first
    else:
        for word in first.split(PHRASE):
            yield "7" if word == "#" else word.removesuffix("~").replace("*", "xx")


@pytest.mark.parametrize("language", sorted(path.name for path in LANGUAGES.iterdir() if (path / "groups").is_dir()))
def test_each_entry_of_each_group_fires(language: str) -> None:
    lexicon = lexicon_of(LANGUAGES / language)
    dead = []
    for group, raw in entries(language).items():
        for entry in raw:
            tried = [example(language, one) for one in sequences(entry)]
            charts = map(lexicon.chart, tried)
            dead += [
                (group, entry[:60], words) for words, chart in zip(tried, charts, strict=True) if group not in chart
            ]
    assert dead == []


@pytest.mark.parametrize(
    ("entries", "words", "alike"),
    [
        ("[24 hours, NUMBER stars]", ("24", "or", "5", "4.5", "stars"), ("24", "or", "00", "00", "stars")),
        ("[NUMBER stars]", ("five", "stars", "²a"), ("five", "stars", "²a")),
        ("['20* off', b]", ("2026", "5"), ("2026", "5")),
        ("['00 off', b]", ("2026", "5"), ("2026", "5")),
    ],
)
def test_numbers_that_no_entry_names_are_alike(
    tmp_path: Path, entries: str, words: tuple[str, ...], alike: tuple[str, ...]
) -> None:
    lexicon = compiled(tmp_path, f"GROUP: {entries}\n")
    assert lexicon.alike(words) == alike
    assert lexicon.chart(alike) == lexicon.chart(words)
