"""What ``typing`` has and a short run needs: to import it, and its named tuples, would be a tenth of such a run.

Type checkers see the real things. At run time annotations stay texts, so that stand-ins do.
"""

from __future__ import annotations

TYPE_CHECKING = False
__all__ = ["TYPE_CHECKING", "Any", "Final", "NamedTuple"]

if TYPE_CHECKING:
    from typing import Any, Final, NamedTuple
else:
    from collections import namedtuple

    Any, Final = object, object

    class _Naming(type):
        """Makes a named tuple of a class with annotations, as ``typing.NamedTuple`` does, but does not look at types."""

        def __new__(cls, name, bases, space):  # noqa: ARG004 - Python's signature
            fields = space.get("__annotations__", {})
            values = [space[field] for field in fields if field in space]
            made = namedtuple(name, fields, defaults=values, module=space["__module__"])  # noqa: PYI024 - see above
            for key, value in space.items():
                if key not in fields and key not in ("__new__", "__dict__"):
                    setattr(made, key, value)
            return made

    _Named = type.__new__(_Naming, "_Named", (), {})

    def NamedTuple():  # noqa: N802 - stands for the class
        """Stands for ``typing.NamedTuple`` as a base class."""

    NamedTuple.__mro_entries__ = lambda _: (_Named,)
