"""Cuts a run of digits into what may be one number each, and says what a piece is attached to."""

from __future__ import annotations

from msglint.numbers import shapes
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.numbers.candidates import Candidate

LONGEST = 15
"""Digits of the longest telephone number (ITU-T E.164)."""

_BREAK = lazy(r"\.\s+|\s*/\s+|\s+/\s*|\)\s+|\s[-\u2010-\u2015\u2022\u00b7~*_]+\s|[\s\u00a0]{2,}|\t")
_HOURS_BEFORE = lazy(r"[0-9]{1,2} ?[-\u2010-\u2015] ?[0-9]{1,2} +(?=[(0-9])")
_TOKEN = lazy(r"\S+")
_DIGIT = lazy("[0-9]")
_WORD_BEFORE = lazy(r"([^\W\d_]+)[-_/.]?[+(\[]{0,2}\Z")
_WORD_BEHIND = lazy(r"[-_/]?([^\W\d_]+)|\.[a-z]|[@=&]|_[0-9]")
_LATIN = lazy("[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
_HOST = lazy(r"(?i)://|www\.|@|[a-z]\.[a-z]{2,}/|[?&=]\Z")
_LOOK_BACK = 200


def pieces(run: Candidate) -> Iterator[Candidate]:
    """The parts of a run that have no other known shape, each of five digits or more."""
    if run.text.isdecimal() and run.end - run.start <= LONGEST and not shapes.iban(run):
        yield run
        return
    at = run.start
    for start, end in (*shapes.spans(run), (run.end, run.end)):
        if start > at:
            yield from _broken(run.part(at, start))
        at = max(at, end)


def _broken(piece: Candidate) -> Iterator[Candidate]:
    """A piece broken where a new number begins: behind seven digits, at more than a plain separator."""
    at, count, last = piece.start, 0, piece.start
    text = piece.view.text
    hours = _HOURS_BEFORE.match(text, piece.start, piece.end)
    if hours and _count(text, hours.end(), piece.end) >= 7:
        at = last = hours.end()
    for gap in _BREAK.finditer(text, at, piece.end):
        count += _count(text, last, gap.start())
        last = gap.end()
        if count >= 7:
            yield from _short_enough(piece.part(at, gap.start()))
            at, count = gap.end(), 0
    yield from _short_enough(piece.part(at, piece.end))


def _short_enough(piece: Candidate) -> Iterator[Candidate]:
    count = _count(piece.view.text, piece.start, piece.end)
    if 5 <= count <= LONGEST:
        yield piece
    elif count > LONGEST:
        for token in _TOKEN.finditer(piece.view.text, piece.start, piece.end):
            if 9 <= _count(token[0], 0, len(token[0])) <= LONGEST and not token[0].isdigit():
                yield piece.part(*token.span())


def _count(text: str, start: int, end: int) -> int:
    return len(_DIGIT.findall(text, start, end))


def word_before(piece: Candidate) -> str:
    """The Latin, Greek or Cyrillic word that a piece is written together with, in lower case; usually none."""
    if piece.view.text[piece.start - 1 : piece.start].isspace():
        return ""
    found = _WORD_BEFORE.search(piece.view.text, max(0, piece.start - 30), piece.start)
    return found[1].lower() if found and _LATIN.match(found[1][-1]) else ""


def word_behind(piece: Candidate) -> str:
    """The same for what follows; also a file's ending, or the rest of an address."""
    found = _WORD_BEHIND.match(piece.view.text, piece.end)
    if not found:
        return ""
    return found[0].lower() if not found[1] or _LATIN.match(found[1]) else ""


def token_before(piece: Candidate) -> str:
    """What stands before a piece without a space between."""
    head = piece.view.text[max(0, piece.start - _LOOK_BACK) : piece.start]
    if head[-1:] in (" ", "\n"):
        return ""
    return head[max(map(head.rfind, " \t\r\n\"'<>(")) + 1 :]


def is_in_address(token: str) -> bool:
    """Whether the text before a number shows that it belongs to an internet address."""
    return bool(token) and bool(_HOST.search(token))
