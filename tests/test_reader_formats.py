"""What a draft is, by its ending and its beginning; and the subject line of plain drafts."""

from __future__ import annotations

import pytest

from msglint.readers import format_of, read_draft
from msglint.source import Source


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.txt", "Hello", "text"),
        ("a.html", "Hello", "html"),
        ("a.eml", "Hello", "eml"),
        ("a.HTM", "Hello", "html"),
        ("a.txt", "\n<!DOCTYPE html><p>x", "html"),
        ("a.txt", "Subject: x\n\n<table><tr>", "html"),
        ("a.txt", "Subject: x\nTo: y\n\nHello", "text"),
        ("a.txt", "Received: x\nMIME-Version: 1.0\n\nHello", "eml"),
        ("<stdin>", "From: x\nSubject: y\n\nHello", "eml"),
        ("<stdin>", "Subject: y\n\nHello", "text"),
        ("draft", "<p>Hello", "html"),
        ("a.md", "<p>Hello", "text"),
        ("a.MD", "<p>Hello", "text"),
        ("a.amd", "<p>Hello", "html"),
        ("a.txt", "1 < 2", "text"),
    ],
)
def test_format(name: str, text: str, kind: str) -> None:
    assert format_of(name, text) == kind


@pytest.mark.parametrize(
    ("text", "subject", "body"),
    [
        ("Subject: Your lamp\n\nHello", "Your lamp", "\nHello"),
        ("\r\nBETREFF:Lampe\r\nHallo", "Lampe", "Hallo"),
        ("件名：ランプ\n本文", "ランプ", "本文"),
        ("**Subject:** Your lamp\nHello", "Your lamp", "Hello"),
        ("Email subject line: Your lamp\nHello", "Your lamp", "Hello"),
        ("Objet : Votre lampe\nBonjour", "Votre lampe", "Bonjour"),
        ("Subject:\nHello", "", "Hello"),
        ("Hello\nSubject: x", None, "Hello\nSubject: x"),
        ("Subjects: x", None, "Subjects: x"),
    ],
)
def test_the_subject_line_stands_apart(text: str, subject: str | None, body: str) -> None:
    draft = read_draft("a.txt", Source(text))
    assert [view.text for view in draft.views("subject")] == ([] if subject is None else [subject])
    assert [view.text for view in draft.views("body")] == [body]


def test_a_subject_line_may_stand_above_mark_up() -> None:
    draft = read_draft("a.html", Source("Subject: Your {{item}}\n<p>Hello</p>"))
    assert [view.text.strip("\x1a") for view in draft.views("subject")] == ["Your "]
    assert [found.name for part in draft.parts for found in part.placeholders] == ["item"]
    assert all("Subject" not in view.text for view in draft.views())


def test_markdown_is_read_as_it_stands() -> None:
    text = "# Hello\n\n[text](https://shop.com) ![alt](https://shop.com/a.gif)"
    assert [view.text for view in read_draft("a.md", Source(text)).views()] == [text]
