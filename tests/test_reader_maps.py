"""Over all readers: whatever is found in a view stands where its span says."""

from __future__ import annotations

import base64
import quopri
from email.header import Header
from encodings.aliases import aliases
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.readers import read_draft
from msglint.source import Source, decode

if TYPE_CHECKING:
    from msglint.draft import Draft, View

WORD = "WhatsApp"
LETTERS = st.text(st.sampled_from("ab é’日🎉=_?&;<>/\"'-.:{}[]%\t\r\n\0\ud800"), max_size=40)
PIECES = st.lists(
    st.sampled_from(
        [
            "Subject: x\n", "Content-Type: text/html\n", "Content-Type: multipart/mixed; boundary=b\n", "\n", "--b\n", "--b--\n",
            "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "=E2=80=99", "=3D\"", "=\n",
            "V2hhdHNBcHA=", "<b>", "</b>", "&amp;", "&#104;", "<!-- x -->", "<style>p{}</style>", "{{name}}", "=?utf-8?Q?a=C3=A9?=",
            "=?utf-8?B?w6k=?=", "Content-Type: message/rfc822\n", "---\ntype: x\n---\n", "What", "sApp", "é", " ",
            "Content-Type: text/plain; charset=shift_jis\n", "charset=iso-2022-jp", "\x1b$BF|\x1b(B",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip


def views_of(draft: Draft) -> list[View]:
    return [*draft.views(), *(part.text for part in draft.parts)]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.eml", "a.md"])
@given(text=st.one_of(LETTERS, PIECES), data=st.data())
def test_every_slice_of_every_view_lies_in_the_source(name: str, text: str, data: st.DataObject) -> None:
    source = Source(text.lstrip().removeprefix("---"))  # front matter would be of types that there are none of
    for view in views_of(read_draft(name, source)):
        start = data.draw(st.integers(0, len(view.text)))
        end = data.draw(st.integers(start, len(view.text)))
        span = view.span(start, end)
        assert 0 <= span.start <= span.end <= len(source.text)


HEADS = [
    b"Content-Type: text/plain; charset=%s\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9 ",
    b"Content-Type: text/plain; charset=%s\n\n",
    b"Content-Type: text/plain; name*=%s''%%E9.txt\n\n",
    b"Subject: =?%s?Q?=E9=FF?=\n\n",
]


@given(raw=st.binary(max_size=60), head=st.sampled_from(HEADS),
       charset=st.sampled_from(sorted({*aliases, *aliases.values(), "undefined", "rot-13"})))  # fmt: skip
def test_any_bytes_of_mail_keep_their_places(raw: bytes, head: bytes, charset: str) -> None:
    source = decode(b"MIME-Version: 1.0\n" + head % charset.encode() + raw)
    for view in views_of(read_draft("a.eml", source)):
        for at in range(len(view.text)):
            span = view.span(at, at + 1)
            assert 0 <= span.start <= span.end <= len(source.text)


def mail(headers: str, body: str) -> str:
    return f"MIME-Version: 1.0\nSubject: x\n{headers}\n\n{body}"


def quoted(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


AROUND = st.text(st.sampled_from("ab é’日🎉,.\n"), max_size=60)


@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("a.txt", lambda a, b: a + "~" + WORD + b),
        ("a.eml", lambda a, b: mail("Content-Type: text/plain; charset=utf-8", "~" + a + WORD + b)),
        ("a.eml", lambda a, b: mail("Content-Transfer-Encoding: quoted-printable", quoted(a + WORD + b))),
        ("a.html", lambda a, b: "<p>" + a + WORD + b + "</p>"),
    ],
)
@given(before=AROUND, after=AROUND)
def test_a_planted_word_is_found_at_its_exact_place(name: str, build: object, before: str, after: str) -> None:
    text = build(before, after)  # type: ignore[operator]
    draft = read_draft(name, Source(text))
    found = [view.span(at, at + len(WORD)) for view in draft.views("body") if (at := view.text.find(WORD)) >= 0]
    assert len(found) == 1
    assert text[found[0].start : found[0].end].replace("=\n", "") == WORD


@given(before=AROUND, after=AROUND, charset=st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_base64_leads_to_the_letters_that_hold_the_word(before: str, after: str, charset: str) -> None:
    codec = "utf-16-le" if charset == "utf-16" else charset
    body = base64.encodebytes((before + WORD + after).encode(charset)).decode()
    text = mail(f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64", body)
    (view,) = read_draft("a.eml", Source(text)).views("body")
    at = view.text.index(WORD)
    span = view.span(at, at + len(WORD))
    first = len((before if charset != "utf-16" else "\ufeff" + before).encode(codec))
    last = first + len(WORD.encode(codec)) - 1
    letters = body.replace("\n", "").rstrip("=")
    assert (
        text[span.start : span.end].replace("\n", "")
        == letters[first // 3 * 4 + first % 3 : last // 3 * 4 + last % 3 + 2]
    )


@given(before=st.text(st.sampled_from("ab é’日🎉"), max_size=60))
def test_encoded_words_decode_as_they_were_written(before: str) -> None:
    subject = " ".join(f"{before} {WORD}".split())
    raw = Header(subject, "utf-8").encode(linesep="\n")
    (view,) = read_draft("a.eml", Source(f"To: x\nSubject: {raw}\n\nHello")).views("subject")
    assert view.text == subject


def test_pasted_quoted_printable_is_read_as_what_it_stands_for() -> None:
    text = 'Subject: Hi\n<p style=3D"color: red">What=\nsApp we=E2=80=99re <a href=3D"x">y</a></p>'
    draft = read_draft("a.html", Source(text))
    (view,) = draft.views("body")
    span = view.span(view.text.index(WORD), view.text.index(WORD) + len(WORD))
    assert text[span.start : span.end] == "What=\nsApp"
    assert "we’re" in view.text
    assert next(draft.elements("a")).value("href") == "x"


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_soft_break_inside_a_word_is_enough(name: str, end: str) -> None:
    draft = read_draft(name, Source(f"What={end}sApp us, or see http={end}://lampshop.com"))
    assert [view.text for view in draft.views("body")] == ["WhatsApp us, or see http://lampshop.com"]


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">a</p>',
        "a=b\nTotal=\nfive",
        "Your code=\nABC",
        "https://shop.com/?a=20&b=30",
        "Total =\n5",
        "=====\nHello\n=====",
        "Qty=20\nSize=10",
        "Sum=\n",
        '<a href="x?id=3D5&y=z">a</a>',
        "a = b",
    ],
)
def test_what_only_looks_quoted_stays(text: str) -> None:
    draft = read_draft("a.html" if text.startswith("<") else "a.txt", Source(text))
    assert draft.parts[0].text.text == text
