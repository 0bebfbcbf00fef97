"""Fonts, alignment and margins: what overrides Amazon's style, and what leaves it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from msglint.engine import check
from msglint.markup.colours import as_hex, colour, contrast
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source

if TYPE_CHECKING:
    from msglint.finding import Finding
    from msglint.markup.layout import Layout

POLICY = load_policy()
NAMES = POLICY.facts["style"]["colour_names"]


def findings(rule: str, html: str) -> list[Finding]:
    return check(read_draft("draft.html", Source(html)), POLICY, [rule])


def layout(html: str) -> Layout:
    return Reading(read_draft("draft.html", Source(html)), POLICY).layouts[0]


@pytest.mark.parametrize(
    ("html", "excerpt", "places"),
    [
        ('<p style="color:red">a</p><p style="color:red">b</p>', "color:red", "2 places"),
        ('<style>p{color:red}</style><p>a</p><p>b</p>', "color:red", "1 place"),
        ('<p style="color:red"></p><p style="color:red">b</p>', "color:red", "1 place"),
        ('<div style="font:12px/2 Georgia">a</div>', "font:12px/2 Georgia", "1 place"),
        ('<style>.a .b{line-height:2}</style><p class="b">a</p><div class="a"><p class="b">b</p></div>', "line-height:2", "1 place"),
        ('<p style="color:RED!important">a</p>', "color:RED!important", "1 place"),
        ('<p style="font-family:inherit;color:{{colour}}">a</p>', None, ""),
        ('<p style="font-family:Arial">a</p><p style="color:red">b</p>', "color:red", "2 places"),
        ('<p style="font-family:Arial;display:none">a</p><p>b</p>', None, ""),
        ('<style>.a .b{line-height:2}</style><p class="b">a</p>', None, ""),
        ('<style>@media (max-width:600px){p{line-height:2}}</style><p>a</p>', "line-height:2", "1 place"),
        ('<style>@media only screen and (max-width:480px){p{color:#000;font-family:Georgia}}</style><p>a</p>', "font-family:Georgia", "1 place"),
        ('<style>p{color:red} @media (prefers-color-scheme:dark){p{color:#fff}}</style><p>a</p><p style="line-height:3">b</p>', "color:red", "3 places"),
        ('<style>p{color:red} @media (max-width:600px){p{color:#000}}</style><p>a</p>', "color:red", "1 place"),
        ('<style media="(max-width:600px)">p{color:red}</style><p>a</p>', "color:red", "1 place"),
        ('<style>@media (max-width:600px){.m{display:block!important}}</style><p>a</p><p class="m" style="display:none;color:red">b</p>', "color:red", "1 place"),
        ('<style>@media (max-width:600px){b{color:red} p{width:100%;color:#000}}</style><p>a</p>', None, ""),
        ('<style>@media print{p{color:red}}@media (max-width:600px) and (min-width:1px){i{color:red}}</style><p>a</p>', None, ""),
        ('<p>a</p><p style="color:#000000ff;font-family:\'Amazon Ember\', Verdana">a</p>', None, ""),
        ('<!--[if mso]><p style="font-family:Calibri">a</p><![endif]--><p>b</p>', None, ""),
    ],
)  # fmt: skip
def test_overrides(html: str, excerpt: str | None, places: str) -> None:
    found = findings("font-override", html)
    assert [one.excerpt for one in found] == ([] if excerpt is None else [excerpt])
    assert all(places in one.message for one in found)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<p style="FONT-FAMILY: Comic Sans MS, Arial">a</p>', "the font to Comic Sans MS, Arial;"),
        ('<p style="font:bold 14px Verdana">a</p>', "the font to Verdana;"),
        ('<font color="#C00">a</font>', "the colour of the text to #C00;"),
        ('<p style="font-family:&#71;eorgia">a</p>', "the font to georgia;"),
    ],
)
def test_the_value_is_said_as_it_is_written(html: str, said: str) -> None:
    (found,) = findings("font-override", html)
    assert said in found.message


def test_a_shorthand_is_as_good_as_the_worse_of_what_it_sets() -> None:
    (found,) = findings("font-override", '<p style="font:14px/20px Arial">a</p>')
    assert (found.severity, found.excerpt) == ("error", "font:14px/20px Arial")
    assert "the line height to 20px" in found.message


@pytest.mark.parametrize(
    ("html", "excerpt"),
    [
        ("<p style=\"font-family:'Arial', Verdana\">a</p>", "font-family:'Arial', Verdana"),
        ('<div style="font-family:arial; font-size:12px;">a</div>', "font-family:arial"),
        ('<font face="Arial">a</font>', "Arial"),
        ('<div style="font:13px/normal arial,sans-serif">a</div>', "font:13px/normal arial,sans-serif"),
        ("<style>td{font-family:sans-serif}</style><table><tr><td>a</td></tr></table>", "font-family:sans-serif"),
        (
            '<p style="font-family:-apple-system,BlinkMacSystemFont,Roboto">a</p>',
            "font-family:-apple-system,BlinkMacSystemFont,Roboto",
        ),
    ],
)
def test_a_font_close_to_amazons_is_a_warning(html: str, excerpt: str) -> None:
    (found,) = findings("font-override", html)
    assert (found.severity, found.confidence, found.excerpt) == ("warning", "medium", excerpt)


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>a</p><h1>b</h1><h2>c</h2><h3>d</h3>", 4),
        ('<p style="font-size:9pt">a</p><p style="font-size:12px">b</p>', 1),
        (
            '<div style="font-size:20px">a<p style="font-size:50%">b</p><p style="font-size:1.5em">c</p><small>d</small></div>',
            4,
        ),
        ('<p style="font-size:small">a</p><p>b</p><p style="font-size:1rem">c</p>', 1),
        ('<font size="2">a</font><font size="+2">b</font>', 2),
    ],
)
def test_sizes(html: str, count: int) -> None:
    assert [f"{count} sizes" in one.message for one in findings("font-sizes", html)] == [True] * (count > 3)


@pytest.mark.parametrize(
    ("html", "excerpt"),
    [
        ('<div align="center"><table><tr><td align="left">a</td></tr></table></div>', None),
        ('<!DOCTYPE html><div style="text-align:center"><table><tr><td>a</td></tr></table></div>', "text-align:center"),
        ('<div style="text-align:center"><table style="text-align:left"><tr><td>a</td></tr></table></div>', None),
        (
            "<style>@media (max-width:600px){p{text-align:center}}</style><p>a</p>",
            "text-align:center",
        ),
        ("<style>@media (max-width:600px){p{text-align:left}}</style><p>a</p>", None),
        ('<p><span style="text-align:center">a</span></p>', None),
        ('<p style="text-align:center"><img src="a.png"></p>', "text-align:center"),
        ('<div align="center"><img src="a.png"><p align="left">a</p></div>', None),
        ('<table align="center"><tr><td><img src="a.png"></td></tr></table>', None),
        ('<p style="text-align:center"><img src="a.png" style="display:none"></p>', None),
        ('<p style="text-align:center">&nbsp;<br></p>', None),
        ('<p dir="rtl" style="text-align:right">a</p>', None),
        ('<p dir="rtl" style="text-align:center">a</p>', "text-align:center"),
        ('<p style="text-align:right">مرحبا، لقد تم شحن طلبك اليوم وسيصل خلال ثلاثة أيام، شكرا لك</p>', None),
        (
            '<p style="text-align:right">Hello, your order was sent today and will be there in three days</p>',
            "text-align:right",
        ),
        ('<table><tr><td align="right">$ 12.50</td></tr></table>', None),
        ('<table><tr><td align="right">Your refund is on its way</td></tr></table>', "right"),
        ("<CENTER>a</CENTER>", "<CENTER>"),
    ],
)
def test_alignment(html: str, excerpt: str | None) -> None:
    assert [one.excerpt for one in findings("text-alignment", html)] == ([] if excerpt is None else [excerpt])


@pytest.mark.parametrize(
    ("html", "excerpt", "severity"),
    [
        ("<div align=center><table width=650><tr><td>a</td></tr></table></div>", "center", "warning"),
        ("<center><table><tr><td>a</td></tr></table></center>", "<center>", "warning"),
        ('<body align="right"><table><tr><td>a</td></tr></table></body>', "right", "warning"),
        ('<div style="text-align:center"><table><tr><td>a</td></tr></table></div>', "text-align:center", "warning"),
        ("<center><div><table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table></div></center>", "<center>", "warning"),
        ("<p>a</p><center><table><tr><td>b</td></tr></table></center>", None, ""),
        ('<center><table><tr><td>a</td></tr></table></center><p style="text-align:center">b</p>', "text-align:center", "error"),
        ('<table><tr><td align="center"><table><tr><td>a</td></tr></table></td></tr></table>', "center", "warning"),
        ('<table><tr><td align="center"><table align="left"><tr><td align="left">a</td></tr></table></td></tr></table>', None, ""),
        ('<table align="center"><tr><td>a</td></tr></table>', None, ""),
        ('<center style="display:none"><table><tr><td>a</td></tr></table></center><p>b</p>', None, ""),
    ],
)  # fmt: skip
def test_a_body_aligned_as_a_whole_is_a_warning(html: str, excerpt: str | None, severity: str) -> None:
    found = [(one.excerpt, one.severity) for one in findings("text-alignment", html)]
    assert found == ([] if excerpt is None else [(excerpt, severity)])


def test_a_centred_link_is_less_sure() -> None:
    (found,) = findings(
        "text-alignment", '<p>text</p><p align="center"><a href="https://www.amazon.com/x">Help</a></p>'
    )
    assert found.confidence == "medium"


def test_a_centred_picture_is_a_warning_and_told_only_beside_no_text() -> None:
    picture = '<table><tr><td align="center"><img src="a.png" alt="a"></td></tr></table><p>text</p>'
    (found,) = findings("text-alignment", picture)
    assert (found.severity, found.confidence, found.excerpt) == ("warning", "medium", "center")
    (found,) = findings("text-alignment", picture + '<p style="text-align:center">text</p>')
    assert (found.severity, found.excerpt) == ("error", "text-align:center")


@pytest.mark.parametrize(
    ("html", "percent"),
    [
        ('<div style="margin-left:121px">a</div>', 20),
        ('<div style="margin-left:120px">a</div>', None),
        ('<div style="padding-right:25%">a</div>', 25),
        ('<div style="margin:0 10%"><div style="padding:0 15%">a</div></div>', 22),
        ('<table width="60%" align="center"><tr><td>a</td></tr></table>', None),
        ('<table width="50%" align="center"><tr><td>a</td></tr></table>', 25),
        ('<center><table width="50%"><tr><td>a</td></tr></table></center>', 25),
        ('<table width="400" align="center"><tr><td>a</td></tr></table>', None),
        ('<div style="margin-left:300px"><img src="a.png"></div><p>a</p>', None),
        ('<p style="margin-left:-9999px">a</p>', None),
    ],
)
def test_margins(html: str, percent: int | None) -> None:
    assert [f"{percent} %" in one.message for one in findings("message-margin", html)] == (
        [] if percent is None else [True]
    )


def test_a_margin_around_little_text_is_less_sure() -> None:
    html = "<p>Dear Ann, your lamp ships on Monday.</p><p style='margin-left:40%'>Ann</p>"
    assert [one.confidence for one in findings("message-margin", html)] == ["medium"]


def test_letters_are_counted_where_they_stand() -> None:
    found = layout("<div>one<p>&nbsp;</p><p hidden>two</p><p>th<b>ree</b></p></div>")
    letters = {element.tag: found.letters[element.serial] for element in found.page.elements}
    assert (found.total, letters["div"], letters["b"]) == (8, 3, 3)
    assert found.within[0] == 8


def test_the_frame_around_most_words_is_the_message() -> None:
    assert (
        layout("<table width=200><tr><td>a</td></tr></table><table width=640><tr><td>abcdef</td></tr></table>").width
        == 640
    )
    assert layout("<table width=200><tr><td>abcdef</td></tr></table>").width == 600


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#ABC".lower(), "#aabbcc"),
        ("#0f1111ff", "#0f1111"),
        ("#0f111180", None),
        ("rgb(0, 10,255)", "#000aff"),
        ("rgb(0 50% 100% / 1)", "#007fff"),
        ("rgba(0,0,0,.5)", None),
        ("rebeccapurple", "#663399"),
        ("rgb(1.2.3,0,0)", "#000000"),
        ("var(--ink)", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_colours(value: str, expected: str | None) -> None:
    found = colour(value, NAMES)
    assert (found and as_hex(found)) == expected


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
