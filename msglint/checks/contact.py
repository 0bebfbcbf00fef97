"""Channels outside Amazon that are named in words: where an address, a number or a link stands, its own rule speaks."""

from __future__ import annotations

from msglint.checks import handles, wording
from msglint.draft import Span
from msglint.finding import Match
from msglint.places import Places
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {"elsewhere": {"shapes": list, "guarded": bool, "named": list}}
OPTIONAL = ("guarded",)
NEARBY = 25
"""Words that end so many characters before a phone number or an e-mail address only lead up to it ("text us at …")."""


def _may_lead(reading: Reading, rule: Rule) -> bool:
    return wording.may_mean(reading, rule) or handles.may_name(reading)


GATES = {"elsewhere": _may_lead}


def elsewhere(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Sentences that send the buyer elsewhere, but for runs of words in which the address itself stands,
    and for words beside one in sentences that name no channel besides (a group of ``named``).
    """
    accounts = list(_accounts(reading))
    yield from accounts
    matches = list(wording.meaning(reading, rule))
    if not matches:
        return
    behind = max(match.span.end for match in matches) + NEARBY
    named = [_with_blank(account.span, reading) for account in accounts]
    links = Places([*_links(reading), *_dialled(reading), *named])
    reachable = Places(_reachable(reading, behind))
    channels = Places(_naming(reading, rule.options["named"]))
    for match in matches:
        span = match.span
        if links.touch(span) or reachable.touch(span):
            continue
        if channels.touch(span) or not reachable.touch(span, NEARBY):
            yield match


def _accounts(reading: Reading) -> Iterator[Match]:
    """Accounts that the words name, but for those that are links, addresses or placeholders of which other matches speak."""
    found = list(handles.accounts(reading))
    others = Places((*_links(reading), *(address.span for address in reading.addresses))) if found else None
    for account in found:
        if others and not others.touch(account.span):
            yield Match(account.span, "handle", {"name": account.written}, account.confidence)


def _with_blank(span: Span, reading: Reading) -> Span:
    """An account with the blank before its network's name: "add me on" and "WeChat: name" say one thing."""
    text, start = reading.draft.source.text, span.start
    return Span(start - (text[start - 1 : start] == " " and text[start] != "@"), span.end)


def _links(reading: Reading) -> Iterator[Span]:
    """Where links and placeholders for them stand."""
    from msglint.checks.placeholders import violations

    yield from (link.span for link in reading.links)
    yield from violations(reading, "external-link")


def _dialled(reading: Reading) -> Iterator[Span]:
    """In a script for calls, the placeholders: they stand for the number to dial, not for one to give away."""
    if reading.channel == "phone-script":
        for part in reading.draft.parts:
            yield from (part.text.span(found.start, found.end) for found in part.placeholders)


def _reachable(reading: Reading, behind: int) -> Iterator[Span]:
    """Where e-mail addresses, phone numbers and placeholders for them stand, up to an offset."""
    from msglint.checks.placeholders import violations
    from msglint.numbers import phones

    yield from (address.span for address in reading.addresses)
    runs = (run for run in reading.numbers if run.view.span(run.start, run.end).start < behind)
    yield from (phone.view.span(phone.start, phone.end) for phone in phones.find(reading, runs))
    for rule in ("email-address", "phone-number"):
        yield from violations(reading, rule)


def _naming(reading: Reading, groups: Sequence[str]) -> Iterator[Span]:
    """The sentences that name a network, a site or an app."""
    for passage in reading.passages:
        for sentence in passage.sentences:
            if not sentence.chart.keys().isdisjoint(groups):
                yield passage.view.span(sentence.unit.start, sentence.unit.end)
