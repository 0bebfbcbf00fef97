"""Faults against the web's accessibility guidelines, each kind once a draft."""

from __future__ import annotations

import subprocess
import sys

import pytest

from msglint.engine import check
from msglint.examples import unmark
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()


@pytest.mark.parametrize(
    ("marked", "severities"),
    [
        ('⟦<img src="a.png">⟧<img src="b.png">', ["error"]),
        ('⟦<input type="image" src="a.png">⟧<input type="text">', ["error"]),
        ('<img src="a.png" title="Step 1"><img src="b.png" aria-hidden="true">', []),
        ('<a href="⟦https://www.amazon.com/x⟧"> <br> </a>', ["warning"]),
        ('<a href="https://www.amazon.com/x"><img src="a.png" alt="Help"></a>', []),
        ('<a href="https://www.amazon.com/x" style="display:none"></a>', []),
        ('<a href="https://www.amazon.com/x"> ⟦www.amazon.com/x⟧ </a>', ["warning"]),
        ('<a href="https://www.amazon.com/x" title="Your order">https://www.amazon.com/x</a>', []),
        ('<a href="https://www.amazon.com/x">Here is how to return the lamp</a>', []),
        ('<a href="https://www.amazon.com/x">» ⟦Hier⟧ «</a>'.replace("» ⟦", "⟦» ").replace("⟧ «", " «⟧"), ["warning"]),
        ('<body bgcolor="#000"><p style="color:#fff">a</p><p style="⟦color:#222⟧">b</p></body>', ["warning"]),
        ('<p style="color:#999"> &nbsp; </p>', []),
        ('<p style="⟦background:#000⟧">a</p><p style="background:#ff9900">b</p>', ["warning"]),
        ('<table bgcolor="⟦#232F3E⟧"><tr><td>a</td></tr></table>', ["warning"]),
        ('<table bgcolor="#232F3E"><tr><td bgcolor="#fff">a</td><td bgcolor="#232F3E">&nbsp;</td></tr></table>', []),
        ('<div style="⟦color:#fff⟧"><p style="background:#eee">a</p></div>', ["warning"]),
        ('<p style="color:#999;background:linear-gradient(red,blue)">a</p>', []),
        ('<p style="color:#8a8a8a;font-size:30px">a</p>', []),
        ('<html xml:lang="en"><body><p>a</p></body></html>', []),
        ("⟦<html>⟧<body><p>a</p></body></html>", ["info"]),
        ('<p>a</p>⟦<blink>⟧b</blink>', ["error"]),
        ('⟦<p tabindex="3">⟧a</p><p tabindex="0">b</p><p tabindex="-1">c</p>', ["warning"]),
    ],
)  # fmt: skip
def test_faults(marked: str, severities: list[str]) -> None:
    text, spans = unmark(marked)
    found = check(read_draft("draft.html", Source(text)), POLICY, ["accessibility"])
    assert {(one.start, one.end) for one in found} == set(spans), [one.excerpt for one in found]
    assert [one.severity for one in found] == severities


def test_bs4_is_imported_only_behind_the_gate() -> None:
    script = (
        "import sys; from msglint.engine import check; from msglint.policy import load_policy;"
        "from msglint.readers import read_draft; from msglint.source import Source;"
        "check(read_draft('a.html', Source('<p>Hello <img src=a.png></p>')), load_policy(), ['accessibility']);"
        "print('bs4' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
