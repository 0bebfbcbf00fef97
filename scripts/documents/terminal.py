"""The picture of a terminal in the README: what msglint really says of two of the samples, drawn by rich."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = "msglint check samples/bad-phone-and-email.txt samples/bad-review-only-if-happy.txt"
_COLUMNS = 100
_BLACK, _WHITE, _GREY = (24, 26, 31), (222, 226, 232), (140, 146, 156)
_COLORS = [
    _BLACK,
    (255, 107, 107),
    (126, 211, 133),
    (240, 200, 90),
    (110, 168, 254),
    (214, 140, 235),
    (90, 205, 215),
    _WHITE,
]
_THEME = TerminalTheme(_BLACK, _WHITE, _COLORS, [_GREY, *_COLORS[1:]])
# rich's own template loads a font from the network
_PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px; line-height: {line_height}px; white-space: pre }}
.{unique_id}-title {{ font: bold 18px sans-serif }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def terminal_picture() -> str:
    """A run of msglint as an SVG."""
    env = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    arguments = [*COMMAND.split()[1:], "--color", "always", "--no-config"]
    command = [sys.executable, "-m", "msglint", *arguments]
    env["PYTHONPATH"] = str(ROOT)
    shown = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, encoding="utf-8")
    if shown.returncode != 1:
        raise SystemExit(f"scripts/documents/terminal.py: {COMMAND}: {shown.stderr}")
    console = Console(record=True, width=_COLUMNS, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text(f"$ {COMMAND}\n", "bold"), soft_wrap=True)
    console.print(Text.from_ansi(shown.stdout), soft_wrap=True)
    return console.export_svg(title="msglint", theme=_THEME, code_format=_PICTURE, unique_id="terminal")


def words_in(picture: str) -> list[str]:
    """The lines of a picture: how rich draws them may change with its version."""
    rows: dict[str, list[str]] = {}
    for place, text in re.findall(r'<text class="terminal-r[^>]*\sy="([\d.]+)"[^>]*>(.*?)</text>', picture):
        rows.setdefault(place, []).append(html.unescape(text).replace("\xa0", " "))
    return ["".join(pieces).rstrip() for pieces in rows.values()]
