"""The hooks of `.pre-commit-hooks.yaml`: their entries, and, where it is asked for, a real run by pre-commit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from msglint.cli import cli

ROOT = Path(__file__).parent.parent
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
GOOD = b"---\ntype: reply-to-buyer\n---\nThe white shade is sold out. Would the grey one do, or shall we refund it?\r\n"
BAD = GOOD + b"See http://www.lampworks.com today.\r\n"
FIXABLE = GOOD + b"We ship on Monday :-)\r\n"


@pytest.mark.parametrize("id_", HOOKS)
def test_hooks_give_options_that_there_are(id_: str) -> None:
    command, subcommand, *options = HOOKS[id_]["entry"].split()
    assert (command, subcommand) == ("msglint", "check")
    check = cli.get_command(cli.make_context("msglint", ["check"]), "check")
    assert check is not None
    assert set(options) <= {name for param in check.params for name in param.opts}
    # a repository's own `files` would take the place of the hook's
    assert "--force-exclude" in options
    assert "files" not in HOOKS[id_]


def _pre_commit() -> str:
    found = shutil.which("pre-commit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert found, "pre-commit is not installed; the dependency group dev has it"
    return found


# who asks for it gets no further skip: without pre-commit, or a package index for it, these tests fail
asked_for = pytest.mark.skipif(
    not os.environ.get("MSGLINT_TRY_HOOKS"),
    reason="pre-commit would install msglint, which takes a minute and a package index; .ci/run sets MSGLINT_TRY_HOOKS=1",
)


def _tried(tmp_path: Path, drafts: dict[str, bytes]) -> tuple[int, str]:
    """The exit status and output of all hooks on a scratch repository with these drafts."""
    program = _pre_commit()
    repository = tmp_path / "templates"
    repository.mkdir()
    for name, data in drafts.items():
        (repository / name).write_bytes(data)
    # the variables that git sets for a hook would lead pre-commit to the repository around
    around = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name != "PYTHONPATH"}
    for arguments in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *arguments], cwd=repository, check=True, env=around)
    ran = subprocess.run(
        [program, "try-repo", str(ROOT), "--all-files", "--verbose"],
        cwd=repository,
        env={**around, "PRE_COMMIT_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout


@asked_for
def test_hooks_pass_good_templates(tmp_path: Path) -> None:
    status, output = _tried(tmp_path, {"good.txt": GOOD})
    assert (status, len(re.findall(r"\.Passed$", output, re.MULTILINE))) == (0, len(HOOKS)), output


@asked_for
def test_hooks_mend_and_stop_bad_templates(tmp_path: Path) -> None:
    others = {"logo.png": b"\x89PNG\r\n\x00", "index.csv": "icon\n\n\n😀\n".encode(), "README.md": b"We ship :-)\n"}
    drafts = {"good.txt": GOOD, "bad.txt": BAD, "fixable.txt": FIXABLE, **others}
    status, output = _tried(tmp_path, drafts)
    assert (status, len(re.findall(r"\.Failed$", output, re.MULTILINE))) == (1, len(HOOKS)), output
    assert "bad.txt:5:5  error  external-link" in output
    assert "files were modified by this hook" in output
    now = {name: (tmp_path / "templates" / name).read_bytes() for name in drafts}
    assert now == drafts | {"fixable.txt": FIXABLE.replace(b" :-)", b"")}
