"""Fixes: what can be mended by machine, as data. Nothing here words a sentence; nothing but a run of the source is changed.

A fixer (``fixes/MODULE.function``) makes fixes from the matches of a check; ``mend`` applies them until none is left.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from msglint.finding import Match
    from msglint.policy import Rule
    from msglint.reading import Reading

    Fixer = Callable[[Reading, Rule, Sequence[Match]], Iterator["Fix"]]


class Fix(NamedTuple):
    """A change of the source: ``text`` in place of the characters ``start`` to ``end``.

    ``safe``: the message says and shows the same as before, but for the fault. ``ward``: where the fault itself stands, if
    a directive is to be asked whether it is ignored; the change's own place without one.
    """

    start: int
    end: int
    text: str = ""
    safe: bool = True
    ward: int = -1

    @property
    def place(self) -> int:
        """Where the fault stands that it mends."""
        return self.start if self.ward < 0 else self.ward


FIXERS = {
    "emoji.emoji": "emoji.removed",
    "style.line_breaks": "gaps.closed",
    "links.insecure": "hosts.links_secured",
    "images.insecure": "hosts.images_secured",
    "disguise.obfuscated": "invisible.removed",
    "fonts.overrides": "style.overrides_removed",
    "layout.alignment": "style.alignment_removed",
    "layout.margins": "style.margins_removed",
    "pixels.tracking": "pixels.removed",
    "message.order_id": "order_id.inserted",
}
"""The fixer of each check that has one. A rule of any pack that uses the check is mended by it."""


@cache
def fixer_of(check: str) -> Fixer:
    """The fixer for what a check finds."""
    module, _, function = FIXERS[check].partition(".")
    found: Fixer = getattr(import_module(f"msglint.fixes.{module}"), function)
    return found


def compatible(fixes: Iterable[Fix]) -> list[Fix]:
    """Fixes that do not touch the same characters, in the order of the text: of two that do, the first one stays."""
    kept: list[Fix] = []
    for fix in sorted(fixes):
        last = kept[-1] if kept else None
        if last is None or (fix.start >= last.end and fix.start > last.start):
            kept.append(fix)
    return kept


def applied(text: str, fixes: Iterable[Fix]) -> str:
    """The text with fixes that are compatible."""
    pieces, done = [], 0
    for fix in fixes:
        pieces += [text[done : fix.start], fix.text]
        done = fix.end
    return "".join([*pieces, text[done:]])
