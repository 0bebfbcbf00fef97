"""A language's word groups, ready to be found: which words begin an entry, and what may follow them."""

from __future__ import annotations

from bisect import insort
from functools import partial, reduce
from operator import neg, or_

from msglint.remembered import Remembered
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from msglint.lookup import Lookup

MOST_REMEMBERED = 20_000
ANY_NUMBER = "00"
"""Stands for all numbers that are alike."""
HIDDEN = "_"
"""Groups whose names begin with it are parts of patterns only."""


class Hit(NamedTuple):
    """A place of a group: from word ``start`` up to but not including word ``end`` of the unit."""

    start: int
    end: int


_hit = partial(tuple.__new__, Hit)
"""Makes one of its start and end; there are many."""


class Step(NamedTuple):
    """One step of a pattern: a word or one of several choices (``bit``, see ``Known``), after at most ``gap`` other words.

    ``groups`` are those of its choices that are groups.
    """

    bit: int
    groups: tuple[str, ...]
    gap: int


class Pattern(NamedTuple):
    """An entry with groups, gaps or many choices. ``needs`` are the bits of its steps, without any of which it cannot match;
    ``next`` is the bit of what has to follow right behind a first word (0 where it may be anything).
    """

    group: str
    steps: tuple[Step, ...]
    needs: int
    next: int


_NONE = frozenset[str]()
Chart = dict[str, list[Hit]]
"""The groups that a unit holds, each with its places."""


class Tried(NamedTuple):
    """What a word or group is in patterns: the bits of the steps that it can be, and the patterns that are tried because
    of it, each with the bits of its steps that no other pattern makes.
    """

    steps: int
    waiting: Mapping[int, int]


_UNTRIED = Tried(0, {})


class Known(NamedTuple):
    """What is known of a word: the symbols it can stand for, the groups of the entries that it is all of, what may follow
    in other entries that it begins (and the symbols that do), and what it and its groups are in patterns (``Tried``).

    Steps of patterns are the bits of an integer: a word can be many of them, and nearly all come to nothing.
    """

    symbols: tuple[str, ...]
    groups: tuple[str, ...]
    entries: tuple[Mapping[str, Any], ...]
    following: frozenset[str]
    steps: int
    waiting: Mapping[int, int]


class Lexicon:
    """The word groups of one language.

    ``data`` is what ``msglint.wording.build`` makes of a language folder: ``heads`` and ``tails`` (symbols with ``*``),
    ``numbers`` (the numbers that entries name: all others are alike),
    ``language`` (whose ``spellings`` are letters that are compared as others), and the tables of ``msglint.wording.tables``.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._trie: Lookup = data["trie"]
        self._forms: Lookup = data["forms"]
        self._steps: Lookup = data["steps"]
        self._written: Lookup = data["patterns"]
        self._patterns: dict[int, Pattern] = {}
        self._heads, self._tails = frozenset(data["heads"]), frozenset(data["tails"])
        self._shortest_head = min(map(len, self._heads), default=1) - 1
        self._by_start: dict[str, list[str]] = {}
        for head in sorted(self._heads, key=len):
            self._by_start.setdefault(head[: self._shortest_head], []).append(head)
        self._tail_lengths = sorted({len(tail) - 1 for tail in self._tails})
        self._numbers = frozenset(data["numbers"])
        self._are_alike = ANY_NUMBER not in self._numbers and not any("*" in number for number in self._numbers)
        self._letters = str.maketrans(dict(data["language"].get("spellings", {})))
        self._known = Remembered(self._knowledge, MOST_REMEMBERED)
        self._tried: dict[str, Tried] = {}

    def symbols(self, word: str) -> tuple[str, ...]:
        """The symbols of entries that a word can stand for: itself, its base form with ``~``, parts of it with ``*``."""
        return self._known[word].symbols

    def alike(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words with one number for all that no entry names: what they spell out is the same."""
        if not self._are_alike:
            return words
        numbers = self._numbers
        return tuple([ANY_NUMBER if word[0].isdecimal() and word not in numbers else word for word in words])

    def _knowledge(self, word: str) -> Known:
        symbols = tuple(self._symbols(word.translate(self._letters) if self._letters else word))
        entries = self._trie.found(symbols)
        groups = tuple([group for node in entries for group in node.get("", ())])
        longer = tuple([node for node in entries if len(node) > ("" in node)])
        following = frozenset([symbol for node in longer for symbol in node if symbol]) if longer else _NONE
        steps, waiting = 0, dict[int, int]()
        for one in (*symbols, *dict.fromkeys(groups)):
            more, tried = self._tried_for(one)
            if more:
                steps |= more
                waiting.update(tried)
        return Known(symbols, groups, longer, following, steps, waiting)

    def _symbols(self, word: str) -> list[str]:
        if word[0] == "{":
            return ["{}", word, *dict.fromkeys("{" + part + "}" for part in word[1:-1].split())]
        found = [word, *(self._forms[word] or ())]
        if word[0].isdigit():
            found.append("#")
        if heads := self._by_start.get(word[: self._shortest_head]):
            found += [head for head in heads if word.startswith(head[:-1])]
        found += [tail for n in self._tail_lengths if n <= len(word) and (tail := "*" + word[-n:]) in self._tails]
        return found

    def _tried_for(self, one: str) -> Tried:
        """What a symbol or group is in patterns."""
        known = self._tried.get(one)
        if known is None:
            written = self._steps[one]
            if written is None:
                return _UNTRIED
            steps, waiting = written
            known = self._tried[one] = Tried(_bits(steps), {number: _bits(given) for number, given in waiting})
        return known

    def chart(self, words: Sequence[str]) -> Chart:
        """What the words of a unit spell out: groups with their hits. A placeholder is a word ``{its name}``."""
        known = list(map(self._known.__getitem__, words))
        found: Chart = {}
        begun: list[tuple[int, tuple[Mapping[str, Any], ...]]] = []
        expected: frozenset[str] = _NONE
        here, waiting = 0, dict[int, int]()
        for at, (symbols, groups, _, following, steps, more) in enumerate(known):
            if not expected.isdisjoint(symbols):
                begun.append((at - 1, known[at - 1].entries))
            expected = following
            if groups:
                hit = _hit((at, at + 1))
                for group in groups:
                    found.setdefault(group, []).append(hit)
            here |= steps
            if more:
                waiting.update(more)
        for start, entries in begun:
            for group in _walk(entries, known, start, found):
                steps, more = self._tried_for(group)
                here |= steps
                waiting.update(more)
        numbers = [number for number, given in waiting.items() if here & given == given]
        if numbers:
            self._join_patterns(known, found, here, waiting, numbers)
        return {group: hits for group, hits in found.items() if group[0] != HIDDEN}

    def _join_patterns(
        self, words: list[Known], chart: Chart, here: int, waiting: dict[int, int], numbers: list[int]
    ) -> None:
        """Add the groups that patterns make of what is ``here``: a pattern stands behind those that it is made of."""
        waiting_for = sorted(map(neg, numbers))  # the next one at the end
        while waiting_for:
            pattern = self._pattern(-waiting_for.pop())
            is_new = pattern.group not in chart
            if here & pattern.needs == pattern.needs and _join(pattern, words, chart) and is_new:
                steps, more = self._tried_for(pattern.group)
                here |= steps
                for number, given in more.items():
                    if number not in waiting and here & given == given:
                        waiting[number] = given
                        insort(waiting_for, -number)

    def _pattern(self, number: int) -> Pattern:
        found = self._patterns.get(number)
        if found is None:
            group, written = self._written[str(number)]
            steps = tuple(Step(1 << value, tuple(groups), gap) for value, groups, gap in written)
            is_next = len(steps) > 1 and not steps[1].gap and not steps[1].groups
            needs = reduce(or_, [step.bit for step in steps])
            found = self._patterns[number] = Pattern(group, steps, needs, steps[1].bit if is_next else 0)
        return found


def _bits(numbers: Iterable[int]) -> int:
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def _walk(nodes: tuple[Mapping[str, Any], ...], words: list[Known], start: int, found: Chart) -> list[str]:
    """Add the groups of the entries that begin with one word and go on with others; those that are new."""
    new = []
    for first in nodes:
        at = start + 1
        waiting = [(first[symbol], at + 1) for symbol in words[at].symbols if symbol in first]
        while waiting:
            node, at = waiting.pop()
            groups = node.get("")
            if groups:
                hit = _hit((start, at))
                for group in groups:
                    if group not in found:
                        found[group] = []
                        new.append(group)
                    found[group].append(hit)
                if len(node) == 1:
                    continue
            if at < len(words):
                waiting += [(node[symbol], at + 1) for symbol in words[at].symbols if symbol in node]
    return new


def _join(pattern: Pattern, words: list[Known], chart: Chart) -> bool:
    """Add all places of a pattern to the chart (of those that begin at one word, the shortest); whether there are any."""
    (bit, groups, _), *others = pattern.steps
    starts = {(at, at + 1) for at, word in enumerate(words) if word.steps & bit}
    if pattern.next:
        last, following = len(words) - 1, pattern.next
        starts = {(at, end) for at, end in starts if at < last and words[end].steps & following}
    for group in groups:
        if group in chart:
            starts.update(chart[group])
    found = []
    for start, end in starts:
        ends = {end}
        for step in others:
            ends = _after(step, ends, words, chart)
            if not ends:
                break
        else:
            found.append(_hit((start, min(ends))))
    if found:
        chart.setdefault(pattern.group, []).extend(found)
    return bool(found)


def _after(step: Step, ends: set[int], words: list[Known], chart: Chart) -> set[int]:
    """Where a step can end that begins where the ones before it ended, or a gap behind."""
    bit, last = step.bit, len(words)
    reach = {at for end in ends for at in range(end, min(end + step.gap + 1, last))} if step.gap else ends
    found = {at + 1 for at in reach if at < last and words[at].steps & bit}
    for group in step.groups:
        if group in chart:
            found.update([end for start, end in chart[group] if start in reach])
    return found
