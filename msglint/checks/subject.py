"""The subject line: the tag that once carried a message past a buyer's opt-out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msglint.checks.types import is_proactive
from msglint.finding import Match
from msglint.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.policy import Policy, Rule
    from msglint.reading import Reading


def important(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """``[Important]``, or its translation, in half-width brackets; until its withdrawal only where it was misused."""
    subjects = list(reading.draft.views("subject"))
    if not subjects or not is_proactive(reading):
        return
    withdrawn = _is_withdrawn(reading)
    if not withdrawn and reading.draft.envelope.type in reading.policy.facts["subjects"]["critical_types"]:
        return
    for view in subjects:
        for found in reading.policy.derived(_tag).finditer(view.text):
            yield Match(view.span(*found.span()), "" if withdrawn else "misused", {"tag": found[0]})


def _is_withdrawn(reading: Reading) -> bool:
    """Whether sellers may no longer set the tag on the day the draft is sent; without one, by the edition."""
    sent = reading.draft.envelope.send_date
    if sent is None:
        return "subject-important-withdrawn" in _clauses_in_force(reading.policy)
    return f"{sent:%Y-%m-%d}" >= str(reading.policy.facts["subjects"]["withdrawn"])


def _clauses_in_force(policy: Policy) -> set[str]:
    labels = ("both", policy.edition[:4])
    return {clause.id for clause in policy.clauses.values() if clause.editions[0] in labels}


def _tag(policy: Policy) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in policy.facts["subjects"]["important_tags"])
    return lazy(rf"\[\s{{0,9}}(?:{words})\s{{0,9}}\]", re.IGNORECASE)
