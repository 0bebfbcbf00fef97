"""The declared type of a message: who starts it, and whether the edition permits it."""

from __future__ import annotations

from msglint.finding import NOWHERE, Match
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.policy import Policy, Rule
    from msglint.reading import Reading


def declared(reading: Reading) -> Mapping[str, Any] | None:
    """What the policy knows of the draft's type; None while it is undeclared or unknown."""
    return reading.policy.derived(_types).get(reading.draft.envelope.type or "")


def is_proactive(reading: Reading) -> bool:
    """Whether the seller starts the conversation; an undeclared type counts as such."""
    kind = declared(reading)
    return kind is None or kind.get("started_by") == "seller"


def is_permitted(kind: Mapping[str, Any], policy: Policy) -> bool:
    """Whether messages of a type may be sent: all that the edition does not forbid."""
    return status(kind, policy) != "not-permitted"


def declared_type(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """The declaration of a type that this edition does not permit (variant ``declared``)."""
    kind = declared(reading)
    if kind is not None and not is_permitted(kind, reading.policy):
        words = {"type": kind["id"], "name": kind["name"]}
        yield Match(reading.draft.envelope.place("type") or NOWHERE, "declared", words)


def undeclared(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """A draft of which nothing says what kind of message it is."""
    if not reading.draft.envelope.type:
        yield Match(NOWHERE)


def _types(policy: Policy) -> dict[str, Mapping[str, Any]]:
    return {kind["id"]: kind for kind in policy.facts.get("types", {}).get("types", [])}


def status(kind: Mapping[str, Any], policy: Policy) -> str:
    """How the policy's edition sees a type: ``permitted``, ``required``, ``not-permitted``, ``unlisted`` …"""
    statuses = kind.get("editions", {})
    return str(statuses.get(policy.edition) or statuses.get(policy.label) or "unlisted")
