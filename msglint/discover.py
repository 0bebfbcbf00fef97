"""Which files a run checks: the paths that were named, and the drafts in the folders among them."""

from __future__ import annotations

import os

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from msglint.gitignore import Ignores

    Matcher = Callable[[str], bool]

ENDINGS = (".txt", ".html", ".htm", ".xhtml", ".mjml", ".eml", ".md")
SKIPPED = frozenset({"node_modules", "bower_components", "vendor", "site-packages", "venv", "__pycache__"})
"""Folders of other people's files. Like hidden ones they are not searched unless they are named."""
NO_DRAFTS = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing", "code_of_conduct", "requirements",
    "constraints", "robots", "humans", "cmakelists", "CHANGES", "SECURITY", "AUTHORS", "NOTICE"})  # fmt: skip
"""What files that repositories have beside drafts are called, as far as the first full stop; those in capitals only so, since
drafts may be called ``notice.txt``. A folder is searched without them; named, they are checked, unless ``--force-exclude``.
"""
_OF_PACKAGES = ("requirements-", "constraints-")
STDIN = "-"


class Problem(NamedTuple):
    """A path that could not be checked, and why."""

    path: str
    message: str


class Discovery(NamedTuple):
    """The files to check, each once, in a stable order, and the folders that hold none or could not be listed. ``walked``
    are the folders that were searched, as they really are called.
    """

    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    walked: tuple[str, ...] = ()


def discover(
    paths: Iterable[str],
    excluded: Matcher | None = None,
    included: Matcher | None = None,
    *,
    force_exclude: bool = False,
    allow_empty: bool = False,
    stdin_name: str = "",
    gitignore: bool = True,
) -> Discovery:
    """The files that ``paths`` stand for.

    A file that is named is taken whatever it is called and whatever ``excluded`` says, unless ``force_exclude``: then it has
    to be one that a search would take. Folders are walked for drafts and whatever ``included`` says. ``stdin_name`` is the path that standard input is said to have.
    ``gitignore``: what git ignores in its repository is not searched.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    walked: list[str] = []
    for path in paths:
        if not path:
            problems.append(Problem("''", "an empty path is no file"))
            continue
        if not os.path.isdir(path):
            name = stdin_name if path == STDIN else path
            if not (force_exclude and name) or _would_be_found(name, excluded, included):
                _take(found, path, path if path == STDIN else os.path.realpath(path))
            continue
        walked.append(os.path.realpath(path))
        before = len(problems)
        files = list(_walk(path, excluded, included, problems, gitignore=gitignore))
        for file, real in files:
            _take(found, file, real)
        if not files and not allow_empty and len(problems) == before:
            problems.append(
                Problem(path, f"nothing to check: {_why_empty(path, excluded, included, gitignore=gitignore)}")
            )
    return Discovery(tuple(found.values()), tuple(problems), tuple(walked))


def _take(found: dict[str, str], path: str, real: str) -> None:
    """Take a file once; it goes by its own name, whatever links lead to it."""
    if real in found and os.path.islink(found[real]):
        del found[real]
    found.setdefault(real, path)


def _why_empty(top: str, excluded: Matcher | None, included: Matcher | None, *, gitignore: bool) -> str:
    """Why no file of a folder is checked."""
    if gitignore and any(_walk(top, excluded, included, [], gitignore=False)):
        return "what is in this folder is left out by .gitignore (see --no-gitignore)"
    if excluded and any(_walk(top, None, included, [], gitignore=False)):
        return "what is in this folder is left out by `exclude` in the configuration"
    return f"no {' '.join(ENDINGS)} file in this folder that may be a draft"


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
        outside = inside.startswith(os.pardir + os.sep)
        return not (folder and lets_in) and not outside and spec.match_file(inside)

    return matches


def _walk(
    top: str, excluded: Matcher | None, included: Matcher | None, problems: list[Problem], *, gitignore: bool
) -> Iterator[tuple[str, str]]:
    """The drafts below ``top``: each path as shown and the file it really is."""
    start = os.path.realpath(top)
    waiting = [(top, start, _ignores_in(start) if gitignore else None)]
    while waiting:
        folder, real, ignores = waiting.pop()
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(Problem(folder, f"this folder cannot be listed: {error.strerror}"))
            continue
        if ignores is not None and real != start and any(entry.name in (".gitignore", ".git") for entry in entries):
            ignores = ignores.below(real)
        inner = []
        for entry in entries:
            path = entry.name if folder == "." else os.path.join(folder, entry.name)
            if entry.is_dir(follow_symlinks=False):
                hidden = _is_skipped(entry.name)
                below = os.path.join(real, entry.name)
                ignored = ignores is not None and not hidden and ignores.match(below + os.sep)
                if not hidden and not ignored and not (excluded and excluded(path + os.sep)):
                    inner.append((path, below, ignores))
            elif _is_draft(entry, path, included) and not (excluded and excluded(path)):
                if ignores is not None and ignores.match(os.path.join(real, entry.name)):
                    continue
                yield path, os.path.realpath(path) if entry.is_symlink() else os.path.join(real, entry.name)
        waiting.extend(reversed(inner))


def _ignores_in(folder: str) -> Ignores:
    from msglint.gitignore import ignores_in

    return ignores_in(folder)


def _is_draft(entry: os.DirEntry[str], path: str, included: Matcher | None) -> bool:
    # a link that leads nowhere, or to itself, is a draft that cannot be read
    return _is_chosen(entry.name, path, included) and (
        (entry.is_symlink() and _leads_nowhere(entry)) or entry.is_file()
    )


def _is_chosen(name: str, path: str, included: Matcher | None) -> bool:
    """Whether a file is called like a draft, or let in."""
    return (name.lower().endswith(ENDINGS) and not _is_about_code(name)) or bool(included and included(path))


def _would_be_found(path: str, excluded: Matcher | None, included: Matcher | None) -> bool:
    """Whether a search of the working folder would take this file, as far as its path tells."""
    *folders, name = os.path.relpath(path).split(os.sep)
    skipped = any(_is_skipped(folder) for folder in folders if folder != os.pardir)
    return not skipped and _is_chosen(name, path, included) and not (excluded and excluded(path))


def _is_skipped(folder: str) -> bool:
    return folder.startswith(".") or folder in SKIPPED


def _is_about_code(name: str) -> bool:
    """Whether a file's name is one of ``NO_DRAFTS``: ``README.md``, ``requirements-dev.txt``."""
    stem = name.partition(".")[0]
    return not NO_DRAFTS.isdisjoint((stem, stem.lower())) or name.lower().startswith(_OF_PACKAGES)


def _leads_nowhere(entry: os.DirEntry[str]) -> bool:
    try:
        entry.stat()
    except OSError:
        return True
    return False
