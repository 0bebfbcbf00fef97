"""What git ignores: the patterns of each ``.gitignore`` from the repository's root down to a folder."""

from __future__ import annotations

import os

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Ignores(NamedTuple):
    """The patterns that hold in a folder, with the folder that each list starts from; the nearest list comes last.
    Outside of a repository there are none.
    """

    lists: tuple[tuple[str, GitIgnoreSpec], ...] = ()
    is_repository: bool = False

    def below(self, folder: str) -> Ignores:
        """What holds in a folder in this one: its own patterns besides, or alone where another repository begins."""
        git = os.path.join(folder, ".git")
        if os.path.exists(git):
            excluded = _read(os.path.join(_shared(git), "info", "exclude"))
            return Ignores(((folder, excluded),) if excluded else (), is_repository=True)._with_own(folder)
        return self._with_own(folder) if self.is_repository else self

    def _with_own(self, folder: str) -> Ignores:
        spec = _read(os.path.join(folder, ".gitignore"))
        return self._replace(lists=(*self.lists, (folder, spec))) if spec else self

    def match(self, path: str) -> bool:
        """Whether git ignores a path (a folder, if it ends with a separator) in a folder that it does not ignore."""
        for folder, spec in reversed(self.lists):
            inside = path[len(folder) :].lstrip(os.sep).replace(os.sep, "/")
            decided = spec.check_file(inside).include
            if decided is not None:
                return decided
        return False


def ignores_in(folder: str) -> Ignores:
    """The patterns that hold in a folder (a real path), from the root of its repository down."""
    above = [folder]
    while not os.path.exists(os.path.join(above[-1], ".git")):
        parent = os.path.dirname(above[-1])
        if parent == above[-1]:
            break
        above.append(parent)
    ignores = Ignores()
    for one in reversed(above):
        ignores = ignores.below(one)
    return ignores


def _shared(git: str) -> str:
    """The folder of a repository's data that all its worktrees share; in a worktree ``.git`` is a file that leads there."""
    if os.path.isfile(git):
        git = os.path.join(os.path.dirname(git), _text(git).removeprefix("gitdir:").strip())
    return os.path.join(git, _text(os.path.join(git, "commondir")).strip())


def _text(path: str) -> str:
    """A file's text; empty for one that cannot be read."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except (OSError, ValueError):  # a name that no file can have
        return ""


def _read(path: str) -> GitIgnoreSpec | None:
    lines = _text(path).splitlines()
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:  # git passes over a pattern that means nothing
        return GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
