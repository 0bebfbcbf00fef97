"""From tokens to the tree: elements open and close as the HTML standard has it, without recursion or looking far back."""

from __future__ import annotations

from msglint.draft import View
from msglint.errors import DraftError
from msglint.markup import page as events
from msglint.markup.page import Page
from msglint.markup.tagged import StartTag
from msglint.markup.tags import ANY_SCOPE, INLINE, LIST_SCOPE, SCOPES, TABLE_SCOPE
from msglint.markup.tokens import COMMENT, END, RAW, START, TEXT, tokens
from msglint.markup.tree import Element
from msglint.patterns import lazy

_CONDITION = lazy(r"<!--\[if\b[^\]>]{0,200}+\]>")
_CONDITION_END = lazy(r"(?:<!\[endif\]\s{0,20}+)?--!?>\Z")
_LONGEST_CONDITION_END = 40
MOST_ELEMENTS = 120_000
"""More tags are no message; a mail program cuts one off at a tenth of that."""
_FOREIGN = ("svg", "math")
_FAR_BACK = 16
_NEVER_ENDED = frozenset({"body", "html"})
"""Their end tags close nothing: what follows still belongs to the message."""


def read_page(part: View, *, anywhere: bool = False) -> Page:
    """The elements and texts of an HTML part."""
    page = Page(part, anywhere=anywhere)
    builder = _Builder(page)
    builder.feed(0, len(part.text))
    builder.finish()
    return page


class _Builder:
    """The open elements, and for each tag name which of them are open, so that nothing is ever searched for."""

    def __init__(self, page: Page) -> None:
        self.page, self.conditional = page, False
        self.stack: list[Element] = []
        self.opened: dict[str, list[Element]] = {}
        self.edges: tuple[list[int], list[int], list[int]] = ([-1], [-1], [-1])

    def feed(self, start: int, end: int) -> None:
        add, stack = self.page.events.append, self.stack
        for what, begin, behind, thing in tokens(self.page.text, start, end):
            if what == TEXT:
                add((events.WORDS, begin, behind, stack[-1] if stack else None))
            elif what == START:
                self.start(thing, begin, behind)  # type: ignore[arg-type]
            elif what == END:
                self.end(thing, begin, behind)  # type: ignore[arg-type]
            elif what == COMMENT:
                self.comment(begin, behind)
            elif what == RAW and thing == "style":
                self.style(begin, behind)

    def finish(self) -> None:
        while self.stack:
            self.pop(len(self.page.text), len(self.page.text))

    def start(self, tag: StartTag, begin: int, behind: int) -> None:
        opened = self.opened
        if tag.ends_paragraph and opened.get("p"):
            self.close("p", begin)
        for ended in tag.ends:
            if opened.get(ended):
                self.close(ended, begin)
        page, stack, name = self.page, self.stack, tag.name
        element = Element(page, tag, begin, behind, stack[-1] if stack else None)
        element.conditional = self.conditional
        if element.serial >= MOST_ELEMENTS:
            raise DraftError(f"more than {MOST_ELEMENTS:,} HTML tags: too many for one message")
        page.elements.append(element)
        page.events.append((events.OPEN, begin, behind, element))
        if tag.is_void or (tag.ends_itself and (tag.is_component or self.may_be_empty(name))):
            return
        stack.append(element)
        if name in opened:
            opened[name].append(element)
        else:
            opened[name] = [element]
        for scope in tag.edges:
            self.edges[scope].append(element.serial)

    def may_be_empty(self, name: str) -> bool:
        """Whether ``<name/>`` ends at once: only outside HTML's own elements."""
        return ":" in name or any(self.opened.get(foreign) for foreign in _FOREIGN) or name in _FOREIGN

    def end(self, name: str, begin: int, behind: int) -> None:
        if name in _NEVER_ENDED:
            return
        if not self.close(name, begin, behind):
            if name == "br":
                self.start(StartTag(name, ""), begin, behind)
            elif name == "p":
                self.page.events.append((events.BREAK, begin, behind, None))

    def close(self, name: str, begin: int, behind: int | None = None) -> bool:
        """End the innermost element of a name and all in it, if it is open and within reach."""
        opened = self.opened.get(name)
        if not opened:
            return False
        element = opened[-1]
        if element.serial < self.edges[SCOPES.get(name, ANY_SCOPE)][-1]:
            return False
        if self.stack[-1] is not element:
            if element.shape == INLINE and not element.kind.edges and self.take_out(element, begin, behind):
                return True
            while self.stack[-1] is not element:
                self.pop(begin, begin)
        self.pop(begin, begin if behind is None else behind)
        return True

    def take_out(self, element: Element, begin: int, behind: int | None) -> bool:
        """End an inline element alone where blocks in it stay open: ``<b><p>one</b> two``."""
        nearest = self.stack[: -_FAR_BACK - 1 : -1]
        if element not in nearest:
            return False
        above = nearest[: nearest.index(element)]
        if not any(other.shape for other in above):
            return False
        del self.stack[-1 - len(above)]
        self.leave(element, begin, begin if behind is None else behind)
        return True

    def pop(self, begin: int, behind: int) -> None:
        element = self.stack.pop()
        self.leave(element, begin, behind)
        for scope in element.kind.edges:
            self.edges[scope].pop()

    def leave(self, element: Element, begin: int, behind: int) -> None:
        self.opened[element.tag].pop()
        element.close = behind
        element.last_event = len(self.page.events)
        self.page.events.append((events.CLOSE, begin, behind, element))

    def style(self, begin: int, behind: int) -> None:
        view = View("style", self.page.text[begin:behind], self.page.part, offset=begin)
        self.page.styles.append(view)
        from msglint.markup.css import applies_to

        owner = self.stack[-1]
        if not self.conditional and any(
            applies_to(query, anywhere=self.page.anywhere) for query in owner.value("media").split(",")
        ):
            self.page.shared_styles.append(view)

    def comment(self, begin: int, behind: int) -> None:
        """What stands in a conditional comment is a little page of its own; its ends close nothing outside."""
        condition = None if self.conditional else _CONDITION.match(self.page.text, begin, behind)
        if condition is None:
            return
        closing = _CONDITION_END.search(self.page.text, max(condition.end(), behind - _LONGEST_CONDITION_END), behind)
        depth, serial = len(self.stack), len(self.page.elements)
        for scope in (ANY_SCOPE, LIST_SCOPE, TABLE_SCOPE):
            self.edges[scope].append(serial)
        self.conditional = True
        self.page.events.append((events.ONLY_OUTLOOK, begin, begin, None))
        self.feed(condition.end(), closing.start() if closing else behind)
        while len(self.stack) > depth:
            self.pop(behind, behind)
        self.page.events.append((events.FOR_ALL, behind, behind, None))
        self.conditional = False
        for edge in self.edges:
            edge.pop()
