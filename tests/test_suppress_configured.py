"""Suppression by the configuration: what it ignores for nothing, and what is known already."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from msglint.__main__ import _guarded as msglint

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURED = """\
# emoji, logo-link and marketing
[[overrides]]
files = ["drafts/**"]
ignore = {emoji = "our mascot", logo-link = "a page of Amazon"}

[[overrides]]
files = ["drafts/a.txt"]
[overrides.ignore]
links = "the size chart"
marketing = "a quotation"
repeat-review-request = "only others tell"

[[overrides]]
files = ["nothing/here/**"]
ignore = {gif = "why"}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration that ignores too much, and two drafts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "drafts").mkdir()
    (tmp_path / "msglint.toml").write_text(CONFIGURED, "utf-8")
    (tmp_path / "drafts" / "a.txt").write_text("Order 114-1234567-1234567, sizes at http://shop.example", "utf-8")
    (tmp_path / "drafts" / "b.txt").write_text("Order 114-1234567-1234567 😀", "utf-8")
    return tmp_path


UNUSED = {("msglint.toml", 4, 33, "logo-link"), ("msglint.toml", 10, 1, "marketing")}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((".",), UNUSED),
        ((), UNUSED),
        (("drafts", "."), UNUSED),
        ((".", "--jobs", "2"), UNUSED),
        (("drafts",), set()),  # elsewhere there may be others
        (("drafts/a.txt", "drafts/b.txt"), set()),
        ((".", "no.txt"), set()),  # not all could be checked
        ((".", "--select", "emoji"), set()),
        ((".", "--select", "images,suppression"), {("msglint.toml", 4, 33, "logo-link")}),
        ((".", "--ignore", "unused-suppression"), set()),
    ],
)
def test_what_the_configuration_ignores_for_nothing(
    repository: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], expected: set[object]
) -> None:
    msglint(["check", "--output-format", "json", *arguments])
    report = json.loads(capsys.readouterr().out)
    found = [one for one in report["findings"] if one["rule"] == "unused-suppression"]
    assert {(one["path"], one["line"], one["column"], one["excerpt"]) for one in found} == expected
    assert report["summary"]["files"] == 2 + ("no.txt" in arguments)
    assert all(
        one["severity"] == "warning" and CONFIGURED[one["start"] : one["end"]] == one["excerpt"] for one in found
    )
    assert repository.exists()


def test_what_the_configuration_allows_for_nothing(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "drafts" / "c.txt").write_text(
        "See lamps.example and https://lamps.example/x. You recieve it.", "utf-8"
    )
    (repository / "house.toml").write_text('[allow]\nemoji = [":-)"]\n')
    (repository / "msglint.toml").write_text(
        'extend = "house.toml"\n[allow]\nexternal-link = ["lamps.example", "lamps.example/x"]\n'
        'spelling-grammar = [\n  "recieve",\n  "adress",\n]\n'
    )
    msglint(["check", "--output-format", "concise"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": warning unused-suppression ")[0] for line in lines if "unused-" in line] == [
        "msglint.toml:3:36",
        "msglint.toml:6:4",
    ]
    assert "nothing that it finds stands within them" in lines[-1]
    msglint(["check", "--output-format", "concise", "drafts/c.txt"])
    assert "unused-" not in capsys.readouterr().out
    msglint(["check", "--output-format", "concise", "--ignore", "spelling-grammar"])
    assert "msglint.toml:6" not in capsys.readouterr().out


def test_that_too_can_be_known_already(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["baseline"]) == 0
    assert "msglint.toml" in json.loads((repository / "msglint-baseline.json").read_text())["findings"]
    assert msglint(["check", "--baseline", "msglint-baseline.json", "--fail-on", "warning"]) == 0
    assert "2 drafts checked" in capsys.readouterr().out


def test_what_is_extended_is_for_others_too(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "msglint.toml").rename(repository / "house.toml")
    own = '[[overrides]]\nfiles = ["drafts/**"]\nignore = {gif = "why"}\n'
    (repository / "msglint.toml").write_text(f'extend = "house.toml"\n{own}')
    msglint(["check", "--output-format", "concise"])
    [line] = [line for line in capsys.readouterr().out.splitlines() if "unused-suppression" in line]
    assert (
        line
        == "msglint.toml:4:11: warning unused-suppression 'gif' is ignored for these paths, but it finds nothing in their drafts"
    )
    (repository / "msglint.toml").unlink()
    (repository / "pyproject.toml").write_text(f"[tool.msglint]\n{own.replace('[[', '[[tool.msglint.')}")
    msglint(["check", "--output-format", "concise"])
    assert "\npyproject.toml:4:11: warning unused-suppression 'gif'" in capsys.readouterr().out
