"""The whole linter on one page: each rule's gate, its check, and its findings."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from msglint.finding import Finding
from msglint.reading import Reading
from msglint.turns import at_once
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from msglint.draft import Draft
    from msglint.finding import Match
    from msglint.policy import Policy, Rule
    from msglint.turns import Steps

    Check = Callable[[Reading, Rule], Iterable[Match]]
    Gate = Callable[[Reading, Rule], bool]

MOST = 1_000
"""Of one rule in one draft, only so many findings are reported; the last one then says that there is more."""
_AND_MORE = f"{{}} (one of more than {MOST:,} such places; msglint lists the first {MOST:,})"


def check(draft: Draft, policy: Policy, rules: Iterable[str] | None = None) -> list[Finding]:
    """All findings of a draft, in the order of the text. ``rules`` limits them to these rule ids."""
    return check_reading(Reading(draft, policy), rules)


def check_reading(reading: Reading, rules: Iterable[str] | None = None) -> list[Finding]:
    """The same for a draft that is being read."""
    return at_once(checking(reading, rules))


def checking(reading: Reading, rules: Iterable[str] | None = None) -> Steps[list[Finding]]:
    """The same in steps, a rule each."""
    draft, policy = reading.draft, reading.policy
    chosen = policy.derived(_Asked)[None if rules is None else tuple(rules), reading.channel, draft.is_html]
    lowered = reading.lowered
    occurring = {literal for literal in chosen.literals if literal in lowered}
    found: list[Finding] = []
    for name in chosen.rules:
        yield
        rule = policy.rules[name]
        if rule.needs and occurring.isdisjoint(rule.needs):
            continue
        gate = _gate_of(rule.check)
        if gate is None or gate(reading, rule):
            found += _findings(draft, rule, check_of(rule.check)(reading, rule))
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule, finding.message))


class _Chosen(NamedTuple):
    """The ids of the rules that are asked about a kind of draft, and all literals that any of them needs."""

    rules: tuple[str, ...]
    literals: frozenset[str]


class _Asked(dict[tuple[tuple[str, ...] | None, str, bool], _Chosen]):
    """For rule ids (None: all), a channel and whether a draft has mark-up: the rules to ask. Severities do not matter."""

    def __init__(self, policy: Policy) -> None:
        super().__init__()
        self._rules = policy.rules

    def __missing__(self, key: tuple[tuple[str, ...] | None, str, bool]) -> _Chosen:
        names, channel, is_html = key
        rules = [self._rules[name] for name in (self._rules if names is None else names)]
        held = tuple(rule for rule in rules if channel in rule.channels and (is_html or not rule.markup))
        ids = tuple(rule.id for rule in held)
        found = self[key] = _Chosen(ids, frozenset(literal for rule in held for literal in rule.needs))
        return found


@cache
def check_of(name: str) -> Check:
    """The function of this name: ``links.external`` is ``external`` in ``msglint.checks.links``, or in what another
    package calls ``links``.
    """
    module, _, function = name.partition(".")
    if not is_own(module):
        from msglint.plugins import check_in, plugin

        return check_in(plugin("check", module, own_checks()), function)
    found: Check = getattr(import_module(f"msglint.checks.{module}"), function)
    return found


@cache
def is_own(module: str) -> bool:
    """Whether the checks of this name are msglint's and not another package's."""
    try:
        import_module(f"msglint.checks.{module}")
    except ModuleNotFoundError as error:
        if error.name != f"msglint.checks.{module}":
            raise
        return False
    return True


def own_checks() -> tuple[str, ...]:
    """The modules of checks that msglint has."""
    from pkgutil import iter_modules

    from msglint import checks

    return tuple(sorted(found.name for found in iter_modules(checks.__path__)))


@cache
def _gate_of(name: str) -> Gate | None:
    """A quick look whether a check may find anything in a draft, if its module has one (``GATES``, by function)."""
    module, _, function = name.partition(".")
    if not is_own(module):
        return None
    gates: dict[str, Gate] = getattr(import_module(f"msglint.checks.{module}"), "GATES", {})
    return gates.get(function)


def applies(reading: Reading, rule: Rule) -> bool:
    """Whether a rule is to be asked about a draft at all."""
    if reading.channel not in rule.channels or (rule.markup and not reading.draft.is_html):
        return False
    gate = _gate_of(rule.check)
    occurs = not rule.needs or any(map(reading.lowered.__contains__, rule.needs))
    return occurs and (gate is None or gate(reading, rule))


def _findings(draft: Draft, rule: Rule, matches: Iterable[Match]) -> Iterable[Finding]:
    """A rule's findings, each once. A draft of nothing but faults is told so without a list of all."""
    found: dict[Finding, None] = {}
    for match in matches:
        if match.variant not in rule.variants:  # a kind of match that the edition has no clause for
            continue
        finding = finding_of(draft, rule, match)
        if len(found) == MOST and finding not in found:
            last, _ = found.popitem()
            found[last._replace(message=_AND_MORE.format(last.message))] = None
            break
        found[finding] = None
    return found


def finding_of(draft: Draft, rule: Rule, match: Match) -> Finding:
    """A match of a rule as it is reported."""
    how = rule.variants[match.variant]
    start, end = match.span
    line, column = draft.source.position(start)
    end_line, end_column = draft.source.position(end)
    return Finding(
        path=draft.name,
        rule=rule.id,
        severity=how.severity,
        confidence=match.confidence or how.confidence,
        message=how.message.format_map(match.words),
        suggestion=how.suggestion.format_map(match.words),
        clause=how.clause,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        excerpt=draft.source.text[start:end],
    )
