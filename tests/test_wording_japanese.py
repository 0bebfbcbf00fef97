"""A script without spaces: where a Japanese text is cut into sentences, and how far a shape's gap reaches in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from msglint.errors import RuleError
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source
from msglint.wording.build import compile_language
from msglint.wording.script import SCRIPTS
from msglint.wording.shapes import shape_of
from msglint.wording.units import units_of

if TYPE_CHECKING:
    from pathlib import Path


def units(text: str) -> list[str]:
    reading = Reading(read_draft("x.txt", Source(text)), load_policy())
    return [unit.text.strip() for view in reading.texts for unit in units_of(view)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("届きました。使います！\n良いですか？はい", ["届きました。", "使います!", "良いですか?", "はい"]),
        (
            "「最高です。また買います。」とお書きください。次に",
            ["「最高です。また買います。」とお書きください。", "次に"],
        ),
        ("「終わりました。」次に進みます。", ["「終わりました。」", "次に進みます。"]),
        ("お手数をおかけしますが、\nご返信ください。", ["お手数をおかけしますが、\nご返信ください。"]),
        ("先日はご注文いただき誠に\nありがとうございます。", ["先日はご注文いただき誠に\nありがとうございます。"]),
        ("ありがとうございます\n陶房すすき", ["ありがとうございます", "陶房すすき"]),
        ("次の品が入っております、\n・本体", ["次の品が入っております、", "・本体"]),
        ("助かります♪またどうぞ", ["助かります♪", "またどうぞ"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert units(text) == expected


def test_many_stops_and_brackets_are_read_once() -> None:
    assert len(units("。" * 20_000 + "」と" + "「。" * 20_000 + "!」" * 20_000)) > 1


def test_a_gap_is_longer_where_words_are_characters() -> None:
    raw = {"join": ["ONE", "OTHER"], "gap": 3}
    assert (shape_of(raw).gap, shape_of(raw, 4).gap, shape_of({"join": ["ONE"]}, 4).gap) == (3, 12, None)


def test_what_the_script_decides() -> None:
    japanese, english = load_policy().language("ja"), load_policy().language("en")
    assert japanese is not None
    assert english is not None
    assert (english.gap_factor, japanese.gap_factor) == (1, 4)
    assert (english.cutting.most_words, japanese.cutting.most_words) == (
        SCRIPTS["words"].most_words,
        SCRIPTS["characters"].most_words,
    )


@pytest.mark.parametrize(
    ("language", "reason"),
    [("name: X\nscript: runes\n", "'script' is one of"), ("name: X\ngap_factor: 0\n", "from 1 to 10")],
)
def test_a_wrong_script_is_refused(tmp_path: Path, language: str, reason: str) -> None:
    (tmp_path / "groups").mkdir()
    (tmp_path / "language.yaml").write_text(language, "utf-8")
    with pytest.raises(RuleError, match=reason):
        compile_language(str(tmp_path))
