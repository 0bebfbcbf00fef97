"""Which files a run checks: the paths that were named, and the drafts in the folders among them."""

from __future__ import annotations

import os

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Matcher = Callable[[str], bool]

ENDINGS = (".txt", ".html", ".htm", ".eml", ".md")
SKIPPED = frozenset({"node_modules", "__pycache__"})
STDIN = "-"


class Problem(NamedTuple):
    """A path that could not be checked, and why."""

    path: str
    message: str


class Discovery(NamedTuple):
    """The files to check, each once, in a stable order, and the folders that hold none or could not be listed."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def discover(
    paths: Iterable[str],
    excluded: Matcher | None = None,
    included: Matcher | None = None,
    *,
    force_exclude: bool = False,
    allow_empty: bool = False,
    stdin_name: str = "",
) -> Discovery:
    """The files that ``paths`` stand for.

    A file that is named is taken whatever its ending, and whatever ``excluded`` says unless ``force_exclude``;
    folders are walked for drafts and whatever ``included`` says. ``stdin_name`` is the path that standard input is said to have.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for path in paths:
        if not os.path.isdir(path):
            name = stdin_name if path == STDIN else path
            if not (force_exclude and name and excluded and excluded(name)):
                found.setdefault(path if path == STDIN else os.path.realpath(path), path)
            continue
        before = len(problems)
        files = list(_walk(path, excluded, included, problems))
        for file, real in files:
            found.setdefault(real, file)
        if not files and not allow_empty and len(problems) == before:
            problems.append(Problem(path, f"nothing to check: no {' '.join(ENDINGS)} file in this folder"))
    return Discovery(tuple(found.values()), tuple(problems))


def exclusion(patterns: tuple[str, ...], root: str) -> Matcher | None:
    """Whether a path matches one of these gitignore patterns, which start from the folder ``root`` (the working folder, if empty).

    A path that ends with a separator is a folder: it matches only if nothing in it can be let in again.
    """
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(patterns)
    lets_in = any(pattern.startswith("!") for pattern in patterns)

    def matches(path: str) -> bool:
        folder = path.endswith(os.sep)
        inside = os.path.relpath(path, root or os.curdir) + ("/" if folder else "")
        return not (folder and lets_in) and not inside.startswith("..") and spec.match_file(inside)

    return matches


def _walk(
    top: str, excluded: Matcher | None, included: Matcher | None, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """The drafts below ``top``: each path as shown and the file it really is."""
    waiting = [(top, os.path.realpath(top))]
    while waiting:
        folder, real = waiting.pop()
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(Problem(folder, f"this folder cannot be listed: {error.strerror}"))
            continue
        inner = []
        for entry in entries:
            path = entry.name if folder == "." else os.path.join(folder, entry.name)
            if entry.is_dir(follow_symlinks=False):
                hidden = entry.name.startswith(".") or entry.name in SKIPPED
                if not hidden and not (excluded and excluded(path + os.sep)):
                    inner.append((path, os.path.join(real, entry.name)))
            elif _is_draft(entry, path, included) and not (excluded and excluded(path)):
                yield path, os.path.realpath(path) if entry.is_symlink() else os.path.join(real, entry.name)
        waiting.extend(reversed(inner))


def _is_draft(entry: os.DirEntry[str], path: str, included: Matcher | None) -> bool:
    chosen = entry.name.lower().endswith(ENDINGS) or bool(included and included(path))
    return chosen and not entry.is_dir() and (entry.is_file() or entry.is_symlink())
