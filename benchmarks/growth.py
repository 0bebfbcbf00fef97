"""How the time grows with the size of hostile drafts: for each shape the exponent, and the time at the size limit.

    python benchmarks/growth.py [SHAPE…] [--most 5000000] [--python PYTHON]

The exponent compares a quarter of the size with the whole, start-up taken off: 1 is in proportion, 2 is quadratic.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from base64 import encodebytes
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Shape = tuple[str, Callable[[int], str]]

_MAIL = "From: a@b.c\nTo: d@e.f\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain\n"
TIMEOUT = 120


def repeated(ending: str, piece: str, before: str = "", behind: str = "") -> Shape:
    """A piece of text again and again, up to a size in bytes."""
    length = len(piece.encode())
    return ending, lambda size: before + piece * (size // length) + behind


SHAPES: dict[str, Shape] = {
    "dots": repeated("txt", "."),
    "different hosts": ("txt", lambda size: " ".join(f"shop{number}.com" for number in range(size // 15))),
    "different addresses": ("txt", lambda size: " ".join(f"a{number}@b{number}.com" for number in range(size // 20))),
    "letter and dot": repeated("txt", "a."),
    "emoji": repeated("txt", "\U0001f600"),
    "stars": repeated("txt", "★"),
    "exclamation marks": repeated("txt", "!"),
    "quoted lines": repeated("txt", "> a gift for a review\n"),
    "emoticons": repeated("txt", ":-) "),
    "hosts": repeated("txt", "shop.com "),
    "links": repeated("txt", "http://a.example/b "),
    "addresses": repeated("txt", "a@b.com "),
    "at signs": repeated("txt", "@"),
    "one long URL": repeated("txt", "(", "http://a.example/"),
    "redirects": repeated("txt", "a=http://b.example&", "http://a.example/?"),
    "hosts and a look-alike": repeated("txt", "shop.com ", "\u20ac", "\u0430mazon.com"),
    "letters as hosts": repeated("txt", "a dot b dot c dot "),
    "hosts in brackets": repeated("txt", "a[.]"),
    "links in Markdown": repeated("txt", "[a](http://a.example) "),
    "half links in Markdown": repeated("txt", "[a]("),
    "spelled-out hosts": repeated("txt", "shop dot com "),
    "one number": repeated("txt", "1"),
    "phone numbers": repeated("txt", "212 555 0147 "),
    "groups of digits": repeated("txt", "123 "),
    "digits and hyphens": repeated("txt", "12-"),
    "numbers in words": repeated("txt", "five six seven "),
    "numbers to call": repeated("txt", "call us at 212 555 0147 "),
    "account numbers": repeated("txt", "DE89370400440532013000 "),
    "dates": repeated("txt", "2026-11-22 "),
    "card numbers": repeated("txt", "4111 1111 1111 1111 "),
    "one line of prose": repeated("txt", "Thank you for your order of the lamp "),
    "other words each time": ("txt", lambda size: " ".join(f"w{number}" for number in range(size // 8))),
    "requests": repeated("txt", "Leave us five stars and get a gift card. "),
    "capitals": repeated("txt", "BUY NOW "),
    "letters and tabs": repeated("txt", "a\t"),
    "other sentences each time": (
        "txt",
        lambda size: " ".join(f"Leave us w{number} stars." for number in range(size // 24)),
    ),
    "ligatures": repeated("txt", "\ufb01"),
    "zero-width spaces": repeated("txt", "a\u200b"),
    "accents": repeated("txt", "e\u0301"),
    "look-alike letters": repeated("txt", "r\u0435view "),
    "letters apart": repeated("txt", "r e v i e w "),
    "line breaks": repeated("txt", "\n"),
    "spaces": repeated("txt", " "),
    "open braces": repeated("txt", "{"),
    "open brackets": repeated("txt", "["),
    "per cent": repeated("txt", "%"),
    "placeholders": repeated("txt", "{{x}} "),
    "half placeholders": repeated("txt", "[[a "),
    "other placeholders each time": (
        "txt",
        lambda size: " ".join(f"{{{{coupon{number}}}}}" for number in range(size // 17)),
    ),
    "half tags": repeated("html", "<a "),
    "half attributes": repeated("html", '<a x="'),
    "half comments": repeated("html", "<!--"),
    "half sections": repeated("html", "<![CDATA["),
    "half ends": repeated("html", "</"),
    "open b": repeated("html", "<b>"),
    "nested div": repeated("html", "<div>"),
    "nested tables": repeated("html", "<table><tr><td>"),
    "nested headings": repeated("html", "<h1>x"),
    "nested links": repeated("html", '<a href="http://a.example"><table><tr><td>x'),
    "nested, and selectors": ("html", lambda size: "<b tabindex=1><p>" * min(size // 17, 55_000)),
    "lists": repeated("html", "<ul><li>x"),
    "hidden": repeated("html", '<div style="display:none">x'),
    "kept line breaks": repeated("html", "x\n", "<pre>"),
    "line ends": repeated("html", "<br>"),
    "conditional comments": repeated("html", "<!--[if mso]><p>x</p><![endif]-->"),
    "links in mark-up": repeated("html", '<a href="http://a.example/b">x</a> '),
    "paragraphs": repeated("html", "<p>"),
    "ends alone": repeated("html", "</p>"),
    "one attribute": repeated("html", "x", '<a href="', '">'),
    "many attributes": ("html", lambda size: "<a " + " ".join(f"a{n}=1" for n in range(size // 10)) + ">"),
    "ampersands": repeated("html", "&"),
    "long references": repeated("html", "&#" + "1" * 5000 + ";"),
    "pictures": repeated("html", '<img src="http://a.example/b.gif">'),
    "styles": repeated("html", '<p style="color:red">x'),
    "other styles each time": (
        "html",
        lambda size: "".join(
            f'<p style="color:#{number % 4096:03x};width:{number}px">x</p>' for number in range(size // 50)
        ),
    ),
    "rules and elements": (
        "html",
        lambda size: (
            f"<style>{''.join(f'.c{number}{{color:red}}' for number in range(size // 50))}</style>"
            + "".join(f"<p class=c{number}>x" for number in range(size // 50))
        ),
    ),
    "rules for what is inside": (
        "html",
        lambda size: (
            f"<style>{''.join(f'.a{number} .b{number}{{color:red}}' for number in range(size // 70))}</style>"
            + "".join(f"<div class='a{number} b{number + 1}'>x" for number in range(size // 70))
        ),
    ),
    "selectors of a rule": ("html", lambda size: f"<style>{'.c1,' * (size // 4)}p{{color:red}}</style><p class=c1>x"),
    "declarations": repeated("html", "color:red;", "<style>.a{", "}</style><p class=a>x"),
    "half colours": repeated("html", "rgb(", "<p style='background:", "'>x"),
    "pictures in styles": repeated("html", "a{background:url(http://a.example/b.gif)}", "<style>", "</style><p>x"),
    "one data URI": repeated("html", "A", '<img src="data:image/png;base64,', '">'),
    "sets of pictures": repeated("html", "http://a.example/b.png 2x, ", '<img srcset="', '">'),
    "style rules": repeated("html", ".a{color:red}", "<style>", "</style><p class=a>x"),
    "base64": (
        "eml",
        lambda size: (
            f"{_MAIL}Content-Transfer-Encoding: base64\n\n"
            + encodebytes(b"shop.com hello " * (size * 3 // 61)).decode()
        ),
    ),
    "quoted-printable": repeated("eml", "=41=42=\n", f"{_MAIL}Content-Transfer-Encoding: quoted-printable\n\n"),
    "nested mail": (
        "eml",
        lambda size: "".join(
            f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(size // 60)
        ),
    ),
    "front matter": repeated("txt", "a: b\n", "---\n"),
    "front matter in brackets": repeated("txt", "[", "---\na: ", "\n---\nHello"),
    "encoded words": repeated("eml", "=?utf-8?q?a?= ", "From: a@b.c\nMIME-Version: 1.0\nSubject: ", "\n\nx"),
}


def seconds(python: str, path: Path) -> float:
    """Processor time of a run over one file."""
    before = os.times()
    command = [python, "-m", "msglint", "check", "--no-config", "--output-format", "concise", str(path)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=TIMEOUT)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=", ".join(SHAPES))
    parser.add_argument("--most", type=int, default=5_000_000)
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:

        def timed(ending: str, content: str) -> float:
            path = Path(folder, f"draft.{ending}")
            path.write_text(content, "utf-8", newline="")
            return seconds(given.python, path)

        for name in given.shapes or SHAPES:
            ending, make = SHAPES[name]
            idle = timed(ending, "<p>Hello" if ending == "html" else "Hello")
            try:
                quarter, whole = (timed(ending, make(size - 1000)) for size in (given.most // 4, given.most))
            except subprocess.TimeoutExpired:
                print(f"{name:24} more than {TIMEOUT} s", flush=True)
                continue
            grown = log(max(0.01, whole - idle) / max(0.01, quarter - idle), 4)
            print(f"{name:24} exponent {grown:5.2f}   {whole:6.2f} s", flush=True)


if __name__ == "__main__":
    main()
