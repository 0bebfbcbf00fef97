"""YAML that knows its places: mappings with the line of each key, lists with the line of each item."""

from __future__ import annotations

from msglint.errors import RuleError
from msglint.typed import Any

_MOST = 1_000_000
"""A file of rules has a few thousand values; aliases of aliases can stand for more than any memory holds."""
_TRUTH = ("true", "false")
"""The only truth values, as in YAML 1.2."""


class Located(dict[str, Any]):
    """A mapping read from YAML that knows its file and the line of each of its keys."""

    path: str = ""
    lines: dict[str, int]

    def error(self, key: str, reason: str) -> RuleError:
        """An error at the line of ``key``."""
        return RuleError(reason, self.path, self.line(key))

    def line(self, key: str) -> int:
        """The line of ``key``; where it is missing, that of the first key."""
        return self.lines.get(key) or min(self.lines.values(), default=1)


class Items(list[Any]):
    """A list read from YAML that knows the line of each of its items."""

    lines: list[int]


def load_yaml(path: str) -> Located:
    """A YAML file whose top is a mapping; all in it is ``Located`` or ``Items``. Duplicate keys are errors."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        with open(path, encoding="utf-8") as file:
            return _top(yaml.compose(file, Loader=loader), path)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(f"not YAML: {error.problem}", path, line) from None
    except (yaml.YAMLError, ValueError) as error:  # bytes that are no text, a date that there is not
        raise RuleError(f"not YAML: {' '.join(str(error).split())}", path, 1) from None
    except RecursionError:
        raise RuleError("nested too deeply", path, 1) from None
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", path) from None


def _top(node: Any, path: str) -> Located:
    import yaml

    if not isinstance(node, yaml.MappingNode):
        raise RuleError("must be a mapping of keys to values", path, 1)
    plain = yaml.constructor.SafeConstructor()
    built = 0

    def scalar(node: Any) -> Any:
        # dates stay as written: the compiled form is JSON; and in a list of words, no and on are words
        as_written = node.tag.endswith(":timestamp") or (
            node.tag.endswith(":bool") and node.value.lower() not in _TRUTH
        )
        return node.value if as_written else plain.construct_object(node, deep=True)

    def build(node: Any) -> Any:
        nonlocal built
        built += 1
        if built > _MOST:
            line = node.start_mark.line + 1
            raise RuleError(f"stands for more than {_MOST:,} values: aliases of aliases?", path, line)
        if isinstance(node, yaml.MappingNode):
            found = Located()
            found.path, found.lines = path, {}
            for key_node, value_node in node.value:
                if not isinstance(key_node, yaml.ScalarNode):
                    raise RuleError("a key must be a word", path, key_node.start_mark.line + 1)
                key, line = str(scalar(key_node)), key_node.start_mark.line + 1
                if key in found:
                    raise RuleError(f"'{key}' stands twice", path, line)
                found[key], found.lines[key] = build(value_node), line
            return found
        if isinstance(node, yaml.SequenceNode):
            items = Items(build(item) for item in node.value)
            items.lines = [item.start_mark.line + 1 for item in node.value]
            return items
        return scalar(node)

    top: Located = build(node)
    return top


def line_of(items: object, number: int, otherwise: int) -> int:
    """The line of an item of a list from YAML."""
    return items.lines[number] if isinstance(items, Items) else otherwise
