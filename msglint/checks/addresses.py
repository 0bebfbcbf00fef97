"""E-mail addresses, written, linked or spelled out."""

from __future__ import annotations

from msglint.checks import placeholders
from msglint.finding import Match
from msglint.links.hosts import hosts_of
from msglint.places import Places
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.draft import Span
    from msglint.links.found import Address
    from msglint.links.hosts import Hosts
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {}


def email(reading: Reading, rule: Rule) -> Iterator[Match]:
    """All e-mail addresses, and placeholders that render to one."""
    hosts = reading.policy.derived(hosts_of)
    found: list[Span] = []
    for address in reading.addresses:
        if not address.repeats:
            found.append(address.span)
            yield Match(address.span, _kind(address, hosts), {"address": _shown(reading, address)})
    places = Places(found)
    for span in placeholders.violations(reading, rule.id):
        if not places.overlap(span):
            yield Match(span, "placeholder", {"address": reading.draft.written(span)})


def _kind(address: Address, hosts: Hosts) -> str:
    """Which of the rule's messages fits."""
    if address.domain.startswith("marketplace.") and hosts.owner(address.domain).kind == "amazon":
        return "alias"
    return "" if address.form == "plain" else address.form


def _shown(reading: Reading, address: Address) -> str:
    return reading.draft.written(address.span) if address.placeholders else address.text
