"""The page on the configuration, from its schema: each key with what it takes and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msglint.config import OVERRIDE_READERS, READERS, Kind
from msglint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TAKES = {
    "text": "a text",
    "texts": "a list",
    "flag": "true or false",
    "days": 'days: `4`, `"4 days"`, `"2 weeks"`',
    "size": 'bytes: `500000`, `"5 MB"`',
    "hosts": 'a list: `["sizes.lampworks.example"]`',
    "patterns": 'a list of patterns: `["old/", "*.bak.txt"]`',
    "dialects": 'a list: `["@{NAME}"]`',
    "severities": 'a table: `{emoji = "warning"}`',
    "allowed": 'a table: `{spelling-grammar = ["Lampwrks"]}`',
    "reasons": 'a table: `{logo-link = "why it may stay"}`',
    "suffixes": 'a table: `{".tpl" = "html"}`',
}
_SPECIAL = {"overrides": "tables: `[[overrides]]`, see below", "files": "a pattern or a list of them"}
_BEGIN = """\
# Configuration

`msglint.toml`, `.msglint.toml` or the table `[tool.msglint]` of `pyproject.toml`: one file counts, the nearest one
upward from the folder that all named paths share to the repository's root; `extend` names another whose settings hold where this one says nothing. Paths and patterns start from the file's folder; patterns are
those of `.gitignore`. A key that is not here is an error, and so are two such files in one folder. `msglint config` shows what applies, and why;
`msglint init` writes a file to begin with. Editors complete and check it with [the schema](schema/msglint.schema.json).

| key | takes | what for |
|---|---|---|"""
_WITHIN = """
## By path: `[[overrides]]`

What holds for the drafts whose paths match `files`. Of several tables that match, the last one wins.

```toml
[[overrides]]
files = ["templates/reviews/**"]
type = "review-request"
ignore = {logo-link = "a page of Amazon"}
```

| key | takes | what for |
|---|---|---|"""


def configuration_page(schema: Mapping[str, Any]) -> str:
    """The page, in Markdown."""
    said = schema["properties"]
    inside = said["overrides"]["items"]["properties"]
    return "\n".join([_BEGIN, *_rows(READERS, said), _WITHIN, *_rows(OVERRIDE_READERS, inside)]) + "\n"


def _rows(readers: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[str]:
    for key, reader in readers.items():
        yield f"| `{key}` | {_takes(key, reader)}{_default(key)} | {said[key]['description']} |"


def _takes(key: str, reader: object) -> str:
    if key in _SPECIAL:
        return _SPECIAL[key]
    kind = reader.reader if isinstance(reader, Kind) else ""
    if kind == "output_format":
        return "the name of a format"
    words = reader.words if isinstance(reader, Kind) else ()
    return ", ".join(f"`{word}`" for word in words) if kind == "one_of" else _TAKES[kind]


def _default(key: str) -> str:
    """What holds without the key, where that is a word."""
    value = getattr(Settings(), key.replace("-", "_"), None)
    if isinstance(value, bool):
        return f"; without it {str(value).lower()}"
    return f"; without it `{value}`" if isinstance(value, str) and value else ""
