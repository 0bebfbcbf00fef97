"""Files in encodings whose bytes are not to be cut at: read as if they were UTF-8, with the places of the file as it stands."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import BinaryIO, Self

_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_DECLARED = re.compile(rb"<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.-]{0,40})[\"']")
# a < is never a part of another character in these; Windows' Shift_JIS has all signs of the standard's and those that shops use
_WIDE = {"shift_jis": "cp932"} | {
    name: name for name in ("cp932", "euc_jp", "gb2312", "gbk", "big5", "euc_kr", "cp949")
}
_OTHER_NAMES = {"windows-31j": "cp932", "x-sjis": "cp932"}
_SIGN = re.compile(b"<")
_SIZE, _MOST = 1 << 14, 1 << 8


def utf16_of(head: bytes) -> str:
    """Python's name of the UTF-16 that a file begins with; empty for any other."""
    return _BOMS.get(head[:2], "")


class Utf16:
    """A file in UTF-16 that is read line by line, as UTF-8. ``tell`` and ``seek`` count the file's own bytes."""

    def __init__(self, file: BinaryIO, codec: str) -> None:
        self._file, self._codec = file, codec
        self._little = codec.endswith("le")

    def readline(self, limit: int = 1 << 20) -> bytes:
        """The next line, or ``limit`` bytes of a longer one."""
        line = bytearray()  # signs such as 上 have a byte that looks like the end of a line
        while len(line) < limit and (more := self._file.readline(limit - len(line))):
            line += more
            if line.endswith(b"\n") and self._little and len(line) % 2:
                line += self._file.read(1)
            if line.endswith(b"\n\0" if self._little else b"\0\n") and not len(line) % 2:
                break
        # so long a line is no row, whatever it says
        return line.decode(self._codec, "replace").encode() if len(line) < limit else bytes(line[:limit])

    def read(self, size: int) -> bytes:
        """About so many bytes."""
        return self._file.read(size + size % 2).decode(self._codec, "replace").encode()

    def tell(self) -> int:
        """The place in the file, in bytes."""
        return self._file.tell()

    def seek(self, place: int) -> int:
        """Go to a place in the file."""
        return self._file.seek(place)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def codec_of(head: bytes) -> str:
    """Python's name of the encoding that XML declares, if its characters take several bytes and it is none of Unicode's."""
    found = _DECLARED.match(head.lstrip())
    name = found[1].decode().lower() if found else ""
    try:
        return _WIDE.get(codecs.lookup(_OTHER_NAMES.get(name, name)).name, "")
    except LookupError:
        return ""


class Pieces:
    """XML in pieces that begin with a ``<``, but for the first, so that no character and no tag is cut: each as UTF-8."""

    def __init__(self, file: BinaryIO, codec: str) -> None:
        self._file, self._codec = file, codec
        self._raw = self._read = b""
        self._before = self._read_before = 0

    def __iter__(self) -> Iterator[bytes]:
        for raw in _cut(self._file):
            self._before += len(self._raw)
            self._read_before += len(self._read)
            self._raw, self._read = raw, raw.decode(self._codec).encode()
            yield self._read

    def place(self, index: int) -> int:
        """Where in the file the ``<`` stands that is at this byte of what was given out, in the last piece."""
        number = self._read.count(b"<", 0, index - self._read_before)
        return self._before + next(islice(_SIGN.finditer(self._raw), number, None)).start()


def _cut(file: BinaryIO) -> Iterator[bytes]:
    rest: list[bytes] = []
    while data := file.read(_SIZE):
        at = data.rfind(b"<")
        if at < 0 and len(rest) < _MOST:
            rest.append(data)
            continue
        at = at if at >= 0 else len(data)
        yield b"".join((*rest, data[:at]))
        rest = [data[at:]]
    yield b"".join(rest)
