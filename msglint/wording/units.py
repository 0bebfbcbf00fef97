"""Units of wording: sentences, headings, list items, buttons; each a run of words with offsets in its view.

A unit is what one says in one breath. Violations are looked for in a unit, or in neighbouring ones.
"""

from __future__ import annotations

from functools import lru_cache, partial

from msglint.draft import MASK
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple
from msglint.wording.script import SCRIPTS
from msglint.wording.words import CJK, Word, is_unspaced, spelled_words, words_with_offsets

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from msglint.fold import Folded

_PARTICLES = "とっのをはがにもでなや、,"
"""What goes on with a sentence behind a closing bracket."""
_BLANK = lazy(r"\n[ \t]*+\n\s*+")
_BULLET = lazy(
    r"[ \t]*+(?:[-–—*•·▪●○◦■➤►>✓✔☑→]+[ \t]|[・●○◎◦■□◆◇▶►▼※★☆◯→①-⑳【『「]|\(?\d{1,2}[.)][ \t]|\(?[a-z]\)[ \t])"
)
_CAPITAL, _SMALL = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_SMILEYS = (":)", ":-", ";)", ":D", ":(", ";-", "=)", ":P", ":')", ":’)")
_FACES = "☹☺❤♥\U0001f300-\U0001f6ff\U0001f900-\U0001faff"
_FACE = rf"(?:(?<=\w )|(?<=\w))(?:[:;=]['’]?-?[)(DP](?=\s+[{_CAPITAL}{MASK}¿¡])|[{_FACES}]++(?=\s+[{_CAPITAL}¿¡]))"
"""Chats end a sentence with a face. One that the next sentence does not follow stands in the middle of its own."""
_ANY_FACE = lazy(f"[{_FACES}]")
_CLOSING = "\"'”’»)\\]*_"
"""What may stand between a stop and the blank behind it; in Markdown the signs of emphasis, too."""
_GLUED = (
    rf"(?<=[{_SMALL}][.!?])(?=(?!(?:Com|Net|Org|Co|Uk|Es|Eu|Fr|Io|Shop|Store|De|Pdf|Nr)\b)"
    rf"(?:[{_CAPITAL}][{_SMALL}'’]|[IAÀÈY]\b)[{_SMALL}'’]*+(?:-[{_SMALL}]++)*+(?![\w@/.-])|[¿¡])"
)
"""Behind a stop that the next sentence follows without a blank; `Lampwerk.Com`, `Www.Lampwerk.Io` and `Ph.D` are none."""
_STOP = rf"[.!?…](?:(?=[.!?…{_CLOSING}\s])(?<![.!?…][.!?…])[.!?…]*+[{_CLOSING}]*+(?=\s)|{_GLUED})"
"""It begins with what it looks for, which is found fast, and with what tells most others from it."""
_UNSPACED_STOP = rf"{_STOP}|(?:(?<![。！？｡♪])[。！？｡♪]++|(?<=[{CJK}」』）)])[!?]++)(?:[」』）)]++(?![{_PARTICLES}]))?+(?![」』）)])"
_STOPS = {
    (False, False): lazy(_STOP),
    (False, True): lazy(f"{_STOP}|{_FACE}"),
    (True, False): lazy(_UNSPACED_STOP),
    (True, True): lazy(f"{_UNSPACED_STOP}|{_FACE}"),
}
"""What ends a sentence, in scripts with spaces or without, and where faces are."""
LONG_LINE = 55
"""A line of at least so many characters that ends in the middle of a sentence was wrapped, not ended."""
UNFINISHED_LINE = 25
"""The same if its last word calls for another one (``Cutting.unfinished``)."""
LONG_LINE_UNSPACED = 10
"""The same in a script without spaces, if the line ends in a particle (``_BEFORE_MORE``)."""
_BEFORE_MORE = "はがをにのともへでや"
INDENT = 40
"""Behind more blanks than this it is not asked what a line begins with."""
_MOST_UNITS = 256
"""Units whose words with their offsets are kept: the rules ask for the same again. Each keeps its draft's texts, too."""
LONGEST_QUOTATION = 120
"""Stops in a quotation of at most so many characters do not end the sentence that it stands in."""


class Unit(NamedTuple):
    """A sentence, heading, list item or button. ``block`` numbers the paragraph it stands in.

    ``spelled`` are its words; ``words`` finds them again with their offsets, which only a match needs.
    """

    view: Folded
    start: int
    end: int
    block: int
    spelled: tuple[str, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The words with their offsets."""
        return _words_of(self.view, self.start, self.end)

    @property
    def text(self) -> str:
        """The unit as it stands in its view."""
        return self.view.text[self.start : self.end]


class Cutting(NamedTuple):
    """What a language says of where its sentences end: abbreviations with a full stop, words that no line ends with unless
    it was wrapped ("the", "of"), and how many words a unit may have.
    """

    abbreviations: AbstractSet[str] = frozenset()
    unfinished: AbstractSet[str] = frozenset()
    most_words: int = SCRIPTS["words"].most_words


ANY_LANGUAGE = Cutting()


@lru_cache(_MOST_UNITS)
def _words_of(view: Folded, start: int, end: int) -> tuple[Word, ...]:
    return tuple(words_with_offsets(view.lower, start, end))


_unit = partial(tuple.__new__, Unit)
"""Makes one of its fields; there are many."""


def units_of(view: Folded, cutting: Cutting = ANY_LANGUAGE, behind: int | None = None) -> Iterator[Unit]:
    """The units of a view in order, up to an offset if one is given; those without any word are left out."""
    text, lower = view.text, view.lower
    stops = _STOPS[is_unspaced(lower), _has_faces(text)]
    for block, (start, end) in enumerate(_blocks(text[:behind])):
        for first, last in _lines(text, start, end, cutting.unfinished):
            for begin, stop in _sentences(text, first, last, stops, cutting.abbreviations):
                spelled = spelled_words(lower[begin:stop])
                if len(spelled) > cutting.most_words:
                    yield from _cut(view, block, tuple(words_with_offsets(lower, begin, stop)), cutting.most_words)
                elif spelled:
                    yield _unit((view, begin, stop, block, spelled))


def _cut(view: Folded, block: int, words: tuple[Word, ...], most_words: int) -> Iterator[Unit]:
    for at in range(0, len(words), most_words):
        some = words[at : at + most_words]
        yield Unit(view, some[0].start, some[-1].end, block, tuple(word.text for word in some))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK.finditer(text.replace("\r", "\n") if "\r" in text else text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _lines(text: str, start: int, end: int, unfinished: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """The lines of a block; a line that was only wrapped is joined with the next one."""
    breaks = []
    at = text.find("\n", start, end)
    while at >= 0:
        breaks.append(at)
        at = text.find("\n", at + 1, end)
    wrapped = _wrapped(text, start, breaks, end, unfinished) if breaks else ()
    begin = start
    for at in breaks:
        if at not in wrapped:
            yield begin, at
            begin = at + 1
    yield begin, end


def _wrapped(text: str, start: int, breaks: Sequence[int], end: int, unfinished: AbstractSet[str]) -> AbstractSet[int]:
    """The breaks of a block that wrap a line. Where no wrapped line is unfinished or goes on with a small letter, the
    lines stand by themselves, long ones too: nobody's sentences are always broken before a name.
    """
    befores = [start, *(at + 1 for at in breaks)]
    lines = {at: text[before:at].rstrip() for before, at in zip(befores, breaks, strict=False)}
    found = {
        at: text[at + 1 : at + INDENT].lstrip(" \t")[:1]
        for at, line in lines.items()
        if _may_be_wrapped(line, unfinished) and not _BULLET.match(text, at + 1, end)
    }
    if any(first.islower() or _is_unfinished(lines[at], unfinished) for at, first in found.items()):
        return found.keys()
    return {at for at, first in found.items() if first >= "\u3001"}


def _may_be_wrapped(line: str, unfinished: AbstractSet[str]) -> bool:
    if not line or line[-1] in ".!?…:。！？":
        return False
    return len(line) >= LONG_LINE or (line[-1] >= "\u3001" and _goes_on(line)) or _is_unfinished(line, unfinished)


def _is_unfinished(line: str, unfinished: AbstractSet[str]) -> bool:
    return len(line) >= UNFINISHED_LINE and line.rpartition(" ")[2].lower() in unfinished


def _goes_on(line: str) -> bool:
    """Whether a line in a script without spaces was broken in the middle of a sentence: such lines are short."""
    return line[-1] == "、" or (line[-1] in _BEFORE_MORE and len(line) >= LONG_LINE_UNSPACED)


def _sentences(
    text: str, start: int, end: int, stops: re.Pattern[str], abbreviations: AbstractSet[str]
) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in stops.finditer(text, start, end):
        at, behind = stop.span()
        sign = text[at]
        if sign == ".":
            if _is_abbreviation(text, begin, at, abbreviations):
                continue
        elif sign >= "\u3001" and _is_in_quotation(text, begin, behind, end):
            continue
        yield begin, behind
        begin = behind
    if begin < end:
        yield begin, end


def _is_in_quotation(text: str, begin: int, at: int, end: int) -> bool:
    """Whether corner brackets stand around an offset of a sentence, and the sentence goes on behind them."""
    begin = max(begin, at - LONGEST_QUOTATION)
    opened = max(text.rfind("「", begin, at), text.rfind("『", begin, at))
    if opened < 0 or max(text.rfind("」", opened, at), text.rfind("』", opened, at)) > 0:
        return False
    closed = text.find("」" if text[opened] == "「" else "』", at, min(end, at + LONGEST_QUOTATION))
    return 0 < closed < end - 1 and text[closed + 1] in _PARTICLES


def _is_abbreviation(text: str, begin: int, dot: int, abbreviations: AbstractSet[str]) -> bool:
    word = text[max(begin, dot - 12) : dot].rpartition(" ")[2].lower()
    return (len(word) == 1 and word.isalpha() and word != "i") or word in abbreviations


def _has_faces(text: str) -> bool:
    return any(map(text.__contains__, _SMILEYS)) or (not text.isascii() and _ANY_FACE.search(text) is not None)
