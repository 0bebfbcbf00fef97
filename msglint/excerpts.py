"""The line around a finding, cut out of its text in time that does not grow with the line, with buyers' data dotted out."""

from __future__ import annotations

from msglint.draft import Span
from msglint.encoded import encoded_texts, found_in
from msglint.patterns import lazy
from msglint.report import Excerpt
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from msglint.draft import Draft
    from msglint.encoded import Encoded
    from msglint.finding import Finding

_MOST = 400
_DOT = "•"
_BREAK = lazy(r"[\r\n]")
MASKED = "[redacted]"
"""What stands for words of a draft that are not shown; of their line nothing is."""


def excerpt_of(text: str, finding: Finding) -> Excerpt:
    """The line that a finding begins on."""
    return _excerpt(text, Span(finding.start, finding.end), finding.start - (finding.column - 1))


class Lines:
    """The lines that a draft's findings begin on, with dots for the letters of what is secret.

    Of a part that the file holds in another form it is the line as people read it.
    """

    def __init__(self, draft: Draft, secrets: Sequence[Span] = ()) -> None:
        self._text = dotted(draft.source.text, secrets) if secrets else draft.source.text
        self._encoded = encoded_texts(draft)
        self._secrets = secrets
        self._dotted: dict[Span, str] = {}

    def of(self, finding: Finding) -> Excerpt:
        """The line of one finding."""
        as_written = excerpt_of(self._text, finding)
        span = Span(finding.start, finding.end)
        part = found_in(self._encoded, span)
        place = part.view.place(span) if part else None
        if not part or not place:
            return as_written
        text = self._of_part(part)
        read = _excerpt(text, place, _begin(text, place.start))
        return as_written if read == as_written else read._replace(as_read=True)

    def _of_part(self, part: Encoded) -> str:
        if part.span not in self._dotted:
            places = [place for secret in self._secrets if (place := part.view.place(secret))]
            self._dotted[part.span] = dotted(part.view.text, places)
        return self._dotted[part.span]


def dotted(text: str, secrets: Iterable[Span]) -> str:
    """The text with dots for the letters of what is secret: as long as before, its lines where they were."""
    pieces, at = [], 0
    for start, end in sorted(secrets):
        begin = max(at, start)
        pieces += [text[at:begin], "".join(_DOT if c not in "\r\n" else c for c in text[begin:end])]
        at = max(at, end)
    return "".join(pieces) + text[at:]


def _begin(text: str, at: int) -> int:
    """Where the line of an offset begins, or a place so far before it that no more is shown."""
    low = max(0, at - _MOST - 1)
    return max(low, text.rfind("\n", low, at) + 1, text.rfind("\r", low, at) + 1)


def _excerpt(text: str, span: Span, begin: int) -> Excerpt:
    """The line of a span, which begins at ``begin``."""
    low = max(begin, span.start - _MOST)
    before = text[low : span.start]
    inside, more = _line(text, span.start, span.end)
    behind = span.start + len(inside)
    ends_here = more or len(inside) < span.end - span.start
    after, _ = ("", False) if ends_here else _line(text, behind, behind + _MOST)
    tail = not more and behind + len(after) < len(text) and not _BREAK.match(text, behind + len(after))
    return Excerpt(before, inside, after, head=low > begin, tail=tail, more=more)


def _line(text: str, start: int, end: int) -> tuple[str, bool]:
    """What of ``text[start:end]`` stands on its first line, within bounds, and whether a line break ended it."""
    found = _BREAK.search(text, start, min(end, start + _MOST))
    return (text[start : found.start()], True) if found else (text[start : min(end, start + _MOST)], False)
