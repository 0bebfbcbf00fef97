"""Pictures that may not be there: GIFs, pictures over http, of the product, or of nothing to do with the order."""

from __future__ import annotations

from msglint.finding import Match
from msglint.links.urls import parameters, unescape
from msglint.patterns import lazy
from msglint.pictures import on_page, under
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from msglint.draft import View
    from msglint.pictures import Picture
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

OPTIONS = {"insecure": {"scheme": str}}

_LOADED = ("image", "background")
_ADDRESS = lazy(r"(?i)(?:https?://|www\.)[^\s<>\"'()\[\]]++")
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
    facts, article = reading.policy.facts["images"]["product"], reading.policy.derived(_article)
    for picture in _visible(reading):
        variant = _product_variant(picture, facts, article)
        if variant is not None:
            yield Match(picture.resource.span, variant)


def unrelated(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Pictures that have nothing to do with a company or an order, by their names."""
    facts = reading.policy.facts["images"]["unrelated"]
    for picture in _visible(reading):
        named = set(picture.file_words()) | set(picture.shown_words())
        if named & set(facts["not"]):
            continue
        if under(picture.url.host, facts["hosts"]) or any(named.issuperset(group) for group in facts["together"]):
            yield Match(picture.resource.span, confidence="medium")
        elif named & set(facts["words"]) or named & set(facts["collections"]):
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


def _ends_as_gif(name: str, facts: Mapping[str, Any]) -> bool:
    return name.rpartition(".")[2].strip().lower() in facts["endings"] and "." in name


def _product_variant(picture: Picture, facts: Mapping[str, Any], article: re.Pattern[str]) -> str | None:
    file, shown = picture.file_words(), picture.shown_words()
    if set(facts["helpful"]) & {*file, *shown}:
        return None
    if on_page(picture.url, facts["pages"]):
        return "kept"
    if article.search(picture.file.lower()) and any(map(str.isdigit, picture.file)):
        return "kept"
    if any(_names_product(words, facts) for words in (file, shown)):
        return ""
    classes = set(picture.class_words())
    if classes & set(facts["words"]) or (classes & set(facts["things"]) and classes & set(facts["pictures"])):
        return ""
    folders = picture.url.path.lower().split("/")[:-1]
    return "folder" if any(folder in facts["folders"] for folder in folders) else None


def _article(policy: Policy) -> re.Pattern[str]:
    return policy.pattern(rf"(?<![a-z0-9]){policy.facts['images']['product']['asin']}(?![a-z0-9])")


def _names_product(words: list[str], facts: Mapping[str, Any]) -> bool:
    """Whether words are a name for the product's picture: "product photo", or nothing but "your item 2"."""
    named = {word for word in words if not word.isdigit()}
    things = named & set(facts["things"])
    if named & set(facts["words"]) or (things and named & set(facts["pictures"])):
        return True
    return bool(things) and named <= {*facts["things"], *facts["fillers"], *facts["views"]}
