"""One line a finding: `path:line:column: severity rule message`, as editors and `grep` like it."""

from __future__ import annotations

from msglint.display import visible
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.formats import Style
    from msglint.report import Report


def render(report: Report, style: Style) -> Iterator[str]:  # noqa: ARG001 - every format takes a style
    """The findings, a line each."""
    for found in report.findings:
        place = f"{visible(found.path)}:{found.line}:{found.column}"
        yield f"{place}: {found.severity} {found.rule} {visible(found.message)}\n"
