"""Line breaks: gaps between paragraphs that are too long. Reported once a draft, at the first place, with the count."""

from __future__ import annotations

from msglint.checks.once import told
from msglint.draft import Span
from msglint.finding import Match
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.draft import Part, View
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS = {"line_breaks": {"max_breaks": int}}

_BLANK = " \t\u00a0\u3000\u200b\u200c\ufeff"
_GAP = lazy(rf"(?:(?:\r\n|\n|\r)[{_BLANK}]*+){{3,}}+")
_SPACE = lazy(rf"[\r\n][\r\n{_BLANK}]++")
_BREAK = lazy(r"\r\n|\n|\r")
_TOP = lazy(rf"[{_BLANK}]*+(?:(?:\r\n|\n|\r)[{_BLANK}]*+)++")
_MAY_HOLD = lazy(rf"[\r\n][{_BLANK}]*+[\r\n][{_BLANK}]*+[\r\n]")
_MAY_HOLD_PLAIN = lazy(rf"\n[{_BLANK}]*+\n[{_BLANK}]*+\n")
"""Three breaks, or one and a half of those that are two characters: quickly found not to occur."""


class Gap(NamedTuple):
    """Line breaks with only blanks between them; ``start`` and ``end`` are offsets in their view."""

    view: View
    start: int
    end: int
    breaks: int


def line_breaks(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Runs of more line breaks than the policy allows, blank lines between them included; where there are none between words,
    those that stand above the first word or beside a picture.
    """
    most = rule.options["max_breaks"]
    found = {
        gap.view.span(gap.start, gap.end): gap.breaks
        for view in reading.draft.views("body")
        for gap in gaps(view)
        if gap.breaks > most
    }
    for spans in told(found, reading, rule):
        places = "1 such place" if len(spans) == 1 else f"{len(spans)} such places"
        yield Match(spans[0], words={"breaks": found[spans[0]], "max_breaks": most, "places": places})
    if found:
        return
    for part in reading.draft.parts:
        for variant, span, breaks in _at_edges(part):
            if breaks > most:
                yield Match(span, variant, {"breaks": breaks, "max_breaks": most, "places": "1 such place"})
                return


def _at_edges(part: Part) -> Iterator[tuple[str, Span, int]]:
    """Line breaks that do not stand between words, and how many they are: above the first word (``top``), or beside a picture.

    An editor leaves empty lines at the top of a file; between a subject and the message, or as ``<br>``, they were put there.
    """
    if part.elements and part.views:
        from msglint.markup.layout import runs_of_breaks

        for is_first, breaks in runs_of_breaks(part.elements[0].page):
            yield "top" if is_first else "", Span(breaks[0].start, breaks[-1].end), len(breaks)
    elif len(part.views) > 1 and part.views[0].kind == "subject":
        body = part.views[1]
        top = _TOP.match(body.text)
        if top and top.end() < len(body.text):
            yield "top", body.span(0, len(top[0].rstrip(_BLANK))), 1 + len(_BREAK.findall(top[0]))


def gaps(view: View) -> Iterator[Gap]:
    """Long gaps inside a text; those before its first and behind its last word do no harm."""
    text = view.text
    if not (_MAY_HOLD if "\r" in text else _MAY_HOLD_PLAIN).search(text):
        return
    for run in filter(None, (_GAP.match(text, blank.start()) for blank in _SPACE.finditer(text))):
        if run.start() == 0 or run.end() == len(text):
            continue
        end = run.start() + len(run[0].rstrip(_BLANK))
        yield _gap(view, run.start(), end) if view.pieces else Gap(view, run.start(), end, len(_BREAK.findall(run[0])))


def _gap(view: View, start: int, end: int) -> Gap:
    """A gap in HTML, where the edges of paragraphs are breaks as well: all of them together count as one.

    So a ``<br>`` or an empty paragraph between two paragraphs is the empty line that it is meant to be.
    """
    first, last, written, edges = -1, end, 0, 0
    previous_is_edge = blank = False
    for at in range(start, end):
        if view.text[at] not in "\r\n":
            blank = True
            continue
        run = view.to_base(at, at + 1)
        is_edge = run.start == run.end
        counted = not is_edge or (blank and previous_is_edge)
        if counted:
            written += view.text[at : at + 2] != "\r\n"
            begin = at - 1 if is_edge else at
            first, last = (begin if first < 0 else first), (at if is_edge else at + 1)
        edges += is_edge
        previous_is_edge, blank = is_edge, False
    return Gap(view, max(first, start), last, written + bool(edges))
