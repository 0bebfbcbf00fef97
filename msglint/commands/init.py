"""`msglint init`: a starter configuration and the pre-commit hook. Nothing that is there is overwritten."""

from __future__ import annotations

import os

import click

from msglint.config import NAMES, find_table
from msglint.errors import MsglintError

CONFIG = """\
# Settings of msglint; `msglint config` shows what applies. All keys are optional.

# Rules or groups to check (all, if empty) and to leave out; `msglint rules` lists them.
select = []
ignore = []

# The store your messages are for and the language your buyers read.
# marketplace = "US"
# language = "en"

# Drafts to leave out when a folder is checked, written as in .gitignore.
exclude = []

# What holds for some of the drafts; `msglint types` lists the types.
# [[overrides]]
# files = ["reviews/**"]
# type = "review-request"
# send = "delivery + 7 days"
"""
HOOK = """\
repos:
  - repo: local
    hooks:
      - id: msglint
        name: msglint
        entry: msglint check --force-exclude
        language: system
        files: '(?i)\\.(txt|html?|eml)$'
"""
_CONFIG_FILE, _HOOK_FILE = "msglint.toml", ".pre-commit-config.yaml"


@click.command("init")
def command() -> None:
    """Write a starter msglint.toml and a pre-commit configuration into the current folder, where there are none."""
    present = next((name for name in NAMES if os.path.exists(name) and find_table(name) is not None), None)
    if present:
        click.echo(f"{present} is there already: left as it is")
    else:
        _write(_CONFIG_FILE, CONFIG)
    if os.path.exists(_HOOK_FILE):
        click.echo(f"{_HOOK_FILE} is there already: left as it is. To have every commit checked, add to it:\n")
        click.echo("".join(HOOK.splitlines(keepends=True)[1:]), nl=False)
    else:
        _write(_HOOK_FILE, HOOK)


def _write(path: str, content: str) -> None:
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except OSError as error:
        raise MsglintError(f"cannot be written: {error.strerror}", path) from None
    click.echo(f"wrote {path}")
