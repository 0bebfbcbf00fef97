"""What shells offer when the command line is completed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from pack_files import write_pack

from msglint.cli import COMMANDS, cli

ROOT = Path(__file__).parent.parent


def offered(*words: str) -> list[tuple[str, str]]:
    """Kind and value of what is offered for the last of the words."""
    found = BashComplete(cli, {}, "msglint", "_MSGLINT_COMPLETE").get_completions(list(words[:-1]), words[-1])
    return [(one.type, one.value) for one in found]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("", list(COMMANDS)),
        ("ex", ["explain"]),
        ("explain emo", ["emoji"]),
        ("explain style", []),
        ("check --select sty", ["style"]),
        ("check --select emoji,lin", ["emoji,links"]),
        ("check --type send-in", ["send-invoice"]),
        ("check --output-format sa", ["sarif"]),
        ("check --show", ["--show-suppressed"]),
    ],
)
def test_words(line: str, values: list[str]) -> None:
    assert offered(*line.split(" ")) == [("plain", value) for value in values]


@pytest.mark.parametrize(
    ("line", "kind"),
    [("check dra", "file"), ("check --config dra", "file"), ("check --rules dra", "dir"), ("test-rules dra", "dir")],
)
def test_paths_are_the_shells_business(line: str, kind: str) -> None:
    assert offered(*line.split(" ")) == [(kind, "dra")]


def test_rules_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    house = str(write_pack(tmp_path / "house"))
    assert offered("check", "--rules", house, "--select", "house-") == [
        ("plain", "house-gift"),
        ("plain", "house-words"),
    ]


def test_a_line_that_is_wrong_is_no_error() -> None:
    assert offered("chekc", "rul") == [("plain", "rules")]
    assert offered("check", "--rules", "nowhere", "--select", "e") == []
    assert offered("check", "--rules", "nowhere", "--type", "s") == []


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True)


# click asks bash for its version; .ci/run is a bash script, so that both run there
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here to complete for")


@pytest.mark.parametrize("shell", [pytest.param("bash", marks=needs_bash), "zsh", "fish"])
def test_scripts_for_the_shells(shell: str) -> None:
    done = run(sys.executable, "-m", "msglint", _MSGLINT_COMPLETE=f"{shell}_source")
    assert f"_MSGLINT_COMPLETE={shell}_complete" in done.stdout


@needs_bash
def test_bash_completes(tmp_path: Path) -> None:
    command = tmp_path / "msglint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m msglint "$@"\n', "utf-8")
    command.chmod(0o755)
    lines = (
        'eval "$(_MSGLINT_COMPLETE=bash_source msglint)"; COMP_WORDS=(msglint check --type send-in); COMP_CWORD=3; '
        '_msglint_completion msglint; echo "${COMPREPLY[@]}"'
    )
    done = run("bash", "--norc", "-c", lines, PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert done.stdout.split() == ["send-invoice"]
