"""Output formats: one module each, with `render(report, style) -> Iterator[str]`; the table gives them their names."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.report import Report

FORMATS = {"text": "text", "concise": "concise", "json": "json"}


class Style(NamedTuple):
    """How a format may present a report: within how many columns, in colour, whether with the summary, and whether
    with the findings that were suppressed.
    """

    width: int = 100
    color: bool = False
    quiet: bool = False
    suppressed: bool = False


def render(report: Report, name: str, style: Style) -> Iterator[str]:
    """The report in the format with this name, piece by piece."""
    from importlib import import_module

    pieces: Iterator[str] = import_module(f"msglint.formats.{FORMATS[name]}").render(report, style)
    return pieces
