"""Colours as CSS writes them, and how well one can be read on another (WCAG 2, contrast ratio)."""

from __future__ import annotations

from functools import lru_cache

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Colour = tuple[int, int, int]

_HEX = lazy(r"#?([0-9a-f]{3,8})\Z")
_RGB = lazy(r"rgba?\(\s*([\d.]{1,8}%?)[\s,]+([\d.]{1,8}%?)[\s,]+([\d.]{1,8}%?)\s*(?:[,/]\s*([\d.]{1,8}%?)\s*)?\)\Z")


def colour(value: str, names: Mapping[str, str]) -> Colour | None:
    """A colour as its red, green and blue; None if it is not known, not plain, or lets the background through."""
    value = value.strip()[:60]
    value = names.get(value, value)
    found = _HEX.match(value)
    if found:
        return _from_hex(found[1])
    parts = _RGB.match(value)
    if parts is None or (parts[4] and _share(parts[4]) < 1):
        return None
    red, green, blue = (_channel(parts[at]) for at in (1, 2, 3))
    return red, green, blue


@lru_cache(maxsize=1024)
def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def as_hex(found: Colour) -> str:
    """``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*found)


def _from_hex(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join([digit * 2 for digit in digits])
    if len(digits) not in (6, 8) or digits[6:] not in ("", "ff"):
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _share(text: str) -> float:
    number = _number(text.rstrip("%"))
    return number / 100 if text.endswith("%") else number


def _channel(text: str) -> int:
    number = _number(text.rstrip("%"))
    return max(0, min(255, round(number * 2.55 if text.endswith("%") else number)))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _luminance(of: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
