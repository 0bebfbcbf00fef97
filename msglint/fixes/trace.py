"""Changes of a text in several rounds, told as changes of the first text."""

from __future__ import annotations

from msglint.fixes import Fix
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Piece(NamedTuple):
    """A run of the current text: the characters ``start`` to ``end`` of the first one, or with ``text`` something new."""

    start: int
    end: int
    text: str = ""

    @property
    def length(self) -> int:
        """How many characters it has."""
        return len(self.text) or self.end - self.start

    def cut(self, start: int, end: int) -> Piece:
        """A run of it."""
        if self.text:
            return Piece(self.start, self.end, self.text[start:end])
        return Piece(self.start + start, self.start + end)


def traced(pieces: Iterable[Piece], fixes: Iterable[Fix]) -> list[Piece]:
    """The pieces of the text after one more round of compatible fixes."""
    found: list[Piece] = []
    waiting, at = iter(fixes), 0
    fix = next(waiting, None)
    entered = False
    for piece in pieces:
        here, end = at, at + piece.length
        while fix is not None and fix.start < end:
            if not entered:
                found += [piece.cut(here - at, fix.start - at), Piece(0, 0, fix.text)]
                entered = True
            here = max(here, min(fix.end, end))
            if fix.end > end:
                break
            fix, entered = next(waiting, None), False
        if here < end:
            found.append(piece.cut(here - at, end - at))
        at = end
    while fix is not None:
        found += [] if entered else [Piece(0, 0, fix.text)]
        fix, entered = next(waiting, None), False
    return [piece for piece in found if piece.length]


def changes(pieces: Iterable[Piece], length: int) -> Iterator[Fix]:
    """What was changed of a first text of that length, in order."""
    done, text = 0, ""
    for piece in (*pieces, Piece(length, length)):
        if piece.text:
            text += piece.text
            continue
        if text or piece.start > done:
            yield Fix(done, piece.start, text)
        done, text = piece.end, ""
