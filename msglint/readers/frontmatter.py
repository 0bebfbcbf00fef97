"""Front matter: YAML between ``---`` lines at the top of a draft, about the message and no part of it."""

from __future__ import annotations

from msglint.draft import MASK, Span
from msglint.envelope import KEYS, ORDER_ID, Envelope, envelope_from
from msglint.errors import DraftError, did_you_mean
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPEN = lazy(r"---[ \t]*+(?:\r\n|\n|\r)")
_TOO_LOW = lazy(r"\s{1,200}+---[ \t]*+(?:\r\n|\n|\r)([a-z_]{3,40}+):[ \t]")
_CLOSE = lazy(r"(?:\A|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*+(?:\r\n|\n|\r|\Z)")
_KEY = lazy(r"[\"']?([A-Za-z_][\w-]{0,40}+)[\"']?[ \t]*+:(?:[ \t\r\n]|\Z)")
_NO_BLANK = lazy(r"\s*+([a-z_]{3,40}+):[^\s/]")
_LINE = lazy(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)")
_SIGNS = ("{{", "[[", "{%", "${", "<", "*|", "%", "#", "_")
_TOML = lazy(r"\+\+\+[ \t]*+[\r\n]\s{0,200}+(?:[\w\"'.-]{1,60}+[ \t]*+=|\[)")
_LONGEST = 8_000
_LONGEST_TEXT = 300
_NO_TEXT = frozenset("[{|>\"'&*")
"""What begins a value that is more than plain text to YAML."""
_OWN = "msglint"
"""The key under which msglint's keys may stand: all beside it, but what the buyer reads, is then for other tools."""
_FIRST_LINES = 3
_A_TYPE = lazy(r"type:[ \t]++[a-z]+(?:-[a-z]+)+[ \t]*+(?:[\r\n]|\Z)")
_FOREIGN = lazy(r"[a-z][a-z0-9_.-]*+\Z")
"""The key of another tool; ``WhatsApp:`` between rules of dashes is somebody's words."""
SEEN = {"subject": "subject"} | dict.fromkeys(("preheader", "preheader_text", "preview", "preview_text"), "hidden")
"""Keys of what the buyer reads, with the kind of view that it is."""


class FrontMatter(NamedTuple):
    """What the front matter says, where the message begins, and where in it words of the message stand: the kind of their
    view (``SEEN``) and their span.
    """

    envelope: Envelope
    end: int
    texts: tuple[tuple[str, Span], ...] = ()


def read(text: str, name: str = "") -> FrontMatter:
    """The front matter of a draft; without one, an empty envelope and offset 0. Raises ``DraftError``.

    A rule of dashes is no front matter: the first line behind it has to look like a key, and either all lines that
    are not indented do, or the key is one that msglint knows. Beside a key that msglint knows, keys of other tools (``id``,
    ``layout``) are passed over, and beside ``msglint`` all, ``type: email`` too.
    """
    opening = _OPEN.match(text)
    if not opening:
        _check_place(text, name)
        return FrontMatter(Envelope(), 0)
    start = opening.end()
    closing = _CLOSE.search(text, start, start + _LONGEST)
    inside = text[start : closing.start() if closing else start + _LONGEST]
    written = [line for line in _LINE.findall(inside) if line.strip() and line.strip()[0] not in "#-]}"]
    outer = [line for line in written if line[0] not in " \t"] or [line.lstrip() for line in written]
    keys = [_KEY.match(line) for line in outer]
    tight = _NO_BLANK.match(written[0]) if closing and written else None
    if tight and tight[1] in KEYS:
        line = inside[: inside.index(written[0])].count("\n") + 2
        raise DraftError(f"write a blank behind the colon: '{tight[1]}: …'", name, line)
    if not keys or not keys[0] or not (_is_known(keys[0][1]) or (closing and all(keys))):
        return FrontMatter(Envelope(), 0)
    if not closing:
        raise DraftError(_unclosed(text, start + _LONGEST), name, 1)
    pairs, is_apart = _own(_compose(inside, name), name)
    values, lines, places, files, ignored = _values(pairs, inside, start)
    seen = tuple((SEEN[key], span) for key, span in places.items() if key in SEEN and span.start < span.end)
    # a wrong order id is something to report in the draft: its place is kept, without a value
    stated = {key: value for key, value in values.items() if key != "order_id" or _is_order_id(value)}
    beside = not is_apart and any(key in KEYS or key in SEEN for key in values)
    others = set(filter(_is_foreign, stated)) if beside else set[str]()
    stated = {key: value for key, value in stated.items() if key not in others and key not in SEEN}
    envelope = envelope_from(stated, path=name, lines=lines, error=DraftError)
    known = tuple((key, span) for key, span in places.items() if key in KEYS and values[key] is not None)
    attached = tuple(file._replace(span=span) for file, span in zip(envelope.attachments, files, strict=False))
    unreported = tuple(one._replace(span=span) for one, span in zip(envelope.ignore, ignored, strict=False))
    return FrontMatter(envelope._replace(attachments=attached, ignore=unreported, places=known), closing.end(), seen)


def _unclosed(text: str, limit: int) -> str:
    """What is wrong with front matter that does not end before a limit."""
    if _CLOSE.search(text, limit):
        return f"the front matter is too long: its closing line '---' has to come within {_LONGEST:,} characters"
    return "the front matter has no closing line '---'"


def _is_foreign(key: str) -> bool:
    """Whether a key belongs to another tool that reads the same drafts, and is no slip in one of msglint's."""
    return key not in KEYS and key not in SEEN and not did_you_mean(key, KEYS) and bool(_FOREIGN.match(key))


def _check_place(text: str, name: str) -> None:
    """Raises a ``DraftError`` for front matter with blank lines above it, or in TOML: nobody means to send that."""
    if _TOML.match(text) and "\n+++" in text:
        raise DraftError("front matter is read as YAML between lines '---', not as TOML between '+++'", name, 1)
    found = _TOO_LOW.match(text)
    if found and found[1] in KEYS:
        line = len(text[: text.index("-")].splitlines()) + 1
        raise DraftError("front matter begins in the first line: take out the blank lines above it", name, line)


def check_lines(text: str, name: str) -> None:
    """Raises a ``DraftError`` for keys without the lines of dashes around them, which would be sent to the buyer: a type as
    msglint writes it, or two keys that it knows.
    """
    keys = []
    for line in _LINE.findall(text, 0, _LONGEST)[:_FIRST_LINES]:
        found = _KEY.match(line)
        if not found or found[1] not in KEYS:
            break
        keys.append(found[1])
    if len(keys) > 1 or _A_TYPE.match(text):
        raise DraftError(f"'{keys[0]}:' is about the message: put a line '---' above and one below such lines", name, 1)


def _is_known(key: str) -> bool:
    return key in KEYS or key == _OWN or bool(did_you_mean(key, KEYS))


def _own(pairs: list[tuple[Any, Any]], name: str) -> tuple[list[tuple[Any, Any]], bool]:
    """The keys and values that are for msglint, and whether they stand apart from those of other tools."""
    key, own = next(((key, node) for key, node in pairs if key.value == _OWN), (None, None))
    if key is None or own is None:
        return pairs, False
    if own.id != "mapping":
        raise DraftError(
            f"{_OWN}: write keys and values, such as {{type: send-invoice}}", name, key.start_mark.line + 2
        )
    return [(key, node) for key, node in pairs if key.value in SEEN] + own.value, True


def _values(
    pairs: list[tuple[Any, Any]], text: str, start: int
) -> tuple[dict[str, Any], dict[str, int], dict[str, Span], list[Span], list[Span]]:
    """The values as texts, their lines, where they stand, and where the attachments and the ignored rules do.

    What a placeholder will fill in is None.
    """
    files: list[Span] = []
    ignored: list[Span] = []
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    places: dict[str, Span] = {}
    for key, node in pairs:
        word, line = str(key.value), key.start_mark.line + 2
        values[word], lines[word] = _plain(node, text), line
        places[word] = _span(node, start, text)
        if word == "attachments":
            files = [_file_span(item, start, text) for item in (node.value if node.id == "sequence" else [node])]
        if word == "ignore" and node.id == "mapping":
            ignored = [_span(item, start, text) for item, _ in node.value]
    return values, lines, places, files, ignored


def _file_span(node: Any, start: int, text: str) -> Span:
    """Where the name of an attachment stands."""
    if node.id == "mapping":
        node = next((value for key, value in node.value if key.value == "file"), node)
    return _span(node, start, text)


def _span(node: Any, start: int, text: str) -> Span:
    """Where a value stands, without its quotation marks."""
    quotes = node.id == "scalar" and node.style in ("'", '"')
    return Span(start + node.start_mark.index + quotes, start + _end(node, text) - quotes)


def _compose(text: str, name: str) -> list[tuple[Any, Any]]:
    """The key and value nodes. Placeholders that are no YAML (``*|X|*``) are blanked out for the parser."""
    import yaml

    from msglint.placeholders import mask

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        try:
            _refuse_aliases(text, name)
            node = yaml.compose(text, Loader=loader)
        except yaml.YAMLError:
            masked = mask(text)[0]
            if MASK not in masked:
                raise
            node = yaml.compose(masked.replace(MASK, "_"), Loader=loader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line if error.problem_mark else -1
        mend = _quoted([*text.split("\n"), ""][at])
        raise DraftError(f"the front matter is not YAML: {mend or error.problem}", name, at + 2) from None
    except (yaml.YAMLError, UnicodeError, RecursionError):
        raise DraftError("the front matter is not YAML", name, 1) from None
    if not isinstance(node, yaml.MappingNode):
        raise DraftError("the front matter must be keys with values", name, 2)
    _refuse_doubles(node, name)
    pairs: list[tuple[Any, Any]] = node.value
    return pairs


def _quoted(line: str) -> str:
    """How to write a line whose value is plain text that YAML takes for more, as ``subject: Your order: …``; empty for others."""
    key, text = _KEY.match(line), line.partition(":")[2].strip()
    if not key or not text or len(text) > _LONGEST_TEXT or (text[0] in _NO_TEXT and not text.startswith(_SIGNS)):
        return ""
    mark = "'" if '"' in text else '"'
    return "" if mark in text else f"put the text between quotation marks: {key[1]}: {mark}{text}{mark}"


def _is_order_id(value: object) -> bool:
    return not isinstance(value, str) or bool(ORDER_ID.fullmatch(value.strip()))


def _refuse_aliases(text: str, name: str) -> None:
    """A few lines of aliases of aliases (``*a``) would stand for more than any memory holds."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = (event for event in yaml.parse(text, Loader=loader) if isinstance(event, yaml.AliasEvent))
    alias = next(found, None) if "*" in text else None
    if alias is not None:
        reason = f"an alias (*{alias.anchor}) has no place in front matter; write out what it stands for"
        raise DraftError(reason, name, alias.start_mark.line + 2 if alias.start_mark else 1)


def _refuse_doubles(node: Any, name: str) -> None:
    """Of a key that stands twice, in the front matter or in a mapping inside it, nobody knows which one is meant."""
    inside = [node]
    while inside:
        here = inside.pop()
        entries = here.value if here.id == "mapping" else []
        seen = set[str]()
        for key, _ in entries:
            if key.id == "scalar" and key.value in seen:
                raise DraftError(f"'{key.value}' stands twice in the front matter", name, key.start_mark.line + 2)
            seen.add(str(key.value))
        inside += [value for _, value in entries] if entries else here.value if here.id == "sequence" else []


def _plain(node: Any, text: str) -> Any:
    """A node as text, list or mapping of texts; None for an empty value or a placeholder."""
    from msglint.placeholders import mask

    raw = text[node.start_mark.index : _end(node, text)].lstrip("'\" ")
    if raw.startswith(_SIGNS) and mask(raw)[0].startswith(MASK):
        return None
    if node.id == "scalar":
        empty = node.tag.endswith(":null") or (not node.value and node.style is None)
        return None if empty else str(node.value)
    if node.id == "sequence":
        return [_flat(item, text) for item in node.value]
    return {str(key.value): _flat(value, text) for key, value in node.value}


def _flat(node: Any, text: str) -> Any:
    """An entry of a list: a text, or a mapping of texts; deeper ones are shown as they are written."""
    if node.id == "mapping":
        entries: Mapping[str, Any] = {
            str(key.value): value.value if value.id == "scalar" else _raw(value, text) for key, value in node.value
        }
        return entries
    return str(node.value) if node.id == "scalar" else _raw(node, text)


def _raw(node: Any, text: str) -> list[str]:
    return [text[node.start_mark.index : _end(node, text)][:60]]


def _end(node: Any, text: str) -> int:
    """The end of a node; block lists and mappings reach over the line breaks behind them, which are left out."""
    begin: int = node.start_mark.index
    return begin + len(text[begin : node.end_mark.index].rstrip())
