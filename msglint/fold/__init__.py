"""Folding: the plain text behind look-alike letters, zero-width characters and letters spaced apart, with the map.

characters  one character at a time: widths, styles, digits, spaces, accents, invisible ones
lookalikes  letters of other scripts in a Latin word
spacing     words pulled apart: ``r e v i e w``, ``re*view``
edits       what the first and the last of them change, and where it went
"""

from __future__ import annotations

from msglint.draft import Span, View
from msglint.fold.spacing import pulled_apart
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from msglint.policy import Policy


_LONGER = "\u0130"
"""The one letter whose lower case is longer than itself."""


class Folded(View):
    """A view whose disguises are undone; ``lower`` is its text in lower case, of the same length.

    ``disguised`` are the words (offsets in this view) that an honest writer would not have written so.
    """

    __slots__ = ("disguised", "lower")

    def __init__(self, view: View, disguised: tuple[Span, ...] = ()) -> None:
        super().__init__(view.kind, view.text, view.base, view.pieces, view.offset)
        lowered = self.text.lower()
        self.lower = lowered if len(lowered) == len(self.text) else self.text.replace(_LONGER, "i").lower()
        self.disguised = disguised


def fold(view: View, watched: AbstractSet[str] = frozenset()) -> Folded:
    """The view with its disguises undone. ``watched`` are the words (lower case) worth putting together again."""
    plain, disguised = view, list[Span]()
    if not view.text.isascii():
        from msglint.fold.characters import plain_characters

        plain, disguised = plain_characters(view, watched)
    apart = pulled_apart(plain.text, watched)
    if apart.edits:
        from msglint.fold.edits import apply, moved

        plain = apply(plain, apart.edits)
        disguised = sorted({*moved(disguised, apart.edits), *moved(apart.words, apart.edits)})
    return Folded(plain, tuple(disguised))


def watched_words(policy: Policy) -> frozenset[str]:
    """The words that people hide from Amazon's filter, in all languages."""
    words: dict[str, list[str]] = policy.facts["watched-words"]["words"]
    return frozenset(word for language in words.values() for word in language)
