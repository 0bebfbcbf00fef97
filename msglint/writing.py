"""Files that msglint writes: all of them or none, each of them whole, and none that is no place for a file."""

from __future__ import annotations

import os
import stat

from msglint.errors import MsglintError
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def check_place(path: str, what: str = "it") -> None:
    """Raises a ``MsglintError`` where nothing can be written: said before a long run, not behind it."""
    target = os.path.realpath(path)
    place = _beside(target)
    try:
        if os.path.isdir(target):
            raise MsglintError(f"{what} cannot be written: Is a directory", path)
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise MsglintError(f"{what} cannot be written: the file is read-only", path)
        if _is_whole(target):
            with open(place, "xb"):
                pass
            os.unlink(place)
    except OSError as error:
        raise MsglintError(f"{what} cannot be written: {error.strerror}", path) from None


def write_whole(path: str, content: str) -> None:
    """Write a whole file or nothing."""
    write_files([(path, [content])], "it")


def write_files(reports: Iterable[tuple[str, Iterable[str]]], what: str = "the report") -> None:
    """Write all files or none, and each of them whole: they are made beside their places and then moved there."""
    unfinished: dict[str, tuple[str, str]] = {}
    path = ""
    try:
        for path, pieces in reports:
            target = os.path.realpath(path)
            whole = _is_whole(target)
            place = _beside(target) if whole else target
            if whole:
                unfinished[place] = (target, path)
            with open(place, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                if whole and os.path.exists(target):  # who may read it stays as it was
                    os.chmod(place, stat.S_IMODE(os.stat(target).st_mode))
                file.writelines(pieces)
        for place, (target, path) in unfinished.items():  # noqa: B007 - an error names the path
            os.replace(place, target)
    except OSError as error:
        raise MsglintError(f"{what} cannot be written: {error.strerror}", path) from None
    finally:
        for place in unfinished:
            if os.path.exists(place):
                os.unlink(place)


def _is_whole(target: str) -> bool:
    """Whether a file can take the place: a device or a pipe, such as /dev/null, must not be replaced by one."""
    return not os.path.exists(target) or os.path.isfile(target)


def _beside(target: str) -> str:
    return f"{target}.{os.getpid()}.new"
