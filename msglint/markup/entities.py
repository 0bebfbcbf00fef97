"""Character references: ``&eacute;``, ``&#104;``, ``&copy`` without its semicolon; and views of decoded text."""

from __future__ import annotations

from msglint.draft import View, ViewBuilder
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFERENCE = lazy(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?+|[a-zA-Z][a-zA-Z0-9]{0,31}+;?+)")
_LATIN = (
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro "
    "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil "
    "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
    "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml "
    "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute "
    "thorn yuml"
)
_SIGNS = (
    "amp& lt< gt> quot\" apos' euro€ ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ bull• hellip… trade™ rarr→"
)
COMMON: Final = {
    **{f"{name};": chr(160 + number) for number, name in enumerate(_LATIN.split())},
    **{f"{pair[:-1]};": pair[-1] for pair in _SIGNS.split()},
    "zwnj;": "\u200c",
}
"""The everyday names, so that most messages never load the table of all 2,231, and with it ``re``."""

_LONGEST_BARE = 6
"""No name that is valid without a semicolon is longer (``&frac34``)."""

_MOST_DIGITS = 7
"""Longer numbers are beyond Unicode, and thousands of digits are beyond ``int()``."""

_UNKNOWN = "\ufffd"


def references(text: str, start: int, end: int, *, attribute: bool = False) -> Iterator[tuple[int, int, str]]:
    """The character references between two offsets: start, end, and the text each one stands for.

    In an attribute, ``&copy=2`` is part of a link and no reference (HTML standard, 13.2.5.73).
    """
    for found in _REFERENCE.finditer(text, start, end):
        begin, behind = found.span()
        if text[begin + 1] == "#":
            yield begin, behind, _numbered(found[0][2:].rstrip(";"))
            continue
        name = found[0][1:]
        if plain := COMMON.get(name):
            yield begin, behind, plain
        elif named := _named(name):
            length, plain = named
            behind = begin + 1 + length
            if not (attribute and text[behind - 1] != ";" and _goes_on(text, behind, end)):
                yield begin, behind, plain


def _goes_on(text: str, at: int, end: int) -> bool:
    return at < end and (text[at] == "=" or (text[at].isascii() and text[at].isalnum()))


def _named(name: str) -> tuple[int, str] | None:
    """How many characters of the name are a reference, and what it stands for."""
    from html.entities import html5

    if name in html5:
        return len(name), html5[name]
    for length in range(min(_LONGEST_BARE, len(name)), 1, -1):
        if name[:length] in html5:
            return length, html5[name[:length]]
    return None


def _numbered(digits: str) -> str:
    hexadecimal = digits[0] in "xX"
    digits = digits[1:].lstrip("0") if hexadecimal else digits.lstrip("0")
    if not digits or len(digits) > _MOST_DIGITS:
        return _UNKNOWN
    number = int(digits, 16 if hexadecimal else 10)
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "ignore") or chr(number)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return _UNKNOWN
    return chr(number)


def decoded(text: str, start: int, end: int, *, attribute: bool = False) -> str:
    """The text between two offsets with its references resolved."""
    if text.find("&", start, end) < 0:
        return text[start:end]
    pieces: list[str] = []
    here = start
    for begin, behind, plain in references(text, start, end, attribute=attribute):
        pieces += (text[here:begin], plain)
        here = behind
    return "".join(pieces) + text[here:end]


def value_view(base: View, start: int, end: int) -> View:
    """The decoded value of an attribute, with the map to where it stands."""
    if base.text.find("&", start, end) < 0:
        return View("value", base.text[start:end], base, offset=start)
    builder = ViewBuilder(base)
    append_decoded(builder, base.text, start, end)
    return builder.build("value")


def append_decoded(builder: ViewBuilder, text: str, start: int, end: int) -> None:
    """Append the decoded value of an attribute to a view."""
    here = start
    for begin, behind, plain in references(text, start, end, attribute=True):
        builder.verbatim(here, begin)
        builder.replaced(plain, begin, behind)
        here = behind
    builder.verbatim(here, end)
