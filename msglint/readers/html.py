"""HTML drafts: the texts a mail program shows or hides, and the elements they stand in."""

from __future__ import annotations

from msglint.draft import Part, View
from msglint.markup.build import read_page
from msglint.markup.texts import texts
from msglint.placeholders import mask
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.draft import Placeholder


def read(base: View, start: int = 0) -> tuple[Part, ...]:
    """The one part of an HTML draft, from offset ``start`` (behind the front matter) on."""
    text, placeholders = mask(base.text[start:])
    return (read_part(View("part", text, base, offset=start), placeholders),)


def read_part(part: View, placeholders: tuple[Placeholder, ...] = ()) -> Part:
    """An HTML part (a file, or the body of an e-mail) from its masked text."""
    page = read_page(part)
    return Part("html", part, texts(page), placeholders, tuple(page.elements), tuple(page.styles))
