"""CI services: which one is around, what it shows of a run, and what in its log it would take for a command."""

from __future__ import annotations

import os
import re
import sys

from msglint.errors import MsglintError
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.report import Report

_SERVICES = (
    ("GITHUB_ACTIONS", "GitHub", "github", ""),
    ("GITLAB_CI", "GitLab", "gitlab", "gl-code-quality-report.json"),
    ("TF_BUILD", "Azure Pipelines", "junit", "msglint.junit.xml"),
    ("JENKINS_URL", "Jenkins", "junit", "msglint.junit.xml"),
)
"""The variable each service sets, its name, the format that it shows, and a file for that; GitHub reads the log."""

_COMMAND = re.compile(r"^(\s*):(?=:)|#(?=#(?:vso)?\[)", re.MULTILINE)


def automatic(file: str | None) -> list[tuple[str, str | None]]:
    """What ``auto`` stands for, as formats and their files: text on standard output, and what the service around shows.

    A service that reads a report has it in ``file``; without one that is said. Where no service is around, ``file`` is text.
    """
    for variable, name, form, usual in _SERVICES:
        if os.environ.get(variable):
            if usual and not file:
                print(f"msglint: note: {name} shows a report if you add --output-file {usual}", file=sys.stderr)
                return [("text", None)]
            return [("text", None), (form, file)]
    return [("text", file)]


def write_step_summary(report: Report) -> None:
    """Add the findings to what GitHub shows of the step, if this runs in one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from msglint.formats.github import step_summary

    try:
        with open(path, "a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write("".join(step_summary(report)))
    except OSError as error:
        raise MsglintError(f"the step summary cannot be written: {error.strerror}", path) from None


def without_commands(text: str) -> str:
    """The text with a space in what GitHub or Azure would run if it stood in a log: a draft must not give commands."""
    return _COMMAND.sub(lambda found: f"{found[0]} ", text)
