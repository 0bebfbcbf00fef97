"""Checking files in several processes, in the order they were given."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

from msglint.discover import STDIN
from msglint.plan import Options, Plan, plan
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from msglint.orders.join import Files
    from msglint.report import Checked
    from msglint.settings import Settings

    Check = Callable[[Iterable[str], Plan], list[Checked]]

_worker: Plan
_checks: Check


def check_side_by_side(together: Sequence[tuple[str, ...]], chosen: Plan, jobs: int, check: Check) -> Iterator[Checked]:
    """What ``check`` gives for portions of files. Standard input is read in this process: only here is it open."""
    # the files are read once: what other processes get is only where each order stands
    start = (chosen.settings, chosen.options._replace(orders=(), history=()), chosen.files, check)
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=start) as pool:
        results = pool.map(_check, [tuple(path for path in some if path != STDIN) for some in together])
        for some, found in zip(together, results, strict=True):
            checked = iter(found)
            for path in some:
                yield from check([path], chosen) if path == STDIN else [next(checked)]


def _start(settings: Settings, options: Options, files: Files | None, check: Check) -> None:
    global _worker, _checks
    _worker, _checks = plan(settings, options)._replace(files=files), check


def _check(paths: tuple[str, ...]) -> list[Checked]:
    return _checks(paths, _worker)
