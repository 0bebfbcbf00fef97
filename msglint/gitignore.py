"""What git ignores: the patterns of each ``.gitignore`` from the repository's root down to a folder."""

from __future__ import annotations

import os

from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_FILES = (".gitignore", os.path.join(".git", "info", "exclude"))


class Ignores(NamedTuple):
    """The patterns that hold in a folder, with the folder that each list starts from; the nearest list comes last."""

    lists: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    def below(self, folder: str) -> Ignores:
        """With the patterns that a folder has of its own. A file of them that cannot be read has none."""
        found = [(folder, spec) for name in reversed(_FILES) if (spec := _read(os.path.join(folder, name)))]
        return Ignores((*self.lists, *found)) if found else self

    def match(self, path: str) -> bool:
        """Whether git ignores a path (a folder, if it ends with a separator) in a folder that it does not ignore."""
        for folder, spec in reversed(self.lists):
            inside = path[len(folder) :].lstrip(os.sep).replace(os.sep, "/")
            decided = spec.check_file(inside).include
            if decided is not None:
                return decided
        return False


def ignores_above(folder: str) -> Ignores | None:
    """The patterns of the folders above one (a real path) in the same repository; None outside of one."""
    above, here = [], folder
    while not os.path.exists(os.path.join(here, ".git")):
        parent = os.path.dirname(here)
        if parent == here:
            return None
        above.append(here)
        here = parent
    ignores = Ignores().below(here)
    for one in reversed(above):
        ignores = ignores.below(one)
    return ignores


def _read(path: str) -> GitIgnoreSpec | None:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
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
