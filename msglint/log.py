"""What a CI service may have in its log: no words that it would take for a command."""

from __future__ import annotations

import os
import sys

from msglint.patterns import lazy

_COMMAND = lazy(r"(?m)^(\s*):(?=:)|#(?=#(?:vso)?\[)")

_IN_JSON, _IN_XML = "\\u{1:04x}", "&#{1};"
_ESCAPES = {
    "json": _IN_JSON,
    "jsonl": _IN_JSON,
    "sarif": _IN_JSON,
    "gitlab": _IN_JSON,
    "junit": _IN_XML,
    "checkstyle": _IN_XML,
}
"""How formats write a character by its number."""


def tell(line: str) -> None:
    """Say something beside a report, on standard error. All of msglint's lines there go this way, as a log may have them."""
    print(for_a_log(f"msglint: {line}"), file=sys.stderr)


def for_a_log(text: str, name: str = "") -> str:
    """The text, of this format, as the log of a CI service may have it, if there is one that takes commands from its log."""
    if "GITHUB_ACTIONS" not in os.environ and "TF_BUILD" not in os.environ:
        return text
    return without_commands(text, name)


def without_commands(text: str, name: str = "") -> str:
    """The text with nothing in it that GitHub or Azure would run if it stood in a log: a draft must not give commands.

    Formats for programs say the same as before, with a character escaped; elsewhere a space is put in.
    """
    escape = _ESCAPES.get(name, "{0} ")
    return _COMMAND.sub(lambda found: found[0][:-1] + escape.format(found[0][-1], ord(found[0][-1])), text)
