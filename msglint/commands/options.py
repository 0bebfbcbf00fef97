"""Kinds of option values that several commands share."""

from __future__ import annotations

import os

import click

from msglint.completion import folders
from msglint.draft import Attachment
from msglint.envelope import Envelope, envelope_from
from msglint.errors import SettingsError
from msglint.formats import NAMES, check_name
from msglint.output import Output
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from click.shell_completion import CompletionItem

    from msglint.packs import Pack
    from msglint.policy import Policy
    from msglint.settings import Settings

_HEAD = 512
_ORDER = "msglint.order"

rules_option = click.option(
    "--rules",
    metavar="DIR",
    shell_complete=folders,
    help="Rules of your own.  [default: what the configuration names, or msglint's]",
)

editions_option = click.option(
    "--edition",
    "editions",
    multiple=True,
    metavar="EDITION",
    help="The policy's edition; two of them for what changed.  [default: what the configuration names, or the one in force]",
)


def policies_of(pack: Pack, settings: Settings, editions: tuple[str, ...] = ()) -> list[Policy]:
    """The policies of one or two editions of a pack as the settings want them; without any, of the usual one."""
    from msglint.policy import policy_of
    from msglint.settings import policy_for

    if len(editions) > 2:
        raise click.UsageError("--edition: one edition is listed, two are compared; more are too many")
    return [policy_for(policy_of(pack, edition), settings) for edition in editions or (settings.edition,)]


def envelope_of(given: Mapping[str, str | None], files: Iterable[str]) -> Envelope:
    """The envelope that options state. Raises a ``SettingsError`` that names the option."""
    try:
        known = envelope_from({field: value for field, value in given.items() if value is not None})
    except SettingsError as error:
        field, _, reason = error.message.partition(": ")
        raise SettingsError(f"--{field.replace('_', '-')}: {reason}") from None
    return known._replace(attachments=attachments(files))


class Format(click.ParamType):  # type: ignore[type-arg]
    """The name of an output format: one of msglint's, or that of another package."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002 - click's
        """What the help says."""
        return f"[{'|'.join(NAMES)}]"

    def convert(self, value: str, _param: click.Parameter | None, _ctx: click.Context | None) -> str:
        """The name, if there is such a format. Raises a ``SettingsError``."""
        try:
            check_name(value)
        except SettingsError as error:
            raise SettingsError(f"--output-format: {error.message}") from None
        return value

    def shell_complete(self, _ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that begin so."""
        from click.shell_completion import CompletionItem

        from msglint.plugins import plugins

        return [CompletionItem(name) for name in (*NAMES, *plugins("format")) if name.startswith(incomplete)]


class Ordered(click.Command):
    """A command that keeps in ``ctx.meta`` in which order its options were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Click's own, with the order noted."""
        ctx.meta[_ORDER] = [param.name for param in self.make_parser(ctx).parse_args(list(args))[2]]
        return super().parse_args(ctx, args)


def outputs_of(given: Mapping[str, Any]) -> tuple[Output, ...]:
    """The formats and files as they were given in turn: a file is for the format before it, the first may also come before its format."""
    formats, files = iter(given["output_format"]), iter(given["output_file"])
    found: list[Output] = []
    for option in click.get_current_context().meta[_ORDER]:
        if option == "output_format":
            name = next(formats)
            waiting = found and not found[-1].name
            found[-1:] = [found[-1]._replace(name=name)] if waiting else [*found[-1:], Output(name)]
        elif option == "output_file":
            file = next(files)
            free = found and found[-1].file is None
            found[-1:] = [found[-1]._replace(file=file)] if free else [*found[-1:], Output(file=file)]
    nameless = [output.file for output in found if not output.name]
    if nameless and len(found) > 1:
        raise click.UsageError(f"--output-file {nameless[0]}: there is no --output-format for it")
    return tuple(found) or (Output(),)


def settings_here(rules: str | None) -> Settings:
    """The settings of the nearest configuration; an option names the folder of rules before it does."""
    from msglint.config import find_config

    found = find_config(())
    return found._replace(rules=rules) if rules else found


def split_words(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a repeatable option, each of which may be a comma-separated list."""
    return tuple(word for value in values for word in value.replace(" ", "").split(",") if word)


def attachments(texts: Iterable[str]) -> tuple[Attachment, ...]:
    """Attachments as named on the command line: ``manual.pdf`` or ``manual.pdf=product-instructions``."""
    return tuple(
        # a file may have the sign in its name
        _attachment(text, "") if os.path.isfile(text) else _attachment(*text.partition("=")[::2])
        for text in texts
    )


def _attachment(path: str, kind: str) -> Attachment:
    name = os.path.basename(path)
    if not os.path.isfile(path):
        return Attachment(name, kind)
    try:
        with open(path, "rb") as file:
            return Attachment(name, kind, size=os.path.getsize(path), head=file.read(_HEAD))
    except OSError as error:
        raise click.BadParameter(f"{path} cannot be read: {error.strerror}", param_hint="--attachment") from None
