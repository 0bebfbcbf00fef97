"""Presentational attributes: what ``width=600``, ``align=center`` or ``<font color>`` say in terms of CSS."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from msglint.markup.tree import Element

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


def source_of(element: Element, name: str) -> str:
    """The attribute that sets this property, empty if none does."""
    attributes: tuple[str, ...] = ()
    if name in _SIMPLE:
        attributes = (_SIMPLE[name],)
    elif element.tag in ("font", "basefont"):
        attributes = (_FONT.get(name, ""),)
    elif element.tag == "body" and name == "color":
        attributes = ("text",)
    elif name in ("text-align", "float"):
        attributes = ("align",) if (element.tag in _FLOATING) == (name == "float") else ()
    elif name in _MARGINS:
        attributes = _MARGINS[name]
    return next((attribute for attribute in attributes if element.has(attribute)), "")


def value_of(element: Element, name: str) -> str:
    """What the element's attributes, or its tag, set a property to; empty if nothing."""
    if element.tag == "center" and name == "text-align":
        return "center"
    if name == "display":
        return "none" if element.has("hidden") else ""
    attribute = source_of(element, name)
    value = element.value(attribute).strip().lower() if attribute else ""
    if name == "font-size":
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
