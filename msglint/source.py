"""Bytes to text, once; and from an offset to its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right

from msglint.draft import View

_LINE_BREAK = re.compile(r"\r\n|[\n\r]")


class Source(View):
    """The decoded text of a file, exactly as it stands. The base of every other view.

    ``encoding`` is what it was decoded with, ``note`` says so where that was a last resort.
    """

    __slots__ = ("_lines", "encoding", "note")

    def __init__(self, text: str, encoding: str = "utf-8", note: str = "") -> None:
        super().__init__("source", text)
        self.encoding, self.note = encoding, note
        self._lines: list[int] | None = None

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1. CRLF, LF and CR each end a line."""
        if self._lines is None:
            self._lines = [found.end() for found in _LINE_BREAK.finditer(self.text)]
        row = bisect_right(self._lines, offset)
        return row + 1, offset - (self._lines[row - 1] if row else 0) + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line break; empty beyond the end."""
        self.position(0)
        breaks = self._lines or []
        if not 1 <= number <= len(breaks) + 1:
            return ""
        start = breaks[number - 2] if number > 1 else 0
        end = breaks[number - 1] if number <= len(breaks) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode(data: bytes, declared: str | None = None) -> Source:
    """The text of a file: by its BOM, as UTF-8, by the charset its mark-up declares, at last as Windows-1252.

    Never raises. The last resort is said in ``note``; bytes that Windows-1252 leaves undefined become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Source(data[len(mark) :].decode(encoding, "surrogatepass" if len(mark) != 4 else "replace"), encoding)
    try:
        return Source(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        pass
    return Source(data.decode("cp1252", "replace"), "cp1252", "not UTF-8; read as Windows-1252")
