"""`msglint check`: check drafts and report what is found."""

from __future__ import annotations

import click

from msglint.checking import Request, check_drafts
from msglint.commands.options import Format, Ordered, envelope_of, outputs_of, split_words
from msglint.completion import folders, paths, rules_there_are, types_there_are
from msglint.finding import CONFIDENCES, SEVERITIES
from msglint.output import Destination
from msglint.settings import CHANNELS
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.typed import Any

_ENVELOPE = (
    "type",
    "channel",
    "operation",
    "marketplace",
    "language",
    "order_id",
    "order_date",
    "completed_date",
    "send_date",
    "sender",
)
_SETTINGS = (
    "select",
    "ignore",
    "min_confidence",
    "fail_on",
    "rules",
    "edition",
    "strict",
    "require_type",
    "baseline",
)


def _refuse_contradictions(paths: tuple[str, ...], options: dict[str, Any]) -> None:
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if options["fix"] and "-" in paths and not options["diff"]:
        raise click.UsageError("--fix cannot mend standard input (-) in place; --diff shows what would change")
    reports = [f"--{name.replace('_', '-')}" for name in ("output_format", "output_file", "redact") if options[name]]
    if options["diff"] and reports:
        raise click.UsageError(f"--diff shows the changes and no report: leave out {reports[0]}")


@click.command("check", cls=Ordered, no_args_is_help=False)
@click.argument("paths", nargs=-1, metavar="[PATHS]...", shell_complete=paths)
@click.option(
    "--output-format",
    multiple=True,
    type=Format(),
    help="How to write the findings (repeatable); auto: text, and what the CI around shows.  [default: text]",
)
@click.option(
    "--output-file",
    multiple=True,
    metavar="FILE",
    shell_complete=paths,
    help="Write the format before it to this file instead of standard output (repeatable).",
)
@click.option("--fix", is_flag=True, help="Mend in the files what can be mended by machine; report the rest.")
@click.option(
    "--diff", is_flag=True, help="Show what --fix would change, and change nothing. Exits with 1 if anything."
)
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also what should be looked at afterwards.")
@click.option(
    "--select",
    multiple=True,
    callback=split_words,
    metavar="RULES",
    shell_complete=rules_there_are,
    help="Only these rules or groups.",
)
@click.option(
    "--ignore",
    multiple=True,
    callback=split_words,
    metavar="RULES",
    shell_complete=rules_there_are,
    help="Not these rules or groups.",
)
@click.option("--min-confidence", type=click.Choice(CONFIDENCES), help="Hide less sure findings.  [default: medium]")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Exit with 1 from this severity on.  [default: error]")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--allow-empty", is_flag=True, help="Finding no draft to check is no failure.")
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="The path that standard input (-) is said to have; the configuration is searched from there.",
)
@click.option("--rules", metavar="DIR", shell_complete=folders, help="Rules of your own instead of msglint's.")
@click.option("--edition", metavar="EDITION", help="The policy's edition.  [default: the one in force]")
@click.option(
    "--type", metavar="TYPE", shell_complete=types_there_are, help="The kind of message; see `msglint types`."
)
@click.option("--require-type", is_flag=True, help="A draft without a type is an error.")
@click.option("--strict", is_flag=True, help="What could not be verified is an error.")
@click.option("--channel", metavar="CHANNEL", help=f"The way it takes: {', '.join(CHANNELS)}.")
@click.option("--operation", metavar="NAME", help="The operation of the Messaging API that sends it.")
@click.option("--marketplace", metavar="COUNTRY", help="The Amazon store it is for: US, DE, JP ...")
@click.option("--language", metavar="LANGUAGE", help="The buyer's language: en, de, ja ...")
@click.option("--order-id", metavar="ID", help="The order it is about.")
@click.option("--order-date", metavar="DATE", help="The day of the order, as 2026-11-01.")
@click.option("--completed-date", metavar="DATE", help="The day the order was completed.")
@click.option("--send-date", metavar="DATE", help="The day it is sent.  [default: now]")
@click.option("--sender", metavar="ADDRESS", help="Who an incoming message is from, for --channel inbound.")
@click.option(
    "--attachment", multiple=True, metavar="FILE[=KIND]", shell_complete=paths, help="A file sent along (repeatable)."
)
@click.option(
    "--orders",
    multiple=True,
    metavar="FILE",
    shell_complete=paths,
    help="Order data from Amazon: a report or JSON (repeatable).",
)
@click.option(
    "--history",
    multiple=True,
    metavar="FILE",
    shell_complete=paths,
    help="What was already sent, CSV or JSON lines (repeatable).",
)
@click.option("--config", metavar="FILE", shell_complete=paths, help="Use this configuration file.")
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
@click.option(
    "--baseline",
    metavar="FILE",
    shell_complete=paths,
    help="Do not report what is in this baseline; see `msglint baseline`.",
)
@click.option("--no-baseline", is_flag=True, help="Report also what is in the baseline.")
@click.option("--no-gitignore", is_flag=True, help="Search also what .gitignore leaves out.")
@click.option("--force-exclude", is_flag=True, help="Leave out what a search leaves out, even if it is named.")
@click.option("--redact", is_flag=True, help="Show nothing of the drafts' words.")
@click.option("--show-suppressed", is_flag=True, help="Show also what is not reported, and why not.")
@click.option("-q", "--quiet", is_flag=True, help="Findings and errors only: no summary, no notes, no progress.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Processes to use at most: one a core, and one for each hundred drafts, are as many as pay.  [default: 1]",
)
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Check drafts: files, folders, or - for standard input.

    A folder is searched for .txt, .html, .htm, .xhtml, .mjml, .eml and .md files; without PATHS the current folder is.
    Exits with 0 if nothing was found, 1 if something was, 2 if something could not be checked.
    """
    if options["config"] and options["no_config"]:
        raise click.UsageError("--config and --no-config contradict each other")
    if options["stdin_filename"] and "-" not in paths:
        raise click.UsageError("--stdin-filename is for standard input: add - to the paths")
    if options["baseline"] and options["no_baseline"]:
        raise click.UsageError("--baseline and --no-baseline contradict each other")
    _refuse_contradictions(paths, options)
    return check_drafts(
        Request(
            paths=paths or (".",),
            envelope=envelope_of({name: options[name] for name in _ENVELOPE}, options["attachment"]),
            settings=_settings(options),
            config=None if options["no_config"] else options["config"] or "",
            destination=Destination(
                outputs_of(options), options["color"], options["quiet"], options["show_suppressed"]
            ),
            **{name: options[name] for name in ("fix", "diff", "unsafe_fixes")},
            **{
                name: options[name]
                for name in ("exit_zero", "allow_empty", "force_exclude", "redact", "jobs", "orders", "history")
            },
            stdin_name=options["stdin_filename"] or "",
        )
    )


def _settings(options: dict[str, Any]) -> dict[str, Any]:
    """The settings that options state, which win over the configuration."""
    found = {name: options[name] for name in _SETTINGS if options[name]}
    if options["no_baseline"]:
        found["baseline"] = None
    if options["no_gitignore"]:
        found["gitignore"] = False
    return found
