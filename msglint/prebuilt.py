"""Compiled patterns, kept: to compile the sixty patterns of a short run would take a third of its time.

When msglint is built, what ``re`` hands to its engine for each pattern is written beside the compiled rules, for the
Python that builds. Any other Python finds no file of its own and compiles at first use, and so does a source tree.
"""

from __future__ import annotations

import os
import sys
from types import FunctionType

from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    Key = tuple[str | bytes, int]
    Codes = tuple[Any, ...]

_PLACE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "compiled")


def read(folder: str = _PLACE) -> dict[Key, Codes]:
    """What is kept for this Python, by each pattern and its flags; nothing if its engine has other codes."""
    from marshal import loads

    try:
        with open(_file(folder), "rb") as file:
            made_for, found = loads(file.read())
        return found if made_for == _engine() else {}
    except (ImportError, OSError, ValueError, EOFError, TypeError):
        return {}


def pattern(written: str | bytes, codes: Codes) -> re.Pattern[Any]:
    """The pattern that these codes are for. The engine checks them before it takes them."""
    import _sre  # type: ignore[import-not-found]

    flags, words, *groups = codes
    found: re.Pattern[Any] = _sre.compile(written, flags, memoryview(words).cast("I").tolist(), *groups)
    return found


def write(folder: str) -> None:
    """Keep msglint's own patterns: those of its modules, and those that they make of the rules' facts."""
    from importlib import import_module
    from pkgutil import walk_packages

    import msglint
    from msglint.patterns import KNOWN
    from msglint.policy import load_policy

    policy = load_policy()
    for _, name, _ in walk_packages(msglint.__path__, "msglint."):
        try:
            module = import_module(name)
        except ModuleNotFoundError:  # what is needed to build is less than what is needed to run
            continue
        for build in filter(_is_builder, vars(module).values()):
            build(policy)
    keep(KNOWN, folder)


def _is_builder(value: object) -> bool:
    """Whether it is a function of a policy alone, as ``Policy.derived`` takes them."""
    return isinstance(value, FunctionType) and list(value.__annotations__) == ["policy", "return"]


def keep(patterns: Iterable[Key], folder: str) -> None:
    """Keep these patterns."""
    from marshal import dumps

    found = {key: _codes(*key) for key in sorted(patterns, key=repr)}
    with open(_file(folder), "wb") as file:
        file.write(dumps((_engine(), found), 4))


def _file(folder: str) -> str:
    return os.path.join(folder, f"patterns.{sys.implementation.cache_tag}")


def _engine() -> tuple[int, int]:
    import _sre

    return _sre.MAGIC, _sre.CODESIZE


def _codes(written: str | bytes, flags: int) -> Codes:
    """What ``re`` hands to its engine."""
    import re._compiler  # type: ignore[import-not-found]
    from array import array
    from unittest.mock import patch

    with patch("_sre.compile") as compile_codes:
        re._compiler.compile(written, int(flags))
    _, all_flags, words, *groups = compile_codes.call_args.args
    return int(all_flags), array("I", words).tobytes(), *groups
