"""Checking files in several processes, in the order they were given."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

from msglint import run
from msglint.discover import STDIN
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.orders.join import Files
    from msglint.report import Checked
    from msglint.settings import Settings

_CHUNK = 50
_worker: run.Plan


def check_files(paths: tuple[str, ...], chosen: run.Plan, jobs: int) -> Iterator[Checked]:
    """Each file's result. Standard input is read in this process: only here is it open."""
    # the files are read once: what other processes get is only where each order stands
    start = (chosen.settings, chosen.options._replace(orders=(), history=()), chosen.files)
    others = [path for path in paths if path != STDIN]
    chunk = max(1, min(_CHUNK, len(others) // (jobs * 2)))
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=start) as pool:
        results = pool.map(_check, others, chunksize=chunk)
        for path in paths:
            yield run.check_file(path, chosen) if path == STDIN else next(results)


def _start(settings: Settings, options: run.Options, files: Files | None) -> None:
    global _worker  # noqa: PLW0603 - what a process is given at its start has no other home
    _worker = run.plan(settings, options)._replace(files=files)


def _check(path: str) -> Checked:
    return run.check_file(path, _worker)
