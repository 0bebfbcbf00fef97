"""The top of the report: the verdict, the totals, a chart by rule that also filters, and the list of the drafts."""

from __future__ import annotations

from collections import Counter

from msglint.display import counted
from msglint.finding import SEVERITIES
from msglint.formats.page import escaped
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.report import Checked, Report

_SHOWN = 12
"""So many rules stand in the chart at once; the others fold out."""


def verdict(report: Report) -> str:
    """The report in one sentence."""
    drafts = [file for file in report.files if file.is_draft and (not file.error or file.findings)]
    wrong = {severity: sum(worst(file) == severity for file in drafts) for severity in SEVERITIES}
    unread = len(list(report.errors))
    some = f"{counted(unread, 'file')} could not be checked. " if unread else ""
    if wrong["error"]:
        verb = "has" if wrong["error"] == 1 else "have"
        return f"{some}{wrong['error']:,} of {counted(len(drafts), 'message')} {verb} to be changed before sending."
    if wrong["warning"]:
        return f"{some}{wrong['warning']:,} of {counted(len(drafts), 'message')} should be looked at before sending."
    if unread or not drafts:
        return some.strip() or "There was nothing to check."
    return "Nothing stands against sending " + ("this message." if len(drafts) == 1 else "these messages.")


def worst(file: Checked) -> str:
    """The worst severity of a draft's findings, empty without any."""
    return min((found.severity for found in file.findings), key=SEVERITIES.index, default="")


def header(report: Report) -> Iterator[str]:
    """The verdict and the totals."""
    tone = next((severity for severity in SEVERITIES if report.count(severity)), "clean")
    tone = "error" if any(True for _ in report.errors) else tone
    clean = sum(file.is_draft and not file.findings and not file.error for file in report.files)
    yield f'<header class="top {tone}"><div class="bar"><p class="brand">msglint</p><p class="policy">{escaped(report.policy)}</p>'
    yield '<button type="button" id="theme" hidden>Dark</button></div><h1>Messages to buyers, checked</h1>'
    yield f'<p class="verdict">{escaped(verdict(report))}</p><ul class="totals">'
    for severity in SEVERITIES:
        number = report.count(severity)
        noun = severity if number == 1 or severity == "info" else f"{severity}s"
        yield f'<li class="{severity}"><b>{number:,}</b> {noun}</li>'
    yield f'<li class="clean"><b>{clean:,}</b> without findings</li>'
    yield f"<li><b>{report.hidden:,}</b> less sure, not shown</li>" if report.hidden else ""
    yield f"<li><b>{report.suppressed:,}</b> suppressed</li>" if report.suppressed else ""
    yield "</ul></header>"


def filters(report: Report) -> Iterator[str]:
    """Buttons by severity and by rule; those by rule are the chart."""
    counts = {severity: report.count(severity) for severity in SEVERITIES}
    if not sum(counts.values()):
        return
    yield '<section class="filters" aria-labelledby="by-severity"><h2 id="by-severity">Show only</h2><div class="chips">'
    for severity, number in counts.items():
        if number:
            yield f'<button type="button" aria-pressed="false" data-severity="{severity}" class="{severity}">{severity} <b>{number:,}</b></button>'
    yield '<button type="button" id="everything" disabled>show all</button></div>'
    yield '<h2 id="by-rule">Findings by rule</h2>'
    yield from _chart(report)
    yield '<p role="status" id="status"></p></section>'


def _chart(report: Report) -> Iterator[str]:
    kinds = Counter((found.rule, found.severity) for found in report.findings)
    rules = Counter(found.rule for found in report.findings)
    most = max(rules.values())
    ranked = sorted(rules.items(), key=lambda rule: (*(-kinds[rule[0], severity] for severity in SEVERITIES), rule[0]))
    yield '<ol class="chart" aria-labelledby="by-rule">'
    for place, (rule, number) in enumerate(ranked):
        if place == _SHOWN:
            more = counted(len(ranked) - _SHOWN, "more rule")
            yield f'</ol><details class="more"><summary>{more}</summary><ol class="chart" aria-label="More rules">'
        parts = "".join(
            f'<span class="{severity}" style="width:{100 * kinds[rule, severity] / most:.4g}%"></span>'
            for severity in SEVERITIES
            if kinds[rule, severity]
        )
        yield (
            f'<li><button type="button" aria-pressed="false" data-rule="{escaped(rule)}"><span class="name">{escaped(rule)}'
            f'</span><b>{number:,}</b><span class="share">{parts}</span></button></li>'
        )
    yield "</ol></details>" if len(ranked) > _SHOWN else "</ol>"


def contents(report: Report) -> Iterator[str]:
    """The drafts, as links to where they are shown."""
    files = report.shown
    if len(files) < 2:
        return
    yield '<nav aria-labelledby="drafts"><h2 id="drafts">Messages</h2><ol>'
    for number, file in enumerate(files):
        kind = "error" if file.error else worst(file)
        says = "could not be checked" if file.error else counted(len(file.findings), "finding")
        yield f'<li><a href="#d{number}" class="{kind or "clean"}"><span class="path">{escaped(file.path)}</span>'
        yield f' <b aria-label="{says}">{"!" if file.error else len(file.findings) or "✓"}</b></a></li>'
    yield "</ol></nav>"
