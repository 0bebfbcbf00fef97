"""Languages that mail tools turn into HTML (MJML, AMP, Foundation and their like): which HTML element each of their tags becomes.

What a component does is then told from that element; where its tag stands, and how it is written, stays as it is.
"""

from __future__ import annotations

from msglint.markup.tags import BLOCK, CELL, PARAGRAPH
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.typed import Final

_WHOLE: Final = {
    "mjml": "html", "heml": "html", "mj-head": "head", "mj-body": "body", "mj-style": "style", "mj-title": "title",
    "mj-table": "table", "mj-column": "td", "mj-carousel-image": "img", "mj-social-element": "a", "mj-accordion-element": "div",
    "h-line": "hr",
}  # fmt: skip
_FAMILIES: Final = ("mj-", "amp-", "x-", "e-")
_KINDS: Final = {
    **dict.fromkeys(("img", "image", "anim", "picture"), "img"),
    **dict.fromkeys(("button", "btn", "link"), "a"),
    **dict.fromkeys(("divider", "hr"), "hr"),
    **dict.fromkeys(
        ("text", "section", "wrapper", "hero", "group", "raw", "spacer", "social", "navbar", "accordion", "carousel", "container",
         "row", "heading", "box", "card", "title"), "div",
    ),
}  # fmt: skip
"""What the last word of a component's name says."""

COMPONENT_SHAPES: Final = {
    **dict.fromkeys(("container", "row", "wrapper", "callout", "spacer"), BLOCK),
    **dict.fromkeys(("mj-button", "x-button", "e-button", "amp-button"), BLOCK),
    **dict.fromkeys(("columns", "column"), CELL),
    "mj-preview": PARAGRAPH,
}
"""Components that stand otherwise in the text than the element that they become, or than an unknown tag."""

RAW_COMPONENTS: Final = frozenset({"mj-style", "mj-title"})
"""Those without tags in them, like the elements that they become."""

SETTING: Final = frozenset(
    {
        "color", "font-family", "font-size", "font-weight", "line-height", "background-color", "width", "height", "max-width",
        "padding-left", "padding-right",
    }
)  # fmt: skip
"""Attributes of components that set the CSS property of their name."""


def is_component(written: str) -> bool:
    """Whether a tag is none of HTML's own: its name has a hyphen, or is that of such a language's outermost tag."""
    return "-" in written or written in _WHOLE


def html_name(written: str) -> str:
    """The HTML element that a tag becomes, by its name in lower case; that name itself for all that is no known component."""
    if not is_component(written):
        return written
    known = _WHOLE.get(written)
    if known is None and written.startswith(_FAMILIES):
        known = _KINDS.get(written.rpartition("-")[2])
    return known or written
