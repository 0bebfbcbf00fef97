"""JSON that knows its places: every value with the run of the text it stands in, texts with the way back from each character."""

from __future__ import annotations

from msglint.errors import DraftError
from msglint.patterns import lazy
from msglint.readers.transfer import Chart
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from msglint.draft import View
    from msglint.source import Source

_TOKEN = lazy(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],:]|[^\s{}\[\],:"]++')
_PAIR = r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}"
_RUN = lazy(rf'([^"\\]++)|((?:\\[^u])++)|((?:{_PAIR})++)|((?:(?!{_PAIR})\\u[0-9A-Fa-f]{{4}})++)')
_STEPS = (0, 1, 2, 12, 6)
"""How many characters of the file stand for one of the text, in each group of ``_RUN``."""
_MOST = 100_000
_MENDS = {
    "Invalid control character at": "a line break inside a text is written \\n, a tab \\t",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing here, or there is a comma too many",
    "Expecting value": "a value is missing here, or it stands without double quotes",
    "Expecting ',' delimiter": "a comma is missing here, or a double quote inside a text stands without its backslash",
    "Expecting ':' delimiter": "a colon is missing behind the key",
    "Unterminated string starting at": "this text has no closing double quote",
    "Extra data": "something stands behind the end",
}


class Node(NamedTuple):
    """A value: an ``object`` (its items are keys and values in turn), an ``array``, a ``string`` or any other ``value``."""

    kind: str
    start: int
    end: int
    items: tuple[Node, ...] = ()


class Reader:
    """Reads one JSON file. Errors are ``DraftError`` with the line."""

    def __init__(self, source: Source, name: str) -> None:
        self.source, self.name = source, name

    def top(self, start: int = 0) -> Node:
        """The value in the text from ``start`` on."""
        text = self.source.text
        self._check(text[start:], start)
        open_values: list[tuple[int, list[Node]]] = [(start, [])]
        for number, token in enumerate(_TOKEN.finditer(text, start)):
            if number > _MOST:
                raise self.error(f"more than {_MOST:,} values: this is no message", token.start())
            sign = token[0][0]
            if sign in "{[":
                open_values.append((token.start(), []))
            elif sign in "}]":
                begin, items = open_values.pop()
                kind = "object" if sign == "}" else "array"
                open_values[-1][1].append(Node(kind, begin, token.end(), tuple(items)))
            elif sign not in ",:":
                open_values[-1][1].append(Node("string" if sign == '"' else "value", *token.span()))
        return open_values[0][1][0]

    def entries(self, node: Node) -> dict[str, tuple[Node, Node]]:
        """The keys and values of an object by the keys' names."""
        found: dict[str, tuple[Node, Node]] = {}
        for key, value in zip(node.items[::2], node.items[1::2], strict=True):
            name = self.text(key)
            if name in found:
                raise self.error(f"'{name}' stands twice", key.start)
            found[name] = key, value
        return found

    def text(self, node: Node) -> str:
        """What a string says."""
        return str(_loads(self.raw(node)))

    def raw(self, node: Node) -> str:
        """A value as it is written."""
        return self.source.text[node.start : node.end]

    def view(self, node: Node) -> View:
        """What a string says, with the place of each character: an escape is the place of what it stands for."""
        chart = Chart(self.source)
        for run in _RUN.finditer(self.source.text, node.start + 1, node.end - 1):
            chart.each(
                run[0] if run.lastindex == 1 else str(_loads(f'"{run[0]}"')), run.start(), _STEPS[run.lastindex or 0]
            )
        return chart.build("decoded")

    def error(self, reason: str, offset: int) -> DraftError:
        """An error at the line of an offset."""
        return DraftError(reason, self.name, self.source.position(offset)[0])

    def _check(self, text: str, start: int) -> None:
        """Leaves no doubt that the text is JSON before it is taken apart."""
        from json import JSONDecodeError, loads

        try:
            loads(text, parse_constant=_refuse, parse_int=float)
        except JSONDecodeError as error:
            mend = _MENDS.get(error.msg, error.msg)
            row, column = self.source.position(start + error.pos)
            raise DraftError(f"not JSON: {mend} (column {column})", self.name, row) from None
        except RecursionError:
            raise self.error("nested too deeply", start) from None
        except ValueError as error:
            at = next(token.start() for token in _TOKEN.finditer(text) if token[0] == str(error))
            raise self.error(f"not JSON: {error} is no value", start + at) from None


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _loads(raw: str) -> Any:
    from json import loads

    return loads(raw)
