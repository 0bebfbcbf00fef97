"""What compiled rules are made from besides the rules: whether they are still what the code would make."""

from __future__ import annotations

import os

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = os.path.dirname(os.path.abspath(__file__))
COMPILER = (
    "compile",
    "links.suffixes",
    "located",
    "lookup",
    "patterns",
    "rulefile",
    "settings",
    "wording.build",
    "wording.context",
    "wording.features",
    "wording.lexicon",
    "wording.model",
    "wording.modelfile",
    "wording.notation",
    "wording.rarity",
    "wording.runs",
    "wording.script",
    "wording.shapefile",
    "wording.shapes",
    "wording.tables",
    "wording.words",
)
"""The modules that decide what compiled rules look like: ``compile`` and what it needs for that."""


def code() -> Iterator[str]:
    """All of msglint's code: any of it may decide whether a rule fits its check."""
    for folder, folders, names in os.walk(_HERE):
        folders.sort()
        yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".py"))


def compiler() -> list[str]:
    """The code that decides what compiled rules look like; in a source tree they are compiled anew when it is newer."""
    return [os.path.join(_HERE, *name.split(".")) + ".py" for name in COMPILER]


def is_fresh(path: str, sources: list[str]) -> bool:
    """Whether a compiled file is newer than all it is made from: files, and folders with all in them."""
    try:
        compiled = os.stat(path).st_mtime_ns
    except OSError:
        return False
    if any(os.stat(source).st_mtime_ns > compiled for source in sources):
        return False
    waiting = [source for source in sources if os.path.isdir(source)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(entry.path)
                if entry.stat().st_mtime_ns > compiled:
                    return False
    return True
