"""A large mapping of names to small values, kept as one run of bytes: a short run reads a few of its entries.

To build a dictionary of thirty thousand entries takes longer than to check a message. So those entries whose names are
alike as numbers, one on average, are packed together (``marshal``), and unpacked when one of them is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from marshal import dumps, loads
from mmap import ACCESS_READ, mmap
from sys import byteorder

from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PRIME = (1 << 29) - 3
"""A name as a number, modulo this: mixed well enough, without a library for checksums."""
VERSION = 2
"""Of ``marshal``'s format: every Python reads it, and the same values are the same bytes."""


class Lookup(dict[str, Any]):
    """The mapping. It holds what was unpacked before; ask for the rest by ``[name]``, None if it is not there.

    When half of it is unpacked, the other half is too.
    """

    def __init__(self, packed: bytes | memoryview | mmap) -> None:
        super().__init__()
        self._packed = packed
        self._begins = _begins(packed)
        self._count = len(self._begins) - 1
        self._unpacked: set[int] = set()
        self._is_whole = False

    def __missing__(self, name: str) -> Any:
        if self._is_whole:
            return None
        place = _place(name, self._count)
        if place in self._unpacked:
            return None
        self._unpacked.add(place)
        self.update(self._unpack(place))
        if 2 * len(self._unpacked) >= self._count:
            self.update(self.entries())
            self._is_whole = True
        return self.get(name)

    def found(self, names: Iterable[str]) -> list[Any]:
        """The values of those of some names that are there."""
        values = map(self.get if self._is_whole else self.__getitem__, names)
        return [value for value in values if value is not None]

    def entries(self) -> Iterator[tuple[str, Any]]:
        """All entries."""
        return (entry for place in range(self._count) for entry in self._unpack(place).items())

    def _unpack(self, place: int) -> dict[str, Any]:
        found: dict[str, Any] = loads(self._packed[self._begins[place] : self._begins[place + 1]])
        return found


def pack(entries: Mapping[str, object]) -> bytes:
    """The bytes of a mapping, for ``Lookup``."""
    count = max(1, len(entries))
    places: list[dict[str, object]] = [{} for _ in range(count)]
    for name in sorted(entries):
        places[_place(name, count)][name] = entries[name]
    return joined([dumps(place, VERSION) for place in places])


def _place(name: str, count: int) -> int:
    return int.from_bytes(name.encode("utf-8", "surrogatepass"), "little") % _PRIME % count


def joined(parts: Sequence[bytes]) -> bytes:
    """Parts in one: how many there are, where each begins and the last ends, the parts."""
    begins = [4 * (len(parts) + 2)]
    for part in parts:
        begins.append(begins[-1] + len(part))
    return b"".join([number.to_bytes(4, "little") for number in (len(parts), *begins)] + [*parts])


def parted(packed: bytes | mmap) -> list[memoryview]:
    """The parts again, not copied."""
    begins = _begins(packed)
    return [memoryview(packed)[begins[at] : begins[at + 1]] for at in range(len(begins) - 1)]


def mapped(path: str) -> mmap:
    """The content of a file, of which only what is looked at is read. It must never be written in place: replace it."""
    with open(path, "rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


class Sections(Mapping[str, Any]):
    """A mapping to larger values, each unpacked when it is asked for."""

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed
        self._values: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            self._values[name] = loads(self._packed[name])
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def sections(values: Mapping[str, object]) -> dict[str, bytes]:
    """The values of a mapping, for ``Sections``."""
    return {name: dumps(plain(values[name]), VERSION) for name in sorted(values)}


def plain(value: object) -> Any:
    """A value as JSON knows it, the keys in order: what does not depend on how it was made."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, dict):
        return {str(name): plain(value[name]) for name in sorted(value)}
    if isinstance(value, list | tuple | set | frozenset):
        return list(map(plain, value))
    return str(value) if isinstance(value, str) else value


def _begins(packed: bytes | memoryview | mmap) -> memoryview:
    """Where each part begins, and where the last ends."""
    count = int.from_bytes(packed[:4], "little")
    numbers = packed[4 : 4 * count + 8]
    if byteorder == "little":
        return memoryview(numbers).cast("I")
    from array import array

    swapped = array("I", bytes(numbers))
    swapped.byteswap()
    return memoryview(swapped)
