"""A draft's source, line by line, with its findings marked."""

from __future__ import annotations

from html import escape

from msglint.display import visible
from msglint.formats.page.marks import Marked
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.formats.page.marks import Mark

_BREAK = lazy(r"\r\n|[\n\r]")


def source_view(text: str, marks: Iterable[Mark], draft: str) -> Iterator[str]:
    """The lines, each an element of its own; ``draft`` begins the ids of the draft's findings."""
    marked, named = Marked(len(text), marks), set[int]()
    yield '<pre class="source"><code>'
    for number, (start, end) in enumerate(_lines(text), 1):
        yield f'<span class="line" id="{draft}l{number}">'
        for run in marked.runs(start, end):
            yield marked_text(text[run.start : run.end], run.marks, draft, "s", named)
        yield "\n</span>"
    yield "</code></pre>"


def marked_text(text: str, marks: tuple[Mark, ...], draft: str, place: str, named: set[int]) -> str:
    """A run of text in a link to what was found there; the first one of each finding can be linked to."""
    words = shown(text)
    if not marks:
        return words
    fresh = [f"{draft}{place}{mark.number}" for mark in marks if mark.number not in named]
    named.update(mark.number for mark in marks)
    name = f' id="{fresh[0]}"' if fresh else ""
    words += "".join(f'<span id="{more}"></span>' for more in fresh[1:])
    numbers = " ".join(f"{draft}f{mark.number}" for mark in marks)
    target = f"#{draft}f{marks[0].number}"
    return f'<a class="mark {marks[0].severity}"{name} href="{target}" data-findings="{numbers}">{words}</a>'


def shown(text: str) -> str:
    """The text as HTML, with what nobody would see (zero-width, control characters) as a code that can be seen."""
    if text.isascii() and text.isprintable():
        return escape(text)
    return "".join(
        escape(sign) if sign in "\t\n\r" or (seen := visible(sign)) == sign else f'<span class="code">{seen}</span>'
        for sign in text
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    if start < len(text) or not text:
        yield start, len(text)
