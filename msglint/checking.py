"""What `msglint check` does: settings, files, run, report, exit status."""

from __future__ import annotations

import os

from msglint.config import find_config, read_config
from msglint.discover import STDIN, Discovery, Problem, discover, exclusion
from msglint.envelope import Envelope
from msglint.errors import SettingsError
from msglint.formats import SHOW_DRAFTS
from msglint.output import Destination, check_places, say, write_report
from msglint.plan import Options, plan
from msglint.run import run
from msglint.settings import Settings
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from msglint.baseline import Baseline
    from msglint.output import Output

STDIN_NAME = "<stdin>"


class Request(NamedTuple):
    """What the command line asks for. ``settings`` are those that were given and win over the configuration.

    ``config`` is the path of a configuration file, empty for the nearest one, None for none.
    """

    paths: tuple[str, ...]
    envelope: Envelope = Envelope()
    settings: Mapping[str, Any] = {}
    config: str | None = ""
    destination: Destination = Destination()
    exit_zero: bool = False
    allow_empty: bool = False
    force_exclude: bool = False
    redact: bool = False
    jobs: int = 1
    orders: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    stdin_name: str = ""
    fix: bool = False
    diff: bool = False
    unsafe_fixes: bool = False


def settings_for(request: Request) -> Settings:
    """The settings of the configuration file, those of the command line on top."""
    if request.config is None:
        found = Settings()
    elif request.config:
        found = read_config(request.config)
    else:
        found = find_config(request.stdin_name or path if path == STDIN else path for path in request.paths)
    if "select" in request.settings:
        found = found._replace(overrides=tuple(one._replace(select=()) for one in found.overrides))
    return found._replace(**request.settings)


def files_for(request: Request, settings: Settings) -> Discovery:
    """The files that a request is about."""
    return discover(
        request.paths,
        exclusion(settings.exclude, settings.root),
        exclusion((*(f"*{ending}" for ending, _ in settings.readers), *settings.include), settings.root),
        force_exclude=request.force_exclude,
        allow_empty=request.allow_empty,
        stdin_name=request.stdin_name,
        gitignore=settings.gitignore,
    )


def without_reports(found: Discovery, outputs: Iterable[Output], request: Request) -> Discovery:
    """The files without those that reports are written to, which an earlier run may have left in a folder.

    Raises a ``SettingsError`` if one was named as a draft: it would be overwritten.
    """
    places = {os.path.realpath(output.file) for output in outputs if output.file}
    if not places:
        return found
    for path in request.paths:
        if os.path.realpath(path) in places:
            raise SettingsError("a draft to check: write the report to another file", path)
    files = tuple(path for path in found.files if os.path.realpath(path) not in places)
    if files or not found.files or request.allow_empty:
        return found._replace(files=files)
    alone = Problem(request.paths[0], "nothing to check but the report itself")
    return Discovery((), (*found.problems, alone))


def check_drafts(request: Request) -> int:
    """Check what was asked for, write the report and return the exit status."""
    settings = settings_for(request)
    outputs = request.destination.resolved(settings.output_format)
    options = Options(
        request.envelope,
        request.stdin_name or STDIN_NAME,
        request.redact,
        request.jobs,
        request.orders,
        request.history,
        prints=bool(settings.baseline),
        with_drafts=any(output.name in SHOW_DRAFTS for output in outputs),
        mend="diff" if request.diff else "fix" if request.fix else "",
        unsafe_fixes=request.unsafe_fixes,
    )
    chosen = plan(settings, options)
    found = without_reports(files_for(request, settings), outputs, request)
    check_places(outputs)
    known = _baseline(settings)
    report = run(found, chosen, request.destination.progress(len(found.files)))
    if known:
        from msglint.baseline import applied, renamed
        from msglint.moves import followed

        report, known = followed(report, renamed(known, chosen.policy.successors), chosen.rules)
        report = applied(report, known, chosen.rules, chosen.policy.rules)
    if request.diff:
        from msglint.fixes.telling import show_changes

        say(report, notes=not request.destination.quiet)
        return show_changes(report, exit_zero=request.exit_zero)
    write_report(report, outputs, request.destination, settings.fail_on)
    say(report, notes=not request.destination.quiet)
    if request.fix and not request.destination.quiet:
        from msglint.fixes.telling import say_mended

        say_mended(report)
    code = report.exit_code(settings.fail_on)
    return 0 if code == 1 and request.exit_zero else code


def _baseline(settings: Settings) -> Baseline | None:
    if not settings.baseline:
        return None
    from msglint.baseline import read_baseline

    return read_baseline(settings.baseline)
