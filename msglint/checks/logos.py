"""Logos that lead to the seller's website, or show its address."""

from __future__ import annotations

from msglint.finding import Match
from msglint.fold import lowered
from msglint.links.hosts import hosts_of
from msglint.links.text import finder_of
from msglint.links.urls import parse
from msglint.patterns import any_of, lazy
from msglint.pictures import words
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from msglint.draft import Span
    from msglint.links.found import Link
    from msglint.markup.tree import Element
    from msglint.pictures import Picture
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

_NEAR = 12
_LINKED = lazy(r">?(?:[ \t]+[\"'][^\"'\n]{0,100}[\"'])?\)[ \t]?\]\([ \t]?<?")
_SHORTEST_NAME = 4


def linked(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """A logo in a link that leads out of Amazon, or one whose name or words are a web address."""
    facts = reading.policy.facts["images"]["logo"]
    pictures = [picture for picture in reading.pictures if picture.resource.kind in ("image", "background")]
    if not pictures:
        return
    links = _links(reading)
    written = {link.span.start: link for link in reading.links if link.element is None and link.owner.is_external}
    boxes: dict[int, bool] = {}
    for picture in pictures:
        link = _link_around(picture, links) or _link_behind(picture, written, reading.draft.source.text)
        sign = _is_logo(picture, facts) or _is_in_logo_box(picture, facts, boxes)
        if link is not None and (sign or _is_banner_of(picture, link, facts)) and not _is_others(picture, facts):
            yield Match(picture.resource.span, "", {"host": link.host}, "" if sign else "medium")
            continue
        # "badge-www-shop.png" is a sign with an address as well
        span = _address_shown(picture, reading.policy, facts, sign=sign or "www" in picture.file_words())
        if span is not None:
            yield Match(span, "shown")


def _links(reading: Reading) -> dict[int, Link]:
    """The links that lead out of Amazon, by the element that makes them; image maps by their picture."""
    found: dict[int, Link] = {}
    maps: dict[str, Link] = {}
    around = _maps(reading)
    for link in reading.links:
        if link.element is None or not link.owner.is_external or not link.final.host:
            continue
        found.setdefault(id(link.element), link)
        above = around.get(id(link.element)) if link.element.tag == "area" else None
        if above is not None:
            maps.setdefault(above.value("name").strip().lower(), link)
    if maps:
        for element in reading.draft.elements("img", "input", "object"):
            name = element.value("usemap").strip().lstrip("#").lower()
            if name in maps:
                found[id(element)] = maps[name]
    return found


def _maps(reading: Reading) -> dict[int, Element]:
    """The image map that an element stands in, for all that stand in one."""
    found: dict[int, Element] = {}
    for element in reading.draft.elements() if any(reading.draft.elements("map")) else ():
        above = element if element.tag == "map" else found.get(id(element.parent))
        if above is not None:
            found[id(element)] = above
    return found


def _link_around(picture: Picture, links: Mapping[int, Link]) -> Link | None:
    if picture.element is None:
        return None
    near = (picture.element, *(above for above, _ in zip(picture.element.ancestors(), range(_NEAR), strict=False)))
    for here in near:
        link = links.get(id(here))
        if link is not None and (here.tag != "form" or picture.element.tag == "input"):
            return link
    return None


def _link_behind(picture: Picture, written: Mapping[int, Link], text: str) -> Link | None:
    """The link of a picture in Markdown: ``[![alt](picture)](link)``."""
    if picture.element is not None or not written:
        return None
    found = _LINKED.match(text, picture.resource.span.end)
    return written.get(found.end()) if found else None


def _is_logo(picture: Picture, facts: Mapping[str, Any]) -> bool:
    named = [*picture.file_words(), *picture.shown_words(), *picture.class_words()]
    return any(_is_logo_word(word, facts) for word in named)


def _is_in_logo_box(picture: Picture, facts: Mapping[str, Any], known: dict[int, bool]) -> bool:
    """Whether the element right around a picture is called a logo by its classes."""
    around = picture.element.parent if picture.element is not None else None
    if around is None:
        return False
    if id(around) not in known:
        known[id(around)] = any(_is_logo_word(word, facts) for word in words(around.value("class")))
    return known[id(around)]


def _is_logo_word(word: str, facts: Mapping[str, Any]) -> bool:
    if word in facts["words"]:
        return True
    return (word.endswith(("logo", "logos")) or word.startswith("logo")) and word not in facts["not"]


def _is_others(picture: Picture, facts: Mapping[str, Any]) -> bool:
    return not set(facts["others"]).isdisjoint([*picture.file_words(), *picture.shown_words()])


def _is_banner_of(picture: Picture, link: Link, facts: Mapping[str, Any]) -> bool:
    """Whether a picture stands for the site it leads to: its words are the site's name, or it heads the home page."""
    name = "".join(words(link.owner.name.partition(".")[0]))
    shown = "".join(picture.shown_words())
    if len(name) >= _SHORTEST_NAME and shown and (name in shown or (shown in name and len(shown) >= _SHORTEST_NAME)):
        return len(shown) <= 3 * len(name)
    home = not link.final.path.strip("/") and not link.final.query
    return home and not set(facts["banner"]).isdisjoint([*picture.file_words(), *picture.shown_words()])


def _address_shown(picture: Picture, policy: Policy, facts: Mapping[str, Any], *, sign: bool) -> Span | None:
    """Where a web address stands in a logo's file name, alt or title; or is all of the words of any picture."""
    element = picture.element
    if element is None or picture.resource.kind != "image":
        return None
    for name in ("alt", "title"):
        span = _address_in(element, name, policy, sign=sign)
        if span is not None:
            return span
    return _address_in_file(picture, facts, policy.derived(_host)) if sign else None


def _address_in(element: Element, name: str, policy: Policy, *, sign: bool) -> Span | None:
    view = element.view(name)
    if view is None or "." not in view.text:
        return None
    for found in policy.derived(finder_of).find(view.text):
        whole = view.text[found.start : found.end] == view.text.strip()
        owner = policy.derived(hosts_of).owner(parse(f"//{found.plain.partition('://')[2] or found.plain}").host)
        if not found.is_address and owner.is_external and (sign or whole):
            return view.span(found.start, found.end)
    return None


def _address_in_file(picture: Picture, facts: Mapping[str, Any], host: re.Pattern[str]) -> Span | None:
    file = picture.file.lower()
    if picture.url.scheme == "cid":  # mail programs put the sender's host behind the name
        file = file.partition("@")[0]
    stem, dot, ending = file.rpartition(".")
    if not dot or ending not in facts["picture_endings"]:
        stem = file
    found = host.search(stem)
    if found is None or found[0].partition(".")[0].rpartition("-")[2] in facts["words"]:
        return None
    view = picture.element.view("src") if picture.element else None
    at = lowered(view.text).rfind(found[0]) if view else -1
    return view.span(at, at + len(found[0])) if view and at >= 0 else picture.resource.span


def _host(policy: Policy) -> re.Pattern[str]:
    """The name of a host in that of a file."""
    endings = any_of(policy.facts["images"]["logo"]["address_endings"])
    return lazy(rf"www[._-][a-z0-9-]{{2,60}}[._-][a-z]{{2,8}}|[a-z0-9-]{{2,60}}\.(?:{endings})(?![a-z])")
