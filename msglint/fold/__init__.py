"""Folding: the plain text behind look-alike letters and signs, zero-width characters, letters spaced apart, with the map.

characters  one character at a time: widths, styles, digits, spaces, accents, invisible ones
lookalikes  letters of other scripts in a Latin word
signs       signs, digits and accents in watched words: ``g!ft``, ``rev1ew``
rows        the same, with the letters pulled apart: ``v 3 n m o``
spacing     words pulled apart: ``r e v i e w``, ``re*view``
edits       what they change in a text, and where everything went
"""

from __future__ import annotations

from functools import lru_cache

from msglint.draft import Span, View
from msglint.fold.signs import unmasked
from msglint.fold.spacing import pulled_apart
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from msglint.fold.signs import Signs


_LONGER = "\u0130"
"""The one letter whose lower case is longer than itself."""


class Folded(View):
    """A view whose disguises are undone; ``lower`` is its text in lower case, of the same length.

    ``disguised`` are the words (offsets in this view) that an honest writer would not have written so.
    """

    __slots__ = ("disguised", "lower")

    def __init__(self, view: View, disguised: tuple[Span, ...] = ()) -> None:
        super().__init__(view.kind, view.text, view.base, view.pieces, view.offset)
        self.lower = lowered(self.text)
        self.disguised = disguised


def fold(view: View, watched: AbstractSet[str] = frozenset(), signs: Signs | None = None) -> Folded:
    """The view with its disguises undone. ``watched`` are the words (lower case) worth putting together again;
    ``signs`` is what may stand for letters in them.
    """
    plain, disguised = view, list[Span]()
    if not view.text.isascii():
        from msglint.fold.characters import plain_characters

        plain, disguised = plain_characters(view, watched)
    if signs:
        plain, disguised = _without_signs(plain, disguised, signs)
    apart = pulled_apart(plain.text, watched)
    if apart.edits:
        from msglint.fold.edits import apply, moved

        plain = apply(plain, apart.edits)
        disguised = sorted({*moved(disguised, apart.edits), *moved(apart.words, apart.edits)})
    return Folded(plain, tuple(disguised))


def _without_signs(view: View, disguised: list[Span], signs: Signs) -> tuple[View, list[Span]]:
    """The view with letters for signs, and the disguised words in it: those there were, and those behind signs."""
    found = unmasked(view.text, lowered(view.text), signs)
    if not found:
        return view, disguised
    from msglint.fold.edits import apply, moved

    apart: list[Span] = []
    for span in sorted([*disguised, *(one.span for one in found)], key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    edits = [edit for one in found for edit in one.edits]
    return (apply(view, edits), moved(apart, edits)) if edits else (view, apart)


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """A text in lower case, of the same length. The same one is asked for by several that read a draft."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.replace(_LONGER, "i").lower()
