"""Words pulled apart: single letters in a row (``r e v i e w``), and signs inside a watched word (``re*view``)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from msglint.draft import Span
from msglint.fold.edits import Edit
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_ROW = lazy(r"(?<![^\W_])[A-Za-z](?:[ .*_~|/+•·\-]{1,3}[A-Za-z](?![^\W_])){2,}+")
_GAP_IN_ROW = lazy(r"[ .*_~|/+•·\-](?=[A-Za-z][ .*_~|/+•·\-]{1,3}[A-Za-z](?![^\W_]))")
"""What stands before the second letter of a row: it is found fast, and hardly ever."""
BETWEEN, _WIDEST = frozenset(" .*_~|/+•·-"), 2
_SIGN = lazy(r"[*~_.\-|+^/\\•·](?=[A-Za-z])")
_RUN = lazy(r"[A-Za-z]++(?:[*~_.\-|+^/\\•·]{1,2}[A-Za-z]++)*+")
_ASCII_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS, _LETTER, _GAP = lazy("[A-Za-z]+"), lazy("[A-Za-z]"), lazy("[^A-Za-z]+")
_SIGNS = frozenset("*~_.-|+^/\\•·")
LONGEST = 40
_ENDINGS = ("s", "ed", "er", "ing", "'s")
SURE = 6
"""A watched word of so many letters is recognised among others too: ``a r e v i e w``; ``star`` in ``start`` is not."""


class Apart(NamedTuple):
    """What to take out so that words pulled apart close up, and the words (offsets before that) it shows."""

    edits: list[Edit]
    words: list[Span]


def pulled_apart(text: str, watched: AbstractSet[str]) -> Apart:
    """The words of a text that were pulled apart."""
    edits, words, done = list[Edit](), list[Span](), 0
    rows = sorted({**dict(_rows(text, watched)), **dict(_signed(text, watched))}.items())
    for span, found in rows:
        if span.start >= done:
            edits += found.edits
            words += found.words
            done = span.end
    return Apart(edits, words)


def _signed(text: str, watched: AbstractSet[str]) -> Iterator[tuple[Span, Apart]]:
    """Watched words with signs inside. One hyphen is put aside, but it may be an honest one."""
    done = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < done:
            continue
        start = sign.start() - (text[sign.start() - 1 : sign.start()] in _SIGNS)
        before = text[max(done, sign.start() - LONGEST) : start]
        start -= len(before) - len(before.rstrip(_ASCII_LETTERS))
        run = _RUN.match(text, start, start + 2 * LONGEST) if start < sign.start() else None
        done = run.end() if run else sign.end()
        if run and _is_disguise(run[0], watched):
            inside = [Span(start + gap.start(), start + gap.end()) for gap in _GAP.finditer(run[0])]
            words = [] if [text[a:b] for a, b in inside] == ["-"] else [Span(start, done)]
            yield Span(start, done), Apart([Edit(a, b, "") for a, b in inside], words)


@lru_cache(maxsize=4096)
def _is_disguise(run: str, watched: AbstractSet[str]) -> bool:
    """Whether letters with signs between them are a watched word, and are not one as they stand (``youtu.be``). The same
    come again and again: ``cm.The``, ``e.g``.
    """
    parts = _LETTERS.findall(run)
    return run.lower() not in watched and not _is_honest(parts, run) and _is_watched("".join(parts), watched)


def _is_honest(parts: list[str], run: str) -> bool:
    """``review/s``, ``e-mail``; ``Check it out.Look here`` lacks a blank, and hides nothing."""
    if parts[-1].lower() in _ENDINGS:
        return True
    return (
        len(parts) == 2 and any(sign in run for sign in "./+|") and (min(map(len, parts)) > 2 or parts[1][0].isupper())
    )


def _rows(text: str, watched: AbstractSet[str]) -> Iterator[tuple[Span, Apart]]:
    for row in _in_rows(text):
        letters = [row.start() + found.start() for found in _LETTER.finditer(row[0])]
        if len(letters) > 2 * LONGEST:
            continue
        apart = Apart([], [])
        for word in words_of(letters):
            _close(text, word, watched, apart)
        if apart.edits:
            yield Span(*row.span()), apart


def _in_rows(text: str) -> Iterator[re.Match[str]]:
    """All rows of letters, each from the gap behind its first letter."""
    done = 0
    for gap in _GAP_IN_ROW.finditer(text):
        at = gap.start()
        while gap.start() - at < _WIDEST and text[at - 1 : at] in BETWEEN:
            at -= 1
        row = _ROW.match(text, at - 1) if at > done else None
        if row:
            done = row.end()
            yield row


def words_of(letters: list[int]) -> Iterator[list[int]]:
    """The row cut where a gap is wider than its narrowest one."""
    narrowest = min(after - before for before, after in pairwise(letters))
    word = [letters[0]]
    for before, after in pairwise(letters):
        if after - before > narrowest:
            yield word
            word = []
        word.append(after)
    yield word


def _close(text: str, letters: list[int], watched: AbstractSet[str], apart: Apart) -> None:
    """Close up a row of letters if it spells a watched word or, with blanks between them, any word of four letters."""
    spelled = "".join(text[at] for at in letters)
    start, end = _watched_part(spelled.lower(), watched)
    blanks = all(text[a + 1 : b].isspace() for a, b in pairwise(letters))
    if end == start and (len(letters) < 4 or not blanks or _are_choices(spelled)):
        return
    kept = (start, end) if end > start and blanks else ()
    wanted = range(start + 1, end) if end > start and not blanks else range(1, len(letters))
    for number in wanted:
        if number not in kept:
            apart.edits.append(Edit(letters[number - 1] + 1, letters[number], ""))
    if end > start:
        apart.words.append(Span(letters[start], letters[end - 1] + 1))
    elif _reads_as_word(spelled):
        apart.words.append(Span(letters[0], letters[-1] + 1))


def _are_choices(spelled: str) -> bool:
    """Words of one letter between capitals: Spanish *A o B y C*."""
    return spelled[::2].isupper() and set(spelled[1::2]) <= set("aeiouy")


def _watched_part(spelled: str, watched: AbstractSet[str]) -> tuple[int, int]:
    if _is_watched(spelled, watched):
        return 0, len(spelled)
    within = max(((len(word), word) for word in watched if len(word) >= SURE and word in spelled), default=(0, ""))[1]
    start = spelled.find(within)
    return start, start + len(within)


def _is_watched(word: str, watched: AbstractSet[str]) -> bool:
    word = word.lower()
    return word in watched or (
        word.endswith(_ENDINGS)
        and any(word.endswith(ending) and word[: -len(ending)] in watched for ending in _ENDINGS)
    )


def _reads_as_word(spelled: str) -> bool:
    """Not a list of choices (A B C D), of sizes (S M L XL), or a heading with wide letters."""
    lowered = spelled.lower()
    return not (
        spelled.isupper()
        or set(lowered) <= set("xsml")
        or list(lowered) == sorted(lowered)
        or not set(lowered) & set("aeiouy")
    )
