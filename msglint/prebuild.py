"""Writes the compiled patterns that ``prebuilt.py`` reads: part of building msglint, never of running it."""

from __future__ import annotations

import os
from types import FunctionType

from msglint.lookup import VERSION, joined, pack
from msglint.prebuilt import engine, file_in, name_of
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from msglint.prebuilt import Codes, Key


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

    found = {name_of(*key): codes_of(*key) for key in patterns}
    fresh = f"{file_in(folder)}.new"
    with open(fresh, "wb") as file:
        file.write(joined([dumps(engine(), VERSION), pack(found)]))
    os.replace(fresh, file_in(folder))


def codes_of(written: str | bytes, flags: int) -> Codes:
    """What ``re`` hands to its engine for a pattern."""
    import re._compiler  # type: ignore[import-not-found]
    from array import array
    from unittest.mock import patch

    with patch("_sre.compile") as compile_codes:
        re._compiler.compile(written, int(flags))
    _, all_flags, words, *groups = compile_codes.call_args.args
    return int(all_flags), array("I", words).tobytes(), *groups
