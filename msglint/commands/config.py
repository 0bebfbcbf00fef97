"""`msglint config`: the settings that apply here, why each rule is on or off, and the files that would be checked."""

from __future__ import annotations

import os

import click

from msglint.checking import Request, files_for, settings_for
from msglint.completion import paths
from msglint.config import KEYS
from msglint.display import visible
from msglint.envelope import Delay, Envelope
from msglint.output import say
from msglint.plan import Options, plan
from msglint.report import Report
from msglint.settings import reason_for
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.draft import Ignored
    from msglint.plan import Plan
    from msglint.settings import Override, Settings


@click.command("config")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=paths)
@click.option("--config", "file", metavar="FILE", shell_complete=paths, help="Use this configuration file.")
def command(paths: tuple[str, ...], file: str | None) -> int:
    """Show the settings that apply, why each rule is on or off, and the files that would be checked.

    For the path of one draft, which need not exist: what applies to it.
    """
    request = Request(paths or (".",), config=file or "")
    settings = settings_for(request)
    chosen = plan(settings, Options())
    click.echo(f"# {visible(settings.file)}" if settings.file else "# no configuration file: the defaults")
    for path in settings.extended:
        click.echo(f"# extends {visible(path)}")
    click.echo("\n".join(lines_of(settings)))
    if len(paths) == 1 and not os.path.isdir(paths[0]):
        click.echo("\n".join(lines_for(paths[0], chosen)))
        return 0
    click.echo("\n".join(["", *_rules(chosen, (), Envelope())]))
    found = files_for(request, settings)
    click.echo(f"# files: {len(found.files)}")
    click.echo("".join(f"#   {visible(name)}\n" for name in found.files), nl=False)
    say(Report("", problems=found.problems), notes=False)
    return 2 if found.problems else 0


def lines_for(path: str, chosen: Plan) -> Iterator[str]:
    """What applies to the draft of a path: the overrides for it, what is known of it, and its rules."""
    from msglint.draft import Draft
    from msglint.files import read_bytes
    from msglint.plan import complete
    from msglint.readers import read_draft
    from msglint.source import Source, decode

    if os.path.isfile(path):
        source = decode(read_bytes(path, chosen.settings.max_file_size))
        draft = read_draft(path, source, Envelope(), chosen.settings.placeholders, chosen.settings.readers)
    else:
        draft = Draft(path, Source(""), Envelope(), ())
    overrides = chosen.overrides_for(path)
    yield from ("", f"# what applies to {visible(path)}:")
    for override in overrides:
        yield f"# [[overrides]] files = {_json(override.files)}"
    draft = complete(draft, chosen)
    for name, value in draft.envelope._asdict().items():
        if value not in (None, ()) and name not in ("places", "attachments", "ignore"):
            yield f"# {name} = {visible(str(value))}"
    yield from _rules(chosen, overrides, draft.envelope)


def _rules(chosen: Plan, overrides: tuple[Override, ...], envelope: Envelope) -> Iterator[str]:
    """Each rule of the edition: whether it is on, as what, and why; the drafts' own channel included."""
    policy, on, _ = chosen.editions.on(envelope.send_date, overrides)
    settings = chosen.settings
    wanted = [one.select for one in overrides if one.select]
    select = wanted[-1] if wanted else settings.select
    ignored: list[Ignored] = [*envelope.ignore, *(ignored for one in overrides for ignored in one.ignore)]
    channel = envelope.channel or "message"
    rows = []
    for rule in policy.rules.values():
        why = reason_for(rule.id, rule.group, select, settings.ignore)
        is_on = rule.id in on and channel in rule.channels
        if rule.id in on and not is_on:
            why = f"not for the channel {channel}"
        silent = next((one for one in ignored if one.rule in (rule.id, rule.group, "ALL")), None)
        if is_on and silent:
            why = f"found but not reported, {silent.rule}: {silent.reason}"
        rows.append((rule.id, rule.variants[""].severity if is_on else "off", visible(why)))
    count = sum(row[1] != "off" for row in rows)
    yield f"# policy: {policy.name}"
    yield f"# rules that are on: {count} of {len(rows)}"
    width = max(len(row[0]) for row in rows)
    yield from (f"#   {rule:<{width}}  {severity:<7}  {why}" for rule, severity, why in rows)


def lines_of(settings: Settings) -> list[str]:
    """The settings as they would stand in a configuration file; what is not set stands in no line."""
    values = {**settings.envelope._asdict(), **settings._asdict()}
    written = [key for key in KEYS if key not in ("overrides", "extend")]
    lines = [_line(key, values[key.replace("-", "_")]) for key in written]
    for override in settings.overrides:
        known = {name: value for name, value in override.envelope._asdict().items() if value not in (None, ())}
        own = {name: getattr(override, name) for name in ("files", "select", "ignore", "severity")}
        given = {name: value for name, value in own.items() if value}
        lines += ["", "[[overrides]]", *(_line(key, value) for key, value in {**given, **known}.items())]
    return [line for line in lines if line is not None]


def _line(key: str, value: object) -> str | None:
    if isinstance(value, Delay):
        value = str(value)
    if value in (None, ()) and key != "select":
        return None
    if key in ("severity", "allow", "ignore", "readers") and isinstance(value, tuple) and isinstance(value[0], tuple):
        return f"{key} = {{{', '.join(_pairs(value))}}}"
    return f"{key} = {_json(value)}"


def _pairs(entries: Iterable[tuple[object, ...]]) -> Iterator[str]:
    return (f"{_json(entry[0])} = {_json(entry[1])}" for entry in entries)


def _json(value: object) -> str:
    """A JSON text, number or list of texts: one in TOML too."""
    import json

    return json.dumps(value, ensure_ascii=False)
