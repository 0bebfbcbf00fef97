"""Passwords that stand in a message, as opposed to hints where a device's own password is printed."""

from __future__ import annotations

from msglint.draft import MASK
from msglint.numbers.context import Beginnings, beginnings
from msglint.patterns import escape, lazy
from msglint.privacy.found import Secret
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.policy import Policy
    from msglint.reading import Reading

_NEAR = 70
_SIGNS = frozenset("!@#$%^&*+=?")


class Words(NamedTuple):
    """The words that name a password, and those that say it is a device's own."""

    beginnings: Beginnings
    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    factory: tuple[str, ...]
    harmless: frozenset[str]


def words(policy: Policy) -> Words:
    """The words of ``facts/confidential.yaml``. Ask for them by ``policy.derived(words)``."""
    facts = policy.facts["confidential"]
    names = "|".join(map(escape, facts["passwords"]))
    pattern = (
        rf"(?<![^\W\d_])(?:{names})(?![^\W\d_a-z])(?: (?:for|to|of|für|pour|para|per|voor)\b[^\n:.]{{1,40}})?"
        r"(?:[ \t]*(?:[:=：]|は|(?:is|was|ist|lautet|est|es|è|to)(?: now)?\b:?)|(?P<bare>[ \t](?=[\"'“]?[a-z]{3,20}[0-9]{2,8}(?!\w))))"
        r"[ \t]*(?P<quote>[\"'“„«‘`]?)(?P<value>[^\s\"'”“»„’`<>]{4,64})"
    )
    return Words(
        beginnings(facts["passwords"]),
        tuple(facts["passwords"]),
        lazy(pattern),
        tuple(facts["factory"]),
        frozenset(facts["no_passwords"]),
    )


def find(reading: Reading) -> Iterator[Secret]:
    """All passwords."""
    known = reading.policy.derived(words)
    for view in reading.texts if known.beginnings.occur(reading) else ():
        for found in known.pattern.finditer(view.lower):
            start, end = found.span("value")
            value = view.text[start:end].rstrip(".,;:!?)]")
            if found["bare"] and value.islower():  # a word such as reset2026 that goes on about passwords
                continue
            if MASK in value:
                written = reading.draft.written(view.span(start, end)).lower()
                if any(word in written for word in known.literals):
                    yield Secret("password", view, start, start + len(value))
                continue
            around = view.lower[max(0, found.start() - _NEAR) : end + _NEAR]
            if _is_secret(value, bool(found["quote"]), known) and not any(word in around for word in known.factory):
                yield Secret("password", view, start, start + len(value))


def _is_secret(value: str, quoted: bool, known: Words) -> bool:
    """Whether it looks made up: letters with digits or signs, a longer number, or a quoted word."""
    if len(value) < 4 or value.lower() in known.harmless or set(value) <= set("*•x_.-…"):
        return False
    if value.isdigit():
        return len(value) >= 6
    return quoted or any(map(str.isdigit, value)) or not _SIGNS.isdisjoint(value)
