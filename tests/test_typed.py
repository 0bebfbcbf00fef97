"""The stand-in for named tuples behaves as the one of ``typing``."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from msglint import typed


class Ours(typed.NamedTuple):
    """A pair."""

    first: int
    second: str = "b"

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


class Theirs(typing.NamedTuple):
    first: int
    second: str = "b"


class Often(typed.NamedTuple):
    first: int
    second: str = "b"


for _ in range(400):
    Often(1)


@pytest.mark.parametrize("kind", [Ours, Often, Theirs])
def test_named_tuples(kind):
    one = kind(1)
    assert one == (1, "b") == tuple(kind(second="b", first=1))
    assert (one.first, one[1], hash(one)) == (1, "b", hash((1, "b")))
    assert one._asdict() == {"first": 1, "second": "b"}
    assert repr(one) == f"{kind.__name__}(first=1, second='b')"
    assert kind._fields == kind.__match_args__ == ("first", "second")
    changed = one._replace(second="c")
    assert changed == (1, "c")
    assert type(changed) is kind is type(copy.copy(one)) is type(pickle.loads(pickle.dumps(one)))
    for wrong in (kind, lambda: kind(1, "b", 3), lambda: kind(1, third=3)):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(ValueError, match="third"):
        one._replace(third=3)
    with pytest.raises(AttributeError):
        one.first = 2


def test_its_own_properties():
    assert Ours(1).both == "1b"
    assert Ours.__doc__ == "A pair."
