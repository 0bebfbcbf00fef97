"""Fonts, colours of letters, alignment and margins taken back to what Amazon shows."""

from __future__ import annotations

from msglint.checks import fonts, layout
from msglint.fixes import Fix
from msglint.fixes.declarations import without
from msglint.markup.colours import colour, contrast
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from msglint.draft import Span
    from msglint.finding import Match
    from msglint.markup.tree import Element
    from msglint.policy import Rule
    from msglint.reading import Reading

_CENTER_END = lazy(r"(?i)</(center)\s*>\Z")
_LONGEST_END = 40
_CLEAR = ("", "none", "transparent", "initial", "unset")
"""Values of a background that let through what is behind it."""


def overrides_removed(reading: Reading, rule: Rule, _matches: Sequence[Match]) -> Iterator[Fix]:
    """Every override of Amazon's letters. A colour on a dark background goes after that, and that only if asked for:
    nobody could read the letters.
    """
    facts, text = reading.policy.facts["style"], reading.draft.source.text
    found: dict[Span, Fix | None] = {}
    for laid in reading.layouts_anywhere:
        for element in laid.page.elements:
            if not laid.within[element.serial]:
                continue
            for override in fonts.overrides_of(element, rule.options["properties"], facts):
                if laid.page.anywhere and override.span in found:
                    continue  # a usual screen decides
                if override.span not in found:
                    found[override.span] = without(element, override.name, text)
                ground = _dark_ground(element, facts) if override.name == "color" and found[override.span] else None
                if ground:
                    fix = without(*ground, text)
                    found[override.span] = fix._replace(safe=False) if fix else None
    for span, fix in found.items():
        if fix:
            yield fix._replace(ward=span.start)


def _dark_ground(element: Element, facts: Mapping[str, Any]) -> tuple[Element, str] | None:
    """The element behind the letters of this one, and its property, on which Amazon's own could not be read; None if they can."""
    for here in (element, *element.ancestors()):
        if here.style("background-image") not in _CLEAR:
            return here, "background-image"
        value = here.style("background-color")
        if value not in _CLEAR:
            behind, usual = colour(value, facts["colour_names"]), colour(facts["text"]["colour"], facts["colour_names"])
            readable = behind and usual and contrast(behind, usual) >= facts["contrast"]["least"]
            return None if readable else (here, "background-color")
    return None


def alignment_removed(reading: Reading, rule: Rule, _matches: Sequence[Match]) -> Iterator[Fix]:
    """Every alignment of text; ``<center>`` becomes ``<div>``."""
    text = reading.draft.source.text
    found: list[Fix] = []
    for source in {id(source): source for source in layout.aligning(rule, reading)}.values():
        fix = without(source, "text-align", text)
        found += [fix] if fix else _as_div(source)
    yield from _each_once(found)


def _as_div(element: Element) -> Iterator[Fix]:
    if element.tag != "center":
        return
    part, begin = element.part, element.start + 1
    end = _CENTER_END.search(part.text[max(element.end, element.close - _LONGEST_END) : element.close])
    place = element.span().start
    yield Fix(*part.span(begin, begin + len("center")), "div", ward=place)
    if end:
        behind = element.close - len(end[0])
        yield Fix(*part.span(behind + end.start(1) - end.start(), behind + end.end(1) - end.start()), "div", ward=place)


def margins_removed(reading: Reading, rule: Rule, _matches: Sequence[Match]) -> Iterator[Fix]:
    """The widest margin or padding beside each text that is set in too far. A width only if asked for."""
    text, found = reading.draft.source.text, list[Fix]()
    for widest, name in layout.too_wide(reading.layouts, rule.options["max_percent"]):
        fix = without(widest, name, text)
        if fix:
            found.append(fix._replace(safe=name != "width"))
    yield from _each_once(found)


def _each_once(fixes: Iterable[Fix]) -> Iterator[Fix]:
    """Each change once; it is safe if it is for all that it is made for."""
    found: dict[tuple[int, int], Fix] = {}
    for fix in fixes:
        known = found.get(fix[:2])
        found[fix[:2]] = fix if known is None else known._replace(safe=known.safe and fix.safe)
    yield from found.values()
