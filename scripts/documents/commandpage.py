"""The page on the command line, from the help of its commands. Nothing in it depends on a terminal or on click's version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from msglint.cli import COMMANDS, cli
from msglint.commands.options import Format
from msglint.formats import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator


def command_page() -> str:
    """``msglint COMMAND --help`` for every command, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from ("# Command line", "", *_told(cli))
    yield from ("", "| command | what it does |", "|---|---|")
    context = click.Context(cli, info_name="msglint")
    found = {name: cli.get_command(context, name) for name in COMMANDS}
    commands = [(name, command) for name, command in found.items() if command]
    for name, command in commands:
        yield f"| [msglint {name}](#msglint-{name}) | {_paragraphs(command)[0].partition('. ')[0].removesuffix('.')} |"
    for name, command in commands:
        yield from ("", f"## msglint {name}", "", "```text", _usage(name, command), "```", "", *_told(command))
        yield from _options(command)


def _usage(name: str, command: click.Command) -> str:
    names = [str(one.metavar or one.name) for one in command.params if isinstance(one, click.Argument)]
    return " ".join(["msglint", name, "[OPTIONS]", *names])


def _paragraphs(command: click.Command) -> list[str]:
    return [" ".join(one.split()) for one in (command.help or "").split("\n\n")]


def _told(command: click.Command) -> Iterator[str]:
    for number, paragraph in enumerate(_paragraphs(command)):
        yield from ("", paragraph) if number else (paragraph,)


def _options(command: click.Command) -> Iterator[str]:
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    if not options:
        return
    yield from ("", "| option | |", "|---|---|")
    for option in options:
        names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
        yield f"| {names}{_value(option)} | {(option.help or '').replace('|', chr(92) + '|')} |"


def _value(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, Format):
        return " " + ", ".join(NAMES)
    if isinstance(option.type, click.Choice):
        return " " + ", ".join(map(str, option.type.choices))
    return f" `{option.metavar}`" if option.metavar else ""
