"""Redaction: a finding that says where and which rule, without any of the draft's words."""

from __future__ import annotations

import re
from functools import lru_cache

from msglint.excerpts import MASKED
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.finding import Finding
    from msglint.policy import Policy

_HARMLESS = lazy(r"\d{1,4}(?:\.\d+)?|[a-z]+(?:[ -][a-z]+)*", re.ASCII)


def redacted(finding: Finding, policy: Policy) -> Finding:
    """The finding with its excerpt masked, and with it what the texts say in the draft's words.

    Of what a rule filled into its texts only small numbers and plain lower-case words of its own are kept.
    """
    variants = policy.rules[finding.rule].variants.values()
    return finding._replace(
        message=_masked(finding.message, tuple(variant.message for variant in variants), finding.words),
        suggestion=_masked(finding.suggestion, tuple(variant.suggestion for variant in variants), finding.words),
        excerpt=MASKED if finding.excerpt else "",
        as_read="",
    )


def _masked(text: str, templates: tuple[str, ...], excerpt: str) -> str:
    if text in templates:
        return text
    for template in templates:
        found = _shape(template).fullmatch(text)
        if found:
            return _with_groups_masked(found, excerpt.lower())
    return MASKED


def _with_groups_masked(found: re.Match[str], excerpt: str) -> str:
    pieces, at = [], 0
    for group in range(1, found.re.groups + 1):
        value = found[group]
        harmless = not value or (_HARMLESS.fullmatch(value) and (value.isdigit() or value not in excerpt))
        pieces += [found.string[at : found.start(group)], value if harmless else MASKED]
        at = found.end(group)
    return "".join(pieces) + found.string[at:]


@lru_cache(maxsize=1024)
def _shape(template: str) -> re.Pattern[str]:
    """What a text made from this template looks like, with a group for each of its ``{names}``."""
    from string import Formatter

    parts = Formatter().parse(template)
    return re.compile(
        "".join(re.escape(literal) + ("" if name is None else "(.*?)") for literal, name, _, _ in parts), re.DOTALL
    )
