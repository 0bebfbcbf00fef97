"""A large mapping of names to small values, kept as one text: a short run reads a few of its entries.

To build a dictionary of thirty thousand entries takes longer than to check a message. So the entries stand in lines,
each in the one that its name's checksum chooses, and are decoded (JSON) when they are asked for.
"""

from __future__ import annotations

from zlib import crc32

from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENTRIES_A_LINE = 16
_MANY = 5_000
"""After so many questions the lines are taken apart once and for all."""


class Lookup(dict[str, Any]):
    """The mapping. It holds what was asked for before; ask for the rest by ``[name]``, None if it is not there."""

    def __init__(self, packed: bytes) -> None:
        super().__init__()
        self._lines = packed.split(b"\n")
        self._asked = 0
        self._texts: dict[str, bytes] = {}

    def __missing__(self, name: str) -> Any:
        text = self._texts.get(name) if self._texts else self._read(name)
        if text is None:
            return None
        value = self[name] = _decoded(text.decode())
        return value

    def _read(self, name: str) -> bytes | None:
        self._asked += 1
        if self._asked > _MANY:
            entries = (entry.partition(b"\x1f") for line in self._lines for entry in line.split(b"\t")[1:-1])
            self._texts = {known.decode(): text for known, _, text in entries}
        key = name.encode("utf-8", "surrogatepass")
        line = self._lines[crc32(key) % len(self._lines)]
        at = line.find(b"\t%b\x1f" % key)
        if at < 0:
            return None
        start = at + len(key) + 2
        return line[start : line.index(b"\t", start)]


def _decoded(text: str) -> Any:
    if text[0] == '"' and "\\" not in text:
        return text[1:-1]
    from json import loads

    return loads(text)


def pack(entries: Mapping[str, object]) -> bytes:
    """The text of a mapping, for ``Lookup``, in UTF-8."""
    from json import dumps

    lines = [b"\t"] * max(1, len(entries) // _ENTRIES_A_LINE)
    for name in sorted(entries):
        key, value = name.encode(), dumps(entries[name], ensure_ascii=False, separators=(",", ":")).encode()
        lines[crc32(key) % len(lines)] += b"%b\x1f%b\t" % (key, value)
    return b"\n".join(lines)
