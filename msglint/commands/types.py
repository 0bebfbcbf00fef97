"""`msglint types`: the kinds of message, and which of them may be sent."""

from __future__ import annotations

import click

from msglint.commands.options import rules_folder, rules_option
from msglint.commands.table import print_table
from msglint.policy import Policy, load_policy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.typed import Any

COLUMNS = ("type", "started by", "status", "window", "meaning")


@click.command("types")
@rules_option
@click.option("--edition", metavar="EDITION", help="The policy's edition.  [default: the one in force]")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How to write the list.")
def command(rules: str | None, edition: str | None, output_format: str) -> None:
    """List the message types of an edition with their status and the time in which they may be sent."""
    policy = load_policy(edition, rules_folder(rules))
    rows = rows_of(policy)
    if output_format == "json":
        import json

        listed = [dict(zip(("id", "started_by", "status", "window", "name"), row, strict=True)) for row in rows]
        click.echo(json.dumps({"policy": policy.name, "types": listed}, indent=2))
    else:
        print_table(COLUMNS, rows)


def rows_of(policy: Policy) -> list[tuple[str, ...]]:
    """Id, starter, status, window and name of each type."""
    types = policy.facts.get("types", {}).get("types", [])
    return [
        (one["id"], one["started_by"], status_of(one, policy), window_of(one, policy), one["name"]) for one in types
    ]


def status_of(message_type: dict[str, Any], policy: Policy) -> str:
    """Whether the policy's edition permits, requires or forbids messages of this type."""
    statuses = message_type["editions"]
    for label in (policy.edition, policy.edition[:4]):
        if label in statuses:
            return str(statuses[label])
    return "unlisted"


def window_of(message_type: dict[str, Any], policy: Policy) -> str:
    """When a message of this type may be sent, in words; ``-`` where no window holds."""
    rule = policy.rules.get("thirty-day-window")
    allowed = status_of(message_type, policy) != "not-permitted"
    if rule is None or not allowed or message_type["started_by"] != "seller":
        return "-"
    return f"{rule.options['max_days']} days from the order"
