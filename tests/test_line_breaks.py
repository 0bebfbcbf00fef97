"""Line breaks: gaps that are too long, in plain text and as HTML shows them."""

from __future__ import annotations

import pytest

from msglint.engine import check
from msglint.examples import unmark
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()


@pytest.mark.parametrize(
    ("name", "marked", "breaks"),
    [
        ("a.txt", "one⟦\n\n\n⟧two", 3),
        ("a.txt", "one⟦\r\n\r\n\r\n⟧two", 3),
        ("a.txt", "one⟦\r\r\r⟧two\n\n\n\nthree", 3),
        ("a.txt", "one⟦\n\u3000\n\u200b\n\n⟧  two", 4),
        ("a.txt", "one\n\ntwo\n\n", 0),
        ("a.txt", "\n\n\n\none", 0),
        ("a.html", "one⟦<br><br/><br>⟧two", 3),
        ("a.html", "one<br>\n<br>two", 0),
        ("a.html", "<p>one</p>⟦<br>\n<br>⟧<p>two</p>", 3),
        ("a.html", "<p>one</p><br><p>two</p><p>&nbsp;</p><p>three</p>", 0),
        ("a.html", "<p>one</p><p>⟦&nbsp;</p><p>&nbsp;⟧</p><p>two</p>", 3),
        ("a.html", "<p>one</p>⟦<br><br><br>⟧<img src=a.png><br><br><br>", 3),
        ("a.html", "<p>one</p><br><img src=a.png><br><br>two<br><br><br>", 0),
        ("a.html", "<img src=a.png>⟦<br><br><br>⟧<img src=b.png><p>one</p>", 3),
        ("a.html", "<p>one</p><div style='display:none'><br><br><br></div><p>two</p>", 0),
        ("a.html", "<ul><li>one</li><li>two</li></ul><table><tr><td>three</td></tr></table>", 0),
        ("a.txt", "Subject: one\n⟦\n\n\n⟧two", 4),
        ("a.txt", "Subject: one\r\n⟦ \r\n\r\n⟧two\r\n", 3),
        ("a.txt", "Subject: one\n\n\n\ntwo⟦\n\n\n⟧three", 3),
        ("a.txt", "Subject: one\n\ntwo", 0),
        ("a.txt", "Subject: one\n\n\n\n", 0),
        ("a.html", "<p>⟦<br><br/> &nbsp;<br>⟧</p>\n<img src=a.png><p>one</p>", 3),
        ("a.html", "<div>⟦<br></div><div><br></div><div><br>⟧</div>one", 3),
        ("a.html", "<br><br><p>one</p><br><br><br>", 0),
        ("a.html", "<img src=a.png>⟦<br><br><br>⟧<p>one</p>", 3),
        ("a.html", "<img src=a.png style='display:none'>⟦<br><br><br>⟧<p>one</p>", 3),
        ("a.html", "<div style='display:none'><br><br><br></div><p>one</p>", 0),
        ("a.html", "<!--[if mso]><br><br><br><![endif]--><p>one</p>", 0),
        ("a.html", "<br><br><br><br>", 0),
        ("a.html", "<pre>one⟦\n\n\n⟧two</pre>", 3),
    ],
)
def test_gaps(name: str, marked: str, breaks: int) -> None:
    text, spans = unmark(marked)
    found = check(read_draft(name, Source(text)), POLICY, ["excess-line-breaks"])
    assert {(one.start, one.end) for one in found} == set(spans), [one.excerpt for one in found]
    assert all(one.message.startswith(f"{breaks} line breaks") for one in found)


def test_reports_once_with_the_count() -> None:
    draft = read_draft("a.txt", Source("one\n\n\ntwo\n\n\n\nthree"))
    (found,) = check(draft, POLICY, ["excess-line-breaks"])
    assert "2 such places" in found.message
