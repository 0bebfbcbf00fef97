"""Errors that name the file, the place, the reason and the mend.

MsglintError
├── DraftError     a draft that could not be read
├── OrderError     a file of orders, or of what was sent, that is wrong
├── RuleError      a rule pack that is wrong
└── SettingsError  wrong usage: an option, a configuration key, a date, an unknown word
"""

from __future__ import annotations

Trail = tuple[str | int, ...]
"""Keys that lead to a place in a configuration; a number is that of one of several tables."""


class MsglintError(Exception):
    """The base of all errors that msglint reports; ``str()`` gives one line for people."""

    def __init__(self, message: str, path: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.message, self.path, self.line = message, path, line

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" if place else self.message


class DraftError(MsglintError):
    """A draft could not be read: absent, unreadable, too large, broken front matter, …"""


class OrderError(MsglintError):
    """A file of orders, or of what was already sent, is wrong: broken, an unknown column, an impossible date, …"""


class RuleError(MsglintError):
    """A rule pack is wrong: unknown key, bad pattern, no example, …"""


class SettingsError(MsglintError):
    """Wrong usage: an unknown option value, configuration key, type, rule, marketplace or date.

    ``trail`` are the keys of the setting that it is about and the unknown word, where somebody else knows in which file
    they stand.
    """

    def __init__(self, message: str, path: str = "", line: int = 0, trail: Trail = ()) -> None:
        super().__init__(message, path, line)
        self.trail = trail


def did_you_mean(word: str, known: list[str] | tuple[str, ...], likeness: float = 0.55) -> str:
    """`` (did you mean 'x'?)`` for the nearest known word that is at least so much like it (1: the same), or nothing."""
    from difflib import get_close_matches

    spelled = {one.lower(): one for one in known}
    near = get_close_matches(word.lower(), spelled, n=1, cutoff=likeness)
    return f" (did you mean '{spelled[near[0]]}'?)" if near else ""
