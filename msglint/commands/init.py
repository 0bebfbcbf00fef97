"""`msglint init`: a starter configuration, the pre-commit hook, a baseline. Nothing that is there is overwritten."""

from __future__ import annotations

import os

import click

from msglint.config import config_in
from msglint.display import counted, visible
from msglint.writing import check_place, write_whole

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

# Other severities than msglint's: of a rule, a group, or ALL.
# [severity]
# emoji = "warning"
"""
BASELINE = """
# What was found when msglint came here, and is not reported; `msglint baseline` takes out what is mended.
baseline = "{}"
"""
HOOK = """\
repos:
  - repo: local
    hooks:
      - id: msglint
        name: msglint
        entry: msglint check --force-exclude
        language: system
        require_serial: true
"""
_CONFIG_FILE, _HOOK_FILE = "msglint.toml", ".pre-commit-config.yaml"


@click.command("init")
@click.option("--baseline/--no-baseline", default=True, help="Take what is found now as known.  [default: --baseline]")
def command(*, baseline: bool) -> None:
    """Write a starter msglint.toml and a pre-commit configuration into the current folder, where there are none.

    In a folder with drafts that have findings, a baseline is written too: from then on only new findings are reported.
    """
    present = config_in(os.curdir)
    for file in (_CONFIG_FILE, _HOOK_FILE):
        if not os.path.lexists(file):
            check_place(file)
    if present:
        click.echo(f"{os.path.basename(present)} is there already: left as it is")
    else:
        known = _write_baseline() if baseline else ""
        _write(_CONFIG_FILE, _with_baseline(known) if known else CONFIG)
    if os.path.exists(_HOOK_FILE) and _has_hook():
        click.echo(f"{_HOOK_FILE} has a hook of msglint already: left as it is")
    elif os.path.exists(_HOOK_FILE):
        click.echo(f"{_HOOK_FILE} is there already: left as it is. To have every commit checked, add to it:\n")
        click.echo("".join(HOOK.splitlines(keepends=True)[1:]), nl=False)
    else:
        _write(_HOOK_FILE, HOOK)


def _has_hook() -> bool:
    with open(_HOOK_FILE, encoding="utf-8", errors="replace") as file:
        return "id: msglint" in file.read()


def _with_baseline(name: str) -> str:
    """The starter configuration with the key before the first table."""
    before, mark, after = CONFIG.partition("\n# What holds")
    return before + BASELINE.format(name) + mark + after


def _write_baseline() -> str:
    """Take over what is found here already; the file's name, empty where nothing is found or a baseline is there."""
    from msglint.baseline import NAME, Baseline, text_of, updated
    from msglint.discover import discover
    from msglint.plan import Options, plan
    from msglint.run import run
    from msglint.settings import Settings

    if os.path.exists(NAME):
        click.echo(f"{NAME} is there already: left as it is")
        return NAME
    chosen = plan(Settings(root=os.getcwd()), Options(prints=True))
    report = run(discover([os.curdir], allow_empty=True), chosen)
    update = updated(report, Baseline(NAME, {}), chosen.rules, add=True)
    for path, reason in report.errors:
        click.echo(f"{visible(path)} could not be checked: {visible(reason)}")
    if not update.counts:
        return ""
    known = f"{counted(update.total, 'finding')} ({counted(report.count('error'), 'error')})"
    drafts = counted(len(update.counts), "draft")
    _write(NAME, text_of(update.counts), f": {known} in {drafts} taken as known; see `msglint check --no-baseline`")
    return NAME


def _write(path: str, content: str, why: str = "") -> None:
    write_whole(path, content)
    click.echo(f"wrote {path}{why}")
