"""`msglint baseline`: take what is found now as known, so that only new findings are reported."""

from __future__ import annotations

import os

import click

from msglint.baseline import NAME, Baseline, Update, read_baseline, renamed, text_of, updated
from msglint.checking import Request, files_for, settings_for
from msglint.completion import paths
from msglint.display import counted, visible
from msglint.errors import SettingsError
from msglint.moves import followed
from msglint.output import say
from msglint.plan import Options, plan
from msglint.run import run
from msglint.writing import check_place, write_whole


@click.command("baseline")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=paths)
@click.option(
    "--baseline",
    "file",
    metavar="FILE",
    shell_complete=paths,
    help=f"The baseline.  [default: the configuration's, or {NAME}]",
)
@click.option("--add", is_flag=True, help="Take in new findings too; without it a baseline only shrinks.")
@click.option("--config", metavar="FILE", shell_complete=paths, help="Use this configuration file.")
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
def command(paths: tuple[str, ...], file: str | None, config: str | None, *, add: bool, no_config: bool) -> int:
    """Write a baseline of what is found in drafts, for `msglint check --baseline FILE`.

    One that is there already loses what is no longer found, and takes in nothing new unless you --add it.
    """
    request = Request(paths or (".",), config=None if no_config else config or "", allow_empty=True)
    settings = settings_for(request)
    path = file or settings.baseline or NAME
    chosen = plan(settings, Options(prints=True))
    old = _old(path, add=add)
    found = files_for(request, settings)
    check_place(path)
    report = run(found, chosen)
    if any(True for _ in report.errors):
        say(report, notes=False)
        raise SettingsError("not written: first see to what could not be checked", path)
    report, before = followed(report, renamed(old or Baseline(path, {}), chosen.policy.successors), chosen.rules)
    update = updated(report, before, chosen.rules, add=add or old is None)
    write_whole(path, text_of(update.counts))
    click.echo(f"wrote {visible(path)}: {summary(update)}")
    if update.left_out:
        click.echo("New findings were not taken in; --add does that.")
    return 0


def _old(path: str, *, add: bool) -> Baseline | None:
    """The baseline that is there; none if there is none, or a broken one that shall be made anew."""
    if not os.path.exists(path):
        return None
    try:
        return read_baseline(path)
    except SettingsError:
        if not add:
            raise
        return None


def summary(update: Update) -> str:
    """What a baseline has, for people."""
    findings, drafts = counted(update.total, "finding"), counted(len(update.counts), "draft")
    return f"{findings} in {drafts} ({update.added} added, {update.gone} gone)"
