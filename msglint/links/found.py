"""What a draft links to, loads and names as an e-mail address, with the place of each."""

from __future__ import annotations

from msglint.draft import MASK
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from msglint.draft import Placeholder, Span, View
    from msglint.links.hosts import Owner
    from msglint.links.urls import Url
    from msglint.markup.tree import Element

_MASKED = lazy(f"{MASK}+")


class Link(NamedTuple):
    """Something a reader can follow.

    ``span`` is the URL as written, in the source; ``view`` with ``start`` and ``end`` is where it was found.
    ``form``: ``url`` ``www`` ``bare`` ``spelled`` in words; ``href`` ``action`` ``base`` ``refresh`` ``code`` ``frame``
    in mark-up. ``url`` is what is written there, ``final`` where that leads through redirects,
    ``owner`` whose page that is (of kind
    ``contact`` for ``mailto:`` and ``tel:``, ``app`` for a scheme of another program, ``data`` for a page in a URL). ``label`` is the link's visible text, ``element`` its element (None in words).
    ``around`` is the link whose label a URL in words stands in: an element, or in plain text a URL in brackets behind
    it (``[label](url)``, ``label <url>``). ``placeholders`` are those inside the URL, ``recipients`` the addresses (in
    lower case) that a ``mailto:`` link writes to.
    """

    span: Span
    view: View
    start: int
    end: int
    form: str
    url: Url
    final: Url
    owner: Owner
    element: Element | None = None
    around: Link | None = None
    placeholders: tuple[Placeholder, ...] = ()
    recipients: frozenset[str] = frozenset()

    @property
    def written(self) -> str:
        """The URL as the view has it."""
        return self.view.text[self.start : self.end]

    @property
    def host(self) -> str:
        """The host for people, dots in place of a placeholder; the scheme where there is none."""
        return _MASKED.sub("…", self.final.host or self.owner.name)

    @property
    def label(self) -> str:
        """The visible text of a link in mark-up; the URL itself for one in words."""
        return self.element.text() if self.element is not None else self.written

    @property
    def repeats(self) -> bool:
        """Whether it only shows, in the words of a link, where that link leads anyway. Plain text has links of its own."""
        around = self.around
        return around is not None and around.element is not None and self.owner.name == around.owner.name


class Resource(NamedTuple):
    """Something a mail program loads. ``kind``: ``image`` ``background`` ``style`` ``font`` ``frame`` ``media`` ``script``.

    ``url`` is resolved against the document's base, ``written`` is the value as decoded; ``element`` is None for style sheets.
    """

    url: Url
    written: str
    span: Span
    kind: str
    element: Element | None
    placeholders: tuple[Placeholder, ...] = ()


class Address(NamedTuple):
    """An e-mail address. ``form``: ``plain`` ``spelled`` ``mailto``; ``text`` is the address with its disguise undone."""

    span: Span
    text: str
    form: str
    domain: str
    element: Element | None = None
    placeholders: tuple[Placeholder, ...] = ()
    around: Link | None = None

    @property
    def repeats(self) -> bool:
        """Whether it only shows, in the words of a ``mailto:`` link, where that link writes to anyway."""
        return self.around is not None and self.text.lower() in self.around.recipients
