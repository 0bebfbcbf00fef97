"""Letters and signs in a row that spell a watched word: ``v 3 n m o``, ``p-@-y-p-@-l``."""

from __future__ import annotations

from msglint.draft import Span
from msglint.fold.edits import Edit
from msglint.fold.spacing import BETWEEN, LONGEST, SURE, words_of
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.fold.signs import Signs

WIDEST = 3
"""So many characters may stand between two letters of a row; no word of a row is so short."""


def row_start(text: str, at: int, low: int, signs: Signs) -> int:
    """Where a row of letters and signs begins that has one at ``at``."""
    for _ in range(LONGEST):
        gap = at
        while gap > low and at - gap < WIDEST and text[gap - 1] in BETWEEN:
            gap -= 1
        if gap in (at, low) or not signs.in_row.match(text, gap - 1) or text[max(0, gap - 2) : gap - 1].isalnum():
            break
        at = gap - 1
    return at


def in_row(text: str, row: re.Match[str], signs: Signs) -> Iterator[tuple[Span, tuple[Edit, ...]]]:
    """The watched words of a row: each is a whole word of it but for one more letter at its ends, or so long that it is no chance."""
    places = [row.start() + found.start() for found in signs.in_row.finditer(row[0])]
    if len(places) > 2 * LONGEST:
        return
    for word in words_of(places):
        raw = "".join(text[at] for at in word)
        for spelling in signs.spellings:
            spelled = raw.translate(spelling)
            start, end = _part(spelled, signs.hidden)
            if sum(map(str.isalpha, raw[start:end])) * 2 >= end - start and raw[start:end] != spelled[start:end]:
                yield Span(word[start], word[end - 1] + 1), tuple(_closing(raw, spelled, word, start, end))
                break


def _part(spelled: str, hidden: frozenset[str]) -> tuple[int, int]:
    """Where in the letters of a row a watched word stands."""
    last = len(spelled)
    for start, end in ((0, last), (1, last), (0, last - 1), (1, last - 1)):
        if end - start > WIDEST and (spelled[start:end] in hidden or spelled[start:end].removesuffix("s") in hidden):
            return start, end
    if last < SURE:
        return 0, 0
    within = max(((len(word), word) for word in hidden if len(word) >= SURE and word in spelled), default=(0, ""))[1]
    start = spelled.find(within)
    return start, start + len(within)


def _closing(raw: str, spelled: str, places: list[int], start: int, end: int) -> Iterator[Edit]:
    """The edits that put letters for signs, and take out what stands between them."""
    for at in range(start, end):
        if raw[at] != spelled[at]:
            yield Edit(places[at], places[at] + 1, spelled[at])
        if at + 1 < end:
            yield Edit(places[at] + 1, places[at + 1], "")
