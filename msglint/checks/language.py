"""The language of a draft: whether it is the buyer's, and whether its wording could be judged at all."""

from __future__ import annotations

from msglint.checks.types import is_proactive
from msglint.finding import NOWHERE, Match
from msglint.typed import TYPE_CHECKING, NamedTuple
from msglint.wording.tongue import can_be_told, surely_spoken, tongues_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.envelope import Envelope
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading


class Expected(NamedTuple):
    """The language that the buyer is known to read; ``others`` are those that the store is shown in as well."""

    language: str
    store: str = ""
    others: tuple[str, ...] = ()


def buyers(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """A language that is not the buyer's, and languages that no rules of wording know (``unchecked``)."""
    yield from _another(reading)
    names = reading.policy.derived(tongues_of).names
    for code in reading.languages:
        if code not in reading.policy.languages:
            yield Match(NOWHERE, "unchecked", {"language": names.get(code, code)})


def _another(reading: Reading) -> Iterator[Match]:
    """One finding on the draft, if its words show one language beyond doubt and it is not the buyer's."""
    expected = _expected(reading.draft.envelope, reading.policy)
    tongues = reading.policy.derived(tongues_of)
    if expected is None or not is_proactive(reading) or not can_be_told(expected.language, tongues):
        return
    shown = surely_spoken(reading)
    if not shown or shown == expected.language:
        return
    names = tongues.names
    words = {"language": names.get(shown, shown), "expected": names.get(expected.language, expected.language)}
    if shown in expected.others:
        yield Match(NOWHERE, "store", {**words, "store": expected.store})
    else:
        yield Match(NOWHERE, "" if reading.draft.envelope.type else "undeclared", words)


def _expected(envelope: Envelope, policy: Policy) -> Expected | None:
    """The buyer's language: what the envelope says, else what the marketplace's store is in."""
    if envelope.language:
        return Expected(envelope.language)
    store = policy.derived(_stores).get(envelope.marketplace or "")
    if store is None:
        return None
    return Expected(store["default_language"], store["domain"], tuple(store["languages"]))


def _stores(policy: Policy) -> Mapping[str, Mapping[str, str]]:
    return {store["country"]: store for store in policy.facts["marketplaces"]["list"]}
