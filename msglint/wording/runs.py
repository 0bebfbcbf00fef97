"""Weights of runs: two or three words in a row (or whatever else stands in a row), without writing each run out."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from msglint.lookup import Lookup

MANY = 5_000
"""After so many different pairs all runs that there are are read once and for all."""


def tokens_of(name: str) -> list[str]:
    """The words of a run. A placeholder is one word, though there may be spaces in its name."""
    if "{" not in name:
        return name.split(" ")
    import re

    return re.findall(r"\{[^{}]*\}|[^ ]+", name)


class Run(NamedTuple):
    """The weights of two words in a row, and of three that begin with them, by the third."""

    weights: int
    longer: dict[str, int]


class Hit(NamedTuple):
    """A run that has weights: from word ``start`` up to but not including word ``end``."""

    start: int
    end: int
    weights: int


_hit = partial(tuple.__new__, Hit)


class Runs(dict[tuple[str, str], "Run | None"]):
    """All runs that have weights, by their first two words. ``table`` is that of ``msglint.wording.tables``."""

    def __init__(self, table: Lookup) -> None:
        super().__init__()
        self._table = table
        self._read = self.__getitem__
        self._complete = False

    def __missing__(self, pair: tuple[str, str]) -> Run | None:
        if self._complete:
            return None
        if len(self) > MANY:
            self._read_all()
            return self.get(pair)
        written = self._table[" ".join(pair)]
        found = self[pair] = Run(*written) if written else None
        return found

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """The runs in these words that have weights."""
        found = []
        for at, run in enumerate(map(self._read, pairwise(words))):
            if run is not None:
                if run.weights:
                    found.append(_hit((at, at + 2, run.weights)))
                if run.longer and at + 2 < len(words):
                    weights = run.longer.get(words[at + 2])
                    if weights:
                        found.append(_hit((at, at + 3, weights)))
        return found

    def _read_all(self) -> None:
        self.clear()
        for name, written in self._table.entries():
            first, second = tokens_of(name)
            self[first, second] = Run(*written)
        self._read, self._complete = self.get, True
