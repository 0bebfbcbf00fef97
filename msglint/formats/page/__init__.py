"""What the HTML report is made of; not a format of its own. Everything that comes from a draft goes through ``escaped``."""

from __future__ import annotations

import os
from functools import cache
from html import escape

from msglint.display import visible


@cache
def asset(name: str) -> str:
    """A style sheet or script that is part of the page."""
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def escaped(text: str) -> str:
    """The text as HTML, in an element or between quotation marks; what would not be seen is shown as its code."""
    return escape(visible(text))
