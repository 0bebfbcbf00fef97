"""Every place in elements and style sheets that a mail program would follow or load."""

from __future__ import annotations

from msglint.errors import DraftError
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.draft import Part, View
    from msglint.links.text import Finder
    from msglint.markup.tree import Element

FOLLOWED = {
    "a": {"href": "href", "xlink:href": "href"},
    "area": {"href": "href"},
    "form": {"action": "action"},
    "button": {"formaction": "action", "href": "href"},
    "item": {"href": "href"},
    "input": {"formaction": "action"},
    "base": {"href": "base"},
    "iframe": {"src": "frame", "srcdoc": "code"},
    "frame": {"src": "frame"},
    "embed": {"src": "frame"},
    "object": {"data": "frame"},
}
LOADED = {
    "img": {"src": "image", "srcset": "images", "lowsrc": "image", "dynsrc": "media"},
    "source": {"src": "media", "srcset": "images"},
    "input": {"src": "image"},
    "image": {"href": "image", "xlink:href": "image", "src": "image"},
    "feimage": {"href": "image", "xlink:href": "image"},
    "use": {"href": "image", "xlink:href": "image"},
    "v:fill": {"src": "background"},
    "v:imagedata": {"src": "image"},
    "v:background": {"src": "background"},
    "video": {"src": "media", "poster": "image"},
    "audio": {"src": "media"},
    "track": {"src": "media"},
    "bgsound": {"src": "media"},
    "script": {"src": "script"},
    "iframe": {"src": "frame"},
    "frame": {"src": "frame"},
    "embed": {"src": "frame"},
    "object": {"data": "frame"},
    "mj-font": {"href": "font"},
}
_LINK_KINDS = {
    "stylesheet": "style",
    "icon": "image",
    "apple-touch-icon": "image",
    "preload": "script",
    "prefetch": "script",
}
_TAGS = frozenset((*FOLLOWED, *LOADED, "meta", "link"))
_REFRESH = lazy(r"(?i)\s*+[\d.]*+\s*+[;,]?\s*+(?:url\s*+=\s*+)?['\"]?\s*+([^\s'\"]++)")
_CANDIDATE = lazy(r"[\s,]*+(\S++)[^,]*+")
_CSS_URL = lazy(
    r"(?i)@import\s*+(?:url\(\s*+)?['\"]?(?P<sheet>[^'\"()\s;]++)|(?<![\w-])url\(\s*+(?:'(?P<a>[^'\n]*+)'|\"(?P<b>[^\"\n]*+)\"|(?P<c>[^'\"()\s]++))"
)
_FONT_FACE = lazy(r"(?i)@font-face\s*+\{[^}]*+\Z")
_BLANK = lazy(r"[\s\x00-\x19]")
_HANDLER = lazy(r"on[a-z]{3,30}+\s*+=")
_BACKGROUND = lazy(r"background\s*+=")
_QUOTES = ("'", '"', "'//", '"//')
MOST_PLACES = 120_000
_CODE = ("javascript:", "vbscript:")


class Place(NamedTuple):
    """A URL in mark-up: the value it stands in, and where; ``loaded`` says that it is loaded rather than followed."""

    view: View
    start: int
    end: int
    form: str
    element: Element | None
    loaded: bool = False


def places(part: Part, finder: Finder) -> Iterator[Place]:
    """All places of a part, in order of its elements, then of its style sheets. Raises ``DraftError`` for too many."""
    for number, place in enumerate(_places(part, finder)):
        if number >= MOST_PLACES:
            raise DraftError(f"more than {MOST_PLACES:,} addresses in its mark-up: too many for one message")
        yield place


def _places(part: Part, finder: Finder) -> Iterator[Place]:
    lowered = part.text.text.lower()
    has_css, has_background = "url" in lowered or "@import" in lowered, bool(_BACKGROUND.search(lowered))
    has_handlers = bool(_HANDLER.search(lowered))
    special = has_css or has_background or has_handlers
    for element in part.elements:
        if element.tag in _TAGS or ":" in element.tag or element.kind.is_component:
            yield from _of_tag(element, finder)
        if special:
            yield from _of_any(element, element.inside.lower(), finder)
    for sheet in part.styles:
        yield from _in_css(sheet, None)


def _of_any(element: Element, inside: str, finder: Finder) -> Iterator[Place]:
    """What every tag may have: handlers, a background, styles. ``inside`` is its start tag in lower case."""
    if _HANDLER.search(inside):
        for name, value in element.attributes.items():
            if name.startswith("on"):
                yield from _in_code(value, 0, element, finder)
    if _BACKGROUND.search(inside) and (background := element.view("background")):
        yield _whole(background, "background", element, loaded=True)
    if "url" in inside and (style := element.view("style")):
        yield from _in_css(style, element)


def _of_tag(element: Element, finder: Finder) -> Iterator[Place]:
    tag = element.tag
    if tag == "meta":
        yield from _refresh(element)
    elif tag == "link":
        yield from _link(element)
    elif ":" in tag and (view := element.view("href")):
        yield _whole(view, "href", element)
    elif element.kind.is_component:
        yield from _of_component(element)
    for name, form in FOLLOWED.get(tag, {}).items():
        if view := element.view(name):
            yield from _followed(view, form, element, finder)
    for name, kind in LOADED.get(tag, {}).items():
        if view := element.view(name):
            yield from _srcset(view, element) if kind == "images" else (_whole(view, kind, element, loaded=True),)


def _of_component(element: Element) -> Iterator[Place]:
    """What components can have that the elements they become have not: pictures that are links, backgrounds by address."""
    if (href := element.view("href")) and "href" not in {
        **FOLLOWED.get(element.tag, {}),
        **LOADED.get(element.tag, {}),
    }:
        yield _whole(href, "href", element)
    if background := element.view("background-url"):
        yield _whole(background, "background", element, loaded=True)


def _followed(view: View, form: str, element: Element, finder: Finder) -> Iterator[Place]:
    if form == "code":
        yield from _in_code(view, 0, element, finder)
        return
    head = _BLANK.sub("", view.text[:40]).lower()
    if head.startswith(_CODE):
        yield from _in_code(view, view.text.find(":") + 1, element, finder)
    elif form != "frame" or not _is_pixel(element):
        yield _whole(view, form, element)


def _whole(view: View, form: str, element: Element | None, *, loaded: bool = False) -> Place:
    text = view.text
    start = len(text) - len(text.lstrip(" \t\r\n\f\u00a0"))
    return Place(view, start, max(start, len(text.rstrip(" \t\r\n\f\u00a0"))), form, element, loaded)


def _refresh(element: Element) -> Iterator[Place]:
    view = element.view("content") if element.value("http-equiv").strip().lower() == "refresh" else None
    found = _REFRESH.match(view.text) if view else None
    if view and found:
        yield Place(view, found.start(1), found.end(1), "refresh", element)


def _link(element: Element) -> Iterator[Place]:
    view = element.view("href")
    for relation in element.value("rel").lower().split():
        if view and relation in _LINK_KINDS:
            kind = "font" if element.value("as").lower() == "font" else _LINK_KINDS[relation]
            yield _whole(view, kind, element, loaded=True)
            return


def _srcset(view: View, element: Element) -> Iterator[Place]:
    for found in _CANDIDATE.finditer(view.text):
        end = found.start(1) + len(found[1].rstrip(","))
        if end > found.start(1):
            yield Place(view, found.start(1), end, "image", element, True)


def _in_css(view: View, element: Element | None) -> Iterator[Place]:
    """The URLs of a style sheet or a ``style`` attribute."""
    for found in _CSS_URL.finditer(view.text):
        name = found.lastgroup or "c"
        kind = "style" if name == "sheet" else "background"
        if kind == "background" and _FONT_FACE.search(view.text, max(0, found.start() - 500), found.start()):
            kind = "font"
        if found[name] and not (kind == "style" and found[name].lower() == "url"):
            yield Place(view, *found.span(name), kind, element, True)


def _in_code(view: View, start: int, element: Element, finder: Finder) -> Iterator[Place]:
    """The URLs that a script, or a page in an attribute, would go to."""
    for found in finder.find(view.text):
        quoted = view.text[max(0, found.start - 3) : found.start].endswith(_QUOTES)
        if found.start >= start and not found.is_address and (found.form in ("url", "www") or quoted):
            yield Place(view, found.start, found.end, "code", element)


def _is_pixel(element: Element) -> bool:
    """Whether a frame is nothing to look at: judged as a tracking pixel."""
    sizes = (element.pixels("width"), element.pixels("height"))
    return element.hidden or any(size is not None and size <= 3 for size in sizes)
