"""The shapes of a rule file, checked: keys, values, names of groups."""

from __future__ import annotations

from msglint.errors import RuleError, did_you_mean
from msglint.located import Located, line_of
from msglint.typed import TYPE_CHECKING, Any
from msglint.wording.notation import GROUP_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = {
    "join": list,
    "within": int,
    "gap": int,
    "ordered": bool,
    "apart": bool,
    "unless": list,
    "sure": bool,
    "plain": bool,
}
LIMITS = {"within": range(1, 11), "gap": range(101)}


def check_shapes(options: Located, key: str) -> None:
    """Raises a ``RuleError`` for the first shape that is wrong."""
    if not options[key]:
        raise options.error(key, f"'{key}' has no shape in it")
    for number, shape in enumerate(options[key]):
        line = line_of(options[key], number, options.line(key))
        if not isinstance(shape, Located) or not shape.get("join"):
            raise RuleError("a shape needs 'join', the groups that make it", options.path, line)
        _check_values(shape)
        check_groups(shape, "join")
        check_groups(shape, "unless")
        both = set(shape["join"]) & set(shape.get("unless", ()))
        if both:
            raise shape.error("unless", f"{min(both)} is joined too: the shape can never be found")


def check_groups(named: Located, key: str) -> None:
    """Raises a ``RuleError`` for the first name under this key, if it is there, that cannot be a group's."""
    for group in named.get(key, ()):
        if not isinstance(group, str) or not GROUP_NAME.match(group):
            raise named.error(key, f"a group's name is in UPPER_CASE, not {group!r}")


def _check_values(shape: Located) -> None:
    for key, value in shape.items():
        if key not in KEYS:
            raise shape.error(key, f"unknown shape key '{key}'{did_you_mean(key, list(KEYS))}")
        kind = KEYS[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise shape.error(key, f"'{key}' must be a {kind.__name__}, not {value!r}")
        if key in LIMITS and value not in LIMITS[key]:
            raise shape.error(key, f"'{key}' must be from {LIMITS[key][0]} to {LIMITS[key][-1]}, not {value}")


def groups_of(options: Any) -> Iterator[tuple[Any, str, str]]:
    """The groups that a rule's options name, each with the mapping and the key it stands under."""
    for named in (options, *options["shapes"]):
        for key in ("join", "unless", "asked_before"):
            for group in named.get(key, ()):
                yield named, key, group
