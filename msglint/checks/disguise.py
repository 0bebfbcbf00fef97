"""Wording that is hidden from a filter: words that had to be unmasked, and digits put for letters in watched words."""

from __future__ import annotations

from msglint.draft import Span
from msglint.finding import Match
from msglint.fold import watched_words
from msglint.patterns import escape, lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

_LONGEST = 24
_TURNED = lazy(r"\u202e(?=[^\u202c\r\n]{0,60}?[A-Za-z]{3})([^\u202c\r\n]{1,60}+)")
"""Latin letters that are shown from right to left, so that they read as written backwards."""
_ACCENTS = lazy(r"(?<![^\W_])[a-z]*+(?:[à-öø-ÿ][a-z]*+){2,8}(?![^\W_])")


class Signs(NamedTuple):
    """Signs that stand for letters: how to find one in a word, the whole word, what it spells; pairs of letters that do
    so; the words they may hide, those in which no sign begins or ends the word in the plural too.
    """

    places: re.Pattern[str]
    word: re.Pattern[str]
    spellings: tuple[dict[int, str], ...]
    pairs: Mapping[str, str]
    hidden: frozenset[str]


def obfuscated(reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """Words that an honest writer would not have written so."""
    signs = reading.policy.derived(_signs)
    for folded in reading.texts:
        for start, end in folded.disguised:
            yield Match(folded.span(start, end), words={"word": folded.text[start:end]})
        for span, word in (
            *_signed(folded.lower, signs),
            *_paired(folded.lower, signs),
            *_accented(folded.lower, signs),
        ):
            if not any(start <= span.start < end for start, end in folded.disguised):
                yield Match(folded.span(*span), words={"word": word})
    for view in reading.draft.views():
        for turned in _TURNED.finditer(view.text) if "\u202e" in view.text else ():
            yield Match(view.span(*turned.span()), words={"word": turned[1][::-1].strip()})


def _signed(text: str, signs: Signs) -> Iterator[tuple[Span, str]]:
    """Watched words with signs for letters: ``rev1ew``, ``p@ypal``, ``venm0``."""
    done = 0
    for sign in signs.places.finditer(text):
        if sign.start() < done:
            continue
        start = sign.start()
        while start > done and sign.start() - start < _LONGEST and signs.word.match(text[start - 1]):
            start -= 1
        found = signs.word.match(text, start, start + 2 * _LONGEST)
        done = found.end() if found else sign.end()
        for word in dict.fromkeys(text[start:done].rstrip(end) for end in ("!|1*~", "!|*~")):
            plain = _plain(word, signs)
            if plain:
                yield Span(start, start + len(word)), plain
                break


def _plain(word: str, signs: Signs) -> str:
    """The watched word that a word with signs spells; empty if it spells none."""
    has_letters_around = word[:1].isalpha() and word[-1:].isalpha()
    for spelling in signs.spellings:
        plain = word.translate(spelling)
        if plain != word and (
            plain in signs.hidden or (has_letters_around and plain.removesuffix("s") in signs.hidden)
        ):
            return plain
    return ""


def _paired(text: str, signs: Signs) -> Iterator[tuple[Span, str]]:
    """Watched words with two letters for one: ``vvhatsapp``."""
    for pair, letter in signs.pairs.items():
        at = text.find(pair)
        while at >= 0:
            start, end = _letters_around(text, at)
            plain = text[start:end].replace(pair, letter)
            if plain in signs.hidden:
                yield Span(start, end), plain
            at = text.find(pair, max(end, at + 1))


def _accented(text: str, signs: Signs) -> Iterator[tuple[Span, str]]:
    """Watched words with accents that no language has there: two of them, ``rëvïew``."""
    if text.isascii():
        return
    from unicodedata import combining, normalize

    for accents in _ACCENTS.finditer(text):
        plain = "".join(char for char in normalize("NFD", accents[0]) if not combining(char))
        if plain in signs.hidden:
            yield Span(*accents.span()), plain


def _letters_around(text: str, at: int) -> tuple[int, int]:
    start = end = at
    while start > 0 and at - start < _LONGEST and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and end - at < _LONGEST and text[end].isalpha():
        end += 1
    return start, end


def _signs(policy: Policy) -> Signs:
    facts: dict[str, Any] = policy.facts["watched-words"]
    letters: dict[str, str] = facts["signs"]
    signs, edges = escape("".join(letters)), escape(facts["edges"])
    first = {ord(sign): meant[:1] for sign, meant in letters.items()}
    last = {ord(sign): meant[-1:] for sign, meant in letters.items()}
    return Signs(
        lazy(  # it begins with all signs, which are quickly found to be absent
            rf"[{signs}](?:(?<=[a-z].)(?=[a-z{signs}])"
            rf"|(?<=[{edges}])(?:(?<![a-z0-9].)(?=[a-z]{{3}})|(?<=[a-z]{{3}}.)(?![a-z0-9])))"
        ),
        lazy(rf"[a-z{signs}]++"),
        (first, last),
        facts["pairs"],
        watched_words(policy) | frozenset(facts["behind_signs"]),
    )
