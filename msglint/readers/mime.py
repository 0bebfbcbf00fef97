"""The tree of a MIME message, flattened: its messages (nested ones too) and its leaves, in one pass over the text.

Mail that lies is read as far as it goes: a missing or wrong boundary is guessed, a part that never ends does so
where a part around it goes on, and headers end at the next delimiter at the latest.
"""

from __future__ import annotations

import re

from msglint.errors import DraftError
from msglint.patterns import lazy
from msglint.readers.headers import Field, Header, first, read_fields, structured
from msglint.typed import NamedTuple

_DELIMITER = lazy(r"[\r\n]--([^\r\n]*+)")
_PART_HEADER = lazy(r"(?:\r\n|\n|\r)content-", re.IGNORECASE)
_MESSAGES = ("message/rfc822", "message/global")
"""A message sent along; the second kind has headers in UTF-8 (RFC 6532)."""
_NEAR = 3
MOST_PARTS = 5000


class Message(NamedTuple):
    """A message or one that is sent along inside it: its headers, and the run of the text that it takes."""

    fields: list[Field]
    start: int
    end: int
    attached: Leaf | None = None


class Leaf(NamedTuple):
    """A part without parts: its headers, and the run of its body."""

    fields: list[Field]
    content: Header
    disposition: Header
    encoding: str
    start: int
    end: int

    @property
    def is_message(self) -> bool:
        """Whether it is a message with headers and parts of its own."""
        return self.content.value in _MESSAGES


class Tree(NamedTuple):
    """All messages and leaves in order, and what was wrong."""

    messages: list[Message]
    leaves: list[Leaf]
    notes: list[str]


class _Frame(NamedTuple):
    """An open multipart, or (without a boundary) an open nested message. ``outer``: the frame its boundary shadows."""

    boundary: str
    around: str
    outer: int
    message: int


def read_tree(text: str, start: int = 0) -> Tree:
    """The tree of the message that begins at ``start``."""
    return _Walk(text, start).tree


class _Walk:
    def __init__(self, text: str, start: int) -> None:
        self.text, self.tree = text, Tree([], [], [])
        self._lines = list(_DELIMITER.finditer(text, max(0, start - 1)))
        self._names = {line[1].rstrip() for line in self._lines}
        self._frames: list[_Frame] = []
        self._active: dict[str, int] = {}
        self._pending: Leaf | None = None
        self._open(start, 0, new_message=True)
        for number, line in enumerate(self._lines):
            name = line[1].rstrip()
            if name in self._active:
                self._turn(self._active[name], line, number + 1, closing=False)
            elif name.endswith("--") and name[:-2] in self._active:
                self._turn(self._active[name[:-2]], line, number + 1, closing=True)
        self._finish(len(text))
        self._drop(0, len(text))

    def _turn(self, frame: int, line: re.Match[str], following: int, *, closing: bool) -> None:
        end = line.start() - (line[0][0] == "\n" and self.text[line.start() - 1 : line.start()] == "\r")
        self._finish(end)
        self._drop(frame if closing else frame + 1, end)
        if not closing:
            behind = line.end()
            behind += 2 if self.text.startswith("\r\n", behind) else behind < len(self.text)
            self._open(behind, following)

    def _open(self, here: int, following: int, *, new_message: bool = False) -> None:
        """A part whose headers begin at ``here``; ``following`` is the next line that may be a delimiter."""
        around = self._frames[-1].around if self._frames else ""
        while True:
            limit = self._lines[following].start() + 1 if following < len(self._lines) else len(self.text)
            fields, body = read_fields(self.text, here, max(here, limit))
            if new_message:
                self.tree.messages.append(Message(fields, here, len(self.text), self._pending))
                self._pending = None
            content = structured(self.text, first(fields, "content-type"))
            if content.value.startswith("multipart/"):
                boundary = self._boundary(content.parameter("boundary").rstrip(), body, following)
                if boundary:
                    self._push(_Frame(boundary, content.value[10:], self._active.get(boundary, -1), -1))
                    return
            if len(self.tree.leaves) + len(self.tree.messages) > MOST_PARTS:
                raise DraftError(f"an e-mail with more than {MOST_PARTS} parts")
            self._pending = leaf = self._leaf(fields, content, body, around)
            if not leaf.is_message or leaf.encoding in ("base64", "quoted-printable"):
                return
            self._push(_Frame("", "", -1, len(self.tree.messages)))
            here, new_message, around = body, True, ""

    def _leaf(self, fields: list[Field], content: Header, body: int, around: str) -> Leaf:
        disposition = structured(self.text, first(fields, "content-disposition"))
        encoding = structured(self.text, first(fields, "content-transfer-encoding")).value
        if "/" not in content.value:
            content = content._replace(value=_MESSAGES[0] if around == "digest" else "text/plain")
        return Leaf(fields, content, disposition, encoding, body, body)

    def _boundary(self, declared: str, body: int, following: int) -> str:
        """The boundary if it occurs; else the first line that looks like one; else none, with a note."""
        if declared and (declared in self._names or f"{declared}--" in self._names):
            return declared
        for line in self._lines[following : following + _NEAR]:
            if line.end() >= body and line[1].strip() and _PART_HEADER.match(self.text, line.end()):
                self.tree.notes.append("a MIME boundary is missing or wrong; it was guessed")
                return line[1].rstrip()
        self.tree.notes.append("a MIME boundary is missing; the part was read as plain text")
        return ""

    def _push(self, frame: _Frame) -> None:
        if frame.boundary:
            self._active[frame.boundary] = len(self._frames)
        self._frames.append(frame)

    def _finish(self, end: int) -> None:
        if self._pending is not None:
            self.tree.leaves.append(self._pending._replace(end=max(self._pending.start, end)))
            self._pending = None

    def _drop(self, keep: int, end: int) -> None:
        """Close the frames from ``keep`` on: what was open inside ends here."""
        while len(self._frames) > keep:
            frame = self._frames.pop()
            if frame.message >= 0:
                self.tree.messages[frame.message] = self.tree.messages[frame.message]._replace(end=end)
            elif frame.outer >= 0:
                self._active[frame.boundary] = frame.outer
            else:
                del self._active[frame.boundary]
