"""A language's word groups, ready to be found: which words begin an entry, and what may follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_REMEMBERED = 50_000


class Hit(NamedTuple):
    """A place of a group: from word ``start`` up to but not including word ``end`` of the unit."""

    start: int
    end: int


class Pattern(NamedTuple):
    """An entry with groups, gaps or many choices: ``steps`` are (kind, value), as in ``notation.Element``.

    ``needs`` are the groups, words and choices without which it cannot match.
    """

    group: str
    steps: tuple[tuple[str, str], ...]
    needs: frozenset[str]


Chart = dict[str, list[Hit]]
"""The groups that a unit holds, each with its places."""


class Lexicon:
    """The word groups of one language.

    ``data`` is what ``msglint.wording.build`` makes of a language folder: ``trie`` (nested mappings from symbol to
    node; the key "" holds the groups that end there), ``patterns`` in the order in which they may be looked for,
    ``forms`` (an inflected form to the symbols it can stand for), ``heads`` and ``tails`` (symbols with ``*``).
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.trie: Mapping[str, Any] = data["trie"]
        self.patterns = tuple(
            Pattern(group, tuple((kind, value) for kind, value in steps), frozenset(v for k, v in steps if k != "gap"))
            for group, steps in data["patterns"]
        )
        self._choices: dict[str, list[str]] = {}
        self._words_needed: set[str] = set()
        for pattern in self.patterns:
            for kind, value in pattern.steps:
                if kind == "word":
                    self._words_needed.add(value)
                elif kind == "any":
                    for symbol in value.split("|"):
                        if value not in self._choices.setdefault(symbol, []):
                            self._choices[symbol].append(value)
        self._forms: Mapping[str, list[str]] = data["forms"]
        self._heads, self._tails = frozenset(data["heads"]), frozenset(data["tails"])
        self._head_lengths = sorted({len(head) - 1 for head in self._heads})
        self._tail_lengths = sorted({len(tail) - 1 for tail in self._tails})
        self._known: dict[str, tuple[str, ...]] = {}

    def symbols(self, word: str) -> tuple[str, ...]:
        """The symbols of entries that a word can stand for: itself, its base form with ``~``, parts of it with ``*``."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            found = self._known[word] = tuple(self._symbols(word))
        return found

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
        read = [[self.symbols(word) for word in words] for words in units]
        charts = [self._leaves(symbols) for symbols in read]
        present = [self._present(symbols, chart) for symbols, chart in zip(read, charts, strict=True)]
        somewhere: set[str] = set().union(*present)
        for pattern in self._possible(somewhere):
            for symbols, chart, here in zip(read, charts, present, strict=True):
                if pattern.needs <= here and _join(pattern, symbols, chart):
                    here.add(pattern.group)
        return charts

    def _leaves(self, symbols: list[tuple[str, ...]]) -> Chart:
        found: Chart = {}
        trie = self.trie
        for at, here in enumerate(symbols):
            for symbol in here:
                node = trie.get(symbol)
                if node is not None:
                    _walk(node, symbols, at, found)
        return found

    def _present(self, symbols: list[tuple[str, ...]], chart: Chart) -> set[str]:
        found = set(chart)
        for here in symbols:
            for symbol in here:
                if symbol in self._words_needed:
                    found.add(symbol)
                if symbol in self._choices:
                    found.update(self._choices[symbol])
        return found

    def _possible(self, somewhere: set[str]) -> list[Pattern]:
        """The patterns that could match in some unit, in order; what they find counts as there for the next ones."""
        found = []
        for pattern in self.patterns:
            if pattern.needs <= somewhere:
                found.append(pattern)
                somewhere.add(pattern.group)
        return found


def _walk(node: Mapping[str, Any], symbols: list[tuple[str, ...]], start: int, found: Chart) -> None:
    waiting = [(node, start + 1)]
    while waiting:
        node, at = waiting.pop()
        for group in node.get("", ()):
            found.setdefault(group, []).append(Hit(start, at))
        if at < len(symbols):
            waiting += [(node[symbol], at + 1) for symbol in symbols[at] if symbol in node]


def _join(pattern: Pattern, symbols: list[tuple[str, ...]], chart: Chart) -> bool:
    """Add all places of a pattern to the chart (of those that begin at one word, the shortest); whether there are any."""
    found = []
    for start, first_end in _starts(pattern.steps[0], symbols, chart):
        ends, slack = {first_end}, 0
        for kind, value in pattern.steps[1:]:
            if kind == "gap":
                slack = int(value)
                continue
            ends = _step(kind, value, ends, slack, symbols, chart)
            slack = 0
            if not ends:
                break
        if ends:
            found.append(Hit(start, min(ends)))
    if found:
        chart.setdefault(pattern.group, []).extend(found)
    return bool(found)


def _starts(step: tuple[str, str], symbols: list[tuple[str, ...]], chart: Chart) -> list[Hit]:
    kind, value = step
    if kind == "group":
        return list(set(chart[value]))
    choices = set(value.split("|")) if kind == "any" else {value}
    return [Hit(at, at + 1) for at, here in enumerate(symbols) if not choices.isdisjoint(here)]


def _step(
    kind: str, value: str, ends: set[int], slack: int, symbols: list[tuple[str, ...]], chart: Chart
) -> set[int]:
    if kind == "group":
        return {b for a, b in chart.get(value, ()) if any(end <= a <= end + slack for end in ends)}
    choices = set(value.split("|")) if kind == "any" else {value}
    last = len(symbols)
    reach = {at for end in ends for at in range(end, min(end + slack + 1, last))}
    return {at + 1 for at in reach if not choices.isdisjoint(symbols[at])}
