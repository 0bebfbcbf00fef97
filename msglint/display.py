"""Text as a terminal may show it: nothing of a draft can move the cursor, hide or reorder words."""

from __future__ import annotations

from functools import lru_cache

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAB = "    "
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_EMOJI_STYLE = "\ufe0f"


def visible(text: str) -> str:
    """The text with control, format, bidirectional and unassigned characters and lone surrogates as escapes."""
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    # not at the top: a report in ASCII does without
    import unicodedata

    if character == "\t":
        return _TAB
    if unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    if character in "\r\n":
        return "\\n" if character == "\n" else "\\r"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many columns a terminal takes for a text that is ``visible``."""
    return len(text) if text.isascii() else sum(map(_columns, text)) + text.count(_EMOJI_STYLE)


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    import unicodedata

    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def counted(number: int, noun: str) -> str:
    """``1 finding``, ``2 findings``."""
    # "info" has no plural
    return f"{number:,} {noun}" if number == 1 or noun == "info" else f"{number:,} {noun}s"


def cut_left(text: str, most: int) -> str:
    """The end of the text that fits into ``most`` columns."""
    return cut_right(text[::-1], most)[::-1]


def cut_right(text: str, most: int) -> str:
    """The beginning of the text that fits into ``most`` columns."""
    if width(text) <= most:
        return text
    kept = 0
    for character in text:
        most -= _columns(character)
        if most < 0:
            break
        kept += 1
    return text[:kept]


def wrapped(text: str, most: int) -> Iterator[str]:
    """The text in lines of at most so many characters; a word that is longer has one of its own.

    (``textwrap`` does more, and takes longer to import than a short report to write.)
    """
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > most:
            yield line.rstrip(" ")
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line.strip(" "):
        yield line.rstrip(" ")
