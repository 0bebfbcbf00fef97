"""Tracking pixels taken out: the whole tag."""

from __future__ import annotations

from msglint.fixes import Fix
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.finding import Match
    from msglint.policy import Rule
    from msglint.reading import Reading


def removed(reading: Reading, rule: Rule, matches: Sequence[Match]) -> Iterator[Fix]:
    """Pictures and empty frames. Where msglint is less than sure, only if asked for."""
    text = reading.draft.source.text
    elements = {picture.resource.span: picture.element for picture in reading.pictures}
    for match in matches:
        element = elements.get(match.span)
        if element is None or element.tag not in ("img", "iframe"):
            continue
        if element.kind.is_component and not element.kind.ends_itself:
            continue
        if element.tag == "iframe" and element.part.text[element.end : element.close].strip().lower() != "</iframe>":
            continue
        start, end = element.part.span(element.start, element.close)
        left = start
        while left > 0 and text[left - 1] in " \t":
            left -= 1
        right = end
        while right < len(text) and text[right] in " \t":
            right += 1
        if text[left - 1 : left] in ("\n", "\r") and text[right : right + 1] in ("\n", "\r"):
            start, end = left, right + (2 if text.startswith("\r\n", right) else 1)
        sure = (match.confidence or rule.variants[match.variant].confidence) == "high"
        yield Fix(start, end, safe=sure, ward=match.span.start)
