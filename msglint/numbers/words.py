"""Phone numbers written in words (``oh one six one …``), in digits and words mixed, and in letters (``1-800-FLOWERS``)."""

from __future__ import annotations

import itertools

from msglint.numbers.lexicon import lexicon
from msglint.numbers.setting import is_third_party, setting, speaks_of_calling
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from msglint.fold import Folded
    from msglint.policy import Policy
    from msglint.reading import Reading

_TOKEN = lazy(r"[0-9]+|[^\W\d_]+(?:-vingts?)?")
_GAP = lazy(r"[\s,.\-\u2010-\u2015_/()+\u00b7\u2022]{1,4}")
_COUNTRY = lazy(r"(?:\+?1[-. ])?\(?\Z")
_CAPITALS = lazy("[A-Z0-9]+")
_UNSEPARATED = str.maketrans("", "", "-. ")
_FEWEST, _MOST, _FEWEST_IN_ROW = 7, 20, 3
_IDEOGRAPHS = lazy(
    r"[〇零一二三四五六七八九][〇零一二三四五六七八九\-\u2010-\u2015ーの－ ]{7,18}[〇零一二三四五六七八九]"
)

_ONLY_BLANKS = lazy(r"[〇\-\u2010-\u2015ーの－ ]+")
"""〇〇〇-〇〇〇〇 stands for what is to be filled in."""


class Written(NamedTuple):
    """A number in words or letters. Offsets count in the view."""

    view: Folded
    start: int
    end: int
    kind: str
    confidence: str
    third_party: bool = False


class Spoken(NamedTuple):
    """The words for digits: what each stands for in each language; which of them are rare in plain text (``one`` and
    ``two`` are not), and what these begin with; all words without hyphens and what others begin with; and a pattern for
    numbers in letters.
    """

    digits: Mapping[str, Mapping[str, str]]
    telling: frozenset[str]
    heads: frozenset[str]
    parts: frozenset[str]
    letters: re.Pattern[str]


class _Token(NamedTuple):
    start: int
    end: int
    digits: Mapping[str, str]
    spoken: bool


def spoken(policy: Policy) -> Spoken:
    """The words for digits of a policy. Ask for it by ``policy.derived(spoken)``."""
    facts = policy.facts["phones"]
    digits: dict[str, dict[str, str]] = {}
    for language, words in facts["spoken"].items():
        for word, value in words.items():
            digits.setdefault(word, {})[language] = value
    prefixes = "|".join(facts["vanity_prefixes"])
    capitals, joined = "[A-Z0-9]{2,9}(?:[-. ][A-Z0-9]{2,7}){0,2}", "[A-Za-z0-9]{2,9}(?:[-.][A-Za-z0-9]{2,7}){0,2}"
    letters = rf"(?:{prefixes})\)?[-. ]({capitals}(?![A-Za-z0-9])|{joined}(?![A-Za-z0-9]))"
    telling = frozenset(
        word for word, values in digits.items() if values.keys() and set(values.values()) <= set("03456789")
    )
    heads = frozenset(word.partition("-")[0] for word in telling)
    parts = frozenset(word.partition("-")[0] for word in digits)
    return Spoken(digits, telling, heads, parts, lazy(letters))


def find(reading: Reading) -> Iterator[Written]:
    """All numbers in words and in letters."""
    known = reading.policy.derived(spoken)
    for run in reading.numbers:
        found = known.letters.search(run.view.text, run.start, run.end + 25)
        if found and found.start() < run.end:
            yield from _in_letters(reading, run.view, found)
    is_told = not known.heads.isdisjoint(reading.vocabulary)
    for view in reading.texts:
        if is_told and _count(view, reading, known) >= _FEWEST_IN_ROW and _may_hold(view, known):
            yield from _in_words(reading, view, known)
        if not view.text.isascii() and ("〇" in view.text or "零" in view.text):
            for number in _IDEOGRAPHS.finditer(view.text):
                if not _ONLY_BLANKS.fullmatch(number[0]):
                    yield Written(view, number.start(), number.end(), "words", "high")


def _in_letters(reading: Reading, view: Folded, found: re.Match[str]) -> Iterator[Written]:
    """A free number in letters: mostly seven places, three letters or more, in capitals or joined by hyphens."""
    text, tail = view.text, found[1].translate(_UNSEPARATED)
    head = text[max(0, found.start() - 4) : found.start()]
    country = _COUNTRY.search(head)
    start = found.start() - (len(country[0]) if country else 0)
    if start and (text[start - 1].isalnum() or text[start - 1] in "-/_.$€£"):
        return
    capitals = _CAPITALS.fullmatch(tail)
    joined = " " not in found[0]
    trunk = start < found.start() or found[0][0] == "0"
    if not 6 <= len(tail) <= 10 or sum(map(str.isalpha, tail)) < 3 or not (capitals or joined):
        return
    said = setting(view, start, found.end(), reading.policy.derived(lexicon))
    if not said.denied and (trunk or said.called or joined) and (len(tail) == 7 or (trunk and capitals)):
        yield Written(view, start, found.end(), "letters", "high" if capitals else "medium")


def _count(view: Folded, reading: Reading, known: Spoken) -> int:
    """How many words for digits a text has at the most: in most texts that have any there are one or two."""
    return sum(map(view.lower.count, known.parts & reading.vocabulary))


def _may_hold(view: Folded, known: Spoken) -> bool:
    """Whether enough words for digits occur, with nothing but digits among them: nearly always they do not."""
    words = _TOKEN.findall(view.lower)
    if known.telling.isdisjoint(words):
        return False
    count = 0
    for word in words:
        if word in known.digits:
            count += 1
            if count == _FEWEST_IN_ROW:
                return True
        elif word[0] not in "0123456789":
            count = 0
    return False


def _in_words(reading: Reading, view: Folded, known: Spoken) -> Iterator[Written]:
    for tokens in _sequences(view, known):
        languages = [set(token.digits) for token in tokens if token.spoken]
        if len(languages) < 3 or not set.intersection(*languages):
            continue
        digits = [value for token in tokens for value in _values(token, min(set.intersection(*languages)))]
        start, end = tokens[0].start, tokens[-1].end
        words = reading.policy.derived(lexicon)
        said = setting(view, start, end, words)
        called = said.called or speaks_of_calling(view, end, words)
        count = sum(map(len, digits))
        alone = all(len(value) == 1 or value[0] == "x" for value in digits[-_FEWEST:]) and not _counts_up(digits)
        if said.denied or count > _MOST or count < (5 if called else _FEWEST) or not (alone or called):
            continue
        yield Written(
            view, start, end, "words", "high" if called else "medium", is_third_party(view, start, end, words)
        )


def _values(token: _Token, language: str) -> list[str]:
    return [token.digits[language]] if token.spoken else list(token.digits[""])


def _counts_up(digits: list[str]) -> bool:
    steps = {
        int(later) - int(earlier) for earlier, later in itertools.pairwise(digits) if earlier[0] != "x" != later[0]
    }
    return steps in ({1}, {-1}, {0})


def _sequences(view: Folded, known: Spoken) -> Iterator[list[_Token]]:
    """Runs of words for digits, and of digits among them, of one language each."""
    run: list[_Token] = []
    for found in _TOKEN.finditer(view.lower):
        token = _token(found, known)
        if token and run and _follows(run, token, view.lower):
            run.append(token)
            continue
        if len(run) >= 3:
            yield run
        run = [token] if token else []
    if len(run) >= 3:
        yield run


def _token(found: re.Match[str], known: Spoken) -> _Token | None:
    word = found[0]
    if word[0] in "0123456789":
        return _Token(found.start(), found.end(), {"": word}, False) if len(word) <= 11 else None
    digits = known.digits.get(word)
    return _Token(found.start(), found.end(), digits, True) if digits else None


def _follows(run: list[_Token], token: _Token, lower: str) -> bool:
    if not _GAP.fullmatch(lower, run[-1].end, token.start) or len(run) >= 2 * _MOST:
        return False
    return not token.spoken or all(
        token.digits.keys() & earlier.digits.keys() for earlier in run[-2:] if earlier.spoken
    )
