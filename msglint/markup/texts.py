"""The texts of a page: what people read, what is hidden from them, and what stands in attributes."""

from __future__ import annotations

from msglint.draft import ViewBuilder
from msglint.markup import page as events
from msglint.markup import shorthands
from msglint.markup.entities import append_decoded
from msglint.markup.flow import Flow
from msglint.markup.look import GONE, INVISIBLE, KEPT, NO_TEXT, inside_of
from msglint.markup.tags import CELL, PARAGRAPH, PREFORMATTED, REPLACED, SPOKEN
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.draft import View
    from msglint.markup.page import Page
    from msglint.markup.tree import Element

_SHOWN_INPUTS = frozenset({"", "button", "reset", "search", "submit", "text"})
_SPACES = lazy(r"\s++|&nbsp;|&#160;")
_HALF_A_LINE = 8.0


def texts(page: Page) -> tuple[View, View, View]:
    """The views ``body``, ``hidden`` and ``attributes`` of a page."""
    reader = _Reader(page)
    reader.read()
    return reader.shown.build("body"), reader.hidden.build("hidden"), spoken(page)


class _Reader:
    """Goes through the events of a page and hands each to the flow it belongs to."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.shown, self.hidden = Flow(page.part), Flow(page.part)
        self.only_outlook = False
        self.styled = bool(page.sheet)

    def read(self) -> None:
        text = self.page.text
        for what, start, end, element in self.page.events:
            if what == events.WORDS:
                self.words(text, start, end, element)
            elif what == events.OPEN and element is not None:
                self.look(element)
                if element.shape or element.look:
                    self.edge(element, what, start)
                self.open(element, element.look)
            elif element is not None:
                if element.shape or element.look:
                    self.edge(element, what, start)
            elif what == events.BREAK:
                self.shown.edge(2, start)
            else:
                self.only_outlook = what == events.ONLY_OUTLOOK
                self.hidden.edge(2, start)

    def look(self, element: Element) -> None:
        """Set how an element looks, from how its parent does."""
        own = self.page.look(element) if self.styled else element.kind.look
        if element.parent is not None and element.parent.look:
            element.look, element.shape = inside_of(element.parent.look, own)
        else:
            element.look, _, element.shape = own

    def words(self, text: str, start: int, end: int, parent: Element | None) -> None:
        if parent is None:
            (self.hidden if self.only_outlook else self.shown).text(text, start, end, kept=False)
            return
        look = parent.look
        if look & KEPT and start == parent.end and parent.tag in PREFORMATTED:
            start = _after_break(text, start)
        if self.only_outlook or look & NO_TEXT:
            self.hidden.text(text, start, end, kept=bool(look & KEPT))
        elif parent.shape != CELL or not _is_spacer(parent, text, start, end):
            self.shown.text(text, start, end, kept=bool(look & KEPT))

    def open(self, element: Element, look: int) -> None:
        tag = element.tag
        if tag == "br":
            (self.hidden if self.only_outlook or look & NO_TEXT else self.shown).line(element.start, element.end)
        elif tag in REPLACED:
            (self.hidden if self.only_outlook or look & (GONE | INVISIBLE) else self.shown).picture()
        elif "@" in tag or tag[-1] == ":":
            self.swallowed(element)

    def swallowed(self, element: Element) -> None:
        """An address in angle brackets (``<ann@example.com>``) is a tag to a browser: nobody sees it."""
        self.hidden.edge(2, element.start)
        self.hidden.text(self.page.text, element.start + 1, max(element.start + 1, element.end - 1), kept=False)
        self.hidden.edge(2, element.end)

    def edge(self, element: Element, what: int, at: int) -> None:
        """The edge of an element with a shape of its own, in the flow (or the flows) it counts in."""
        shape = element.shape
        if element.look & NO_TEXT or self.only_outlook:
            self.concealed_edge(element, what, at)
        elif shape == CELL:
            self.shown.gap(at)
        elif shape:
            self.shown.edge(_lines_at(element, what) if shape == PARAGRAPH else 1, at)

    def concealed_edge(self, element: Element, what: int, at: int) -> None:
        """The edge of an element whose text is not shown; also in the flow that is, if it takes room there."""
        look, above = element.look, element.parent
        if not (element.shape or look & NO_TEXT):
            return
        begins = look & NO_TEXT and not (above is not None and above.look & NO_TEXT)
        _put_edge(self.hidden, PARAGRAPH if begins else element.shape, 2, at)
        if not (look & GONE or self.only_outlook):
            _put_edge(self.shown, element.shape, _lines_at(element, what), at)


def _put_edge(flow: Flow, shape: int, lines: int, at: int) -> None:
    if shape == CELL:
        flow.gap(at)
    elif shape:
        flow.edge(lines if shape == PARAGRAPH else 1, at)


def _is_spacer(cell: Element, text: str, start: int, end: int) -> bool:
    """Whether a cell has nothing in it but white space and ``&nbsp;`` to keep it open."""
    return cell.last_event - cell.first_event == 1 and end - start < 200 and not _SPACES.sub("", text[start:end])


def _after_break(text: str, at: int) -> int:
    """Behind the line break that may follow ``<pre>`` and is no part of it."""
    return at + 2 if text.startswith("\r\n", at) else at + text.startswith(("\n", "\r"), at)


def _lines_at(element: Element, what: int) -> int:
    """How many line breaks the edge of a paragraph is: two, or one where its margin is none."""
    if element.shape != PARAGRAPH:
        return 1
    if element.parent is not None and element.parent.tag in ("li", "dd"):
        return 1
    declared = element.style("margin-top" if what == events.OPEN else "margin-bottom")
    margin = shorthands.pixels(declared) if declared else None
    return 2 if margin is None or margin >= _HALF_A_LINE else 1


def spoken(page: Page) -> View:
    """What stands in alt, title and other attributes that people read or hear, a paragraph each."""
    builder = ViewBuilder(page.part)
    for element in page.elements:
        if element.kind.speaks:
            for start, end in sorted(_spoken_places(element)):
                if builder.length:
                    builder.inserted("\n\n", start)
                append_decoded(builder, page.text, start, end)
    return builder.build("attributes")


def _spoken_places(element: Element) -> list[tuple[int, int]]:
    names = list(SPOKEN)
    if element.tag == "input" and element.value("type").strip().lower() in _SHOWN_INPUTS:
        names.append("value")
    text = element.page.text
    places = [place for name in names if element.has(name) and (place := element.place(name)) is not None]
    return [(start, end) for start, end in places if not text[start:end].isspace() and start < end]
