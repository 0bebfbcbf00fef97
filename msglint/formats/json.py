"""One JSON object with everything. ASCII only, so that lone surrogates and every other character survive any pipe."""

from __future__ import annotations

import json

from msglint import __version__
from msglint.finding import SEVERITIES
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.formats import Style
    from msglint.report import Report

SCHEMA = 1


def render(report: Report, style: Style) -> Iterator[str]:
    """The object, one finding or error a line; what was suppressed is listed only if it is to be shown."""
    head = json.dumps({"version": __version__, "schema": SCHEMA, "policy": report.policy})
    yield f"{head[:-1]},\n"
    yield from _array("findings", (found.fields() for found in report.findings))
    if style.suppressed:
        silent = ({**one.finding.fields(), "by": one.by, "reason": one.reason} for one in report.all_suppressed)
        yield from _array("suppressed", silent)
    yield from _array("errors", ({"path": path, "message": message} for path, message in report.errors))
    summary = {
        "files": report.drafts,
        **{severity: report.count(severity) for severity in SEVERITIES},
        "suppressed": report.suppressed,
    }
    yield f'"summary": {json.dumps(summary)}}}\n'


def _array(name: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f'"{name}": ['
    for number, item in enumerate(items):
        yield f"{',' if number else ''}\n  {json.dumps(item)}"
    yield "],\n"
