"""Readers: one module a format, each from a decoded source to the parts of a draft."""

from __future__ import annotations

import os

from msglint.draft import Draft
from msglint.envelope import KEYS, Envelope
from msglint.errors import SettingsError
from msglint.patterns import lazy
from msglint.readers import text
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from msglint.draft import Part, View
    from msglint.source import Source

_FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mjml": "html",
    ".eml": "eml",
    ".json": "payload",
}
READERS = ("text", "html", "eml", "payload")
_HTML = lazy(r"(?i)\s*<(?:!doctype\s+html|html|head|body|table|div|p|meta|mjml|heml|\?xml)\b")
_MAIL = lazy(
    r"(?i)(?:(?:from|to|cc|subject|date|received|return-path|reply-to|mime-version|message-id|content-type|x-[\w-]{1,40})"
    r"[ \t]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2}"
)
_MIME = lazy(
    r"(?i)(?:[\w-]{1,60}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){0,30}?(?:mime-version|content-type|message-id)[ \t]*:[ \t]*[\w<]"
)
_LONGEST_HEAD = 10_000
_FAR_DOWN = 200
_LONGEST_KEY = 24
_TAG = lazy(r"(?i)<(?:a|img|font|span|div|p|td|table|h[1-6])\s[^<>=]{0,200}+=[^<>]{0,2000}+>")
"""Mark-up inside plain text: Markdown takes it, and drafts are pasted together from pieces of both."""


def format_of(name: str, draft: str, start: int = 0) -> str:
    """``text``, ``html``, ``eml`` or ``payload``: by the file's ending, and where that says text or nothing, by how it begins."""
    ending = os.path.splitext(name)[1].lower()
    known = _FORMATS.get(ending)
    if known in ("html", "eml", "payload"):
        return known
    head = draft[start : start + _LONGEST_HEAD]
    subject = text.subject_line(head)
    if ending != ".md" and _HTML.match(head, subject.end() if subject else 0):
        return "html"
    return "eml" if (_MIME if known else _MAIL).match(head) else "text"


def read_draft(
    name: str,
    source: Source,
    envelope: Envelope | None = None,
    placeholders: tuple[str, ...] = (),
    readers: tuple[tuple[str, str], ...] = (),
) -> Draft:
    """A draft from its decoded source. ``envelope`` is what is known of it from outside, and wins; ``placeholders`` are
    more ways to write one (``@{NAME}``); ``readers`` are endings of names, each with the reader that is for it.

    Raises ``DraftError`` for broken front matter, and for JSON that is no body for the Messaging API.
    """
    if placeholders:
        from msglint.placeholders import OWN

        before = OWN.set(placeholders)
        try:
            return _read(name, source, envelope, readers).shortened()
        finally:
            OWN.reset(before)
    return _read(name, source, envelope, readers).shortened()


def check_readers(readers: Iterable[tuple[str, str]]) -> None:
    """Raises a ``SettingsError`` for a reader that neither msglint nor an installed package has."""
    for ending, reader in readers:
        if reader not in READERS:
            from msglint.plugins import verify

            try:
                verify("reader", reader, READERS)
            except SettingsError as error:
                raise SettingsError(error.message, trail=("readers", ending, reader)) from None


def _reader_of(name: str, readers: Iterable[tuple[str, str]]) -> str:
    """The reader that is named for such a file: of several endings the longest counts."""
    fitting = [(len(ending), reader) for ending, reader in readers if name.lower().endswith(ending)]
    return max(fitting)[1] if fitting else ""


def _read(name: str, source: Source, envelope: Envelope | None, readers: tuple[tuple[str, str], ...]) -> Draft:
    known, start = envelope or Envelope(), 0
    if not source.text[:_FAR_DOWN].lstrip().startswith(("---", "+++")):
        if source.text[:_LONGEST_KEY].partition(":")[0] in KEYS:
            from msglint.readers import frontmatter

            frontmatter.check_lines(source.text, name)
        return _read_from(start, name, source, known, readers)
    from msglint.readers import frontmatter

    own, start, seen = frontmatter.read(source.text, name)
    draft = _read_from(start, name, source, known.over(own), readers)
    return draft._replace(parts=(*(text.part_of(kind, source, *span) for kind, span in seen), *draft.parts))


def _read_from(start: int, name: str, source: Source, known: Envelope, readers: tuple[tuple[str, str], ...]) -> Draft:
    kind = (readers and _reader_of(name, readers)) or format_of(name, source.text, start)
    if kind not in READERS:
        from msglint.plugins import read

        return Draft(name, source, known, read(kind, source, start, READERS), known.attachments)
    if kind == "eml":
        return _mail(name, source, known, start)
    if kind == "payload" or (known.channel == "api" and _is_json(source.text, start)):
        return _payload(name, source, known, start)
    return Draft(name, source, known, _parts(kind, source, start), known.attachments)


def _parts(kind: str, source: Source, start: int) -> tuple[Part, ...]:
    base: View = source
    if "=" in source.text:
        from msglint.readers import quoted

        if quoted.is_quoted(source.text, start):
            base, start = quoted.unquoted(source, start), 0
    if kind == "text":
        parts = text.read(base, start)
        has_tags = "=" in base.text and "<" in base.text and _TAG.search(base.text, start)
        return (*parts, _elements(base, start)) if has_tags else parts
    from msglint.readers import html

    subject, start = text.read_subject(base, start)
    return (*([subject] if subject else []), *html.read(base, start))


def _elements(base: View, start: int) -> Part:
    """The mark-up of a text, without views of its own: what people read is in the text's."""
    from msglint.readers import html

    [part] = html.read(base, start)
    return part._replace(views=())


def _mail(name: str, source: Source, known: Envelope, start: int) -> Draft:
    from msglint.readers import eml

    mail = eml.read(source, start)
    files = known.attachments + mail.attachments
    return Draft(name, source, known.over(mail.envelope), mail.parts, files, mail.notes, unread=mail.unread)


def _is_json(draft: str, start: int) -> bool:
    from msglint.readers import payload

    return payload.looks_like(draft, start)


def _payload(name: str, source: Source, known: Envelope, start: int) -> Draft:
    """A body for the Messaging API. A file of it that is known from outside, with its size, is not another one."""
    from msglint.readers import payload

    body = payload.read(source, name, start, empty=bool(known.operation))
    outside = {file.name: file for file in known.attachments}
    files = [outside.pop(file.name, file)._replace(span=file.span) for file in body.attachments]
    return Draft(name, source, known.over(body.envelope), body.parts, (*files, *outside.values()))
