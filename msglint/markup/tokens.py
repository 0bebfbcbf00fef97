"""A tokenizer for HTML: one pass, linear time, exact offsets, no judgement.

Every pattern is possessive: nothing is tried twice, so hostile mark-up costs no more than its length. Tags that have
been met before are looked up, which is five times as fast as matching them.
"""

from __future__ import annotations

from msglint.markup.components import RAW_COMPONENTS, html_name
from msglint.markup.tagged import StartTag
from msglint.markup.tags import CODE, PLAIN
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

TEXT, START, END, RAW, COMMENT, DECLARATION = range(6)

Token = tuple[int, int, int, "StartTag | str"]
"""Kind, start, end; the tag of a start tag, the HTML element's name of an end tag (of raw text, that of its element).
A plain tuple: they are made by the ten thousand."""

_TAG = lazy(
    r"""(?x)<(?:
        ([a-zA-Z][^ \t\n\r\f/>]*+)
        ( (?: [^>"'=]++ | =[ \t\n\r\f]*+ (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) )?+ | ["'] )*+ )
        (?:>|\Z)
      | /([a-zA-Z][^ \t\n\r\f/>]*+) [^>]*+ (?:>|\Z)
      | (!--)
      | [!?/] [^>]*+ (?:>|\Z)
    )"""
)
_INSIDE, _END_NAME, _COMMENT = 2, 3, 4
_COMMENT_END = lazy(r"--!?>")
_RAW_END: Final = {name: lazy(f"(?i)</{name}(?=[ \t\n\r\f/>])") for name in CODE | PLAIN | RAW_COMPONENTS}

_LONGEST_KNOWN = 1000
_MOST_KNOWN = 4000

Met = tuple[int, "StartTag | str", str]
"""What a tag is: kind and tag or name, as in a token, and what is written for the element whose raw text follows, if any."""

_known: dict[str, Met] = {}


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of the text between two offsets, without gaps, in order.

    A tag that the end of the text cuts off is a tag all the same: a linter should see it.
    """
    stop = len(text) if end is None else end
    find, known = text.find, _known.get
    here, closing = start, -1
    while (begin := find("<", here, stop)) >= 0:
        if closing < begin:
            closing = find(">", begin, stop)
        behind = closing + 1
        met = known(text[begin:behind]) if closing - begin < _LONGEST_KNOWN else None
        if met is None:
            found = _TAG.search(text, begin, stop)
            if found is None:
                break
            begin, behind, met = _judged(found, stop)
        what, thing, raw = met
        if begin > here:
            yield TEXT, here, begin, ""
        yield what, begin, behind, thing
        here = behind
        if raw:
            here = _raw_end(text, behind, stop, raw)
            if here > behind:
                element = html_name(raw)
                yield (RAW if element in CODE else TEXT), behind, here, element
    if here < stop:
        yield TEXT, here, stop, ""


def _judged(found: re.Match[str], stop: int) -> tuple[int, int, Met]:
    """Where a match begins and ends, and what it is. A tag that the text's end does not end is kept for the next time."""
    begin, behind = found.span()
    which = found.lastindex
    if which == _COMMENT:
        return begin, _comment_end(found.string, begin, stop), (COMMENT, "", "")
    if which == _INSIDE:
        tag = StartTag(found[1].lower(), found[2], ends_itself=found[0][-2:-1] == "/")
        met: Met = (START, tag, tag.written if tag.written in _RAW_END else "")
    elif which == _END_NAME:
        met = (END, html_name(found[3].lower()), "")
    else:
        return begin, behind, (DECLARATION, "", "")
    if behind < stop and behind - begin <= _LONGEST_KNOWN:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[found[0]] = met
    return begin, behind, met


def _raw_end(text: str, start: int, stop: int, name: str) -> int:
    closing = _RAW_END[name].search(text, start, stop)
    return closing.start() if closing else stop


def _comment_end(text: str, start: int, stop: int) -> int:
    inner = start + len("<!--")
    for short in (">", "->"):
        if text.startswith(short, inner, stop):
            return inner + len(short)
    closing = _COMMENT_END.search(text, inner, stop)
    return closing.end() if closing else stop
