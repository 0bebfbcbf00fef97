r"""The notation of word groups: one entry of a group, read into the sequences it stands for.

    review~              the word in all its inflections          bewert*  *bewertung   any ending, any beginning
    leave ?us ?a REVIEW  optional words, another group by name     (leave|drop|post)     one of several
    tell ..3 friends     up to three words between (``..``: two)   {coupon}              a placeholder so named
    NUMBER               any number                            \?                       a question mark

Words are compared in lower case. Offsets and gaps count words; where a language has no spaces, characters.
"""

from __future__ import annotations

import re
from itertools import product

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_GAP = 2
MOST_SEQUENCES = 400
MANY = 2
"""Brackets of more choices of words or a group than this stay together as one step, unless they are the whole entry."""
PHRASE = "_"
"""Joins the words of a choice of several words."""
_TOKEN = re.compile(r"\s*+(?:(\?)?(\()|([|)])|(\?)?(\.\.\d*|\{[^{}]+\}|\\\?|[^\s()|?]+))")
GROUP_NAME = re.compile(r"[A-Z][A-Z0-9_]+\Z")


class Element(NamedTuple):
    """One step of a sequence: ``word`` (a symbol), ``any`` (one of several words,
    runs of words with ``PHRASE`` between them, or groups, "|" between all), ``group`` (its name) or
    ``gap`` (at most so many words).
    """

    kind: str
    value: str

    def groups(self) -> list[str]:
        """The groups that it names."""
        return [one for one in self.value.split("|") if GROUP_NAME.match(one)] if self.kind in ("group", "any") else []


Sequence = tuple[Element, ...]


class NotationError(ValueError):
    """An entry that cannot be read; the message says why."""


def sequences(entry: str) -> tuple[Sequence, ...]:
    """Every sequence an entry stands for, without duplicates. Raises ``NotationError``."""
    tokens = list(_tokens(entry))
    names = [token for token, _ in tokens]
    whole = names[:1] == ["("] and ")" in names and names.index(")") == len(names) - 1
    found, rest = _alternatives(tokens, 0, together=not whole)
    if rest != len(tokens):
        raise NotationError(f"unbalanced ')' in {entry!r}")
    unique = tuple(dict.fromkeys(_tidy(one) for one in found))
    for one in unique:
        _check(one, entry)
    if len(unique) > MOST_SEQUENCES:
        raise NotationError(f"{entry!r} stands for {len(unique)} sequences; write it as several entries")
    return unique


def _tokens(entry: str) -> Iterator[tuple[str, bool]]:
    at = 0
    while entry[at:].strip():
        found = _TOKEN.match(entry, at)
        if not found:
            raise NotationError(f"cannot read {entry[at:]!r} in {entry!r}")
        yield found[2] or found[3] or found[5], bool(found[1] or found[4])
        at = found.end()


def _alternatives(tokens: list[tuple[str, bool]], at: int, *, together: bool) -> tuple[list[Sequence], int]:
    """The sequences from ``at`` up to the closing bracket or the end."""
    done: list[Sequence] = []
    current: list[Sequence] = [()]
    while at < len(tokens) and tokens[at][0] != ")":
        token, optional = tokens[at]
        at += 1
        if token == "|":
            done += current
            current = [()]
            continue
        if token == "(":
            choices, at = _alternatives(tokens, at, together=together)
            if at >= len(tokens):
                raise NotationError("a '(' is never closed")
            at += 1
            if together:
                choices = _put_together(choices)
        else:
            choices = [_elements(token)]
        if optional:
            choices = [*choices, ()]
        current = [before + after for before, after in product(current, choices)]
        if len(current) > MOST_SEQUENCES * 4:
            raise NotationError("an entry has too many alternatives; write it as several entries")
    return done + current, at


def _put_together(choices: list[Sequence]) -> list[Sequence]:
    single = [one for one in choices if _is_choice(one)]
    if len(single) <= MANY:
        return choices
    together = Element("any", "|".join(PHRASE.join(element.value for element in one) for one in single))
    return [(together,), *(one for one in choices if not _is_choice(one))]


def _is_choice(one: Sequence) -> bool:
    """Whether a sequence can be one choice of several: a group, a word, or a fixed run of words."""
    if len(one) == 1:
        return one[0].kind in ("word", "group")
    return bool(one) and all(element.kind == "word" and element.value[0] != "{" for element in one)


def _elements(token: str) -> Sequence:
    from msglint.wording.words import split_words

    if token.startswith(".."):
        return (Element("gap", token[2:] or str(DEFAULT_GAP)),)
    if token.startswith("{"):
        return (Element("word", token.lower()),)
    if token == "\\?":
        return (Element("word", "?"),)
    if token == "NUMBER":
        return (Element("word", "#"),)
    if GROUP_NAME.match(token):
        return (Element("group", token),)
    if token[-1] in "'’" and (joined := split_words(f"{token}xx".lower()))[0][-1] == "'":  # an elision: l', dell'
        return (Element("word", joined[0]),)
    head = "*" if token.startswith("*") else ""
    tail = token[-1] if token[-1] in "*~" and len(token) > 1 else ""
    words = split_words(token[len(head) : len(token) - len(tail)].lower())
    if not words:
        raise NotationError(f"no word in {token!r}")
    words[0] = head + words[0]
    words[-1] += tail
    return tuple(Element("word", word) for word in words)


def _tidy(one: Sequence) -> Sequence:
    """Without gaps at either end; neighbouring gaps added up."""
    kept: list[Element] = []
    for element in one:
        if element.kind == "gap" and kept and kept[-1].kind == "gap":
            kept[-1] = Element("gap", str(int(kept[-1].value) + int(element.value)))
        elif element.kind != "gap" or kept:
            kept.append(element)
    while kept and kept[-1].kind == "gap":
        kept.pop()
    return tuple(kept)


def _check(one: Sequence, entry: str) -> None:
    if not one:
        raise NotationError(f"{entry!r} can match without any word")
    for element in one:
        if (
            element.kind == "word"
            and len(element.value.strip("*~")) < (2 if element.value.isascii() else 1)
            and ("*" in element.value)
        ):
            raise NotationError(f"{element.value!r} in {entry!r} matches almost anything")
