"""The user's cache folder: compiled rules, never anything of a draft. What cannot be kept or read is made again."""

from __future__ import annotations

import os
import sys

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.typed import Any

_MOST_KEPT = 20


def cache_folder() -> str:
    """Where the system keeps what a program can make again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "msglint")


def recall(key: str) -> dict[str, Any] | None:
    """What was remembered under a key; None if nothing was, or nothing that can be trusted."""
    import json

    folder = cache_folder()
    if not _is_ours(folder):
        return None
    try:
        with open(os.path.join(folder, f"{key}.json"), encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.keys() >= {"data", "explain", "languages"} else None


def remember(key: str, content: dict[str, Any]) -> None:
    """Keep it for the next run, in a file that is there as a whole or not at all. A folder that is full loses its oldest."""
    import json
    import tempfile

    folder = cache_folder()
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_ours(folder):
            return
        handle, fresh = tempfile.mkstemp(dir=folder, suffix=".new")
        with open(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, separators=(",", ":"))
        os.replace(fresh, os.path.join(folder, f"{key}.json"))
        _forget_oldest(folder)
    except OSError:
        return


def _is_ours(folder: str) -> bool:
    """Whether nobody else can write into the folder: what lies there decides what is reported."""
    try:
        about = os.lstat(folder)
    except OSError:
        return False
    if sys.platform == "win32":
        return True
    return about.st_uid == os.getuid() and about.st_mode & 0o170077 == 0o040000


def _forget_oldest(folder: str) -> None:
    paths = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith((".json", ".new"))]
    paths.sort(key=os.path.getmtime, reverse=True)
    for path in paths[_MOST_KEPT:]:
        os.unlink(path)
