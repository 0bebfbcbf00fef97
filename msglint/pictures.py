"""The pictures of a draft: what each one loads, and the words by which its sender calls it."""

from __future__ import annotations

from bisect import bisect_left

from msglint.draft import MASK
from msglint.links.found import Resource
from msglint.links.urls import parse, unescape
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from msglint.draft import Placeholder, View
    from msglint.links.urls import Url
    from msglint.markup.tree import Element
    from msglint.reading import Reading

KINDS = frozenset({"image", "background", "frame", "media"})
_MARKDOWN = lazy(r"!\[([^\[\]\n]{0,300}+)\]\(\s*+<?([^\s()<>]++)")
_HUMP = lazy(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = lazy(r"[^\W\d_]+|\d+")
_LONGEST = 2000
_SHOWN = ("alt", "title", "aria-label")


class Picture:
    """Something that a mail program loads to show it.

    ``file`` is the name of the file without its folders, ``shown`` the words in place of the picture (alt, title), and
    ``named`` the names of the placeholders among those.
    """

    __slots__ = ("_file_words", "_shown_words", "file", "named", "resource", "shown")

    def __init__(self, resource: Resource, file: str, shown: str, named: tuple[str, ...] = ()) -> None:
        self.resource, self.file, self.shown, self.named = resource, file, shown, named
        self._file_words: list[str] | None = None
        self._shown_words: list[str] | None = None

    @property
    def element(self) -> Element | None:
        """The element that loads it; None for style sheets and plain text."""
        return self.resource.element

    @property
    def url(self) -> Url:
        """What is loaded, resolved."""
        return self.resource.url

    def file_words(self) -> list[str]:
        """The words of the file's name; those of its placeholders where it has any."""
        if self._file_words is None:
            names = " ".join(placeholder.name for placeholder in self.resource.placeholders)
            self._file_words = words(f"{self.file} {names}")
        return self._file_words

    def shown_words(self) -> list[str]:
        """The words of alt and title."""
        if self._shown_words is None:
            self._shown_words = words(self.shown) if self.shown else []
        return self._shown_words

    def class_words(self) -> list[str]:
        """The words of its classes and id."""
        if self.element is None or not self.element.names:
            return []
        return words(f"{self.element.value('class')} {self.element.value('id')}"[:_LONGEST])


def words(text: str) -> list[str]:
    """Words in lower case; digits are their own words, ``logoSmall`` and ``logo_small`` are two."""
    return _WORD.findall(_HUMP.sub(" ", text[:_LONGEST]).lower())


def pictures_of(reading: Reading) -> tuple[Picture, ...]:
    """All pictures of a draft, in order."""
    listed = {id(part.text): part.placeholders for part in reading.draft.parts}
    found = [_picture(resource, listed) for resource in reading.resources if resource.kind in KINDS]
    for view in reading.draft.views("body"):
        if "![" in view.text:
            found += _in_markdown(view)
    return tuple(found)


def visible(reading: Reading) -> Iterator[Picture]:
    """The pictures and films that are there to be looked at."""
    for picture in reading.pictures:
        if picture.resource.kind in ("image", "media") and not (picture.element and picture.element.hidden):
            yield picture


def on_page(url: Url, pages: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a URL is on one of the hosts, under one of the openings of a path that belong to it."""
    return any(
        under(url.host, (page["host"],)) and url.path.lower().startswith(tuple(page["paths"]))
        for page in pages
        if url.host.endswith(page["host"])
    )


def under(host: str, hosts: Iterable[str]) -> bool:
    """Whether a host is one of these, or ends with one after a dot."""
    for known in hosts:
        if host.endswith(known) and host[: -len(known)][-1:] in (".", ""):
            return bool(host)
    return False


def _picture(resource: Resource, listed: Mapping[int, tuple[Placeholder, ...]]) -> Picture:
    element = resource.element
    shown, named = "", tuple[str, ...]()
    if element is not None and resource.kind != "background":
        shown = " ".join(element.value(name) for name in _SHOWN)
        if MASK in shown:
            named = tuple(_names_in(element, listed.get(id(element.part), ())))
    return Picture(resource, _file(resource.url), shown[:_LONGEST], named)


def _names_in(element: Element, listed: tuple[Placeholder, ...]) -> Iterator[str]:
    """The names of the placeholders in the words that stand in place of a picture; ``listed`` are those of its part."""
    for start, end in filter(None, map(element.place, _SHOWN)):
        first = bisect_left(listed, start, key=lambda placeholder: placeholder.start)
        behind = bisect_left(listed, end, key=lambda placeholder: placeholder.start)
        yield from (placeholder.name for placeholder in listed[first:behind])


def _file(url: Url) -> str:
    if url.scheme == "data":
        return ""
    return unescape(url.path[-_LONGEST:].rstrip("/").rpartition("/")[2])


def _in_markdown(view: View) -> Iterator[Picture]:
    for found in _MARKDOWN.finditer(view.text):
        url = parse(found[2])
        yield Picture(Resource(url, found[2], view.span(*found.span(2)), "image", None), _file(url), found[1])
