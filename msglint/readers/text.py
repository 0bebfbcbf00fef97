"""Plain text drafts: an optional subject line, then the message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msglint.draft import Part, View
from msglint.placeholders import mask

if TYPE_CHECKING:
    from msglint.source import Source

_SUBJECT = re.compile(r"\s*(?:subject|betreff|件名)\s*[:：][ \t]*([^\r\n]*)(?:\r\n|\r|\n|\Z)", re.IGNORECASE)


def read(source: Source, start: int = 0) -> tuple[Part, ...]:
    """The one part of a plain text draft, from offset ``start`` (behind the front matter) on."""
    text, placeholders = mask(source.text[start:])
    part = View("part", text, source, offset=start)
    subject = _SUBJECT.match(text)
    begin = subject.end() if subject else 0
    views = [View("body", text[begin:], part, offset=begin)]
    if subject:
        views.insert(0, View("subject", subject[1], part, offset=subject.start(1)))
    return (Part("text", part, tuple(views), placeholders),)
