"""CSS selectors that mail programs know: type, class, id, compounds of them, descendants and children."""

from __future__ import annotations

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPOUND = lazy(r"(\*|[a-zA-Z][-\w]*+)?+((?:[.#][-\w]++)*+)(?::(?:link|visited|root|any-link))*+\Z")
_NAME = lazy(r"[.#][-\w]+")
_PARTS = lazy(r"[^\s>]+|>")
_MOST_PARTS = 12


class Compound(NamedTuple):
    """What one element has to be: its tag (empty: any), and its classes (``.name``) and id (``#name``)."""

    tag: str
    names: frozenset[str]

    def matches(self, tag: str, names: frozenset[str]) -> bool:
        """Whether an element with this tag and these classes and id is meant."""
        return (not self.tag or self.tag == tag) and self.names <= names

    @property
    def key(self) -> str:
        """What every such element has: the rarest of its id, a class, its tag; ``*`` if nothing."""
        return min(self.names, default=self.tag or "*")


class Selector(NamedTuple):
    """The element itself, what must be around it (in any order), and what its parent must be, if anything."""

    compound: Compound
    around: tuple[Compound, ...]
    parent: Compound | None
    specificity: int


def selectors(prelude: str) -> Iterator[Selector]:
    """The selectors of a rule; those with attributes, siblings or states (``:hover``) are left out."""
    for text in prelude.split(","):
        parts = _PARTS.findall(text)
        if not 0 < len(parts) <= _MOST_PARTS or parts[0] == ">" or parts[-1] == ">":
            continue
        compounds = [_compound(part) for part in parts if part != ">"]
        known = [compound for compound in compounds if compound is not None]
        if len(known) == len(compounds):
            parent = known[-2] if len(parts) > 2 and parts[-2] == ">" else None
            yield Selector(known[-1], tuple(known[:-1]), parent, sum(map(_weight, known)))


def _compound(text: str) -> Compound | None:
    found = _COMPOUND.match(text)
    if found is None or not text:
        return None
    tag = (found[1] or "").lower()
    return Compound("" if tag == "*" else tag, frozenset(_NAME.findall(found[2])))


def _weight(compound: Compound) -> int:
    ids = sum(name[0] == "#" for name in compound.names)
    return (ids << 20) + (len(compound.names) - ids << 10) + bool(compound.tag)
