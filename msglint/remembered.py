"""A table of what was worked out before: shops say the same again and again."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Key = TypeVar("Key")
    Value = TypeVar("Value")
else:
    Key = Value = object


class Remembered(dict[Key, Value]):
    """Works a value out when it is first asked for (``table[key]``). All are forgotten when there are more than ``most``."""

    def __init__(self, work_out: Callable[[Key], Value], most: int) -> None:
        super().__init__()
        self._work_out, self._most = work_out, most

    def __missing__(self, key: Key) -> Value:
        if len(self) > self._most:
            self.clear()
        value = self[key] = self._work_out(key)
        return value
