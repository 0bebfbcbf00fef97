"""XML as Checkstyle writes it, which Jenkins' Warnings plugin and many other tools read."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from msglint.display import visible
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.finding import Finding
    from msglint.formats import Style
    from msglint.report import Report

_VERSION = "4.3"
"""Of Checkstyle, whose shape this is: readers expect one, and none tells later ones apart."""


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - every format takes a style
    """The report, one element a file that has findings or could not be checked."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="{_VERSION}">\n'
    for file in report.files:
        if file.findings or file.error:
            yield from _file(file.path, file.findings, file.error)
    for path, reason in report.problems:
        yield from _file(path, (), reason)
    yield "</checkstyle>\n"


def _file(path: str, findings: tuple[Finding, ...], error: str) -> Iterator[str]:
    yield f"  <file name={_quoted(path)}>\n"
    if error:
        yield _error(1, 1, "error", f"could not be checked: {error}", "unreadable")
    for found in findings:
        words = f"{found.message}. {found.suggestion}"
        yield _error(found.line, found.column, found.severity, words, found.rule)
    yield "  </file>\n"


def _error(line: int, column: int, severity: str, message: str, rule: str) -> str:
    place = f'line="{line}" column="{column}" severity="{severity}"'
    return f"    <error {place} message={_quoted(message)} source={_quoted(f'msglint.{rule}')}/>\n"


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
