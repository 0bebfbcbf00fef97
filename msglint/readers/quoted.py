"""Quoted-printable that was pasted into a draft from a mail's source: ``=3D``, ``=E2=80=99``, lines ending in ``=``."""

from __future__ import annotations

from itertools import islice

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.draft import View

_SURE = lazy(r"=3D[\"'\d#/A-Za-z]|=(?:C[2-9A-F]|D[0-9A-F])=[89AB][0-9A-F]|=E[0-9A-F](?:=[89AB][0-9A-F]){2}")
_BROKEN_WORD = lazy(r"[^\W\d_]=(?:\r\n|\n|\r)[a-z:/.@]")
_ESCAPES = lazy(r"(?:=(?:[0-9A-F]{2}|[ \t]{0,8}+(?:\r\n|\n|\r|\Z)))++")
_SOFT = lazy(r"=(?=[\r\n])")
_ENOUGH = 1000


def is_quoted(text: str, start: int = 0) -> bool:
    """Whether a draft is quoted-printable beyond doubt.

    There must be a sure sign (a soft break where mail programs put it or inside a word, an escaped ``=``, an escaped UTF-8 character),
    and nearly every ``=`` must be an escape: in ``width="80%"`` or ``?id=3D5&x=y`` one is not.
    """
    signs = text.count("=", start)
    if not signs or ("=3D" not in text and "=\n" not in text and "=\r" not in text and not _has_bytes(text)):
        return False
    if not (_SURE.search(text, start) or _BROKEN_WORD.search(text, start) or _has_soft_break(text, start)):
        return False
    escapes: int = sum(found.count("=") for found in _ESCAPES.findall(text, start))
    return (signs - escapes) * 20 <= signs


def _has_bytes(text: str) -> bool:
    return any(sign in text for sign in ("=C", "=D", "=E"))


def unquoted(source: View, start: int = 0) -> View:
    """The text behind the escapes, from ``start`` on, as a view with its map."""
    from msglint.readers.transfer import Chart, append_quoted, text_of

    chart = Chart(source)
    append_quoted(chart, start, len(source.text), bytewise=False)
    return text_of(chart.build("octets"), "")


def _has_soft_break(text: str, start: int) -> bool:
    """Whether a line as long as mail programs make them ends in a ``=``."""
    for found in islice(_SOFT.finditer(text, start), _ENOUGH):
        end = found.start()
        begin = max(text.rfind("\n", max(0, end - 80), end), text.rfind("\r", max(0, end - 80), end), end - 79)
        if 60 <= end - begin - 1 <= 76:
            return True
    return False
