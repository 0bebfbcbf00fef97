"""Checking files in several processes, in the order they were given."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

from msglint.discover import STDIN
from msglint.plan import Options, Plan, plan
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from msglint.orders.join import Files
    from msglint.report import Checked
    from msglint.settings import Settings

    Check = Callable[[str, Plan], Checked]

_CHUNK = 50
_worker: Plan
_checks: Check


def check_files(paths: tuple[str, ...], chosen: Plan, jobs: int, check: Check) -> Iterator[Checked]:
    """What ``check`` gives for each file. Standard input is read in this process: only here is it open."""
    # the files are read once: what other processes get is only where each order stands
    start = (chosen.settings, chosen.options._replace(orders=(), history=()), chosen.files, check)
    others = [path for path in paths if path != STDIN]
    chunk = max(1, min(_CHUNK, len(others) // (jobs * 2)))
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=start) as pool:
        results = pool.map(_check, others, chunksize=chunk)
        for path in paths:
            yield check(path, chosen) if path == STDIN else next(results)


def _start(settings: Settings, options: Options, files: Files | None, check: Check) -> None:
    global _worker, _checks
    _worker, _checks = plan(settings, options)._replace(files=files), check


def _check(path: str) -> Checked:
    return _checks(path, _worker)
