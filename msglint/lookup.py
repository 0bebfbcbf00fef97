"""A large mapping of names to small values, kept as one text: a short run reads a few of its entries.

To build a dictionary of thirty thousand entries takes longer than to check a message. So the entries stand in lines,
each in the one that its name's checksum chooses, and are decoded (JSON) when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENTRIES_A_LINE = 6
_MANY = 5_000
"""After so many questions the lines are taken apart once and for all."""


class Lookup(dict[str, Any]):
    """The mapping. It holds what was asked for before; ask for the rest by ``[name]``, None if it is not there."""

    def __init__(self, packed: str) -> None:
        super().__init__()
        self._lines = packed.split("\n")
        self._asked = 0
        self._texts: dict[str, str] = {}

    def __missing__(self, name: str) -> Any:
        text = self._texts.get(name) if self._texts else self._read(name)
        if text is None:
            return None
        from json import loads

        value = self[name] = loads(text)
        return value

    def _read(self, name: str) -> str | None:
        self._asked += 1
        if self._asked > _MANY:
            entries = (entry.partition("\x1f") for line in self._lines for entry in line.split("\t")[1:-1])
            self._texts = {name: text for name, _, text in entries}
        line = self._lines[_line(name, len(self._lines))]
        at = line.find(f"\t{name}\x1f")
        if at < 0:
            return None
        start = at + len(name) + 2
        return line[start : line.index("\t", start)]


def pack(entries: Mapping[str, object]) -> str:
    """The text of a mapping, for ``Lookup``."""
    from json import dumps

    lines = ["\t"] * max(1, len(entries) // _ENTRIES_A_LINE)
    for name in sorted(entries):
        value = dumps(entries[name], ensure_ascii=False, separators=(",", ":"))
        lines[_line(name, len(lines))] += f"{name}\x1f{value}\t"
    return "\n".join(lines)


def _line(name: str, lines: int) -> int:
    return crc32(name.encode("utf-8", "surrogatepass")) % lines
