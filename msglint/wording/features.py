"""What the model looks at in a unit: its words, runs of words, parts of words, and the groups it and its neighbours hold.

A feature is a string. Words and runs of words are written as they stand (numbers as ``#``), parts of words begin with
``~``, groups are in upper case: ``REVIEW`` says that the unit
holds it, ``<REVIEW`` and ``>REVIEW`` that the unit before or after does.
"""

from __future__ import annotations

from itertools import pairwise

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.wording.lexicon import Chart

EDGE = "^"
PART = "~"
"""What the name of a part of a word begins with."""
PART_LENGTHS = (3, 4, 5)
LONGEST_WORD = 40


def plain(words: Sequence[str]) -> list[str]:
    """The words of a unit as the model sees them, between its edges."""
    return [EDGE, *("#" if word[0].isdigit() else word for word in words), EDGE]


def parts(word: str) -> Iterator[str]:
    """The parts of a word, edges marked: ``~<re``, ``~rev``, … None of signs, numbers and placeholders."""
    if not word.isalpha():
        return
    marked = f"<{word[:LONGEST_WORD]}>"
    for length in PART_LENGTHS:
        for at in range(len(marked) - length + 1):
            yield PART + marked[at : at + length]


def runs(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Runs of two and three words, each with the number of its first word. ``words`` are plain ones."""
    for at, (first, second) in enumerate(pairwise(words)):
        pair = f"{first} {second}"
        yield pair, at
        if at + 2 < len(words):
            yield f"{pair} {words[at + 2]}", at


def groups(chart: Chart, before: Chart | None, after: Chart | None) -> Iterator[str]:
    """The groups of a unit and its neighbours'."""
    yield from sorted(chart)
    for sign, neighbour in (("<", before), (">", after)):
        if neighbour:
            for group in neighbour:
                yield sign + group


def features(words: Sequence[str], chart: Chart, before: Chart | None, after: Chart | None) -> Iterator[str]:
    """All features of a unit, repeated ones as often as they occur."""
    spelled = plain(words)
    for word in spelled[1:-1]:
        yield word
        yield from parts(word)
    for run, _ in runs(spelled):
        yield run
    yield from groups(chart, before, after)
