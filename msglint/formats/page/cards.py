"""The findings of a draft in words: what, where, what to write instead, and the clause."""

from __future__ import annotations

from msglint.finding import SEVERITIES
from msglint.formats.page import escaped
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from msglint.finding import Finding
    from msglint.policy import Policy
    from msglint.report import Suppressed

_LONGEST = 160


def cards(findings: Sequence[Finding], policy: Policy | None, name: str, *, linked: bool) -> Iterator[str]:
    """A list of the findings, the worst first; ``name`` begins their ids, and ``linked`` says whether their places are
    on the page.
    """
    yield '<ol class="cards">'
    for number, found in sorted(enumerate(findings), key=lambda one: SEVERITIES.index(one[1].severity)):
        sure = "" if found.confidence == "high" else f'<span class="sure">{found.confidence} confidence</span>'
        yield (
            f'<li class="card {found.severity}" id="{name}f{number}" tabindex="-1" data-rule="{escaped(found.rule)}"'
            f' data-severity="{found.severity}"><p class="head"><span class="badge {found.severity}">{found.severity}</span>'
            f' <span class="rule">{escaped(found.rule)}</span> {_place(found, f"{name}s{number}", linked=linked)}{sure}</p>'
            f'<p class="message">{escaped(found.message)}</p>{_quoted(found)}<dl><div class="instead"><dt>Write instead</dt>'
            f"<dd>{escaped(found.suggestion)}</dd></div><div><dt>The policy</dt><dd>{_clause(found, policy)}</dd></div></dl></li>"
        )
    yield "</ol>"


def silent(suppressed: Sequence[Suppressed]) -> Iterator[str]:
    """What is not reported, and why not."""
    yield '<details class="suppressed"><summary>Not reported, because somebody said so</summary><ul>'
    for one in suppressed:
        why = f"{one.reason} ({one.by})" if one.reason else one.by
        place = f"line {one.finding.line}"
        yield f"<li><b>{escaped(one.finding.rule)}</b>, {place}: {escaped(one.finding.message)} – {escaped(why)}</li>"
    yield "</ul></details>"


def says(clause: str, policy: Policy | None) -> str:
    """What the policy says in a clause."""
    known: Mapping[str, object] = policy.clauses if policy else {}
    return " ".join(policy.clauses[clause].says.split()) if policy and clause in known else ""


def _place(found: Finding, target: str, *, linked: bool) -> str:
    if found.end <= found.start:
        return '<span class="place">the whole message</span>'
    words = f"line {found.line}, column {found.column}"
    return f'<a class="place" href="#{target}">{words}</a>' if linked else f'<span class="place">{words}</span>'


def _quoted(found: Finding) -> str:
    words = " ".join(found.words.split())
    cut = words[:_LONGEST] + "…" if len(words) > _LONGEST else words
    return f"<blockquote>{escaped(cut)}</blockquote>" if cut else ""


def _clause(found: Finding, policy: Policy | None) -> str:
    edition = f", edition {escaped(policy.edition)}" if policy else ""
    said = says(found.clause, policy)
    return f'{escaped(said)} <span class="clause">Clause {escaped(found.clause)}{edition}</span>'
