"""`msglint rules`: what is checked, what changed between two editions, and how well a language is provided for."""

from __future__ import annotations

import click

from msglint.commands.options import editions_option, policies_of, rules_option, settings_here
from msglint.commands.table import print_json, print_table
from msglint.envelope import Envelope
from msglint.errors import SettingsError, did_you_mean
from msglint.packs import open_pack
from msglint.settings import check_envelope
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.packs import Pack
    from msglint.policy import Policy

COLUMNS = ("rule", "group", "severity", "summary")
RULE_COLUMNS = ("rule", "flag", "pass", "sentences", "mark", "lacking groups")
GROUP_COLUMNS = ("group", "entries", "wordings", "mark", "rules")


@click.command("rules")
@rules_option
@editions_option
@click.option("--channel", metavar="CHANNEL", help="Only the rules that hold in this channel: package-insert ...")
@click.option("--language", metavar="LANGUAGE", help="Show instead what the wording rules have in this language.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How to write the list.")
def command(
    rules: str | None, editions: tuple[str, ...], channel: str | None, language: str | None, output_format: str
) -> None:
    """List the rules of an edition, with the severities that the configuration gives them.

    With two --edition: what changed between them. With --language: how many examples, sentences to learn from, entries of groups and wordings there are in a language,
    and what is thin or lacking.
    """
    settings = settings_here(rules)
    pack = open_pack(settings.rules)
    if language:
        _show_language(pack, language, output_format)
        return
    policy, *later = policies_of(pack, settings, editions)
    check_envelope(Envelope(channel=channel), policy, lambda field: f"--{field}")
    if later:
        _show_changes(policy, later[0], channel, output_format)
        return
    rows = rows_of(policy, channel)
    if output_format == "json":
        listed = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        print_json({"policy": policy.name, "rules": listed})
    else:
        print_table(COLUMNS, rows)


def rows_of(policy: Policy, channel: str | None = None) -> list[tuple[str, ...]]:
    """Id, group, severity and summary of each rule, or of each that holds in a channel, group by group."""
    rules = sorted(policy.rules.values(), key=lambda rule: (rule.group, rule.id))
    return [
        (rule.id, rule.group, rule.variants[""].severity, rule.summary)
        for rule in rules
        if not channel or channel in rule.channels
    ]


def _show_changes(before: Policy, after: Policy, channel: str | None, output_format: str) -> None:
    """The rules that only one of two editions has, or that rest on another clause in the other."""
    summaries = {row[0]: row[3] for policy in (before, after) for row in rows_of(policy, channel)}
    rows = [
        (rule, *(_told(policy, rule) for policy in (before, after)), summary)
        for rule, summary in sorted(summaries.items())
    ]
    rows = [row for row in rows if row[1] != row[2]]
    columns = ("rule", before.edition, after.edition, "summary")
    if output_format == "json":
        changed = [dict(zip(columns, row, strict=True)) for row in rows]
        print_json({"from": before.name, "to": after.name, "changed": changed})
    else:
        print_table(columns, rows)


def _told(policy: Policy, rule: str) -> str:
    """How an edition sees what a rule is about: the severity, and the clause it rests on."""
    if rule not in policy.rules:
        return "-"
    usual = policy.rules[rule].variants[""]
    return f"{usual.severity} ({usual.clause})"


def _show_language(pack: Pack, code: str, output_format: str) -> None:
    from msglint.wording.coverage import group_coverage, rule_coverage

    known = pack.data()["languages"]
    if code not in known:
        raise SettingsError(f"no language '{code}'{did_you_mean(code, known)}; there are {', '.join(known) or 'none'}")
    rules = [(*one[:4], one.mark, " ".join(one.lacking)) for one in rule_coverage(pack, code)]
    groups = [(*one[:3], one.mark, " ".join(one.rules)) for one in group_coverage(pack, code)]
    if output_format == "json":
        listed = {
            "rules": [dict(zip(RULE_COLUMNS, row, strict=True)) for row in rules],
            "groups": [dict(zip(GROUP_COLUMNS, row, strict=True)) for row in groups],
        }
        print_json({"pack": pack.name, "language": code, **listed})
        return
    print_table(RULE_COLUMNS, [tuple(map(str, row)) for row in rules])
    click.echo()
    print_table(GROUP_COLUMNS, [tuple(map(str, row)) for row in groups])
