"""Workflow commands, which GitHub shows as annotations on the lines of a pull request.

GitHub shows ten annotations of a kind for each step, so what matters most comes first. The whole list is in `step_summary`.
"""

from __future__ import annotations

from msglint.display import visible
from msglint.finding import SEVERITIES
from msglint.formats.repository import repository_root, shown_path
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.finding import Finding
    from msglint.formats import Style
    from msglint.report import Report

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_ROWS = 1000
"""A step's summary may have a million bytes; a table of so many rows is below that."""
_MARKDOWN = "\\`*_{}[]<>#.|~&:@"


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - every format takes a style
    """The commands, errors first, in the order of the files and lines."""
    root = repository_root()
    for path, reason in report.errors:
        place = {"file": shown_path(root, path), "title": "msglint: could not be checked"}
        yield _command("error", place, reason)
    for found in sorted(report.findings, key=lambda found: SEVERITIES.index(found.severity)):
        words = f"{found.message}. {found.suggestion} (clause {found.clause})"
        yield _command(_COMMANDS[found.severity], _place(root, found), words)


def step_summary(report: Report) -> Iterator[str]:
    """A table of the findings in Markdown, with everything that comes from a draft made inert, and totals above it."""
    root = repository_root()
    checked = report.drafts - sum(bool(file.error) for file in report.files)
    counts = {"drafts": checked, **{severity: report.count(severity) for severity in SEVERITIES}}
    counts |= {"suppressed": report.suppressed, "not checked": sum(1 for _ in report.errors)}
    shown = " · ".join(f"{name} {count:,}" for name, count in counts.items() if count or name == "drafts")
    yield f"### msglint\n\nChecked against {_inert(report.policy)}: {shown}\n\n"
    rows = [*_unchecked(root, report), *_found(root, report)]
    if not rows:
        return
    yield "| place | severity | rule | what | instead |\n|---|---|---|---|---|\n"
    for row in rows[:_ROWS]:
        yield f"| {' | '.join(map(_inert, row))} |\n"
    if len(rows) > _ROWS:
        yield f"\nand {len(rows) - _ROWS:,} more\n"
    yield "\n"


def _unchecked(root: str, report: Report) -> Iterator[tuple[str, ...]]:
    for path, reason in report.errors:
        yield shown_path(root, path), "error", "", f"could not be checked: {reason}", ""


def _found(root: str, report: Report) -> Iterator[tuple[str, ...]]:
    for found in sorted(report.findings, key=lambda found: SEVERITIES.index(found.severity)):
        place = f"{shown_path(root, found.path)}:{found.line}:{found.column}"
        yield place, found.severity, found.rule, found.message, found.suggestion


def _place(root: str, found: Finding) -> dict[str, str]:
    place = {"file": shown_path(root, found.path), "line": str(found.line), "endLine": str(found.end_line)}
    if found.line == found.end_line:  # GitHub refuses columns of a span over several lines
        place |= {"col": str(found.column), "endColumn": str(found.end_column)}
    return {**place, "title": f"msglint: {found.rule}"}


def _command(name: str, place: dict[str, str], message: str) -> str:
    properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
    return f"::{name} {properties}::{_data(visible(message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _inert(text: str) -> str:
    """The text as Markdown that shows exactly it: no picture, no hidden link, no code and no HTML comes of it."""
    return "".join(f"&#{ord(sign)};" if sign in _MARKDOWN else sign for sign in visible(text))
