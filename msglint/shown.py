"""A draft as a page may show it: its words with buyers' data dotted out, and where the places of its file stand in what the buyer reads."""

from __future__ import annotations

from msglint.draft import Span
from msglint.engine import MOST, check_reading
from msglint.excerpts import dotted
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from msglint.draft import Draft, Part, View
    from msglint.finding import Finding
    from msglint.reading import Reading

LONGEST = 200_000
"""A draft with more characters is not shown."""
_TOLD = ("type", "channel", "operation", "marketplace", "language", "order_id", "send_date")


class ShownPart(NamedTuple):
    """One text of a draft: its ``kind`` (``subject``, ``text`` or ``html``), where its placeholders stand in it, and for
    spans of the source where they stand in it.
    """

    kind: str
    text: str
    slots: tuple[Span, ...]
    places: Mapping[Span, Span]


class Shown(NamedTuple):
    """A draft to look at: its source, and what of it the buyer gets. Without a source, ``withheld`` says why.

    ``told`` is what is known about the draft, as names and values.
    """

    text: str = ""
    parts: tuple[ShownPart, ...] = ()
    attachments: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    withheld: str = ""


def shown_draft(reading: Reading, found: Sequence[Finding], rules: Sequence[str], *, redact: bool) -> Shown:
    """The draft of a reading in which this was ``found`` with these rules.

    What the rules about buyers' data find is dotted out even if they are off: a whole draft shows more than a line.
    """
    draft = reading.draft
    if redact:
        return Shown(withheld="Its words are not shown because the report was made with --redact.")
    masking = reading.policy.facts.get("confidential", {}).get("masked", ())
    more = check_reading(reading, [rule for rule in masking if rule in reading.policy.rules and rule not in rules])
    secret = [finding for finding in (*found, *more) if finding.rule in masking]
    # beyond the limits there may be buyers' data that nobody has looked for
    full = any(sum(one.rule == rule for one in secret) >= MOST for rule in masking)
    if draft.cut or full or len(draft.source.text) > LONGEST:
        return Shown(withheld="It is too long to be shown here.")
    secrets = sorted({Span(one.start, one.end) for one in secret})
    spans = {Span(one.start, one.end) for one in (*found, *secret) if one.end > one.start}
    parts = (shown for part in draft.parts for shown in _parts(part, spans, secrets))
    return Shown(dotted(draft.source.text, secrets), tuple(parts), tuple(_files(draft, secrets)), tuple(_told(draft)))


def _parts(part: Part, spans: Iterable[Span], secrets: Iterable[Span]) -> Iterator[ShownPart]:
    views = [part.text] if part.kind == "html" and part.views else [*part.views]
    for view in views:
        if view.pieces or (view is not part.text and view.base is not part.text):
            continue
        begin = view.offset if view is not part.text else 0
        places = {span: place for span in spans if (place := view.place(span))}
        kind = "html" if part.kind == "html" else "subject" if view.kind == "subject" else "text"
        text = dotted(_written(part.text, begin, len(view.text)), [places[one] for one in secrets if one in places])
        yield ShownPart(kind, text, tuple(_slots(part, begin, len(text))), places)


def _written(part: View, begin: int, length: int) -> str:
    """The text of a part with its placeholders as they are written."""
    if part.base is None or part.pieces:
        return part.text[begin : begin + length]
    begin += part.offset
    return part.base.text[begin : begin + length]


def _slots(part: Part, begin: int, length: int) -> Iterator[Span]:
    for slot in part.placeholders:
        if begin <= slot.start and slot.end <= begin + length:
            yield Span(slot.start - begin, slot.end - begin)


def _files(draft: Draft, secrets: Sequence[Span]) -> Iterator[str]:
    for file in draft.attachments:
        hidden = any(file.span.start < one.end and one.start < file.span.end for one in secrets)
        yield "•••" if hidden else file.name


def _told(draft: Draft) -> Iterator[tuple[str, str]]:
    for name in _TOLD:
        value = getattr(draft.envelope, name)
        if value is not None:
            yield name.replace("_", " "), str(value)
