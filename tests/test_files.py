"""What is read as text, and what is refused."""

from __future__ import annotations

import os
import random
import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from msglint.errors import DraftError
from msglint.files import is_text, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

NOISE = random.Random(7).randbytes(4000)


def png() -> bytes:
    """A real, small PNG."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in (chunk, data, b"IEND")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Dear Ann,\r\n\tyour lamp\x0c\x1b[0m\n",
        b"a\0b",
        b"a\0b\1cd\2e",
        b"one\0two\0three\0" + b"words " * 10,
        "Grüße".encode("utf-16"),
        "Grüße an alle".encode("utf-16-le"),
        "Dear Ann, your lamp ships on Monday.".encode("utf-16-be"),
        "日本語のメッセージ".encode("utf-16"),
        "日本語".encode("shift_jis"),
        "日本語のメッセージです".encode("iso-2022-jp"),
        "Größe".encode("cp1252"),
        b"PK is a name",
        b"GIF89a is a file format",
    ],
)
def test_text(data: bytes) -> None:
    assert is_text(data)


@pytest.mark.parametrize(
    "data",
    [
        png(),
        b"%PDF-1.7\n1 0 obj",
        b"{\\rtf1\\ansi Dear \\b Ann}",
        b"PK\x03\x04abc",
        b"\xff\xd8\xff\xe0",
        b"\x00" * 50,
        NOISE,
        bytes(range(32)) * 4,
        b"\0",
        b"\0\1\2",
        b"\0a\1b\2",
    ],
    ids=["PNG", "PDF", "RTF", "ZIP", "JPEG", "NULs", "noise", "controls", "a NUL", "few controls", "mostly controls"],
)
def test_not_text(data: bytes) -> None:
    assert not is_text(data)


def test_the_limit_is_inclusive(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    assert len(read_bytes(str(path), 100)) == 100
    with pytest.raises(DraftError, match="larger than the limit of 99 bytes"):
        read_bytes(str(path), 99)


def test_without_standard_input_there_is_nothing_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(DraftError, match="there is no standard input"):
        read_bytes("-", 100)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DraftError, match="this is a folder"):
        read_bytes(str(tmp_path), 100)


def test_an_endless_device_ends_at_the_limit() -> None:
    with pytest.raises(DraftError, match="larger than the limit"):
        read_bytes("/dev/zero", 1000)


def test_a_pipe_is_read_to_its_end() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"Dear Ann")
    os.close(writing)
    assert read_bytes(f"/dev/fd/{reading}", 1000) == b"Dear Ann"
    os.close(reading)
