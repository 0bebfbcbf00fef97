"""What the words around a number say it is."""

from __future__ import annotations

from msglint.patterns import lazy
from msglint.remembered import Remembered, cached_property
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.draft import View
    from msglint.reading import Reading

WINDOW = 90
"""How far before a number its words are looked for."""

_WORD = lazy(r"[^\W\d_]+")
_FIRST_UNSPACED = "\u0e00"
_UNSPACED = (("\u0e00", "\u0eff"), ("\u2e80", "\u9fff"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff"))
_UNSPACED_LETTER = lazy(f"[{''.join(map('-'.join, _UNSPACED))}]")
_SENTENCE_END = lazy(
    r"[.!?。！？;；\r\n](?:(?<=[^\W_]{3}[.!?])[\"')\]]*\s+(?=[^\W\d_a-z])|(?<=[!?。！？;；])|(?<=[\r\n])[\r\n]*)"
)
"""It begins with what it looks for, which is found fast."""
_LONGEST_PHRASE = 4
_MOST_REMEMBERED = 5_000


class Said(NamedTuple):
    """A known word near a number: its kind, and its offsets in the window."""

    kind: str
    start: int
    end: int


class _Words(NamedTuple):
    """Known words with their kinds: whole words and phrases; beginnings of words; words of unspaced scripts; and the words
    that phrases begin with.
    """

    phrases: dict[str, str]
    beginnings: dict[str, str]
    unspaced: list[tuple[str, str]]
    longer: set[str]


class Vocabulary:
    """Words by kind. ``word*`` stands for every word that begins so; words of unspaced scripts count anywhere."""

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        self._kinds = kinds
        self._begins = Remembered(self._is_beginner, _MOST_REMEMBERED)
        self._said = Remembered(self._find, _MOST_REMEMBERED)

    @cached_property
    def _words(self) -> _Words:
        """Put in order when the first text asks: most vocabularies are for what few texts have."""
        found = _Words({}, {}, [], set())
        for kind, words in self._kinds.items():
            for word in map(str.lower, words):
                if word.isalpha() and (word.isascii() or max(word) < _FIRST_UNSPACED):
                    found.phrases.setdefault(word, kind)
                else:
                    _add(found, word, kind)
        return found

    def said(self, lower: str) -> tuple[Said, ...]:
        """The known words of a short text in order; the longest phrase wins. The same leads up to number after number."""
        return self._said[lower]

    def _find(self, lower: str) -> tuple[Said, ...]:
        found = self._spaced(lower) if any(map(self._begins.__getitem__, _WORD.findall(lower))) else []
        if not lower.isascii() and _UNSPACED_LETTER.search(lower):
            found = sorted({*found, *self._anywhere(lower)}, key=lambda said: (said.end, -said.start))
        return tuple(found)

    def _is_beginner(self, word: str) -> bool:
        """Whether a word is known or begins a known phrase: hardly any does."""
        return bool(word in self._words.longer or self._words.phrases.get(word) or self._beginning(word))

    def _spaced(self, lower: str) -> list[Said]:
        words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(lower)]
        found, at = [], 0
        while at < len(words):
            length, kind = self._longest(words, at) if self._begins[words[at][0]] else (1, "")
            if kind:
                found.append(Said(kind, words[at][1], words[at + length - 1][2]))
            at += length
        return found

    def _longest(self, words: list[tuple[str, int, int]], at: int) -> tuple[int, str]:
        longest = min(_LONGEST_PHRASE, len(words) - at) if words[at][0] in self._words.longer else 1
        for length in range(longest, 0, -1):
            phrase = " ".join(word for word, _, _ in words[at : at + length])
            kind = self._words.phrases.get(phrase) or self._beginning(phrase)
            if kind:
                return length, kind
        return 1, ""

    def _beginning(self, phrase: str) -> str:
        last = phrase.rfind(" ") + 1
        for end in range(len(phrase), last + 1, -1):
            kind = self._words.beginnings.get(phrase[:end])
            if kind:
                return kind
        return ""

    def _anywhere(self, lower: str) -> Iterator[Said]:
        for word, kind in self._words.unspaced:
            at = lower.find(word)
            while at >= 0:
                yield Said(kind, at, at + len(word))
                at = lower.find(word, at + len(word))


class Beginnings(NamedTuple):
    """What words and phrases begin with: whole words, and parts of words (``word*``, and unspaced scripts)."""

    words: frozenset[str]
    parts: tuple[str, ...]

    def occur(self, reading: Reading) -> bool:
        """Whether a draft has any of them: where it has none, none of the phrases need be looked for."""
        return not self.words.isdisjoint(reading.vocabulary) or any(map(reading.spelled.__contains__, self.parts))


def beginnings(phrases: Iterable[str]) -> Beginnings:
    """The beginnings of words as ``Vocabulary`` takes them."""
    lowered = list(map(str.lower, phrases))
    parts = [word for word in lowered if _is_unspaced(word) or word.endswith("*")]
    words = frozenset(_WORD.findall(word)[0] for word in lowered if word not in parts)
    return Beginnings(words, tuple(_WORD.findall(part)[0] for part in parts))


def _add(words: _Words, word: str, kind: str) -> None:
    if _is_unspaced(word):
        words.unspaced.append((word, kind))
        return
    if word.isalpha():
        words.phrases.setdefault(word, kind)
        return
    first, *rest = _WORD.findall(word)
    if rest:
        words.longer.add(first)
    phrase = " ".join((first, *rest))
    (words.beginnings if word.endswith("*") else words.phrases).setdefault(phrase, kind)


def _is_unspaced(word: str) -> bool:
    if word.isascii() or max(word) < _FIRST_UNSPACED:
        return False
    return any(first <= letter <= last for letter in word for first, last in _UNSPACED)


def before(view: View, start: int) -> tuple[str, int]:
    """The text of the sentence or line before an offset, and where it begins.

    A number that begins its line (a table's cell, a list's entry) has the line above as its context too.
    """
    begin = max(0, start - WINDOW)
    window = view.text[begin:start]
    ends = list(_SENTENCE_END.finditer(window))
    while ends:
        cut = ends.pop()
        rest = window[cut.end() :]
        if _WORD.search(rest) or (cut[0][0] not in "\r\n") or cut[0].count("\n") > 2:
            return rest, begin + cut.end()
        before_it = ends[-1].end() if ends else 0
        return window[before_it:], begin + before_it
    return window, begin


def after(view: View, end: int, length: int = 30) -> str:
    """The text behind an offset, to the end of its sentence or line at most."""
    stop = _SENTENCE_END.search(view.text, end, end + length)
    return view.text[end : stop.start() if stop else end + length]


def words_of(text: str) -> list[str]:
    """The words of a short text, in lower case."""
    return _WORD.findall(text.lower())
