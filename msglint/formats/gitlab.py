"""A Code Quality report for GitLab, which shows it in merge requests; what GitLab reads of the Code Climate format."""

from __future__ import annotations

import json
from hashlib import md5

from msglint.display import visible
from msglint.formats.repository import fingerprints, repository_root, shown_path
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.finding import Finding
    from msglint.formats import Style
    from msglint.report import Report

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - every format takes a style
    """One array: what could not be checked, then the findings."""
    root = repository_root()
    items = [_unchecked(root, *error) for error in report.errors]
    names = fingerprints(report.findings, root)
    items += (_issue(root, found, name) for found, name in zip(report.findings, names, strict=True))
    yield "["
    for number, item in enumerate(items):
        yield f"{',' if number else ''}\n  {json.dumps(item)}"
    yield "\n]\n" if items else "]\n"


def _issue(root: str, found: Finding, name: str) -> dict[str, object]:
    return {
        "type": "issue",
        "check_name": found.rule,
        "description": visible(f"{found.message}. {found.suggestion}"),
        "severity": _SEVERITIES[found.severity],
        "fingerprint": _digest(name),
        "location": {
            "path": visible(shown_path(root, found.path)),
            "lines": {"begin": found.line, "end": found.end_line},
        },
    }


def _unchecked(root: str, path: str, reason: str) -> dict[str, object]:
    place = visible(shown_path(root, path))
    return {
        "type": "issue",
        "check_name": "unreadable",
        "description": visible(f"could not be checked: {reason}"),
        "severity": "blocker",
        "fingerprint": _digest(f"{place}\0{reason}"),
        "location": {"path": place, "lines": {"begin": 1, "end": 1}},
    }


def _digest(name: str) -> str:
    return md5(name.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
