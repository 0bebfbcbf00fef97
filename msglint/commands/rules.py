"""`msglint rules`: what is checked."""

from __future__ import annotations

import click

from msglint.commands.table import print_table
from msglint.policy import Policy, load_policy

COLUMNS = ("rule", "group", "severity", "summary")


@click.command("rules")
@click.option("--edition", metavar="EDITION", help="The policy's edition.  [default: the one in force]")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How to write the list.")
def command(edition: str | None, output_format: str) -> None:
    """List the rules of an edition."""
    policy = load_policy(edition=edition)
    rows = rows_of(policy)
    if output_format == "json":
        import json

        listed = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        click.echo(json.dumps({"policy": policy.name, "rules": listed}, indent=2))
    else:
        print_table(COLUMNS, rows)


def rows_of(policy: Policy) -> list[tuple[str, ...]]:
    """Id, group, severity and summary of each rule, group by group."""
    rules = sorted(policy.rules.values(), key=lambda rule: (rule.group, rule.id))
    return [(rule.id, rule.group, rule.variants[""].severity, rule.summary) for rule in rules]
