"""A property taken out where it is declared: in an attribute, in a ``style``, or in a style block."""

from __future__ import annotations

from msglint.draft import Span
from msglint.fixes import Fix
from msglint.markup.presentation import source_of
from msglint.markup.shorthands import longhands
from msglint.markup.tagged import attribute_run
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.markup.tree import Element

_SHORTHAND = lazy(r"(?is)(font|margin|padding)\s*:\s*(.*?)(\s*!\s*important)?\Z")
_BEHIND = lazy(r"[ \t]*;?")
_BLANK = lazy(r"[\s;]*\Z")
_BOLD = lazy(r"\b(bold(?:er)?|lighter|[1-9]00)\b")
_SLANTED = lazy(r"\b(italic|oblique)\b")


def without(element: Element, name: str, text: str) -> Fix | None:
    """The fix that takes a property of an element out of the source; None where that is not to be seen.

    Of a shorthand, the rest stays: of ``margin: 9px 30%`` the ``9px``. A side becomes 0, for without any declaration
    browsers would give it a margin of their own. A ``style`` is written anew, one property at a time, so that it can be
    told when it has become empty.
    """
    span = element.style_span(name)
    tag = element.span()
    if span is None or span == tag:
        return None
    if not tag.start <= span.start < tag.end:
        return _out_of_sheet(span, name, text)
    style = element.view("style")
    inside = style.span(0, len(style.text)) if style else Span(0, 0)
    if not inside.start <= span.start < inside.end:
        return _attribute(element, source_of(element.kind, name))
    rest = _rest(text[span.start : span.end], name)
    if not rest and _BLANK.match(text[inside.start : span.start] + text[span.end : inside.end]):
        return _attribute(element, "style")
    fix = _out_of(span, rest, text, inside.end)
    return Fix(*inside, text[inside.start : fix.start] + fix.text + text[fix.end : inside.end])


def _out_of_sheet(span: Span, name: str, text: str) -> Fix:
    rest = _rest(text[span.start : span.end], name)
    fix = _out_of(span, rest, text, len(text))
    if rest:
        return fix
    start, end = fix.start, fix.end
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    alone = text[start - 1 : start] in ("\n", "\r") and text[end : end + 1] in ("\n", "\r")
    if not alone:
        return fix
    return fix._replace(start=start, end=end + (2 if text.startswith("\r\n", end) else 1))


def _out_of(span: Span, rest: str, text: str, limit: int) -> Fix:
    """A declaration with its semicolon and the blanks behind it, or what stays of it in its place."""
    if rest:
        return Fix(*span, rest)
    found = _BEHIND.match(text, span.end, limit)
    end = found.end() if found else span.end
    while end < limit and text[end] in " \t" and text[span.start - 1 : span.start] in (" ", "\t", "{", '"', "'", ";"):
        end += 1
    return Fix(span.start, end)


def _attribute(element: Element, name: str) -> Fix | None:
    """An attribute with the blank before it."""
    run = attribute_run(element.inside, name) if name else None
    if run is None:
        return None
    offset = element.inside_start
    return Fix(*element.part.span(run[0] + offset, run[1] + offset))


def _rest(written: str, name: str) -> str:
    """What stays of a shorthand when a property is taken out of it; empty for a plain declaration."""
    found = _SHORTHAND.match(written)
    if not found or found[1].lower() == name:
        return ""
    shorthand, value, important = found[1].lower(), found[2].strip(), found[3] or ""
    parts = dict(longhands(shorthand, value))
    if shorthand == "font":
        size = parts.get("font-size", "")
        before = (value.partition(size)[0] if size else value).lower()
        kept = [f"font-weight: {bold[1]}{important}" for bold in [_BOLD.search(before)] if bold]
        kept += [f"font-style: {slanted[1]}{important}" for slanted in [_SLANTED.search(before)] if slanted]
        kept += [f"font-size: {size}{important}"] if size else []
        return "; ".join(kept)
    at_fault = parts.get(name, "")
    top, right, bottom, left = (parts.get(f"{shorthand}-{side}", "0") for side in ("top", "right", "bottom", "left"))
    right, left = ("0" if side == at_fault else side for side in (right, left))
    return f"{shorthand}: {_shortest(top, right, bottom, left)}{important}"


def _shortest(top: str, right: str, bottom: str, left: str) -> str:
    if right != left:
        return f"{top} {right} {bottom} {left}"
    if top != bottom:
        return f"{top} {right} {bottom}"
    return top if top == right else f"{top} {right}"
