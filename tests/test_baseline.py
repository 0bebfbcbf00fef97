"""The baseline: what is known is not reported, what is new is, and what is mended is said to be stale."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pack_files import write_pack

from msglint.__main__ import _guarded as msglint

if TYPE_CHECKING:
    from pathlib import Path

EMOJI, OTHER = "\U0001f600", "\U0001f389"
DRAFT = "---\ntype: reply-to-buyer\n---\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "msglint.toml").write_text('select = ["emoji", "confidential-information", "off-amazon-contact"]\n')
    write("a.txt", f"Hello {EMOJI} and {EMOJI}")
    write("b.txt", f"Bye {OTHER}")
    return tmp_path


def write(name: str, text: str) -> None:
    with open(f"drafts/{name}", "w", encoding="utf-8") as file:
        file.write(DRAFT + text)


def found(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[list[tuple[str, str]], int, str]:
    """Path and words of what is reported, how many are suppressed, and what is said beside it."""
    capsys.readouterr()
    msglint(["check", "drafts", "--output-format", "json", "--baseline", "msglint-baseline.json", *options])
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    return [(one["path"], one["excerpt"]) for one in report["findings"]], report["summary"]["suppressed"], captured.err


def test_what_is_known_is_not_reported_and_what_is_new_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["baseline"]) == 0
    assert capsys.readouterr().out == "wrote msglint-baseline.json: 3 findings in 2 drafts (3 added, 0 gone)\n"
    assert found(capsys) == ([], 3, "")
    write("a.txt", f"New lines\n\nabove\n\nHello {EMOJI} and {EMOJI}, {EMOJI}")
    assert found(capsys) == ([("drafts/a.txt", EMOJI)], 3, "")
    write("a.txt", f"Hello {OTHER} and {EMOJI} and {EMOJI}")
    assert found(capsys) == ([("drafts/a.txt", OTHER)], 3, "")


ORDER = "order 114-4455667-7788990"
TWO_COLOURS = '<p style="color:#333">Hello</p><p style="color:#444">you{}</p>'


@pytest.mark.parametrize(
    ("rule", "known", "later", "excerpt"),
    [
        # one place more of what is said once a draft
        ("font-override", TWO_COLOURS.format(""), TWO_COLOURS.format('<i style="color:red">!</i>'), "color:#333"),
        # another fault of the whole message
        (
            "not-permitted-type",
            f"Thank you so much for your {ORDER}!",
            f"Good news! Your {ORDER} has been shipped today with USPS, tracking number 9400 1000.",
            "",
        ),
    ],
)
def test_what_is_said_once_a_draft_is_new_if_there_is_more_of_it(
    rule: str, known: str, later: str, excerpt: str, *, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "msglint.toml").write_text(f'select = ["{rule}"]\n')
    (folder / "drafts/b.txt").unlink()
    (folder / "drafts/a.txt").write_text(known)
    assert msglint(["baseline"]) == 0
    assert found(capsys) == ([], 1, "")
    (folder / "drafts/a.txt").write_text(later)
    assert found(capsys)[0] == [("drafts/a.txt", excerpt)]


def test_the_file_is_sorted_and_tells_nothing(folder: Path) -> None:
    write("c.txt", "Your card 4111 1111 1111 1111, and 4012 8888 8888 1881.")
    assert msglint(["baseline"]) == 0
    text = (folder / "msglint-baseline.json").read_text()
    listed = json.loads(text)
    assert list(listed) == ["findings", "version"]
    assert list(listed["findings"]) == ["drafts/a.txt", "drafts/b.txt", "drafts/c.txt"]
    # what is masked in reports is counted only: all of it has the hash of no words
    assert listed["findings"]["drafts/c.txt"] == {"confidential-information": {"e3b0c4": 2}}
    assert "4111" not in text
    assert msglint(["baseline", "--add"]) == 0
    assert (folder / "msglint-baseline.json").read_text() == text


def test_it_holds_from_any_folder_and_with_redaction(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    msglint(["baseline"])
    with (folder / "msglint.toml").open("a") as file:
        file.write('baseline = "msglint-baseline.json"\n')
    monkeypatch.chdir(folder / "drafts")
    assert msglint(["check", "a.txt", "--redact"]) == 0
    assert msglint(["check", str(folder / "drafts"), "--jobs", "2"]) == 0
    assert msglint(["check", "a.txt", "--no-baseline"]) == 1
    capsys.readouterr()
    assert msglint(["check", "a.txt", "--show-suppressed", "--output-format", "concise"]) == 0
    assert capsys.readouterr().out.endswith("(baseline)\n")


def test_stale_entries_are_said_and_taken_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    msglint(["baseline"])
    write("a.txt", f"Hello {EMOJI}")
    (folder / "drafts" / "b.txt").unlink()
    _, suppressed, said = found(capsys)
    assert suppressed == 1
    assert said == "".join(
        f"msglint: note: drafts/{name}.txt: 1 {what}; `msglint baseline` takes that out\n"
        for name, what in (
            ("a", "emoji finding is in the baseline, but no longer in the draft"),
            ("b", "finding is in the baseline, but the draft is gone"),
        )
    )
    assert found(capsys, "-q")[2] == ""
    write("a.txt", f"Hello {EMOJI} {OTHER}")
    assert msglint(["baseline"]) == 0
    assert capsys.readouterr().out == (
        "wrote msglint-baseline.json: 1 finding in 1 draft (0 added, 2 gone)\n"
        "New findings were not taken in; --add does that.\n"
    )
    assert found(capsys) == ([("drafts/a.txt", OTHER)], 1, "")
    assert msglint(["baseline", "--add"]) == 0
    assert capsys.readouterr().out == "wrote msglint-baseline.json: 2 findings in 1 draft (1 added, 0 gone)\n"


TWO = f"Hello {EMOJI} {OTHER}"
GONE = "msglint: note: drafts/a.txt: 2 findings are in the baseline, but the draft is gone; `msglint baseline` takes them out\n"
TAKEN = (
    "msglint: note: drafts/{}.txt: taken for drafts/a.txt of the baseline, which is gone (2 findings); "
    "`msglint baseline` writes the new path\n"
)


@pytest.mark.parametrize(
    ("later", "new", "said", "written"),
    [
        ({"c": TWO}, [], TAKEN.format("c"), "0 added, 0 gone"),
        ({"new/c": f"Other words\n\n{TWO}"}, [], TAKEN.format("new/c"), "0 added, 0 gone"),
        # of two that could be it one is
        ({"c": TWO, "d": TWO}, [("d", EMOJI), ("d", OTHER)], TAKEN.format("c"), "0 added, 0 gone"),
        # nobody knows which findings of these are old
        ({"c": f"Hello {EMOJI}"}, [("c", EMOJI)], GONE, "0 added, 2 gone"),
        ({"c": TWO + EMOJI}, [("c", EMOJI), ("c", OTHER), ("c", EMOJI)], GONE, "0 added, 2 gone"),
        ({}, [], GONE, "0 added, 2 gone"),
        # a copy, and a draft that the baseline has
        ({"a": TWO, "c": TWO}, [("c", EMOJI), ("c", OTHER)], "", "0 added, 0 gone"),
        ({"b": f"{OTHER} {TWO}"}, [("b", EMOJI), ("b", OTHER)], GONE, "0 added, 2 gone"),
    ],
)
def test_a_draft_with_another_path_is_the_same(
    later: dict[str, str],
    new: list[tuple[str, str]],
    said: str,
    written: str,
    *,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("a.txt", TWO)
    msglint(["baseline"])
    (folder / "drafts/a.txt").unlink()
    (folder / "drafts/new").mkdir()
    for name, text in later.items():
        write(f"{name}.txt", text)
    reported, _, notes = found(capsys)
    assert (reported, notes) == ([(f"drafts/{name}.txt", words) for name, words in new], said)
    capsys.readouterr()
    assert msglint(["baseline"]) == 0
    assert f"({written})" in capsys.readouterr().out
    assert found(capsys) == (reported, 3 if said != GONE else 1, "")


@pytest.mark.usefixtures("folder")
def test_what_is_new_is_said_of_some_drafts_too(capsys: pytest.CaptureFixture[str]) -> None:
    msglint(["baseline"])
    write("b.txt", f"Hello {EMOJI} {OTHER}")
    capsys.readouterr()
    assert msglint(["baseline", "drafts/b.txt"]) == 0
    assert capsys.readouterr().out.endswith("New findings were not taken in; --add does that.\n")
    assert msglint(["baseline", "drafts/a.txt"]) == 0
    assert "New findings" not in capsys.readouterr().out


def test_what_is_less_sure_is_neither_stale_nor_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("c.txt", "Facebook: Lampwerk Berlin")
    assert msglint(["baseline"]) == 0
    assert capsys.readouterr().out.startswith("wrote msglint-baseline.json: 4 findings")
    assert found(capsys, "--min-confidence", "high") == ([], 3, "")
    settings = folder / "msglint.toml"
    settings.write_text(settings.read_text() + 'min-confidence = "high"\n')
    assert msglint(["baseline"]) == 0
    assert capsys.readouterr().out == "wrote msglint-baseline.json: 4 findings in 3 drafts (0 added, 0 gone)\n"


def test_what_was_not_asked_is_neither_stale_nor_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    msglint(["baseline"])
    before = (folder / "msglint-baseline.json").read_text()
    assert found(capsys, "--select", "off-amazon-contact")[2] == ""
    capsys.readouterr()
    assert msglint(["check", "drafts/a.txt", "--baseline", "msglint-baseline.json"]) == 0
    assert capsys.readouterr().err == ""
    assert msglint(["baseline", "drafts/a.txt"]) == 0
    (folder / "msglint.toml").write_text('select = ["off-amazon-contact"]\n')
    assert msglint(["baseline"]) == 0
    assert (folder / "msglint-baseline.json").read_text() == before


def test_a_directive_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    msglint(["baseline"])
    write("b.txt", f"Bye {OTHER} {{# msglint: ignore[emoji] our mascot #}}")
    reported, suppressed, said = found(capsys)
    assert (reported, suppressed) == ([], 3)
    assert said.startswith("msglint: note: drafts/b.txt: 1 emoji finding is in the baseline")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "msglint-baseline.json: no such baseline; `msglint baseline` makes one"),
        (b"\xff", "msglint-baseline.json: the baseline cannot be read: it is not UTF-8"),
        (b'{\n "a": }', "msglint-baseline.json:2: the baseline is not JSON: Expecting value; "),
        (b"{\n<<<<<<< a\n}", "msglint-baseline.json:2: the baseline is not JSON: it has conflict marks of a merge; "),
        (b"[" * 100_000, "msglint-baseline.json: the baseline is not JSON: nested too deeply; "),
        (b"[]", "msglint-baseline.json: this is no baseline of msglint; `msglint baseline --add` makes it anew"),
        (
            b'{"version": 9, "findings": {}}',
            "msglint-baseline.json: the baseline was made by a newer msglint: update msglint",
        ),
        (b'{"version": 1, "findings": []}', "msglint-baseline.json: this is no baseline of msglint; "),
        (b'{"version": 1, "findings": {"a": 1}}', "msglint-baseline.json: the baseline is broken at 'a'"),
        (
            b'{"version": 1, "findings": {"a": {"emoji": {"x": 0}}}}',
            "msglint-baseline.json: the baseline is broken at 'a' emoji; `msglint baseline --add` makes it anew",
        ),
    ],
)
def test_a_broken_baseline(
    folder: Path, content: bytes | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "msglint-baseline.json"
    if content is not None:
        path.write_bytes(content)
    assert msglint(["check", "drafts", "--baseline", "msglint-baseline.json"]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith(f"msglint: {message}")
    if content is not None:
        assert msglint(["baseline"]) == 2
        assert path.read_bytes() == content
        assert msglint(["baseline", "--add"]) == 0
        assert found(capsys)[0] == []


def test_nothing_is_written_while_a_draft_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("c.txt", "{# msglint: ignore #}")
    assert msglint(["baseline"]) == 2
    assert "not written: first see to what could not be checked" in capsys.readouterr().err
    assert not (folder / "msglint-baseline.json").exists()


def test_init_takes_over_what_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "msglint.toml").unlink()
    assert msglint(["init"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "wrote msglint-baseline.json: 3 findings (3 errors) in 2 drafts taken as known; see `msglint check --no-baseline`",
        "wrote msglint.toml",
        "wrote .pre-commit-config.yaml",
    ]
    assert msglint(["check", "drafts"]) == 0
    write("a.txt", f"Hello {OTHER}")
    assert msglint(["check", "drafts"]) == 1


def test_init_without_a_baseline(folder: Path) -> None:
    (folder / "msglint.toml").unlink()
    assert msglint(["init", "--no-baseline"]) == 0
    assert not (folder / "msglint-baseline.json").exists()
    assert msglint(["check", "drafts"]) == 1


def test_a_rule_that_has_another_name_now(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = write_pack(folder / "house")
    write("a.txt", "Your luminaire and your luminaire")
    (folder / "msglint.toml").write_text('rules = "house"\n')
    assert msglint(["baseline"]) == 0
    path = folder / "msglint-baseline.json"
    path.write_text(path.read_text().replace("house-words", "dear-words"))
    assert len(found(capsys)[0]) == 2
    with (house / "pack.yaml").open("a") as file:
        file.write("successors: {dear-words: house-words}\n")
    assert found(capsys) == ([], 2, "")
    assert msglint(["baseline"]) == 0
    assert "(0 added, 0 gone)" in capsys.readouterr().out
    assert "dear-words" not in path.read_text()
