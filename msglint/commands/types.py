"""`msglint types`: the kinds of message, which of them may be sent, and what changed between two editions."""

from __future__ import annotations

import click

from msglint.checks.types import status
from msglint.commands.options import editions_option, policies_of, rules_option, settings_here
from msglint.commands.table import print_json, print_table
from msglint.packs import open_pack
from msglint.policy import Policy, policy_of
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Row(NamedTuple):
    """What an edition says of a message type. ``window`` is when it may be sent, ``-`` where no window holds."""

    id: str
    started_by: str
    status: str
    window: str
    content: tuple[str, ...]
    api: tuple[str, ...]
    name: str


@click.command("types")
@rules_option
@editions_option
@click.option(
    "--details", is_flag=True, help="Also who starts them, what they have to contain, and the Messaging API's."
)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How to write the list.")
def command(rules: str | None, editions: tuple[str, ...], output_format: str, *, details: bool) -> None:
    """List the message types with their status and the time in which they may be sent.

    With two --edition, what changed between them.
    """
    settings = settings_here(rules)
    pack = open_pack(settings.rules)
    policies = policies_of(pack, settings, editions)
    if len(policies) == 2:
        _show_changes(policies[0], policies[1], output_format)
    else:
        shown = [policy_of(pack, known.id) for known in policies[0].editions] if not editions else policies
        _show(policies[0], shown, output_format, details=details)


def _show(policy: Policy, shown: Sequence[Policy], output_format: str, *, details: bool) -> None:
    """The types of an edition, in the details with their status in all the editions ``shown``."""
    rows = rows_of(policy)
    if output_format == "text" and not details:
        print_table(("type", "status", "meaning"), [(row.id, row.status, _meaning(row)) for row in rows])
        return
    statuses = [[row.status for row in rows_of(one)] for one in shown]
    if output_format == "json":
        listed = [
            row._asdict()
            | {"editions": {one.edition: status[number] for one, status in zip(shown, statuses, strict=True)}}
            for number, row in enumerate(rows)
        ]
        print_json({"policy": policy.name, "types": listed})
        return
    heads = ["status"] if len(shown) == 1 else [one.edition for one in shown]
    told = [dict(zip(heads, found, strict=True)) for found in zip(*statuses, strict=True)]
    click.echo("\n\n".join("\n".join(_details(row, one)) for row, one in zip(rows, told, strict=True)))


def _meaning(row: Row) -> str:
    return row.name if row.window == "-" else f"{row.name} ({row.window})"


def _details(row: Row, statuses: Mapping[str, str]) -> Iterator[str]:
    """All that is known of a type, a line each: as many columns of a table would fit no terminal."""
    known = {"meaning": row.name, "started by": row.started_by, **statuses, "window": row.window}
    known |= {"must contain": ", ".join(row.content), "API": ", ".join(row.api)}
    yield row.id
    yield from (f"  {label:<12}  {text}" for label, text in known.items() if text not in ("", "-"))


def _show_changes(before: Policy, after: Policy, output_format: str) -> None:
    pairs = [(old, new) for old, new in zip(rows_of(before), rows_of(after), strict=True) if old != new]
    if output_format == "json":
        changed = [
            {"id": old.id, "name": old.name, before.edition: _told(old), after.edition: _told(new)}
            for old, new in pairs
        ]
        print_json({"from": before.name, "to": after.name, "changed": changed})
        return
    rows = [(old.id, ", ".join(_told(old).values()), ", ".join(_told(new).values())) for old, new in pairs]
    print_table(("type", before.edition, after.edition), rows)


def _told(row: Row) -> Mapping[str, str]:
    """What of a type can change, in words."""
    told = {"status": row.status, "window": row.window, "content": "with " + ", ".join(row.content)}
    return {key: value for key, value in told.items() if value not in ("-", "with ")}


def rows_of(policy: Policy) -> list[Row]:
    """What an edition says of each type."""
    types = policy.facts.get("types", {}).get("types", [])
    return [
        Row(
            one["id"],
            one["started_by"],
            status(one, policy),
            window_of(one, policy),
            tuple(one.get("content", {}).get(policy.label, ())),
            tuple(one.get("api", ())),
            one["name"],
        )
        for one in types
    ]


def window_of(message_type: Mapping[str, Any], policy: Policy) -> str:
    """When a message of this type may be sent, in words; ``-`` where no window holds."""
    if status(message_type, policy) == "not-permitted":
        return "-"
    windows = {rule.check: rule.options for rule in policy.rules.values()}
    if message_type["started_by"] == "amazon" and (days := windows.get("timing.solicitation_window")):
        return f"{days['min_days']} to {days['max_days']} days after delivery"
    if message_type["started_by"] == "seller" and (days := windows.get("timing.thirty_day_window")):
        return f"{days['max_days']} days from the {days['window_from']}"
    return "-"
