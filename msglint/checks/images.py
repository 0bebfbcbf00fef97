"""Pictures that may not be there: GIFs, pictures over http, of the product, or of nothing to do with the order."""

from __future__ import annotations

from msglint.finding import Match
from msglint.links.urls import parameters, unescape
from msglint.patterns import any_of, lazy
from msglint.pictures import on_page, under
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.draft import Span, View
    from msglint.pictures import Picture
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

OPTIONS = {"insecure": {"scheme": str}}


class Words(NamedTuple):
    """The words by which pictures are told apart, from the facts about images, ready for asking."""

    helpful: frozenset[str]
    things: frozenset[str]
    pictures: frozenset[str]
    products: frozenset[str]
    beside: frozenset[str]
    folders: frozenset[str]
    owned: frozenset[str]
    bought: re.Pattern[str]
    matters: frozenset[str]
    related: frozenset[str]
    unrelated: frozenset[str]
    together: tuple[frozenset[str], ...]
    article: re.Pattern[str]


def words_of(policy: Policy) -> Words:
    """The words of a policy; ask for them by ``policy.derived(words_of)``."""
    product, unrelated = policy.facts["images"]["product"], policy.facts["images"]["unrelated"]
    return Words(
        frozenset(product["helpful"]),
        frozenset(product["things"]),
        frozenset(product["pictures"]),
        frozenset(product["words"]),
        frozenset((*product["things"], *product["fillers"], *product["views"])),
        frozenset(product["folders"]),
        frozenset(product["owned"]),
        policy.pattern(f"(?i){any_of(product['bought'])}"),
        frozenset(product["matters"]),
        frozenset(unrelated["not"]),
        frozenset((*unrelated["words"], *unrelated["collections"])),
        tuple(map(frozenset, unrelated["together"])),
        policy.pattern(rf"(?<![a-z0-9]){product['asin']}(?![a-z0-9])"),
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


def products(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Pictures of what was bought, by where they are kept and what they are called."""
    known, pages = reading.policy.derived(words_of), reading.policy.facts["images"]["product"]["pages"]
    for picture in _visible(reading):
        variant = _product_variant(picture, known, pages)
        if variant is not None:
            yield Match(picture.resource.span, variant)


def unrelated(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Pictures that have nothing to do with a company or an order, by their names."""
    known, hosts = reading.policy.derived(words_of), reading.policy.facts["images"]["unrelated"]["hosts"]
    for picture in _visible(reading):
        named = {*picture.file_words(), *picture.shown_words()}
        if not known.related.isdisjoint(named):
            continue
        if under(picture.url.host, hosts) or (len(named) > 1 and any(map(named.issuperset, known.together))):
            yield Match(picture.resource.span, confidence="medium")
        elif not known.unrelated.isdisjoint(named):
            yield Match(picture.resource.span, confidence="low")


def _visible(reading: Reading) -> Iterator[Picture]:
    for picture in reading.pictures:
        if picture.resource.kind in ("image", "media") and not (picture.element and picture.element.hidden):
            yield picture


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


def _product_variant(picture: Picture, known: Words, pages: Iterable[Mapping[str, Any]]) -> str | None:
    file, shown = picture.file_words(), picture.shown_words()
    if not (known.helpful.isdisjoint(file) and known.helpful.isdisjoint(shown)):
        return None
    if on_page(picture.url, pages):
        return "kept"
    if known.article.search(picture.file.lower()) and any(map(str.isdigit, picture.file)):
        return "kept"
    if _names_product(file, known) or _names_product(shown, known) or _is_the_buyers(picture.shown, shown, known):
        return ""
    classes = picture.class_words()
    if not known.products.isdisjoint(classes) or _is_of_a_thing(classes, known):
        return ""
    folders = picture.url.path.lower().split("/")[:-1]
    return None if known.folders.isdisjoint(folders) else "folder"


def _is_of_a_thing(named: Iterable[str], known: Words) -> bool:
    return not known.things.isdisjoint(named) and not known.pictures.isdisjoint(named)


def _is_the_buyers(text: str, words: list[str], known: Words) -> bool:
    """Whether the words shown in place of a picture say that it is of what the buyer has: "Your oak shelf"."""
    if not known.matters.isdisjoint(words):
        return False
    return bool(known.bought.search(text)) or (len(words) > 1 and words[0] in known.owned)


def _names_product(words: list[str], known: Words) -> bool:
    """Whether words are a name for the product's picture: "product photo", or nothing but "your item 2"."""
    named = {word for word in words if not word.isdigit()}
    if not known.products.isdisjoint(named) or _is_of_a_thing(named, known):
        return True
    return named <= known.beside and not known.things.isdisjoint(named)
