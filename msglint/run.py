"""A run: from the files that were found to the report. What goes wrong with one file is a value and stops no other."""

from __future__ import annotations

import os
from itertools import chain

from msglint.discover import STDIN, Problem
from msglint.errors import MsglintError
from msglint.files import read_bytes, size_of
from msglint.formats import PAGE
from msglint.outcome import reporting
from msglint.plan import complete
from msglint.readers import read_draft
from msglint.report import Checked, Report
from msglint.source import decode
from msglint.turns import in_turn
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from msglint.discover import Discovery
    from msglint.plan import Plan
    from msglint.turns import Steps

    Progress = Callable[[int, int], None]

_NO_DRAFT = "a report of msglint and no draft: left out"
_MOST_TOGETHER, _MOST_BYTES = 64, 1_000_000
"""So many files, and so many bytes of them, are checked in turn. With 16 or 256 the gain is nearly the same."""

_DRAFTS_EACH = 100
"""For fewer a process hardly pays: each loads words and patterns anew, in the time that some hundred drafts take. With a free
core that gains little, and where other programs have the cores it loses more.
"""


def run(found: Discovery, chosen: Plan, progress: Progress | None = None) -> Report:
    """Check all files that were found."""
    files = []
    for checked in _each(found.files, chosen):
        files.append(checked)
        if progress:
            progress(len(files), len(found.files))
    if len(files) > 1 and any(file.ask for file in files):
        from msglint.repeats import with_repeats

        files = list(with_repeats(files))
    if any(file.configured for file in files):
        from msglint.unused import with_unused

        files = with_unused(files, found, chosen)
    problems = found.problems
    if files and not any(file.is_draft for file in files):
        problems = (*problems, Problem(files[0].path, "nothing to check: this is a report of msglint and no draft"))
    names = dict.fromkeys(file.policy for file in files if file.policy)
    applied = tuple(map(chosen.editions.named, names)) or (chosen.editions.usual,)
    told = tuple(chosen.files.notes) if chosen.files else ()
    return Report(", ".join(names) or chosen.policy.name, tuple(files), problems, applied, of_orders=told)


def _each(paths: tuple[str, ...], chosen: Plan) -> Iterable[Checked]:
    jobs = processes(chosen.options.jobs, len(paths))
    if jobs <= 1:
        return chain.from_iterable(check_files(some, chosen) for some in _together(paths, _MOST_TOGETHER))
    from msglint.parallel import check_side_by_side

    fair = max(1, min(_MOST_TOGETHER, len(paths) // (jobs * 2)))
    return check_side_by_side(list(_together(paths, fair)), chosen, jobs, check_files)


def processes(asked: int, drafts: int) -> int:
    """How many processes pay, of so many that are asked for."""
    return max(1, min(asked, drafts // _DRAFTS_EACH, _cores()))


def _cores() -> int:
    """The processor's cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _together(paths: tuple[str, ...], most: int) -> Iterable[tuple[str, ...]]:
    """The files in portions that are checked in turn: few large ones, since all of a portion are in memory at once."""
    some: list[str] = []
    size = 0
    for path in paths:
        more = size_of(path)
        if some and (len(some) == most or size + more > _MOST_BYTES):
            yield tuple(some)
            some, size = [], 0
        some.append(path)
        size += more
    if some:
        yield tuple(some)


def check_files(paths: Iterable[str], chosen: Plan) -> list[Checked]:
    """Files, or standard input: the findings of each, or why it could not be checked."""
    return in_turn(_checking(path, chosen) for path in paths)


def _checking(path: str, chosen: Plan) -> Steps[Checked]:
    name = chosen.options.stdin_name if path == STDIN else path
    try:
        data = read_bytes(path, chosen.settings.max_file_size)
        if chosen.options.mend and not data.startswith(PAGE.encode()):
            from msglint.fixes.files import mend_file

            return mend_file(path, name, data, chosen)
        source = decode(data)
        if source.text.startswith(PAGE):
            return Checked(name, notes=(_NO_DRAFT,), is_draft=False)
        yield
        draft = complete(
            read_draft(name, source, chosen.options.envelope, chosen.settings.placeholders, chosen.settings.readers),
            chosen,
        )
        return (yield from reporting(draft, chosen))
    except MsglintError as error:
        return Checked(name, error=f"line {error.line}: {error.message}" if error.line else error.message)
    except Exception as error:
        error.add_note(name)  # it is not handled here: whoever does can say at which draft it was
        raise
