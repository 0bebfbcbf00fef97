"""A shop's own rules: tested on their examples, used by every command, remembered in the user's cache folder."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
from pack_files import change, write_pack

from msglint import cache, compile, freshness, lint  # noqa: A004 - the module
from msglint.__main__ import _guarded as msglint
from msglint.settings import Settings

TEXT = "Your luminaire ships on Monday. A gift for a rating!"


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "draft.txt").write_text(TEXT, "utf-8")
    return write_pack(tmp_path / "house")


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packs that were compiled and not remembered."""
    done: list[str] = []
    really = compile.compile_pack

    def compile_pack(folder: str, base: object = None) -> compile.Compiled:
        done.append(os.path.basename(folder))
        return really(folder, base)  # type: ignore[arg-type]

    monkeypatch.setattr(compile, "compile_pack", compile_pack)
    return done


def test_examples_that_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["test-rules", "house"]) == 0
    assert capsys.readouterr().out == "8 examples tested, none of them failed\n"


def test_examples_that_do_not(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house, "house-words.yaml", "Your lamp ships", "Your luminaire ships")
    change(house, "house-words.yaml", "a ⟦light fixture⟧", "a light ⟦fixture⟧")
    change(house, "lang/en/examples.yaml", "⟦mug for five stars⟧", "mug with five ⟦handles⟧")
    change(house, "house-words.yaml", "{html: ", '{text: "---\\norder_date: soon\\n---\\nHello"}\n    - {html: ')
    assert msglint(["test-rules", "house"]) == 1
    assert capsys.readouterr().out == (
        "house/lang/en/examples.yaml:3: house-gift: the example does not do what it says\n"
        "  expected  ⟦handles⟧ (16-23)\n"
        "  found     nothing\n"
        "house/house-words.yaml:15: house-words: the example does not do what it says\n"
        "  expected  ⟦Luminaires⟧ (4-14), ⟦fixture⟧ (27-34)\n"
        "  found     ⟦Luminaires⟧ (4-14), ⟦light fixture⟧ (21-34)\n"
        "house/house-words.yaml:17: house-words: the example does not do what it says\n"
        "  expected  nothing\n"
        "  found     ⟦luminaire⟧ (5-14)\n"
        "house/house-words.yaml:18: house-words: the example does not do what it says\n"
        "  it cannot be read: order_date: 'soon' is not a date; write year-month-day, for example 2026-11-01\n"
        "9 examples tested, 4 of them failed\n"
    )


def test_a_pack_of_patterns_needs_no_language(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(house / "lang")
    (house / "house-gift.yaml").unlink()
    assert msglint(["test-rules", str(house)]) == 0
    assert capsys.readouterr().out == "4 examples tested, none of them failed\n"


@pytest.mark.parametrize(
    ("gone", "reason"),
    [
        ("lang", "house-gift.yaml:10: no language has a group GIFT"),
        ("lang/en/groups", "lang/en: a language needs a folder 'groups' with YAML files of its word groups"),
        ("lang/en/language.yaml", "lang/en/language.yaml: a language needs this file; write one with at least 'name: "),
    ],
)
def test_what_a_rule_on_wording_needs(house: Path, gone: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    (house / gone).unlink() if (house / gone).is_file() else shutil.rmtree(house / gone)
    assert msglint(["test-rules", str(house)]) == 2
    assert f"msglint: {house}/{reason}" in capsys.readouterr().err


def test_msglints_own_rules_can_be_tested_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["test-rules"]) in (0, 1)
    assert " examples tested, " in capsys.readouterr().out


def test_checking(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["check", "draft.txt", "--rules", "house", "--output-format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["policy"] == "house/1"
    assert [(one["rule"], one["excerpt"]) for one in report["findings"]] == [
        ("house-words", "luminaire"),
        ("house-gift", "gift for a rating"),
    ]


@pytest.mark.parametrize(
    ("command", "expected"),
    [("rules", "house-gift"), ("explain house-words", "We say lamp."), ("types", "reply-to-buyer")],
)
def test_other_commands(command: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint([*command.split(), "--rules", "house"]) == 0
    assert expected in capsys.readouterr().out


def test_the_configuration_names_the_rules_beside_it(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (house.parent / "msglint.toml").write_text('rules = "house"\n', "utf-8")
    (house.parent / "deep").mkdir()
    monkeypatch.chdir(house.parent / "deep")
    assert msglint(["rules"]) == 0
    assert "house-words" in capsys.readouterr().out
    assert msglint(["test-rules"]) == 0
    assert msglint(["check", "../draft.txt", "--output-format", "concise"]) == 1
    assert "house-gift" in capsys.readouterr().out
    assert msglint(["config", ".."]) == 0
    assert f'rules = "{house}"' in capsys.readouterr().out


def test_a_folder_of_packs(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(house.parent / "all" / "amazon")
    write_pack(house.parent / "all" / "other")
    assert msglint(["check", "draft.txt", "--rules", "all"]) == 1
    assert "amazon/1" in capsys.readouterr().out
    assert msglint(["test-rules", "all"]) == 0
    assert "16 examples tested" in capsys.readouterr().out


def test_from_python(house: Path) -> None:
    found = lint("Your luminaire ships.", settings=Settings(rules=str(house)))
    assert [finding.rule for finding in found] == ["house-words"]


def test_several_processes(house: Path) -> None:
    (house.parent / "second.txt").write_text(TEXT, "utf-8")
    assert msglint(["check", "draft.txt", "second.txt", "--rules", "house", "--jobs", "2"]) == 1


def test_what_a_language_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["rules", "--rules", "house", "--language", "en"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["house-gift", "2", "2", "0", "thin"] in lines
    assert ["GIFT", "2", "2", "thin", "house-gift"] in lines
    assert msglint(["rules", "--rules", "house", "--language", "de"]) == 2
    assert "no language 'de'; there are en" in capsys.readouterr().err


def test_what_a_language_lacks(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house, "lang/de/language.yaml", "", "name: German\n")
    change(house, "lang/de/groups/words.yaml", "", f"GIFT: [{', '.join(f'gabe{n}' for n in range(12))}]\nODD: [x]\n")
    change(house, "examples/de/all.jsonl", "", '{"t": "Eine Gabe", "l": ["house-gift"]}\n{"t": "Hallo", "l": []}\n')
    assert msglint(["rules", "--rules", "house", "--language", "de", "--output-format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["rules"] == [
        {
            "rule": "house-gift",
            "flag": 0,
            "pass": 0,
            "sentences": 1,
            "mark": "lacking",
            "lacking groups": "NEVER RATING",
        }
    ]
    assert [tuple(row.values()) for row in shown["groups"]] == [
        ("GIFT", 12, 12, "", "house-gift"),
        ("NEVER", 0, 0, "lacking", "house-gift"),
        ("RATING", 0, 0, "lacking", "house-gift"),
        ("ODD", 1, 1, "", ""),
    ]


def test_a_pack_is_compiled_once(house: Path, compiled: list[str]) -> None:
    for _ in range(3):
        assert msglint(["test-rules", "house"]) == 0
    assert compiled == ["house"]
    change(house, "lang/en/groups/words.yaml", "mug", "mug, cup")
    assert msglint(["test-rules", "house"]) == 0
    assert compiled == ["house"] * 2


@pytest.mark.parametrize("changed", ["wording/modelfile.py", "checks/text.py", "__init__.py", ""])
def test_a_pack_is_compiled_again_for_other_code(
    house: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    code = house.parent / "code"
    shutil.copytree(Path(freshness.__file__).parent, code, ignore=shutil.ignore_patterns("__pycache__", "compiled"))
    monkeypatch.setattr(freshness, "_HERE", str(code))
    assert msglint(["test-rules", "house"]) == 0
    if changed:
        path = code / changed
        when = path.stat().st_mtime_ns
        path.write_text(path.read_text("utf-8") + "# another\n", "utf-8")
        os.utime(path, ns=(when, when))  # msglint's own rules need not be compiled for this
    assert msglint(["test-rules", "house"]) == 0
    assert len(compiled) == (2 if changed else 1)


def test_the_same_pack_in_another_folder_keeps_its_own_paths(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house, "house-words.yaml", "Your lamp", "Your luminaire")
    assert msglint(["test-rules", "house"]) == 1
    house.rename(house.parent / "moved")
    capsys.readouterr()
    assert msglint(["test-rules", "moved"]) == 1
    assert capsys.readouterr().out.startswith("moved/house-words.yaml:17:")


def test_what_is_remembered_is_plain_json_for_the_user_alone(house: Path) -> None:
    assert msglint(["test-rules", "house"]) == 0
    folder = house.parent / "cache" / "msglint"
    (path,) = folder.iterdir()
    assert set(json.loads(path.read_text("utf-8"))) == {"data", "explain", "languages"}
    assert str(house) not in path.read_text("utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "\udcff"])
def test_what_cannot_be_read_is_compiled_again(house: Path, content: str, compiled: list[str]) -> None:
    assert msglint(["test-rules", "house"]) == 0
    (path,) = (house.parent / "cache" / "msglint").iterdir()
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert msglint(["test-rules", "house"]) == 0
    assert compiled == ["house"] * 2
    assert json.loads(path.read_text("utf-8"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder to its user by other means")
def test_a_cache_folder_that_others_can_write_is_not_used(house: Path, compiled: list[str]) -> None:
    folder = house.parent / "cache" / "msglint"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    for _ in range(2):
        assert msglint(["test-rules", "house"]) == 0
    assert compiled == ["house"] * 2
    assert list(folder.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_done_without(house: Path, compiled: list[str]) -> None:
    (house.parent / "cache").write_text("a file", "utf-8")
    for _ in range(2):
        assert msglint(["test-rules", "house"]) == 0
    assert compiled == ["house"] * 2


def test_the_oldest_is_forgotten(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_KEPT", 2)
    for number in range(4):
        change(house, "lang/en/groups/words.yaml", "mug", f"mug, cup{number}")
        assert msglint(["test-rules", "house"]) == 0
    assert len(list((house.parent / "cache" / "msglint").iterdir())) == 2


def test_a_slow_pattern_cannot_hang_a_run(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("msglint.patterns.SECONDS", 0.05)
    change(house, "house-words.yaml", "luminaires?", "(x+x+)+y")
    (house.parent / "draft.txt").write_text("x" * 4000, "utf-8")
    assert msglint(["check", "draft.txt", "--rules", "house"]) == 2
    assert "takes too long" in capsys.readouterr().err


def test_a_rule_that_no_longer_exists_has_a_successor(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house, "pack.yaml", "name:", "requires: '0.1'\nsuccessors: {old-gift: house-gift}\nname:")
    said = "rule 'old-gift' no longer exists; it is 'house-gift' now\n"
    (house.parent / "front.txt").write_text("---\nignore: {old-gift: why}\n---\nHi", "utf-8")
    (house.parent / "msglint.toml").write_text('rules = "house"\n', "utf-8")
    for arguments, place in [
        (["check", "draft.txt", "--ignore", "old-gift"], "msglint: "),
        (["check", "front.txt"], "msglint: front.txt: line 2: "),
    ]:
        assert msglint(arguments) == 2
        assert capsys.readouterr().err == place + said
    (house.parent / "msglint.toml").write_text('rules = "house"\n[severity]\nold-gift = "info"\n', "utf-8")
    assert msglint(["check", "draft.txt"]) == 2
    assert capsys.readouterr().err == f"msglint: {house.parent / 'msglint.toml'}:3: {said}"
    assert msglint(["explain", "old-gift"]) == 2
    assert capsys.readouterr().err == "msglint: " + said


def test_clauses_of_msglint_have_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    def sources(*arguments: str) -> set[str]:
        assert msglint(["explain", *arguments]) == 0
        return {line.strip() for line in capsys.readouterr().out.splitlines() if "Source: " in line}

    assert sources("--rules", "house", "house-words") <= sources("marketing")
