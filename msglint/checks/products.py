"""Pictures of the thing that was bought: by where they are kept, what they are called, and what fills them in."""

from __future__ import annotations

from msglint.finding import Match
from msglint.patterns import any_of
from msglint.pictures import on_page, visible, words
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.pictures import Picture
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

_FEW_WORDS = 6


class Placed(NamedTuple):
    """The words in the names of placeholders that render to a picture of the product, or to what that is called."""

    things: frozenset[str]
    pictures: frozenset[str]
    whole: frozenset[str]
    titles: frozenset[str]
    unless: frozenset[str]


class Words(NamedTuple):
    """The words by which such pictures are told, from the facts about images, ready for asking."""

    helpful: frozenset[str]
    things: frozenset[str]
    pictures: frozenset[str]
    products: frozenset[str]
    beside: frozenset[str]
    folders: frozenset[str]
    owned: frozenset[str]
    bought: re.Pattern[str]
    matters: frozenset[str]
    article: re.Pattern[str]
    sides: frozenset[str]
    not_sides: frozenset[str]
    placed: Placed


def words_of(policy: Policy) -> Words:
    """The words of a policy; ask for them by ``policy.derived(words_of)``."""
    product = policy.facts["images"]["product"]
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
        policy.pattern(rf"(?<![a-z0-9]){product['asin']}(?![a-z0-9])"),
        frozenset(product["sides"]),
        frozenset(product["not_sides"]),
        _placed(product),
    )


def _placed(product: Mapping[str, Any]) -> Placed:
    lists = product["placeholders"]
    return Placed(
        frozenset((*product["things"], *lists["things"])),
        frozenset((*product["pictures"], *lists["pictures"])),
        frozenset(lists["whole"]),
        frozenset(lists["titles"]),
        frozenset(lists["not"]),
    )


def pictured(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Pictures of what was bought, by where they are kept and what they are called."""
    known, pages = reading.policy.derived(words_of), reading.policy.facts["images"]["product"]["pages"]
    for picture in visible(reading):
        variant = _product_variant(picture, known, pages)
        if variant is not None:
            yield Match(picture.resource.span, variant)


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
    if _is_filled_in(picture, known.placed) or _is_side(picture, known):
        return ""
    classes = picture.class_words()
    if not known.products.isdisjoint(classes) or _is_of_a_thing(classes, known):
        return ""
    folders = picture.url.path.lower().split("/")[:-1]
    return None if known.folders.isdisjoint(folders) else "folder"


def _is_filled_in(picture: Picture, placed: Placed) -> bool:
    """Whether placeholders render to the picture of a thing (``{{ line.image }}``), or to its name in place of the picture."""
    for placeholder in picture.resource.placeholders:
        named = words(placeholder.name)
        if " ".join(named) in placed.whole or _both(named, placed.things, placed.pictures, placed.unless):
            return True
    return any(_both(words(name), placed.things, placed.titles, placed.unless) for name in picture.named)


def _both(named: Iterable[str], one: frozenset[str], other: frozenset[str], unless: frozenset[str]) -> bool:
    found = frozenset(named)
    return not one.isdisjoint(found) and not other.isdisjoint(found) and unless.isdisjoint(found)


def _is_side(picture: Picture, known: Words) -> bool:
    """Whether a file is called after a thing and the side it was taken from, and no sentence beside it explains something."""
    stem = words(picture.file.rpartition(".")[0])
    while stem and stem[-1].isdigit():
        stem.pop()
    is_named = len(stem) > 1 and stem[-1] in known.sides and known.not_sides.isdisjoint(stem)
    return is_named and len(picture.shown_words()) <= _FEW_WORDS


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
