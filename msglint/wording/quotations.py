"""Whose words they are: between quotation marks behind "you wrote", "the card says" or "we engrave" they are not the seller's.

A quotation may be as long as a message of the buyer's; sentences end within it as anywhere else.
"""

from __future__ import annotations

from bisect import bisect_right

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.wording.passages import Passage, Sentence
    from msglint.wording.shapes import Place

REPORTS = "REPORTS"
"""The group of what introduces somebody else's words, before or behind them."""
_LONG_QUOTATION = lazy(
    r"""(?<!\w)(?:["“”„»](?!\s)|«)(?:[^"“”„«»\n]|\n(?!\s*\n)){3,2000}?["“”»«](?!\w)"""
    r"""|[「『](?:[^「」『』\n]|\n(?!\s*\n)){2,2000}?[」』]|(?<=[\u3005-\u9fff：])["“][^"“”\n]{2,2000}?["”]"""
)
_BETWEEN_LINES = lazy(r"[ \t]*\n[ \t\-*•・]*")
_MARKS = '"“„«「『'


def is_reported(place: Place, passage: Passage) -> bool:
    """Whether most of a place's words stand between quotation marks and are introduced as somebody else's."""
    if not passage.reported:
        return False
    first, last = passage.sentences[place.first].unit.words, passage.sentences[place.last].unit.words
    start, end = first[place.start].start, last[place.end - 1].end
    return any(2 * (min(end, b) - max(start, a)) > end - start for a, b in passage.reported)


def reported_in(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Where somebody else's words stand, in offsets of the view."""
    text = passage.view.text
    if REPORTS not in passage.groups or not any(map(text.__contains__, _MARKS)):
        return ()
    found: list[tuple[int, int]] = []
    for quotation in _LONG_QUOTATION.finditer(text):
        start, end = quotation.span()
        # lines of a text to be printed stand one below the other
        goes_on = found and _BETWEEN_LINES.fullmatch(text, found[-1][1], start)
        if goes_on or _is_introduced(passage, start, end):
            found.append((start, end))
    return tuple(found)


def _is_introduced(passage: Passage, start: int, end: int) -> bool:
    """Whether what introduces words stands before a quotation in its sentence, or else in the one before, or behind it."""
    sentences = passage.sentences
    opening, closing = _number_at(sentences, start), _number_at(sentences, end - 1)
    if any(hit_end <= start for _, hit_end in _introductions(sentences[opening])):
        return True
    if any(begin >= end for begin, _ in _introductions(sentences[closing])):
        return True
    is_first = not passage.view.text[sentences[opening].unit.start : start].strip()
    return (
        is_first
        and opening > 0
        and sentences[opening].goes_on(sentences[opening - 1])
        and any(_introductions(sentences[opening - 1]))
    )


def _number_at(sentences: Sequence[Sentence], offset: int) -> int:
    return max(0, bisect_right(sentences, offset, key=lambda one: one.unit.start) - 1)


def _introductions(sentence: Sentence) -> Iterator[tuple[int, int]]:
    words = sentence.unit.words
    for hit in sentence.chart.get(REPORTS, ()):
        yield words[hit.start].start, words[hit.end - 1].end
