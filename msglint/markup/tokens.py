"""A tokenizer for HTML: one pass, linear time, exact offsets, no judgement.

Every pattern is possessive: nothing is tried twice, so hostile mark-up costs no more than its length.
"""

from __future__ import annotations

import re

from msglint.markup.tags import CODE, PLAIN
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, START, END, RAW, COMMENT, DECLARATION = range(6)

Token = tuple[int, int, int, str, int, int]
"""Kind, start, end; of a tag its lower-case name (of raw text, that of its element); of a start tag, where its
attributes begin and end. A plain tuple: they are made by the ten thousand."""

_TAG = lazy(
    r"""<(?:
        ([a-zA-Z][^ \t\n\r\f/>]*+)
        ( (?: [^>"'=]++ | =[ \t\n\r\f]*+ (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) )?+ | ["'] )*+ )
        (?:>|\Z)
      | /([a-zA-Z][^ \t\n\r\f/>]*+) [^>]*+ (?:>|\Z)
      | (!--)
      | [!?/] [^>]*+ (?:>|\Z)
    )""",
    re.VERBOSE,
)
_NAME, _ATTRIBUTES, _END_NAME, _COMMENT = 1, 2, 3, 4
_COMMENT_END = lazy(r"--!?>")
_RAW_END: Final = {name: lazy(f"</{name}(?=[ \t\n\r\f/>])", re.IGNORECASE) for name in CODE | PLAIN}

_ATTRIBUTE = lazy(
    r"""([^ \t\n\r\f/>=]++)
        (?: [ \t\n\r\f]*+ = [ \t\n\r\f]*+
            (?: "([^"]*+)"?+ | '([^']*+)'?+ | ([^ \t\n\r\f>]*+) ) )?+""",
    re.VERBOSE,
)


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of the text between two offsets, without gaps, in order.

    A tag that the end of the text cuts off is a tag all the same: a linter should see it.
    """
    stop = len(text) if end is None else end
    search = _TAG.search
    here = start
    while found := search(text, here, stop):
        begin, behind = found.span()
        if begin > here:
            yield TEXT, here, begin, "", 0, 0
        which = found.lastindex
        if which == _ATTRIBUTES:
            name = found[1].lower()
            yield START, begin, behind, name, *found.span(2)
            if name in _RAW_END:
                closing = _RAW_END[name].search(text, behind, stop)
                inner = closing.start() if closing else stop
                if inner > behind:
                    yield (RAW if name in CODE else TEXT), behind, inner, name, 0, 0
                behind = inner
        elif which == _END_NAME:
            yield END, begin, behind, found[3].lower(), 0, 0
        elif which == _COMMENT:
            behind = _comment_end(text, begin, stop)
            yield COMMENT, begin, behind, "", 0, 0
        else:
            yield DECLARATION, begin, behind, "", 0, 0
        here = behind
    if here < stop:
        yield TEXT, here, stop, "", 0, 0


def _comment_end(text: str, start: int, stop: int) -> int:
    inner = start + len("<!--")
    for short in (">", "->"):
        if text.startswith(short, inner, stop):
            return inner + len(short)
    closing = _COMMENT_END.search(text, inner, stop)
    return closing.end() if closing else stop


class Attribute(NamedTuple):
    """Where the value of an attribute stands, without its quotes; ``start`` is -1 if it has none."""

    name: str
    start: int
    end: int


def attributes(text: str, start: int, end: int) -> Iterator[Attribute]:
    """The attributes in the inside of a start tag, in order, names in lower case."""
    for found in _ATTRIBUTE.finditer(text, start, end):
        name = found[1].lower()
        which = found.lastindex or 1
        yield Attribute(name, *found.span(which)) if which > 1 else Attribute(name, -1, -1)
