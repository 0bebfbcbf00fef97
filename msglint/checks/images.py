"""Pictures that may not be there: GIFs, pictures over http, or of nothing to do with the order."""

from __future__ import annotations

from msglint.finding import Match
from msglint.links.urls import parameters, unescape
from msglint.patterns import lazy
from msglint.pictures import under, visible
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.draft import Span, View
    from msglint.pictures import Picture
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

OPTIONS = {"insecure": {"scheme": str}}


class Unrelated(NamedTuple):
    """The words by which pictures of nothing to do with an order are told, from the facts about images, ready for asking."""

    related: frozenset[str]
    words: frozenset[str]
    together: tuple[frozenset[str], ...]


def unrelated_of(policy: Policy) -> Unrelated:
    """The words of a policy; ask for them by ``policy.derived(unrelated_of)``."""
    facts = policy.facts["images"]["unrelated"]
    return Unrelated(
        frozenset(facts["not"]),
        frozenset((*facts["words"], *facts["collections"])),
        tuple(map(frozenset, facts["together"])),
    )


_LOADED = ("image", "background")
_ADDRESS = lazy(r"(?i)(?:https?://|www\.)[^\s<>\"'()\[\]]++")
_PLACE = lazy(r"(?i)\[(?:animated[ -])?(gif)(?:: ?[^\]\n]{1,100})?\]")
"""``[GIF: a dog in a hat]``: where a picture is put in before the message is sent."""
_HEAD = 100


def gifs(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """GIFs by the name of the file, by declared type, by content, by host; also linked ones in plain text."""
    facts = reading.policy.facts["images"]["gif"]
    seen = set()
    for picture in reading.pictures:
        variant = _gif_variant(picture, facts)
        carried = picture.url.scheme == "cid" and reading.draft.attachments
        if variant is not None and not carried:
            seen.add(picture.resource.span)
            yield Match(picture.resource.span, variant)
    for view in reading.draft.views("body"):
        for match in _gif_addresses(view, facts):
            if match.span not in seen:
                yield match
    yield from (Match(span, "drawn") for span in _places_for_gifs(reading))
    for attachment in reading.draft.attachments:
        if attachment.inline and (attachment.mime.lower() == facts["type"] or attachment.head.startswith(b"GIF8")):
            yield Match(attachment.span, "inline", {"name": attachment.name})


def insecure(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Pictures that are loaded over plain http."""
    for picture in reading.pictures:
        if picture.url.scheme == rule.options["scheme"] and picture.resource.kind in _LOADED:
            yield Match(picture.resource.span, words={"host": picture.url.host})


def unrelated(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Pictures that have nothing to do with a company or an order, by their names."""
    known, hosts = reading.policy.derived(unrelated_of), reading.policy.facts["images"]["unrelated"]["hosts"]
    for picture in visible(reading):
        named = {*picture.file_words(), *picture.shown_words()}
        if not known.related.isdisjoint(named):
            continue
        if under(picture.url.host, hosts) or (len(named) > 1 and any(map(named.issuperset, known.together))):
            yield Match(picture.resource.span, confidence="medium")
        elif not known.words.isdisjoint(named):
            yield Match(picture.resource.span, confidence="low")


def _gif_variant(picture: Picture, facts: Mapping[str, Any]) -> str | None:
    """The variant of the rule that a picture is, ``""`` for the rule itself; None for no GIF."""
    if picture.resource.kind == "frame" and not under(picture.url.host, facts["hosts"]):
        return "" if _ends_as_gif(picture.file, facts) else None
    head = picture.resource.written[:_HEAD].lstrip()
    if picture.url.scheme == "data":
        inside = head.lower().startswith(f"data:{facts['type']}") or any(magic in head for magic in facts["magic"])
        return "inside" if inside else None
    element = picture.element
    if _ends_as_gif(picture.file, facts):
        return ""
    if element is not None and element.value("type").strip().lower() == facts["type"]:
        return ""
    if under(picture.url.host, facts["hosts"]):
        return "host"
    for name, value in parameters(picture.url):
        if (name in facts["parameters"] and value.lower() == "gif") or _ends_as_gif(value.partition("?")[0], facts):
            return "asked"
    return None


def _gif_addresses(view: View, facts: Mapping[str, Any]) -> Iterator[Match]:
    """URLs of GIFs that stand in the text."""
    if "gif" not in view.text.lower():
        return
    for found in _ADDRESS.finditer(view.text):
        url = found[0].rstrip(".,;:!?*_")
        path = unescape(url.partition("?")[0].partition("#")[0])
        if _ends_as_gif(path, facts):
            yield Match(view.span(found.start(), found.start() + len(url)), "linked")


def _places_for_gifs(reading: Reading) -> Iterator[Span]:
    """Where a note, or what looks like a placeholder, says that a GIF is put in."""
    for view in reading.draft.views("body"):
        yield from (view.span(*place.span(1)) for place in _PLACE.finditer(view.text))
    for part in reading.draft.parts:
        for found in part.placeholders:
            if place := _PLACE.match(found.text):
                yield part.text.span(found.start + place.start(1), found.start + place.end(1))


def _ends_as_gif(name: str, facts: Mapping[str, Any]) -> bool:
    return name.rpartition(".")[2].strip().lower() in facts["endings"] and "." in name
