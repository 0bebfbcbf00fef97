"""What may stand behind a key of the configuration: each reader takes a value as TOML gives it and the key's name.

A reader raises a ``ValueError`` that says what is expected; of an entry in a table also where (``trail``).
"""

from __future__ import annotations

from msglint.draft import Ignored
from msglint.errors import did_you_mean
from msglint.finding import SEVERITIES
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIZE = lazy(r"(?ai)(\d{1,9})\s*(kB|MB|)")
_UNITS = {"": 1, "kb": 1024, "mb": 1024 * 1024}
_HOST = lazy(r"(?:[\w-]{1,63}\.)+[^\W\d][\w-]{1,62}")
_SUFFIX = lazy(r"(?a)\.[\w-][\w.-]{0,60}")
FIELD = "NAME"
"""Stands for a placeholder's name where a dialect is described: ``@{NAME}``."""


class EntryError(ValueError):
    """What is wrong with an entry; ``trail`` are the keys that lead to it."""

    def __init__(self, message: str, *trail: str | int) -> None:
        super().__init__(message)
        self.trail = trail


def text(value: object, name: str) -> str:
    """A text."""
    if not isinstance(value, str):
        raise ValueError(f"'{name}' must be a text, not {value!r}")
    return value


def flag(value: object, name: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError(f"'{name}' must be true or false, not {value!r}")
    return value


def days(value: object, name: str) -> str | int:
    """A number of days, to be read by the envelope."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise ValueError(f"'{name}' must be a number of days or a text such as \"10 days\", not {value!r}")
    return value


def texts(value: object, name: str) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"'{name}' must be a list of texts, not {value!r}")
    return tuple(value)


def one_of(*words: str) -> Any:
    """A reader for one of these words."""

    def read(value: object, name: str) -> str:
        if value not in words:
            near = did_you_mean(value, words) if isinstance(value, str) else ""
            raise ValueError(f"'{name}' must be one of {', '.join(words)}, not {value!r}{near}")
        return str(value)

    return read


def size(value: object, name: str) -> int:
    """A number of bytes, also as ``10 MB``."""
    found = _SIZE.fullmatch(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None
    if not found:
        raise ValueError(f"'{name}' must be a number of bytes or a text such as \"10 MB\", not {value!r}")
    return int(found[1]) * _UNITS[found[2].lower()]


def patterns(value: object, name: str) -> tuple[str, ...]:
    """A list of gitignore patterns."""
    from pathspec import GitIgnoreSpec

    found = texts(value, name)
    try:
        GitIgnoreSpec.from_lines(found)
    except ValueError as error:
        raise ValueError(f"'{name}': {error}") from None
    return found


def output_format(value: object, name: str) -> str:
    """The name of an output format."""
    from msglint.errors import SettingsError
    from msglint.formats import check_name

    try:
        check_name(text(value, name))
    except SettingsError as error:
        raise ValueError(f"'{name}': {error.message}") from None
    return str(value)


def suffixes(value: object, name: str) -> tuple[tuple[str, str], ...]:
    """A table of endings of files, and the reader for each."""
    if not isinstance(value, dict):
        raise ValueError(f"'{name}' must be a table of endings and readers, not {value!r}")
    for ending in value:
        if not _SUFFIX.fullmatch(ending):
            raise EntryError(f"'{name}' takes endings such as \".tpl\", not {ending!r}", ending)
    return tuple((ending.lower(), _entry(text, reader, name, ending)) for ending, reader in value.items())


def severities(value: object, name: str) -> tuple[tuple[str, str], ...]:
    """A table of rules or groups, and the severity of each."""
    read = one_of(*SEVERITIES)
    return tuple((rule, _entry(read, word, name, rule)) for rule, word in _table(value, name).items())


def allowed(value: object, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A table of rules or groups, and the words that each leaves alone."""
    found = []
    for rule, words in _table(value, name).items():
        given = _entry(texts, words, name, rule)
        if not all(word.strip() for word in given):
            raise EntryError(f"'{name}.{rule}' has an empty text, which would stand for nothing", rule)
        found.append((rule, given))
    return tuple(found)


def reasons(value: object, name: str) -> tuple[Ignored, ...]:
    """A table of rules or groups, and why each is ignored."""
    if isinstance(value, list):
        example = f'{value[0] if value else "emoji"} = "why it may stay"'
        raise ValueError(f"'{name}' needs a reason for each rule; write {name.rpartition('.')[2]} = {{{example}}}")
    found = []
    for rule, reason in _table(value, name).items():
        if not isinstance(reason, str) or not reason.strip():
            raise EntryError(f"'{name}.{rule}' needs a reason: a text that says why it may stay", rule)
        found.append(Ignored(rule, reason.strip()))
    return tuple(found)


def hosts(value: object, name: str) -> tuple[str, ...]:
    """A list of hosts; what is below a host is meant too."""
    found = texts(value, name)
    for host in found:
        if not _HOST.fullmatch(host):
            raise ValueError(f"'{name}' takes hosts such as sizes.lampworks.example, not {host!r}")
    return tuple(host.lower() for host in found)


def dialects(value: object, name: str) -> tuple[str, ...]:
    """A list of ways to write a placeholder, such as ``@{NAME}``."""
    found = texts(value, name)
    for way in found:
        before, field, _ = way.partition(FIELD)
        if not field or not before.strip() or before[0].isalnum():
            raise ValueError(f"'{name}' takes signs around the word {FIELD}, such as \"@{{{FIELD}}}\", not {way!r}")
    return found


def _table(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"'{name}' must be a table of rules, not {value!r}")
    return value


def _entry(read: Any, value: object, name: str, rule: str) -> Any:
    try:
        return read(value, f"{name}.{rule}")
    except ValueError as error:
        raise EntryError(str(error), rule) from None
