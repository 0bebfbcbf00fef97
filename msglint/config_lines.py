"""Where a key stands in a TOML file: the parser does not tell, and an error has to."""

from __future__ import annotations

import re

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.errors import Trail

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?")


def line_of(text: str, trail: Trail, table: str = "") -> int:
    """The line of the last key of a trail that is found, from 1; 0 if none is. A number is that of one of several
    tables of the same name; ``table`` is the one to begin in.
    """
    lines = text.splitlines()
    at, found = 0, 0
    if table:
        at = next((row for row, line in enumerate(lines) if _is_header(line, table)), 0)
    name = table
    for step, key in enumerate(trail):
        if isinstance(key, int):
            headers = [row for row, line in enumerate(lines) if _is_header(line, name)]
            at = headers[key] if key < len(headers) else at
            found = at + 1
            continue
        name = f"{name}.{key}" if name else key
        if step + 1 < len(trail) and isinstance(trail[step + 1], int):
            continue
        row = _row(lines, at, str(key), name)
        if row < 0:
            break
        at, found = row, row + 1
    if not found and name:
        found = next((row for row, line in enumerate(lines, 1) if _is_header(line, name)), 0)
    return found


def place_in(message: str, text: str) -> tuple[str, int]:
    """A message of the TOML parser without the place that it ends with, and the line of that."""
    found = _PLACE.search(message)
    if not found:
        return message, 0
    return message[: found.start()], int(found[1]) if found[1] else max(1, len(text.splitlines()))


def _row(lines: list[str], start: int, key: str, name: str) -> int:
    written = re.compile(rf"""(?:^|[{{,.])\s*(["']?){re.escape(key)}\1\s*[=.]""")
    for row in range(start, len(lines)):
        if _is_header(lines[row], name) or written.search(lines[row]):
            return row
    return -1


def _is_header(line: str, name: str) -> bool:
    found = _HEADER.fullmatch(line)
    return bool(found) and "".join(found[1].split()).replace('"', "") == name  # type: ignore[index]
