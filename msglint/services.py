"""CI services: which one is around, and what it shows of a run."""

from __future__ import annotations

import os

from msglint.errors import MsglintError
from msglint.log import tell
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from msglint.report import Report


class Service(NamedTuple):
    """A CI service: the variable it sets, the format it reads in the log and in a file, and how that file is called."""

    variable: str
    name: str
    in_log: str
    in_file: str
    file: str


_SERVICES = (
    Service("GITHUB_ACTIONS", "GitHub", "github", "sarif", "msglint.sarif"),
    Service("GITLAB_CI", "GitLab", "", "gitlab", "gl-code-quality-report.json"),
    Service("TF_BUILD", "Azure Pipelines", "", "junit", "msglint.junit.xml"),
    Service("JENKINS_URL", "Jenkins", "", "junit", "msglint.junit.xml"),
)


def automatic(file: str | None) -> list[tuple[str, str | None]]:
    """What ``auto`` stands for, as formats and their files: text on standard output, and what the service around shows.

    What a service reads from a file goes to ``file``; without one that is said. Where no service is around, ``file`` is text.
    """
    service = next((one for one in _SERVICES if os.environ.get(one.variable)), None)
    if service is None:
        return [("text", file)]
    found: list[tuple[str, str | None]] = [("text", None)]
    if service.in_log:
        found.append((service.in_log, None))
    if file:
        found.append((service.in_file, file))
    elif not service.in_log:
        tell(f"note: {service.name} shows a report if you add --output-file {service.file}")
    return found


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
