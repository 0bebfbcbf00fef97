"""Style: line breaks, fonts, alignment, margins. Each rule reports once a draft, at the first place, with the count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msglint.finding import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS = {"line_breaks": {"max_breaks": int}}


def line_breaks(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Runs of more line breaks than the policy allows, blank lines between them included."""
    most = rule.options["max_breaks"]
    found = [
        (view.span(run.start(), run.start() + len(run[0].rstrip(" \t\u00a0"))), breaks)
        for view in reading.draft.views("body")
        for run in re.finditer(r"(?:(?:\r\n|\n|\r)[ \t\u00a0]*+)++", view.text)
        if (breaks := len(re.findall(r"\r\n|\n|\r", run[0]))) > most and run.end() < len(view.text) and run.start() > 0
    ]
    if found:
        span, breaks = found[0]
        words = {"breaks": breaks, "max_breaks": most, "count": len(found), "places": "place" if len(found) == 1 else "places"}
        yield Match(span, words=words)
