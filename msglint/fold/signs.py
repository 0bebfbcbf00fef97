"""Watched words with other characters for letters: ``rev1ew``, ``g!ft c@rd``, ``v 3 n m o``, ``vvhatsapp``, ``rëvïew``."""

from __future__ import annotations

from msglint.draft import MASK, Span
from msglint.fold.edits import Edit
from msglint.fold.rows import WIDEST, in_row, row_start
from msglint.fold.spacing import BETWEEN
from msglint.patterns import escape, lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from msglint.policy import Policy

_LONGEST = 24
_NEAR = 64
_ACCENTS = lazy(r"(?<![^\W_])[a-z]*+(?:[à-öø-ÿ][a-z]*+){2,8}(?![^\W_])")
_TWO_ACCENTS = lazy(r"[à-öø-ÿ](?=[a-z]*+[à-öø-ÿ])")
"""What is in all of these, is found fast, and hardly ever."""
_LEADS = lazy(r"[#=\\&]|//|\A/|\w[.:]|[^\W_]_|\A(?!\W?\d\d?-\Z).*\d")
"""What begins an address, a path, a name for programs, a hashtag, a part number; ``5-`` may begin ``5-st@r``."""
_FOLLOWS = lazy(r"\A/?[#=_\\&]|=|//|[.:?/]\w*[.=]\w|\A[.:]\w|@[\w-]*\.\w|_[^\W_]|\A-\w*\d")
_ENDS = ("!|1*~", "!|*~")


class Signs(NamedTuple):
    """How to find signs that may stand for letters, in a word and in a row of letters (the pattern's group 1); the whole
    word, the whole row, one letter or sign of a row; what the signs spell; pairs of letters for one; the words they may
    hide; the words before a password, which is no word whatever it spells.
    """

    places: re.Pattern[str]
    word: re.Pattern[str]
    row: re.Pattern[str]
    in_row: re.Pattern[str]
    spellings: tuple[dict[int, str], ...]
    pairs: Mapping[str, str]
    hidden: frozenset[str]
    passwords: tuple[str, ...]


class Unmasked(NamedTuple):
    """A watched word behind signs, and the edits that show it: none where it is a part of an address, a password …"""

    span: Span
    edits: tuple[Edit, ...]


def unmasked(text: str, lowered: str, signs: Signs) -> list[Unmasked]:
    """The watched words that signs hide, in order and apart. ``lowered`` is the text in lower case, as long."""
    found = [
        *_signed(lowered, signs),
        *_paired(lowered, signs.pairs, signs.hidden),
        *_accented(lowered, signs.hidden),
    ]
    kept: list[Unmasked] = []
    for span, edits in sorted(found) if found else ():
        if not kept or span.start >= kept[-1].span.end:
            honest = _may_be_name(text, lowered, span, signs)
            kept.append(Unmasked(span, () if honest else _cased(edits, text[span.start : span.end])))
    return kept


def _cased(edits: tuple[Edit, ...], word: str) -> tuple[Edit, ...]:
    return tuple(edit._replace(text=edit.text.upper()) for edit in edits) if word.isupper() else edits


def _may_be_name(text: str, lowered: str, span: Span, signs: Signs) -> bool:
    """Whether a word belongs to an address, a path, a hashtag, a part number (``5A1E``), or is a password."""
    start, end = span
    word = text[start:end]
    if word.isupper() and " " not in word and sum(map(str.isalpha, word)) * 2 <= len(word):
        return True
    before, after = lowered[max(0, start - _NEAR) : start], lowered[end : end + _NEAR]
    before = before.split()[-1] if before[-1:].strip() else ""
    after = after.split(None, 1)[0] if after[:1].strip() else ""
    if before.endswith(MASK) or after.startswith(MASK) or _LEADS.search(before) or _FOLLOWS.search(after):
        return True
    line = lowered[max(0, start - _NEAR // 2) : start].rpartition("\n")[2]
    return any(map(line.__contains__, signs.passwords))


def _signed(text: str, signs: Signs) -> Iterator[Unmasked]:
    """Watched words with signs for letters: ``rev1ew``, ``p@ypal``, ``venm0``, ``v 3 n m o``."""
    done = 0
    for sign in signs.places.finditer(text):
        if sign.start() < done:
            continue
        if sign.lastindex:
            row = signs.row.match(text, row_start(text, sign.start(), done, signs))
            done = row.end() if row else sign.end()
            yield from (Unmasked(*found) for found in in_row(text, row, signs)) if row else ()
            continue
        start = sign.start()
        while start > done and sign.start() - start < _LONGEST and signs.word.match(text[start - 1]):
            start -= 1
        found = signs.word.match(text, start, start + 2 * _LONGEST)
        done = found.end() if found else sign.end()
        for word in dict.fromkeys(text[start:done].rstrip(end) for end in _ENDS):
            spelling = _spelling_of(word, signs)
            if spelling:
                edits = [
                    Edit(at, at + 1, spelling[ord(char)])
                    for at, char in enumerate(word, start)
                    if ord(char) in spelling
                ]
                yield Unmasked(Span(start, start + len(word)), tuple(edits))
                break


def _spelling_of(word: str, signs: Signs) -> dict[int, str]:
    """The letters for which the signs of a watched word stand; none if it is none. ``star5`` and ``3mails`` are none."""
    has_letters_around = not word[:1].isdecimal() and word[-1:].isalpha()
    for spelling in signs.spellings:
        plain = word.translate(spelling)
        if plain != word and (
            plain in signs.hidden or (has_letters_around and plain.removesuffix("s") in signs.hidden)
        ):
            return spelling
    return {}


def _paired(text: str, pairs: Mapping[str, str], hidden: frozenset[str]) -> Iterator[Unmasked]:
    """Watched words with two letters for one: ``vvhatsapp``."""
    for pair, letter in pairs.items():
        at = text.find(pair)
        while at >= 0:
            start, end = _letters_around(text, at)
            if text[start:end].replace(pair, letter) in hidden:
                yield Unmasked(Span(start, end), (Edit(at, at + len(pair), letter),))
            at = text.find(pair, max(end, at + 1))


def _accented(text: str, hidden: frozenset[str]) -> Iterator[Unmasked]:
    """Watched words with accents that no language has there: two of them, ``rëvïew``."""
    if text.isascii():
        return
    from unicodedata import normalize

    for accents in _in_accents(text):
        plain = [normalize("NFD", char)[0] for char in accents[0]]
        if "".join(plain) in hidden:
            places = enumerate(zip(accents[0], plain, strict=True), accents.start())
            edits = tuple(Edit(at, at + 1, letter) for at, (char, letter) in places if char != letter)
            yield Unmasked(Span(*accents.span()), edits)


def _in_accents(text: str) -> Iterator[re.Match[str]]:
    """The words with two accents or more, each from the first of them."""
    for accent in _TWO_ACCENTS.finditer(text):
        start = accent.start()
        while start > 0 and "a" <= text[start - 1] <= "z":
            start -= 1
        found = _ACCENTS.match(text, start)
        if found:
            yield found


def _letters_around(text: str, at: int) -> tuple[int, int]:
    start = end = at
    while start > 0 and at - start < _LONGEST and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and end - at < _LONGEST and text[end].isalpha():
        end += 1
    return start, end


def watched_words(policy: Policy) -> frozenset[str]:
    """The words that people hide from Amazon's filter, in all languages."""
    words: dict[str, list[str]] = policy.facts["watched-words"]["words"]
    return frozenset(word for language in words.values() for word in language)


def signs_of(policy: Policy) -> Signs:
    """The signs of a policy; ask for them by ``policy.derived(signs_of)``."""
    facts: dict[str, Any] = policy.facts["watched-words"]
    letters: dict[str, str] = facts["signs"]
    signs, edges = escape("".join(letters)), escape(facts["edges"])
    between = escape("".join(sorted(BETWEEN)))
    one = "[a-z" + escape("".join(sign for sign in letters if sign not in BETWEEN)) + "]"
    gaps = [rf"[{between}]{{{wide}}}." for wide in range(1, WIDEST + 1)]
    after_one = "|".join(rf"(?<={one}{gap})(?<![^\W_]{one}{gap})" for gap in gaps)
    first = {ord(sign): meant[:1] for sign, meant in letters.items()}
    last = {ord(sign): meant[-1:] for sign, meant in letters.items()}
    return Signs(
        lazy(  # it begins with all signs, which are quickly found to be absent
            rf"[{signs}](?:(?<=[a-z].)(?=[a-z{signs}])"
            rf"|(?<=[{edges}])(?:(?<![a-z0-9].)(?=[a-z]{{3}})|(?<=[a-z]{{3}}.)(?![a-z0-9]))"
            rf"|(?<![^\W_].)(?:(?=[{between}]{{1,3}}{one}(?![^\W_]))|(?<=[{between}].)(?![^\W_])(?:{after_one}))())"
        ),
        lazy(rf"[a-z{signs}]++"),
        lazy(rf"(?<![^\W_]){one}(?:[{between}]{{1,3}}{one}(?![^\W_])){{2,}}+"),
        lazy(one),
        (first, last),
        facts["pairs"],
        watched_words(policy) | frozenset(facts["behind_signs"]),
        tuple(policy.facts["confidential"]["passwords"]),
    )
