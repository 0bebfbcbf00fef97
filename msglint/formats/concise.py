"""One line a finding: `path:line:column: severity rule message`, as editors and `grep` like it."""

from __future__ import annotations

from msglint.display import visible
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.finding import Finding
    from msglint.formats import Style
    from msglint.report import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """The findings, a line each; those that were suppressed behind them, if they are to be shown."""
    for found in report.findings:
        yield f"{_place(found)}: {found.severity} {found.rule} {visible(found.message)}\n"
    for one in report.all_suppressed if style.suppressed else ():
        why = f"{one.by}: {one.reason}" if one.reason else one.by
        yield f"{_place(one.finding)}: suppressed {one.finding.rule} {visible(one.finding.message)} ({visible(why)})\n"


def _place(found: Finding) -> str:
    return f"{visible(found.path)}:{found.line}:{found.column}"
