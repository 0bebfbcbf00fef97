"""The examples in docs/writing-rules.md: its pack compiles and does what its examples say, its table tells the truth."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from msglint.__main__ import _guarded as msglint
from msglint.wording.build import compile_language
from msglint.wording.lexicon import Lexicon
from msglint.wording.shapefile import KEYS
from msglint.wording.tables import read_tables, tables
from msglint.wording.words import split_words

DOC = (Path(__file__).parent.parent / "docs" / "writing-rules.md").read_text("utf-8")
BLOCKS = re.findall(r"^<!-- (\w+): ([^\n]*) -->\n```yaml\n(.*?)^```$", DOC, re.DOTALL | re.MULTILINE)
FILES = {name: text for kind, name, text in BLOCKS if kind == "file"}
REFUSED = [(reason, text) for kind, reason, text in BLOCKS if kind == "refused"]
ROWS = re.findall(r"^\| `(.+?)` \| .+? \| `(.+?)` \| `(.+?)` \|$", DOC, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, text in FILES.items():
        path = tmp_path / "house" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "house"


def test_all_yaml_of_the_page_is_tested() -> None:
    assert len(BLOCKS) == DOC.count("```yaml")
    assert {kind for kind, _, _ in BLOCKS} == {"file", "facts", "refused"}


def test_the_pack_does_what_its_examples_say(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = msglint(["test-rules", str(folder)])
    assert (code, capsys.readouterr().out) == (0, "11 examples tested, none of them failed\n")


def test_the_facts_of_the_page_can_be_used(folder: Path) -> None:
    (folder / "house-name.yaml").unlink()
    (folder / "facts").mkdir()
    (folder / "facts" / "clauses.yaml").write_text(next(text for kind, _, text in BLOCKS if kind == "facts"), "utf-8")
    assert msglint(["test-rules", str(folder)]) == 0


@pytest.mark.parametrize("code", ["en", "de"])
def test_nothing_is_lacking_in_the_languages_of_the_page(
    folder: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert msglint(["rules", "--rules", str(folder), "--language", code]) == 0
    assert "lacking\n" not in capsys.readouterr().out.partition("\n")[2]


@pytest.mark.parametrize(("reason", "text"), REFUSED, ids=[reason for reason, _ in REFUSED])
def test_what_is_refused(folder: Path, reason: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    name, line, said = reason.split(":", 2)
    (folder / name).write_text(text, "utf-8")
    assert msglint(["test-rules", str(folder)]) == 2
    assert f"{folder / name}:{line}:{said}" in capsys.readouterr().err


@pytest.mark.parametrize(("entry", "finds", "not_found"), ROWS, ids=[entry for entry, _, _ in ROWS])
def test_the_notation(folder: Path, entry: str, finds: str, not_found: str) -> None:
    written = entry.replace("\\|", "|")
    (folder / "lang/en/groups/more.yaml").write_text(f"TRIED: ['{written}']\n", "utf-8")
    language = compile_language(str(folder / "lang" / "en"))
    lexicon = Lexicon(language | read_tables(tables(language)))
    charts = list(map(lexicon.chart, (_words(finds), _words(not_found))))
    assert ["TRIED" in chart for chart in charts] == [True, False]


def test_every_key_of_shapes_is_explained() -> None:
    table = DOC.partition("## Shapes")[2].partition("## Guards")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(KEYS)


def _words(text: str) -> tuple[str, ...]:
    return (text,) if text.startswith("{") else tuple(split_words(text))
