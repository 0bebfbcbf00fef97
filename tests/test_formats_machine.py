"""Formats for machines: byte for byte as in `golden/`, and valid by the schemas in `schemas/`.

To write the golden files anew: `MSGLINT_GOLDEN=write pytest tests/test_formats_machine.py`, and look at the difference.
"""

from __future__ import annotations

import json
import os
import re
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from report_samples import TEXT, file_with, finding, full_report, shown_report

from msglint import __version__
from msglint.discover import discover
from msglint.formats import Style, render
from msglint.formats.github import step_summary
from msglint.formats.page import asset
from msglint.plan import Options, plan
from msglint.report import Checked, Report
from msglint.run import run
from msglint.settings import Settings

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
GOLDEN = {
    "text": "txt",
    "concise": "concise.txt",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "checkstyle": "checkstyle.xml",
}


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(what: Report, name: str, **style: Any) -> str:
    return "".join(render(what, name, Style(**style)))


def is_golden(shown: str, file: str) -> None:
    path = HERE / "golden" / file
    shown = shown.replace(f'"{__version__}"', '"VERSION"').replace(Path.cwd().as_uri(), "file:///ROOT")
    if os.environ.get("MSGLINT_GOLDEN") == "write":
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


@pytest.mark.parametrize("name", GOLDEN)
def test_as_it_always_was(name: str) -> None:
    is_golden(written(full_report(), name), f"report.{GOLDEN[name]}")


@pytest.mark.parametrize("name", ["jsonl", "sarif", "junit"])
def test_with_what_was_suppressed(name: str) -> None:
    is_golden(written(full_report(), name, suppressed=True), f"suppressed.{GOLDEN[name]}")
    assert "our mascot" not in written(full_report(), name)


def test_the_page_as_it_always_was() -> None:
    shown = written(shown_report(), "html", suppressed=True)
    # style sheets and the script are files of their own: what is to be seen here is what the page says
    for name in ("page.css", "page.js", "frame.css", "base.css"):
        for how in (str, escape):
            shown = shown.replace(how(asset(name)), f"/* {name} */")
    shown = re.sub(r"'sha256-[^']+'", "'sha256-SCRIPT'", shown).replace(f"msglint {__version__}", "msglint VERSION")
    is_golden(re.sub(r"(?=<(?:section|div|ol|li|main|footer|details|iframe)\b)", "\n", shown), "suppressed.html")


def test_the_summary_of_a_step_as_it_always_was() -> None:
    is_golden("".join(step_summary(full_report())), "summary.md")


def reports() -> list[Report]:
    """The full one, an empty one, one of hostile texts, one of what could not be opened, and that of all samples."""
    hostile = "a\x1b[31m\u202e\ud800\x07\x9b\u200b\x00\ufffe]]>&<\"' x.example"
    strange = finding(hostile, "\ud800\x07", path='\udc80\x1b"<&>.txt', message=hostile, suggestion=hostile)
    broken = Report("amazon/2020-11", (), ((hostile, hostile),))  # type: ignore[arg-type]
    found = discover([str(SAMPLES)])
    return [
        full_report(),
        Report("amazon/2020-11"),
        Report("amazon/2020-11", (file_with(hostile, strange),)),
        broken,
        run(found, plan(Settings(min_confidence="low"), Options())),
    ]


@pytest.fixture(scope="module")
def samples() -> list[Report]:
    return reports()


def test_sarif_is_valid(samples: list[Report]) -> None:
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    for report in samples:
        validator.validate(json.loads(written(report, "sarif")))
        validator.validate(json.loads(written(report, "sarif", suppressed=True)))


def test_gitlab_is_valid(samples: list[Report]) -> None:
    schema = json.loads((HERE / "schemas" / "gitlab-code-quality.json").read_text("utf-8"))
    for report in samples:
        issues = json.loads(written(report, "gitlab"))
        jsonschema.Draft202012Validator(schema).validate(issues)
        names = [issue["fingerprint"] for issue in issues]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(("name", "schema"), [("junit", "junit-10.xsd"), ("checkstyle", "checkstyle.xsd")])
def test_xml_is_valid(samples: list[Report], name: str, schema: str) -> None:
    validator = xmlschema.XMLSchema(str(HERE / "schemas" / schema))
    for report in samples:
        validator.validate(ET.fromstring(written(report, name)))
        validator.validate(ET.fromstring(written(report, name, suppressed=True)))


@pytest.mark.parametrize("name", ["jsonl", "json"])
def test_json_tells_every_finding(samples: list[Report], name: str) -> None:
    for report in samples:
        shown = written(report, name)
        if name == "json":
            read = json.loads(shown)["findings"]
        else:
            lines = [json.loads(line) for line in shown.splitlines()]
            assert lines[-1]["kind"] == "summary"
            assert sum(line["kind"] == "error" for line in lines) == len(list(report.errors))
            read = [{k: v for k, v in line.items() if k != "kind"} for line in lines if line["kind"] == "finding"]
        assert read == [found.fields() for found in report.findings]


def sarif_run(report: Report) -> dict[str, object]:
    return json.loads(written(report, "sarif"))["runs"][0]  # type: ignore[no-any-return]


def test_sarif_has_every_rule_that_was_on_with_its_help(samples: list[Report]) -> None:
    report = samples[-1]
    rules = sarif_run(report)["tool"]["driver"]["rules"]  # type: ignore[index]
    assert {rule["id"] for rule in rules} >= set(report.applied[0].rules)
    for rule in rules:
        assert len(rule["help"]["text"]) > 100, rule["id"]
        assert "**What to write instead:**" in rule["help"]["markdown"]
        assert rule["properties"]["precision"] in {"high", "medium", "low"}
        assert rule["properties"]["tags"][1] == "amazon"
        assert rule["fullDescription"]["text"] in rule["help"]["text"]
    assert all("{" not in rule["help"]["text"].replace("{{", "") for rule in rules if rule["id"] == "external-link")
    for result in sarif_run(report)["results"]:  # type: ignore[attr-defined]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_places_are_code_points_and_their_words() -> None:
    only = finding(TEXT, "http://shop.example", path=os.path.join("deep er", "ä.txt"))
    outside = finding(TEXT, "😀", path=os.path.abspath(os.path.join("..", "elsewhere.txt")))
    run_of = sarif_run(Report("amazon/2020-11", (file_with(TEXT, only), file_with(TEXT, outside))))
    assert run_of["columnKind"] == "unicodeCodePoints"
    inside, beyond = (result["locations"][0]["physicalLocation"] for result in run_of["results"])  # type: ignore[attr-defined]
    assert inside["artifactLocation"] == {"uri": "deep%20er/%C3%A4.txt", "uriBaseId": "%SRCROOT%"}
    assert beyond["artifactLocation"] == {"uri": Path("..", "elsewhere.txt").resolve().as_uri()}
    assert inside["region"] == {
        "startLine": 3,
        "startColumn": 5,
        "endLine": 3,
        "endColumn": 24,
        "snippet": {"text": "http://shop.example"},
    }


def test_paths_are_from_the_root_wherever_the_run_is(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "drafts").mkdir()
    monkeypatch.chdir(repository / "drafts")
    report = Report("amazon/2020-11", (file_with(TEXT, finding(TEXT, "😀")), Checked("<stdin>", error="no")))
    assert '"uri": "drafts/a.txt", "uriBaseId": "%SRCROOT%"' in written(report, "sarif")
    assert '"uri": "%3Cstdin%3E"' in written(report, "sarif")
    assert "file=drafts/a.txt,line=1" in written(report, "github")
    assert '"path": "drafts/a.txt"' in written(report, "gitlab")


@given(st.integers(0, 5), st.lists(st.sampled_from(["http://shop.example", "x.example"]), min_size=1, max_size=5))
def test_names_of_findings_stay_when_lines_move(lines: int, words: list[str]) -> None:
    def names(text: str) -> tuple[list[str], list[str]]:
        found, at = [], 0
        for one in words:
            begin = text.index(one, at)
            at = begin + len(one)
            found.append(finding(text[begin:], one)._replace(line=text.count("\n", 0, begin) + 1))
        report = Report("amazon/2020-11", (file_with(text, *found),))
        sarif = [result["partialFingerprints"]["msglint/v1"] for result in sarif_run(report)["results"]]  # type: ignore[attr-defined]
        return sarif, [issue["fingerprint"] for issue in json.loads(written(report, "gitlab"))]

    text = "\n".join(words)
    before, after = names(text), names("\n" * lines + text.replace("\n", "\n\n"))
    assert before == after
    assert len(set(before[0])) == len(set(before[1])) == len(words)


def commands(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """GitHub's commands, read as its runner reads them."""

    def plain(text: str, *more: tuple[str, str]) -> str:
        for written_as, sign in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            text = text.replace(written_as, sign)
        return text

    found = []
    for line in written(report, "github").splitlines():
        read = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert read is not None
        pairs = (pair.partition("=") for pair in read[2].split(","))
        given_ = {name: plain(value, ("%3A", ":"), ("%2C", ",")) for name, _, value in pairs}
        found.append((read[1], given_, plain(read[3])))
    return found


def test_github_reads_what_was_meant() -> None:
    read = commands(full_report())
    assert [name for name, _, _ in read] == ["error", "error", "error", "error", "warning", "notice"]
    assert read[0][1:] == ({"file": "b.txt", "title": "msglint: could not be checked"}, "no such file")
    assert read[1][1] == {
        "file": "drafts/the 1st, really: 50%.txt",
        "line": "3",
        "endLine": "3",
        "col": "5",
        "endColumn": "24",
        "title": "msglint: external-link",
    }
    several = read[2][1]
    assert (several["line"], several["endLine"]) == ("3", "4")
    assert "col" not in several
    assert read[2][2].startswith("<b>100%</b> | `sure`:\\n::error::no. Leave")


@given(st.text(), st.text(min_size=1))
def test_nothing_in_a_draft_makes_a_command(message: str, path: str) -> None:
    report = Report("amazon/2020-11", (file_with(TEXT, finding(TEXT, "😀", path=path, message=message)),))
    assert len(commands(report)) == 1
    (row,) = [line for line in "".join(step_summary(report)).splitlines() if line.startswith("| ")][1:]
    assert row.count("|") == 6
    assert not set(row) & set("<>`[]*_\\")


def test_a_long_summary_is_cut() -> None:
    many = [finding(TEXT, "😀") for _ in range(1200)]
    shown = "".join(step_summary(Report("amazon/2020-11", (file_with(TEXT, *many),))))
    assert shown.endswith("\nand 200 more\n\n")
    assert len(shown.encode()) < 1_000_000


def test_a_test_report_is_red_when_the_run_fails() -> None:
    def red(fail_on: str) -> list[str]:
        suites = ET.fromstring(written(full_report(), "junit", fail_on=fail_on))
        failing = [case.get("name") or "" for case in suites.iter("testcase") if case.find("failure") is not None]
        assert suites.get("failures") == str(len(failing))
        assert suites.get("tests") == str(len(list(suites.iter("testcase"))))
        assert suites.get("errors") == "1"
        return [name.split()[0] for name in failing]

    assert red("error") == ["external-link"] * 3
    assert red("warning") == ["emoji", *["external-link"] * 3]
    assert red("info") == ["order-id", "emoji", *["external-link"] * 3]


def test_tests_keep_their_names_when_lines_move_and_differ_from_each_other() -> None:
    def names(text: str, *words: str) -> list[str]:
        report = Report("amazon/2020-11", (file_with(text, *(finding(text, word) for word in words)),))
        return [case.get("name") or "" for case in ET.fromstring(written(report, "junit")).iter("testcase")]

    before = names("Hi 😀 and 🎉", "😀", "🎉")
    assert names("A line\nabove\nHi 😀 and 🎉", "😀", "🎉") == before
    assert len(set(before)) == len(before) == 2
