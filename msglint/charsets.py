"""Charsets: what a label really means, what a file says about its own, and bytes that fit none."""

from __future__ import annotations

from functools import cache, lru_cache

from msglint.patterns import lazy, lazy_bytes

_XML = lazy_bytes(rb"""(?i)<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w:.-]{1,40})""")
_META = lazy_bytes(rb"""(?i)<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})""")
_HEAD = 1024

# Browsers and mail programs read these wider than their names say: what is sent as Latin-1 is Windows-1252 in fact.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "iso2022_jp": "iso2022_jp_ext",
}
_NAMES = {"x-sjis": "cp932", "windows-31j": "cp932", "iso-8859-8-i": "iso8859-8", "x-gbk": "gb18030", "ansi": "cp1252"}
_ONE_BYTE = lazy(r"cp(?!9[345]\d\b)\d+|iso8859-\d+|koi8-[rut]|mac-.*|ptcp154|hp-roman8|kz1048")
_NO_CHARSETS = ("unicode", "raw", "punycode", "idna", "oem", "mbcs")
"""Beginnings of names of codecs between texts that no mail is written in."""
_STATEFUL = ("iso2022", "hz", "utf-7")


@lru_cache(maxsize=256)
def codec_of(label: str) -> str:
    """Python's codec for a charset's label as mail programs understand it; empty for one that nobody knows."""
    import codecs

    word = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_NAMES.get(word, word)).name
        b" ".decode(name, "replace")  # Python refuses base64, rot-13 and their kind, which make no text of bytes
    except (LookupError, ValueError):
        return ""
    return "" if name.startswith(_NO_CHARSETS) else _WIDER.get(name, name)


def is_one_byte(codec: str) -> bool:
    """Whether every byte is one character, so that any bytes at all would decode."""
    return bool(_ONE_BYTE.fullmatch(codec))


def is_stateful(codec: str) -> bool:
    """Whether text in it consists of ASCII bytes with escapes, so that it also looks like ASCII."""
    return codec.startswith(_STATEFUL)


def declared_in(data: bytes) -> str:
    """The charset that an HTML meta element or an XML declaration names near the first mark-up; empty without one."""
    first = data.find(b"<")
    head = data[first : first + _HEAD] if first >= 0 else b""
    found = _XML.match(head) or _META.search(head)
    codec = codec_of(found[1].decode("ascii")) if found else ""
    return "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec


def windows_1252(data: bytes) -> str:
    """Bytes as Windows-1252, as browsers read it: the five undefined bytes stay what they are (C1 controls)."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_of_1252())


def bytes_of_1252(text: str) -> str:
    """The way back from ``windows_1252``: each byte as the character with its number."""
    return text if text.isascii() else text.translate({ord(char): byte for byte, char in _of_1252().items()})


@cache
def _of_1252() -> dict[int, str]:
    return {byte: char for byte in range(128, 160) if (char := bytes([byte]).decode("cp1252", "ignore"))}
