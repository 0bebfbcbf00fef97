"""A line with a placeholder for the order id, written as the draft writes its other placeholders."""

from __future__ import annotations

from msglint.checks.order_fields import says_order_id
from msglint.draft import MASK
from msglint.fixes import Fix
from msglint.markup.tags import BLOCK, CELL, PARAGRAPH
from msglint.patterns import lazy
from msglint.placeholders import mask, name_of
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.draft import Part, Placeholder
    from msglint.finding import Match
    from msglint.markup.page import Page
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

_PLAIN_NAME = lazy(r"[A-Za-z][\w .-]*")
_SPLIT = lazy(r"[_.\- ]")
_LETTER = lazy(r"\S")
_BREAK = lazy(r"\r\n|\n|\r")
_LONGEST = 60
_CLOSED = frozenset({"ul", "ol", "dl", "tr", "tbody", "table", "select", "optgroup", "option", "button"})
"""No paragraph stands before or in these."""


def inserted(reading: Reading, _rule: Rule, matches: Sequence[Match]) -> Iterator[Fix]:
    """Above the message, where it lacks the id. Without another placeholder nobody knows how one is written here."""
    missing = any(match.variant in ("", "undeclared", "packing-slip") for match in matches)
    labels = reading.policy.facts.get("labels", {}).get("order", {})
    language = (reading.draft.envelope.language or next(iter(reading.languages), "")).partition("-")[0]
    if not missing or language not in labels:
        return
    for part in reading.draft.parts:
        if part.kind == "subject" or not part.views:
            continue
        written = next(filter(None, (_like(one, reading.policy) for one in part.placeholders)), None)
        if written:
            pages = ((layout.page, layout.letters) for layout in reading.layouts if layout.page.part is part.text)
            page = next(pages, None) if part.kind == "html" else None
            line = labels[language] + written
            fix = _in_markup(*page, line) if page else _in_text(part, line) if part.kind == "text" else None
            if fix:
                yield fix
        return


def _like(known: Placeholder, policy: Policy) -> str | None:
    """A placeholder for the order id that looks like a known one: ``{{ buyerName }}``, ``{{ orderId }}``."""
    name, text = known.name, known.text
    if len(text) > _LONGEST or not _PLAIN_NAME.fullmatch(name) or text.count(name) != 1:
        return None
    written = text.replace(name, _named(name))
    masked, found = mask(written)
    alone = len(found) == 1 and not masked.strip(MASK)
    return written if alone and says_order_id(name_of(found[0].name), policy) else None


def _named(name: str) -> str:
    """``order id`` in the way of another name."""
    joint = _SPLIT.search(name)
    words = ["order", "id"]
    if name.isupper():
        return (joint[0] if joint else "_").join(words).upper()
    if joint:
        return joint[0].join(word.capitalize() for word in words) if name.istitle() else joint[0].join(words)
    if name[0].isupper():
        return "OrderId"
    return "order_id" if name.islower() else "orderId"


def _in_text(part: Part, line: str) -> Fix | None:
    body = next((view for view in part.views if view.kind == "body"), None)
    first = _LETTER.search(body.text) if body else None
    if not body or not first:
        return None
    line_break = _BREAK.search(body.text, first.start())
    mark = line_break[0] if line_break else "\n"
    at = body.span(first.start(), first.start()).start
    return Fix(at, at, line + mark * 2, safe=False, ward=0)


def _in_markup(page: Page, letters: list[int], line: str) -> Fix | None:
    """Before the first paragraph that is read, or first in the box that it stands in."""
    first = next((element for element in page.elements if letters[element.serial]), None)
    around = (first, *first.ancestors()) if first else ()
    block = next((element for element in around if element.shape in (BLOCK, PARAGRAPH, CELL)), None)
    if block is None or block.tag in _CLOSED:
        return None
    place = block.start if block.shape == PARAGRAPH else block.end
    at = page.part.span(place, place).start
    return Fix(at, at, f"<p>{line}</p>", safe=False, ward=0)
