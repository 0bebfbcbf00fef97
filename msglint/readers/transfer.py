"""Transfer encodings and charsets of mail, undone with the map: quoted-printable, base64, multi-byte characters.

In between stand octets: a view with one character a byte, numbered as the byte is.
"""

from __future__ import annotations

import re
from array import array
from binascii import a2b_base64
from typing import TYPE_CHECKING

from msglint.charsets import bytes_of_1252, codec_of, is_one_byte, is_stateful, windows_1252
from msglint.draft import View, ViewBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUOTED = re.compile(r"=(?:([0-9A-Fa-f]{2})|[ \t]*+(?:\r\n|\n|\r|\Z))")
_RUN = re.compile(r"[A-Za-z0-9+/]++|=++")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_HIGH = re.compile(r"[\x80-\xff]++")


def decoded(view: View, start: int, end: int, encoding: str, charset: str, *, bytewise: bool) -> View:
    """A body of mail as text, its base the run ``start`` to ``end`` of ``view``.

    ``bytewise`` says that the view has one character a byte (of Windows-1252), as a source has that is no UTF-8.
    """
    raw, codec = view.text[start:end], codec_of(charset)
    if encoding == "base64":
        return text_of(base64_octets(view, start, end), codec)
    if encoding == "quoted-printable" and "=" in raw:
        return text_of(quoted_octets(view, start, end, bytewise=bytewise), codec)
    if raw.isascii() and not is_stateful(codec):
        return View("decoded", raw, view, offset=start)
    if bytewise or is_stateful(codec):
        builder = ViewBuilder(view)
        raw_octets(builder, view.text, start, end, bytewise=bytewise)
        return text_of(builder.build("octets"), codec)
    return View("decoded", raw, view, offset=start)


def raw_octets(builder: ViewBuilder, text: str, start: int, end: int, *, bytewise: bool) -> None:
    """Append characters as the bytes they were in the file: of Windows-1252 if ``bytewise``, else of UTF-8."""
    if text.isascii():
        builder.verbatim(start, end)
        return
    here = start
    for found in _NOT_ASCII.finditer(text, start, end):
        builder.verbatim(here, found.start())
        octets = bytes_of_1252(found[0]) if bytewise else found[0].encode("utf-8", "surrogatepass").decode("latin-1")
        builder.replaced(octets, found.start(), found.end())
        here = found.end()
    builder.verbatim(here, end)


def quoted_octets(view: View, start: int, end: int, *, bytewise: bool) -> View:
    """Quoted-printable undone. A ``=`` that is no escape stays."""
    builder, here = ViewBuilder(view), start
    for found in _QUOTED.finditer(view.text, start, end):
        if found.start() > here:
            raw_octets(builder, view.text, here, found.start(), bytewise=bytewise)
        if found[1]:
            builder.replaced(chr(int(found[1], 16)), found.start(), found.end())
        here = found.end()
    raw_octets(builder, view.text, here, end, bytewise=bytewise)
    return builder.build("octets")


def base64_octets(view: View, start: int, end: int) -> View:
    """Base64 undone; three bytes map to the four characters they come from."""
    builder = ViewBuilder(view)
    append_base64(builder, view.text, start, end)
    return builder.build("octets")


def append_base64(builder: ViewBuilder, text: str, start: int, end: int) -> None:
    """Append what base64 stands for. What is no base64 is skipped, and padding may come in the middle."""
    places, runs = array("L"), list[str]()
    for found in _RUN.finditer(text, start, end):
        if found[0][0] == "=":
            _append_groups(builder, "".join(runs), places)
            places, runs = array("L"), []
        else:
            runs.append(found[0])
            places.extend(range(*found.span()))
    _append_groups(builder, "".join(runs), places)


def _append_groups(builder: ViewBuilder, letters: str, places: array[int]) -> None:
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    octets = a2b_base64(letters + "=" * (-len(letters) % 4)).decode("latin-1")
    last = len(letters) - 1
    for group in range((len(letters) + 3) // 4):
        first = group * 4
        builder.replaced(octets[group * 3 : group * 3 + 3], places[first], places[min(first + 3, last)] + 1)


def is_base64(text: str) -> bool:
    """Whether a body that claims to be base64 is: hardly any other characters, and no spaces between words."""
    foreign = re.sub(r"[A-Za-z0-9+/=\r\n]+", "", text)
    return len(foreign) * 20 <= len(text)


def text_of(octets: View, codec: str) -> View:
    """The text that octets stand for in a charset. Valid UTF-8 is read as such where a charset would take any bytes."""
    if octets.text.isascii() and not is_stateful(codec) and not codec.startswith("utf-"):
        return View("decoded", octets.text, octets)
    return joined_text(octets, ((0, len(octets.text), codec),))


def joined_text(octets: View, runs: Iterable[tuple[int, int, str]]) -> View:
    """The text of octets whose runs (start, end, codec) are each in a charset of their own."""
    builder = ViewBuilder(octets)
    for start, end, codec in runs:
        data = octets.text[start:end].encode("latin-1")
        chosen = codec_for(data, codec)
        if chosen == "utf-8":
            _append_utf8(builder, octets.text, start, end)
        elif is_one_byte(chosen):
            _append_one_byte(builder, data, start, chosen)
        else:
            _append_stepwise(builder, data, start, chosen)
    return builder.build("decoded")


def codec_for(data: bytes, codec: str) -> str:
    """The codec that bytes are really in: the declared one, unless it is unknown, does not fit, or would fit all."""
    if codec.startswith(("utf-16", "utf-32")):
        return codec
    for candidate in ("utf-8", codec) if not codec or is_one_byte(codec) else (codec, "utf-8"):
        try:
            data.decode(
                candidate or "cp1252",
                "surrogatepass" if candidate == "utf-8" else "replace" if is_one_byte(candidate) else "strict",
            )
        except UnicodeError:
            continue
        return candidate or "cp1252"
    return codec or "cp1252"


def _append_utf8(builder: ViewBuilder, octets: str, start: int, end: int) -> None:
    here = start
    for found in _HIGH.finditer(octets, start, end):
        builder.verbatim(here, found.start())
        here = found.start()
        data = found[0].encode("latin-1")
        try:
            text = data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            _append_stepwise(builder, data, here, "utf-8")
        else:
            for char in text:
                size = 2 if char < "\u0800" else 3 if char < "\U00010000" else 4
                builder.replaced(char, here, here + size)
                here += size
        here = found.end()
    builder.verbatim(here, end)


def _append_one_byte(builder: ViewBuilder, data: bytes, start: int, codec: str) -> None:
    text = windows_1252(data) if codec == "cp1252" else data.decode(codec, "replace")
    here = 0
    for found in _NOT_ASCII.finditer(text):
        builder.verbatim(start + here, start + found.start())
        builder.replaced(found[0], start + found.start(), start + found.end())
        here = found.end()
    builder.verbatim(start + here, start + len(text))


def _append_stepwise(builder: ViewBuilder, data: bytes, start: int, codec: str) -> None:
    """Byte by byte, for charsets whose characters tell their length only when they are whole."""
    import codecs

    decoder = codecs.getincrementaldecoder(codec)("replace")
    begin = 0
    for at in range(len(data)):
        text = decoder.decode(data[at : at + 1])
        if not text:
            continue
        if begin == at and text == chr(data[at]):
            builder.verbatim(start + at, start + at + 1)
        else:
            builder.replaced(text, start + begin, start + at + 1)
        begin = at + 1
    builder.replaced(decoder.decode(b"", final=True), start + begin, start + len(data))
