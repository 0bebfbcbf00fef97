"""Puts together what a draft links to, loads and names as e-mail addresses, in words and in mark-up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from msglint.checks.placeholders import is_site
from msglint.draft import MASK, Span, View
from msglint.links.found import Address, Link, Resource
from msglint.links.hosts import SITE, UNKNOWN, Owner, hosts_of
from msglint.links.pairs import beside
from msglint.links.shop_calls import calls_of
from msglint.links.text import finder_of
from msglint.links.urls import WEB, Url, host_name, parse, resolve, unescape
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.draft import Part, Placeholder
    from msglint.fold import Folded
    from msglint.links.markup import Place
    from msglint.links.text import Written
    from msglint.markup.tree import Element
    from msglint.reading import Reading

_COPIES = lazy(r"(?i)(?:\A|&)(?:to|cc|bcc)=([^&#]*+)")
_BETWEEN = lazy(r"[\s;<>\"]++")
_PICTURE = lazy(r"(?i)(?:!\[[^\[\]\n]{0,200}\]\([ \t]?<?|<(?:img|source)\s[^<>]{0,200}=[\"']?)\Z")
_BARE = lazy(r"[A-Za-z0-9.-]++\Z")
_NEAR = 300
_SOMEWHERE = Url("", MASK, "", "")
_PAGE_TYPES = ("text/html", "application/xhtml", "image/svg", "text/xml")


class Collection(NamedTuple):
    """All of a draft's links, addresses and resources, each in the order of the parts and views."""

    links: tuple[Link, ...]
    addresses: tuple[Address, ...]
    resources: tuple[Resource, ...]


def collect(reading: Reading) -> Collection:
    """What ``Reading.links``, ``.addresses`` and ``.resources`` show."""
    collector = _Collector(reading)
    for part in reading.draft.parts:
        if part.elements or part.styles:
            collector.read_markup(part)
    for folded, view in zip(reading.texts, reading.draft.views(), strict=True):
        collector.read_words(folded, view)
    return Collection(tuple(collector.links), tuple(collector.addresses), tuple(collector.resources))


class _Collector:
    def __init__(self, reading: Reading) -> None:
        self.policy = reading.policy
        self.hosts, self.finder = reading.policy.derived(hosts_of), reading.policy.derived(finder_of)
        self.calls = reading.policy.derived(calls_of)
        self.links: list[Link] = []
        self.addresses: list[Address] = []
        self.resources: list[Resource] = []
        self._placeholders = {id(part.text): part.placeholders for part in reading.draft.parts}
        self._anchors: dict[int, list[Link]] = {}
        self._has_pictures = reading.draft.name.lower().endswith(".md")

    def read_markup(self, part: Part) -> None:
        from msglint.links.markup import places

        base: Url | None = None
        for place in places(part, self.finder):
            written = place.view.text[place.start : place.end]
            url = self._url(written, place)
            if place.form == "base" and base is None:
                base = url
            if place.loaded:
                self._add_resource(place, written, resolve(url, base))
            elif place.form == "href" and self.calls.is_address(written):
                self.links.append(self._called(place.view, place.start, place.end, place.form, place.element))
            elif written and not written.startswith("#"):
                self._add_link(place, resolve(url, base))

    def read_words(self, folded: Folded, view: View) -> None:
        first = len(self.links)
        self._read_words(folded, view)
        self.links += [self._called(view, start, end, "url") for start, end in self.calls.in_text(view.text)]
        if len(self.links) > first + 1:
            self.links[first:] = beside(self.links[first:], folded.text)

    def _read_words(self, folded: Folded, view: View) -> None:
        changed = folded.text != view.text
        for found in self.finder.find(folded.text):
            start, end, span = found.start, found.end, folded.span(found.start, found.end)
            around = self._around(folded, start, end)
            placeholders = self._inside(folded, start, end) if MASK in found.plain else ()
            if found.is_address:
                domain = found.plain.rpartition("@")[2].lower()
                form = "plain" if found.form == "address" else "spelled"
                self.addresses.append(Address(span, found.plain, form, domain, None, placeholders, around))
                continue
            if self._is_picture(folded.text, start):
                continue
            url = self._url_of(found, folded, view, changed=changed)
            final = self.hosts.final(url)
            owner = self._owner(url, final, placeholders)
            if owner is not None:
                link = Link(span, folded, start, end, found.form, url, final, owner, None, around, placeholders)
                self.links.append(link)

    def _called(self, view: View, start: int, end: int, form: str, element: Element | None = None) -> Link:
        """A link that template code will put there."""
        return Link(view.span(start, end), view, start, end, form, _SOMEWHERE, _SOMEWHERE, SITE, element)

    def _is_picture(self, text: str, start: int) -> bool:
        """Whether a URL of a Markdown draft is loaded, not followed: ``![alt](url)``, ``<img src="url">``."""
        return self._has_pictures and bool(_PICTURE.search(text, max(0, start - _NEAR), start))

    def _add_link(self, place: Place, url: Url) -> None:
        view, start, end, form, element, _ = place
        final = self.hosts.final(url)
        placeholders = self._inside(view, start, end) if MASK in view.text else ()
        owner = self._owner(url, final, placeholders)
        if owner is None:
            return
        span = view.span(start, end)
        link = Link(span, view, start, end, form, url, final, owner, element, None, placeholders)
        if url.scheme == "mailto":
            named = list(self._mail_addresses(link))
            self.addresses += named
            link = link._replace(recipients=_recipients(named))
        self.links.append(link)
        if element is not None and form == "href" and element.tag == "a":
            self._anchors.setdefault(id(element.part), []).append(link)

    def _mail_addresses(self, link: Link) -> Iterator[Address]:
        """The addresses of a ``mailto:`` link, in its copies too; a link to nobody (``mailto:?subject=…``) has none."""
        scheme, colon, _ = link.written.partition(":")
        # without one: name@shop.com?subject=a:b
        offset = link.start + len(scheme) + 1 if colon and "@" not in scheme else link.start
        address, _, more = link.view.text[offset : link.end].partition("?")
        behind = offset + len(address) + 1
        lists = [(offset, address), *((behind + found.start(1), found[1]) for found in _COPIES.finditer(more))]
        for begin, listed in lists:
            at = begin
            for raw in listed.split(","):
                text = unescape(raw).strip()
                if text:
                    start = at + len(raw) - len(raw.lstrip())
                    span = link.view.span(start, start + len(raw.strip()))
                    domain = text.rpartition("@")[2].lower()
                    yield Address(span, text, "mailto", domain, link.element, link.placeholders)
                at += len(raw) + 1

    def _add_resource(self, place: Place, written: str, url: Url) -> None:
        view, start, end, kind, element, _ = place
        placeholders = self._inside(view, start, end) if MASK in written else ()
        self.resources.append(Resource(url, written, view.span(start, end), kind, element, placeholders))

    def _url(self, written: str, place: Place) -> Url:
        """The URL of a value; ``shop.com/x`` and ``name@shop.com`` without a scheme mean what they look like."""
        url = parse(written)
        if place.loaded or url.scheme or url.host or written[:1] in "/#?.":
            return url
        found = self.finder.find(written) if len(written) <= 2048 else []
        if found and found[0].start == 0:
            return Url("mailto", "", written, "") if found[0].is_address else parse(f"//{written}")
        if written.startswith(MASK):
            return Url("", MASK, url.path, url.query)
        return url

    def _url_of(self, found: Written, folded: Folded, view: View, *, changed: bool) -> Url:
        has_scheme = False
        if _BARE.match(found.plain):
            url = Url("", host_name(found.plain), "", "")
        else:
            head, slashes, _ = found.plain.partition("://")
            has_scheme = bool(slashes) and not set("./?") & set(head)
            url = parse(found.plain if has_scheme else f"//{found.plain}")
        if not changed:
            return url
        raw = _as_written(folded, view, found.start, found.end)
        if raw.isascii() or any(char in raw for char in " \t\u00a0[("):
            return url
        # look-alike letters: what a browser would look up is what stands there, not what it looks like
        host = parse(raw if has_scheme else f"//{raw}").host
        return url._replace(host=host) if host else url

    def _owner(self, url: Url, final: Url, placeholders: tuple[Placeholder, ...]) -> Owner | None:
        """Whose page it is; None for what leads nowhere outside the message."""
        owner = self._owner_of(url, final)
        if owner is UNKNOWN and placeholders and final is url and is_site(placeholders[0], self.policy):
            return SITE
        return owner

    def _owner_of(self, url: Url, final: Url) -> Owner | None:
        schemes, scheme = self.hosts.schemes, final.scheme
        if final.host and (not scheme or scheme in WEB or MASK in scheme):
            return self.hosts.owner(final.host)
        if MASK in scheme:
            return UNKNOWN
        if not scheme or scheme in WEB:
            return None
        if scheme in schemes["contact"]:
            return Owner("contact", scheme)
        if scheme in schemes["inside"]:
            is_page = scheme == "data" and url.path.strip().lower().startswith(_PAGE_TYPES)
            return Owner("data", "data") if is_page else None
        return Owner("amazon", "amazon") if scheme in schemes["amazon"] else Owner("app", scheme)

    def _inside(self, view: View, start: int, end: int) -> tuple[Placeholder, ...]:
        part, (start, end) = _in_part(view, start, end)
        listed = self._placeholders.get(id(part), ())
        first = bisect_right(listed, start, key=lambda placeholder: placeholder.end)
        behind = bisect_left(listed, end, key=lambda placeholder: placeholder.start)
        return listed[first:behind]

    def _around(self, view: View, start: int, end: int) -> Link | None:
        """The link whose label a run of words stands in."""
        if not self._anchors:
            return None
        part, (start, _) = _in_part(view, start, end)
        anchors = self._anchors.get(id(part), [])
        at = bisect_right(anchors, start, key=lambda link: link.element.end if link.element else 0) - 1
        element = anchors[at].element if at >= 0 else None
        return anchors[at] if element is not None and start < element.close else None


def _recipients(named: Iterable[Address]) -> frozenset[str]:
    """The bare addresses: people write ``Ann <ann@shop.com>``, and semicolons between them."""
    return frozenset(word for address in named for word in _BETWEEN.split(address.text.lower()))


def _as_written(folded: View, view: View, start: int, end: int) -> str:
    """The same run in the view that was folded."""
    here: View | None = folded
    span = Span(start, end)
    while here is not None:
        if here is view or (here.base is view.base and len(here.text) == len(view.text)):
            return view.text[slice(*span)]
        span, here = here.to_base(*span), here.base
    return ""


def _in_part(view: View, start: int, end: int) -> tuple[View, Span]:
    """The same run in the text of its part."""
    here = Span(start, end)
    while view.kind != "part" and view.base is not None:
        here = view.to_base(*here)
        view = view.base
    return view, here
