"""The tree of elements: what is inside what, however the tags are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.markup.soup import select
from msglint.readers.html import read
from msglint.source import Source

if TYPE_CHECKING:
    from msglint.draft import Part
    from msglint.markup.tree import Element


def part_of(text: str) -> Part:
    return read(Source(text))[0]


def first(text: str, tag: str) -> Element:
    return next(element for element in part_of(text).elements if element.tag == tag)


def outline(text: str) -> str:
    elements = part_of(text).elements

    def children(parent: Element | None) -> list[Element]:
        return [element for element in elements if element.parent is parent]

    def show(element: Element) -> str:
        inside = "".join(map(show, children(element)))
        return f"{element.tag}({inside})" if inside else element.tag

    return " ".join(map(show, children(None)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a<p>b", "p p"),
        ("<p>a<div>b</div>", "p div"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "ul(lili(ul(li)))".replace("lili", "lili")),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(tdtd)tr(td))"),
        ("<td><div>a</td>b</div>", "td(div)"),
        ("<table><tr><td></div></p>x<b>y</b></td></tr></table><i>", "table(tr(td(b))) i"),
        ("<a href=1>x<a href=2>y", "a a"),
        ("<a><table><td><a>x</a></table></a>", "a(table(td(a)))"),
        ("<b><p>x</b>y<i>z</i></p>", "b(p(i))"),
        ("<img><br/><hr>x", "img br hr"),
        ("<div/><b>x", "div(b)"),
        ("<o:p/><b>x", "o:p b"),
        ("<svg><path/><g/></svg><b>", "svg(pathg) b"),
        ("<html><head><title>t</title><body><p>x</body></html><p>y", "html(head(title)body(pp))"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dtdddt)"),
        ("<select><option>a<option>b</select>", "select(optionoption)"),
        (
            "<!--[if mso]><table><tr><td><![endif]--><p>x</p><!--[if mso]></td></tr></table><![endif]-->",
            "table(tr(td)) p",
        ),
        ("<div><!--[if mso]></div><v:rect><![endif]--><b>", "div(v:rectb)"),
    ],
)
def test_elements_stand_where_a_browser_puts_them(text: str, expected: str) -> None:
    assert outline(text) == expected


def test_an_element_knows_its_place() -> None:
    text = "x<div id=a>one <b>two</b></div>y"
    div, bold = part_of(text).elements
    assert (text[div.start : div.end], text[div.start : div.close]) == ("<div id=a>", "<div id=a>one <b>two</b></div>")
    assert list(bold.ancestors()) == [div]
    assert list(div.descendants()) == [bold]
    assert div.text() == "one two"
    assert tuple(div.span()) == (1, 11)


def test_text_of_an_element_has_spaces_between_blocks() -> None:
    assert (
        first("<a><div>Shop</div>\n<div>n<b>o</b>w</div>&amp; save<br>today</a>x", "a").text()
        == "Shop now & save today"
    )


def test_attributes_are_decoded_with_their_map() -> None:
    text = '<a HREF="&#104;ttps&colon;//shop.example/?a=1&copy=2" title=x href="later" hidden>'
    link = first(text, "a")
    view = link.view("href")
    assert view is not None
    assert link.value("href") == view.text == "https://shop.example/?a=1&copy=2"
    assert text[slice(*view.span(0, 5))] == "&#104;ttps"
    assert list(link.attributes) == ["href", "title"]
    assert link.has("hidden")
    assert link.view("hidden") is None
    assert link.view("alt") is None
    assert not link.has("alt")


def test_elements_for_outlook_say_so() -> None:
    table, paragraph = part_of("<!--[if mso]><table><![endif]--><p>").elements
    assert (table.conditional, paragraph.conditional) == (True, False)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("<b style='display:none'>", "b"),
        ("<style>.x b{display:none}</style><div class=x><p><b>", "b"),
        ("<div style='opacity:0'><img>", "img"),
        ("<img style='visibility:hidden'>", "img"),
        ("<img width=0>", "img"),
        ("<style>#k{height:0}</style><img id=k height=9>", "img"),
        ("<iframe width=0 height=0>", "iframe"),
        ("<input type=hidden>", "input"),
        ("<p hidden>", "p"),
        ("<p style='font-size:1px'>", "p"),
        ("<p style='font:0/0 Arial'>", "p"),
        ("<p style='mso-hide:all'>", "p"),
        ("<p style='max-height:0px;overflow:hidden'>", "p"),
        ("<p style='text-indent:-9999px'>", "p"),
        ("<p style='position:absolute;left:-999em'>", "p"),
        ("<p style='display&#58;none'>", "p"),
        ("<p style='font-size:0'><span style='font-size:1em'>", "span"),
    ],
)
def test_what_does_not_show_is_hidden(text: str, tag: str) -> None:
    assert first(text, tag).hidden


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("<p style='line-height:0'>", "p"),
        ("<td style='height:0'>", "td"),
        ("<td style='font-size:0'><img width=600>", "img"),
        ("<td style='font-size:0'><span style='font-size:14px'>", "span"),
        ("<p style='display:none;display:block!important'>", "p"),
        ("<style>.x{display:none}</style><p class=x style='display:block'>", "p"),
        ("<style>.x b{display:none}</style><b class=x>", "b"),
        ("<style>@media print{p{display:none}}</style><p>", "p"),
        ("<style>@media (max-width:600px){p{display:none}}</style><p>", "p"),
        ("<!--[if mso]><style>p{display:none}</style><![endif]--><p>", "p"),
        ("<p style='opacity:0.5'>", "p"),
        ("<p style='text-indent:-12px'>", "p"),
        ("<iframe width=200>", "iframe"),
        ("<div style='visibility:hidden'><b style='visibility:visible'>", "b"),
    ],
)
def test_what_shows_is_not_hidden(text: str, tag: str) -> None:
    assert not first(text, tag).hidden


def test_depth_is_no_trouble() -> None:
    part = part_of("<style>.a div{color:red}</style>" + "<div><b>" * 30_000)
    last = part.elements[-1]
    assert not last.hidden
    assert last.inherited("color") == ""
    assert sum(1 for _ in last.ancestors()) == len(part.elements) - 2


def test_selectors_of_bs4_lead_to_our_elements() -> None:
    part = part_of('t<div class="a b"><p>x <a href="?a=1&amp;b=2"><img src=l.png></a></div><ul><li>1<li>2</ul>')
    by_tag = {element.tag: element for element in part.elements}
    assert select(part, "a[href*='&b'] > img") == [by_tag["img"]]
    assert select(part, ".a.b p:has(img)") == [by_tag["p"]]
    assert select(part, "li + li") == [by_tag["li"]]
    assert select(part, "video") == []
    assert select(part_of("no tags"), "a") == []


@given(
    st.text(alphabet="<>/= abdiptuls\"'!-")
    | st.lists(
        st.sampled_from(
            [
                "<b>",
                "</b>",
                "<p>",
                "</p>",
                "<a>",
                "<td>",
                "</table>",
                "<table>",
                "<li>",
                "<ul>",
                "</ul>",
                "</td>",
                "x",
                "<!--[if mso]>",
                "<![endif]-->",
            ]
        )
    ).map("".join)
)
def test_any_tree_is_a_tree(text: str) -> None:
    part = part_of(text)
    for serial, element in enumerate(part.elements):
        assert element.serial == serial
        assert element.parent is None or element.parent is part.elements[element.parent.serial]
        assert element.parent is None or element.parent.serial < serial
        assert element.start < element.end <= element.close <= len(text)
        element.text()
    select(part, "b p")
