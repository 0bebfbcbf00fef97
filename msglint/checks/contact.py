"""Channels outside Amazon that are named in words: where an address, a number or a link stands, its own rule speaks."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from msglint.checks import wording
from msglint.finding import Match
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from msglint.draft import Span
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {
    "elsewhere": {"shapes": list, "guarded": bool, "named": list, "no_handles": list}
}
OPTIONAL = ("guarded",)
NEARBY = 25
"""Words that end so many characters before a phone number or an e-mail address only lead up to it ("text us at …")."""
_HANDLE = lazy(r"(?<![^\W_])(?<![.@/#&=\x1a])@([a-z][a-z0-9_]*+(?:\.[a-z0-9_]++)*+)(?![@\x1a/=(])")
LETTERS = range(4, 31)
"""How long the names are that networks allow and people choose."""


GATES = {"elsewhere": wording.may_mean}


class Places:
    """Spans, sorted: whether any is near a place is soon known, however many there are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [span.start for span in ordered]
        self.furthest = list(accumulate((span.end for span in ordered), max))

    def touch(self, span: Span, nearby: int = 0) -> bool:
        """Whether one of them overlaps a span or is next to it, at most so many characters away."""
        before = bisect_right(self.starts, span.end + nearby)
        return bool(before) and self.furthest[before - 1] >= span.start - nearby


def elsewhere(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Sentences that send the buyer elsewhere, but for runs of words in which the address itself stands,
    and for words beside one in sentences that name no channel besides (a group of ``named``).
    """
    handles = list(_handles(reading, frozenset(rule.options["no_handles"])))
    yield from handles
    matches = list(wording.meaning(reading, rule))
    if not matches:
        return
    behind = max(match.span.end for match in matches) + NEARBY
    links = Places([*_links(reading), *_dialled(reading), *(handle.span for handle in handles)])
    reachable = Places(_reachable(reading, behind))
    channels = Places(_naming(reading, rule.options["named"]))
    for match in matches:
        span = match.span
        if links.touch(span) or reachable.touch(span):
            continue
        if channels.touch(span) or not reachable.touch(span, NEARBY):
            yield match


def _handles(reading: Reading, known: frozenset[str]) -> Iterator[Match]:
    """Names on a network, written as ``@name``; ``known`` are words that people write so without meaning one."""
    for view in reading.texts:
        if "@" not in view.lower:
            continue
        for found in _HANDLE.finditer(view.lower):
            if len(found[1]) in LETTERS and found[1] not in known:
                yield Match(view.span(*found.span()), "handle", {"name": view.text[found.start() : found.end()]})


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
