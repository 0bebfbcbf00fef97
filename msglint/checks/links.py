"""Links: out of Amazon, without encryption, under a false name, to products and stores."""

from __future__ import annotations

from msglint.checks import placeholders
from msglint.finding import Match
from msglint.links.hosts import SITE, hosts_of
from msglint.patterns import lazy
from msglint.places import Places
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.links.found import Link
    from msglint.pictures import Picture
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS: dict[str, dict[str, type]] = {"external": {"order_pages": list}}
OPTIONAL = ("order_pages",)
_WORDS = lazy(r"[a-z]+")
_SEVEN = lazy("(?=([0-9]{7}))")
"""Any seven digits in a row, also of more than seven."""
_QR = lazy(r"(?i)(?<![a-zA-Z])qr(?:[-_ ]?codes?)?(?![a-z])")
_PROMOTED = {"product": "product-link", "store": "store-link"}


def _has_links(reading: Reading, _rule: Rule) -> bool:
    return bool(reading.links)


GATES = {"insecure": _has_links, "deceptive": _has_links}


def external(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Links to pages that are neither Amazon's nor a carrier's, and placeholders that render to one."""
    links = [link for link in reading.links if link.owner.is_external]
    found = [link.span for link in links]
    ends = _ends_of_ids(reading) if links and "order-page" in rule.variants else frozenset[str]()
    for link in links:
        if link.owner is SITE and not link.repeats:
            yield Match(link.span, "placeholder", {"host": reading.draft.written(link.span)})
        elif not link.repeats:
            kind = "api-purpose" if "api-purpose" in rule.variants and _may_belong(link, reading) else _kind(link)
            if not kind and "order-page" in rule.variants and _may_be_needed(link, ends, rule):
                kind = "order-page"
            yield Match(link.span, kind, {"host": link.host})
    yield from _qr_codes(reading)
    if reading.channel == "api":
        from msglint.checks import payload

        yield from payload.beside_the_point(reading)
    found += [resource.span for resource in reading.resources if resource.placeholders]
    places = Places(found)
    for span in placeholders.violations(reading, rule.id):
        if not places.overlap(span):
            yield Match(span, "placeholder", {"host": reading.draft.written(span)})


def insecure(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Links without encryption, whoever owns the page; also those that a redirect leads to."""
    for link in reading.links:
        if "http" in (link.url.scheme, link.final.scheme) and not link.repeats:
            yield Match(link.span, words={"host": link.host})


def deceptive(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Hosts shown in the words of a link that leads to somebody else."""
    for link in reading.links:
        target = link.around
        if target is None or link.owner.name == target.owner.name:
            continue
        if {link.owner.kind, target.owner.kind} & {"unknown", "contact"}:
            continue
        # the name that is shown may well be the one that the placeholder stands for
        if SITE in (link.owner, target.owner) and not {link.owner.kind, target.owner.kind} & {"amazon", "carrier"}:
            continue
        yield Match(link.span, words={"shown": link.host, "host": target.host})


def promotion(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Amazon's own pages that promote: variants ``product-link`` and ``store-link``."""
    hosts = reading.policy.derived(hosts_of)
    for link in reading.links:
        if link.owner.kind == "amazon" and not link.repeats:
            variant = _PROMOTED.get(hosts.page(link.final))
            if variant:
                yield Match(link.span, variant, {"host": link.host})


def _kind(link: Link) -> str:
    """Which of the rule's messages fits."""
    if link.owner.kind != "other":
        return link.owner.kind
    if link.final.host != link.url.host:
        return "redirect"
    return "spelled" if link.form == "spelled" else ""


def _ends_of_ids(reading: Reading) -> frozenset[str]:
    """The last seven digits of the orders that the message is about."""
    return frozenset(found.id.rpartition("-")[2] for found in reading.order_ids if found.id)


def _may_be_needed(link: Link, ends: frozenset[str], rule: Rule) -> bool:
    """Whether a page may be one that the order cannot be completed without: its address carries the id of the order that
    the message is about, or the end of it, or says that something is made to order, uploaded or approved there (``order_pages``).
    """
    if not ends.isdisjoint(_SEVEN.findall(f"{link.url.path}?{link.url.query}")):
        return True
    # its owner's name says what is sold there: every page of custom-mugs.com has it
    words = _WORDS.findall(f"{link.url.host.lower().removesuffix(link.owner.name)} {link.url.path}".lower())
    return not set(rule.options.get("order_pages", ())).isdisjoint(words)


def _may_belong(link: Link, reading: Reading) -> bool:
    """Whether a link to somebody else's page can be what the operation of the Messaging API is about."""
    if reading.channel != "api" or _kind(link):
        return False
    from msglint.checks.payload import possible

    return any("other" in operation.pages for operation in possible(reading))


def _qr_codes(reading: Reading) -> Iterator[Match]:
    """Pictures of QR codes: a link that no one can read before following it."""
    hosts = reading.policy.derived(hosts_of)
    for picture in reading.pictures:
        resource = picture.resource
        if resource.kind not in ("image", "background"):
            continue
        target = hosts.qr_target(resource.url)
        if target is not None:
            if hosts.owner(target.host).is_external:
                yield Match(resource.span, "qr", {"host": target.host})
        elif resource.url.scheme != "data" and (shown := _names_qr_code(picture)):
            yield Match(resource.span, "qr", {"host": shown}, "medium")


def _names_qr_code(picture: Picture) -> str:
    """The words that call a picture a QR code: in place of the picture, or its file's name."""
    alt = picture.element.value("alt") if picture.element is not None else picture.shown
    name = picture.url.path.rpartition("/")[2]
    return next((text for text in (alt, name) if _QR.search(text)), "")
