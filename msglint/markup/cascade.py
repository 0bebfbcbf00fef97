"""The cascade: which declarations of a part's style blocks apply to an element.

Elements are told apart by tag, id, classes and the compounds around them; what applies to one kind is found once.
Ancestors are a bit set handed down the tree, as browsers do it: no selector ever walks up.
"""

from __future__ import annotations

from msglint.markup.css import Declaration, declarations, rules, uncommented
from msglint.markup.selectors import Compound, selectors
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from msglint.draft import View
    from msglint.markup.selectors import Selector

_MOST_SELECTORS = 8000
_MOST_AROUND = 256
_MOST_TRIED = 64
_MOST_DECLARATIONS = 400
"""Bounds on what one element costs; style blocks of real messages stay far below."""


class Block(NamedTuple):
    """The braces of a style rule: where they stand in the text of their style block."""

    view: View
    text: str
    start: int
    end: int
    order: int


class Styled(NamedTuple):
    """What a style block sets a property to; the highest rank wins."""

    rank: tuple[bool, int, int]
    value: str
    view: View
    start: int
    end: int


Styles = dict[str, Styled]


class Entry(NamedTuple):
    """A selector with its block. ``around`` is the bit set of the compounds that must be around the element."""

    selector: Selector
    around: int
    block: Block


class Sheet:
    """All style blocks of a part, in order. ``implied`` are the tags that the part leaves out although every page has
    them (``html``, ``body``): what is said of those holds for the outermost elements, as if they were written. ``anywhere``: what is
    said of telephones and of dark screens holds, too.
    """

    def __init__(self, views: Iterable[View], implied: Iterable[str] = (), *, anywhere: bool = False) -> None:
        self._plain: dict[str, list[Entry]] = {}
        self._other: dict[str, list[Entry]] = {}
        self._around: dict[Compound, int] = {}
        self._bits_by_key: dict[str, list[tuple[Compound, int]]] = {}
        self._merged: dict[str, Styles] = {}
        self._declared: dict[int, dict[str, Declaration]] = {}
        self._found: dict[tuple[object, ...], Styles] = {}
        self._count = 0
        for view in views:
            self._add(view, anywhere=anywhere)
        self._implied = [tag for tag in implied if tag in self._plain]
        self.looks_around = bool(self._around or self._implied)

    def __bool__(self) -> bool:
        return self._count > 0

    def bits(self, tag: str, names: frozenset[str]) -> int:
        """The compounds that such an element satisfies, for the elements inside it."""
        bits = 0
        for key in (tag, "*", *names):
            for compound, bit in self._bits_by_key.get(key, ()):
                if compound.matches(tag, names):
                    bits |= bit
        return bits

    def styles(self, tag: str, names: frozenset[str], around: int, parent: tuple[str, frozenset[str]]) -> Styles:
        """The declarations that apply to an element: of each property the one of the highest rank."""
        kind = (tag, names, around, parent if self.looks_around else None)
        known = self._found.get(kind)
        if known is None:
            keys = (tag, "*", *names)
            plain = [self._merge(key) for key in keys if key in self._plain]
            tried = [entry for key in keys for entry in self._other.get(key, ())[-_MOST_TRIED:]][-_MOST_TRIED:]
            other = [self._styled(entry) for entry in tried if _applies(entry, tag, names, around, parent)]
            known = _highest((*plain, *other))
            if self._implied and not parent[0]:
                known = {**self._of_implied(), **known}
            self._found[kind] = known
        return known

    def _of_implied(self) -> Styles:
        found = _highest(tuple(map(self._merge, self._implied)))
        # a heading inherits a size and enlarges it; that only works one level up
        return {name: styled for name, styled in found.items() if name != "font-size"}

    def _add(self, view: View, *, anywhere: bool) -> None:
        text = uncommented(view.text)
        for prelude, start, end in rules(text, anywhere=anywhere):
            block = Block(view, text, start, end, self._count)
            for selector in selectors(prelude):
                if self._count >= _MOST_SELECTORS:
                    return
                self._count += 1
                self._enter(selector, block)

    def _enter(self, selector: Selector, block: Block) -> None:
        around = self._bits(selector.around)
        if around is None:
            return
        plain = not around and len(selector.compound.names) + bool(selector.compound.tag) <= 1
        entries = (self._plain if plain else self._other).setdefault(selector.compound.key, [])
        if not (plain and entries and entries[-1].block is block):
            entries.append(Entry(selector, around, block))

    def _bits(self, compounds: tuple[Compound, ...]) -> int | None:
        bits = 0
        for compound in compounds:
            if compound not in self._around:
                if len(self._around) == _MOST_AROUND:
                    return None
                self._around[compound] = 1 << len(self._around)
                self._bits_by_key.setdefault(compound.key, []).append((compound, self._around[compound]))
            bits |= self._around[compound]
        return bits

    def _merge(self, key: str) -> Styles:
        merged = self._merged.get(key)
        if merged is None:
            merged = self._merged[key] = {}
            for entry in self._plain[key]:
                for name, styled in self._styled(entry).items():
                    if name not in merged or merged[name].rank <= styled.rank:
                        merged[name] = styled
        return merged

    def _styled(self, entry: Entry) -> Styles:
        view, text, start, end, order = entry.block
        if order not in self._declared:
            self._declared[order] = declarations(text, start, end, most=_MOST_DECLARATIONS)
        weight = entry.selector.specificity
        return {
            name: Styled((found.important, weight, order), found.value, view, found.start, found.end)
            for name, found in self._declared[order].items()
        }


def _highest(tables: tuple[Styles, ...]) -> Styles:
    """Of each property the declaration of the highest rank, the first of equal ones."""
    if len(tables) == 1:
        return tables[0]
    found: Styles = {}
    for table in tables:
        for name, styled in table.items():
            if name not in found or found[name].rank < styled.rank:
                found[name] = styled
    return found


def _applies(entry: Entry, tag: str, names: frozenset[str], around: int, parent: tuple[str, frozenset[str]]) -> bool:
    selector = entry.selector
    return (
        not entry.around & ~around
        and selector.compound.matches(tag, names)
        and (selector.parent is None or selector.parent.matches(*parent))
    )
