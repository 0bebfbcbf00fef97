"""For people: each finding with its line, the clause it breaks and what to write instead; then a summary."""

from __future__ import annotations

from msglint.display import counted, cut_left, cut_right, visible, width, wrapped
from msglint.excerpts import MASKED
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.finding import Finding
    from msglint.formats import Style
    from msglint.report import Excerpt, Report, Suppressed

    Segment = tuple[str, str]
    Line = list[Segment]

_COLORS = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
_LEAST_WIDTH = 40
_MANY, _NAMED = 3, 3
"""The same info on so many drafts is said once; so many of them are named."""


def render(report: Report, style: Style) -> Iterator[str]:
    """The report, in colour where the style says so; the layout is the same without."""
    lines = _lines(report, style)
    if style.color:
        from msglint.formats.color import colored

        yield from colored(lines)
    else:
        for line in lines:
            yield "".join(text for text, _ in line).rstrip() + "\n"


def _lines(report: Report, style: Style) -> Iterator[Line]:
    columns = max(style.width, _LEAST_WIDTH)
    common, told = _remarks(report), _sayings(report)
    for file in report.files:
        for finding, excerpt in zip(file.findings, file.excerpts, strict=True):
            if len(common.get(_remark(finding), ())) < _MANY:
                yield from _finding(finding, excerpt, file.policy or report.policy, told, columns)
        for one in file.suppressed if style.suppressed else ():
            yield from _suppressed(one, columns)
    for of_drafts in common.values():
        if len(of_drafts) >= _MANY:
            yield from _in_many(of_drafts, columns)
    if not style.quiet:
        yield from _summary(report, style)


def _remarks(report: Report) -> dict[object, list[Finding]]:
    """The infos on whole drafts, those that say the same together: what many drafts lack is not said for each of them."""
    found: dict[object, list[Finding]] = {}
    for finding in report.findings:
        if remark := _remark(finding):
            found.setdefault(remark, []).append(finding)
    return found


def _remark(finding: Finding) -> object:
    is_remark = finding.severity == "info" and finding.start == finding.end == 0
    return (finding.rule, finding.message, finding.suggestion) if is_remark else None


def _in_many(findings: list[Finding], columns: int) -> Iterator[Line]:
    first, names = findings[0], [visible(finding.path) for finding in findings]
    yield [
        (counted(len(findings), "draft"), "bold"),
        ("  ", ""),
        ("info", _COLORS["info"]),
        ("  ", ""),
        (first.rule, "cyan"),
    ]
    yield from _paragraph(first.message, "  ", columns)
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    yield from _paragraph(", ".join(names[:_NAMED]) + more, "  in       ", columns)
    yield from _paragraph(first.suggestion, "  instead  ", columns)
    yield []


def _sayings(report: Report) -> dict[tuple[str, str], str]:
    """What the clauses of the policies say in words; the first finding of each takes its own out."""
    policies = [applied.policy for applied in report.applied]
    return {(policy.name, clause.id): clause.says for policy in policies for clause in policy.clauses.values()}


def _finding(
    finding: Finding, excerpt: Excerpt, policy: str, told: dict[tuple[str, str], str], columns: int
) -> Iterator[Line]:
    color = _COLORS[finding.severity]
    sure = "" if finding.confidence == "high" else f"  ({finding.confidence} confidence)"
    place = f"{visible(finding.path)}:{finding.line}:{finding.column}"
    head: Line = [(place, "bold"), ("  ", ""), (finding.severity, color), ("  ", ""), (finding.rule, "cyan")]
    fits = sum(width(text) for text, _ in head) + len(sure) <= columns
    yield [*head, (sure, "dim")] if fits else head
    if sure and not fits:
        yield [(sure, "dim")]
    yield from _paragraph(finding.message, "  ", columns)
    yield from _shown(finding, excerpt, color, columns)
    _, _, edition = policy.partition("/")
    says = told.pop((policy, finding.clause), "")
    yield from _paragraph(
        f"{finding.clause}, edition {edition}" + (f": {says}" if says else ""), "  clause   ", columns
    )
    yield from _paragraph(finding.suggestion, "  instead  ", columns)
    yield []


def _suppressed(one: Suppressed, columns: int) -> Iterator[Line]:
    """A finding that is not reported: where, what, and why not."""
    found = one.finding
    place = f"{visible(found.path)}:{found.line}:{found.column}"
    yield [(place, "bold"), ("  ", ""), ("suppressed", "dim"), ("  ", ""), (found.rule, "cyan")]
    yield from _paragraph(found.message, "  ", columns)
    yield from _shown(found, one.excerpt, "dim", columns)
    yield from _paragraph(f"{one.reason} ({one.by})" if one.reason else one.by, "  because  ", columns)
    yield []


def _paragraph(text: str, label: str, columns: int) -> Iterator[Line]:
    for number, line in enumerate(wrapped(visible(text), columns - len(label))):
        yield [(" " * len(label) if number else label, "dim"), (line, "")]


def _shown(finding: Finding, excerpt: Excerpt, color: str, columns: int) -> Iterator[Line]:
    """The line with a caret under each column of the span, if there is one that may be shown."""
    if finding.end == finding.start or finding.excerpt == MASKED:
        return
    label = "as read" if excerpt.as_read else str(finding.line)
    margin = f"  {' ' * len(label)} | "
    before, inside, after = _fitted(excerpt, columns - len(margin))
    yield [(f"  {label} | ", "dim"), (before, ""), (inside, color), (after, "")]
    yield [(margin, "dim"), (" " * width(before) + "^" * max(1, width(inside)), color)]


def _fitted(excerpt: Excerpt, room: int) -> tuple[str, str, str]:
    """The excerpt cut to so many columns: the span first, then what stands around it."""
    before, inside, after = visible(excerpt.before), visible(excerpt.inside), visible(excerpt.after)
    whole = width(before) + width(inside) + width(after) <= room and not excerpt.head and not excerpt.tail
    if whole:
        return before.lstrip() if excerpt.more else before, inside, after
    if width(inside) > room - 20:
        inside = cut_right(inside, room - 21) + "…"
    spare = room - width(inside) - 2
    right = min(width(after), max(spare // 2, spare - width(before)))
    kept = cut_left(before, spare - right)
    if kept != before or excerpt.head:
        kept = "…" + kept
    rest = cut_right(after, spare - width(kept) + 1)
    return kept, inside, rest + ("…" if rest != after or excerpt.tail else "")


def _summary(report: Report, style: Style) -> Iterator[Line]:
    counts = {severity: report.count(severity) for severity in _COLORS}
    total, unread = sum(counts.values()), sum(bool(file.error) for file in report.files)
    checked = report.drafts - unread
    parts: Line = [(f"{counted(checked, 'draft')} checked", "bold"), (f"{_against(report)}: ", "")]
    found = ((counted(count, kind), _COLORS[kind]) for kind, count in counts.items() if count)
    # where nothing was checked, nothing found is no good news
    parts += _joined(found, total, "bold green" if checked else "")
    yield parts
    if unread:
        yield [(f"{counted(unread, 'file')} could not be checked", _COLORS["error"])]
    if report.hidden:
        yield [(f"{counted(report.hidden, 'finding')} less sure, not shown: see --min-confidence low", "dim")]
    if report.suppressed:
        more = "" if style.suppressed else ": see --show-suppressed"
        yield [(f"{counted(report.suppressed, 'finding')} suppressed{more}", "dim")]


def _against(report: Report) -> str:
    """What was applied; of several editions, to how many drafts each."""
    policies = [file.policy for file in report.files if file.policy]
    counts = {policy: policies.count(policy) for policy in dict.fromkeys(policies)}
    if len(counts) < 2:
        return f" against {report.policy}"
    return ", " + " and ".join(f"{count:,} against {policy}" for policy, count in counts.items())


def _joined(parts: Iterable[Segment], total: int, none: str) -> Line:
    if not total:
        return [("no findings", none)]
    return [piece for number, part in enumerate(parts) for piece in ((", " if number else "", ""), part)]
