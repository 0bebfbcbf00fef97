"""Where the orders of a file stand: sixteen bytes for each, so that half a million of them are no matter."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import pairwise

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Index:
    """For each order id, as a number, the places (byte offsets) where it stands.

    ``add`` each place with a checksum of what has to be the same at all places of an order, then ``close``.
    """

    __slots__ = ("_checks", "_numbers", "_places")

    def __init__(self) -> None:
        self._numbers, self._places, self._checks = array("Q"), array("Q"), array("L")

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int, place: int, check: int = 0) -> None:
        """Note that this order stands at this place."""
        self._numbers.append(number)
        self._places.append(place)
        self._checks.append(check)

    def close(self) -> Iterator[tuple[int, int]]:
        """Make ready for questions. Gives the pairs of places of one order whose checksums differ."""
        order = sorted(range(len(self._numbers)), key=self._numbers.__getitem__)
        checks = array("L", (self._checks[at] for at in order))
        self._numbers = array("Q", (self._numbers[at] for at in order))
        self._places = array("Q", (self._places[at] for at in order))
        self._checks = array("L")
        for before, here in pairwise(range(len(order))):
            if checks[before] != checks[here] and self._numbers[before] == self._numbers[here]:
                yield self._places[before], self._places[here]

    def places(self, number: int) -> list[int]:
        """Where the order stands, in the order of the file; nowhere for one that is not there."""
        at = bisect_left(self._numbers, number)
        found = []
        while at < len(self._numbers) and self._numbers[at] == number:
            found.append(self._places[at])
            at += 1
        return found
