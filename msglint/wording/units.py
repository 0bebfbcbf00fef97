"""Units of wording: sentences, headings, list items, buttons; each a run of words with offsets in its view.

A unit is what one says in one breath. Violations are looked for in a unit, or in neighbouring ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msglint.draft import MASK
from msglint.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from msglint.fold import Folded

_CJK = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f"
_WORD = lazy(
    rf"[{_CJK}]|{MASK}++|(?:(?![{_CJK}])[^\W\d_])++(?:['’](?:(?![{_CJK}])[^\W\d_])++)*+|\d++(?:[.,]\d++)*+|[%$€£¥#?!★☆&@]"
)
_CLITIC = lazy(r"['’](?:s|d|ll|re|ve|m)\Z")
_BLANK = lazy(r"\n[ \t]*+\n\s*+")
_BULLET = lazy(r"[ \t]*+(?:[-–—*•·▪●○◦■➤►>✓✔☑→]+[ \t]|\(?\d{1,2}[.)][ \t]|\(?[a-z]\)[ \t])")
_STOP = lazy(rf"[.!?…]++[\"'”’»)\]]*+(?=\s)|[。！？｡]++[」』）)]*+|(?<=[{_CJK}])[!?]++")
MOST_WORDS = 160
"""A longer run of words without a stop is cut: what a message means never hangs on words so far apart."""
LONG_LINE = 55
"""A line of at least so many characters that ends in the middle of a sentence was wrapped, not ended."""


class Word(NamedTuple):
    """A word as it is compared: lower case, straight apostrophes; offsets in the view."""

    text: str
    start: int
    end: int


class Unit(NamedTuple):
    """A sentence, heading, list item or button. ``block`` numbers the paragraph it stands in."""

    view: Folded
    start: int
    end: int
    block: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The unit as it stands in its view."""
        return self.view.text[self.start : self.end]


def units_of(view: Folded, abbreviations: AbstractSet[str] = frozenset()) -> Iterator[Unit]:
    """The units of a view in order; those without any word are left out."""
    for block, (start, end) in enumerate(_blocks(view.text)):
        for first, last in _lines(view.text, start, end):
            for begin, stop in _sentences(view.text, first, last, abbreviations):
                words = tuple(_words(view.lower, begin, stop))
                if len(words) > MOST_WORDS:
                    yield from _cut(view, block, words)
                elif words:
                    yield Unit(view, begin, stop, block, words)


def _cut(view: Folded, block: int, words: tuple[Word, ...]) -> Iterator[Unit]:
    for at in range(0, len(words), MOST_WORDS):
        some = words[at : at + MOST_WORDS]
        yield Unit(view, some[0].start, some[-1].end, block, some)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK.finditer(text.replace("\r", "\n") if "\r" in text else text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a block; a line that was only wrapped is joined with the next one."""
    begin = start
    at = text.find("\n", start, end)
    last = start
    while at >= 0:
        if not _is_wrapped(text, last, at, end):
            yield begin, at
            begin = at + 1
        last = at + 1
        at = text.find("\n", last, end)
    yield begin, end


def _is_wrapped(text: str, start: int, at: int, end: int) -> bool:
    line = text[start:at].rstrip()
    if len(line) < LONG_LINE or line[-1] in ".!?…:。！？":
        return False
    return not _BULLET.match(text, at + 1, end)


def _sentences(text: str, start: int, end: int, abbreviations: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] == "." and _is_abbreviation(text, begin, stop.start(), abbreviations):
            continue
        yield begin, stop.end()
        begin = stop.end()
    yield begin, end


def _is_abbreviation(text: str, begin: int, dot: int, abbreviations: AbstractSet[str]) -> bool:
    word = text[max(begin, dot - 12) : dot].rpartition(" ")[2].lower()
    return (len(word) == 1 and word.isalpha() and word != "i") or word in abbreviations


def _words(lower: str, start: int, end: int) -> Iterator[Word]:
    for found in _WORD.finditer(lower, start, end):
        word, first, last = found[0], found.start(), found.end()
        if "'" in word or "’" in word:
            word = word.replace("’", "'")
            tail = _CLITIC.search(word)
            if tail and tail.start():
                cut = first + tail.start()
                yield Word(word[: tail.start()], first, cut)
                word, first = tail[0], cut
        yield Word(word, first, last)


def split_words(lower: str) -> list[str]:
    """The words of a text in lower case, as units have them."""
    return [word.text for word in _words(lower, 0, len(lower))]
