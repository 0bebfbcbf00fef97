"""JSON read piece by piece: the values of a file one after the other, each with the byte it begins at."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from json import JSONDecodeError, JSONDecoder

from msglint.errors import OrderError
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import BinaryIO

_CHUNK = 1 << 18
_LONGEST = 8 << 20
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODE = JSONDecoder().raw_decode


class JsonStream:
    """A window that moves over a file in UTF-8, never larger than one value and a chunk.

    ``at`` is the place in ``text`` that is read next. Errors are ``OrderError`` with the line.
    """

    def __init__(self, path: str, file: BinaryIO) -> None:
        self._path, self._file = path, file
        self._decoder = getincrementaldecoder("utf-8")()
        self.text, self.at = "", 0
        self._place, self._placed = file.tell(), 0
        self._line = 1
        self._hold: int | None = None
        self._ended = False

    def skip_mark(self) -> None:
        """Leave out the byte order mark that a file may begin with."""
        self._fill()
        if self.text.startswith("\ufeff"):
            self.at = 1

    def peek(self) -> str:
        """The next character that is no space; empty at the end of the file."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text) or self._ended:
                return self.text[self.at : self.at + 1]
            self._fill()

    def expect(self, signs: str) -> str:
        """The next character, which has to be one of these, and is left behind."""
        found = self.peek()
        if not found or found not in signs:
            raise self.error(f"not JSON: expected one of {' '.join(signs)}" if found else self._cut)
        self.at += 1
        return found

    def value(self) -> Any:
        """The next value, whatever it is."""
        self.peek()
        while True:
            try:
                found, end = _DECODE(self.text, self.at)
                if end < len(self.text) or self._ended:
                    self.at = end
                    return found
            except JSONDecodeError as problem:
                if self._ended:
                    at_end = not self.text[self.at :].strip() or _is_cut(problem, self.text)
                    raise self.error(self._cut if at_end else f"not JSON: {problem.msg}", problem.pos) from None
            except RecursionError:
                raise self.error("not JSON of Amazon's: it is nested too deeply") from None
            except ValueError as problem:
                raise self.error(f"not JSON of Amazon's: {str(problem).partition(';')[0]}") from None
            if len(self.text) - self.at > _LONGEST:
                raise self.error("not JSON of Amazon's: one value of more than 8 MB")
            self._fill()

    def place(self) -> int:
        """The offset in the file, in bytes, of what is read next."""
        self._place += len(self.text[self._placed : self.at].encode())
        self._placed = self.at
        return self._place

    def hold(self) -> None:
        """Keep what comes from here on, for ``back``."""
        self._hold = self.at

    def release(self) -> None:
        """Keep it no longer."""
        self._hold = None

    def back(self) -> None:
        """Go back to where ``hold`` was called."""
        self.at = self._hold if self._hold is not None else self.at
        self._hold = None

    def error(self, reason: str, at: int | None = None) -> OrderError:
        """The error to raise for something that begins here."""
        line = self._line + self.text.count("\n", 0, self.at if at is None else at)
        return OrderError(reason, self._path, line)

    _cut = "the file ends in the middle of its data; download it again"

    def _fill(self) -> None:
        """Read on; what lies behind is let go."""
        keep = self.at if self._hold is None else self._hold
        if len(self.text) - keep > 2 * _LONGEST:
            raise self.error("not JSON of Amazon's: one value of more than 8 MB")
        if self._hold is None:
            self.place()
            self._placed = 0
        else:
            keep = min(keep, self._placed)
            self._placed -= keep
            self._hold -= keep
        self._line += self.text.count("\n", 0, keep)
        data = self._file.read(max(_CHUNK, len(self.text) - keep))
        self._ended = not data
        try:
            more = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise self.error("not JSON of Amazon's: it is not UTF-8") from None
        self.text, self.at = self.text[keep:] + more, self.at - keep


def _is_cut(problem: JSONDecodeError, text: str) -> bool:
    """Whether JSON is wrong for nothing but its end."""
    return problem.msg.startswith("Unterminated string") or not text[problem.pos :].strip()
