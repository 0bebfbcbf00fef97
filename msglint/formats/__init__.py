"""Output formats: one module each, with `render(report, style) -> Iterator[str]`; the table gives them their names."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.report import Report

FORMATS = {
    "text": "text",
    "concise": "concise",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "html": "html",
}
SHOW_DRAFTS = frozenset({"html"})
"""Formats that show the drafts themselves, so that a run has to keep them."""
PAGE = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="generator" content="msglint '
"""So the HTML report begins, by which it is told from a draft."""
AUTO = "auto"
"""Not a format of its own: text, and what the CI service around shows."""
NAMES = (AUTO, *FORMATS)


class Style(NamedTuple):
    """How a format may present a report: within how many columns, in colour, whether with the summary, and whether
    with the findings that were suppressed. ``fail_on`` is the severity from which on a finding fails the run.
    """

    width: int = 100
    color: bool = False
    quiet: bool = False
    suppressed: bool = False
    fail_on: str = "error"


def check_name(name: str) -> None:
    """Raises a ``SettingsError`` for a format that neither msglint nor an installed package has."""
    if name not in NAMES:
        from msglint.plugins import verify

        verify("format", name, NAMES)


def render(report: Report, name: str, style: Style) -> Iterator[str]:
    """The report in the format with this name, msglint's or another package's, piece by piece."""
    if name not in FORMATS:
        from msglint.plugins import render as render_with

        return render_with(name, report, style, NAMES)
    from importlib import import_module

    pieces: Iterator[str] = import_module(f"msglint.formats.{FORMATS[name]}").render(report, style)
    return pieces
