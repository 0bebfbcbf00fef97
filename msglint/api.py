"""The Python interface: a text or a file in, findings out. No output, no configuration files, no hidden state."""

from __future__ import annotations

import os
from functools import lru_cache

from msglint.envelope import Envelope
from msglint.errors import DraftError, MsglintError
from msglint.files import read_bytes
from msglint.finding import Finding
from msglint.outcome import report_on
from msglint.plan import Options, Plan, complete, plan
from msglint.readers import read_draft
from msglint.settings import Settings, check_envelope
from msglint.source import Source, decode
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.typed import Any

UNREADABLE = "unreadable"
"""The rule of the one finding for a draft that could not be read: what was not checked is never reported as clean."""


def lint(
    text: str, *, filename: str = "draft.txt", envelope: Envelope | None = None, settings: Settings | None = None
) -> list[Finding]:
    """What the policy forbids in a draft. ``filename`` says by its ending what the text is.

    A draft that cannot be read, for example for broken front matter, gives one finding of the rule ``unreadable``.
    Raises ``SettingsError`` for settings or an envelope with an unknown rule, type, marketplace …
    """
    return _lint(Source(text), filename, envelope or Envelope(), settings or Settings())


def lint_file(
    path: str | os.PathLike[str], *, envelope: Envelope | None = None, settings: Settings | None = None
) -> list[Finding]:
    """What the policy forbids in the draft in a file. Raises ``DraftError`` for a file that cannot be read."""
    name, chosen = os.fspath(path), settings or Settings()
    try:
        source = decode(read_bytes(name, chosen.max_file_size))
    except DraftError as error:
        raise DraftError(error.message, name) from None
    return _lint(source, name, envelope or Envelope(), chosen)


def _lint(source: Source, name: str, envelope: Envelope, settings: Settings) -> list[Finding]:
    settings = _frozen(settings)
    chosen = _plan(settings)
    check_envelope(envelope, chosen.policy)
    try:
        checked = report_on(
            complete(read_draft(name, source, envelope, settings.placeholders, settings.readers), chosen), chosen
        )
    except MsglintError as error:
        return [_unreadable(name, error)]
    unread = [_unreadable(name, DraftError(checked.error))] if checked.error else []
    return [*checked.findings, *unread]


def _frozen(settings: Settings) -> Settings:
    """The settings with tuples where a caller may have given lists, sets and mappings; endings of names in lower case."""
    return Settings(*map(_without_lists, settings))._replace(
        readers=tuple((ending.lower(), reader) for ending, reader in dict(settings.readers).items()),
        severity=tuple(dict(settings.severity).items()),
        allow=tuple((name, tuple(words)) for name, words in dict(settings.allow).items()),
    )


def _without_lists(value: Any) -> Any:
    return tuple(value) if isinstance(value, (list, set)) else value


@lru_cache(maxsize=16)
def _plan(settings: Settings) -> Plan:
    return plan(settings, Options())


def _unreadable(name: str, error: MsglintError) -> Finding:
    line = max(1, error.line)
    suggestion = "Mend what the message names; until then this draft has not been checked, or not all of it."
    return Finding(name, UNREADABLE, "error", "high", error.message, suggestion, "", line, 1, line, 1, 0, 0, "")
