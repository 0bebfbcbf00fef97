"""Bytes to text, once; and from an offset to its line and column."""

from __future__ import annotations

from bisect import bisect_right

from msglint.charsets import bytes_of_1252, codec_of, declared_in, is_one_byte, is_stateful, windows_1252
from msglint.draft import View
from msglint.patterns import lazy, lazy_bytes

_LINE_BREAK = lazy(r"\r\n|[\n\r]")


class Source(View):
    """The decoded text of a file, exactly as it stands. The base of every other view.

    ``encoding`` is what it was decoded with, ``note`` says so where that was a last resort; ``mark`` is the BOM before it.
    ``unread`` says why its words cannot be vouched for, if they cannot.
    """

    __slots__ = ("_lines", "encoding", "mark", "note", "unread")

    def __init__(self, text: str, encoding: str = "utf-8", note: str = "", unread: str = "") -> None:
        super().__init__("source", text)
        self.encoding, self.note, self.mark, self.unread = encoding, note, b"", unread
        self._lines: list[int] | None = None

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1. CRLF, LF and CR each end a line."""
        if not offset:
            return 1, 1
        if self._lines is None:
            self._lines = _line_ends(self.text)
        row = bisect_right(self._lines, offset)
        return row + 1, offset - (self._lines[row - 1] if row else 0) + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line break; empty beyond the end."""
        self.position(len(self.text))
        breaks = self._lines or []
        if not 1 <= number <= len(breaks) + 1:
            return ""
        start = breaks[number - 2] if number > 1 else 0
        end = breaks[number - 1] if number <= len(breaks) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def _line_ends(text: str) -> list[int]:
    """Where each line but the last ends, behind its line break."""
    if "\r" in text:
        return [found.end() for found in _LINE_BREAK.finditer(text)]
    ends, at = [], text.find("\n")
    while at >= 0:
        ends.append(at + 1)
        at = text.find("\n", at + 1)
    return ends


_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAIL = lazy_bytes(
    rb"(?i)(?:From [^\n]*\n)?(?:[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?"
    rb"(?:mime-version|content-type|content-transfer-encoding|message-id|received|return-path)[ \t]*:"
)
_SIGNS_IN_WORDS = lazy(r"(?<=[a-z])(?:[\u00b9\u00b3\u00bf\u00bc\u00be](?=[a-z])|\u00bf(?![A-Za-z]))|[\x80-\x9f]")
_ICELANDIC = lazy(r"[\u00de\u00f0\u00fd\u00fe\u00dd\u00d0]")
_MOST_STRANGE = 0.3
_LEAST_STRANGE, _LEAST_SIGNS, _LEAST_ICELANDIC = 8, 2, 4
"""How many of each have to stand in a text before it is doubted: fewer stand in honest ones."""
_JUMBLED = "it is neither UTF-8 nor, as it seems, Windows-1252, so that its words were not understood; save it as UTF-8"
_SAMPLE = 4096
_UNKNOWN = "\ufffd"


def decode(data: bytes, declared: str | None = None) -> Source:
    """The text of a file: by its BOM, as UTF-16 or UTF-8, by the charset it declares, at last as Windows-1252.

    ``declared`` is a charset known from outside and comes right behind the BOM. Never raises; NULs and lone
    surrogates survive. What does not decode cleanly is said in ``note``. A file that was read as Windows-1252 keeps
    one character a byte, so that the parts of an e-mail can still be decoded each by its own charset.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            source = _with(codec, data[len(mark) :]) or _damaged(codec, data[len(mark) :])
            source.mark = mark
            return source
    return (
        (_from_outside(declared, data) if declared else None)
        or (_with(_stateful(data), data) if b"\x1b" in data else None)
        or (_with(_wide(data, len(data[:_SAMPLE]) // 5), data) if b"\0" in data else None)
        or _with("utf-8", data)
        or _with(_inside(data), data)
        or (_with(_wide(data, 1), data) if b"\0" in data else None)
        or _last_resort(data)
    )


def encode(source: Source, text: str) -> bytes | None:
    """A text as the bytes of a file that is written as ``source`` was, BOM included; None for what its charset lacks."""
    try:
        if source.encoding == "cp1252":
            return source.mark + bytes_of_1252(text).encode("latin-1")
        lone = "surrogatepass" if source.encoding.startswith("utf-") else "strict"
        return source.mark + text.encode(source.encoding, lone)
    except UnicodeError:
        return None


def _is_mail(data: bytes) -> bool:
    """Whether the parts of a file name their own charsets, so that none of them speaks for the whole."""
    return bool(_MAIL.match(data, 0, _SAMPLE))


def _inside(data: bytes) -> str:
    return "" if _is_mail(data) else declared_in(data)


def _stateful(data: bytes) -> str:
    codec = _inside(data)
    return codec if is_stateful(codec) else ""


def _from_outside(declared: str, data: bytes) -> Source | None:
    codec = codec_of(declared)
    return (_with("utf-8", data) if is_one_byte(codec) else None) or _with(codec, data)


def _with(codec: str, data: bytes) -> Source | None:
    """The bytes in this codec if every one of them fits; None without a codec."""
    if codec == "cp1252":
        return Source(windows_1252(data), codec)
    try:
        return (
            Source(data.decode(codec, "surrogatepass" if codec.startswith("utf-") else "strict"), codec)
            if codec
            else None
        )
    except (UnicodeError, LookupError):
        return None


def _wide(data: bytes, least: int) -> str:
    """UTF-16 without a BOM shows by its NULs: more than ``least``, and nearly all on one side of the pairs."""
    head = data[:_SAMPLE]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) <= least or min(even, odd) * 20 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _damaged(codec: str, data: bytes) -> Source:
    return Source(data.decode(codec, "replace"), codec, f"some bytes are not {codec.upper()}; read as {_UNKNOWN}")


def _last_resort(data: bytes) -> Source:
    """Mostly UTF-8 with a few bytes that are not, or else Windows-1252."""
    text = data.decode("utf-8", "replace")
    strange = text.count(_UNKNOWN)
    letters = len(text) - len(text.encode("ascii", "ignore")) - strange
    if _is_mail(data):
        return Source(windows_1252(data), "cp1252")
    if letters > strange:
        return Source(text, "utf-8", f"not UTF-8 throughout; what is not is read as {_UNKNOWN}")
    text = windows_1252(data)
    return Source(text, "cp1252", "not UTF-8; read as Windows-1252", _JUMBLED if _is_jumbled(text) else "")


def _is_jumbled(text: str) -> bool:
    """Whether what was read as Windows-1252 hardly can be: bytes that it does not have, as good as no plain letters between
    signs (Chinese, Japanese, Arabic), signs inside words (Polish), letters that only Icelandic has (Turkish).
    """
    strange = len(text) - len(text.encode("ascii", "ignore"))
    written = len(text) - sum(map(text.count, " \n\r\t"))
    return (
        (strange >= _LEAST_STRANGE and strange > _MOST_STRANGE * written)
        or len(_SIGNS_IN_WORDS.findall(text)) >= _LEAST_SIGNS
        or len(_ICELANDIC.findall(text)) >= _LEAST_ICELANDIC
    )
