"""The command line: a table of commands, each imported when it is called."""

from __future__ import annotations

import os
from importlib import import_module

import click

from msglint import __version__
from msglint.errors import SettingsError, did_you_mean
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("check", "rules", "explain", "types", "test-rules", "config", "init", "baseline")
_NEAR = 0.7
"""How like an option a word has to be (1: the same): all begin with the same two signs."""


class _Commands(click.Group):
    """A group whose commands are the modules of ``msglint.commands``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            if ctx.resilient_parsing:  # a shell asks how a line could go on: nobody reads an error then
                return None
            near = did_you_mean(cmd_name, COMMANDS)
            hint = "" if near or not os.path.exists(cmd_name) else f"; to check it: msglint check {cmd_name}"
            ctx.fail(f"no command '{cmd_name}'{near}{hint}")
        found: click.Command = import_module(f"msglint.commands.{cmd_name.replace('-', '_')}").command
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="msglint %(version)s")
def cli() -> None:
    """Finds in messages to Amazon buyers what Amazon's Communication Guidelines forbid.

    Works offline on the files you name, changes none of them unless you say --fix, and sends nothing anywhere.
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status. Raises a ``SettingsError`` for wrong usage."""
    try:
        return cli.main(list(arguments) or ["--help"], "msglint", standalone_mode=False) or 0
    except click.NoSuchOption as error:
        near = did_you_mean(error.option_name, error.possibilities or [], _NEAR)
        raise SettingsError(f"no option '{error.option_name}'{near}") from None
    except click.ClickException as error:
        raise SettingsError(error.format_message()) from None
    except click.Abort:
        raise KeyboardInterrupt from None
