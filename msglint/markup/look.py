"""Whether and how an element shows: hidden, too small to read, in the line or on its own, white space kept.

Each element's look is made once from its parent's, down the tree; styles are resolved only where the mark-up has a
word that could matter.
"""

from __future__ import annotations

from msglint.markup import shorthands
from msglint.markup.tags import BLOCK, CELL, INLINE, PREFORMATTED, REPLACED, SHAPES, UNSEEN
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from msglint.markup.tree import Element

GONE, TINY, INVISIBLE, KEPT, UNSEEN_INSIDE = 1, 2, 4, 8, 16
"""Not shown whatever is inside; too small to read and invisible, until something inside says otherwise; white
space is kept; shown, but not what is inside."""

NO_TEXT: Final = GONE | TINY | INVISIBLE | UNSEEN_INSIDE
"""Text directly inside is not shown."""

_REVOCABLE: Final = TINY | INVISIBLE | KEPT
_SUSPECT = (
    "display",
    "visib",
    "opacity",
    "hid",
    "indent",
    "white-space",
    "clip",
    "&",
    "/*",
    "font:",
    "font :",
    " -",
    ":-",
)
_NO_SIZE = lazy(r"(?:size|height|width)\W{0,12}(?:0+|1)(?![0-9])")
_READABLE = 2.0
_FAR_OFF = -300.0
_CLEAR = 0.05
_IN_LINE = frozenset({"inline", "contents", "ruby"})
_BESIDE = frozenset({"inline-block", "inline-table", "inline-flex", "inline-grid", "table-cell"})
_CLIPPED = lazy(r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|inset\(\s*(?:50|100)%|circle\(\s*0")


def may_matter(text: str) -> bool:
    """Whether the inside of a tag, or a style rule, has a word that could change an element's look.

    Plain searches for words, one after the other, take a tenth of the time of one pattern with alternatives.
    """
    lowered = text.lower()
    return any(word in lowered for word in _SUSPECT) or _NO_SIZE.search(lowered) is not None


def is_hidden(element: Element) -> bool:
    """Whether the element itself does not show; a small font hides no picture."""
    look = look_of(element)
    return bool(look & (GONE | INVISIBLE)) or bool(look & TINY and element.tag not in REPLACED)


def look_of(element: Element) -> int:
    """The flags of an element's look. Its shape is set as well."""
    climbed = []
    here: Element | None = element
    while here is not None and here.look < 0:
        climbed.append(here)
        here = here.parent
    for below in reversed(climbed):
        above = below.parent.look if below.parent is not None else 0
        added, revoked, below.shape = _own(below, above)
        below.look = (above & ~revoked & ~UNSEEN_INSIDE) | added | (GONE if above & UNSEEN_INSIDE else 0)
    return element.look


def _own(element: Element, above: int) -> tuple[int, int, int]:
    """The flags that the element adds and revokes, and its shape."""
    if above & _REVOCABLE:
        return _resolved(element)
    looks, kind = element.page.looks, (element.tag, element.inside)
    if kind not in looks:
        looks[kind] = _own_alone(element)
    return looks[kind] or _resolved(element)


def _own_alone(element: Element) -> tuple[int, int, int] | None:
    """What holds for all elements with the same start tag; None if it depends on what is around them."""
    if element.page.may_style(element, may_matter):
        return None if element.page.sheet.looks_around else _resolved(element)
    return _resolved(element) if may_matter(element.inside) else _usual(element.tag)


def _usual(tag: str) -> tuple[int, int, int]:
    added = (UNSEEN_INSIDE if tag in UNSEEN else 0) | (KEPT if tag in PREFORMATTED else 0)
    return added, 0, SHAPES.get(tag, INLINE)


def _resolved(element: Element) -> tuple[int, int, int]:
    added, revoked, shape = _usual(element.tag)
    style = element.style
    if _is_gone(element):
        added |= GONE
    visibility, space, size = style("visibility"), style("white-space"), style("font-size")
    if visibility in ("hidden", "collapse"):
        added |= INVISIBLE
    elif visibility == "visible":
        revoked |= INVISIBLE
    if space.startswith(("pre", "break")):
        added |= KEPT
    elif space in ("normal", "nowrap"):
        revoked |= KEPT
    if size and _at_most(size, 0.0 if size.endswith(("em", "%")) and not size.endswith("rem") else _READABLE - 0.1):
        added |= TINY
    elif size and not size.endswith(("em", "%", "er", "inherit")):
        revoked |= TINY
    return added, revoked, _shape(style("display"), shape)


def _shape(display: str, usual: int) -> int:
    if display in _IN_LINE:
        return INLINE
    if display in _BESIDE:
        return CELL if usual else INLINE
    if display in ("", "none", "inherit", "initial"):
        return usual
    return BLOCK if usual in (INLINE, CELL) else usual


def _is_gone(element: Element) -> bool:
    style = element.style
    if style("display") == "none" or "all" in style("mso-hide"):
        return True
    if element.tag == "input" and element.value("type").lower() == "hidden":
        return True
    if _is_clear(style("opacity")) or _CLIPPED.match(style("clip") or style("clip-path")):
        return True
    return _has_no_room(element) or _is_off_screen(element)


def _is_clear(opacity: str) -> bool:
    number = shorthands.pixels(opacity)
    if number is None:
        share = shorthands.percent(opacity)
        number = share / 100 if share is not None else 1.0
    return number <= _CLEAR


def _has_no_room(element: Element) -> bool:
    style = element.style
    if element.tag in REPLACED:
        return _at_most(style("width"), 0.0) or _at_most(style("height"), 0.0)
    sizes = [style(name) for name in ("height", "max-height", "width", "max-width")]
    if not any(_at_most(size, 1.0) for size in sizes):
        return False
    return any(style(name) in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y"))


def _is_off_screen(element: Element) -> bool:
    style = element.style
    if _is_far(style("text-indent")) or _is_far(style("margin-left")) or _is_far(style("margin-top")):
        return True
    return style("position") in ("absolute", "fixed") and (_is_far(style("left")) or _is_far(style("top")))


def _is_far(length: str) -> bool:
    share = shorthands.percent(length)
    return _at_most(length, _FAR_OFF) if share is None else share <= -99


def _at_most(length: str, most: float) -> bool:
    number = shorthands.pixels(length) if length else None
    if number is None:
        number = shorthands.percent(length) if length else None
        return number == 0
    return number <= most
