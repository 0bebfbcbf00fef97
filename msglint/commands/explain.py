"""`msglint explain`: one rule in full, or the rules of a group."""

from __future__ import annotations

import textwrap

import click

from msglint.commands.options import policies_of, rules_option, settings_here
from msglint.commands.rules import COLUMNS, rows_of
from msglint.commands.table import print_table
from msglint.completion import rules_there_are
from msglint.errors import SettingsError, did_you_mean
from msglint.formats.rulehelp import filled
from msglint.packs import open_pack
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from msglint.policy import Variant

_WIDTH = 96
BASIS = {
    "amazon": "Amazon's own text",
    "vendor": "a tool maker's reading",
    "secondary": "another summary",
    "inferred": "follows from the rest",
    "msglint": "msglint's own order",
}


@click.command("explain")
@click.argument("rule", metavar="RULE", shell_complete=rules_there_are)
@rules_option
def command(rule: str, rules: str | None) -> None:
    """Explain a rule: what it means, the clauses behind it, why it matters, what to write, good and bad examples.

    Of a group (links, style ...), list the rules.
    """
    settings = settings_here(rules)
    pack = open_pack(settings.rules)
    [policy], known = policies_of(pack, settings), pack.explain()
    rows = rows_of(policy)
    if members := [row for row in rows if row[1] == rule and rule not in known]:
        print_table(COLUMNS, members)
        return
    if rule not in known:
        if successor := policy.successors.get(rule):
            raise SettingsError(f"rule '{rule}' no longer exists; it is '{successor}' now")
        raise SettingsError(
            f"no rule '{rule}'{did_you_mean(rule, [*known, *(row[1] for row in rows)])}; see `msglint rules`"
        )
    here = policy.rules.get(rule)
    click.echo("\n".join(lines_of(rule, known[rule], tuple(here.variants.values()) if here else ())))


def lines_of(rule: str, known: Mapping[str, Any], variants: Sequence[Variant] = ()) -> Iterator[str]:
    """The page on a rule, line by line, under fixed headings. ``variants`` are what it reports in the usual edition."""
    yield f"{rule}: {known['summary']}"
    if variants:
        yield from ("", "Reported as", f"  {' or '.join(dict.fromkeys(one.severity for one in variants))}")
    yield from ("", "What it means", *_paragraph(known["meaning"]))
    yield from ("", "Why it matters", *_paragraph(known["why"]))
    instead = filled(known["suggest"], known["options"])
    yield from ("", "What to write instead", *_paragraph(instead))
    yield from ("", "Where it holds", f"  {', '.join(known['channels'])}")
    yield from ("", "The policy")
    for clause in known["clauses"]:
        yield from _clause(clause)
    for heading, kind in (("Reported (the part between ⟦ and ⟧)", "flag"), ("Fine", "pass")):
        yield from ("", heading)
        for example in known["examples"][kind]:
            yield from _example(example)


def _clause(clause: Mapping[str, Any]) -> Iterator[str]:
    until = clause["to"] or "now"
    since = f"{clause['from']} to {until}" if clause["from"] else f"until {until}"
    yield f"  {clause['id']} ({BASIS[clause['basis']]}; {since})"
    if clause["says"]:
        yield from _paragraph(clause["says"], "    ")
    if clause["note"]:
        yield from _paragraph(f"Note: {clause['note']}", "    ")
    for source in clause["sources"]:
        yield from _paragraph(f"Source: {source}", "    ")


def _example(example: str | Mapping[str, Any]) -> Iterator[str]:
    given = {"text": example} if isinstance(example, str) else example
    for number, (key, value) in enumerate(given.items()):
        label = "" if key == "text" else f"{key}: "
        text = value if isinstance(value, str) else _listed(value)
        for row, line in enumerate(f"{label}{text}".rstrip().split("\n")):
            yield f"  {'-' if not number and not row else ' '} {line}".rstrip()


def _listed(value: Mapping[str, Any] | list[Mapping[str, Any]]) -> str:
    if isinstance(value, list):
        return "; ".join(map(_listed, value))
    return ", ".join(f"{name}: {one}" for name, one in value.items())


def _paragraph(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(" ".join(text.split()), _WIDTH, initial_indent=indent, subsequent_indent=indent)
