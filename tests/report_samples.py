"""A report with one of everything, for the tests of the output formats."""

from __future__ import annotations

from msglint.draft import Span
from msglint.editions import Applied
from msglint.excerpts import excerpt_of
from msglint.finding import Finding
from msglint.policy import Clause, Policy, Rule, Variant
from msglint.report import Checked, Report, Suppressed
from msglint.shown import Shown, ShownPart
from msglint.source import Source

TEXT = "Dear Ann, 😀\n\nsee http://shop.example,\nor call: 100% free\n"


def finding(text: str, words: str, path: str = "a.txt", **changes: str) -> Finding:
    """A finding on ``words`` in ``text``; without words, on the whole."""
    source = Source(text)
    start = text.index(words) if words else 0
    end = start + len(words)
    made = Finding(
        path=path,
        rule="external-link",
        severity="error",
        confidence="high",
        message="The link leads to a site outside Amazon",
        suggestion="Leave the link out.",
        clause="external-link",
        line=source.position(start)[0],
        column=source.position(start)[1],
        end_line=source.position(end)[0],
        end_column=source.position(end)[1],
        start=start,
        end=end,
        excerpt=words,
    )
    return made._replace(**changes)  # type: ignore[arg-type]


def file_with(text: str, *findings: Finding) -> Checked:
    """A checked file with these findings."""
    path = findings[0].path if findings else "a.txt"
    return Checked(path, findings, tuple(excerpt_of(text, one) for one in findings), policy="amazon/2020-11")


_FACE = finding("Hi 😀", "😀", path="drafts/hi.txt", rule="emoji")
SUPPRESSED = (
    Suppressed(_FACE, excerpt_of("Hi 😀", _FACE), "our mascot", "comment"),
    Suppressed(_FACE, excerpt_of("Hi 😀", _FACE), "", "baseline"),
)


def full_report() -> Report:
    """Findings of each severity, on a place, on several lines and on the whole; a path that takes care; what could not be checked."""
    path = "drafts/the 1st, really: 50%.txt"
    infos = {"severity": "info", "rule": "order-id", "clause": "order-id", "message": "No order id", "path": path}
    face = {"severity": "warning", "confidence": "medium", "rule": "emoji", "clause": "emoji", "message": "An emoji"}
    first = file_with(
        TEXT,
        finding(TEXT, "", **infos),
        finding(TEXT, "😀", **face, path=path),
        finding(TEXT, "http://shop.example", path=path),
        finding(TEXT, "example,\nor call: 100%", path=path, message="<b>100%</b> | `sure`:\n::error::no"),
        finding(TEXT, "100%", path=path, message="Masked: [redacted]")._replace(excerpt="[redacted]"),
    )
    return Report(
        "amazon/2020-11",
        (first._replace(hidden=2, suppressed=SUPPRESSED), Checked("b.txt", error="no such file"), Checked("c.txt")),
        (),
        (Applied(_policy(), ("external-link", "emoji")),),
    )


def shown_report() -> Report:
    """The same with its draft as a page shows it: a text, and the same as HTML with a placeholder and a file."""
    report = full_report()
    first = report.files[0]
    spans = [Span(one.start, one.end) for one in first.findings if one.end]
    html = "<p>Dear {{ name }}, <b onclick='no()'>see</b> http://shop.example,<script>no()</script></p>"
    at = html.index("http")
    parts = (
        ShownPart("text", TEXT, (), {span: span for span in spans}),
        ShownPart("html", html, (Span(8, 18),), {spans[1]: Span(at, at + 19)}),
    )
    draft = Shown(TEXT, parts, ("manual & warranty.pdf",), (("type", "send-invoice"),))
    return report._replace(files=(first._replace(draft=draft), *report.files[1:]))


def _policy() -> Policy:
    link = Variant("{host} is outside", "Leave {host} out.", "external-link", "error", "high")
    face = Variant("An emoji", "Write words.", "emoji", "warning", "medium")
    told = (
        "summary in *one* line, see http://shop.example",
        "checks.function",
        {},
        {"": link},
        (),
        False,
        ("message",),
    )
    rules = [
        Rule("external-link", "links", *told),
        Rule("emoji", "style", *told[:3], {"": face}, *told[4:]),
        Rule("off", "style", *told),
    ]
    clauses = {
        name: Clause(name, name, f"No {name}.", "amazon", ("both",), ("a source",))
        for name in ("external-link", "emoji")
    }
    return Policy("amazon", "2020-11", rules, {}, clauses)
