"""Plain text drafts (and Markdown, read as it stands): an optional subject line, then the message."""

from __future__ import annotations

from msglint.draft import Part, View
from msglint.patterns import lazy
from msglint.placeholders import mask
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from msglint.draft import Placeholder

_LABELS = (
    r"(?:e-?mail\s)?subject(?:\sline)?|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|temat|konu"
    r"|件名|主题|主旨|標題|标题|제목|الموضوع"
)
_SUBJECT = lazy(
    rf"(?i)\s*+(?:\#+\s|[*_]{{1,2}})?(?:{_LABELS})[*_]{{0,2}}\s?[:：][*_]{{0,2}}[ \t]*+([^\r\n]*+)(?:\r\n|\r|\n|\Z)"
)


def read(base: View, start: int = 0) -> tuple[Part, ...]:
    """The one part of a plain text draft, from offset ``start`` (behind the front matter) on."""
    text, placeholders = mask(base.text[start:])
    return (read_part(View("part", text, base, offset=start), placeholders, subject=True),)


def read_part(part: View, placeholders: tuple[Placeholder, ...] = (), *, subject: bool = False) -> Part:
    """A plain text part (a file, or the body of an e-mail) from its masked text; ``subject``: it may begin with one."""
    found = subject_line(part.text) if subject else None
    begin = found.end() if found else 0
    views = [View("body", part.text[begin:], part, offset=begin)]
    if found:
        views.insert(0, View("subject", found[1], part, offset=found.start(1)))
    return Part("text", part, tuple(views), placeholders)


def subject_line(text: str, start: int = 0) -> re.Match[str] | None:
    """The ``Subject:`` line at the top of a draft, its text in group 1."""
    return _SUBJECT.match(text, start)


def read_subject(base: View, start: int = 0) -> tuple[Part | None, int]:
    """The subject line above the mark-up of a draft as a part of its own, and where the rest begins."""
    line = subject_line(base.text, start)
    if not line:
        return None, start
    return part_of("subject", base, line.start(1), line.end(1)), line.end()


def part_of(kind: str, base: View, start: int, end: int) -> Part:
    """A run of a draft that is a text of its own: its subject, or what is ``hidden`` and shown before the message is opened."""
    text, placeholders = mask(base.text[start:end])
    part = View("part", text, base, offset=start)
    return Part("subject" if kind == "subject" else "text", part, (View(kind, text, part),), placeholders)
