"""What ``typing`` has and a short run needs: to import it, and to make its named tuples, would be a fifth of such a run.

Type checkers see the real things. At run time annotations stay texts, so that stand-ins do.
"""

from __future__ import annotations

TYPE_CHECKING = False
__all__ = ["TYPE_CHECKING", "Any", "Final", "NamedTuple"]

if TYPE_CHECKING:
    from typing import Any, Final, NamedTuple
else:
    from collections import _tuplegetter

    Any, Final = object, object
    _MANY = 300

    class _Naming(type):
        """Makes the fields of a class with annotations those of a tuple."""

        def __new__(cls, name, bases, space):
            fields = tuple(space.get("__annotations__", ()))
            defaults = {field: space[field] for field in fields if field in space}
            getters = {field: _tuplegetter(at, "") for at, field in enumerate(fields)}
            about = {"_fields": fields, "_field_defaults": defaults, "_made": [0]}
            return type.__new__(
                cls, name, bases, {**space, **getters, **about, "__match_args__": fields, "__slots__": ()}
            )

    class NamedTuple(tuple, metaclass=_Naming):
        """Works as ``typing.NamedTuple`` does, but is made in a tenth of the time: a kind has a constructor of its own
        only once many of it were made.
        """

        def __new__(cls, /, *values, **named):  # noqa: D102 - that of the class
            cls._made[0] += 1
            if cls._made[0] == _MANY:
                cls.__new__ = _constructor(cls)
            complete = not named and len(values) == len(cls._fields)
            return tuple.__new__(cls, values if complete else _completed(cls, values, named))

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

        def __getnewargs__(self):
            return tuple(self)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **values):
            made = tuple.__new__(type(self), map(values.pop, self._fields, self))
            if values:
                raise ValueError(f"no fields: {list(values)!r}")
            return made

    def _constructor(kind):
        names = ", ".join(kind._fields)
        made = eval(f"lambda cls, {names}: new(cls, ({names},))", {"new": tuple.__new__})  # as namedtuple does
        made.__defaults__ = tuple(kind._field_defaults.values())
        return staticmethod(made)

    def _completed(kind, values, named):
        given = dict(zip(kind._fields, values, strict=False)) | named
        whole = kind._field_defaults | given
        if len(given) < len(values) + len(named) or whole.keys() != set(kind._fields):
            raise TypeError(f"{kind.__name__} has the fields {', '.join(kind._fields)}")
        return map(whole.__getitem__, kind._fields)
