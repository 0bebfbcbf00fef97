"""CSS values: shorthands split into their parts, lengths into pixels, percentages into numbers."""

from __future__ import annotations

from functools import lru_cache

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIDES = ("top", "right", "bottom", "left")
_FONT = lazy(
    r"(?s)(?:^|\s)(?P<size>[\d.]+(?:px|pt|r?em|ex|%|in|cm|mm|pc)|0(?=[\s/])|(?:xx?-)?(?:small|large)|medium|smaller|larger)"
    r"(?:\s*/\s*(?P<line>[\w.%-]+))?\s+(?P<family>\S.*)"
)
"""The size has a unit: a number without one is a weight (``500 14px Georgia``)."""
_URL = lazy(r"url\((?:[^)\"']|\"[^\"]*\"|'[^']*')*\)?|(?:linear|radial|conic)-gradient\([^)]*\)?")
_COLOR = lazy(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]{0,100}+\)|(?<![\w-])[a-z]{3,}(?![\w(-])")
_NO_COLORS = frozenset(
    {
        "none",
        "repeat",
        "round",
        "space",
        "center",
        "top",
        "bottom",
        "left",
        "right",
        "scroll",
        "fixed",
        "local",
        "cover",
        "contain",
        "auto",
        "inherit",
        "initial",
        "unset",
        "border",
        "padding",
        "content",
        "text",
    }
)


SHORTHANDS: Final = frozenset({"margin", "padding", "font", "background"})
"""The properties that set others besides."""


def longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    """The property itself and, for a shorthand, its parts."""
    yield name, value
    if name in ("margin", "padding"):
        yield from _sides(name, value)
    elif name == "font":
        yield from _font(value)
    elif name == "background":
        yield from _background(value)


def _sides(name: str, value: str) -> Iterator[tuple[str, str]]:
    parts = value.split(None, 4)
    if not parts or len(parts) > 4 or "(" in value:
        return
    top, right, bottom, left = (*parts, *((parts[0], parts[0], parts[1 % len(parts)])[len(parts) - 1 :]))
    yield from zip((f"{name}-{side}" for side in _SIDES), (top, right, bottom, left), strict=True)


def _font(value: str) -> Iterator[tuple[str, str]]:
    found = _FONT.search(value)
    if found is None:
        return
    yield "font-size", found["size"]
    yield "font-family", found["family"]
    if found["line"]:
        yield "line-height", found["line"]


def _background(value: str) -> Iterator[tuple[str, str]]:
    image = _URL.search(value)
    if image:
        yield "background-image", image[0]
    for color in _COLOR.finditer(_URL.sub(" ", value)):
        if color[0] not in _NO_COLORS:
            yield "background-color", color[0]
            return


_LENGTH = lazy(r"\s*([-+]?(?:\d+\.?\d*|\.\d+))\s*(px|pt|pc|in|cm|mm|em|rem|ex|%|)\s*\Z")
_PIXELS: Final = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "em": 16.0, "rem": 16.0, "ex": 8.0,
}  # fmt: skip
_FONT_SIZES: Final = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "smaller": 13.0, "larger": 19.0,
}  # fmt: skip


@lru_cache(maxsize=4096)
def pixels(value: str) -> float | None:
    """A length in CSS pixels; None for a percentage and what is no length."""
    found = _LENGTH.match(value[:40]) if value else None
    if found is None:
        return _FONT_SIZES.get(value)
    return None if found[2] == "%" else float(found[1]) * _PIXELS[found[2]]


def percent(value: str) -> float | None:
    """A percentage as a number; None for everything else."""
    found = _LENGTH.match(value[:40]) if value[-1:] == "%" or value[-1:].isspace() else None
    return float(found[1]) if found and found[2] == "%" else None
