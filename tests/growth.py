"""How the time that work takes grows with its size, in proportion: absolute times depend on the machine."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 8
"""How much longer four times the size may take: halfway, as powers go, between linear and quadratic."""
TRIES = 3


def seconds(work: Callable[[], object]) -> float:
    """Processor time of a piece of work."""
    before = process_time()
    work()
    return process_time() - before


def grows_evenly(work: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether work of four times a size is done in time that is in proportion. Other programs only make it slower."""
    small, large = work(size), work(4 * size)
    small()  # what is made at first use is made
    most = MOST * min(seconds(small) for _ in range(TRIES))
    return any(seconds(large) < most for _ in range(TRIES))
