"""Whether and how an element shows: hidden, too small to read, in the line or on its own, white space kept.

What an element's own styles add to its look is worked out once a kind; an element's look follows from its parent's,
down the tree.
"""

from __future__ import annotations

from msglint.markup import shorthands
from msglint.markup.tags import BLOCK, CELL, INLINE, PREFORMATTED, REPLACED, UNSEEN
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from msglint.markup.tagged import StartTag
    from msglint.markup.tree import Element

GONE, TINY, INVISIBLE, KEPT, UNSEEN_INSIDE = 1, 2, 4, 8, 16
"""Not shown whatever is inside; too small to read and invisible, until something inside says otherwise; white
space is kept; shown, but not what is inside."""

NO_TEXT: Final = GONE | TINY | INVISIBLE | UNSEEN_INSIDE
"""Text directly inside is not shown."""

_MATTERING: Final = frozenset(
    (
        "display", "visibility", "opacity", "white-space", "font-size", "mso-hide", "clip", "clip-path", "text-indent",
        "margin-left", "margin-top", "position", "width", "height", "max-width", "max-height",
    )
)  # fmt: skip
_ROOM: Final = frozenset({"width", "height", "max-width", "max-height"})
"""What matters in a picture, and where what does not fit is cut off."""
_BUT_ROOM: Final = _MATTERING - _ROOM
_OVERFLOW: Final = frozenset({"overflow", "overflow-x", "overflow-y"})
_LOOKED_AT: Final = _MATTERING | _OVERFLOW | {"left", "top"}
_READABLE = 2.0
_FAR_OFF = -300.0
_CLEAR = 0.05
_IN_LINE = frozenset({"inline", "contents", "ruby"})
_BESIDE = frozenset({"inline-block", "inline-table", "inline-flex", "inline-grid", "table-cell"})
_CLIPPED = lazy(r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|inset\(\s*(?:50|100)%|circle\(\s*0")


class OwnLook(NamedTuple):
    """The flags that an element adds to its parent's and those that it revokes, and its shape."""

    added: int
    revoked: int
    shape: int


def is_hidden(element: Element) -> bool:
    """Whether the element itself does not show; a small font hides no picture."""
    look = look_of(element)
    return bool(look & (GONE | INVISIBLE)) or bool(look & TINY and element.tag not in REPLACED)


def look_of(element: Element) -> int:
    """The flags of an element's look. Its shape is set as well."""
    if element.look >= 0:
        return element.look
    climbed = []
    here: Element | None = element
    while here is not None and here.look < 0:
        climbed.append(here)
        here = here.parent
    for below in reversed(climbed):
        above = below.parent.look if below.parent is not None else 0
        below.look, below.shape = inside_of(above, below.page.look(below))
    return element.look


def inside_of(above: int, own: OwnLook) -> tuple[int, int]:
    """The flags and the shape of an element, from its parent's flags and its own."""
    added, revoked, shape = own
    return (above & ~revoked & ~UNSEEN_INSIDE) | added | (GONE if above & UNSEEN_INSIDE else 0), shape


def usual_look(tag: StartTag) -> OwnLook:
    """The own look of an element with this start tag where no style block has a say."""
    return own_look(tag, tag.said)


def decides(names: Iterable[str]) -> bool:
    """Whether any of these properties has a say in how an element shows."""
    return not _LOOKED_AT.isdisjoint(names)


def own_look(tag: StartTag, said: Mapping[str, str]) -> OwnLook:
    """The own look of an element, from the properties that are declared for it."""
    added = (UNSEEN_INSIDE if tag.name in UNSEEN else 0) | (KEPT if tag.name in PREFORMATTED else 0)
    if tag.name == "input" and tag.value("type").lower() == "hidden":
        added |= GONE
    if _BUT_ROOM.isdisjoint(said) and (
        _ROOM.isdisjoint(said) or (tag.name not in REPLACED and _OVERFLOW.isdisjoint(said))
    ):
        return OwnLook(added, 0, tag.shape)
    revoked = 0
    style = _Said(said)
    if _is_gone(tag, style):
        added |= GONE
    visibility, space, size = style["visibility"], style["white-space"], style["font-size"]
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
    return OwnLook(added, revoked, _shape(style["display"], tag.shape))


class _Said(dict[str, str]):
    """Declared properties; empty for what is not declared."""

    def __missing__(self, name: str) -> str:
        return ""


def _shape(display: str, usual: int) -> int:
    if display in _IN_LINE:
        return INLINE
    if display in _BESIDE:
        return CELL if usual else INLINE
    if display in ("", "none", "inherit", "initial"):
        return usual
    return BLOCK if usual in (INLINE, CELL) else usual


def _is_gone(tag: StartTag, style: _Said) -> bool:
    if style["display"] == "none" or "all" in style["mso-hide"]:
        return True
    clip = style["clip"] or style["clip-path"]
    if (style["opacity"] and _is_clear(style["opacity"])) or (clip and _CLIPPED.match(clip)):
        return True
    return _has_no_room(tag, style) or _is_off_screen(style)


def _is_clear(opacity: str) -> bool:
    number = shorthands.pixels(opacity)
    if number is None:
        share = shorthands.percent(opacity)
        number = share / 100 if share is not None else 1.0
    return number <= _CLEAR


def _has_no_room(tag: StartTag, style: _Said) -> bool:
    if tag.name in REPLACED:
        return _at_most(style["width"], 0.0) or _at_most(style["height"], 0.0)
    if not any(_at_most(style[name], 1.0) for name in _ROOM):
        return False
    return any(style[name] in ("hidden", "clip") for name in _OVERFLOW)


def _is_off_screen(style: _Said) -> bool:
    if _is_far(style["text-indent"]) or _is_far(style["margin-left"]) or _is_far(style["margin-top"]):
        return True
    return style["position"] in ("absolute", "fixed") and (_is_far(style["left"]) or _is_far(style["top"]))


def _is_far(length: str) -> bool:
    if not length:
        return False
    share = shorthands.percent(length)
    return _at_most(length, _FAR_OFF) if share is None else share <= -99


def _at_most(length: str, most: float) -> bool:
    number = shorthands.pixels(length) if length else None
    if number is None:
        number = shorthands.percent(length) if length else None
        return number == 0
    return number <= most
