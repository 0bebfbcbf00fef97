"""E-mail drafts (.eml): every body that a reader may see, the subjects, the attachments, the date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msglint.charsets import bytes_of_1252, codec_of
from msglint.draft import Attachment, Part, Span, View
from msglint.envelope import Envelope
from msglint.placeholders import mask
from msglint.readers import text
from msglint.readers.headers import Field, addresses, decoded_words, first, mail_date, place
from msglint.readers.mime import Leaf, Message, Tree, read_tree
from msglint.readers.transfer import base64_octets, decoded, is_base64, quoted_octets

if TYPE_CHECKING:
    from msglint.draft import Placeholder
    from msglint.source import Source

_HTML = ("text/html", "text/x-amp-html", "application/xhtml+xml", "text/watch-html")
_IDENTITY = ("", "7bit", "8bit", "binary", "base64", "quoted-printable")
_CID = re.compile(r"cid:([^\s\"'<>()]{1,200})", re.IGNORECASE)
_DEEPEST = 3
_HEAD = 1024
_LONGEST = 10_000


class Mail(NamedTuple):
    """What an e-mail holds. Its envelope knows the send date."""

    parts: tuple[Part, ...]
    attachments: tuple[Attachment, ...]
    envelope: Envelope
    notes: tuple[str, ...]


def read(source: Source, start: int = 0) -> Mail:
    """An e-mail draft, from offset ``start`` (behind the front matter) on."""
    begin = start + len(source.text[start:]) - len(source.text[start:].lstrip("\r\n"))
    tree = read_tree(source.text, begin)
    reader = _Reader()
    reader.message(source, tree, bytewise=source.encoding == "cp1252", depth=0)
    inline = frozenset(
        cid.lower() for part in reader.parts if part.kind == "html" for cid in _CID.findall(part.text.text)
    )
    attachments = tuple(
        file._replace(inline=file.inline or cid.lower() in inline) for file, cid in reader.attached if file
    )
    return Mail(
        tuple(reader.parts), attachments, _envelope(source, tree.messages[0]), tuple(dict.fromkeys(reader.notes))
    )


def _envelope(source: Source, message: Message) -> Envelope:
    date = first(message.fields, "date")
    sent = mail_date(source.text[date.start : date.end]) if date else None
    to = tuple(
        address
        for field in message.fields
        if field.name in ("to", "cc", "bcc")
        for address in addresses(source.text[field.start : min(field.end, field.start + _LONGEST)])
    )
    places = (("send_date", place(date)),) if date and sent else ()
    return Envelope(send_date=sent, recipients=to, places=places)


class _Reader:
    """Collects what the messages of a file hold, those inside others included."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.attached: list[tuple[Attachment, str]] = []
        self.notes: list[str] = []

    def message(self, view: View, tree: Tree, *, bytewise: bool, depth: int) -> None:
        """A message and all inside it, in the order of the text."""
        self.notes += tree.notes
        items: list[Message | Leaf] = [*tree.messages, *tree.leaves]
        for item in sorted(items, key=lambda item: item.start):
            if isinstance(item, Message):
                self._headers(view, item, bytewise=bytewise)
            elif item.content.value == "message/rfc822" and depth < _DEEPEST:
                self._nested(view, item, bytewise=bytewise, depth=depth)
            else:
                self._leaf(view, item, bytewise=bytewise)

    def _headers(self, view: View, message: Message, *, bytewise: bool) -> None:
        if message.attached:
            self._attach(view, message.attached._replace(end=message.end), bytewise=bytewise)
        for field in message.fields:
            if field.name == "subject" and field.end > field.start:
                subject = decoded_words(view, field.start, field.end, bytewise=bytewise)
                masked, placeholders = mask(subject.text)
                part = View("part", masked, subject)
                self.parts.append(Part("subject", part, (View("subject", masked, part),), placeholders))
        if len([field for field in message.fields if field.name == "content-type"]) > 1:
            self.notes.append("a header stands twice; the first one counts")

    def _nested(self, view: View, leaf: Leaf, *, bytewise: bool, depth: int) -> None:
        self._attach(view, leaf, bytewise=bytewise)
        inner = decoded(view, leaf.start, leaf.end, leaf.encoding, "", bytewise=bytewise)
        self.message(inner, read_tree(inner.text), bytewise=False, depth=depth + 1)

    def _leaf(self, view: View, leaf: Leaf, *, bytewise: bool) -> None:
        if leaf.encoding not in _IDENTITY:
            self.notes.append(f"unknown transfer encoding '{leaf.encoding[:40]}'; read as it stands")
        if not _is_body(leaf):
            self._attach(view, leaf, bytewise=bytewise)
            return
        if _file_name(leaf)[0] and leaf.disposition.value != "inline":
            self._attach(view, leaf, bytewise=bytewise)
        encoding = leaf.encoding
        if encoding == "base64" and not is_base64(view.text[leaf.start : leaf.end]):
            encoding = ""
            self.notes.append("a part that claims to be base64 is none; read as it stands")
        charset = leaf.content.parameter("charset")
        if charset and not codec_of(charset):
            self.notes.append(f"unknown charset '{charset[:40]}'; read as UTF-8 or Windows-1252")
        body = decoded(view, leaf.start, leaf.end, encoding, charset, bytewise=bytewise)
        masked, placeholders = mask(body.text)
        part = View("part", masked, body)
        self.parts.append(
            _read_html(part, placeholders) if leaf.content.value in _HTML else text.read_part(part, placeholders)
        )

    def _attach(self, view: View, leaf: Leaf, *, bytewise: bool) -> None:
        name, span = _file_name(leaf)
        if leaf.content.value == "message/rfc822" and not name:
            name = "message.eml"
        size, head = _content(view, leaf, bytewise=bytewise)
        cid = first(leaf.fields, "content-id")
        inline = leaf.content.value.startswith("image/") and leaf.disposition.value == "inline"
        file = Attachment(
            name, "", leaf.content.value, size, head, inline=inline, span=view.span(*span) if span else Span(0, 0)
        )
        self.attached.append((file, view.text[cid.start : cid.end].strip("<> ") if cid else ""))


def _read_html(part: View, placeholders: tuple[Placeholder, ...]) -> Part:
    from msglint.readers import html

    return html.read_part(part, placeholders)


def _is_body(leaf: Leaf) -> bool:
    kind = leaf.content.value
    if leaf.disposition.value == "attachment":
        return False
    return kind in ("text/plain", *_HTML) or (kind.startswith(("text/", "multipart/")) and not _file_name(leaf)[0])


def _file_name(leaf: Leaf) -> tuple[str, Span | None]:
    """The name an attachment is shown by, and where that stands; without a name, where its type does."""
    found = leaf.disposition.parameters.get("filename") or leaf.content.parameters.get("name")
    if found:
        return re.split(r"[/\\]", found.value)[-1].strip(), Span(found.start, found.end)
    field: Field | None = first(leaf.fields, "content-type") or first(leaf.fields, "content-disposition")
    return "", place(field) if field else None


def _content(view: View, leaf: Leaf, *, bytewise: bool) -> tuple[int, bytes]:
    """The size of a decoded body in bytes, and its first bytes."""
    raw = view.text[leaf.start : leaf.end]
    if leaf.encoding == "base64":
        letters = len(re.sub(r"[^A-Za-z0-9+/]+", "", raw))
        head = base64_octets(view, leaf.start, min(leaf.end, leaf.start + 2 * _HEAD)).text[:_HEAD]
        return letters * 3 // 4, head.encode("latin-1")
    if leaf.encoding == "quoted-printable":
        escapes = len(re.findall("=[0-9A-Fa-f]{2}", raw))
        breaks = sum(map(len, re.findall(r"=\r?\n", raw)))
        head = quoted_octets(view, leaf.start, min(leaf.end, leaf.start + 3 * _HEAD), bytewise=bytewise).text[:_HEAD]
        return len(raw) - 2 * escapes - breaks, head.encode("latin-1")
    octets = bytes_of_1252(raw).encode("latin-1") if bytewise else raw.encode("utf-8", "surrogatepass")
    return len(octets), octets[:_HEAD]
