"""Who owns a host: Amazon, a carrier, or somebody else; judged by whole names, never by a part of one."""

from __future__ import annotations

from msglint.draft import MASK
from msglint.links.suffixes import registrable
from msglint.links.urls import WEB, Url, is_number, parameters, parse, unescape
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.policy import Policy

_HOPS = 5
_REMEMBERED = 4096
_FOR_ALL_MARKETPLACES = frozenset(("amazon", "co", "com"))
_LOOKALIKES = str.maketrans("014357", "oiaest")


class Owner(NamedTuple):
    """Who owns a host.

    ``kind``: ``amazon``, ``carrier``, ``own`` (the configuration lets it be), ``unknown`` (a placeholder hides it), or one that is neither: ``rented``
    ``aggregator`` ``shortener`` ``messaging`` ``social`` ``payment`` ``hosting`` ``number`` ``lookalike`` ``site`` (of the
    seller, by a placeholder's name) ``other``.
    ``name`` is the same for all hosts of one owner.
    """

    kind: str
    name: str

    @property
    def is_external(self) -> bool:
        """Whether links to it lead out of Amazon, carriers aside."""
        return self.kind not in ("amazon", "carrier", "contact", "own", "unknown")


UNKNOWN = Owner("unknown", "")
SITE = Owner("site", MASK)
"""Whoever a placeholder such as ``{{shop_url}}`` stands for: plainly the seller."""


class Hosts:
    """The facts about hosts, as questions."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._known = dict(_entries(facts))
        self._amazon = facts["amazon"]
        self._redirectors = list(_by_host(facts["redirectors"]))
        self._qr_makers = list(_by_host(facts["qr_makers"]))
        self._lookalikes: list[str] = facts["lookalike_names"]
        self.schemes: Mapping[str, list[str]] = facts["schemes"]
        self._judged: dict[str, Owner] = {}

    def owner(self, host: str) -> Owner:
        """Who owns a host (as ``urls.parse`` gives it)."""
        if host not in self._judged:
            if len(self._judged) >= _REMEMBERED:
                self._judged.clear()
            self._judged[host] = self._owner(host)
        return self._judged[host]

    def _owner(self, host: str) -> Owner:
        if MASK in host:
            return self._masked_owner(host)
        if is_number(host):
            return Owner("number", host)
        known = self.known(host)
        if known:
            return known
        name = registrable(host) or host
        return Owner("lookalike" if self._is_lookalike(host) else "other", name)

    def known(self, host: str) -> Owner | None:
        """The owner of a host that the facts name, the longest entry first."""
        labels = host.split(".")[-8:]
        names = (".".join(labels[at:]) for at in range(len(labels)))
        return next((self._known[name] for name in names if name in self._known), None)

    def final(self, url: Url) -> Url:
        """Where a URL leads in the end, as far as it can be read from it: redirecting pages name their target."""
        for _ in range(_HOPS):
            target = self._target(url) if url.query else None
            if target is None:
                break
            url = target
        return url

    def qr_target(self, url: Url) -> Url | None:
        """The address in the QR code that a picture's URL asks for, if it is one."""
        return next(
            (found for names, _, known in self._pages(self._qr_makers, url) if (found := _in(url, names))), None
        )

    def page(self, url: Url) -> str:
        """What kind of Amazon page a path is: ``review_or_feedback``, ``service``, ``product``, ``store`` or ``""``."""
        path = unescape(url.path).lower().rstrip("/") + "/"
        for kind in ("review_or_feedback", "service"):
            if any(_begins(path, known) for known in self._amazon["paths"][kind]):
                return kind
        if any(known in path for known in self._amazon["paths"]["product"]):
            return "product"
        return "store" if any(_begins(path, known) for known in self._amazon["paths"]["store"]) else ""

    def _masked_owner(self, host: str) -> Owner:
        """The owner of a host with a placeholder in it: known where the end is written out."""
        rest = host.rpartition(MASK)[2]
        if rest.startswith(".") and "." in rest[1:]:
            return self.owner(rest[1:])
        written = [label for label in host.split(".") if label.strip(MASK) and label != "www"]
        if not written:
            return UNKNOWN
        # "amazon.{{ending}}": a template for all marketplaces
        return (
            Owner("amazon", "amazon")
            if not rest and _FOR_ALL_MARKETPLACES.issuperset(written)
            else Owner("other", host)
        )

    def _target(self, url: Url) -> Url | None:
        known = self.known(url.host)
        if known and known.kind == "amazon":
            path = url.path.lower()
            return _in(url, ()) if any(path.startswith(page) for page in self._amazon["redirect_paths"]) else None
        return next(
            (found for names, _, known in self._pages(self._redirectors, url) if (found := _in(url, names))), None
        )

    def _pages(self, entries: list[tuple[str, list[str], list[str]]], url: Url) -> Iterator[tuple[list[str], str, str]]:
        for host, paths, names in entries:
            at_host = url.host == host or url.host.endswith(f".{host}")
            if at_host and (not paths or any(_begins(url.path.lower() + "/", path) for path in paths)):
                yield names, host, url.host

    def _is_lookalike(self, host: str) -> bool:
        plain = _plain(host).translate(_LOOKALIKES).replace("rn", "m").replace("vv", "w").replace("-", "")
        return any(name in plain or name in host for name in self._lookalikes)


def hosts_of(policy: Policy) -> Hosts:
    """The hosts of a policy; ask for them by ``policy.derived(hosts_of)``."""
    return Hosts(policy.facts["hosts"])


def _entries(facts: Mapping[str, Any]) -> Iterator[tuple[str, Owner]]:
    for name, listed in facts["amazon"].items():
        if name not in ("paths", "redirect_paths", "source", "rented"):
            yield from ((host, Owner("amazon", "amazon")) for host in listed)
    yield from ((host, Owner("rented", host)) for host in facts["amazon"]["rented"])
    for carrier in facts["carriers"]:
        for listed in (carrier.get("hosts", ()), carrier.get("hosts_unverified", ())):
            yield from ((host, Owner("carrier", carrier["id"])) for host in listed)
    yield from ((host, Owner("own", host)) for host in facts.get("own", ()))
    for name, listed in facts["external"].items():
        kind = name.removesuffix("_unverified")
        if kind != "source":
            yield from ((host, Owner(kind, host)) for host in listed)


def _by_host(entries: list[Mapping[str, Any]]) -> Iterator[tuple[str, list[str], list[str]]]:
    for entry in entries:
        yield from ((host, entry.get("paths", []), entry["parameters"]) for host in entry["hosts"])


def _begins(path: str, known: str) -> bool:
    return path.startswith(known if known.endswith("/") else f"{known}/") or path == known


def _in(url: Url, names: list[str] | tuple[str, ...]) -> Url | None:
    """The first web address among the parameters of these names (of any name, without names)."""
    for name, value in parameters(url):
        if not names or name in names:
            target = parse(value)
            if target.host and (target.scheme in WEB or not target.scheme):
                return target
    return None


def _plain(host: str) -> str:
    """A host in plain Latin letters, for comparing with names that it may imitate."""
    if host.isascii():
        return host
    from msglint.draft import View
    from msglint.fold import fold

    return fold(View("value", host)).text
