"""Known misspellings of a language, looked up in a list that an installed package brings.

The list has some 65,000 lines, nearly in order. To make a dictionary of it takes longer than to check a message, so a
word is searched for where its line must be; only a run that asks often has them all taken apart.
"""

from __future__ import annotations

from msglint.lookup import mapped
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from mmap import mmap

    from msglint.policy import Policy

_MANY = 5_000
"""After so many questions the list is taken apart once and for all."""
_NEAR = 512
"""Bytes around a place that are searched: upper case and apostrophes stand a little out of order."""
_LONGEST = 32
MOST_REMEMBERED = 50_000


class Misspellings:
    """What is known of one language's misspellings. ``facts`` is its entry in ``facts/spelling.yaml``."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts
        self._least: int = facts["least_letters"]
        self._short = frozenset(facts["short"])
        self._known: dict[str, tuple[str, ...]] = {word: (right,) for word, right in facts["more"].items()}
        self._known.update((word, ()) for word in facts["pass"])
        self.names = frozenset(facts["names"])
        self.never_twice, self.fine_twice = frozenset(facts["twice"]["never"]), frozenset(facts["twice"]["fine"])
        self._right = {word for word, right in self._known.items() if not right}
        self._lines: mmap | None = None
        self._taken_apart: dict[bytes, bytes] = {}
        self._asked = 0

    def among(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Those of some words, in lower case, that are misspelt, each with what may have been meant."""
        unknown = set(words) - self._right
        return {word: right for word in unknown if (right := self.right(word))}

    def right(self, word: str) -> tuple[str, ...]:
        """What may have been meant by a word in lower case; nothing if it is not known to be wrong."""
        known = self._known.get(word)
        if known is None:
            known = self._meant(word) if self._is_asked_for(word) else ()
            if len(self._right) > MOST_REMEMBERED:
                self._right.clear()
            if known:
                self._known[word] = known
            else:
                self._right.add(word)
        return known

    def is_long(self, word: str) -> bool:
        """Whether a word is long enough to be no name, unit or sound."""
        return len(word) >= self._least

    def _is_asked_for(self, word: str) -> bool:
        return word.isascii() and ((self.is_long(word) and len(word) <= _LONGEST) or word in self._short)

    def _meant(self, word: str) -> tuple[str, ...]:
        if word in self._right:
            return ()
        written = self._line(word.encode())
        # behind the last comma the list may say why it does not count this one
        meant, comma, doubt = written.decode().rpartition(",")
        right = tuple(one.strip() for one in (meant if comma else doubt).split(","))
        if not right[0] or (comma and doubt.strip()) or self._is_spoken(word, right):
            return ()
        return right

    def _is_spoken(self, word: str, right: tuple[str, ...]) -> bool:
        endings: Mapping[str, str] = self._facts["spoken"]
        return any(word.endswith(end) and word.removesuffix(end) + written in right for end, written in endings.items())

    def _line(self, word: bytes) -> bytes:
        """What the list says of a word."""
        lines = self._lines
        if lines is None:
            lines = self._lines = _read(self._facts["package"], self._facts["file"])
        self._asked += 1
        if self._asked > _MANY and not self._taken_apart:
            pairs = (line.partition(b"->") for line in lines[:].split(b"\n"))
            self._taken_apart = {wrong.lower(): right for wrong, _, right in pairs}
        return self._taken_apart.get(word, b"") if self._taken_apart else _search(lines, word)


def _search(lines: mmap, word: bytes) -> bytes:
    """Halve the list until the word's line must be near, and look there; names stand in it with a capital."""
    low, high = 0, len(lines)
    while high - low > _NEAR:
        start = lines.find(b"\n", (low + high) // 2, high) + 1
        if not start:
            break
        if lines[start : lines.find(b"->", start)].lower() < word:
            low = start
        else:
            high = start
    near = lines[low - _NEAR : high + _NEAR] if low > _NEAR else b"\n" + lines[: high + _NEAR]
    at = near.lower().find(b"\n%b->" % word)
    if at < 0:
        return b""
    begin = at + len(word) + 3
    return near[begin:].partition(b"\n")[0]


def _read(package: str, file: str) -> mmap:
    """A data file of an installed package, which is not imported for it."""
    import os
    from importlib.machinery import PathFinder  # importlib.util costs three milliseconds more

    spec = PathFinder.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the list of misspellings is missing: install {package}", name=package)
    return mapped(os.path.join(spec.submodule_search_locations[0], *file.split("/")))


def misspellings_of(policy: Policy) -> Mapping[str, Misspellings]:
    """The misspellings of each language that has a list; ask for them by ``policy.derived(misspellings_of)``."""
    languages: Mapping[str, Any] = policy.facts["spelling"]["languages"]
    return {code: Misspellings(facts) for code, facts in languages.items()}
