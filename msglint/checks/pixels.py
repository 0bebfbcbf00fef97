"""Tracking pixels: pictures and frames that are there to tell their sender that a message was opened."""

from __future__ import annotations

from bisect import bisect_left

from msglint.checks import placeholders
from msglint.finding import Match
from msglint.links.urls import parameters, unescape
from msglint.patterns import lazy
from msglint.pictures import on_page
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.markup.page import Page
    from msglint.markup.tree import Element
    from msglint.pictures import Picture
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

_NAME = lazy(r"[.#][-\w]+")
_NEAR = 12
_LONGEST = 2000


class Signs(NamedTuple):
    """The facts about trackers, ready for asking."""

    hosts: frozenset[str]
    pages: list[Mapping[str, Any]]
    segments: frozenset[tuple[str, str]]
    files: frozenset[str]
    files_asked: frozenset[str]
    identifiers: frozenset[str]
    lines: frozenset[str]
    side: int
    strip: int


def signs_of(policy: Policy) -> Signs:
    """The signs of a tracker, from the facts about images."""
    facts = policy.facts["images"]
    trackers = facts["trackers"]
    pairs = (entry.partition("/") for entry in trackers["segments"])
    return Signs(
        hosts=frozenset(trackers["hosts"]),
        pages=trackers["pages"],
        segments=frozenset((first, second) for first, _, second in pairs),
        files=frozenset(trackers["files"]),
        files_asked=frozenset(trackers["files_asked"]),
        identifiers=frozenset(trackers["identifiers"]),
        lines=frozenset(facts["lines"]),
        side=facts["pixel"]["side"],
        strip=facts["pixel"]["strip"],
    )


def tracking(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Known trackers, pictures too small to see, hidden ones, and addresses that say they count openings."""
    signs = reading.policy.derived(signs_of)
    painted = _painted(reading)
    responsive: dict[int, frozenset[str]] = {}
    placed = list(placeholders.violations(reading, rule.id))
    for span in placed:
        yield Match(span, "placeholder")
    for picture in reading.pictures:
        if picture.resource.span in placed:
            continue
        found = _tracker(picture, signs) or _concealed(picture, painted, signs) or _asks(picture, signs)
        if found is not None and found[0] == "hidden" and _waits(picture.element, responsive):
            continue
        if found is not None:
            variant, confidence = found
            words = {"host": picture.url.host or "the message"}
            yield Match(picture.resource.span, variant, words, confidence)


Verdict = tuple[str, str]
"""The variant of the rule, and the confidence ("" for the rule's own)."""


def _tracker(picture: Picture, signs: Signs) -> Verdict | None:
    if _known(picture.url.host, signs.hosts) or on_page(picture.url, signs.pages):
        return "known", ""
    return None


def _known(host: str, hosts: frozenset[str]) -> bool:
    labels = host.split(".")[-6:]
    return any(".".join(labels[at:]) in hosts for at in range(len(labels)))


def _concealed(picture: Picture, painted: list[tuple[int, int, Element]], signs: Signs) -> Verdict | None:
    """Whether a picture takes no visible room, or hides."""
    element = picture.element
    if picture.resource.kind == "background":
        element = element or _painted_by(picture, painted)
        return ("hidden", "") if element is not None and picture.url.host and _is_empty(element, signs) else None
    if element is None or element.tag in ("source", "link", "v:fill") or picture.resource.kind == "media":
        return None
    width, height = _side(element, "width"), _side(element, "height")
    known = [side for side in (width, height) if side is not None]
    if len(known) == 2 and max(known) <= signs.side:
        return "", ""
    if known and min(known) <= signs.strip and not element.hidden:
        if len(known) == 1 and element.percent("width") is None and element.percent("height") is None:
            return "", "medium"
        drawn = signs.lines & {*picture.file_words(), *picture.shown_words()} and not _identifies(picture, signs)
        return None if drawn else ("strip", "")
    if not element.hidden:
        return None
    return "hidden", ("" if _identifies(picture, signs) or (known and min(known) == 0) else "medium")


def _is_empty(element: Element, signs: Signs) -> bool:
    """Whether an element is too small for a background to be seen."""
    width, height = _side(element, "width"), _side(element, "height")
    return height == 0 or (width is not None and height is not None and max(width, height) <= signs.side)


def _side(element: Element, name: str) -> float | None:
    """A side of a picture; the most it may be where that is less."""
    sides = [side for side in (element.pixels(name), element.pixels(f"max-{name}")) if side is not None]
    if not sides and element.percent(name) == 0:
        return 0
    return min(sides, default=None)


def _asks(picture: Picture, signs: Signs) -> Verdict | None:
    """Whether the address itself says what it is for."""
    if not picture.url.host or picture.resource.kind not in ("image", "background"):
        return None
    segments = [segment for segment in unescape(picture.url.path[:_LONGEST]).lower().split("/") if segment]
    if not segments:
        return None
    stem = segments[-1].partition(".")[0]
    if any(
        pair in signs.segments or (pair[0], "*") in signs.segments
        for pair in zip(segments, [*segments[1:-1], stem], strict=False)
    ):
        return "asks", "medium"
    if stem in signs.files or (stem in signs.files_asked and _identifies(picture, signs)):
        return "asks", "medium"
    return None


def _identifies(picture: Picture, signs: Signs) -> bool:
    """Whether the address carries something that tells readers apart."""
    return any(
        name in signs.identifiers for name, _ in parameters(picture.url._replace(query=picture.url.query[:_LONGEST]))
    )


def _painted(reading: Reading) -> list[tuple[int, int, Element]]:
    """The elements that style sheets give a background picture: where that is declared, and which one."""
    if not any(picture.element is None and picture.resource.kind == "background" for picture in reading.pictures):
        return []
    found = [
        (*span, element)
        for element in reading.draft.elements()
        if "url(" in element.style("background-image") and (span := element.style_span("background-image"))
    ]
    return sorted(found, key=lambda entry: entry[:2])


def _painted_by(picture: Picture, painted: list[tuple[int, int, Element]]) -> Element | None:
    start, end = picture.resource.span
    at = bisect_left(painted, start + 1, key=lambda entry: entry[0]) - 1
    return painted[at][2] if at >= 0 and painted[at][1] >= end else None


def _waits(element: Element | None, responsive: dict[int, frozenset[str]]) -> bool:
    """Whether a hidden picture only waits for another screen: a media query shows it or something around it."""
    if element is None:
        return False
    page = element.page
    if id(page) not in responsive:
        responsive[id(page)] = _shown_by_queries(page)
    shown = responsive[id(page)]
    near = (element, *(above for above, _ in zip(element.ancestors(), range(_NEAR), strict=False)))
    return bool(shown) and any(not shown.isdisjoint(here.names) for here in near)


def _shown_by_queries(page: Page) -> frozenset[str]:
    """Classes and ids (``.name``, ``#name``) that some media query shows."""
    found: set[str] = set()
    for sheet in page.styles:
        _, _, queries = sheet.text.partition("@media")
        for rule in queries.split("}"):
            prelude, _, declared = rule.rpartition("{")
            if "display" in declared and "none" not in declared:
                found.update(_NAME.findall(prelude))
    return frozenset(found)
