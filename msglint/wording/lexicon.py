"""A language's word groups, ready to be found: which words begin an entry, and what may follow them."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

MOST_REMEMBERED = 50_000
HIDDEN = "_"
"""Groups whose names begin with it are parts of patterns only."""


class Hit(NamedTuple):
    """A place of a group: from word ``start`` up to but not including word ``end`` of the unit."""

    start: int
    end: int


class Step(NamedTuple):
    """One step of a pattern: a word or one of several choices, after at most ``gap`` other words.

    ``groups`` are those of its choices that are groups.
    """

    value: str
    groups: tuple[str, ...]
    gap: int


class Pattern(NamedTuple):
    """An entry with groups, gaps or many choices. ``needs`` are its steps, without any of which it cannot match."""

    group: str
    steps: tuple[Step, ...]
    needs: frozenset[str]


Chart = dict[str, list[Hit]]
"""The groups that a unit holds, each with its places."""


class Known(NamedTuple):
    """What is known of a word: the symbols it can stand for, the entries it can begin, the steps of patterns it can be."""

    symbols: tuple[str, ...]
    entries: tuple[Mapping[str, Any], ...]
    steps: frozenset[str]


class Lexicon:
    """The word groups of one language.

    ``data`` is what ``msglint.wording.build`` makes of a language folder: ``trie`` (nested mappings from symbol to
    node; the key "" holds the groups that end there), ``patterns`` in the order in which they may be looked for,
    ``forms`` (an inflected form to the symbols it can stand for), ``heads`` and ``tails`` (symbols with ``*``).
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.trie: Mapping[str, Any] = data["trie"]
        groups = frozenset(data["groups"])
        self.patterns = tuple(_pattern(group, steps, groups) for group, steps in data["patterns"])
        self._steps = _steps(self.patterns)
        made = {pattern.group for pattern in self.patterns}
        made.update([step for group in made for step in self._steps.get(group, ())])
        self._given = tuple(pattern.needs - made for pattern in self.patterns)
        self._waiting = _waiting(self.patterns, made)
        self._forms: Mapping[str, list[str]] = data["forms"]
        self._heads, self._tails = frozenset(data["heads"]), frozenset(data["tails"])
        self._head_lengths = sorted({len(head) - 1 for head in self._heads})
        self._tail_lengths = sorted({len(tail) - 1 for tail in self._tails})
        self._known: dict[str, Known] = {}

    def symbols(self, word: str) -> tuple[str, ...]:
        """The symbols of entries that a word can stand for: itself, its base form with ``~``, parts of it with ``*``."""
        return self._knowledge(word).symbols

    def _knowledge(self, word: str) -> Known:
        known = self._known.get(word)
        if known is None:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            symbols = tuple(self._symbols(word))
            known = self._known[word] = Known(
                symbols,
                tuple(self.trie[symbol] for symbol in symbols if symbol in self.trie),
                frozenset(step for symbol in symbols for step in self._steps.get(symbol, ())),
            )
        return known

    def _symbols(self, word: str) -> list[str]:
        if word[0] == "{":
            return ["{}", word, *dict.fromkeys("{" + part + "}" for part in word[1:-1].split())]
        found = [word, *self._forms.get(word, ()), *(("#",) if word[0].isdigit() else ())]
        found += [head for n in self._head_lengths if n <= len(word) and (head := word[:n] + "*") in self._heads]
        found += [tail for n in self._tail_lengths if n <= len(word) and (tail := "*" + word[-n:]) in self._tails]
        return found

    def chart(self, units: Sequence[Sequence[str]]) -> list[Chart]:
        """What the words of each unit spell out: groups with their hits, counted from the unit's first word.

        ``units`` are neighbouring units of one view, as words; a placeholder is a word ``{its name}``.
        """
        return [self._chart(list(map(self._knowledge, words))) for words in units]

    def _chart(self, words: list[Known]) -> Chart:
        symbols = [word.symbols for word in words]
        found: Chart = {}
        for at, word in enumerate(words):
            for node in word.entries:
                _walk(node, symbols, at, found)
        here = set(found).union(*[word.steps for word in words], *[self._steps.get(group, ()) for group in found])
        self._join_patterns(words, found, here)
        return {group: hits for group, hits in found.items() if group[0] != HIDDEN}

    def _join_patterns(self, words: list[Known], chart: Chart, here: set[str]) -> None:
        """Add the groups that patterns make of what is ``here``: a pattern stands behind those that it is made of."""
        given, waiting = self._given, self._waiting
        numbers = [number for step in here if step in waiting for number in waiting[step] if given[number] <= here]
        heapify(numbers)
        while numbers:
            pattern = self.patterns[heappop(numbers)]
            if pattern.needs <= here and _join(pattern, words, chart) and pattern.group not in here:
                for step in (pattern.group, *self._steps.get(pattern.group, ())):
                    if step not in here:
                        here.add(step)
                        for number in waiting.get(step, ()):
                            if given[number] <= here:
                                heappush(numbers, number)


def _pattern(group: str, elements: Sequence[tuple[str, str]], groups: AbstractSet[str]) -> Pattern:
    steps, gap = [], 0
    for kind, value in elements:
        if kind == "gap":
            gap = int(value)
            continue
        choices = value.split("|") if kind == "any" else (value,)
        steps.append(Step(value, tuple(one for one in choices if one in groups or one[0] == HIDDEN), gap))
        gap = 0
    return Pattern(group, tuple(steps), frozenset(step.value for step in steps))


def _steps(patterns: Sequence[Pattern]) -> Mapping[str, tuple[str, ...]]:
    """For each word and group the steps of patterns that it can be: itself, and choices that it is one of."""
    found: dict[str, dict[str, None]] = {}
    for pattern in patterns:
        for step in pattern.steps:
            for one in (step.value, *step.value.split("|")):
                found.setdefault(one, {})[step.value] = None
    return {one: tuple(steps) for one, steps in found.items()}


def _waiting(patterns: Sequence[Pattern], made: set[str]) -> Mapping[str, list[int]]:
    """The patterns by one of their steps, without which they need not be tried: one that patterns make if there is any,
    and of several the one that the fewest patterns have.
    """
    often: dict[str, int] = {}
    for pattern in patterns:
        for step in pattern.needs:
            often[step] = often.get(step, 0) + 1 + step.count("|")
    found: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns):
        key = min(pattern.needs, key=lambda step: (step not in made, often[step], step))
        found.setdefault(key, []).append(number)
    return found


def _walk(node: Mapping[str, Any], symbols: list[tuple[str, ...]], start: int, found: Chart) -> None:
    waiting = [(node, start + 1)]
    while waiting:
        node, at = waiting.pop()
        for group in node.get("", ()):
            found.setdefault(group, []).append(Hit(start, at))
        if at < len(symbols):
            waiting += [(node[symbol], at + 1) for symbol in symbols[at] if symbol in node]


def _join(pattern: Pattern, words: list[Known], chart: Chart) -> bool:
    """Add all places of a pattern to the chart (of those that begin at one word, the shortest); whether there are any."""
    found = []
    steps = pattern.steps
    value = steps[0].value
    starts = {Hit(at, at + 1) for at, word in enumerate(words) if value in word.steps}
    for group in steps[0].groups:
        starts.update(chart.get(group, ()))
    for start, end in starts:
        ends = {end}
        for step in steps[1:]:
            ends = _after(step, ends, words, chart)
            if not ends:
                break
        else:
            found.append(Hit(start, min(ends)))
    if found:
        chart.setdefault(pattern.group, []).extend(found)
    return bool(found)


def _after(step: Step, ends: set[int], words: list[Known], chart: Chart) -> set[int]:
    """Where a step can end that begins where the ones before it ended, or a gap behind."""
    value, last = step.value, len(words)
    reach = {at for end in ends for at in range(end, min(end + step.gap + 1, last))} if step.gap else ends
    found = {at + 1 for at in reach if at < last and value in words[at].steps}
    for group in step.groups:
        for start, end in chart.get(group, ()):
            if start in reach:
                found.add(end)
    return found
