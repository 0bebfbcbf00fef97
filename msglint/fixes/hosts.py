"""``http`` made ``https`` where it is known that the page has it: at Amazon and the carriers."""

from __future__ import annotations

from msglint.fixes import Fix
from msglint.links.hosts import hosts_of
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from msglint.draft import Span
    from msglint.finding import Match
    from msglint.links.urls import Url
    from msglint.policy import Rule
    from msglint.reading import Reading

_PLAIN = lazy(r"(?i)(http)://[^\s/:?#@\\&%]++(?=[/?#]|\Z)")
"""A scheme and a host as they are usually written: no port, which would be another one, and nobody's name."""
_SECURED = frozenset({"amazon", "carrier"})


def links_secured(reading: Reading, _rule: Rule, matches: Sequence[Match]) -> Iterator[Fix]:
    """Links to Amazon's and the carriers' pages."""
    yield from _secured(reading, matches, ((link.span, link.url) for link in reading.links))


def images_secured(reading: Reading, _rule: Rule, matches: Sequence[Match]) -> Iterator[Fix]:
    """Pictures from Amazon's and the carriers' pages."""
    yield from _secured(reading, matches, ((one.resource.span, one.url) for one in reading.pictures))


def _secured(reading: Reading, matches: Sequence[Match], known: Iterable[tuple[Span, Url]]) -> Iterator[Fix]:
    hosts, text = reading.policy.derived(hosts_of), reading.draft.source.text
    urls = dict(known)
    for span in {match.span for match in matches}:
        url, found = urls.get(span), _PLAIN.match(text, span.start, span.end)
        if found and url and url.scheme == "http" and hosts.owner(url.host).kind in _SECURED:
            at = found.end(1)
            yield Fix(at, at, "S" if found[1].isupper() else "s", ward=span.start)
