"""Where a configuration file states a word: one that nobody knows, or that is of no use."""

from __future__ import annotations

import os
import re

from msglint.config import find_table, text_of
from msglint.config_lines import line_of
from msglint.draft import Span
from msglint.errors import SettingsError
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.errors import Trail
    from msglint.settings import Settings


class Written(NamedTuple):
    """A configuration file as it is written, and what it says."""

    path: str
    text: str
    table: Mapping[str, Any]

    def stated(self, trail: Trail) -> Trail | None:
        """The trail if the file states its last word, with the number of the table for -1, which stands for any of them."""
        return next(_stated(self.table, trail), None)

    def place(self, trail: Trail) -> Span:
        """Where the last word of a trail stands that is stated: a key, an entry of a list, or a part of a text."""
        holder: Any = self.table
        for key in trail[:-1]:
            holder = holder[key]
        is_key, word = isinstance(holder, dict), re.escape(str(trail[-1]))
        table = "tool.msglint" if os.path.basename(self.path) == "pyproject.toml" else ""
        row = line_of(self.text, trail if is_key else trail[:-1], table)
        start = sum(map(len, self.text.splitlines(keepends=True)[: row - 1]))
        form = rf"(?<![\w-]){word}(?![\w-])" if is_key else rf"""(?i)(?<=["']){word}(?=["'])"""
        found = re.compile(form).search(self.text, start)
        return Span(*found.span()) if found else Span(start, start)  # a text may be written with escapes


def read_written(path: str) -> Written:
    """A configuration file that was read before."""
    return Written(path, text_of(path), find_table(path) or {})


def located(error: SettingsError, settings: Settings) -> SettingsError:
    """An error about a word of a setting with the place where a configuration file states it; as it is if none does."""
    for path in (settings.file, *settings.extended):
        written = read_written(path)
        if trail := written.stated(error.trail):
            start = written.place(trail).start
            return SettingsError(error.message, path, written.text.count("\n", 0, start) + 1)
    return error


def _stated(value: Any, trail: Trail) -> Iterator[Trail]:
    first, rest = trail[0], trail[1:]
    if not rest and isinstance(value, str):
        if str(first).lower() in value.lower():  # an envelope has some words in capitals
            yield trail
    elif not rest:
        if isinstance(value, list | dict) and first in value:
            yield trail
    elif isinstance(value, list):
        for number, one in enumerate(value):
            if first in (-1, number):
                yield from ((number, *found) for found in _stated(one, rest))
    elif isinstance(value, dict) and first in value:
        yield from ((first, *found) for found in _stated(value[first], rest))
