"""Patterns in what the buyer reads: for the rules of a shop's own pack."""

from __future__ import annotations

from msglint.errors import RuleError
from msglint.finding import Match
from msglint.located import Located, line_of
from msglint.patterns import wrong_with
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

OPTIONS = {"pattern": {"patterns": list}}


def pattern(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Every place of one of the patterns. They see the text in lower case, its disguises undone."""
    compiled = reading.policy.derived(_compiler)
    for written in rule.options["patterns"]:
        for view in reading.texts:
            for found in compiled(written).finditer(view.lower):
                yield Match(view.span(found.start(), found.end()))


def _compiler(policy: Policy) -> Callable[[str], re.Pattern[str]]:
    from functools import cache

    return cache(policy.pattern)


def _patterns(options: Located, key: str) -> None:
    if not options[key]:
        raise options.error(key, f"'{key}' has no pattern in it")
    for number, written in enumerate(options[key]):
        if reason := wrong_with(written):
            raise RuleError(reason, options.path, line_of(options[key], number, options.line(key)))


VALID = {"pattern": {"patterns": _patterns}}
