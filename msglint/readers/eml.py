"""E-mail drafts (.eml): every body that a reader may see, the subjects, the attachments, the date."""

from __future__ import annotations

import re

from msglint.charsets import codec_of
from msglint.draft import Attachment, Part, Span, View
from msglint.envelope import Envelope
from msglint.errors import DraftError
from msglint.patterns import lazy
from msglint.placeholders import mask
from msglint.readers import text
from msglint.readers.headers import Field, decoded_words, first, last_address, mail_date, place
from msglint.readers.mime import MOST_PARTS, Leaf, Message, Tree, read_tree
from msglint.readers.transfer import Chart, append_base64, append_quoted, append_raw, decoded, is_base64
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from msglint.draft import Placeholder
    from msglint.source import Source

_HTML = ("text/html", "text/x-amp-html", "application/xhtml+xml", "text/watch-html")
_IDENTITY = ("", "7bit", "8bit", "binary", "base64", "quoted-printable")
_OPAQUE = frozenset({"x-uuencode", "uuencode", "x-uue", "uue", "x-yenc", "yenc", "mac-binhex40"})
_ENCRYPTED = frozenset({"application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_CID = lazy(r"cid:([^\s\"'<>()]{1,200})", re.IGNORECASE)
_PICTURE = r"\.(?:png|jpe?g|gif|webp|bmp|svg|heic|avif|tiff?|ico)\Z"
_DEEPEST = 3
_HEAD = 1024


class Mail(NamedTuple):
    """What an e-mail holds. Its envelope knows the send date; ``unread`` says what could not be read."""

    parts: tuple[Part, ...]
    attachments: tuple[Attachment, ...]
    envelope: Envelope
    notes: tuple[str, ...]
    unread: tuple[str, ...]


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
        file._replace(inline=file.inline or (cid.lower() in inline and _is_picture(file.name, file.mime)))
        for file, cid in reader.attached
    )
    notes, unread = (tuple(dict.fromkeys(said)) for said in (reader.notes, reader.unread))
    return Mail(tuple(reader.parts), attachments, _envelope(source, tree.messages[0]), notes, unread)


def _envelope(source: Source, message: Message) -> Envelope:
    date = first(message.fields, "date")
    sent = mail_date(source.text[date.start : date.end]) if date else None
    places = {"send_date": place(date)} if date and sent else {}
    known: dict[str, str] = {}
    for name, key in (("from", "sender"), ("reply-to", "reply_to")):
        field = first(message.fields, name)
        written = last_address(source.text, field) if field else None
        if written:
            known[key], places[key] = written
    return Envelope(
        send_date=sent,
        sender=known.get("sender"),
        reply_to=known.get("reply_to"),
        places=tuple(places.items()),
    )


class _Reader:
    """Collects what the messages of a file hold, those inside others included."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.attached: list[tuple[Attachment, str]] = []
        self.notes: list[str] = []
        self.unread: list[str] = []
        self._is_inner = False

    def message(self, view: View, tree: Tree, *, bytewise: bool, depth: int) -> None:
        """A message and all inside it, in the order of the text."""
        self.notes += tree.notes
        items: list[Message | Leaf] = [*tree.messages, *tree.leaves]
        inner = 0
        for item in sorted(items, key=lambda item: item.start):
            self._is_inner = depth > 0 or item.start < inner
            if isinstance(item, Message):
                self._headers(view, item, bytewise=bytewise)
                inner = max(inner, item.end if item.attached else 0)
            elif item.is_message and depth < _DEEPEST:
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
                self._add(Part("subject", part, (View("subject", masked, part),), placeholders))
        if len([field for field in message.fields if field.name == "content-type"]) > 1:
            self.notes.append("a header stands twice; the first one counts")

    def _nested(self, view: View, leaf: Leaf, *, bytewise: bool, depth: int) -> None:
        self._attach(view, leaf, bytewise=bytewise)
        inner = decoded(view, leaf.start, leaf.end, leaf.encoding, "", bytewise=bytewise)
        self.message(inner, read_tree(inner.text), bytewise=False, depth=depth + 1)

    def _leaf(self, view: View, leaf: Leaf, *, bytewise: bool) -> None:
        if leaf.content.value in _ENCRYPTED:
            self.unread.append("an encrypted part cannot be read: check the message before it is encrypted")
        if leaf.encoding in _OPAQUE:
            self.unread.append(
                f"a part in the encoding '{leaf.encoding}' cannot be read: save the message in another one"
            )
        elif leaf.encoding not in _IDENTITY:
            self.notes.append(f"unknown transfer encoding '{leaf.encoding[:40]}'; read as it stands")
        if leaf.is_message:
            self.unread.append("a message inside a message inside … was not read: check that one by itself")
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
        is_html = leaf.content.value in _HTML
        self._add(_read_html(part, placeholders) if is_html else text.read_part(part, placeholders))

    def _add(self, part: Part) -> None:
        if len(self.parts) >= MOST_PARTS:
            raise DraftError(f"an e-mail with more than {MOST_PARTS} parts")
        self.parts.append(part)

    def _attach(self, view: View, leaf: Leaf, *, bytewise: bool) -> None:
        """A file sent along. What is attached to an attached message is part of that."""
        if self._is_inner:
            return
        name, span = _file_name(leaf)
        if leaf.is_message and not name:
            name = "message.eml"
        size, head = _content(view, leaf, bytewise=bytewise)
        cid = first(leaf.fields, "content-id")
        inline = leaf.disposition.value == "inline" and _is_picture(name, leaf.content.value)
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


def _is_picture(name: str, mime: str) -> bool:
    """Whether a mail program would show a file as a picture; one that is called a program is none."""
    return mime.startswith("image/") and ("." not in name or bool(re.search(_PICTURE, name, re.IGNORECASE)))


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
    short = min(leaf.end, leaf.start + 3 * _HEAD)
    chart = Chart(view)
    if leaf.encoding == "base64":
        append_base64(chart, leaf.start, short)
        size = len(re.sub(r"[^A-Za-z0-9+/]+", "", raw)) * 3 // 4
    elif leaf.encoding == "quoted-printable":
        append_quoted(chart, leaf.start, short, bytewise=bytewise)
        escapes, breaks = re.findall("=[0-9A-Fa-f]{2}", raw), re.findall(r"=\r?\n", raw)
        size = len(raw) - 2 * len(escapes) - sum(map(len, breaks))
    else:
        append_raw(chart, leaf.start, short, bytewise=bytewise)
        size = len(raw) if bytewise or raw.isascii() else len(raw.encode("utf-8", "surrogatepass"))
    return size, chart.build("octets").text[:_HEAD].encode("latin-1")
