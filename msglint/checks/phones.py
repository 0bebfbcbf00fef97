"""Phone numbers: in the text, in links that dial, in letters and in words."""

from __future__ import annotations

from msglint.checks import placeholders
from msglint.finding import Match
from msglint.fold import lowered
from msglint.numbers import phones, words
from msglint.numbers.lexicon import lexicon
from msglint.places import Places
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.draft import Span, View
    from msglint.policy import Rule
    from msglint.reading import Reading


def numbers(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Numbers to call, to text or to write to, however they are written."""
    links = list(_linked(reading)) if reading.draft.is_html and _may_dial(reading) else []
    places = Places(links)
    for span in placeholders.violations(reading, rule.id):
        if not places.overlap(span):
            yield Match(span, "placeholder")
    for phone in phones.find(reading):
        variant = "third-party" if phone.third_party else ""
        yield Match(phone.view.span(phone.start, phone.end), variant, confidence=phone.confidence)
    for written in words.find(reading):
        variant = "third-party" if written.third_party else written.kind
        yield Match(written.view.span(written.start, written.end), variant, confidence=written.confidence)
    for span in links:
        yield Match(span, "link")


def _may_dial(reading: Reading) -> bool:
    return "tel" in reading.lowered or ":" in reading.lowered


def _linked(reading: Reading) -> Iterator[Span]:
    """Links that dial, and the numbers in the addresses of chats."""
    known = reading.policy.derived(lexicon)
    for element in reading.draft.elements("a", "area"):
        view = element.view("href")
        if view is None:
            continue
        target = lowered(view.text)
        scheme = known.scheme.match(target.lstrip())
        if scheme and target.strip() != scheme[0]:
            yield _trimmed(view)
            continue
        link = known.link.search(target)
        if link:
            digits = phones.leading_digits(target, link.end())
            if digits:
                yield view.span(*digits)


def _trimmed(view: View) -> Span:
    text = view.text
    return view.span(len(text) - len(text.lstrip()), len(text.rstrip()))
