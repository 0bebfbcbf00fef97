"""Readers, checks and formats of other packages: found by their entry points, loaded when something names them.

What goes wrong in one is an error that names it and its package, never taken for a mistake of msglint's. ``MSGLINT_DEBUG=1`` shows all.
"""

from __future__ import annotations

import inspect
import os
from functools import cache, wraps
from importlib.metadata import entry_points

from msglint.draft import Part, View
from msglint.errors import DraftError, MsglintError, SettingsError, did_you_mean
from msglint.finding import Match
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.metadata import EntryPoint

    from msglint.formats import Style
    from msglint.policy import Rule
    from msglint.reading import Reading
    from msglint.report import Report

GROUPS = {"reader": "msglint.readers", "check": "msglint.checks", "format": "msglint.formats"}
_CALLED = {"reader": "reader", "check": "check module", "format": "output format"}


class Plugin(NamedTuple):
    """What an entry point leads to; ``origin`` is the package that has it, with its version."""

    kind: str
    name: str
    origin: str
    value: Any

    def __str__(self) -> str:
        return f"the {self.kind} '{self.name}' of {self.origin}"


def plugins(kind: str) -> list[str]:
    """The names that installed packages have for readers, checks or formats."""
    return sorted({found.name for found in entry_points(group=GROUPS[kind])})


@cache
def plugin(kind: str, name: str, own: tuple[str, ...] = ()) -> Plugin:
    """The reader, check module or format of this name. ``own`` are msglint's, to say which name is the nearest.

    Raises a ``SettingsError`` for a name that no package has, that two have, and for what cannot be loaded.
    """
    found = {_origin(one): one for one in entry_points(group=GROUPS[kind]) if one.name == name}
    if not found:
        known = sorted({*own, *plugins(kind)})
        others = f"; there are {', '.join(known)}, and no installed package has another ({GROUPS[kind]})"
        raise SettingsError(f"no {_CALLED[kind]} '{name}'{did_you_mean(name, known) or others}")
    if len(found) > 1:
        raise SettingsError(
            f"the {kind} '{name}' is in two installed packages, {' and '.join(sorted(found))}: keep one"
        )
    [(origin, entry)] = found.items()
    try:
        return Plugin(kind, name, origin, entry.load())
    except Exception as error:  # another package's code: it may fail in any way, and is named as what is to be mended
        if os.environ.get("MSGLINT_DEBUG"):
            raise
        reason = f"{type(error).__name__}: {error}"
        raise SettingsError(f"the {kind} '{name}' of {origin} cannot be loaded: {reason}") from None


def read(name: str, base: View, start: int, own: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts that the reader of this name makes of a source. Raises a ``DraftError`` if it fails."""
    reader = plugin("reader", name, own)
    function = _function(reader, reader.value, "(base, start)")
    parts = tuple(_guarded(reader, function, base, start))
    if not all(isinstance(part, Part) for part in parts):
        raise DraftError(f"{reader} gave something else than parts of a draft")
    return parts


def render(name: str, report: Report, style: Style, own: tuple[str, ...]) -> Iterator[str]:
    """The report in the format of this name, made as a whole before any of it is written."""
    form = plugin("format", name, own)
    pieces = _guarded(form, _function(form, form.value, "(report, style)"), report, style)
    if not all(isinstance(piece, str) for piece in pieces):
        raise MsglintError(f"{form} gave something else than text")
    return iter(pieces)


def check_in(module: Plugin, name: str) -> Callable[[Reading, Rule], Iterable[Match]]:
    """A check of a plugin's module, which is its own function with its mistakes caught."""
    function = _function(module, getattr(module.value, name, None), "(reading, rule)", name)

    @wraps(function)
    def check(reading: Reading, rule: Rule) -> Iterable[Match]:
        found = _guarded(module, function, reading, rule)
        length = len(reading.draft.source.text)
        for match in found:
            if not isinstance(match, Match) or not 0 <= match.span[0] <= match.span[1] <= length:
                raise DraftError(f"{module} gave something else than matches in the draft")
        return found

    return check


def verify(kind: str, name: str, own: tuple[str, ...]) -> None:
    """Raises a ``SettingsError`` for a reader or format that is not there, cannot be loaded or takes something else."""
    if name not in own:
        found = plugin(kind, name, own)
        _function(found, found.value, {"reader": "(base, start)", "format": "(report, style)"}[kind])


def _function(found: Plugin, value: Any, takes: str, name: str = "") -> Callable[..., Any]:
    """The function that a plugin has, which takes two values."""
    said = f"{found}: '{name}'" if name else str(found)
    if not callable(value):
        reason = "it has no such function" if value is None else "it is no function"
        raise SettingsError(f"{said}: {reason}; there has to be one that takes {takes}")
    try:
        inspect.signature(value).bind(None, None)
    except TypeError:
        raise SettingsError(f"{said} takes {inspect.signature(value)} instead of {takes}") from None
    except ValueError:  # written in C: nobody can tell
        pass
    function: Callable[..., Any] = value
    return function


def _guarded(found: Plugin, function: Callable[..., Iterable[Any]], *given: object) -> list[Any]:
    """All that a plugin's function gives. What it says when it fails may have a buyer's data in it: only its place is told."""
    try:
        return list(function(*given))
    except MsglintError:
        raise
    except Exception as error:
        if os.environ.get("MSGLINT_DEBUG"):
            raise
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
        raise DraftError(f"{found} failed ({type(error).__name__}, {place}); MSGLINT_DEBUG=1 shows all of it") from None


def _origin(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else "an unknown package"
