"""What is told once a draft: at the first place of a fault, with the count of all."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.draft import Span
    from msglint.policy import Rule
    from msglint.reading import Reading


def told(spans: Iterable[Span], reading: Reading, rule: Rule) -> Iterator[tuple[Span, ...]]:
    """The places of one fault, each group for one finding: those that are reported, and apart from them those that a
    comment in the draft leaves unreported, so that a reason for the first place says nothing of the others.
    """
    scopes = [
        directive.scope
        for directive in reading.directives
        if directive.scope and any(name in (rule.id, rule.group, "ALL") for name, _ in directive.rules)
    ]
    spans = tuple(spans)
    hidden = {span for span in spans if any(scope.start <= span.start < scope.end for scope in scopes)}
    yield from filter(None, (tuple(span for span in spans if span not in hidden), tuple(sorted(hidden))))


def places(count: int) -> str:
    """``1 place``, ``3 places``."""
    return f"{count} place" if count == 1 else f"{count} places"
