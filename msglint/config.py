"""The configuration file: where it is found, and what may stand in it."""

from __future__ import annotations

import os

from msglint.envelope import envelope_from
from msglint.errors import SettingsError, did_you_mean
from msglint.finding import CONFIDENCES, SEVERITIES
from msglint.patterns import lazy
from msglint.settings import CHANNELS, WINDOWS, Override, Settings
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAMES = ("msglint.toml", ".msglint.toml", "pyproject.toml")
_ENVELOPE = ("type", "channel", "operation", "marketplace", "language", "send", "handling", "transit")
_SIZE = lazy(r"(?ai)(\d{1,9})\s*(kB|MB|)")
_UNITS = {"": 1, "kb": 1024, "mb": 1024 * 1024}


def find_config(paths: Iterable[str]) -> Settings:
    """The nearest configuration at or above the folder that all ``paths`` share, up to the repository's root."""
    folders = [os.path.abspath(path) for path in paths if path != "-"] or [os.getcwd()]
    try:
        folder = os.path.commonpath(folders)
    except ValueError:  # different drives on Windows
        folder = os.getcwd()
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (table := find_table(path)) is not None:
                return _settings(table, path)
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return Settings(root=os.getcwd())
        folder = parent


def read_config(path: str) -> Settings:
    """The configuration in a file that was named."""
    table = find_table(path)
    if table is None:
        raise SettingsError("no [tool.msglint] in it", path)
    return _settings(table, path)


def find_table(path: str) -> dict[str, Any] | None:
    """The table of msglint's keys in a TOML file; None for a pyproject.toml that has nothing about msglint."""
    import tomllib

    try:
        with open(path, "rb") as file:
            found = tomllib.load(file)
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", path) from None
    except UnicodeDecodeError:
        raise SettingsError("not TOML: it is not UTF-8", path) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"not TOML: {error}", path) from None
    if os.path.basename(path) != "pyproject.toml":
        return found
    tool = found.get("tool", {})
    table = tool.get("msglint") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError("'tool.msglint' must be a table", path)
    return table


def _settings(table: Mapping[str, Any], path: str) -> Settings:
    try:
        known = {name.replace("-", "_"): _READERS[name](value, name) for name, value in _known(table, _READERS)}
        envelope = envelope_from({name: known.pop(name) for name in _ENVELOPE if name in known})
    except (ValueError, SettingsError) as error:
        raise SettingsError(str(error), path) from None
    root = os.path.dirname(os.path.abspath(path))
    if "rules" in known:
        known["rules"] = os.path.join(root, known["rules"])
    return Settings(**known, envelope=envelope, root=root, file=path)


def _known(table: Mapping[str, Any], keys: Iterable[str]) -> Iterable[tuple[str, Any]]:
    for name, value in table.items():
        if name not in keys:
            raise ValueError(f"unknown key '{name}'{did_you_mean(name, list(keys))}")
        yield name, value


def _word(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"'{name}' must be a text, not {value!r}")
    return value


def _flag(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"'{name}' must be true or false, not {value!r}")
    return value


def _days(value: object, name: str) -> str | int:
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise ValueError(f"'{name}' must be a number of days or a text such as \"10 days\", not {value!r}")
    return value


def _words(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"'{name}' must be a list of texts, not {value!r}")
    return tuple(value)


def _one_of(*words: str) -> Any:
    def read(value: object, name: str) -> str:
        if value not in words:
            near = did_you_mean(value, words) if isinstance(value, str) else ""
            raise ValueError(f"'{name}' must be one of {', '.join(words)}, not {value!r}{near}")
        return str(value)

    return read


def _size(value: object, name: str) -> int:
    found = _SIZE.fullmatch(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None
    if not found:
        raise ValueError(f"'{name}' must be a number of bytes or a text such as \"10 MB\", not {value!r}")
    return int(found[1]) * _UNITS[found[2].lower()]


def _patterns(value: object, name: str) -> tuple[str, ...]:
    from pathspec import GitIgnoreSpec

    patterns = _words(value, name)
    try:
        GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise ValueError(f"'{name}': {error}") from None
    return patterns


def _overrides(value: object, name: str) -> tuple[Override, ...]:
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise ValueError(f"'{name}' must be written as [[{name}]] tables")
    found = []
    for table in value:
        for key, _ in _known(table, ("files", *_ENVELOPE)):
            if key != "files":
                _READERS[key](table[key], f"{name}.{key}")
        files = table.get("files", [])
        patterns = _patterns([files] if isinstance(files, str) else files, f"{name}.files")
        if not patterns:
            raise ValueError(f"[[{name}]] needs 'files', the patterns of the paths it is for")
        found.append(Override(patterns, envelope_from({key: table[key] for key in _ENVELOPE if key in table})))
    return tuple(found)


def _output_format(value: object, name: str) -> str:
    from msglint.formats import AUTO, FORMATS

    found: str = _one_of(AUTO, *FORMATS)(value, name)
    return found


_READERS = {
    "select": _words,
    "ignore": _words,
    "min-confidence": _one_of(*CONFIDENCES),
    "fail-on": _one_of(*SEVERITIES),
    "rules": _word,
    "edition": _word,
    "marketplace": _word,
    "language": _word,
    "type": _word,
    "channel": _one_of(*CHANNELS),
    "operation": _word,
    "send": _word,
    "handling": _days,
    "transit": _days,
    "window-from": _one_of(*WINDOWS),
    "strict": _flag,
    "require-type": _flag,
    "max-file-size": _size,
    "include": _patterns,
    "exclude": _patterns,
    "output-format": _output_format,
    "overrides": _overrides,
}
KEYS = tuple(_READERS)
