"""The buyer's own telephone number, repeated to them: "your number 07700 900456", "we called you on 07700 900456"."""

from __future__ import annotations

from msglint.numbers.context import Beginnings, beginnings
from msglint.patterns import any_of, lazy
from msglint.privacy.found import Secret
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.policy import Policy
    from msglint.reading import Reading

_NUMBER = lazy(r"[0-9](?<![0-9].)(?:[ ().-]{0,2}[0-9]){8,13}(?![0-9-]|[ ().-]{1,2}[0-9])")
_NEAR = 80
"""In so many characters before a number stand the words that call it the buyer's."""


class Words(NamedTuple):
    """The beginnings of the words that call a number the buyer's, and a pattern for them right before it."""

    beginnings: Beginnings
    before: re.Pattern[str]


def words(policy: Policy) -> Words:
    """The words of ``facts/confidential.yaml``. Ask for them by ``policy.derived(words)``."""
    facts = policy.facts["confidential"]
    means = "".join(rf"(?<!\b{word} )" for word in facts["phone_means"])
    return Words(
        beginnings(facts["buyer_phone"]),
        lazy(
            rf"(?i:(?<![^\W_]){means}(?:{any_of(facts['buyer_phone'])})(?![^\W_])"
            rf"(?:[\s,:：(–-]{{1,3}}(?:{any_of(facts['phone_leads'])})\b){{0,3}}[\s,:：(–-]{{0,3}})\Z"
        ),
    )


def find(reading: Reading) -> Iterator[Secret]:
    """All such numbers."""
    known = reading.policy.derived(words)
    if not reading.numbers or not known.beginnings.occur(reading):
        return
    for view in reading.texts:
        for found in _NUMBER.finditer(view.text):
            start = found.start() - (view.text[found.start() - 1 : found.start()] == "+")
            if known.before.search(view.text, max(0, start - _NEAR), start):
                yield Secret("phone", view, start, found.end(), "medium")
