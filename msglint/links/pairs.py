"""Links of plain text that have words of their own: ``[words](url)``, ``[words][1]``, ``www.shop.com <https://…>``."""

from __future__ import annotations

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.links.found import Link

_OPENING = lazy(r"[ \t]{0,2}(?:\r?\n)?[ \t]{0,2}[<(\[][ \t]?\Z")
"""What stands between a host and the URL in brackets that it is a name for, as mail programs write it in plain text."""

_LABEL_END = lazy(r"[^\[\]\n]{0,200}\]\([ \t]?<?\Z")
_LABEL_NAME = lazy(r"[^\[\]\n]{0,200}\]\[([^\[\]\n]{1,60})\]")
_DEFINED = lazy(r"(?:\A|\n)[ ]{0,3}\[([^\[\]\n]{1,60})\]:[ \t]{0,9}(?:\r?\n[ \t]{0,9})?<?\Z")
_HREF = lazy(r"(?i)\bhref\s{0,3}=\s{0,3}[\"']?\Z")
_TAG_END = lazy(r"[\"']?[^<>]{0,300}>[^<>]{0,200}\Z")
_CLOSING = lazy(r"[ \t]?[>)\]]|[ \t]+[\"'(]")
_REACH = 300


def beside(links: list[Link], text: str) -> list[Link]:
    """The links of one text in order, those that are the words of another one with ``around`` set."""
    defined = _defined(links, text)
    return [
        link._replace(around=_target(link, behind, text, defined) or _anchor(link, before, text) or link.around)
        for before, link, behind in zip([None, *links[:-1]], links, [*links[1:], None], strict=True)
    ]


def _target(link: Link, behind: Link | None, text: str, defined: dict[str, Link]) -> Link | None:
    """Where a link's words lead: to the URL in brackets behind it, or to the one that its label names."""
    is_label = "[" in text[max(0, link.start - _REACH) : link.start].rpartition("\n")[2].rpartition("]")[2]
    if behind is not None and behind.start - link.end <= _REACH and _CLOSING.match(text, behind.end):
        between = text[link.end : behind.start]
        if is_label and _LABEL_END.match(between):
            return behind
        if behind.form in ("url", "www") and _OPENING.match(between):
            return behind
    named = _LABEL_NAME.match(text, link.end) if is_label and defined else None
    return defined.get(named[1].lower()) if named else None


def _anchor(link: Link, before: Link | None, text: str) -> Link | None:
    """The URL of a tag that stands in plain text, if these are its words: ``<a href="url">link</a>``."""
    if before is None or link.start - before.end > 2 * _REACH or not _TAG_END.match(text[before.end : link.start]):
        return None
    return before if _HREF.search(text, max(0, before.start - 12), before.start) else None


def _defined(links: list[Link], text: str) -> dict[str, Link]:
    """The URLs that a text defines at the beginning of a line, ``[name]: url``, by name."""
    if "]:" not in text:
        return {}
    found: dict[str, Link] = {}
    for link in links:
        line = _DEFINED.search(text, max(0, link.start - _REACH), link.start)
        if line:
            found.setdefault(line[1].lower(), link)
    return found
