"""Wording that is hidden from a filter: words that had to be unmasked, and digits put for letters in watched words."""

from __future__ import annotations

from msglint.draft import Span
from msglint.finding import Match
from msglint.fold import watched_words
from msglint.patterns import escape, lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

_LONGEST = 24


class Signs(NamedTuple):
    """Signs that stand for letters: how to find one inside a word, the whole word, and what it spells."""

    inside: re.Pattern[str]
    word: re.Pattern[str]
    spellings: tuple[dict[int, str], ...]


def obfuscated(reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """Words that an honest writer would not have written so."""
    watched, signs = reading.policy.derived(watched_words), reading.policy.derived(_signs)
    for folded in reading.texts:
        for start, end in folded.disguised:
            yield Match(folded.span(start, end), words={"word": folded.text[start:end]})
        for span, word in _signed(folded.lower, signs, watched):
            if not any(start <= span.start < end for start, end in folded.disguised):
                yield Match(folded.span(*span), words={"word": word})


def _signed(text: str, signs: Signs, watched: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """Watched words with signs for letters: ``rev1ew``, ``p@ypal``. The first and last character must be letters."""
    done = 0
    for sign in signs.inside.finditer(text):
        if sign.start() < done:
            continue
        start = sign.start()
        while start > done and sign.start() - start < _LONGEST and signs.word.match(text[start - 1]):
            start -= 1
        found = signs.word.match(text, start, start + 2 * _LONGEST)
        done = found.end() if found else sign.end()
        word = text[start:done].rstrip("!|1*~")
        for spelling in signs.spellings:
            plain = word.translate(spelling)
            if (
                plain != word
                and word[:1].isalpha()
                and word[-1:].isalpha()
                and (plain in watched or plain.removesuffix("s") in watched)
            ):
                yield Span(start, start + len(word)), plain
                break


def _signs(policy: Policy) -> Signs:
    letters: dict[str, str] = policy.facts["watched-words"]["signs"]
    signs = escape("".join(letters))
    first = {ord(sign): meant[:1] for sign, meant in letters.items()}
    last = {ord(sign): meant[-1:] for sign, meant in letters.items()}
    return Signs(lazy(rf"[{signs}](?<=[a-z].)(?=[a-z{signs}])"), lazy(rf"[a-z{signs}]++"), (first, last))
