"""E-mail: the tree, the headers, what is sent along; and mail that lies."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from msglint import lint
from msglint.errors import DraftError
from msglint.readers import read_draft
from msglint.readers.headers import mail_date
from msglint.source import Source, decode

if TYPE_CHECKING:
    from msglint.draft import Draft


def read(text: str | bytes) -> Draft:
    return read_draft("a.eml", decode(text) if isinstance(text, bytes) else Source(text))


def bodies(draft: Draft) -> list[str]:
    return [view.text.strip() for view in draft.views("body")]


def subjects(draft: Draft) -> list[str]:
    return [view.text for view in draft.views("subject")]


def multipart(*parts: str, kind: str = "mixed", newline: str = "\n") -> str:
    lines = ["Subject: x", f"Content-Type: multipart/{kind}; boundary=b", "", "preamble"]
    text = "\n".join([*lines, *(f"--b\n{part}" for part in parts), "--b--", "epilogue"])
    return text.replace("\n", newline)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Your lamp", "Your lamp"),
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe_an_Ann?=", "Grüße an Ann"),
        ("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
        ("=?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?Q?a?=\n =?iso-8859-1*de?Q?=FC?= b =?x-none?Q?c?=", "aü b c"),
        ("Re: =?shift_jis?B?k/qWew==?= ok", "Re: 日本 ok"),
        ("folded\n  line", "folded  line"),
        ("=?utf-8?Q?open", "=?utf-8?Q?open"),
        ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
        ("größer", "größer"),
        ("Order {{order_id}}", "Order \x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a\x1a"),
    ],
)
def test_a_subject_is_read_as_people_see_it(raw: str, text: str) -> None:
    draft = read(f"To: a@b.de\nSubject: {raw}\n\nHello")
    assert subjects(draft) == [text]
    assert bodies(draft) == ["Hello"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_both_alternatives_are_read(newline: str) -> None:
    text = multipart(
        "Content-Type: text/plain\n\none\n",
        "content-type: TEXT/HTML\n\n<p>two</p>\n",
        kind="alternative",
        newline=newline,
    )
    draft = read(text)
    assert bodies(draft) == ["one", "two"]
    assert draft.is_html
    assert not draft.attachments


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        ("Content-Transfer-Encoding: quoted-printable", "we=E2=80=99re so=\nft =3D  =\n x =ZZ", "we’re soft =   x =ZZ"),
        ("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable", "caf=E9", "café"),
        ("Content-Transfer-Encoding: base64", base64.b64encode("Grüße".encode()).decode(), "Grüße"),
        ("Content-Transfer-Encoding: base64", "R3L\nDvM\nOfZQ==\nIGFu\n", "Grüße an"),
        ("Content-Type: text/plain; charset=\"iso-2022-jp\"", "\x1b$BF|K\\\x1b(B!", "日本!"),
        ("Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64", base64.b64encode("né".encode("utf-16")).decode(), "\ufeffné"),
        ("Content-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: base64", base64.b64encode("你好 ok".encode("gbk")).decode(), "你好 ok"),
        ("Content-Type: text/plain; charset=utf-8; format=flowed", "größer", "größer"),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable", "caf=E9", "café"),
        ("Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: quoted-printable", "we=E2=80=99re", "we’re"),
        ("Content-Type: text/plain; charset=nonsense", "größer", "größer"),
        ("Content-Type: text/plain; charset=iso-8859-2 (Latin 2)\nContent-Transfer-Encoding: quoted-printable", "=B1=B6=E6", "ąść"),
        ("Content-Type: text/plain; charset=iso-8859-2(a; b)\nContent-Transfer-Encoding: quoted-printable", "=B1=B6=E6", "ąść"),
        ("Content-Transfer-Encoding: base64", "Hello Ann, this is no base64 at all. Write to me!", "Hello Ann, this is no base64 at all. Write to me!"),
        ("Content-Transfer-Encoding: x-own", "Hello", "Hello"),
    ],
)  # fmt: skip
def test_a_body_is_decoded_as_it_really_is(headers: str, body: str, text: str) -> None:
    assert bodies(read(f"MIME-Version: 1.0\n{headers}\n\n{body}"))[0] == text.strip()


def test_parts_in_different_charsets_are_each_read_in_their_own() -> None:
    latin = b"--b\nContent-Type: text/plain; charset=iso-8859-1\n\ngr\xfc\xdfe\n"
    utf8 = b"--b\nContent-Type: text/plain; charset=utf-8\n\nwe\xe2\x80\x99re\n"
    sjis = b"--b\nContent-Type: text/plain; charset=shift_jis\n\n" + "日本".encode("cp932") + b"\n"
    draft = read(
        b"Subject: caf\xc3\xa9\nContent-Type: multipart/mixed; boundary=b\n\n" + latin + utf8 + sjis + b"--b--\n"
    )
    assert bodies(draft) == ["grüße", "we’re", "日本"]
    assert subjects(draft) == ["café"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("setup.exe (installer)", "setup.exe"),
        ("setup.exe\t(installer) ; size=8", "setup.exe"),
        ('"setup.exe" (installer)', "setup.exe"),
        ("invoice (1).pdf", "invoice (1).pdf"),
        ("invoice(1).pdf", "invoice(1).pdf"),
        ('"invoice (copy)"', "invoice (copy)"),
        ("(copy)", "(copy)"),
    ],
)
def test_a_comment_behind_a_name_is_no_part_of_it(written: str, name: str) -> None:
    draft = read(multipart("\nHello", f"Content-Type: application/pdf; name={written}\n\nx"))
    (file,) = draft.attachments
    assert (file.name, draft.source.text[file.span.start : file.span.end]) == (name, name)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Content-Disposition: attachment; filename=a.pdf", "a.pdf"),
        ('Content-Disposition: attachment; filename="a b;c.pdf"', "a b;c.pdf"),
        ("Content-Disposition: attachment; filename*=utf-8''%C3%BC.pdf", "ü.pdf"),
        ('Content-Disposition: attachment;\n filename*0="invoice";\n filename*1=.pdf.exe', "invoice.pdf.exe"),
        ("Content-Disposition: attachment; filename*0*=iso-8859-1'de'%FC; filename*1=.pdf", "ü.pdf"),
        ('Content-Disposition: attachment; filename="=?utf-8?Q?=C3=BC.pdf?="', "ü.pdf"),
        ("Content-Disposition: attachment; filename=C:\\tmp\\a.pdf", "a.pdf"),
        ('Content-Type: application/pdf; name="a.pdf"', "a.pdf"),
        ('Content-Disposition: attachment; filename="a.pdf', '"a.pdf'),
    ],
)
def test_an_attachment_has_the_name_it_is_shown_by(header: str, name: str) -> None:
    draft = read(multipart("\nHello", f"{header}\nContent-Transfer-Encoding: base64\n\nJVBERi0x\nLjQ="))
    (file,) = draft.attachments
    assert (file.name, file.size, file.head, file.inline) == (name, 8, b"%PDF-1.4", False)
    assert draft.source.text[file.span.start : file.span.end]


def test_pictures_inside_the_message_are_inline() -> None:
    draft = read(
        multipart(
            'Content-Type: text/html\n\n<img src="cid:One@x">',
            "Content-Type: image/png; name=a.png\nContent-ID: <one@x>\nContent-Disposition: attachment\n\n1",
            "Content-Type: image/png; name=b.png\nContent-ID: <two@x>\n\n2",
            "Content-Type: image/png; name=c.exe\nContent-ID: <one@x>\n\n3",
            "Content-Type: image/jpeg\nContent-Disposition: inline\n\n4",
        )
    )
    assert [file.inline for file in draft.attachments] == [True, False, False, True]


@pytest.mark.parametrize("kind", ["message/rfc822", "message/global"])
@pytest.mark.parametrize("encoding", ["7bit", "base64", "quoted-printable"])
def test_an_attached_message_is_read_too(encoding: str, kind: str) -> None:
    inner = "Subject: inner\n\nwords inside\n"
    body = base64.b64encode(inner.encode()).decode() if encoding == "base64" else inner
    draft = read(multipart("\nouter", f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{body}"))
    assert subjects(draft) == ["x", "inner"]
    assert bodies(draft) == ["outer", "words inside"]
    assert [(file.name, file.mime) for file in draft.attachments] == [("message.eml", kind)]


@pytest.mark.parametrize("kind", ["message/delivery-status", "message/global-headers", "application/octet-stream"])
def test_what_else_is_attached_is_no_message(kind: str) -> None:
    draft = read(multipart("\nouter", f"Content-Type: {kind}\n\nSubject: inner\n\nwords inside"))
    assert (subjects(draft), bodies(draft)) == (["x"], ["outer"])


@pytest.mark.parametrize(
    "text",
    [
        "Subject: x\nContent-Type: multipart/mixed; boundary=other\n\n--b\nContent-Type: text/plain\n\nHello\n--b--\n",
        "Subject: x\nContent-Type: multipart/mixed\n\n--b\nContent-Type: text/plain\n\nHello\n",
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\nHello",
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello",
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\nHello",
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b--",
        "Subject: x\nHello",
        "\n\nSubject: x\n \nHello",
        "From ann Mon Jan 1\nSubject: x\n\nHello",
        "Subject: x\nContent-Type: text/plain\nContent-Type: image/png\n\nHello",
        "Subject: x\r\nTo: a\n\r\nHello",
    ],
)
def test_mail_that_lies_is_read_as_far_as_it_goes(text: str) -> None:
    draft = read(text)
    assert subjects(draft) == ["x"]
    assert "Hello" in "".join(bodies(draft))


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Subject: x\nContent-Type: application/pkcs7-mime; name=smime.p7m\n\nMIAG", "an encrypted part"),
        (
            (
                "Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\n"
                "Version: 1\n--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--b--"
            ),
            "an encrypted part",
        ),
        (
            "Subject: x\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#86)C\nend",
            "a part in the encoding 'x-uuencode'",
        ),
        ("Subject: x\nContent-Transfer-Encoding: x-foo\n\nHello", ""),
    ],
)
def test_what_cannot_be_read_is_no_clean_draft(text: str, unread: str) -> None:
    assert "".join(read(text).unread).startswith(unread)
    assert [one.rule for one in lint(text, filename="a.eml") if one.rule == "unreadable"] == ["unreadable"] * bool(
        unread
    )


def test_a_second_subject_does_not_hide() -> None:
    assert subjects(read("Subject: one\nSubject: two\n\nHello")) == ["one", "two"]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Tue, 24 Nov 2026 10:00:00 +0130", datetime(2026, 11, 24, 8, 30, tzinfo=UTC)),
        ("24 Nov 26 10:00 GMT", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("Tue, 24 Nov 2026 10:00:00 -0000 (UTC)", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("Tue, 24 Nov 2026 10:00:00 EST", datetime(2026, 11, 24, 15, tzinfo=UTC)),
        ("Tue, 24 Nov 2026 10:00:00 Z", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("Tue, 24 Nov 2026 10:00:00", datetime(2026, 11, 24, 10)),
        ("Tue, 24 Nov 2026 10:00:00 JST", datetime(2026, 11, 24, 10)),
        ("Tue, 24 Nov 2026 10:00:00 (CET)", datetime(2026, 11, 24, 10)),
        ("Tue, 31 Feb 2026 10:00:00 +0000", None),
        ("Tue, 24 Nov 2026 10:00:00 +9900", None),
        ("{{date}}", None),
    ],
)
def test_the_date_header_is_the_send_date(value: str, found: datetime | None) -> None:
    assert mail_date(value) == found
    assert read(f"Date: {value}\n\nHello").envelope.send_date == found


def test_recipients_are_no_part_of_the_message() -> None:
    draft = read("From: Shop <a@shop.de>\nTo: Ann <x@marketplace.amazon.de>, y@z.de\nSubject: x\n\nHello")
    assert not any("@" in view.text for view in draft.views())


def test_depth_is_no_danger() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(20_000))
    assert bodies(read(f"Subject: x\n{nested}\nHello")) == ["Hello"]


@pytest.mark.parametrize(
    "text",
    [
        "Content-Type: message/rfc822\n\n" * 20_000,
        "Content-Type: message/global\n\n" * 20_000,
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 20_000,
        "Subject: x\n" * 20_000,
    ],
)
def test_more_parts_than_any_message_has_are_refused(text: str) -> None:
    with pytest.raises(DraftError, match="more than 5000 parts"):
        read(text)
