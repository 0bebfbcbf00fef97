"""Work on several drafts in turn, a step of each at a time.

A rule's patterns and tables are then still in the processor's cache for the next draft: a run over many takes an
eighth to a third less time than with one draft after the other.
"""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from typing import TypeVar

    T = TypeVar("T")
    Steps = Generator[None, None, T]


def at_once(steps: Steps[T]) -> T:
    """What one piece of work comes to."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            found: T = done.value
            return found


def in_turn(works: Iterable[Steps[T]]) -> list[T]:
    """What each of several comes to. Raises what any of them raises."""
    going = dict(enumerate(works))
    done: dict[int, T] = {}
    while going:
        for at, steps in tuple(going.items()):
            try:
                next(steps)
            except StopIteration as end:
                done[at] = end.value
                del going[at]
    return [done[at] for at in sorted(done)]
