"""Pictures that take more of the message's width than the policy allows."""

from __future__ import annotations

from msglint.draft import Span
from msglint.finding import Match
from msglint.markup.boxes import length, width_within
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.markup.layout import Layout
    from msglint.markup.tree import Element
    from msglint.policy import Rule
    from msglint.reading import Reading

OPTIONS = {"oversized": {"max_percent": int, "tags": list, "lowest": int}}

_OF_WINDOW = lazy(r"(\d{1,4}(?:\.\d{1,4})?)vw\Z")
_FILLING = ("cover", "100%", "100% 100%", "100% auto")


def oversized(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Pictures, and pictures behind the text, that are wider than the share of the message that they may take."""
    most, tags = rule.options["max_percent"], frozenset(rule.options["tags"])
    has_backgrounds = "background-size" in reading.lowered
    for layout in reading.layouts:
        for element in layout.page.elements:
            if element.tag in tags:
                share = _share(element, layout, rule.options["lowest"])
            elif has_backgrounds and "background-size" in element.inside:
                share = _share_behind(element, layout)
            else:
                continue
            if share is None:
                continue
            kind, whole = "", layout.width
            if share <= most and element.tag in tags and length(element, "width").percent is not None:
                kind, whole, share = "column", *_of_column(element, layout)
            if round(share, 1) > most:
                words = {"percent": round(share), "max_percent": most, "width": round(whole)}
                yield Match(_picture_span(element), kind, words)


def _share(element: Element, layout: Layout, lowest: int) -> float | None:
    """The share of the message's width that a picture takes, in percent; None if that is not said."""
    if element.tag == "input" and element.value("type").strip().lower() != "image":
        return None
    height = element.pixels("height")
    if element.hidden or (height is not None and height <= lowest):
        return None
    window = _OF_WINDOW.match(element.style("width"))
    if window:
        return float(window[1])
    width = width_within(length(element, "width"), length(element, "max-width"), layout.around(element).width)
    return None if width is None else width / layout.width * 100


def _of_column(element: Element, layout: Layout) -> tuple[float, float]:
    """The width that the margins leave the message around a picture, and the picture's share of that, in percent; 0 for one
    that is no wider than so many pixels.
    """
    column, room = layout.columns[element.serial], layout.around(element).width
    most = length(element, "max-width")
    width = width_within(length(element, "width"), most, room) if most.pixels is None else None
    return (column, width / column * 100) if column and width else (layout.width, 0.0)


def _share_behind(element: Element, layout: Layout) -> float | None:
    if "url(" not in element.style("background-image") or element.style("background-size") not in _FILLING:
        return None
    width = layout.boxes[element.serial].width
    return None if width is None else width / layout.width * 100


def _picture_span(element: Element) -> Span:
    """The picture's address and its width where both stand in its tag, else the address alone."""
    behind = element.style_span("background-image")
    if behind is not None:
        return behind
    source = next((view for name in ("src", "href") if (view := element.view(name))), None)
    width = element.style_span("width")
    if source is None:
        return width or element.span()
    address, tag = source.span(0, len(source.text)), element.span()
    if width is None or not tag.start <= width.start < tag.end:
        return address
    return Span(min(address.start, width.start), max(address.end, width.end))
