"""The configuration file: where it is found, and what may stand in it."""

from __future__ import annotations

import os

from msglint.discover import STDIN
from msglint.envelope import envelope_from
from msglint.errors import SettingsError, did_you_mean
from msglint.finding import CONFIDENCES, SEVERITIES
from msglint.settings import CHANNELS, WINDOWS, Override, Settings
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Reader = Callable[[object, str], Any]

NAMES = ("msglint.toml", ".msglint.toml", "pyproject.toml")
_ENVELOPE = ("type", "channel", "operation", "marketplace", "language", "send", "handling", "transit")
_PATHS = ("rules", "baseline")
"""Keys whose values are paths that start from the file's own folder."""


class _File(NamedTuple):
    """A configuration file: its path, its text, the table in it that is msglint's, and the files it is extended by."""

    path: str
    text: str
    table: Mapping[str, Any]
    extending: tuple[str, ...] = ()

    def error(self, error: Exception, *trail: str | int) -> SettingsError:
        from msglint.config_lines import line_of

        trail = (*trail, *getattr(error, "trail", ()))
        own = os.path.basename(self.path) == "pyproject.toml"
        return SettingsError(str(error), self.path, line_of(self.text, trail, "tool.msglint" if own else ""))


def find_config(paths: Iterable[str]) -> Settings:
    """The nearest configuration at or above the folder that all ``paths`` share, up to the repository's root."""
    folders = [os.path.abspath(path) for path in paths if path != STDIN] or [os.getcwd()]
    try:
        folder = os.path.commonpath(folders)
    except ValueError:  # different drives on Windows
        folder = os.getcwd()
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        if found := config_in(folder):
            return read_config(found)
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return Settings(root=os.getcwd())
        folder = parent


def config_in(folder: str) -> str:
    """The configuration file of a folder; empty without one. Raises a ``SettingsError`` if there are two."""
    paths = [os.path.join(folder, name) for name in NAMES]
    found = [path for path in paths if os.path.isfile(path) and find_table(path) is not None]
    if len(found) > 1:
        names = " and ".join(map(os.path.basename, found))
        raise SettingsError(f"two configurations in one folder, {names}: keep one of them", folder)
    return found[0] if found else ""


def read_config(path: str) -> Settings:
    """The configuration in a file that was named."""
    known = _values(_read(path))
    return Settings(**known, root=os.path.dirname(os.path.abspath(path)), file=path)


def find_table(path: str) -> dict[str, Any] | None:
    """The table of msglint's keys in a TOML file; None for a pyproject.toml that has nothing about msglint."""
    return _parse(path)[1]


def text_of(path: str) -> str:
    """The text of a configuration file."""
    return _parse(path)[0]


def _read(path: str, extending: tuple[str, ...] = ()) -> _File:
    text, table = _parse(path)
    if table is None:
        raise SettingsError("no [tool.msglint] in it", path)
    return _File(path, text, table, (*extending, os.path.realpath(path)))


def _parse(path: str) -> tuple[str, dict[str, Any] | None]:
    import tomllib

    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
        found = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", path) from None
    except UnicodeDecodeError:
        raise SettingsError("not TOML: it is not UTF-8", path) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        from msglint.config_lines import place_in

        message, line = place_in(str(error), text)
        raise SettingsError(f"not TOML: {message}", path, line) from None
    if os.path.basename(path) != "pyproject.toml":
        return text, found
    tool = found.get("tool", {})
    table = tool.get("msglint") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError("'tool.msglint' must be a table", path)
    return text, table


def _values(file: _File) -> dict[str, Any]:
    """The settings that a file states, and for the rest those of the file that it extends."""
    known: dict[str, Any] = {}
    envelope: dict[str, Any] = {}
    for name, value in file.table.items():
        try:
            read = _known(name, READERS)(value, name)
            if name in _ENVELOPE:
                envelope[name] = read
                envelope_from({name: read})
            else:
                known[name.replace("-", "_")] = read
        except (ValueError, SettingsError) as error:
            raise file.error(error, name) from None
    folder = os.path.dirname(os.path.abspath(file.path))
    known |= {name: os.path.join(folder, known[name]) for name in _PATHS if name in known}
    known["envelope"] = envelope_from(envelope)
    return (
        _extended(known, file, os.path.normpath(os.path.join(folder, known.pop("extend"))))
        if "extend" in known
        else known
    )


def _extended(known: dict[str, Any], file: _File, path: str) -> dict[str, Any]:
    """A file's settings over those of the one that it extends. Tables are joined key by key, ``[[overrides]]`` follow
    each other, anything else is replaced as a whole.
    """
    if "\0" in path:
        raise file.error(ValueError("'extend': no file has such a name"), "extend")
    if os.path.realpath(path) in file.extending:
        raise file.error(ValueError("'extend': this file extends itself, perhaps through another"), "extend")
    try:
        other = _read(path, file.extending)
    except SettingsError as error:
        wrong = ValueError(f"'extend': {error}") if not error.line else None
        raise (file.error(wrong, "extend") if wrong else error) from None
    base = _values(other)
    for name in ("severity", "allow", "readers"):
        known[name] = tuple({**dict(base.get(name, ())), **dict(known.get(name, ()))}.items())
    others = (override._replace(number=-1) for override in base.get("overrides", ()))
    known["overrides"] = (*others, *known.get("overrides", ()))
    known["envelope"] = known["envelope"].over(base["envelope"])
    known["extended"] = (path, *base.get("extended", ()))
    return {**base, **known}


def _known(name: str, readers: Mapping[str, Reader]) -> Reader:
    if name not in readers:
        raise ValueError(f"unknown key '{name}'{did_you_mean(name, list(readers))}")
    return readers[name]


def _overrides(value: object, name: str) -> tuple[Override, ...]:
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise ValueError(f"'{name}' must be written as [[{name}]] tables")
    return tuple(_override(table, name, number) for number, table in enumerate(value))


def _override(table: Mapping[str, Any], name: str, number: int) -> Override:
    from msglint.config_values import EntryError

    known: dict[str, Any] = {}
    for key, value in table.items():
        try:
            known[key] = _known(key, OVERRIDE_READERS)(value, f"{name}.{key}")
            if key in _ENVELOPE:
                envelope_from({key: known[key]})
        except (ValueError, SettingsError) as error:
            raise EntryError(str(error), number, key, *getattr(error, "trail", ())) from None
    if not known.get("files"):
        raise EntryError(f"[[{name}]] needs 'files', the patterns of the paths it is for", number)
    envelope = envelope_from({key: known.pop(key) for key in _ENVELOPE if key in known})
    return Override(known.pop("files"), envelope, **known, number=number)


class Kind:
    """What a key takes: ``reader`` is the name of one in ``config_values``, ``words`` are the only ones that it takes."""

    def __init__(self, reader: str, words: tuple[str, ...] = ()) -> None:
        self.reader, self.words = reader, words

    def __call__(self, value: object, key: str) -> Any:
        """Read a value. The readers are imported when there is something to read."""
        from msglint import config_values

        read = getattr(config_values, self.reader)
        return (read(*self.words) if self.words else read)(value, key)


def _files(value: object, name: str) -> Any:
    return Kind("patterns")([value] if isinstance(value, str) else value, name)


READERS: dict[str, Reader] = {
    "extend": Kind("text"),
    "select": Kind("texts"),
    "ignore": Kind("texts"),
    "severity": Kind("severities"),
    "allow": Kind("allowed"),
    "min-confidence": Kind("one_of", CONFIDENCES),
    "fail-on": Kind("one_of", SEVERITIES),
    "rules": Kind("text"),
    "baseline": Kind("text"),
    "edition": Kind("text"),
    "marketplace": Kind("text"),
    "language": Kind("text"),
    "type": Kind("text"),
    "channel": Kind("one_of", CHANNELS),
    "operation": Kind("text"),
    "send": Kind("text"),
    "handling": Kind("days"),
    "transit": Kind("days"),
    "window-from": Kind("one_of", WINDOWS),
    "own-hosts": Kind("hosts"),
    "carriers": Kind("hosts"),
    "placeholders": Kind("dialects"),
    "strict": Kind("flag"),
    "require-type": Kind("flag"),
    "max-file-size": Kind("size"),
    "readers": Kind("suffixes"),
    "include": Kind("patterns"),
    "exclude": Kind("patterns"),
    "gitignore": Kind("flag"),
    "output-format": Kind("output_format"),
    "overrides": _overrides,
}
KEYS = tuple(READERS)
OVERRIDE_READERS: dict[str, Reader] = {
    "files": _files,
    **{name: READERS[name] for name in _ENVELOPE},
    "select": Kind("texts"),
    "ignore": Kind("reasons"),
    "severity": Kind("severities"),
}
