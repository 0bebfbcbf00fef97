"""Simple CSS: what an element's style blocks, inline style and attributes say, and where they say it."""

from __future__ import annotations

import pytest

from msglint.markup.css import declarations, rules, uncommented
from msglint.readers.html import read
from msglint.source import Source


def styled(text: str, name: str) -> tuple[str, str]:
    """The value of a property of the last element, and the source of its declaration."""
    element = read(Source(text))[0].elements[-1]
    span = element.style_span(name)
    return element.style(name), text[slice(*span)] if span else ""


@pytest.mark.parametrize(
    ("text", "name", "value", "where"),
    [
        ("<p style='Color: RED ; x:y'>", "color", "red", "Color: RED"),
        ("<p style='color:red;color:blue'>", "color", "blue", "color:blue"),
        ("<p style='color:red !important;color:blue'>", "color", "red", "color:red !important"),
        ("<p style='c&#111;lor:red'>", "color", "red", "c&#111;lor:red"),
        ("<style>p{color:red}</style><p>", "color", "red", "color:red"),
        ("<style>body{color:red}</style><p>", "color", "red", "color:red"),
        ("<style>html{color:red} body{color:blue}</style><body>", "color", "blue", "color:blue"),
        ("<style>body{color:red} p{color:blue}</style><p>", "color", "blue", "color:blue"),
        ("<style>p{color:blue} body{color:red}</style><p>", "color", "blue", "color:blue"),
        ("<style>body{margin:0}</style><div><p>", "margin-left", "", ""),
        ("<style>body{font-size:9px}</style><h1>", "font-size", "", ""),
        ("<style>p{color:red} .a{color:blue}</style><p class='b a'>", "color", "blue", "color:blue"),
        ("<style>#i{color:red} .a{color:blue}</style><p class=a id=i>", "color", "red", "color:red"),
        ("<style>p.a{color:red} .a{color:blue}</style><p class=a>", "color", "red", "color:red"),
        ("<style>p{color:red} p{color:blue}</style><p>", "color", "blue", "color:blue"),
        ("<style>p{color:red!important}</style><p style='color:blue'>", "color", "red", "color:red!important"),
        ("<style>h1, p {color:red}</style><p>", "color", "red", "color:red"),
        ("<style>*{color:red}</style><p>", "color", "red", "color:red"),
        ("<style>div .a p{color:red}</style><div><i class=a><p>", "color", "red", "color:red"),
        ("<style>div > p{color:red}</style><div><p>", "color", "red", "color:red"),
        ("<style>a:link{color:red}</style><a href=x>", "color", "red", "color:red"),
        ("<style>/* p{color:blue} */p{/*;*/color:red}</style><p>", "color", "red", "color:red"),
        ("<style><!-- p{color:red} --></style><p>", "color", "red", "color:red"),
        ("<style>@import 'x'; @media screen{p{color:red}}</style><p>", "color", "red", "color:red"),
        ("<style>@media (min-width:400px){p{color:red}}</style><p>", "color", "red", "color:red"),
        ("<style>p{color:red</style><p>", "color", "red", "color:red"),
        ("<style>p{background:url('a;b}c') #FFF}</style><p>", "background-color", "#fff", "background:url('a;b}c') #FFF"),
        ("<p style='margin:1px 2px 3px'>", "margin-left", "2px", "margin:1px 2px 3px"),
        ("<p style='margin:1px;margin-top:9px'>", "margin-top", "9px", "margin-top:9px"),
        ("<p style='font:bold 12px/1.5 Arial, sans-serif'>", "font-family", "arial, sans-serif", "font:bold 12px/1.5 Arial, sans-serif"),
        ("<p style='font:bold 12px/1.5 Arial'>", "font-size", "12px", "font:bold 12px/1.5 Arial"),
        ("<p style='font:bold 12px/1.5 Arial'>", "line-height", "1.5", "font:bold 12px/1.5 Arial"),
        ("<p style='background:url(data:image/png;base64,AA==) no-repeat'>", "background-image", "url(data:image/png;base64,aa==)", "background:url(data:image/png;base64,AA==) no-repeat"),
        ("<img width=600>", "width", "600px", "600"),
        ("<img width=600 style='width:50%'>", "width", "50%", "width:50%"),
        ("<table bgcolor=Red>", "background-color", "red", "Red"),
        ("<p align=Center>", "text-align", "center", "Center"),
        ("<center>", "text-align", "center", "<center>"),
        ("<font face=Arial>", "font-family", "arial", "Arial"),
        ("<font size='+1'>", "font-size", "18px", "+1"),
        ("<img align=left>", "float", "left", "left"),
    ],
)  # fmt: skip
def test_the_declaration_that_counts(text: str, name: str, value: str, where: str) -> None:
    assert styled(text, name) == (value, where)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<p>", "color"),
        ("<style>p{color:red}</style><b>", "color"),
        ("<style>.A{color:red}</style><p class=a>", "color"),
        ("<style>p:hover{color:red}</style><p>", "color"),
        ("<style>p[align]{color:red}</style><p align=left>", "color"),
        ("<style>b + p{color:red}</style><b></b><p>", "color"),
        ("<style>b > p{color:red}</style><b><div><p>", "color"),
        ("<style>div p{color:red}</style><p>", "color"),
        ("<style>@media print{p{color:red}}</style><p>", "color"),
        ("<style>@font-face{color:red} @keyframes p{from{color:red}}</style><p>", "color"),
        ("<style media=print>p{color:red}</style><p>", "color"),
        ("<p xstyle='color:red'>", "color"),
        ("<p style='border-color:red'>", "color"),
        ("<font size=x>", "font-size"),
        ("<img align=left>", "text-align"),
    ],
)
def test_no_declaration_counts(text: str, name: str) -> None:
    assert styled(text, name) == ("", "")


def test_values_are_inherited() -> None:
    part = read(Source("<div style='font-family:Arial'><p style='font-family:inherit'><b>x</b></p></div><i>"))[0]
    assert [element.inherited("font-family") for element in part.elements] == ["arial", "arial", "arial", ""]


@pytest.mark.parametrize(
    ("value", "pixels", "percent"),
    [
        ("12px", 12.0, None), ("9pt", 12.0, None), ("2em", 32.0, None), ("5", 5.0, None), ("-1in", -96.0, None),
        ("50%", None, 50.0), (".5px", 0.5, None), ("auto", None, None), ("calc(1px)", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_lengths(value: str, pixels: float | None, percent: float | None) -> None:
    element = read(Source(f"<p style='width:{value}'>"))[0].elements[0]
    assert element.pixels("width") == (pytest.approx(pixels) if pixels is not None else None)
    assert element.percent("width") == percent


def test_rules_of_broken_sheets() -> None:
    text = uncommented("a{b:c}} d{e:f{g:h}} i{j:k")
    assert [(prelude, text[start:end]) for prelude, start, end in rules(text)] == [
        ("a", "b:c"), ("d", "e:f{g:h}"), ("i", "j:k"),
    ]  # fmt: skip


def test_declarations_survive_anything() -> None:
    assert list(declarations("color red; : ; a:; ;;b:'x;y';c:(;);d:\"")) == ["a", "b", "c", "d"]
