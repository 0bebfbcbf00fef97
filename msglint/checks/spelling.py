"""Misspelt words, and words that stand twice in a row."""

from __future__ import annotations

from itertools import islice, pairwise
from operator import eq

from msglint.draft import MASK
from msglint.finding import Match
from msglint.patterns import lazy
from msglint.spelling import misspellings_of
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.fold import Folded
    from msglint.policy import Rule
    from msglint.reading import Reading
    from msglint.spelling import Misspellings

_WORD = lazy(r"[^\W\d_]++(?:'[^\W\d_]++)*+")
"""Apostrophes are straight in a folded text."""
_JOINED = lazy(r"[^\W\d_]'?\Z")
_JOINS = frozenset(f"-_@/\\#&=+~$%^|<>`´'0123456789{MASK}")
_OPENS = "“„«"
_CLOSES = "”“»"
_SHORT_WORD, _TITLE = 2, 4
"""A dot behind a word no longer than this, without or with a capital, may be that of an abbreviation."""
_MOST_SHOWN = 3
_MOST_BACK = 400
"""A quotation is looked for so many characters back."""


class Pair(NamedTuple):
    """A word that stands twice; ``sure`` if nobody writes it twice on purpose."""

    start: int
    end: int
    word: str
    sure: bool


def misspelt(reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """The misspelt and doubled words of a draft that is all in one language whose misspellings are known."""
    codes = reading.languages
    known = reading.policy.derived(misspellings_of).get(codes[0]) if len(codes) == 1 else None
    if known is None:
        return
    for view, words in zip(reading.texts, reading.words, strict=True):
        if any(map(eq, words, islice(words, 1, None))):
            for start, end, word, sure in _doubled(view, known):
                confidence = "" if sure else "medium"
                yield Match(view.span(start, end), "doubled", {"word": word}, confidence)
        wrong = known.among(words)
        if wrong:
            yield from _misspelt(view, known, wrong)


def _misspelt(view: Folded, known: Misspellings, wrong: dict[str, tuple[str, ...]]) -> Iterator[Match]:
    for start, end in sorted(place for word in wrong for place in _places(view.lower, word)):
        word = view.text[start:end]
        right = wrong[view.lower[start:end]]
        if _is_prose(view.text, start, end) and _counts(view.text, start, end, known):
            if word[0].isupper():
                right = tuple(one[0].upper() + one[1:] for one in right)
            words = {"word": word, "right": _choice(right)}
            yield Match(view.span(start, end), words=words, confidence="" if len(right) == 1 else "medium")


def _places(lower: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a word stands by itself."""
    at = lower.find(word)
    while at >= 0:
        end = at + len(word)
        joined = _JOINED.search(lower, max(0, at - 2), at)
        if not joined and _WORD.match(lower, at).end() == end:  # type: ignore[union-attr]  # it begins with a letter
            yield at, end
        at = lower.find(word, end)


def _counts(text: str, start: int, end: int, known: Misspellings) -> bool:
    """Whether a word is in lower case, or has its capital only because a sentence begins; others may be names."""
    word = text[start:end]
    if word.islower():
        return True
    return (
        word[1:].islower()
        and word.lower() not in known.names
        and text[end : end + 1] == " "
        and text[end + 1 : end + 2].islower()
        and _begins_sentence(text, start)
    )


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 80) : start]
    last = before.rstrip()
    if not last:
        return True
    if last[-1] == ".":
        word = last[:-1].replace("\n", " ").rpartition(" ")[2]
        return not word.isalpha() or len(word) > (_SHORT_WORD if word.islower() else _TITLE)
    return last[-1] in "!?:" or before.count("\n", len(last)) > 1


def _doubled(view: Folded, known: Misspellings) -> Iterator[Pair]:
    """Words with the same word before them; a word that stands there three times is one place."""
    waiting: Pair | None = None
    for first, second in pairwise(_WORD.finditer(view.lower)):
        if first[0] != second[0] or not _is_slip(view, first, second, known):
            continue
        if waiting is not None and waiting.end == first.end():
            waiting = waiting._replace(end=second.end())
            continue
        if waiting is not None:
            yield waiting
        waiting = Pair(first.start(), second.end(), first[0], first[0] in known.never_twice)
    if waiting is not None:
        yield waiting


def _is_slip(view: Folded, first: re.Match[str], second: re.Match[str], known: Misspellings) -> bool:
    text, word = view.text, second[0]
    (start, gap), (resumed, end) = first.span(), second.span()
    between = text[gap:resumed]
    if word in known.fine_twice or not between.isspace() or not text[resumed:end].islower():
        return False
    if _is_apart(view, gap, resumed) or not _is_prose(text, start, end):
        return False
    if word in known.never_twice:
        return between.count("\n") <= 1
    return between in (" ", "  ") and known.is_long(word) and text[start:gap].islower() and not known.right(word)


def _is_apart(view: Folded, gap: int, resumed: int) -> bool:
    """Whether there is nothing between two words but what divides the cells or blocks of a page."""
    start, end = view.span(gap, resumed)
    return start == end


def _is_prose(text: str, start: int, end: int) -> bool:
    """Whether a run of text is no part of an address, a number, a name of a file or a piece of code, nor quoted."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before in _JOINS or after in _JOINS or before == ".":
        return False
    if after in (".", ":") and text[end + 1 : end + 2].isalnum():
        return False
    return after != "(" and not _is_quoted(text, start)


def _is_quoted(text: str, at: int) -> bool:
    """Whether a place stands in double quotes: what is quoted is not the writer's own spelling."""
    before = text[max(0, at - _MOST_BACK) : at].rpartition("\n\n")[2]
    if before.count('"') % 2:
        return True
    opened = max(map(before.rfind, _OPENS))
    return opened >= 0 and max(before.rfind(sign, opened + 1) for sign in _CLOSES) < 0


def _choice(right: tuple[str, ...]) -> str:
    """``"there", "their" or "they're"``."""
    shown = [f'"{one}"' for one in right[:_MOST_SHOWN]]
    return " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
