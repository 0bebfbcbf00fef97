"""A draft and its views: what is checked, and the way back from every character to the file.

All offsets are code points. A view's text is derived from a base (another view, and in the end the decoded
source); its pieces say where each run of it came from, so that a span found in the view can be shown in the file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache, partial
from itertools import chain

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.envelope import Envelope
    from msglint.markup.tree import Element
    from msglint.orders.join import Known
    from msglint.source import Source

MASK = "\x1a"
"""Stands for every character of a placeholder: no letter, no digit, no space, and ASCII."""


MOST_TEXT = 500_000
"""So many characters of a draft's texts are checked. No message is so long; and half a million links would take a minute."""


_ASCII = bytes(range(128))


@lru_cache(maxsize=8)
def beyond_ascii(text: str) -> frozenset[str]:
    """The different characters of a text beyond ASCII: several rules ask for them, text by text."""
    return frozenset(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


class Span(NamedTuple):
    """A run of text, from ``start`` up to but not including ``end``, in code points."""

    start: int
    end: int


class Placeholder(NamedTuple):
    """Something a mail tool fills in when the message is sent, such as ``{{buyer_name}}``.

    ``start`` and ``end`` are offsets in the text of its part; ``name`` is what stands inside the brackets,
    trimmed, as written. ``text`` is the whole of it. A control tag (``{% if … %}``) has the name ``""``.
    """

    start: int
    end: int
    name: str
    text: str


class Piece(NamedTuple):
    """One run of a view: where it begins there, and the run of the base it stands for.

    A verbatim piece maps character by character. Any other piece maps as a whole (a decoded entity, a folded
    ligature); one that was inserted (a block break) has ``base_start == base_end``.
    """

    start: int
    base_start: int
    base_end: int
    verbatim: bool


_piece = partial(tuple.__new__, Piece)
"""Makes one of its fields; there are many."""
_NO_PIECE = Piece(0, 0, 0, False)


class View:
    """A text derived from a base, with the map back.

    ``kind`` is ``source``, ``part``, ``body``, ``subject``, ``hidden``, ``attributes``, ``value`` … A folded one keeps its own.
    Without pieces the view is its base, character by character, from ``offset`` on.
    """

    __slots__ = ("_starts", "base", "kind", "offset", "pieces", "text")
    charted = False
    """Whether it leads back to its base in a way of its own (``readers.transfer``)."""

    def __init__(
        self, kind: str, text: str, base: View | None = None, pieces: tuple[Piece, ...] = (), offset: int = 0
    ) -> None:
        self.kind, self.text, self.base, self.pieces, self.offset = kind, text, base, pieces, offset
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"View({self.kind!r}, {self.text!r})"

    def head(self, length: int) -> View:
        """The same view without what follows its first characters."""
        if len(self.text) <= length:
            return self
        from copy import copy

        shorter = copy(self)
        shorter.text = self.text[:length]
        return shorter

    def to_base(self, start: int, end: int) -> Span:
        """The shortest run of the base that holds the characters ``start`` to ``end`` of this view."""
        if not self.pieces:
            return Span(start + self.offset, end + self.offset)
        first = self._piece_at(start)
        if end <= start:
            at = self._base_offset(first, start)
            return Span(at, at)
        last = self._piece_at(end - 1)
        head = self._base_offset(first, start)
        tail = last.base_start + (end - last.start) if last.verbatim else last.base_end
        return Span(head, max(head, tail))

    def span(self, start: int, end: int) -> Span:
        """The shortest run of the source that holds the characters ``start`` to ``end`` of this view."""
        view = self
        while view.base is not None:
            if view.pieces or view.charted:
                start, end = view.to_base(start, end)
            else:
                start, end = start + view.offset, end + view.offset
            view = view.base
        return Span(start, end)

    def place(self, span: Span) -> Span | None:
        """Where the characters stand that a span of the source holds as a whole, found by halves: views keep the order of
        their source. None if it holds none.
        """
        every = range(len(self.text))
        start = bisect_left(every, span.start, key=lambda at: self.span(at, at + 1).start)
        end = bisect_right(every, span.end, start, key=lambda at: self.span(at, at + 1).end)
        return Span(start, end) if end > start else None

    def _base_offset(self, piece: Piece, at: int) -> int:
        return piece.base_start + (at - piece.start) if piece.verbatim else piece.base_start

    def _piece_at(self, at: int) -> Piece:
        if self._starts is None:
            self._starts = [piece.start for piece in self.pieces]
        return self.pieces[max(0, bisect_right(self._starts, at) - 1)]


class ViewBuilder:
    """Builds a view piece by piece from the text of its base. ``length``: how many characters have been appended."""

    __slots__ = ("_base", "_pieces", "_texts", "length")

    def __init__(self, base: View) -> None:
        self._base = base
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self.length = 0

    def verbatim(self, start: int, end: int) -> None:
        """Append the base's characters ``start`` to ``end`` as they stand."""
        if end <= start:
            return
        pieces = self._pieces
        begin, base_start, base_end, goes_on = pieces[-1] if pieces else _NO_PIECE
        if goes_on and base_end == start:
            pieces[-1] = _piece((begin, base_start, end, True))
        else:
            pieces.append(_piece((self.length, start, end, True)))
        self._texts.append(self._base.text[start:end])
        self.length += end - start

    def replaced(self, text: str, start: int, end: int) -> None:
        """Append ``text``, which stands for the base's characters ``start`` to ``end`` as a whole."""
        if text:
            self._pieces.append(_piece((self.length, start, end, False)))
            self._texts.append(text)
            self.length += len(text)

    def inserted(self, text: str, at: int) -> None:
        """Append ``text`` that stands nowhere in the base, such as a block break, at offset ``at``."""
        self.replaced(text, at, at)

    def build(self, kind: str) -> View:
        """The view. Its map is exact however many pieces it has."""
        return View(kind, "".join(self._texts), self._base, tuple(self._pieces) or (_NO_PIECE,))


class Part(NamedTuple):
    """One readable part of a draft: a text or HTML file, or one body of an e-mail.

    ``text`` is the part's text with placeholders masked, a view whose base leads to the source. The views are
    what people read of it; the elements are its mark-up in document order (none for plain text).
    """

    kind: str
    text: View
    views: tuple[View, ...]
    placeholders: tuple[Placeholder, ...] = ()
    elements: tuple[Element, ...] = ()
    styles: tuple[View, ...] = ()


class Attachment(NamedTuple):
    """A file sent along. ``size`` is in bytes, None if unknown; ``head`` holds its first bytes if it is at hand."""

    name: str
    kind: str = ""
    mime: str = ""
    size: int | None = None
    head: bytes = b""
    inline: bool = False
    span: Span = Span(0, 0)


class Ignored(NamedTuple):
    """A rule or group that the front matter says to leave unreported, and why."""

    rule: str
    reason: str
    span: Span = Span(0, 0)


def _place(element: Element) -> int:
    return element.serial


class Draft(NamedTuple):
    """One message to check. ``known`` is what the order files of the run say about it, if there are any; ``cut`` says
    that it has more text than is checked; ``unread`` what of it could not be read at all.
    """

    name: str
    source: Source
    envelope: Envelope
    parts: tuple[Part, ...]
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()
    known: Known | None = None
    cut: bool = False
    unread: tuple[str, ...] = ()

    @property
    def letters(self) -> int:
        """How many characters its texts have together."""
        return sum(len(view.text) for view in self.views())

    def shortened(self) -> Draft:
        """The draft with so much of its texts as is checked (``MOST_TEXT``); its mark-up stays whole."""
        if len(self.source.text) <= MOST_TEXT or self.letters <= MOST_TEXT:
            return self
        left, parts = MOST_TEXT, []
        for part in self.parts:
            views = []
            for view in part.views:
                views.append(view.head(left))
                left -= len(views[-1].text)
            parts.append(part._replace(views=tuple(views)))
        return self._replace(parts=tuple(parts), cut=True)

    def views(self, *kinds: str) -> Iterator[View]:
        """The views of these kinds, of all parts, in order; without kinds, all of them."""
        for part in self.parts:
            for view in part.views:
                if not kinds or view.kind in kinds:
                    yield view

    def elements(self, *tags: str) -> Iterator[Element]:
        """The elements with these tag names (all, without names), in document order."""
        for part in self.parts:
            if not tags or not part.elements:
                yield from part.elements
                continue
            tagged = part.elements[0].page.tagged
            found = [tagged[tag] for tag in tags if tag in tagged]
            yield from found[0] if len(found) == 1 else sorted(chain(*found), key=_place)

    def written(self, span: Span) -> str:
        """What stands at a place of the source."""
        return self.source.text[span.start : span.end]

    @property
    def is_html(self) -> bool:
        """Whether any part has mark-up."""
        return any(part.kind == "html" for part in self.parts)
