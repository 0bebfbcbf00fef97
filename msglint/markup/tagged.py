"""Start tags: all that one says by itself, worked out once for all elements that have the very same start tag.

Messages repeat themselves, and so do a sender's messages: what is known of a tag is kept from one draft to the next.
"""

from __future__ import annotations

from msglint.markup import presentation
from msglint.markup.components import COMPONENT_SHAPES, html_name, is_component
from msglint.markup.css import declarations, uncommented
from msglint.markup.entities import decoded
from msglint.markup.look import usual_look
from msglint.markup.tags import BLOCK, EDGES, ENDS, INLINE, PARAGRAPH, SHAPES, SPOKEN, VOID
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.markup.css import Declaration
    from msglint.markup.look import OwnLook

Place = tuple[int, int]

_ATTRIBUTE = lazy(
    r"""(?x)([^ \t\n\r\f/>=]++)
        (?: [ \t\n\r\f]*+ = [ \t\n\r\f]*+
            (?: "([^"]*+)"?+ | '([^']*+)'?+ | ([^ \t\n\r\f>]*+) ) )?+"""
)
_NO_VALUE = (-1, -1)
_NOTHING: dict[str, Place] = {}
_SPEAKING = frozenset(SPOKEN)


class StartTag:
    """A start tag, wherever it stands. ``places`` has the attributes by name, the first of a name wins: where the value
    begins and ends in ``inside``, or (-1, -1) if it has none. ``name`` is that of the HTML element, ``written`` what stands
    there (``mj-image``).
    """

    __slots__ = (
        "_declared", "_look", "_names", "_said", "_values", "edges", "ends", "ends_itself", "ends_paragraph", "inside",
        "is_component", "is_void", "name", "places", "shape", "speaks", "written",
    )  # fmt: skip

    def __init__(self, written: str, inside: str, *, ends_itself: bool = False) -> None:
        self.written, self.inside, self.ends_itself = written, inside, ends_itself
        self.is_component = is_component(written)
        name = self.name = html_name(written)
        self.shape = COMPONENT_SHAPES.get(written, SHAPES.get(name, INLINE))
        self.ends, self.edges = ENDS.get(name, ()), EDGES.get(name, ())
        self.ends_paragraph = self.shape in (BLOCK, PARAGRAPH)
        self.is_void = name in VOID
        self.places = _places(inside) if inside and not inside.isspace() else _NOTHING
        self.speaks = bool(self.places) and (name == "input" or not _SPEAKING.isdisjoint(self.places))
        self._values: dict[str, str] | None = None
        self._declared: dict[str, Declaration] | None = None
        self._said: dict[str, str] | None = None
        self._names: frozenset[str] | None = None
        self._look: OwnLook | None = None

    def __repr__(self) -> str:
        return f"<{self.written}{self.inside}>"

    def value(self, name: str) -> str:
        """The decoded value of an attribute (placeholders stay masked); empty if absent."""
        start, end = self.places.get(name, _NO_VALUE)
        if start < 0:
            return ""
        if self._values is None:
            self._values = {}
        if name not in self._values:
            self._values[name] = decoded(self.inside, start, end, attribute=True)
        return self._values[name]

    @property
    def names(self) -> frozenset[str]:
        """Its classes (``.name``) and id (``#name``)."""
        if self._names is None:
            listed = ["." + name for name in self.value("css-class" if self.is_component else "class").split()]
            id_ = self.value("id")
            self._names = frozenset([*listed, "#" + id_.strip()] if id_ else listed)
        return self._names

    @property
    def declared(self) -> dict[str, Declaration]:
        """The declarations of its ``style``, by the properties they set."""
        if self._declared is None:
            self._declared = declarations(uncommented(self.value("style"))) if "style" in self.places else {}
        return self._declared

    @property
    def said(self) -> dict[str, str]:
        """The properties that it sets itself, by presentational attributes and by its ``style``, with their values."""
        if self._said is None:
            self._said = presentation.values_of(self)
            self._said.update((name, declared.value) for name, declared in self.declared.items())
        return self._said

    @property
    def look(self) -> OwnLook:
        """How an element with this tag shows where no style block has a say."""
        if self._look is None:
            self._look = usual_look(self)
        return self._look


def attributes(inside: str) -> Iterator[tuple[str, int, int]]:
    """The attributes in the inside of a start tag, in order: name in lower case, where the value begins and ends."""
    for found in _ATTRIBUTE.finditer(inside):
        which = found.lastindex or 1
        yield (found[1].lower(), *found.span(which)) if which > 1 else (found[1].lower(), -1, -1)


def attribute_run(inside: str, name: str) -> Place | None:
    """Where the first attribute of a name stands in the inside of a start tag, with the blanks before it."""
    for found in _ATTRIBUTE.finditer(inside):
        if found[1].lower() == name:
            return len(inside[: found.start()].rstrip()), found.end()
    return None


def _places(inside: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for name, start, end in attributes(inside):
        if name not in found:
            found[name] = start, end
    return found
