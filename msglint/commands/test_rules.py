"""`msglint test-rules`: whether rules do what their own examples say."""

from __future__ import annotations

import os

import click

from msglint.commands.options import rules_option, settings_here
from msglint.completion import folders
from msglint.display import visible
from msglint.errors import SettingsError
from msglint.examples import CLOSE, OPEN, examples_of, failures
from msglint.packs import OtherPack, OwnPack, packs_in
from msglint.policy import policy_of
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.draft import Span
    from msglint.examples import Example, Failure
    from msglint.packs import Pack
    from msglint.policy import Policy

_EXCERPT = 60


class Tested(NamedTuple):
    """What came of a pack's examples: how many there are, and a description of each that does not do what it says."""

    total: int
    failures: tuple[str, ...]


@click.command("test-rules")
@click.argument("folder", required=False, metavar="[DIR]", shell_complete=folders)
@rules_option
def command(folder: str | None, rules: str | None) -> int:
    """Test each rule in DIR on its own examples, in every edition it belongs to.

    DIR is a pack of rules or a folder of packs. Exits with 0 if every example does what it says, 1 if some do not, 2 if
    the rules could not be read.
    """
    if folder and rules:
        raise click.UsageError("DIR and --rules are the same: name one folder")
    chosen = settings_here(folder or rules).rules
    packs: list[Pack] = [OtherPack(path) for path in packs_in(chosen)] if chosen else [OwnPack()]
    results = [tested(pack) for pack in packs]
    for failure in (failure for result in results for failure in result.failures):
        click.echo(failure)
    total, failed = sum(result.total for result in results), sum(len(result.failures) for result in results)
    if not total:
        raise SettingsError("no edition has any of the rules", chosen or "")
    click.echo(f"{total} examples tested, {failed or 'none'} of them failed")
    return 1 if failed else 0


def tested(pack: Pack) -> Tested:
    """All examples of a pack, tried."""
    total, failed = 0, list[str]()
    for policy, examples in _by_edition(pack):
        total += len(examples)
        failed += [described(failure, pack.folder) for failure in failures(policy, examples)]
    return Tested(total, tuple(failed))


def _by_edition(pack: Pack) -> Iterator[tuple[Policy, list[Example]]]:
    """The examples of the rules of each edition. An example is tried in the edition in force if its rule is in that."""
    explain, seen = pack.explain(), set[str]()
    about = pack.data()["pack"]
    others = [edition["id"] for edition in about["editions"] if edition["id"] != about["default_edition"]]
    for edition in (about["default_edition"], *others):
        policy = policy_of(pack, edition)
        rules = [rule for rule in policy.rules if rule not in seen]
        seen.update(rules)
        yield policy, [example for rule in rules for example in examples_of(rule, explain[rule])]


def described(failure: Failure, folder: str) -> str:
    """A failure for people: where the example stands, what it says, and what is found."""
    example = failure.example
    lines = [
        f"{os.path.join(folder, example.place)}:{example.line}: {example.rule}: the example does not do what it says"
    ]
    if failure.error:
        lines.append(f"  it cannot be read: {failure.error}")
    else:
        lines += [f"  expected  {_spans(example, example.spans)}", f"  found     {_spans(example, failure.found)}"]
    return "\n".join(map(visible, lines))


def _spans(example: Example, spans: Iterable[Span]) -> str:
    return ", ".join(_span(example, span) for span in sorted(spans)) or "nothing"


def _span(example: Example, span: Span) -> str:
    if span.start == span.end == 0:
        return "the whole message"
    words = " ".join(example.text[span.start : span.end].split())
    short = words if len(words) <= _EXCERPT else f"{words[: _EXCERPT // 2]} … {words[-_EXCERPT // 2 :]}"
    return f"{OPEN}{short}{CLOSE} ({span.start}-{span.end})"
