"""Reading a file or standard input: never more than the limit, and only what is text."""

from __future__ import annotations

import os
import sys

from msglint.errors import DraftError

UNREADABLE = {
    FileNotFoundError: "no such file",
    PermissionError: "you may not read this file",
    IsADirectoryError: "this is a folder",
}
"""Why a file cannot be read, in words of its own; for anything else the system's are said."""
_SIGNATURES = (
    b"\x89PNG",
    b"%PDF-",
    b"{\\rtf",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
)
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROL = bytes({*range(9), *range(14, 27), *range(28, 32)})
_FEW = 3
"""So many control characters may be a slip, if they are not half of what is there."""
_HEAD = 8192
_HOW = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_FIRST, _MORE = 1 << 16, 1 << 20
"""Nearly every draft is read at once; the room for a long one is asked for when it is known to be long."""


def read_bytes(path: str, limit: int) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises a ``DraftError`` that says what is wrong."""
    try:
        if path == "-":
            if sys.stdin is None:
                raise DraftError("there is no standard input")
            data = sys.stdin.buffer.read(limit + 1)
        else:
            descriptor = os.open(path, _HOW)
            try:
                data = _read(descriptor, limit + 1)
            finally:
                os.close(descriptor)
    except OSError as error:
        raise DraftError(UNREADABLE.get(type(error)) or f"cannot be read: {error.strerror}") from None
    if len(data) > limit:
        raise DraftError(f"larger than the limit of {_size(limit)}; raise max-file-size in msglint.toml to check it")
    if not is_text(data):
        raise DraftError("not text: this looks like an image, a document or another binary file")
    return data


def size_of(path: str) -> int:
    """How many bytes a file has; 0 for standard input, and for what cannot be read."""
    try:
        return 0 if path == "-" else os.stat(path).st_size
    except OSError:
        return 0


def _read(descriptor: int, most: int) -> bytes:
    pieces, size = [], _FIRST
    while most > 0 and (piece := os.read(descriptor, min(most, size))):
        pieces.append(piece)
        most -= len(piece)
        size = _MORE
    return b"".join(pieces)


def is_text(data: bytes) -> bool:
    """Whether bytes may be text: no known binary signature, and few control characters unless it is UTF-16."""
    head = data[:_HEAD]
    if head.startswith(_SIGNATURES):
        return False
    if head.startswith(_BOMS) or not head:
        return True
    is_wide = b"\0" in head and _is_utf16(head)
    written = head.replace(b"\0", b"") if is_wide else head
    controls = len(written) - len(written.translate(None, _CONTROL))
    if controls * 2 >= len(written):
        return False
    return is_wide or controls <= max(_FEW, len(head) // 20)


def _is_utf16(head: bytes) -> bool:
    """Whether the NULs stand nearly all on one side of the pairs, as in UTF-16 without a BOM."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    return max(even, odd) > len(head) // 5 and min(even, odd) * 20 <= max(even, odd)


def _size(limit: int) -> str:
    return f"{limit / (1024 * 1024):g} MB" if limit >= 1024 * 1024 else f"{limit} bytes"
