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

    Spans = tuple[tuple[int, int], ...]

REPORTS = "REPORTS"
"""The group of what introduces somebody else's words, before or behind them."""
_LONG_QUOTATION = lazy(
    r"""(?<!\w)(?:["“”„»](?!\s)|«)(?:[^"“”„«»\n]|\n(?!\s*\n)){3,2000}?["“”»«](?!\w)"""
    r"""|[「『](?:[^「」『』\n]|\n(?!\s*\n)){2,2000}?[」』]|(?<=[\u3005-\u9fff：])["“][^"“”\n]{2,2000}?["”]"""
)
_BETWEEN_LINES = lazy(r"[ \t]*\n[ \t\-*•・]*")
_STOPS, _FEW_WORDS = " \t\n.:;!?", 2
_MARKS = '"“„«「『'


def is_reported(place: Place, passage: Passage) -> bool:
    """Whether most of a place's words stand between quotation marks and are introduced as somebody else's."""
    if not passage.reported:
        return False
    start, end = _offsets(place, passage)
    near = _near(passage.reported, start, end)
    return any(2 * (min(end, b) - max(start, a)) > end - start for a, b in near)


def is_in_quotation(place: Place, passage: Passage) -> bool:
    """Whether all of a place's words stand between quotation marks, so that they may be somebody else's."""
    if not passage.quotations:
        return False
    start, end = _offsets(place, passage)
    return any(a < start and end < b for a, b in _near(passage.quotations, start, end))


def _offsets(place: Place, passage: Passage) -> tuple[int, int]:
    """Where a place begins and ends in its view."""
    first, last = passage.sentences[place.first].unit.words, passage.sentences[place.last].unit.words
    return first[place.start].start, last[place.end - 1].end


def _near(spans: Spans, start: int, end: int) -> Spans:
    """Those of spans that stand apart and in order which may overlap a place: there may be as many of both as lines."""
    return spans[max(0, bisect_right(spans, (start, start)) - 1) : bisect_right(spans, (end, end))]


def quotations_in(passage: Passage) -> Spans:
    """Where words stand between quotation marks, in offsets of the view."""
    text = passage.view.text
    if not any(map(text.__contains__, _MARKS)):
        return ()
    return tuple(quotation.span() for quotation in _LONG_QUOTATION.finditer(text))


def reported_in(passage: Passage) -> Spans:
    """Where somebody else's words stand, in offsets of the view."""
    if REPORTS not in passage.groups:
        return ()
    found: list[tuple[int, int]] = []
    for start, end in passage.quotations:
        # lines of a text to be printed stand one below the other
        goes_on = found and _BETWEEN_LINES.fullmatch(passage.view.text, found[-1][1], start)
        if goes_on or _is_introduced(passage, start, end):
            found.append((start, end))
    return tuple(found)


def _is_introduced(passage: Passage, start: int, end: int) -> bool:
    """Whether what introduces words stands before a quotation in its sentence, or else in the one before, or behind it.

    A quotation that is a line of its own may be explained by the first words of the next one ("You typed …").
    """
    text, sentences = passage.view.text, passage.sentences
    opening, closing = _number_at(sentences, start), _number_at(sentences, end - 1)
    if any(hit_end <= start for _, hit_end in _introductions(sentences[opening])):
        return True
    if any(begin >= end for begin, _ in _introductions(sentences[closing])):
        return True
    if any(char.isalpha() for char in text[sentences[opening].unit.start : start]):
        return False
    if opening and sentences[opening].goes_on(sentences[opening - 1]) and any(_introductions(sentences[opening - 1])):
        return True
    behind = sentences[closing + 1 : closing + 2]
    is_whole = not text[end : sentences[closing].unit.end].strip(_STOPS)
    return is_whole and any(one.goes_on(sentences[closing]) and _begins_so(one) for one in behind)


def _begins_so(sentence: Sentence) -> bool:
    return any(hit.start <= _FEW_WORDS for hit in sentence.chart.get(REPORTS, ()))


def _number_at(sentences: Sequence[Sentence], offset: int) -> int:
    return max(0, bisect_right(sentences, offset, key=lambda one: one.unit.start) - 1)


def _introductions(sentence: Sentence) -> Iterator[tuple[int, int]]:
    words = sentence.unit.words
    for hit in sentence.chart.get(REPORTS, ()):
        yield words[hit.start].start, words[hit.end - 1].end
