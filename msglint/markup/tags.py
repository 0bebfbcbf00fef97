"""What the HTML standard says of tag names: which are empty, raw, block or cell, and which end others."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.typed import Final

VOID: Final = frozenset(
    {
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
"""Elements without content or end tag."""

CODE: Final = frozenset({"script", "style"})
"""Elements whose content is no text at all."""

PLAIN: Final = frozenset({"textarea", "title", "xmp"})
"""Elements whose content is text, without tags."""

PREFORMATTED: Final = frozenset({"listing", "pre", "textarea", "xmp"})

UNSEEN: Final = frozenset(
    {"datalist", "iframe", "mj-preview", "noembed", "preview", "script", "style", "template", "title"}
)
"""Elements whose content a mail program does not show in the message."""

REPLACED: Final = frozenset({"canvas", "embed", "hr", "iframe", "img", "input", "object", "svg", "video"})
"""Elements that are seen without any text in them."""

INLINE, BLOCK, PARAGRAPH, CELL = 0, 1, 2, 3
"""How an element stands in the text: in the line, on lines of its own, between blank lines, or behind a space."""

SHAPES: Final[dict[str, int]] = {
    **dict.fromkeys(
        (
            "address",
            "article",
            "aside",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dt",
            "fieldset",
            "figcaption",
            "footer",
            "form",
            "head",
            "header",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "optgroup",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "tr",
        ),
        BLOCK,
    ),
    **dict.fromkeys(
        (
            "blockquote",
            "dl",
            "figure",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "listing",
            "ol",
            "p",
            "pre",
            "ul",
            "xmp",
        ),
        PARAGRAPH,
    ),
    **dict.fromkeys(("button", "input", "option", "rt", "select", "td", "textarea", "th"), CELL),
}

ANY_SCOPE, LIST_SCOPE, TABLE_SCOPE = 0, 1, 2
"""Up to where an end tag reaches: a cell's or table's edge, a list's too, or a table's alone."""

EDGES: Final[dict[str, tuple[int, ...]]] = {
    **dict.fromkeys(("ul", "ol", "dl", "menu", "dir"), (LIST_SCOPE,)),
    **dict.fromkeys(("td", "th", "caption", "object", "marquee"), (ANY_SCOPE, LIST_SCOPE)),
    **dict.fromkeys(("table", "template"), (ANY_SCOPE, LIST_SCOPE, TABLE_SCOPE)),
}

SCOPES: Final[dict[str, int]] = {
    **dict.fromkeys(("li", "dt", "dd"), LIST_SCOPE),
    **dict.fromkeys(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"), TABLE_SCOPE),
}

ENDS: Final[dict[str, tuple[str, ...]]] = {
    "a": ("a",),
    "body": ("head",),
    "dd": ("dd", "dt"),
    "dt": ("dd", "dt"),
    "li": ("li",),
    "optgroup": ("option", "optgroup"),
    "option": ("option",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("caption", "td", "th", "tr"),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ("caption", "td", "th", "tr", "tbody", "thead", "tfoot")),
}
"""The open elements that a start tag ends without their end tag."""

SPOKEN: Final = ("alt", "title", "aria-label", "placeholder", "label", "summary")
"""Attributes that are read to people, or shown to them in place of something else."""
