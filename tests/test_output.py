"""Where reports go: several formats at once, and nothing half written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import canonicalize

import pytest

from msglint.__main__ import _guarded as msglint
from msglint.errors import SettingsError
from msglint.output import Destination, Output

BAD = "Order 114-1234567-1234567\n\n\n\nSee ##vso[task.setvariable variable=x]1 ##[group]x\n"
ONLY = ("--select", "excess-line-breaks")
SERVICES = ("GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL", "GITHUB_STEP_SUMMARY")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "bad.txt").write_text(BAD)
    for name in SERVICES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def check(*arguments: str) -> int:
    return msglint(["check", *ONLY, *arguments, "bad.txt"])


SARIF, JUNIT = ("--output-format", "sarif"), ("--output-format", "junit")
TEXT = ("--output-format", "text")
A, B = ("--output-file", "a.sarif"), ("--output-file", "b.xml")


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        ((*SARIF, *A, *TEXT), "a.sarif"),
        ((*TEXT, *SARIF, *A), "a.sarif"),
        ((*TEXT, "--output-file", "-", *SARIF, *A), "a.sarif"),
        ((*A, *SARIF, *TEXT), "a.sarif"),
        ((*SARIF, *A, *JUNIT, *B, *TEXT), "a.sarif b.xml"),
        ((*A, *SARIF, *B, *JUNIT, *TEXT), "a.sarif b.xml"),
        ((*TEXT, *SARIF, *A, *JUNIT, *B), "a.sarif b.xml"),
    ],
)
def test_each_file_has_its_format(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], files: str
) -> None:
    assert check(*arguments) == 1
    assert capsys.readouterr().out.startswith("bad.txt:1:26  error  excess-line-breaks")
    for name in files.split():
        begin = {"a.sarif": '{"$schema"', "b.xml": "<?xml"}[name]
        assert (folder / name).read_text().startswith(begin)
    assert sorted(path.name for path in folder.iterdir()) == sorted([".git", "bad.txt", *files.split()])


@pytest.mark.parametrize(
    ("columns", "widest"), [("80", 80), ("50", 50), ("7", 40), ("", 100), ("wide", 100), ("9" * 5_000, 100)]
)
def test_a_pipe_is_as_wide_as_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: str, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert check(*TEXT) == check(*TEXT, "--output-file", "a.txt") == 1
    longest = max(map(len, capsys.readouterr().out.splitlines()[:-1]))
    assert widest - 15 < longest <= widest
    # a file is read anywhere
    assert max(map(len, (folder / "a.txt").read_text().splitlines())) > 85


def test_one_format_and_one_file_in_any_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, arguments in enumerate([(*SARIF, *A), (*A, *SARIF)]):
        assert check(*arguments) == 1, number
        assert json.loads((folder / "a.sarif").read_text())["version"] == "2.1.0"
    (folder / "msglint.toml").write_text('output-format = "sarif"\n')
    assert check("--output-file", "c.sarif") == 1
    assert json.loads((folder / "c.sarif").read_text())["version"] == "2.1.0"
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*SARIF, *A, *B), "--output-file b.xml: there is no --output-format for it"),
        ((*A, *B, *SARIF), "--output-file a.sarif: there is no --output-format for it"),
        ((*SARIF, *TEXT), "sarif and text would both go to standard output; give each an --output-file"),
        ((*SARIF, *A, *JUNIT, "--output-file", "./a.sarif"), "sarif and junit would both go to ./a.sarif; give each"),
        (("--output-format", "sarfi"), "--output-format: no output format 'sarfi' (did you mean 'sarif'?)"),
        ((*SARIF, *A, *JUNIT, "--output-file", "no/b.xml"), "no/b.xml: the report cannot be written: No such file"),
        ((*JUNIT, "--output-file", ".git", *SARIF, *A), ".git: the report cannot be written: Is a directory"),
    ],
)
def test_all_files_or_none(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    (folder / "a.sarif").write_text("old")
    assert check(*arguments) == 2
    out, err = capsys.readouterr()
    assert err.startswith(f"msglint: {message}")
    assert out == ""
    assert (folder / "a.sarif").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == [".git", "a.sarif", "bad.txt"]


@pytest.mark.parametrize("place", ["no/report.txt", ".git", "bad.txt/report.txt"])
def test_a_report_that_cannot_be_written_is_said_before_anything_is_done(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    arguments = ["check", "--fix", *ONLY, "bad.txt"]
    assert msglint([*arguments, "--output-file", place]) == 2
    assert f"{place}: the report cannot be written: " in capsys.readouterr().err
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / place))
    assert msglint([*arguments, "--output-format", "github"]) == 2
    assert f"{place}: the step summary cannot be written: " in capsys.readouterr().err
    assert (folder / "bad.txt").read_text() == BAD
    assert sorted(path.name for path in folder.iterdir()) == [".git", "bad.txt"]


def test_a_baseline_that_cannot_be_written_is_said_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.eml").write_bytes(b"\0\1\2" * 100)
    assert msglint(["baseline", ".", "--baseline", "no/known.json"]) == 2
    assert capsys.readouterr().err.startswith("msglint: no/known.json: it cannot be written: No such file")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_full_disk_is_said(capsys: pytest.CaptureFixture[str], form: str) -> None:
    assert check("--output-format", form, "--output-file", "/dev/full") == 2
    assert capsys.readouterr().err == "msglint: /dev/full: the report cannot be written: No space left on device\n"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "msglint", "check", "--output-format", form, "bad.txt"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=env)
    assert done.returncode == 2
    assert done.stderr == "msglint: standard output: the report cannot be written: No space left on device\n"


def test_a_draft_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--output-file", "./bad.txt") == 2
    assert capsys.readouterr().err == "msglint: bad.txt: a draft to check: write the report to another file\n"
    assert (folder / "bad.txt").read_text() == BAD


def test_an_earlier_report_in_a_folder_is_no_draft(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = ["check", *ONLY, "--output-file", "report.txt", "."]
    assert [msglint(again), msglint(again)] == [1, 1]
    assert "1 draft checked" in (folder / "report.txt").read_text()
    (folder / "bad.txt").unlink()
    assert msglint(again) == 2
    assert capsys.readouterr().err == "msglint: .: nothing to check but the report itself\n"
    assert msglint([*again, "--allow-empty"]) == 0


def test_an_interrupted_report_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> object:
        yield "half"
        raise KeyboardInterrupt

    monkeypatch.setattr("msglint.formats.concise.render", interrupted)
    assert check(*SARIF, *A, "--output-format", "concise", "--output-file", "c.txt") == 130
    assert sorted(path.name for path in folder.iterdir()) == [".git", "bad.txt"]


def test_commands_may_stand_beside_another_format() -> None:
    both = Destination((Output("text"), Output("github")))
    assert both.resolved("json") == both.outputs
    with pytest.raises(SettingsError):
        Destination((Output("text"), Output("github"), Output("json"))).resolved("json")


GITHUB, GITLAB = ("GITHUB_ACTIONS", "true"), ("GITLAB_CI", "true")


@pytest.mark.parametrize(
    ("variable", "file", "found"),
    [
        ((), None, [("text", None)]),
        ((), "a", [("text", "a")]),
        (GITHUB, None, [("text", None), ("github", None)]),
        (GITHUB, "a", [("text", None), ("github", None), ("sarif", "a")]),
        (GITLAB, "a", [("text", None), ("gitlab", "a")]),
        (GITLAB, None, [("text", None)]),
        (("TF_BUILD", "True"), "a", [("text", None), ("junit", "a")]),
        (("JENKINS_URL", "http://ci.example/"), "a", [("text", None), ("junit", "a")]),
    ],
)
def test_auto_is_what_the_service_around_shows(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variable: tuple[str, str] | tuple[()],
    file: str | None,
    found: list[tuple[str, str | None]],
) -> None:
    if variable:
        monkeypatch.setenv(*variable)
    assert Destination((Output("auto", file),)).resolved("json") == tuple(Output(*one) for one in found)
    said = capsys.readouterr().err
    expected = "msglint: note: GitLab shows a report if you add --output-file gl-code-quality-report.json\n"
    assert said == (expected if variable == GITLAB and not file else "")


def test_on_github_text_annotations_and_a_summary(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(*GITHUB)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    (folder / "summary.md").write_text("before\n")
    assert check("--output-format", "auto") == 1
    out = capsys.readouterr().out
    assert out.index("bad.txt:1:26  error") < out.index("\n::error file=bad.txt,line=1,endLine=5,title=msglint%3A ex")
    assert (
        (folder / "summary.md")
        .read_text()
        .startswith("before\n### msglint\n\nChecked against amazon/2020-11: drafts 1 · error 1\n")
    )
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder))
    assert check("--output-format", "github") == 2
    assert "the step summary cannot be written: Is a directory" in capsys.readouterr().err


@pytest.mark.parametrize("service", ["GITHUB_ACTIONS", "TF_BUILD"])
@pytest.mark.parametrize("form", ["text", "concise", "json", "jsonl", "sarif", "junit", "checkstyle", "gitlab", "auto"])
def test_a_draft_gives_the_service_no_commands(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], service: str, form: str
) -> None:
    text = "Order 114-1234567-1234567\nSee ##[group]x.example and ##vso[task.setvariable variable=x]y.example\n"
    name = "::set-output name=a::b##[group].txt"
    (folder / name).write_text(text)
    monkeypatch.setenv(service, "true")
    # as an absolute path's beginning is no command, the name stands alone
    assert msglint(["check", "--output-format", form, "--", name, "##[group]no.txt"]) == 2
    out, err = capsys.readouterr()
    shown = [line for line in (out + err).splitlines() if not line.startswith(("::error ", "::warning ", "::notice "))]
    assert not any(line.lstrip().startswith("::") for line in shown)
    assert not any("##[" in line or "##vso[" in line for line in shown)
    assert ("# #[group]" in out) == (form in {"text", "concise", "auto"})


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "gitlab", "junit", "checkstyle"])
def test_programs_read_the_same_in_a_service(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    name = "::set-output name=a::b##[group].txt"
    (folder / name).write_text("Use https://x.example/##[a and ##vso[b https://y.example\n")

    def report() -> object:
        msglint(["check", "--select", "links", "--output-format", form, "--", name])
        out = capsys.readouterr().out
        if form in {"junit", "checkstyle"}:
            return re.sub(r' time(stamp)?="[^"]*"', "", canonicalize(out))
        return [json.loads(line) for line in out.splitlines()] if form == "jsonl" else json.loads(out)

    alone = report()
    assert "##[" in str(alone)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert report() == alone


@pytest.mark.parametrize("service", ["GITHUB_ACTIONS", "TF_BUILD", "NO_SERVICE"])
def test_neither_do_baselines_and_arguments(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], service: str
) -> None:
    command = "##vso[task.setvariable variable=x]y"
    (folder / "known.json").write_text(json.dumps({"version": 1, "findings": {command: {"emoji": {"ab": 1}}}}))
    monkeypatch.setenv(service, "true")
    assert msglint(["check", ".", "--baseline", "known.json"]) == 1
    assert msglint(["check", ".", "--baseline", "##vso[a]b"]) == 2
    stale, absent = [line for line in capsys.readouterr().err.splitlines() if line.startswith("msglint: ")]
    assert (command in stale, "##vso[a]b" in absent) == ((service == "NO_SERVICE",) * 2)


def test_without_a_service_words_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["check", "--select", "ALL", "##[group]no.txt"]) == 2
    assert "##[group]no.txt" in capsys.readouterr().err


def test_formats_are_imported_when_they_are_asked_for() -> None:
    code = "import sys; from msglint.__main__ import _guarded; _guarded(['check', 'bad.txt']); print(*sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env).stdout
    loaded = {name for name in told.split() if name.startswith(("msglint.formats.", "msglint.services"))}
    assert loaded == {"msglint.formats.text"}


def test_a_page_of_an_earlier_run_is_no_draft(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--output-format", "html", "--output-file", "page.html") == 1
    page = (folder / "page.html").read_bytes()
    for more in ((), ("--fix",), ("--jobs", "2")):
        (folder / "bad.txt").write_text(BAD)
        msglint(["check", *ONLY, ".", *more])
        out, err = capsys.readouterr()
        assert "1 draft checked" in out
        assert "page.html:" not in out
        assert "msglint: note: page.html: a report of msglint and no draft: left out\n" in err
    assert (folder / "page.html").read_bytes() == page
    assert msglint(["check", "page.html"]) == 2
    assert "msglint: page.html: nothing to check: this is a report of msglint" in capsys.readouterr().err


def test_a_page_shows_no_page(folder: Path) -> None:
    for name in ("page.html", "other.html"):
        msglint(["check", *ONLY, "--output-format", "html", "--output-file", name, "."])
    assert "<h2>page.html</h2>" not in (folder / "other.html").read_text()
