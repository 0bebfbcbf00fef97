"""What depends on the script a language is written in: how much a word says, and so how many of them belong together."""

from __future__ import annotations

from msglint.typed import NamedTuple


class Script(NamedTuple):
    """``words``: a word is a run of letters. ``characters``: there are no spaces, and a word is one character.

    most_words  a longer run of words without a stop is cut: what a message means never hangs on words so far apart
    gap_factor  what one word of a shape's gap is in this script
    """

    most_words: int
    gap_factor: int


SCRIPTS = {"words": Script(160, 1), "characters": Script(480, 4)}
