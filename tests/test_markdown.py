"""Markdown and pieces of mark-up in plain text: pictures, tags, and what is no link there."""

from __future__ import annotations

import pytest

from msglint.engine import check
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()
RULES = [
    "deceptive-link",
    "external-link",
    "font-override",
    "gif",
    "insecure-image",
    "logo-link",
    "phone-number",
    "text-alignment",
    "tracking-pixel",
]
CDN = "https://cdn.lampwerk.com"


def rules(text: str, name: str = "a.md") -> set[str]:
    return {finding.rule for finding in check(read_draft(name, Source(text)), POLICY, RULES)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"![Step 1]({CDN}/step1.png) Press it.", set()),
        (f"![QR code]({CDN}/code.png)", {"external-link"}),
        (f"![wave](<{CDN}/wave.gif>)", {"gif"}),
        ("![Step 1](http://lampwerk.com/step1.png)", {"insecure-image"}),
        (f"[![Lampwerk logo]({CDN}/l.png 'us')](https://lampwerk.com)", {"logo-link", "external-link"}),
        (f"[![Lampwerk logo]({CDN}/l.png)](https://www.amazon.de/orders)", set()),
        ("Hi ![](https://lampwerk.us1.list-manage.com/track/open.php?u=1)", {"tracking-pixel"}),
        (f"[picture]({CDN}/step1.png)", {"external-link"}),
        (f'Hi\n\n<img src="{CDN}/o.png?id=4" width="1" height="1">', {"tracking-pixel"}),
        (f'<img alt="" src="{CDN}/wave.gif" width="40">', {"gif"}),
        ('<a href="https://lampwerk.com">www.amazon.de</a>', {"deceptive-link", "external-link"}),
        ('<a href="tel:+4921155501234">call</a>', {"phone-number"}),
        ('<p align="center">All of this message is here.</p>', {"text-alignment"}),
        ('<span style="color:red">All of this message</span>', {"font-override"}),
    ],
)
def test_pictures_and_tags(text: str, found: set[str]) -> None:
    assert rules(text) == found


@pytest.mark.parametrize(
    "text",
    ["a < b = c > d", "<a b>", "x <p and y=2", "<https://www.amazon.de/orders>", "if <div> = 3", "Size <p=0.05>"],
)
def test_signs_are_no_tags(text: str) -> None:
    assert not read_draft("a.txt", Source(text)).is_html


def test_elements_have_no_words_of_their_own() -> None:
    draft = read_draft("a.txt", Source("Subject: Hi\n\nSee <a href='https://www.amazon.de'>this</a>"))
    assert [view.kind for view in draft.views()] == ["subject", "body"]
    assert [element.tag for element in draft.elements("a")] == ["a"]


def test_a_picture_in_plain_text_is_a_link() -> None:
    assert rules(f"![Step 1]({CDN}/step1.png)", "a.txt") == {"external-link"}
