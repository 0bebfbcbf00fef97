"""A rule's own examples: they document it, and they are its tests.

In a ``flag`` example the exact span of every finding of the rule stands between ``⟦`` and ``⟧``; without such marks
the rule must fire on the whole message. In a ``pass`` example the rule must be silent. An example is a text, or a
mapping: ``text``, ``html`` or ``eml`` with the draft, and ``envelope`` or a ``file`` name where they matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msglint.draft import Span
from msglint.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OPEN, CLOSE = "⟦", "⟧"
_MARK = lazy("([⟦⟧])")
_FILE = {"text": "example.txt", "html": "example.html", "eml": "example.eml"}


class Example(NamedTuple):
    """One example of a rule; ``spans`` are what must be flagged, None for an example that must pass."""

    rule: str
    file: str
    text: str
    envelope: Mapping[str, Any]
    spans: frozenset[Span] | None


def examples_of(rule: str, examples: Mapping[str, Any]) -> Iterator[Example]:
    """The examples of a rule file."""
    for kind in ("flag", "pass"):
        for raw in examples[kind]:
            given: Mapping[str, Any] = {"text": raw} if isinstance(raw, str) else raw
            form = next(form for form in _FILE if form in given)
            text, spans = unmark(given[form])
            yield Example(
                rule,
                given.get("file", _FILE[form]),
                text,
                given.get("envelope", {}),
                (spans or frozenset({Span(0, 0)})) if kind == "flag" else None,
            )


def unmark(marked: str) -> tuple[str, frozenset[Span]]:
    """The text without its marks, and the spans that they marked."""
    parts, spans, begin, length = [], set(), 0, 0
    for piece in _MARK.split(marked):
        if piece == OPEN:
            begin = length
        elif piece == CLOSE:
            spans.add(Span(begin, length))
        else:
            parts.append(piece)
            length += len(piece)
    return "".join(parts), frozenset(spans)
