"""JUnit XML, which every CI shows as test results: a suite a draft, a case a finding.

A finding that fails the run (`--fail-on`) is a failure, a milder one a case that passed and says why in its output; what could not be
checked is an error, what was suppressed (if it is to be shown) a skipped case. So a test report is red when the run fails (`--exit-zero` changes the status only).
"""

from __future__ import annotations

from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from msglint.display import visible
from msglint.finding import SEVERITIES
from msglint.report import Checked
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.finding import Finding
    from msglint.formats import Style
    from msglint.report import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """The suites, each draft's and then those of what could not even be opened."""
    failing = SEVERITIES[: SEVERITIES.index(style.fail_on) + 1]
    suites = [*report.shown, *(Checked(path, error=reason) for path, reason in report.problems)]
    if not style.suppressed:
        suites = [file._replace(suppressed=()) for file in suites]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="msglint" {_counts(suites, failing)}>\n'
    for file in suites:
        yield from _suite(file, failing)
    yield "</testsuites>\n"


def _counts(files: list[Checked], failing: tuple[str, ...]) -> str:
    tests = sum(len(file.findings) + len(file.suppressed) + bool(file.error) or 1 for file in files)
    failures = sum(found.severity in failing for file in files for found in file.findings)
    return f'tests="{tests}" failures="{failures}" errors="{sum(bool(file.error) for file in files)}"'


def _suite(file: Checked, failing: tuple[str, ...]) -> Iterator[str]:
    path, skipped = file.path, len(file.suppressed)
    yield f'  <testsuite name={_quoted(path)} {_counts([file], failing)} skipped="{skipped}" time="0">\n'
    if file.error:
        yield _case(path, "could not be checked", f'<error type="unreadable" message={_quoted(file.error)}/>')
    names = _names((*file.findings, *(one.finding for one in file.suppressed)))
    for found in file.findings:
        yield _case(path, next(names), _inside(found, failing))
    for one in file.suppressed:
        why = f"suppressed by {one.by}: {one.reason}" if one.reason else f"suppressed by {one.by}"
        place = f"{one.finding.line}:{one.finding.column}"
        yield _case(path, next(names), f"<skipped message={_quoted(f'{place}: {why}')}/>")
    if not file.findings and not file.error and not file.suppressed:
        yield f'    <testcase classname={_quoted(path)} name="no findings" time="0"/>\n'
    yield "  </testsuite>\n"


def _names(findings: Iterable[Finding]) -> Iterator[str]:
    """The rule, numbered: a place would make another test of a finding when a line above it is added."""
    seen = Counter[str]()
    for found in findings:
        seen[found.rule] += 1
        yield f"{found.rule} {seen[found.rule]}"


def _inside(found: Finding, failing: tuple[str, ...]) -> str:
    words = escape(visible(_words(found)))
    if found.severity not in failing:
        return f"<system-out>{words}</system-out>"
    return f"<failure type={_quoted(found.rule)} message={_quoted(found.message)}>{words}</failure>"


def _case(path: str, name: str, inside: str) -> str:
    head = f'<testcase classname={_quoted(path)} name={_quoted(name)} time="0">'
    return f"    {head}\n      {inside}\n    </testcase>\n"


def _words(found: Finding) -> str:
    place = f"{found.path}:{found.line}:{found.column}: {found.severity} {found.rule}: {found.message}"
    shown = f" ({found.words})" if found.words else ""
    return f"{place}{shown}. {found.suggestion} Clause {found.clause}."


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
