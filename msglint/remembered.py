"""What was worked out before: tables, since shops say the same again and again, and properties."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, Any

__all__ = ["Remembered", "cached_property"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import cached_property
    from typing import TypeVar

    Key = TypeVar("Key")
    Value = TypeVar("Value")
else:
    Key = Value = object

    class cached_property:  # noqa: N801 - the name that everybody knows
        """As the one of ``functools`` has been since Python 3.12: no lock, which costs more than many a property."""

        def __init__(self, work_out: Callable[[Any], Any]) -> None:
            self._work_out, self.__doc__ = work_out, work_out.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._work_out(instance)
            return value


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
