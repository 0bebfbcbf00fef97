"""The language of a draft: whether its wording could be judged at all."""

from __future__ import annotations

from msglint.finding import NOWHERE, Match
from msglint.typed import TYPE_CHECKING
from msglint.wording.tongue import tongues_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.policy import Rule
    from msglint.reading import Reading


def unchecked(reading: Reading, rule: Rule) -> Iterator[Match]:  # noqa: ARG001 (the signature of all checks)
    """Languages of the draft that no rules of wording know."""
    names = reading.policy.derived(tongues_of).names
    for code in reading.languages:
        if code not in reading.policy.languages:
            yield Match(NOWHERE, words={"language": names.get(code, code)})
