"""What people read where a file holds it in another form: base64, quoted-printable, encoded words, escapes of JSON.

A finding's place and ``excerpt`` are the file's; what stands there in such a part says nothing to a person.
"""

from __future__ import annotations

from bisect import bisect_right

from msglint.draft import Span
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.draft import Draft, View
    from msglint.finding import Finding


class Encoded(NamedTuple):
    """A text of a draft that the file holds in another form, and the run of the source that it takes there."""

    span: Span
    view: View


def encoded_texts(draft: Draft) -> list[Encoded]:
    """The texts of such parts, with placeholders as they are written, in the order of the file."""
    return sorted(_encoded(draft), key=lambda one: one.span)


def _encoded(draft: Draft) -> Iterator[Encoded]:
    for part in draft.parts:
        view = part.text.base
        if view is not None and view.text and _is_encoded(view):
            yield Encoded(view.span(0, len(view.text)), view)


def _is_encoded(view: View) -> bool:
    while view.base is not None:
        if view.pieces or view.charted:
            return True
        view = view.base
    return False


def found_in(texts: list[Encoded], span: Span) -> Encoded | None:
    """The text that holds a span of the source, if one of these does."""
    at = bisect_right(texts, span.start, key=lambda one: one.span.start) - 1
    return texts[at] if at >= 0 and span.start < texts[at].span.end else None


def with_words(draft: Draft, findings: list[Finding]) -> list[Finding]:
    """The findings, those in encoded parts with what is read there (``as_read``) if it differs from what is written."""
    texts = encoded_texts(draft) if findings else []
    return [_with_words(texts, finding) for finding in findings] if texts else findings


def _with_words(texts: list[Encoded], finding: Finding) -> Finding:
    span = Span(finding.start, finding.end)
    text = found_in(texts, span) if finding.excerpt else None
    place = text.view.place(span) if text else None
    if not text or not place:
        return finding
    words = text.view.text[place.start : place.end]
    return finding if words == finding.excerpt else finding._replace(as_read=words)
