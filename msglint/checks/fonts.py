"""Fonts: declarations that override Amazon's letters, and too many sizes of them."""

from __future__ import annotations

from msglint.checks.once import places, told
from msglint.draft import MASK, Span
from msglint.engine import MOST
from msglint.finding import Match
from msglint.markup.colours import as_hex, colour
from msglint.markup.shorthands import pixels
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.markup.layout import Layout
    from msglint.markup.tree import Element
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS = {"overrides": {"properties": dict}, "sizes": {"max_sizes": int}}

_RELATIVE = lazy(r"(\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})(em|%|ex)\Z")
_SMALLEST_READABLE = 2
_LARGEST = 9999.0


def overrides(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Declared fonts, text colours and line heights that differ from Amazon's, where letters stand in them."""
    facts, properties = reading.policy.facts["style"], rule.options["properties"]
    found: dict[Span, Override] = {}
    repeated = 0
    for layout in reading.layouts_anywhere:
        if not layout.kinds.any_says(*properties):
            continue
        known: dict[int, list[Override]] = {}
        sets, within = [not said.keys().isdisjoint(properties) for said in layout.kinds.said], layout.within
        for element, kind in zip(layout.page.elements, layout.kinds.of, strict=True):
            if len(found) >= MOST:
                break
            if not sets[kind] or not (within[element.serial] or _is_for_all(element, layout)):
                continue
            if kind in known:
                repeated += 0 if layout.page.anywhere else sum(override.in_tag for override in known[kind])
            else:
                known[kind] = overrides_of(element, properties, facts)
                found.update((override.span, override) for override in known[kind])
    for spans in told(found, reading, rule):
        plain = [span for span in spans if not found[span].is_close]
        span = min(plain or spans)
        total = len(spans) + (repeated if len(spans) == len(found) else 0)
        words = {"kind": properties[found[span].name], "value": _as_written(found[span], reading.draft.source.text)}
        yield Match(span, "" if plain else "close", {**words, "count": total, "places": places(total)})


def _as_written(override: Override, text: str) -> str:
    """Its value with the capital letters that it has in the draft, where it stands there as it is."""
    written = text[override.span.start : override.span.end]
    at = written.lower().find(override.value)
    found = written[at : at + len(override.value)]
    return found if found.lower() == override.value else override.value


def _is_for_all(element: Element, layout: Layout) -> bool:
    """Whether it only says how others look: ``<mj-attributes><mj-all color="red">``."""
    return element.parent is not None and element.parent.kind.written == "mj-attributes" and layout.total > 0


class Override(NamedTuple):
    """A declaration that changes how letters look: where it stands (``in_tag``: in no style block), its name and value.

    ``is_close``: to a font that hardly differs from Amazon's own.
    """

    span: Span
    name: str
    value: str
    in_tag: bool
    is_close: bool = False


def overrides_of(element: Element, properties: Iterable[str], facts: Mapping[str, Any]) -> list[Override]:
    """The declarations of one element; a shorthand that sets two of the properties is one, and as good as the worse."""
    found: dict[Span, Override] = {}
    tag = element.span()
    for name in properties:
        value = element.style(name)
        if value and not _is_default(name, value, element, facts):
            span = element.style_span(name) or tag
            if span not in found or found[span].is_close:
                is_close = name == "font-family" and _family(value) in facts["close_families"]
                found[span] = Override(span, name, value, tag.start <= span.start < tag.end, is_close)
    return list(found.values())


def sizes(reading: Reading, rule: Rule) -> Iterator[Match]:
    """More different sizes of visible letters than may be used: at the first one too many."""
    most = rule.options["max_sizes"]
    found: dict[float, Element] = {}
    facts = reading.policy.facts["style"]
    for layout in reading.layouts:
        every, letters, ignored = font_sizes(layout, facts), layout.letters, facts["size_ignored"]
        for element in layout.page.elements:
            if letters[element.serial] and element.tag not in ignored:
                size = round(every[element.serial])
                if size >= _SMALLEST_READABLE and size not in found:
                    found[size] = element
    if len(found) > most:
        one_too_many = list(found.values())[most]
        named = ", ".join(f"{size:g}" for size in sorted(found))
        yield Match(_size_span(one_too_many), words={"count": len(found), "max_sizes": most, "sizes": named})


def font_sizes(layout: Layout, facts: Mapping[str, Any]) -> list[float]:
    """The size of letters in each element, in CSS pixels, indexed by serial."""
    factors: Mapping[str, float] = facts["heading_sizes"]
    usual = float(facts["text"]["size"])
    values = layout.kinds.styles("font-size")
    found: list[float] = []
    for element, kind in zip(layout.page.elements, layout.kinds.of, strict=True):
        around, value = found[element.parent.serial] if element.parent else usual, values[kind]
        found.append(
            _size(value, around, usual, facts) if value else min(around * factors.get(element.tag, 1), _LARGEST)
        )
    return found


def _size(value: str, around: float, usual: float, facts: Mapping[str, Any]) -> float:
    relative = _RELATIVE.match(value)
    if relative:
        return min(around, _LARGEST) * float(relative[1]) * {"em": 1, "%": 0.01, "ex": 0.5}[relative[2]]
    if value.endswith("rem"):
        return (pixels(value) or usual) / 16 * usual
    if value in ("smaller", "larger"):
        return min(around, _LARGEST) * (0.83 if value == "smaller" else 1.2)
    known: float | None = facts["size_words"].get(value)
    return known or pixels(value) or around


def _size_span(element: Element) -> Span:
    """Where an element's size comes from: its own or the nearest declaration around it, or its tag."""
    for here in (element, *element.ancestors()):
        if here.style("font-size"):
            return here.style_span("font-size") or here.span()
        if here.tag.startswith("h") and here.tag[1:].isdigit():
            return here.span()
    return element.span()


def _is_default(name: str, value: str, element: Element, facts: Mapping[str, Any]) -> bool:
    if MASK in value or value in facts["unchanged"]:
        return True
    if name == "font-family":
        return _family(value) in facts["families"]
    if name == "color":
        return value in facts["system_colours"] or _is_default_colour(value, element, facts)
    return value in facts["line_heights"]


def _family(value: str) -> str:
    """The first of the fonts that are named."""
    return value.partition(",")[0].strip(" \t\r\n'\"")


def _is_default_colour(value: str, element: Element, facts: Mapping[str, Any]) -> bool:
    found = colour(value, facts["colour_names"])
    if found is None:
        return False
    written = as_hex(found)
    return written in facts["colours"] or (element.tag == "a" and written in facts["link_colours"])
