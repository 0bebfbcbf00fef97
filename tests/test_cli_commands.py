"""The commands beside `check`."""

from __future__ import annotations

import json
import os
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from msglint import __version__
from msglint.__main__ import _guarded as msglint
from msglint.__main__ import main
from msglint.cli import COMMANDS
from msglint.commands.config import lines_of
from msglint.commands.explain import lines_of as explained
from msglint.config import read_config
from msglint.policy import explanations, load_policy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["msglint", "--version"])
    main()
    assert msglint(["--version"]) == 0
    assert capsys.readouterr().out == f"msglint {__version__}\n" * 2


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], *([command, "--help"] for command in COMMANDS)])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(arguments) == 0
    assert capsys.readouterr().out.startswith("Usage: msglint")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "no command 'chek' (did you mean 'check'?)"),
        (["qqq"], "no command 'qqq'"),
        (["draft.txt"], "no command 'draft.txt'; to check it: msglint check draft.txt"),
        (["explain", "emojis"], "no rule 'emojis' (did you mean 'emoji'?); see `msglint rules`"),
        (["rules", "--edition", "2021"], "no edition '2021'"),
        (["explain", "linkss"], "no rule 'linkss' (did you mean 'links'?); see `msglint rules`"),
        (["check", "--jsob"], "no option '--jsob' (did you mean '--jobs'?)"),
        (["check", "--exclude"], "no option '--exclude' (did you mean '--force-exclude'?)"),
        (["check", "--watch"], "no option '--watch'\n"),
        (["init", "now"], "Got unexpected extra argument (now)"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "draft.txt").write_text("Hello")
    assert msglint(arguments) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith(f"msglint: {message}")
    assert said.count("\n") == 1


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["rule", "group", "severity", "summary"]
    assert len(lines) == len(load_policy().rules) + 1
    assert msglint(["rules", "--output-format", "json", "--edition", "2020-11"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["policy"] == "amazon/2020-11"
    assert {
        "rule": "excess-line-breaks",
        "group": "style",
        "severity": "error",
        "summary": "More than two line breaks follow each other",
    } in listed["rules"]


def test_explain() -> None:
    known = explanations()
    page = "\n".join(explained("excess-line-breaks", known["excess-line-breaks"]))
    assert page.startswith("excess-line-breaks: More than two line breaks follow each other\n\nWhat it means\n  Amazon")
    assert "\n\nThe policy\n  excess-line-breaks (Amazon's own text; 2020-11-06 to now)\n" in page
    assert "\n  - Dear Ann,⟦\n\n\n    ⟧your desk lamp ships on Monday.\n" in page
    assert "\n\nFine\n  - Dear Ann,\n\n    your desk" in page
    assert "Note:" not in page
    noted = "\n".join(explained("gif", known["gif"]))
    assert "\n    Note: One summary has only moving ones in mind." in noted


def test_explain_lists_the_rules_of_a_group(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["explain", "links"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["rule", "group", "severity", "summary"]
    assert [row.split()[0] for row in rows] == sorted(
        rule.id for rule in load_policy().rules.values() if rule.group == "links"
    )


@pytest.mark.parametrize("rule", sorted(explanations()))
def test_every_rule_is_explained(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["explain", rule]) == 0
    page = capsys.readouterr().out
    assert ("\nReported as\n" in page) is (rule in load_policy().rules)
    for heading in ("What it means", "Why it matters", "What to write instead", "The policy", "Fine"):
        assert f"\n\n{heading}\n  " in page


def test_types(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["types"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["type", "status", "meaning"]
    assert "thank-you-only                 not-permitted  Thank the buyer and nothing else" in lines
    assert msglint(["types", "--details"]) == 0
    blocks = capsys.readouterr().out.split("\n\n")
    assert len(blocks) == len(load_policy().facts["types"]["types"])
    assert max(len(line) for block in blocks for line in block.splitlines()) <= 80
    by_name = {block.split()[0]: block.splitlines()[1:] for block in blocks}
    assert by_name["send-invoice"] == [
        "  meaning       Send the invoice",
        "  started by    seller",
        "  2018-10       permitted",
        "  2020-11       permitted",
        "  window        30 days from the order",
        "  must contain  order-id, buyer-language",
        "  API           invoice",
    ]
    assert by_name["shipping-confirmation"][1:] == [  # what there is nothing to say about is left out
        "  started by    seller",
        "  2018-10       required",
        "  2020-11       not-permitted",
    ]
    assert msglint(["types", "--details", "--edition", "2018-10"]) == 0
    assert "\nshipping-confirmation\n  meaning       " in (page := capsys.readouterr().out)
    assert "\n  status        required\n" in page
    assert msglint(["types", "--edition", "2018-10", "--output-format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["policy"] == "amazon/2018-10"
    assert {one["id"]: one["status"] for one in listed["types"]}["shipping-confirmation"] == "required"
    assert msglint(["types", "--output-format", "json"]) == 0
    by_id = {one["id"]: one for one in json.loads(capsys.readouterr().out)["types"]}
    assert by_id["problem-with-order"]["content"] == ["order-id", "refund", "reason", "delay"]
    assert by_id["send-invoice"]["api"] == ["invoice"]
    assert by_id["request-a-review"]["window"] == "5 to 30 days after delivery"
    assert by_id["return-question"]["editions"] == {"2018-10": "unlisted", "2020-11": "permitted"}


@pytest.mark.parametrize(
    ("config", "severity", "window", "edition"),
    [
        ("", "error", "30 days from the order", "2020-11"),
        ('[severity]\nemoji = "info"', "info", "30 days from the order", "2020-11"),
        ('[severity]\nlinks = "info"', "error", "30 days from the order", "2020-11"),
        ('window-from = "completion"', "error", "30 days from the completion", "2020-11"),
        ('edition = "2018-10"', None, "-", "2018-10"),
    ],
)
def test_rules_and_types_are_as_the_configuration_wants_them(
    folder: Path, capsys: pytest.CaptureFixture[str], config: str, severity: str | None, *, window: str, edition: str
) -> None:
    (folder / "msglint.toml").write_text(config)

    def listed(*arguments: str) -> dict[str, Any]:
        assert msglint([*arguments, "--output-format", "json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    rules, types = listed("rules"), listed("types")
    assert rules["policy"] == types["policy"] == f"amazon/{edition}"
    severities = {one["rule"]: one["severity"] for one in rules["rules"]}
    assert severities.get("emoji") == severity
    assert {one["id"]: one["window"] for one in types["types"]}["send-invoice"] == window
    assert msglint(["explain", "emoji"]) == 0
    page = capsys.readouterr().out
    assert (f"\n\nReported as\n  {severity}\n" in page) is (severity is not None)
    # an edition that is asked for wins
    assert listed("rules", "--edition", "2020-11")["policy"] == "amazon/2020-11"


def test_config_shows_what_applies(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("Hello")
    (folder / "b.txt").write_text("Hello")
    (folder / "msglint.toml").write_text('select = ["excess-line-breaks"]\nexclude = ["b.txt"]\n')
    assert msglint(["config"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f'# {folder / "msglint.toml"}\nselect = ["excess-line-breaks"]\n')
    assert "\n#   excess-line-breaks         error    'select' names it\n" in out
    assert "\n#   emoji                      off      'select' names neither it nor its group\n" in out
    assert out.endswith("\n# files: 1\n#   a.txt\n")


def test_config_says_of_a_path_why_each_rule_is_on_or_off(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "msglint.toml").write_text(
        'ignore = ["gif"]\n[severity]\nlinks = "warning"\n[[overrides]]\nfiles = "inserts/**"\n'
        'channel = "package-insert"\n[overrides.ignore]\nmarketing = "agreed with Ann"\n'
        '[[overrides]]\nfiles = "inserts/a*"\nselect = ["ALL"]\nseverity = {off-amazon-contact = "info"}\n'
    )
    assert msglint(["config", "inserts/a.txt"]) == 0
    out = capsys.readouterr().out
    rows = {line.split()[1]: line.split(maxsplit=2)[2] for line in out.splitlines() if line.startswith("#   ")}
    assert '# [[overrides]] files = ["inserts/**"]\n# [[overrides]] files = ["inserts/a*"]\n' in out
    assert "\n# channel = package-insert\n" in out
    assert rows["gif"].split(maxsplit=1) == ["off", "'ignore' names it"]
    assert rows["emoji"].split(maxsplit=1) == ["off", "not for the channel package-insert"]
    assert rows["off-amazon-contact"].split(maxsplit=1) == ["info", "'select' names ALL"]
    assert rows["marketing"].split(maxsplit=1)[1] == "found but not reported, marketing: agreed with Ann"
    (folder / "b.txt").write_text("---\nchannel: packing-slip\nignore: {marketing: why}\n---\nHi")
    assert msglint(["config", "b.txt"]) == 0
    out = capsys.readouterr().out
    assert "\n# channel = packing-slip\n" in out
    assert "on unless ignored" in out


def test_config_prints_what_can_be_read_again(folder: Path) -> None:
    path = folder / "msglint.toml"
    path.write_text(
        'ignore = ["style"]\nmax-file-size = 7\nmarketplace = "DE"\nseverity = {emoji = "info", "links" = "error"}\n'
        'allow = {marketing = ["new a", "b"]}\nown-hosts = ["a.example"]\nplaceholders = ["@{NAME}"]\ngitignore = false\n'
        '[[overrides]]\nfiles = ["a \\"b\\"/**"]\ntype = "send-invoice"\nsend = "order + 2 weeks"\ntransit = 0\n[[overrides]]\nfiles = "c"\nlanguage = "fr"\nselect = ["emoji"]\nignore = {emoji = "it is ours"}\nseverity = {ALL = "info"}\n'
    )
    before = read_config(str(path))
    path.write_text("\n".join(lines_of(before)))
    assert read_config(str(path)) == before


def test_init_writes_what_can_be_used(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["init"]) == 0
    assert capsys.readouterr().out == "wrote msglint.toml\nwrote .pre-commit-config.yaml\n"
    read_config("msglint.toml")
    hook = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"][0]
    assert hook["id"] == "msglint"
    # which files are drafts, such as Markdown and what `include` lets in, msglint knows better than a pattern
    assert hook["entry"] == "msglint check --force-exclude"
    assert "files" not in hook
    commented = (folder / "msglint.toml").read_text().replace("# marketplace", "marketplace").replace("# [[", "[[")
    assert tomllib.loads(commented.replace("# files", "files").replace("# type", "type"))["overrides"]


@pytest.mark.parametrize("name", ["msglint.toml", ".msglint.toml", "pyproject.toml"])
def test_init_overwrites_nothing(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = "[tool.msglint]\n" if name == "pyproject.toml" else "# mine\n"
    (folder / name).write_text(text)
    (folder / ".pre-commit-config.yaml").write_text("repos: []\n")
    assert msglint(["init"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{name} is there already: left as it is\n.pre-commit-config.yaml is there already")
    assert "- id: msglint" in out
    assert (folder / name).read_text() == text
    (folder / ".pre-commit-config.yaml").write_text(out.partition("add to it:")[2])
    assert msglint(["init"]) == 0
    out = capsys.readouterr().out
    assert out.endswith("\n.pre-commit-config.yaml has a hook of msglint already: left as it is\n")
    assert sorted(os.listdir(folder)) == sorted([name, ".pre-commit-config.yaml"])


def test_init_goes_with_a_pyproject_of_something_else(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert msglint(["init"]) == 0
    assert (folder / "msglint.toml").exists()
