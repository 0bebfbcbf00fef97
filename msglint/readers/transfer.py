"""Transfer encodings and charsets of mail, undone with the map: quoted-printable, base64, multi-byte characters.

In between stand octets: a view with one character a byte, numbered as the byte is.
"""

from __future__ import annotations

from array import array
from binascii import a2b_base64
from itertools import compress

from msglint.charsets import bytes_of_1252, codec_of, is_one_byte, is_stateful, windows_1252
from msglint.draft import Span, View
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUOTED = lazy(r"((?:=[0-9A-Fa-f]{2})++)|(?:=[ \t]*+(?:\r\n|\n|\r|\Z))++")
_BASE64 = lazy(r"[A-Za-z0-9+/=\r\n]+")
_RUN = lazy(r"[A-Za-z0-9+/]++|=++")
_BEYOND_ASCII = lazy(r"[^\x00-\x7f]++")
_FIRST_BYTES = bytes(byte & 0xC0 != 0x80 for byte in range(256))


class Charted(View):
    """A view that knows for every single character where it comes from, in little space."""

    __slots__ = ("_ends", "_starts_of")
    charted = True

    def __init__(self, kind: str, text: str, base: View, starts: array[int], ends: array[int]) -> None:
        super().__init__(kind, text, base)
        self._starts_of, self._ends = starts, ends

    def to_base(self, start: int, end: int) -> Span:
        """The shortest run of the base that holds the characters ``start`` to ``end`` of this view."""
        if start < end:
            return Span(self._starts_of[start], self._ends[end - 1])
        at = self._starts_of[start] if start < len(self._starts_of) else self._ends[-1] if self._ends else 0
        return Span(at, at)


class Chart:
    """Builds a charted view from the text of its base."""

    def __init__(self, base: View) -> None:
        self.base = base
        self.starts, self.ends, self._texts = array("I"), array("I"), list[str]()

    def __len__(self) -> int:
        return len(self.starts)

    def each(self, text: str, start: int, step: int = 1) -> None:
        """Append ``text``; its characters stand for ``step`` characters each, from ``start`` on."""
        self._texts.append(text)
        self.starts.extend(range(start, start + step * len(text), step))
        self.ends.extend(range(start + step, start + step * len(text) + step, step))

    def whole(self, text: str, start: int, end: int) -> None:
        """Append ``text``, which stands for the characters ``start`` to ``end`` as a whole."""
        self.placed(text, array("I", [start]) * len(text), array("I", [end]) * len(text))

    def placed(self, text: str, starts: array[int], ends: array[int]) -> None:
        """Append ``text`` with the places of its characters."""
        self._texts.append(text)
        self.starts.extend(starts)
        self.ends.extend(ends)

    def build(self, kind: str) -> View:
        """The view."""
        return Charted(kind, "".join(self._texts), self.base, self.starts, self.ends)


def decoded(view: View, start: int, end: int, encoding: str, charset: str, *, bytewise: bool) -> View:
    """A body of mail as text, its base the run ``start`` to ``end`` of ``view``.

    ``bytewise`` says that the view has one character a byte (of Windows-1252), as a source has that is no UTF-8.
    """
    raw, codec = view.text[start:end], codec_of(charset)
    chart = Chart(view)
    if encoding == "base64":
        append_base64(chart, start, end)
    elif encoding == "quoted-printable" and "=" in raw:
        append_quoted(chart, start, end, bytewise=bytewise)
    elif is_stateful(codec) or (bytewise and not raw.isascii()):
        append_raw(chart, start, end, bytewise=bytewise)
    else:
        return View("decoded", raw, view, offset=start)
    return text_of(chart.build("octets"), codec)


def append_raw(chart: Chart, start: int, end: int, *, bytewise: bool) -> None:
    """Append characters as the bytes they were in the file: of Windows-1252 if ``bytewise``, else of UTF-8."""
    text = chart.base.text[start:end]
    if text.isascii() or bytewise:
        chart.each(bytes_of_1252(text), start)
        return
    here = 0
    for found in _BEYOND_ASCII.finditer(text):
        chart.each(text[here : found.start()], start + here)
        for at, char in enumerate(found[0], start + found.start()):
            chart.whole(char.encode("utf-8", "surrogatepass").decode("latin-1"), at, at + 1)
        here = found.end()
    chart.each(text[here:], start + here)


def append_quoted(chart: Chart, start: int, end: int, *, bytewise: bool) -> None:
    """Append what quoted-printable stands for. A ``=`` that is no escape stays."""
    here = start
    for found in _QUOTED.finditer(chart.base.text, start, end):
        if found.start() > here:
            append_raw(chart, here, found.start(), bytewise=bytewise)
        if found[1]:
            chart.each(bytes.fromhex(found[1].replace("=", "")).decode("latin-1"), found.start(), 3)
        here = found.end()
    append_raw(chart, here, end, bytewise=bytewise)


def append_base64(chart: Chart, start: int, end: int) -> None:
    """Append what base64 stands for: each byte for the two characters that hold its bits.

    What is no base64 is skipped, and padding may come in the middle.
    """
    places, runs = array("I"), list[str]()
    for found in _RUN.finditer(chart.base.text, start, end):
        if found[0][0] == "=":
            _append_groups(chart, "".join(runs), places)
            places, runs = array("I"), []
        else:
            runs.append(found[0])
            places.extend(range(*found.span()))
    _append_groups(chart, "".join(runs), places)


def _append_groups(chart: Chart, letters: str, places: array[int]) -> None:
    short = -len(letters) % 4
    if short == 3:  # one letter more than groups of four is no byte yet
        letters, short = letters[:-1], 0
    octets = a2b_base64(letters + "=" * short).decode("latin-1")
    quarters = [places[first : len(letters) : 4] for first in range(4)]
    starts, ends = _in_turn(quarters[:3]), _in_turn(quarters[1:])
    chart.placed(octets, starts[: len(octets)], array("I", (at + 1 for at in ends[: len(octets)])))


def _in_turn(columns: list[array[int]]) -> array[int]:
    """Columns of numbers read row by row; the last row may lack some."""
    found = array("I", bytes(len(columns) * len(columns[0]) * columns[0].itemsize))
    for number, column in enumerate(columns):
        found[number : number + len(columns) * len(column) : len(columns)] = column
    return found


def is_base64(text: str) -> bool:
    """Whether a body that claims to be base64 is: hardly any other characters, and no spaces between words."""
    foreign = _BASE64.sub("", text)
    return len(foreign) * 20 <= len(text)


def text_of(octets: View, codec: str) -> View:
    """The text that octets stand for in a charset."""
    return joined_text(octets, ((0, len(octets.text), codec),))


def joined_text(octets: View, runs: Iterable[tuple[int, int, str]]) -> View:
    """The text of octets whose runs (start, end, codec) are each in a charset of their own."""
    chart = Chart(octets)
    for start, end, codec in runs:
        data = octets.text[start:end].encode("latin-1")
        chosen = codec_for(data, codec)
        if is_one_byte(chosen):
            chart.each(windows_1252(data) if chosen == "cp1252" else data.decode(chosen, "replace"), start)
        else:
            _append_decoded(chart, data, start, chosen)
    return chart.build("decoded")


def codec_for(data: bytes, codec: str) -> str:
    """The codec that bytes are really in: the declared one, unless it is unknown, does not fit, or would fit all."""
    if codec.startswith("utf-16") and data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return "utf-16-be" if data[0] == 0xFE else "utf-16-le"
    any_bytes = not codec or is_one_byte(codec)
    for candidate in ("utf-8", codec or "cp1252") if any_bytes else (codec, "utf-8"):
        if is_one_byte(candidate):
            return candidate
        try:
            data.decode(candidate, "surrogatepass" if candidate.startswith("utf-") else "strict")
        except UnicodeError:
            continue
        return candidate
    return "cp1252" if data.decode("utf-8", "ignore").isascii() and codec == "utf-8" else codec


def _append_decoded(chart: Chart, data: bytes, start: int, codec: str) -> None:
    try:
        text = data.decode("utf-8", "surrogatepass") if codec == "utf-8" else ""
    except UnicodeDecodeError:
        text = ""
    if not text:
        _append_stepwise(chart, data, start, codec)
        return
    starts = array("I", compress(range(start, start + len(data)), data.translate(_FIRST_BYTES)))
    chart.placed(text, starts, starts[1:] + array("I", [start + len(data)]))


def _append_stepwise(chart: Chart, data: bytes, start: int, codec: str) -> None:
    """Byte by byte, for charsets whose characters tell their length only when they are whole."""
    import codecs

    decoder = codecs.getincrementaldecoder(codec)("replace")
    begin = start
    for at in range(start, start + len(data)):
        text = decoder.decode(data[at - start : at - start + 1])
        if text:
            chart.whole(text, begin, at + 1)
            begin = at + 1
    rest = decoder.decode(b"", final=True)
    if rest:
        chart.whole(rest, begin, start + len(data))
