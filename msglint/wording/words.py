"""The words of a text: runs of letters, numbers, signs that say something; in scripts without spaces, characters."""

from __future__ import annotations

from functools import lru_cache

from msglint.draft import MASK
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

CJK = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f"
_SIGNS = "%$€£¥#?!★☆⭐&@☹☺❤\U0001f300-\U0001f3fa\U0001f400-\U0001faff"
"""Signs that are words: money, stars, and what a face or a hand says."""
_STARS = str.maketrans("⭐🌟", "★★")
"""All stars are one word."""
_NUMBER = r"\d++(?:[.,:]\d++)*+(?:/\d{1,2}/\d{2,4}+|-\d{1,2}-\d{2,4}+)?"
"""A number with its separators; a time of day and a date (5/5/2026, 10-10-26) are one, and no marks from one to ten."""
_WORD = lazy(rf"[{CJK}]|{MASK}++|(?:(?![{CJK}])[^\W\d_])++(?:['’](?:(?![{CJK}])[^\W\d_])++)*+|{_NUMBER}|[{_SIGNS}]")
_WORD_SPACED = lazy(rf"{MASK}++|[^\W\d_]++(?:['’][^\W\d_]++)*+|{_NUMBER}|[{_SIGNS}]")
"""The same for a text without any CJK: compiled in a tenth of the time, and faster."""
_WORD_ASCII = lazy(rf"{MASK}++|[a-z]++|{_NUMBER}|[%$#?!&@]")
"""The same for plain letters without apostrophes."""
_CLITIC = lazy(r"['’](?:s|d|ll|re|ve|m)\Z")
"""English: it's, we'll."""
_ELISION = lazy(
    r"(?:[cdjlmnstv]|(?:jus|lors|puis|quoi|quel|pres)?qu|gl|(?:d|n|qu)?ell|d?all|sull|coll|quest|(?:alc|ness|ciasc|qualc|ogn|bu)?un|buon|bell"
    r"|sant|com|dov|quand|anch|tutt|senz|mezz|vent|cent|nient|pover|cos|dev)['’](?=..|[aàèy])"
)
"""French and Italian: l'avis, qu'il, dell'ordine, un'altra. English *the t's* is none."""
_UNSPACED = lazy("[^\x00-\u3000]")
"""Where every letter and stop of the scripts without spaces is, and little else."""
MOST_REMEMBERED = 5_000


class Word(NamedTuple):
    """A word as it is compared: lower case, straight apostrophes; offsets in the view."""

    text: str
    start: int
    end: int


def is_unspaced(text: str) -> bool:
    """Whether letters or stops of scripts without spaces may be in a text."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def words_with_offsets(lower: str, start: int, end: int) -> Iterator[Word]:
    """The words of a text in lower case from one offset to another."""
    pattern = _WORD if is_unspaced(lower[start:end]) else _WORD_SPACED
    for found in pattern.finditer(lower, start, end):
        word, first, last = found[0].translate(_STARS), found.start(), found.end()
        if "'" in word or "’" in word:
            word = word.replace("’", "'")
            tail = _CLITIC.search(word)
            if tail and tail.start():
                cut = first + tail.start()
                yield Word(word[: tail.start()], first, cut)
                word, first = tail[0], cut
            elif head := _ELISION.match(word):
                yield Word(head[0], first, first + head.end())
                word, first = word[head.end() :], first + head.end()
        yield Word(word, first, last)


@lru_cache(MOST_REMEMBERED)
def spelled_words(lower: str) -> tuple[str, ...]:
    """The words of a sentence; a shop says the same again and again."""
    return tuple(split_words(lower))


def split_words(lower: str) -> list[str]:
    """The words of a text in lower case, as units have them."""
    if "'" in lower or "’" in lower:
        return [word.text for word in words_with_offsets(lower, 0, len(lower))]
    if lower.isascii():
        return _WORD_ASCII.findall(lower)
    return (_WORD if is_unspaced(lower) else _WORD_SPACED).findall(lower.translate(_STARS))
