"""What folding changes in a text, and where everything went."""

from __future__ import annotations

from msglint.draft import Piece, Span, View
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Edit(NamedTuple):
    """The characters ``start`` to ``end`` give way to ``text``."""

    start: int
    end: int
    text: str


def apply(view: View, edits: Iterable[Edit]) -> View:
    """A view of ``view`` with these edits, in order, made. (Hostile texts have a million: hence no builder.)"""
    text, texts, pieces, done, length = view.text, list[str](), list[Piece](), 0, 0
    for start, end, plain in edits:
        if start > done:
            texts.append(text[done:start])
            pieces.append(Piece(length, done, start, True))
            length += start - done
        if plain:
            texts.append(plain)
            pieces.append(Piece(length, start, end, False))
            length += len(plain)
        done = end
    if done < len(text) or not pieces:
        texts.append(text[done:])
        pieces.append(Piece(length, done, len(text), True))
    return View(view.kind, "".join(texts), view, tuple(pieces))


def moved(spans: Iterable[Span], edits: Sequence[Edit]) -> list[Span]:
    """Where these spans, in order and apart from each other, are after the edits."""
    found, shift, number = [], 0, 0

    def after(offset: int) -> int:
        nonlocal shift, number
        while number < len(edits) and edits[number].end <= offset:
            edit = edits[number]
            shift += len(edit.text) - (edit.end - edit.start)
            number += 1
        return offset + shift

    for span in spans:
        start, end = after(span.start), after(span.end)
        found.append(Span(start, end))
    return found
