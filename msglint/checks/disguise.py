"""Wording that is hidden from a filter: words that had to be unmasked, and text that is turned around."""

from __future__ import annotations

from msglint.finding import Match
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.policy import Rule
    from msglint.reading import Reading

_TURNED = lazy(r"\u202e(?=[^\u202c\r\n]{0,60}?[A-Za-z]{3})([^\u202c\r\n]{1,60}+)")
"""Latin letters that are shown from right to left, so that they read as written backwards."""


def obfuscated(reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001
    """Words that an honest writer would not have written so."""
    for folded in reading.texts:
        for start, end in folded.disguised:
            yield Match(folded.span(start, end), words={"word": folded.text[start:end]})
    for view in reading.draft.views():
        for turned in _TURNED.finditer(view.text) if "\u202e" in view.text else ():
            yield Match(view.span(*turned.span()), words={"word": turned[1][::-1].strip()})
