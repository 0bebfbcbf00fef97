"""Styled lines in a terminal's colours, by rich; not a format of its own."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.text import Text

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def colored(lines: Iterable[list[tuple[str, str]]]) -> Iterator[str]:
    """Each line of (text, style) segments as text with ANSI codes. Nothing in a text is taken as mark-up."""
    out = StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", no_color=False, soft_wrap=True, highlight=False
    )
    for line in lines:
        console.print(Text.assemble(*line))
        yield out.getvalue()
        out.seek(0)
        out.truncate()
