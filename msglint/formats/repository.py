"""Paths as a service that shows a repository wants them: from its root, with slashes; and findings' names that last."""

from __future__ import annotations

import os
from collections import Counter
from hashlib import sha256

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.finding import Finding


def repository_root() -> str:
    """The folder with `.git` in it that is nearest above the current one; without one the current folder."""
    here = folder = os.getcwd()
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return here
        folder = parent
    return folder


def path_in(root: str, path: str) -> str | None:
    """The path from this root, with slashes; None if it is not below it."""
    whole = os.path.abspath(path)
    if not whole.startswith(os.path.join(root, "")):
        return None
    return whole[len(os.path.join(root, "")) :].replace(os.sep, "/")


def shown_path(root: str, path: str) -> str:
    """The path from this root or, if it is not below it, as it was given, with slashes."""
    return path_in(root, path) or path.replace(os.sep, "/")


def fingerprints(findings: Iterable[Finding], root: str) -> Iterator[str]:
    """A name for each finding that stays when its line moves: by path, rule, clause and words, and of several such by their order.

    What is masked in the report is masked in here too: nothing can be guessed from a name.
    """
    seen: Counter[str] = Counter()
    for found in findings:
        words = " ".join(found.words.split())
        parts = (shown_path(root, found.path), found.rule, found.clause, words)
        name = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        yield f"{name}:{seen[name]}"
        seen[name] += 1
