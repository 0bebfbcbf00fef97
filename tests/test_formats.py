"""What a report looks like in each format."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from report_samples import finding

from msglint import __version__
from msglint.display import width
from msglint.excerpts import excerpt_of
from msglint.formats import FORMATS, Style, render
from msglint.report import Checked, Report, Suppressed

if TYPE_CHECKING:
    from msglint.finding import Finding


def report(text: str, *found: Finding) -> Report:
    excerpts = tuple(excerpt_of(text, one) for one in found)
    return Report("amazon/2020-11", (Checked(found[0].path if found else "a.txt", found, excerpts),))


def text_of(what: Report, **style: int) -> list[str]:
    return "".join(render(what, "text", Style(**style))).splitlines()


def shown(text: str, words: str, **style: int) -> list[str]:
    """The two lines that show the place of a finding."""
    return text_of(report(text, finding(text, words)), **style)[2:4]


@pytest.mark.parametrize(
    ("confidence", "width", "head"),
    [
        ("high", 44, ["a.txt:1:1  error  external-link"]),
        ("medium", 53, ["a.txt:1:1  error  external-link  (medium confidence)"]),
        ("medium", 52, ["a.txt:1:1  error  external-link  (medium confidence)"]),
        ("medium", 51, ["a.txt:1:1  error  external-link", "  (medium confidence)"]),
    ],
)
def test_a_heading_keeps_to_the_width(confidence: str, width: int, head: list[str]) -> None:
    lines = text_of(report("Hi", finding("Hi", "Hi", confidence=confidence)), width=width)
    assert lines[: lines.index("  The link leads to a site outside Amazon")] == head


SUPPRESSED = (Suppressed(finding("Hi 😀", "😀"), excerpt_of("Hi 😀", finding("Hi 😀", "😀")), "our mascot", "comment"),)
THREE = "Dear Ann,\n\nsee http://shop.example now 😀\n"


def full_report() -> Report:
    found = (
        finding(THREE, "", severity="warning", rule="order-id", clause="order-id", message="No order id"),
        finding(THREE, "http://shop.example"),
        finding(THREE, "😀", severity="info", confidence="medium", rule="emoji", clause="emoji", message="An emoji"),
    )
    excerpts = tuple(excerpt_of(THREE, one) for one in found)
    return Report(
        "amazon/2020-11",
        (
            Checked("a.txt", found, excerpts, hidden=2, suppressed=SUPPRESSED, notes=("not UTF-8",)),
            Checked("b.txt", error="no such file"),
            Checked("c.txt"),
        ),
    )


def test_text() -> None:
    assert "".join(render(full_report(), "text", Style())) == (
        """\
a.txt:1:1  warning  order-id
  No order id
  clause   order-id, edition 2020-11
  instead  Leave the link out.

a.txt:3:5  error  external-link
  The link leads to a site outside Amazon
  3 | see http://shop.example now 😀
    |     ^^^^^^^^^^^^^^^^^^^
  clause   external-link, edition 2020-11
  instead  Leave the link out.

a.txt:3:29  info  emoji  (medium confidence)
  An emoji
  3 | see http://shop.example now 😀
    |                             ^^
  clause   emoji, edition 2020-11
  instead  Leave the link out.

2 drafts checked against amazon/2020-11: 1 error, 1 warning, 1 info
1 file could not be checked
2 findings less sure, not shown: see --min-confidence low
1 finding suppressed: see --show-suppressed
"""
    )


def test_an_info_on_many_drafts_is_said_once() -> None:
    def of(*names: str) -> list[str]:
        said = [
            finding("Hi", "", path=name, severity="info", rule="undeclared-type", message="No type") for name in names
        ]
        files = tuple(Checked(one.path, (one,), (excerpt_of("Hi", one),)) for one in said)
        return text_of(Report("amazon/2020-11", files))

    assert of("a.txt", "b.txt", "c.txt", "d.txt") == [
        "4 drafts  info  undeclared-type",
        "  No type",
        "  in       a.txt, b.txt, c.txt and 1 more",
        "  instead  Leave the link out.",
        "",
        "4 drafts checked against amazon/2020-11: 4 info",
    ]
    assert of("a.txt", "b.txt", "c.txt")[2] == "  in       a.txt, b.txt, c.txt"
    assert [line for line in of("a.txt", "b.txt") if "undeclared" in line] == [
        "a.txt:1:1  info  undeclared-type",
        "b.txt:1:1  info  undeclared-type",
    ]


def test_text_without_findings() -> None:
    assert text_of(report("")) == ["1 draft checked against amazon/2020-11: no findings"]
    assert text_of(report(""), quiet=True) == []


def test_color_says_the_same_as_plain_text() -> None:
    colored = "".join(render(full_report(), "text", Style(color=True)))
    plain = "".join(render(full_report(), "text", Style()))
    assert "\x1b[" in colored
    assert [line.rstrip() for line in re.sub(r"\x1b\[[\d;]*m", "", colored).splitlines()] == plain.splitlines()


def test_color_takes_nothing_in_a_draft_as_markup() -> None:
    text = "see [bold]x.example[/bold] [link=x]"
    assert "[bold]" in "".join(render(report(text, finding(text, "x.example")), "text", Style(color=True)))


def test_concise() -> None:
    assert "".join(render(full_report(), "concise", Style())) == (
        "a.txt:1:1: warning order-id No order id\n"
        "a.txt:3:5: error external-link The link leads to a site outside Amazon\n"
        "a.txt:3:29: info emoji An emoji\n"
    )


def test_json() -> None:
    read = json.loads("".join(render(full_report(), "json", Style())))
    assert list(read) == ["version", "schema", "policy", "findings", "errors", "summary"]
    assert read["version"] == __version__
    assert (read["schema"], read["policy"]) == (1, "amazon/2020-11")
    assert read["findings"][1] == {
        "path": "a.txt",
        "rule": "external-link",
        "severity": "error",
        "confidence": "high",
        "message": "The link leads to a site outside Amazon",
        "suggestion": "Leave the link out.",
        "clause": "external-link",
        "line": 3,
        "column": 5,
        "end_line": 3,
        "end_column": 24,
        "start": 15,
        "end": 34,
        "excerpt": "http://shop.example",
    }
    assert read["errors"] == [{"path": "b.txt", "message": "no such file"}]
    assert read["summary"] == {"files": 3, "error": 1, "warning": 1, "info": 1, "suppressed": 1}


def test_json_of_nothing() -> None:
    read = json.loads("".join(render(Report("amazon/2020-11"), "json", Style())))
    assert (read["findings"], read["errors"]) == ([], [])


HOSTILE = "a\x1b[31m\u202eevil\ud800\x07\x9b\u200b\x00 x.example"


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("color", [False, True])
def test_control_characters_never_reach_the_terminal(name: str, *, color: bool) -> None:
    found = finding(HOSTILE, "x.example", path="\x1b]0;p\x07.txt", message=HOSTILE, suggestion=HOSTILE)
    written = "".join(render(report(HOSTILE, found), name, Style(color=color)))
    left = re.sub(r"\x1b\[[\d;]*m", "", written) if color else written
    assert set(left) & set("\x1b\x07\x9b\u202e\ud800\u200b\x00") == set()
    assert "\\u202e" in left
    assert "\\ud800" in left


def test_json_keeps_lone_surrogates() -> None:
    written = "".join(render(report(HOSTILE, finding(HOSTILE, "\ud800")), "json", Style()))
    assert json.loads(written)["findings"][0]["excerpt"] == "\ud800"
    assert written.isascii()


@pytest.mark.parametrize(
    ("text", "words", "lines"),
    [
        ("a x.example", "x.example", ["  1 | a x.example", "    |   ^^^^^^^^^"]),
        ("\tx.example", "x.example", ["  1 |     x.example", "    |     ^^^^^^^^^"]),
        ("日本 x.example", "x.example", ["  1 | 日本 x.example", "    |      ^^^^^^^^^"]),
        ("見て x", "見て", ["  1 | 見て x", "    | ^^^^"]),
        ("cafe\u0301 x", "x", ["  1 | cafe\u0301 x", "    |      ^"]),
        ("❤\ufe0f x", "x", ["  1 | ❤\ufe0f x", "    |    ^"]),
        ("a\u200bb x", "x", ["  1 | a\\u200bb x", "    |          ^"]),
        ("one\r\ntwo\r\n", "two", ["  2 | two", "    | ^^^"]),
        ("one\ntwo\nthree", "o\nthree", ["  2 | two", "    |   ^"]),
        ("a\n\n\n\nb", "\n\n\n\n", ["  1 | a", "    |  ^"]),
    ],
    ids=[
        "plain",
        "tab",
        "wide before",
        "wide inside",
        "combining",
        "emoji style",
        "zero width",
        "CRLF",
        "lines",
        "breaks",
    ],
)
def test_the_caret_stands_under_the_span(text: str, words: str, lines: list[str]) -> None:
    assert shown(text, words) == lines


@pytest.mark.parametrize("before", [0, 3, 50, 500, 100_000])
@pytest.mark.parametrize("after", [0, 3, 50, 500, 100_000])
@pytest.mark.parametrize("letter", ["a", "字"])
def test_a_long_line_is_cut_around_the_span(before: int, after: int, letter: str) -> None:
    text = letter * before + " x.example " + letter * after
    line, carets = shown(text, "x.example", width=80)
    assert width(line) <= 80
    at = width(line[: line.index("x.example")])
    assert carets == "    |" + " " * (at - 5) + "^" * 9
    assert line.startswith("  1 | …") == (before > 50 or (before == 50 and (letter == "字" or after > 3)))


def test_a_long_span_is_cut_too() -> None:
    text = "see " + "x" * 10_000 + " now"
    line, carets = shown(text, "x" * 10_000, width=80)
    assert (width(line), width(carets)) <= (80, 80)
    assert line.startswith("  1 | see xxx")
    assert "x…" in line


def test_long_texts_are_wrapped_under_their_beginning() -> None:
    text = "see x.example"
    found = finding(text, "x.example", suggestion="word " * 30)
    lines = text_of(report(text, found), width=60)
    assert lines[5:8] == [
        "  instead  " + "word " * 9 + "word",
        "           " + "word " * 9 + "word",
        "           " + "word " * 9 + "word",
    ]
