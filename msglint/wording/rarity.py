"""How often words, groups and steps of patterns may be expected: a pattern is tried where its rarest step occurs.

It is an estimate, from the words of the example sentences. It decides how fast a text is read, not what is found in it.
"""

from __future__ import annotations

import os
import re
from collections import Counter

from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


_WORD = re.compile(r"[\u3041-\u9fff]|[^\W\d_]+|\d+|[^\w\s]")


def often_in(folder: str) -> Counter[str]:
    """How often each word stands in the files of a folder, all numbers as ``#``; nothing where there is no folder."""
    found = Counter[str]()
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            found.update(_WORD.findall(file.read().lower()))
    found["#"] += sum(count for word, count in found.items() if word.isdecimal())
    return found


class Rarity:
    """``often`` says how often each word occurs in some texts; ``trie`` and ``forms`` are those of a language."""

    def __init__(self, trie: Mapping[str, Any], forms: Mapping[str, Sequence[str]], often: Mapping[str, int]) -> None:
        self._often = Counter[str](often)
        for form, symbols in forms.items():
            for symbol in symbols:
                self._often[symbol] += often.get(form, 0)
        self._starred: dict[str, int] = {}
        self._groups = Counter[str]()
        for symbol, node in trie.items():
            self._add_entries(node, self._of_word(symbol))

    def rarest(self, group: str, steps: Iterable[str]) -> str:
        """The rarest of the steps that make a pattern. The group that it makes is then as frequent as that."""
        counts = {step: sum(map(self._of_choice, step.split("|"))) for step in steps}
        found = min(counts, key=lambda step: (counts[step], step))
        self._groups[group] += counts[found] + 1
        return found

    def _of_choice(self, choice: str) -> int:
        return self._groups[choice] or self._of_word(choice)

    def _of_word(self, symbol: str) -> int:
        if "*" not in symbol:
            return self._often[symbol]
        if symbol not in self._starred:
            part = symbol.strip("*")
            fits = str.startswith if symbol[-1] == "*" else str.endswith
            self._starred[symbol] = sum(count for word, count in self._often.items() if fits(word, part))
        return self._starred[symbol]

    def _add_entries(self, node: Mapping[str, Any], count: int) -> None:
        """An entry is as frequent as its rarest word."""
        waiting = [(node, count)]
        while waiting:
            node, count = waiting.pop()
            for symbol, inner in node.items():
                if symbol:
                    waiting.append((inner, min(count, self._of_word(symbol))))
                else:
                    self._groups.update(dict.fromkeys(inner, count))
