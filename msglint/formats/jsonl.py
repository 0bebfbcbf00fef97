"""One JSON object a line: each finding, each error, and at last the summary; `kind` says which. For pipes and logs."""

from __future__ import annotations

import json

from msglint.finding import SEVERITIES
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.formats import Style
    from msglint.report import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """The lines. The names are those of the format `json`; what was suppressed has lines only if it is to be shown."""
    for found in report.findings:
        yield _line({"kind": "finding", **found.fields()})
    for one in report.all_suppressed if style.suppressed else ():
        yield _line({"kind": "suppressed", **one.finding.fields(), "by": one.by, "reason": one.reason})
    for path, message in report.errors:
        yield _line({"kind": "error", "path": path, "message": message})
    counts = {severity: report.count(severity) for severity in SEVERITIES}
    summary = {"policy": report.policy, "files": report.drafts, **counts, "suppressed": report.suppressed}
    yield _line({"kind": "summary", **summary})


def _line(content: dict[str, object]) -> str:
    return json.dumps(content) + "\n"
