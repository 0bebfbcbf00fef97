"""The buyer's address without a postcode, where words right before it call it theirs: "you live at 48 Alder Row, Castleton"."""

from __future__ import annotations

from msglint.patterns import any_of, lazy
from msglint.privacy import addresses, beside
from msglint.privacy.found import Secret
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.fold import Folded
    from msglint.policy import Policy
    from msglint.reading import Reading

_NAME = r"[A-Z][A-Za-z'’.-]{0,24}"
_REACH = 80
_DISTANT = 40


class Words(NamedTuple):
    """``types`` are the words for a street, ``street`` finds one with a number and a town, ``between`` what may stand between it and
    the words that call it the buyer's.
    """

    types: frozenset[str]
    street: re.Pattern[str]
    between: re.Pattern[str]


def words(policy: Policy) -> Words:
    """The words of ``facts/confidential.yaml``. Ask for them by ``policy.derived(words)``."""
    facts = policy.facts["confidential"]
    unit = rf"(?:(?i:{any_of(facts['units'])})\.? ?#?[0-9A-Za-z-]{{1,5}}|#[0-9]{{1,4}})"
    return Words(
        frozenset(facts["streets"]),
        lazy(
            rf"(?<![\w-])(?:{unit},? )?[0-9]{{1,5}}[A-Za-z]? (?:{_NAME} ){{1,3}}?(?i:{any_of(facts['streets'])})\b\.?"
            rf"(?:,? {unit})?(?:, ?{_NAME}(?: {_NAME}){{0,2}}){{1,3}}(?<=[A-Za-z])"
        ),
        lazy(
            rf"[\s,:(]{{0,3}}(?:(?:{any_of(facts['street_leads'])})\b[\s,:]{{0,3}}){{0,3}}(?:(?:{any_of(facts['titles'])})\.? )?(?:{_NAME} ?){{0,3}}[\s,]{{0,3}}"
        ),
    )


def find(reading: Reading) -> Iterator[Secret]:
    """All such addresses, and the buyer's telephone number beside one."""
    known = reading.policy.derived(words)
    if known.types.isdisjoint(reading.vocabulary):
        return
    whose = reading.policy.derived(addresses.words)
    for view in reading.texts:
        for street in known.street.finditer(view.text):
            if _is_the_buyers(view, street, known, whose):
                yield Secret("address", view, *street.span(), "medium")
                phone = beside.phone(view, street.end(), whose.lines)
                if phone:
                    yield phone


def _is_the_buyers(view: Folded, street: re.Match[str], known: Words, whose: addresses.Words) -> bool:
    before = view.text[max(0, street.start() - _REACH) : street.start()]
    said = whose.whose.said(before.lower())
    if not said or said[-1].kind != "buyer" or any(word.kind == "seller" for word in said):
        return False
    between = before[said[-1].end :]
    return len(between) <= _DISTANT and known.between.fullmatch(between) is not None
