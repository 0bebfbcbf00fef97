"""Something confidential that was found."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from msglint.draft import View


class Secret(NamedTuple):
    """Something confidential: what kind it is, and where it stands in a view. Its text is never repeated."""

    kind: str
    view: View
    start: int
    end: int
    confidence: str = "high"
