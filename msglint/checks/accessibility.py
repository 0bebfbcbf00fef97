"""Faults that keep people with poor eyes, or with a screen reader, from reading a message (WCAG 2)."""

from __future__ import annotations

from itertools import islice

from msglint.checks.fonts import font_sizes
from msglint.checks.once import places, told
from msglint.engine import MOST
from msglint.finding import Match
from msglint.markup import page as events
from msglint.markup.colours import colour, contrast
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from msglint.draft import Span
    from msglint.markup.colours import Colour
    from msglint.markup.layout import Layout
    from msglint.markup.tree import Element
    from msglint.policy import Rule
    from msglint.reading import Reading

    Labelled = list[tuple[Element, str]]

OPTIONS: dict[str, dict[str, type]] = {"faults": {"selectors": dict}, "selectors": {"selectors": dict}}

_URL = lazy(r"(?i)(?:https?://|www\.)\S+\Z")
_SIGNS = " \t\u00a0.,:;!?>»«→-–—()[]\"'"
_NAMES = ("alt", "title", "aria-label")
_TINY = 3
_READABLE = 21.0
_LETTERS, _GROUND = "color", "background-color"
_MOST_INSIDE = 50
"""So many elements inside a link are searched for a picture."""


def faults(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Each kind of fault once a draft, at its first place: pictures, links, colours, language, and the selectors."""
    links = _labelled(reading)
    for variant, spans in (
        ("", _pictures_without_words(reading)),
        ("no-words", _links_without_words(links)),
        ("address", _links_as_addresses(links)),
        ("vague", _vague_links(links, reading.policy.facts["style"]["links"]["empty_words"])),
        ("language", _pages_without_language(reading)),
    ):
        for found in told(spans, reading, rule):
            yield Match(found[0], variant, {"places": places(len(found))})
    yield from _faint(reading, rule)
    yield from selectors(reading, rule)


def selectors(reading: Reading, rule: Rule) -> Iterator[Match]:
    """What CSS selectors find that rule files bring; ``needs`` are literals of which one must be there to ask at all.

    The variant has the selector's name. bs4 is imported only behind that gate.
    """
    for name, asked in rule.options["selectors"].items():
        if not any(word in reading.lowered for word in asked["needs"]):
            continue
        from msglint.markup.soup import select

        parts = (part for part in reading.draft.parts if part.elements)
        spans = (element.span() for part in parts for element in select(part, asked["selector"]))
        for found in told(spans, reading, rule):
            yield Match(found[0], name, {"places": places(len(found))})


def _pictures_without_words(reading: Reading) -> Iterator[Span]:
    """Pictures without ``alt``; an empty one says that there is nothing to tell, as for spacers and pixels."""
    for element in reading.draft.elements("img", "area", "input"):
        if element.tag == "input" and element.value("type").strip().lower() != "image":
            continue
        if element.tag == "area" and not element.has("href"):
            continue
        silent = element.has("aria-hidden") or element.value("role").strip().lower() in ("presentation", "none")
        spoken = element.has("alt") or element.value("title").strip() or element.value("aria-label").strip()
        if not (silent or spoken or element.hidden or _is_tiny(element)):
            yield element.span()


def _is_tiny(element: Element) -> bool:
    sides = [side for name in ("width", "height") if (side := element.pixels(name)) is not None]
    return bool(sides) and min(sides) <= _TINY


def _links_without_words(links: Labelled) -> Iterator[Span]:
    for element, label in links:
        if not label and not any(element.value(name).strip() for name in _NAMES) and not _has_named_picture(element):
            view = element.view("href")
            yield view.span(0, len(view.text)) if view else element.span()


def _has_named_picture(element: Element) -> bool:
    return any(
        any(inside.value(name).strip() for name in _NAMES) or (inside.tag == "img" and not inside.has("alt"))
        for inside in islice(element.descendants(), _MOST_INSIDE)
    )


def _links_as_addresses(links: Labelled) -> Iterator[Span]:
    for element, label in links:
        if _URL.match(label) and not element.value("title").strip() and not element.value("aria-label").strip():
            yield _words_span(element)


def _vague_links(links: Labelled, empty_words: Collection[str]) -> Iterator[Span]:
    for element, label in links:
        if label.strip(_SIGNS).lower() in empty_words and not element.value("aria-label").strip():
            yield _words_span(element)


def _labelled(reading: Reading) -> Labelled:
    """The links that can be seen, each with its words."""
    return [
        (element, element.text())
        for element in reading.draft.elements("a")
        if element.value("href").strip() and not element.hidden and element.value("aria-hidden") != "true"
    ]


def _words_span(element: Element) -> Span:
    """From the first to the last word of a link, tags between them included."""
    inside = element.page.events[element.first_event : element.last_event]
    runs = [event for event in inside if event[0] == events.WORDS]
    if not runs:
        return element.span()
    text, start, end = element.page.text, runs[0][1], runs[-1][2]
    raw = text[start:end]
    return element.part.span(start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip()))


def _pages_without_language(reading: Reading) -> Iterator[Span]:
    named = [element for element in reading.draft.elements("html", "body") if _names_language(element)]
    if not named:
        yield from (element.span() for element in reading.draft.elements("html"))


def _names_language(element: Element) -> bool:
    return bool(element.value("lang").strip() or element.value("xml:lang").strip())


class Paint(NamedTuple):
    """The colours of an element's letters and of what is behind them, which element chose the one, or else the other, and
    how well they can be read (very well, where that is not known).
    """

    letters: Colour
    behind: Colour | None
    source: Element | None
    chosen: str
    ratio: float


def _faint(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Letters that can hardly be read on the colour behind them, where one of the two is the message's own."""
    facts = reading.policy.facts["style"]
    found: dict[Span, float] = {}
    for layout in reading.layouts:
        if layout.kinds.any_says(_LETTERS, _GROUND):
            found.update(_faint_places(layout, facts))
    for spans in told(found, reading, rule):
        span = min(spans)
        yield Match(span, "contrast", {"ratio": f"{found[span]:.1f}", "places": places(len(spans))})


def _faint_places(layout: Layout, facts: Mapping[str, Any]) -> dict[Span, float]:
    """Where the colours are declared whose letters are too faint, with the contrast at the first place of each."""
    found: dict[Span, float] = {}
    sizes: list[float] = []
    paints: list[Paint] = []
    usual, least, letters = _usual_paint(facts), facts["contrast"]["least"], layout.letters
    coats = [_coat(said, facts) for said in layout.kinds.said]
    for element, kind in zip(layout.page.elements, layout.kinds.of, strict=True):
        coat, paint = coats[kind], paints[element.parent.serial] if element.parent else usual
        if coat is not None:
            paint = _paint(element, coat, paint)
        paints.append(paint)
        source = paint.source
        if len(found) >= MOST:
            break
        if source is None or paint.ratio >= least or not letters[element.serial]:
            continue
        sizes = sizes or font_sizes(layout, facts)
        if paint.ratio < _least(element, sizes[element.serial], facts["contrast"]):
            found.setdefault(source.style_span(paint.chosen) or source.span(), paint.ratio)
    return found


def _usual_paint(facts: Mapping[str, Any]) -> Paint:
    names, usual = facts["colour_names"], facts["text"]
    return Paint(
        colour(usual["colour"], names) or (0, 0, 0), colour(usual["background"], names), None, _GROUND, _READABLE
    )


class Coat(NamedTuple):
    """The colours that an element sets itself; ``covers`` says that it hides what is behind it."""

    letters: Colour | None
    ground: Colour | None
    covers: bool


def _coat(said: Mapping[str, str], facts: Mapping[str, Any]) -> Coat | None:
    """The colours of elements for which these properties are declared; None if they set none."""
    names, own = facts["colour_names"], said.get(_LETTERS)
    letters = colour(own, names) if own else None
    image, ground = said.get("background-image", ""), said.get(_GROUND, "")
    if "url(" in image or "gradient(" in image:
        return Coat(letters, None, True)
    if not ground or ground in facts["unchanged"] or ground == "transparent":
        return Coat(letters, None, False) if letters else None
    return Coat(letters, colour(ground, names), True)


def _paint(element: Element, coat: Coat, around: Paint) -> Paint:
    behind = coat.ground if coat.covers else around.behind
    letters, source, chosen = coat.letters or around.letters, around.source, around.chosen
    if coat.letters or (coat.covers and chosen == _GROUND):
        source, chosen = element, _LETTERS if coat.letters else _GROUND
    return Paint(letters, behind, source, chosen, contrast(letters, behind) if behind is not None else _READABLE)


def _least(element: Element, size: float, figures: Mapping[str, float]) -> float:
    """The contrast that letters of this size need."""
    bold = element.tag in ("b", "strong", "th", "h1", "h2", "h3") or element.style("font-weight") in (
        "bold",
        "700",
        "800",
        "900",
    )
    large = size >= figures["large"] or (bold and size >= figures["large_bold"])
    return figures["least_large"] if large else figures["least"]
