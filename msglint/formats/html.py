"""A page for those who would rather look than read: each draft as the buyer sees it, beside its source, findings marked in both.

One file, which loads nothing. Its content security policy lets nothing run but its own script, named by its hash.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from msglint import __version__
from msglint.display import counted
from msglint.draft import Span
from msglint.formats import PAGE
from msglint.formats.page import asset, escaped
from msglint.formats.page.cards import cards, says, silent
from msglint.formats.page.marks import Mark, tip_of
from msglint.formats.page.overview import contents, filters, header, worst
from msglint.formats.page.preview import preview
from msglint.formats.page.source import source_view
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.formats import Style
    from msglint.policy import Policy
    from msglint.report import Checked, Report


def render(report: Report, style: Style) -> Iterator[str]:
    """The page: the overview, then draft by draft."""
    known = {applied.policy.name: applied.policy for applied in report.applied}
    yield from _head()
    yield from header(report)
    yield '<div class="page"><div class="side">'
    yield from filters(report)
    yield from contents(report)
    yield '</div><main id="main">'
    for path, reason in report.problems:
        yield f'<section class="draft"><h2>{escaped(path)}</h2><p class="unread">Could not be checked: {escaped(reason)}</p></section>'
    for number, file in enumerate(report.shown):
        yield from _draft(file, f"d{number}", known.get(file.policy), style)
    yield '<p id="nothing" hidden>No finding is left by these filters.</p></main></div>'
    yield f"<footer>Made by msglint {__version__}. The drafts are shown as they were when they were checked; nothing in them can run or load anything here.</footer>"
    yield f'<div id="tip" role="tooltip" hidden></div><script>{asset("page.js")}</script></body></html>\n'


def _head() -> Iterator[str]:
    script = b64encode(sha256(asset("page.js").encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{script}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    yield f'{PAGE}{__version__}">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
    yield f"<title>msglint: messages to buyers, checked</title><style>{asset('page.css')}</style></head><body>"
    yield '<a class="skip" href="#main">To the messages</a>'


def _draft(file: Checked, name: str, policy: Policy | None, style: Style) -> Iterator[str]:
    kind = "error" if file.error else worst(file)
    number = "could not be checked" if file.error else counted(len(file.findings), "finding")
    fold = " open" if kind else ""
    yield f'<section class="draft {kind or "clean"}" id="{name}"><details{fold}><summary><h2>{escaped(file.path)}</h2>'
    yield f' <span class="badge {kind or "clean"}">{number if file.error or file.findings else "✓ no findings"}</span></summary>'
    if file.error:
        yield f'<p class="unread">Could not be checked: {escaped(file.error)}</p>'
    shown = file.draft
    if shown and shown.told:
        pairs = "".join(f"<div><dt>{escaped(key)}</dt><dd>{escaped(value)}</dd></div>" for key, value in shown.told)
        yield f'<dl class="told">{pairs}</dl>'
    if shown and shown.withheld:
        yield f'<p class="withheld">{escaped(shown.withheld)}</p>'
    elif shown:
        marks = [
            Mark(Span(found.start, found.end), place, found.severity, tip_of(found, says(found.clause, policy)))
            for place, found in enumerate(file.findings)
            if found.end > found.start
        ]
        yield f'<div class="views"><section aria-labelledby="{name}b"><h3 id="{name}b">As the buyer sees it</h3>'
        yield from preview(shown, marks, name)
        yield f'</section><section aria-labelledby="{name}t"><h3 id="{name}t">Source</h3>'
        yield from source_view(shown.text, marks, name)
        yield "</section></div>"
    if file.findings:
        yield "<h3>Findings</h3>"
        yield from cards(file.findings, policy, name, linked=bool(shown and not shown.withheld))
    if file.suppressed and style.suppressed:
        yield from silent(file.suppressed)
    yield "</details></section>"
