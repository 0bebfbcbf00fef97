"""The running text of a page, as people read it: white space folded, lines where lines break."""

from __future__ import annotations

from msglint.draft import MOST_TEXT, ViewBuilder
from msglint.markup.entities import references
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.draft import View

_WORDS = lazy(r"[^ \t\n\r\f]++(?: [^ \t\n\r\f]++)*+")
_LINE = lazy(r"\r\n|[\n\r]")
_SPACE = " \t\n\r\f"
_WIDE = ("\n", "  ", "\t", "\r", "\f")
"""What is in all white space that is more than one blank."""

Place = tuple[int, int]


class Flow:
    """Appends text to a view and keeps account of the breaks and spaces that are due before the next word.

    Every line break is one newline; it stands for the ``<br>`` that made it, or for the edge of the block.
    """

    __slots__ = ("_breaks", "_builder", "_edge", "_longest", "_space")

    def __init__(self, part: View) -> None:
        self._builder = ViewBuilder(part)
        self._breaks: list[Place] = []
        self._longest: list[Place] = []
        self._edge = 0
        self._space: Place | None = None

    def build(self, kind: str) -> View:
        """The view of what was appended."""
        return self._builder.build(kind)

    def text(self, text: str, start: int, end: int, *, kept: bool) -> None:
        """A run of text with its character references; white space is folded unless it is kept.

        More than a draft may have is not appended: it would not be checked.
        """
        if self._builder.length > MOST_TEXT:
            return
        append = self._lines if kept else self._words
        if "&" not in text[start:end]:
            append(text, start, end)
            return
        here = start
        for begin, behind, plain in references(text, start, end):
            append(text, here, begin)
            self._character(plain, text, begin, behind)
            here = behind
        append(text, here, end)

    def line(self, start: int, end: int) -> None:
        """A line break that stands between two offsets. The edge of a block right behind it adds none."""
        self._breaks.append((start, end))
        self._edge = len(self._breaks) - 1

    def edge(self, lines: int, at: int) -> None:
        """The edge of a block: at least so many line breaks, shared with other edges that touch it."""
        missing = self._edge + lines - len(self._breaks)
        if missing > 0:
            self._breaks += [(at, at)] * missing

    def gap(self, at: int) -> None:
        """The edge of a table cell: at least a space."""
        if self._space is None:
            self._space = (at, at)

    def picture(self) -> None:
        """Something that is seen but has no text: the line breaks before and behind it are no longer in a row."""
        if len(self._breaks) > len(self._longest):
            self._longest = self._breaks
        self._breaks, self._edge = [], 0

    def _words(self, text: str, start: int, end: int) -> None:
        piece = text[start:end]
        words = piece.strip(_SPACE)
        if not words:
            if start < end and self._space is None:
                self._space = (start, end)
            return
        here = start
        if any(map(words.__contains__, _WIDE)):
            runs = [found.span() for found in _WORDS.finditer(text, start, end)]
        else:
            begin = start + len(piece) - len(piece.lstrip(_SPACE))
            runs = [(begin, begin + len(words))]
        for begin, behind in runs:
            if begin > here and self._space is None:
                self._space = (here, begin)
            if self._space is not None or self._breaks or self._longest:
                self._flush(text)
            self._builder.verbatim(begin, behind)
            here = behind
        if here < end and self._space is None:
            self._space = (here, end)

    def _lines(self, text: str, start: int, end: int) -> None:
        here = start
        for found in _LINE.finditer(text, start, end):
            if self._builder.length > MOST_TEXT:
                return
            self._kept(text, here, found.start())
            self.line(*found.span())
            here = found.end()
        self._kept(text, here, end)

    def _kept(self, text: str, start: int, end: int) -> None:
        if start < end:
            self._flush(text)
            self._builder.verbatim(start, end)

    def _character(self, plain: str, text: str, start: int, end: int) -> None:
        if plain in _SPACE:
            self._space = self._space or (start, end)
            return
        self._flush(text)
        self._builder.replaced(plain, start, end)

    def _flush(self, text: str) -> None:
        """Append the breaks that are due, or else the space that is due."""
        if self._breaks or self._longest:
            if self._builder.length:
                for start, end in max(self._longest, self._breaks, key=len):
                    self._builder.replaced("\n", start, end)
            self._breaks, self._longest, self._edge = [], [], 0
        elif self._space is not None and self._builder.length:
            start, end = self._space
            if text[start:end] == " ":
                self._builder.verbatim(start, end)
            else:
                self._builder.replaced(" ", start, end)
        self._space = None
