"""Compiled patterns, kept: to compile the sixty patterns of a short run would take a third of its time.

When msglint is built, what ``re`` hands to its engine for each pattern is written beside the compiled rules, for the
Python that builds (``prebuild.py``). Any other Python finds no file of its own and compiles at first use, and so does a source tree.
"""

from __future__ import annotations

import os
import sys
from marshal import loads

from msglint.lookup import Lookup, mapped, parted
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re

    Key = tuple[str | bytes, int]
    Codes = tuple[Any, ...]

_PLACE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "compiled")


def read(folder: str = _PLACE) -> Lookup | None:
    """What is kept for this Python, by each pattern's name (``name_of``); None if its engine has other codes."""
    try:
        made_for, found = parted(mapped(file_in(folder)))
        return Lookup(found) if loads(made_for) == engine() else None
    except (ImportError, OSError, ValueError, EOFError, TypeError):
        return None


def name_of(written: str | bytes, flags: int) -> str:
    """What a pattern with these flags is kept by."""
    return f"{flags} {written}" if isinstance(written, str) else f"b{flags} {written.decode('latin-1')}"


def pattern(written: str | bytes, codes: Codes) -> re.Pattern[Any]:
    """The pattern that these codes are for. The engine checks them before it takes them."""
    import _sre  # type: ignore[import-not-found]

    flags, words, *groups = codes
    found: re.Pattern[Any] = _sre.compile(written, flags, memoryview(words).cast("I").tolist(), *groups)
    return found


def file_in(folder: str) -> str:
    """Where this Python's patterns are kept."""
    return os.path.join(folder, f"patterns.{sys.implementation.cache_tag}")


def engine() -> tuple[int, int]:
    """What tells one engine's codes from another's."""
    import _sre

    return _sre.MAGIC, _sre.CODESIZE
