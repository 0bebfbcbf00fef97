"""The telephone number that stands beside the buyer's address: right behind it, on its line or one of the next two."""

from __future__ import annotations

from msglint.patterns import lazy
from msglint.privacy.found import Secret
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.fold import Folded

_NUMBER = lazy(r"(?<![0-9-])\+?\(?[0-9](?:[ ().-]{0,2}[0-9]){8,13}(?![0-9-])")
_WORD = lazy(r"[^\W\d_]+")
_PARTS = lazy(r"\n\s*\n|[!?;。]|\.\s+[A-Z]")
_UNSPACED = lazy("[\u3040-\u30ff\u4e00-\u9fff]")
_REACH, _REST = 90, 50
"""How far behind the address it ends; how long the rest of an address may be in a script without spaces."""


def phone(view: Folded, end: int, lines: frozenset[str]) -> Secret | None:
    """The number behind an address that ends here. Between the two stands nothing, or a word for a line of ``lines``."""
    found = _NUMBER.search(view.text, end, end + _REACH)
    if not found:
        return None
    between = view.text[end : found.start()]
    if _PARTS.search(between) or between.count("\n") > 2:
        return None
    if len(between) <= _REST if _UNSPACED.search(between) else lines.issuperset(_WORD.findall(between.lower())):
        return Secret("phone", view, *found.span(), "medium")
    return None
