"""The tokenizer and the character references: exact offsets, whatever the mark-up looks like."""

from __future__ import annotations

from html.entities import html5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.markup.entities import COMMON, decoded
from msglint.markup.tagged import attributes
from msglint.markup.tokens import COMMENT, DECLARATION, END, RAW, START, TEXT, tokens

KINDS = {TEXT: "text", START: "start", END: "end", RAW: "raw", COMMENT: "comment", DECLARATION: "declaration"}


def split(text: str) -> list[tuple[str, str]]:
    return [(KINDS[token[0]], text[token[1] : token[2]]) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>c</b>", [("text", "a "), ("start", "<b>"), ("text", "c"), ("end", "</b>")]),
        ("1 < 2 and I <3 you", [("text", "1 < 2 and I <3 you")]),
        ('<a title="x > y">z', [("start", '<a title="x > y">'), ("text", "z")]),
        ("<a title='>'>z", [("start", "<a title='>'>"), ("text", "z")]),
        ("<p class=it's>z", [("start", "<p class=it's>"), ("text", "z")]),
        ('<p "odd>z', [("start", '<p "odd>'), ("text", "z")]),
        ("<br/>z", [("start", "<br/>"), ("text", "z")]),
        ("<!-- a > b -->z", [("comment", "<!-- a > b -->"), ("text", "z")]),
        ("<!-->z<!--->z", [("comment", "<!-->"), ("text", "z"), ("comment", "<!--->"), ("text", "z")]),
        ("<!-- never closed <b>", [("comment", "<!-- never closed <b>")]),
        ("<!DOCTYPE html>z", [("declaration", "<!DOCTYPE html>"), ("text", "z")]),
        ("<![if mso]>z<![endif]>", [("declaration", "<![if mso]>"), ("text", "z"), ("declaration", "<![endif]>")]),
        ("<?xml a?>z", [("declaration", "<?xml a?>"), ("text", "z")]),
        ("<script>a<b></script >z", [("start", "<script>"), ("raw", "a<b>"), ("end", "</script >"), ("text", "z")]),
        ("<STYLE>p{}</Style>", [("start", "<STYLE>"), ("raw", "p{}"), ("end", "</Style>")]),
        ("<title>a<b>", [("start", "<title>"), ("text", "a<b>")]),
        (
            "<textarea></textareas></textarea>",
            [("start", "<textarea>"), ("text", "</textareas>"), ("end", "</textarea>")],
        ),
        ('<a href="x', [("start", '<a href="x')]),
        ("a</", [("text", "a"), ("declaration", "</")]),
        ("", []),
    ],
)
def test_tokens_cover_the_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (' href="a b" ID=x', [("href", "a b"), ("id", "x")]),
        (" hidden class='c'", [("hidden", None), ("class", "c")]),
        (' alt="" title = "t"', [("alt", ""), ("title", "t")]),
        (" href=http://a.b/c?d=e", [("href", "http://a.b/c?d=e")]),
        (' href="never closed', [("href", "never closed")]),
        ("/", []),
    ],
)
def test_attributes_know_their_values(inside: str, expected: list[tuple[str, str | None]]) -> None:
    found = [(name, inside[a:b] if a >= 0 else None) for name, a, b in attributes(inside)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("caf&eacute;", "café"),
        ("&#104;ttps&colon;//", "https://"),
        ("&#x68;&#X48", "hH"),
        ("&copy 2026 &notit;", "© 2026 ¬it;"),
        ("&nosuch; & &; &#; &#x;", "&nosuch; & &; &#; &#x;"),
        ("&#128;&#0;&#xD800;&#1114112;", "€\ufffd\ufffd\ufffd"),
        ("&#" + "1" * 5000 + ";", "\ufffd"),
        ("&#" + "0" * 5000 + "65;", "A"),
        ("&NotEqualTilde;", "\u2242\u0338"),
    ],
)
def test_references_are_decoded(text: str, plain: str) -> None:
    assert decoded(text, 0, len(text)) == plain


def test_a_query_in_a_link_is_no_reference() -> None:
    link = "?a=1&copy=2&reg3&amp;x=&lt"
    assert decoded(link, 0, len(link), attribute=True) == "?a=1&copy=2&reg3&x=<"


def test_a_tag_that_was_cut_off_before_is_read_to_its_end() -> None:
    cut, whole = '<a title=">', '<a title=">">z'
    assert split(cut) == [("start", cut)]
    assert split(whole) == [("start", whole[:-1]), ("text", "z")]
    assert split("<!--[if mso]><a title=x>") == [("comment", "<!--[if mso]><a title=x>")]
    met, again = (token[3] for token in tokens("<B id=x><B id=x>"))
    assert met is again


@given(st.text(alphabet="<>/!-\"'= abcstyle\n&;[]?"))
def test_tokens_leave_no_gaps(text: str) -> None:
    found = list(tokens(text))
    edges = [0, *(token[2] for token in found)]
    assert [token[1] for token in found] == edges[:-1]
    assert edges[-1] == len(text)


def test_the_everyday_names_are_those_of_html():
    assert {name: html5[name] for name in COMMON} == COMMON
