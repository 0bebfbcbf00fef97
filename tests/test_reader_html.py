"""The HTML reader: what is read, what is hidden, and the way back to the file."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.readers.html import read
from msglint.source import Source

if TYPE_CHECKING:
    from msglint.draft import View


def views(text: str) -> dict[str, View]:
    return {view.kind: view for view in read(Source(text))[0].views}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("What<b>sApp</b>", "WhatsApp"),
        ("What<!-- x -->s<span style='display:none'>zz</span>App", "WhatsApp"),
        ("What<div style='display:inline'>sApp</div>", "WhatsApp"),
        ("one <span style='display:block'>two</span>three", "one\ntwo\nthree"),
        ("<p>one</p>\n\n<p>two   \n three</p>", "one\n\ntwo three"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("one<br>two<br/>\nthree", "one\ntwo\nthree"),
        ("one<br><br><br>two", "one\n\n\ntwo"),
        ("one</br></br>two", "one\n\ntwo"),
        ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
        ("<p>one<br></p><p>two</p>", "one\n\ntwo"),
        ("<p>one</p><br><p>two</p>", "one\n\n\n\ntwo"),
        ("<div>one</div><div>&nbsp;</div><div>&nbsp;</div>two", "one\n\xa0\n\xa0\ntwo"),
        ("<style>p{margin:0}</style><p>one</p><p>&nbsp;</p><p>two</p>", "one\n\xa0\ntwo"),
        ("<p style='margin:0 0 16px'>one</p><p style='margin:0'>two</p>three", "one\n\ntwo\nthree"),
        ("<p></p><div></div><p>one</p><div></div><p></p><p>two</p>", "one\n\ntwo"),
        ("one<br><br><img src=x><br><br>two", "one\n\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        (
            "<table><tr><td>a</td></tr><tr><td>&nbsp;</td></tr><tr><td>&#160;</td></tr><tr><td>b</td></tr></table>",
            "a\nb",
        ),
        ("<td>a <b>b</b>&nbsp;<i>c</i></td>", "a b\xa0c"),
        ("<ul><li>one</li><li>two</li></ul>three", "one\ntwo\n\nthree"),
        ("x<pre>\n a\n\n  b</pre>y", "x\n\n a\n\n  b\n\ny"),
        ("<p style='white-space:pre-wrap'>a  b\nc</p>", "a  b\nc"),
        ("<script>a</script><style>b</style>c<!-- d -->", "c"),
        ("<noscript>a</noscript> <textarea>b <i></textarea><button>c</button>", "a b <i> c"),
        ("<select><option>a<option>b</select>", "a b"),
        ("<ruby>one<rt>two</rt></ruby> three", "one two three"),
        ("a&#10;&#32; b &nbsp; c&shy;d", "a b \xa0 c\xadd"),
        ("<td style='font-size:0'> <b style='font-size:9pt'>a</b> </td>", "a"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("", ""),
    ],
)
def test_the_body_reads_as_it_shows(text: str, body: str) -> None:
    assert views(text)["body"].text == body


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("<title>Our shop</title><p>x", "Our shop"),
        (
            "<div style='display:none'>See <b>our</b> offers<p>now</p></div>x<i hidden>too</i>",
            "See our offers\n\nnow\n\ntoo",
        ),
        ("x<!--[if mso]><p>Out</p>look<![endif]-->y", "Out\n\nlook"),
        ("<!--[if !mso]><!-->x<!--<![endif]-->", ""),
        ("<![if mso]>x<![endif]>", ""),
        ("Mail <ann@shop.example>", "ann@shop.example"),
        ("<iframe src=x>no <b>frames</b></iframe>", "no frames"),
        ("<p style='opacity:0'>a</p><p>b</p><p style='opacity:0'>c</p>", "a\n\nc"),
    ],
)
def test_what_is_hidden_is_read_apart(text: str, hidden: str) -> None:
    assert views(text)["hidden"].text == hidden


def test_texts_in_attributes_are_paragraphs() -> None:
    text = (
        "<img alt='A &amp; B' title=T><input type=submit value=Go><input type=hidden value=no><img alt=''>"
        "<a aria-label='to the shop'><input placeholder=Name>"
    )
    assert views(text)["attributes"].text == "A & B\n\nT\n\nGo\n\nto the shop\n\nName"


def test_style_blocks_are_views_of_their_own() -> None:
    text = "<style>a{}</style><!--[if mso]><style>b{}</style><![endif]-->"
    styles = read(Source(text))[0].styles
    assert [(view.text, text[slice(*view.span(0, 3))]) for view in styles] == [("a{}", "a{}"), ("b{}", "b{}")]


@pytest.mark.parametrize(
    ("text", "match", "excerpt"),
    [
        ("<p>What<b>sApp</b> me", "WhatsApp", "What<b>sApp"),
        ("&#104;ttps&colon;//x", "https://", "&#104;ttps&colon;//"),
        ("<p>caf&eacute;</p>", "é", "&eacute;"),
        ("five\n   stars", "five stars", "five\n   stars"),
        ("a<br><BR/><br>b", "\n\n\n", "<br><BR/><br>"),
        ("<p>a</p> <p>b</p>", "a\n\nb", "a</p> <p>b"),
    ],
)
def test_matches_lead_back_to_the_file(text: str, match: str, excerpt: str) -> None:
    body = views(text)["body"]
    start = body.text.index(match)
    assert text[slice(*body.span(start, start + len(match)))] == excerpt


def test_offsets_count_from_the_start_of_the_file() -> None:
    text = "---\na: b\n---\n<p>x &amp; y"
    body = read(Source(text), 13)[0].views[0]
    assert text[slice(*body.span(2, 3))] == "&amp;"


PIECES = st.sampled_from(
    ["<p>", "</p>", "<br>", "<b>", "</b>", "<td>", "<table>", "</table>", "<pre>", "</pre>", "<li>", "<hr>", "<img alt='a&amp;b c'>",
     "<div style='display:none'>", "</div>", "<i style='font-size:0'>", "<i style='font-size:9px'>", "</i>", "<title>", "</title>",
     "<!--[if mso]>", "<![endif]-->", "<style>.a{display:none}", "</style>", "<p class=a>", "<a href='x&copy=1' title=\"y\nz\">", "<x@y>",
     "&amp;", "&eacute;", "&nbsp;", "&#32;", "&NotEqualTilde;", "word", " ", "\r\n", "\n\n  ", "é😀", "\x1a", "\x00", "\ud800", "<", "&", '"']
)  # fmt: skip
HTML = st.lists(PIECES, max_size=40).map("".join) | st.text() | st.text(alphabet="<>&;#!-/='\" \nabp[]")


@given(HTML, st.data())
def test_any_slice_of_any_view_maps_into_the_file(text: str, data: st.DataObject) -> None:
    part = read(Source(text))[0]
    attributes = [view for element in part.elements for view in element.attributes.values()]
    for view in (*part.views, *part.styles, *attributes):
        start = data.draw(st.integers(0, len(view.text)))
        end = data.draw(st.integers(start, len(view.text)))
        found = view.span(start, end)
        assert 0 <= found.start <= found.end <= len(text)


@given(HTML)
def test_views_run_in_the_order_of_the_file(text: str) -> None:
    part = read(Source(text))[0]
    for view in part.views:
        spans = [view.span(at, at + 1) for at in range(len(view.text))]
        assert all(left.start <= right.start and left.end <= right.end for left, right in itertools.pairwise(spans))
        for piece, behind in zip(view.pieces, [*(p.start for p in view.pieces[1:]), len(view.text)], strict=True):
            if piece.verbatim:
                assert part.text.text[piece.base_start : piece.base_end] == view.text[piece.start : behind]


@given(HTML)
def test_elements_answer_for_any_text(text: str) -> None:
    for element in read(Source(text))[0].elements:
        assert isinstance(element.hidden, bool)
        assert element.style("color") == element.style("color").lower()
        element.inherited("font-size")
        element.style_span("display")
        element.pixels("width")
