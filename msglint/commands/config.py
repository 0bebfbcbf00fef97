"""`msglint config`: the settings that apply here, and the files that would be checked."""

from __future__ import annotations

import click

from msglint.checking import Request, files_for, settings_for
from msglint.config import KEYS
from msglint.display import visible
from msglint.envelope import Delay
from msglint.output import say
from msglint.report import Report
from msglint.run import Options, plan
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.settings import Settings


@click.command("config")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--config", "file", metavar="FILE", help="Use this configuration file.")
def command(paths: tuple[str, ...], file: str | None) -> int:
    """Show the resolved settings, the rules that are on, and the files that would be checked."""
    request = Request(paths or (".",), config=file or "")
    settings = settings_for(request)
    chosen = plan(settings, Options())
    found = files_for(request, settings)
    click.echo(f"# {visible(settings.file)}" if settings.file else "# no configuration file: the defaults")
    click.echo("\n".join(lines_of(settings)))
    click.echo(
        f"\n# policy: {chosen.policy.name}\n# rules that are on: {len(chosen.rules)} of {len(chosen.policy.rules)}"
    )
    click.echo("\n".join(f"#   {rule}" for rule in chosen.rules))
    click.echo(f"# files: {len(found.files)}")
    click.echo("".join(f"#   {visible(name)}\n" for name in found.files), nl=False)
    say(Report("", problems=found.problems), notes=False)
    return 2 if found.problems else 0


def lines_of(settings: Settings) -> list[str]:
    """The settings as they would stand in a configuration file; what is not set stands in no line."""
    values = {**settings.envelope._asdict(), **settings._asdict()}
    lines = [_line(key, values[key.replace("-", "_")]) for key in KEYS if key != "overrides"]
    for override in settings.overrides:
        known = {name: value for name, value in override.envelope._asdict().items() if value not in (None, ())}
        lines += [
            "",
            "[[overrides]]",
            *(_line(key, value) for key, value in {"files": override.files, **known}.items()),
        ]
    return [line for line in lines if line is not None]


def _line(key: str, value: object) -> str | None:
    import json

    if isinstance(value, Delay):
        value = str(value)
    # a JSON text, number or list of texts is one in TOML too
    return None if value in (None, ()) and key != "select" else f"{key} = {json.dumps(value, ensure_ascii=False)}"
