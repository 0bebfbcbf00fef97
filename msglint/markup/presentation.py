"""Presentational attributes: what ``width=600``, ``align=center`` or ``<font color>`` say in terms of CSS."""

from __future__ import annotations

from msglint.markup.components import SETTING
from msglint.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from msglint.markup.tagged import StartTag

_SIMPLE: Final = {
    "width": "width", "height": "height", "background-color": "bgcolor", "background-image": "background",
    "vertical-align": "valign",
}  # fmt: skip
_FONT: Final = {"font-family": "face", "font-size": "size", "color": "color"}
_MARGINS: Final = {
    "margin-left": ("hspace", "leftmargin", "marginwidth"), "margin-right": ("hspace", "rightmargin", "marginwidth"),
    "margin-top": ("vspace", "topmargin", "marginheight"), "margin-bottom": ("vspace", "bottommargin", "marginheight"),
}  # fmt: skip
_FONT_SIZES = (10, 10, 13, 16, 18, 24, 32, 48)
_USUAL_FONT_SIZE = 3
_FLOATING = frozenset({"img", "object", "embed", "iframe", "table", "hr"})


def _properties() -> dict[str, tuple[str, ...]]:
    pairs = [*((attribute, name) for name, attribute in (*_SIMPLE.items(), *_FONT.items()))]
    pairs += [(attribute, name) for name, attributes in _MARGINS.items() for attribute in attributes]
    pairs += [("text", "color"), ("align", "text-align"), ("align", "float"), ("hidden", "display")]
    return {attribute: tuple(name for one, name in pairs if one == attribute) for attribute, _ in pairs}


_PROPERTIES: Final = _properties()
"""The properties that an attribute may set."""


def values_of(tag: StartTag) -> dict[str, str]:
    """All that a start tag's attributes, or its name, set properties to."""
    found: dict[str, str] = {}
    for attribute in tag.places:
        for name in _PROPERTIES.get(attribute, ()):
            if name not in found and (value := value_of(tag, name)):
                found[name] = value
    if tag.name == "center":
        found["text-align"] = "center"
    if tag.is_component:
        found.update((name, value) for name in tag.places if name in SETTING and (value := value_of(tag, name)))
    return found


def source_of(tag: StartTag, name: str) -> str:
    """The attribute that sets this property, empty if none does."""
    attributes: tuple[str, ...] = ()
    if tag.is_component and name in SETTING:
        attributes = (name,)
    elif name in _SIMPLE:
        attributes = (_SIMPLE[name],)
    elif tag.name in ("font", "basefont"):
        attributes = (_FONT.get(name, ""),)
    elif tag.name == "body" and name == "color":
        attributes = ("text",)
    elif name in ("text-align", "float"):
        attributes = ("align",) if (tag.name in _FLOATING) == (name == "float") else ()
    elif name in _MARGINS:
        attributes = _MARGINS[name]
    return next((attribute for attribute in attributes if attribute in tag.places), "")


def value_of(tag: StartTag, name: str) -> str:
    """What a start tag's attributes, or its name, set a property to; empty if nothing."""
    if tag.name == "center" and name == "text-align":
        return "center"
    if name == "display":
        return "none" if "hidden" in tag.places else ""
    attribute = source_of(tag, name)
    value = tag.value(attribute).strip().lower() if attribute else ""
    if name == "font-size" and not tag.is_component:
        return _font_size(value)
    if name == "background-image" and value:
        return f"url({value})"
    return f"{value}px" if value.isdecimal() else value


def _font_size(value: str) -> str:
    digits = value.lstrip("+-")
    if not digits.isdecimal() or len(digits) > 3:
        return ""
    size = int(digits)
    if value[0] in "+-":
        size = _USUAL_FONT_SIZE + (size if value[0] == "+" else -size)
    return f"{_FONT_SIZES[max(1, min(size, 7))]}px"
