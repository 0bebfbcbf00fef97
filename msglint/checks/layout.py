"""Layout: text that is not aligned as usual, and margins that leave it too little room."""

from __future__ import annotations

from msglint.checks.once import places, told
from msglint.engine import MOST
from msglint.finding import Match
from msglint.markup.presentation import source_of
from msglint.markup.tags import INLINE
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from msglint.draft import Span
    from msglint.markup.layout import Layout
    from msglint.markup.tree import Element
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS = {
    "alignment": {"natural": list, "natural_right_to_left": list, "numbers": list},
    "margins": {"max_percent": int},
}

_LETTERS = lazy(r"[^\W\d_]")
_FEW_LETTERS = 4
_SHORT = 40


class Aligned(NamedTuple):
    """An element in an alignment of its own, the ``source`` that sets it, and whether that ``reaches`` into the element: a table in
    between takes it for itself.
    """

    element: Element
    source: Element
    reaches: bool


def alignment(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Visible text that stands centred, justified or at the far side; in a draft without any, a body of tables that does as
    a whole; in a draft without either, pictures.
    """
    aligned = _all_aligned(reading, rule)
    found: dict[Span, tuple[str, bool]] = {}
    for element, source in _misplaced(aligned, rule):
        span = source.style_span("text-align") or source.span()
        value, only_links = found.get(span, (source.style("text-align"), True))
        found[span] = value, only_links and element.tag == "a"
    for spans in told(found, reading, rule):
        span = min(spans)
        words = {"value": found[span][0], "count": len(spans), "places": places(len(spans))}
        weak = all(found[each][1] for each in spans)
        yield Match(span, words=words, confidence="medium" if weak else "")
    if found:
        return
    bodies = list(_around_bodies(aligned))
    if bodies:
        span, value = min(
            (source.style_span("text-align") or source.span(), source.style("text-align")) for source in bodies
        )
        yield Match(span, "body", {"value": value})
        return
    pictures = {source.style_span("text-align") or source.span(): source for source in _around_pictures(aligned)}
    for spans in told(pictures, reading, rule):
        span = min(spans)
        words = {"value": pictures[span].style("text-align"), "places": places(len(spans))}
        yield Match(span, "picture", words)


def aligning(rule: Rule, reading: Reading) -> Iterator[Element]:
    """The elements that set such an alignment of text, or of the body."""
    aligned = _all_aligned(reading, rule)
    yield from (source for _, source in _misplaced(aligned, rule))
    yield from _around_bodies(aligned)


def _all_aligned(reading: Reading, rule: Rule) -> list[tuple[Layout, Sequence[Aligned]]]:
    """What each text aligns in its own way: asked once, and looked through for words, bodies and pictures."""
    natural = _natural(reading, rule) if reading.layouts else []
    return [(layout, list(_aligned(layout, natural))) for layout in reading.layouts_anywhere]


def _misplaced(aligned: Iterable[tuple[Layout, Sequence[Aligned]]], rule: Rule) -> Iterator[tuple[Element, Element]]:
    """Elements whose text is not where it should be, each with the one that sets it."""
    for layout, elements in aligned:
        for element, source, reaches in elements:
            if not layout.letters[element.serial] or not reaches:
                continue
            short = layout.within[element.serial] <= _SHORT
            if not _is_number_cell(element, source, rule.options["numbers"], short=short):
                yield element, source


def _around_bodies(aligned: Iterable[tuple[Layout, Sequence[Aligned]]]) -> Iterator[Element]:
    """Elements that align tables in which most of the words stand, though not the words in them."""
    for layout, elements in aligned:
        moved: dict[Element, int] = {}
        for element, source, reaches in elements:
            if not reaches:
                moved[source] = moved.get(source, 0) + layout.letters[element.serial]
        yield from (source for source, letters in moved.items() if letters * 2 > layout.total)


def _around_pictures(aligned: Iterable[tuple[Layout, Sequence[Aligned]]]) -> Iterator[Element]:
    """Elements that align nothing but pictures."""
    for layout, elements in aligned:
        for _, source, reaches in elements:
            if reaches and not layout.within[source.serial]:
                yield source


def _natural(reading: Reading, rule: Rule) -> list[str]:
    natural: list[str] = rule.options["natural_right_to_left" if _right_to_left(reading) else "natural"]
    return natural


def margins(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Text that is set in from one side by more than the policy allows."""
    most = rule.options["max_percent"]
    for layout in reading.layouts:
        outermost = _outermost(layout, most)
        if outermost:
            share = sum(layout.within[element.serial] for element in outermost) / layout.total
            for elements in _told(layout, outermost, reading, rule):
                yield _margin(layout, elements, most, "" if share >= 0.5 else "medium")
            return


def _told(layout: Layout, outermost: list[Element], reading: Reading, rule: Rule) -> Iterator[list[Element]]:
    """The elements that are set in too far, each group for one finding."""
    if not reading.directives:
        yield outermost
        return
    by_span: dict[Span, list[Element]] = {}
    for element in outermost[:MOST]:
        by_span.setdefault(_margin_span(layout, element, _side(layout, element)), []).append(element)
    for spans in told(by_span, reading, rule):
        yield [element for span in spans for element in by_span[span]]


def too_wide(layouts: Iterable[Layout], most: int) -> Iterator[tuple[Element, str]]:
    """The elements and properties that take most of the room of each text that is set in too far."""
    for layout in layouts:
        for element in _outermost(layout, most):
            found = _widest(layout, element, _side(layout, element))
            if found[1]:
                yield found


def _outermost(layout: Layout, most: int) -> list[Element]:
    """The elements with text that are set in by more than ``most`` percent, without those inside others."""
    if not layout.total:
        return []
    limit = layout.width * most / 100
    wide = [left > limit or right > limit for _, left, right in layout.boxes]
    if not any(wide):
        return []
    return [
        element
        for element in layout.page.elements
        if layout.within[element.serial]
        and wide[element.serial]
        and not (element.parent and wide[element.parent.serial])
    ]


def _margin(layout: Layout, outermost: list[Element], most: int, confidence: str) -> Match:
    side, box = _side(layout, outermost[0]), layout.boxes[outermost[0].serial]
    percent = round(max(box.left, box.right) / layout.width * 100)
    words = {"percent": percent, "max_percent": most, "side": side, "places": places(len(outermost))}
    return Match(_margin_span(layout, outermost[0], side), words=words, confidence=confidence)


def _side(layout: Layout, element: Element) -> str:
    box = layout.boxes[element.serial]
    return "left" if box.left >= box.right else "right"


def _margin_span(layout: Layout, element: Element, side: str) -> Span:
    """The declaration that takes most of the room: a margin, a padding, or a narrow width."""
    widest, name = _widest(layout, element, side)
    return (widest.style_span(name) if name else None) or widest.span()


def _widest(layout: Layout, element: Element, side: str) -> tuple[Element, str]:
    """The element around a text that takes most of the room at a side, and the property that does."""

    def taken(here: Element) -> float:
        own, around = layout.boxes[here.serial], layout.around(here)
        return own.left - around.left if side == "left" else own.right - around.right

    widest = max((element, *element.ancestors()), key=taken)
    names = (f"margin-{side}", f"padding-{side}", "width")
    return widest, next((name for name in names if widest.pixels(name) or widest.percent(name)), "")


def _aligned(layout: Layout, natural: list[str]) -> Iterator[Aligned]:
    """Elements that show letters or a picture in an alignment of their own."""
    if not layout.kinds.any_says("text-align"):
        return
    sources: list[tuple[Element | None, bool]] = []
    quirks = "<!doctype" not in layout.page.text[:1000].lower()
    values = layout.kinds.styles("text-align")
    for element, kind in zip(layout.page.elements, layout.kinds.of, strict=True):
        source, reaches = sources[element.parent.serial] if element.parent else (None, True)
        if element.tag == "table" and source is not None and (quirks or _by_attribute(source)):
            reaches = False
        value = values[kind] if element.shape != INLINE else ""
        if value and value not in ("inherit", "unset"):
            source, reaches = None if value in natural else element, True
        sources.append((source, reaches))
        if source is not None and (layout.letters[element.serial] or (element.tag == "img" and not element.hidden)):
            yield Aligned(element, source, reaches)


def _by_attribute(element: Element) -> bool:
    """Whether ``align`` or ``<center>`` sets it: browsers do not hand that down into tables."""
    attribute = source_of(element.kind, "text-align")
    view = element.view(attribute) if attribute else None
    span = element.style_span("text-align")
    return element.tag == "center" or (view is not None and span == view.span(0, len(view.text)))


def _is_number_cell(element: Element, source: Element, numbers: list[str], *, short: bool) -> bool:
    """Whether it is a price or a number in a table's column, or the head of one."""
    if source.tag not in ("td", "th") or source.style("text-align") not in numbers:
        return False
    return source.tag == "th" or (short and len(_LETTERS.findall(element.text())) < _FEW_LETTERS)


def _right_to_left(reading: Reading) -> bool:
    codes = reading.policy.facts["style"]["text"]["right_to_left"]
    languages = [reading.draft.envelope.language or "", *reading.languages]
    for element in reading.draft.elements("html", "body", "div", "table", "p"):
        if element.value("dir").strip().lower() == "rtl":
            return True
        languages.append(element.value("lang"))
    return any(language.lower().replace("_", "-").partition("-")[0] in codes for language in languages)
