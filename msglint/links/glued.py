"""Hosts whose dot is a word with no blank around it: ``shop-dot-com``, ``shopDOTcom``, ``shopドットcom``, ``ランプドットコム``."""

from __future__ import annotations

from msglint.links.suffixes import suffix_of
from msglint.patterns import any_of, lazy
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = lazy(r"(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}+|[ァ-ヺー]{2,30}+|[一-鿿々]{2,10}+)\Z")
_REACH = 64
_MOST_LABELS = 4


class Glued:
    """Finds them by the facts: the words for a dot, and the endings that each may stand before."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._endings: Mapping[str, str] = facts["spoken_endings"]
        self._dots = {
            dot: lazy(rf"(?:{any_of((*endings, *self._endings))})(?![A-Za-z0-9ァ-ヺー-])")
            for dot, endings in facts["glued_dots"].items()
        }
        self._dot = lazy(any_of(self._dots))
        self._no_names = frozenset(facts["no_names"])
        self._signs = facts["dot_signs"]
        endings = any_of(ending for ending in facts["spaced_endings"] if "." not in ending)
        self._sign = lazy(rf"(?<=[A-Za-z0-9])(?:。(?=[A-Za-z])|[{self._signs}](?=(?:{endings})(?![A-Za-z0-9])))")

    def dotted(self, text: str) -> str:
        """The text with a dot for each other sign that stands for one in a host: ``shop。com``, ``shop·com``."""
        return self._sign.sub(".", text) if any(map(text.__contains__, self._signs)) else text

    def hosts(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The hosts in a text: where each begins and ends, and what it spells."""
        for dot in self._dot.finditer(text) if any(map(text.__contains__, self._dots)) else ():
            ending = self._dots[dot[0]].match(text, dot.end())
            start = self._start(text, dot.start(), dot[0]) if ending else dot.start()
            if ending is None or start == dot.start():
                continue
            name = self._dot.sub(".", text[start : dot.start()])
            host = f"{name}.{self._endings.get(ending[0], ending[0])}"
            if name.lower() not in self._no_names and len(suffix_of(host.lower())) < len(host):
                yield start, ending.end(), host

    def _start(self, text: str, at: int, dot: str) -> int:
        """Where the labels before a dot begin; its own place if there are none. A word in capitals needs small letters."""
        if dot.isupper() and not (text[at - 1 : at].islower() or text[at - 1 : at].isdigit()):
            return at
        start = at
        for _ in range(_MOST_LABELS):
            label = _NAME.search(text[max(0, at - _REACH) : at])
            if not label:
                break
            start = at - len(label[0])
            before = next((one for one in self._dots if text.endswith(one, 0, start)), "")
            if not before:
                break
            at = start - len(before)
        return start
