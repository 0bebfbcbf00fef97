"""A language's word groups, ready to be found: which words begin an entry, and what may follow them."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from msglint.lookup import Lookup

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

    value: int
    groups: tuple[str, ...]
    gap: int


class Pattern(NamedTuple):
    """An entry with groups, gaps or many choices. ``needs`` are its steps, without any of which it cannot match."""

    group: str
    steps: tuple[Step, ...]
    needs: frozenset[int]


Chart = dict[str, list[Hit]]
"""The groups that a unit holds, each with its places."""


class Known(NamedTuple):
    """What is known of a word: the symbols it can stand for, the entries it can begin, the steps of patterns it can be,
    and the patterns to try because of these.
    """

    symbols: tuple[str, ...]
    entries: tuple[Mapping[str, Any], ...]
    steps: frozenset[int]
    patterns: frozenset[int]


class Lexicon:
    """The word groups of one language.

    ``data`` is what ``msglint.wording.build`` makes of a language folder: ``heads`` and ``tails`` (symbols with ``*``),
    ``language`` (whose ``spellings`` are letters that are compared as others), and the tables of ``msglint.wording.tables``.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._trie: Lookup = data["trie"]
        self._forms: Lookup = data["forms"]
        self._steps: Lookup = data["steps"]
        self._waiting: Lookup = data["waiting"]
        self._written: Lookup = data["patterns"]
        self._patterns: dict[int, Pattern] = {}
        self._heads, self._tails = frozenset(data["heads"]), frozenset(data["tails"])
        self._head_lengths = sorted({len(head) - 1 for head in self._heads})
        self._tail_lengths = sorted({len(tail) - 1 for tail in self._tails})
        self._letters = str.maketrans(dict(data["language"].get("spellings", {})))
        self._known: dict[str, Known] = {}
        self._groups: dict[str, frozenset[int]] = {}
        self._given: dict[int, frozenset[int]] = {}

    def symbols(self, word: str) -> tuple[str, ...]:
        """The symbols of entries that a word can stand for: itself, its base form with ``~``, parts of it with ``*``."""
        return self._knowledge(word).symbols

    def _knowledge(self, word: str) -> Known:
        known = self._known.get(word)
        if known is None:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            symbols = tuple(self._symbols(word.translate(self._letters) if self._letters else word))
            entries = tuple(node for symbol in symbols if (node := self._trie[symbol]))
            steps = frozenset(step for symbol in symbols for step in self._steps[symbol] or ())
            known = self._known[word] = Known(symbols, entries, steps, self._waiting_for(steps))
        return known

    def _symbols(self, word: str) -> list[str]:
        if word[0] == "{":
            return ["{}", word, *dict.fromkeys("{" + part + "}" for part in word[1:-1].split())]
        found = [word, *(self._forms[word] or ()), *(("#",) if word[0].isdigit() else ())]
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
        here = set[int]().union(*[word.steps for word in words], *[self._steps[group] or () for group in found])
        self._join_patterns(words, found, here)
        return {group: hits for group, hits in found.items() if group[0] != HIDDEN}

    def _join_patterns(self, words: list[Known], chart: Chart, here: set[int]) -> None:
        """Add the groups that patterns make of what is ``here``: a pattern stands behind those that it is made of."""
        waiting = frozenset().union(*[word.patterns for word in words], *map(self._made_of, chart))
        given = self._given
        numbers = [number for number in waiting if given[number] <= here]
        heapify(numbers)
        while numbers:
            pattern = self._pattern(heappop(numbers))
            is_new = pattern.group not in chart
            if pattern.needs <= here and _join(pattern, words, chart) and is_new:
                for step in self._steps[pattern.group] or ():
                    if step not in here:
                        here.add(step)
                        for number in self._waiting_for((step,)):
                            if given[number] <= here:
                                heappush(numbers, number)

    def _waiting_for(self, steps: Iterable[int]) -> frozenset[int]:
        """The patterns to try because of one of these steps, if all that no other pattern makes is there."""
        found = {number: given for step in steps for number, given in self._waiting[str(step)] or ()}
        for number, given in found.items():
            if number not in self._given:
                self._given[number] = frozenset(given)
        return frozenset(found)

    def _made_of(self, group: str) -> frozenset[int]:
        """The patterns to try because of a group."""
        found = self._groups.get(group)
        if found is None:
            found = self._groups[group] = self._waiting_for(self._steps[group] or ())
        return found

    def _pattern(self, number: int) -> Pattern:
        found = self._patterns.get(number)
        if found is None:
            group, steps = self._written[str(number)]
            steps = tuple(Step(value, tuple(groups), gap) for value, groups, gap in steps)
            needs = frozenset(step.value for step in steps)
            found = self._patterns[number] = Pattern(group, steps, needs)
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
