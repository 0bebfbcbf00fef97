"""CSS selectors over a part, by bs4: its tree is built from our own tree, so that every tag leads back to its element.

bs4 and its selector engine are slow to import and are loaded only when a rule of this kind runs.
"""

from __future__ import annotations

from msglint.markup import page as events
from msglint.markup.entities import decoded
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

    from msglint.draft import Part
    from msglint.markup.page import Page
    from msglint.markup.tree import Element

_MARK = "_msglint_element"


def select(part: Part, selector: str) -> list[Element]:
    """The elements of a part that a CSS selector picks, in document order.

    Raises ``soupsieve.SelectorSyntaxError`` for a selector that is none.
    """
    if not part.elements:
        return []
    page = part.elements[0].page
    if page.soup is None:
        page.soup = soup_of(page)
    return [vars(tag)[_MARK] for tag in page.soup.select(selector)]


def soup_of(page: Page) -> BeautifulSoup:
    """The bs4 tree of a page; its text and attribute values are decoded."""
    from bs4 import BeautifulSoup
    from bs4.builder import HTMLTreeBuilder

    class PageTreeBuilder(HTMLTreeBuilder):
        """Feeds bs4 from the events of a page instead of any mark-up."""

        NAME = "msglint"
        features = ["msglint"]  # noqa: RUF012
        soup: Any

        def prepare_markup(self, markup: Any, *_args: Any, **_options: Any) -> Iterator[tuple[Any, None, None, bool]]:
            yield markup, None, None, False

        def feed(self, markup: Any) -> None:  # noqa: ARG002
            _feed(self.soup, page)

    return BeautifulSoup("", builder=PageTreeBuilder())


def _feed(soup: Any, page: Page) -> None:
    open_tags: list[Element] = []
    for what, start, end, element in page.events:
        if what == events.WORDS:
            _close_until(soup, open_tags, element)
            soup.handle_data(decoded(page.text, start, end))
        elif what == events.OPEN and element is not None:
            _close_until(soup, open_tags, element.parent)
            values = {name: element.value(name) for name in element.kind.places}
            tag = soup.handle_starttag(element.tag, None, None, values)
            vars(tag)[_MARK] = element
            open_tags.append(element)


def _close_until(soup: Any, open_tags: list[Element], parent: Element | None) -> None:
    """Close bs4's tags until the innermost is the one of ``parent``."""
    soup.endData()
    while open_tags and open_tags[-1] is not parent:
        open_tags.pop()
        soup.popTag()
