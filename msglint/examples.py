"""A rule's own examples: they document it, and they are its tests.

In a ``flag`` example the exact span of every finding of the rule stands between ``⟦`` and ``⟧``; without such marks
the rule must fire on the whole message. In a ``pass`` example the rule must be silent. An example is a text, or a
mapping: ``text``, ``html``, ``eml`` or ``json`` with the draft, and ``envelope`` or a ``file`` name where they matter; ``order``
with what an order file says of the draft's order, by the names of ``facts/orders.yaml``, and ``history`` with what was
already sent for it, a list of ``type`` and ``date``.

Examples in other languages than the rule file's stand in ``lang/xx/examples.yaml``: under the rule's id, lists of
the same two kinds. Their drafts are expected to be in that language unless they have an envelope of their own.
"""

from __future__ import annotations

from msglint.draft import Span
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.policy import Policy

OPEN, CLOSE = "⟦", "⟧"
_MARK = lazy("([⟦⟧])")
_FILE = {"text": "example.txt", "html": "example.html", "eml": "example.eml", "json": "example.json"}


class Example(NamedTuple):
    """One example of a rule; ``spans`` are what must be flagged, none for an example that must pass.

    ``place`` is the file in the pack's folder that it stands in, and ``line`` its line there.
    """

    rule: str
    file: str
    text: str
    envelope: Mapping[str, Any]
    spans: frozenset[Span]
    place: str = ""
    line: int = 0
    order: Mapping[str, str] = {}
    history: tuple[Mapping[str, str], ...] = ()


class Failure(NamedTuple):
    """An example that does not do what it says: what is found instead, or why it could not be tried."""

    example: Example
    found: frozenset[Span]
    error: str = ""


def examples_of(rule: str, known: Mapping[str, Any]) -> Iterator[Example]:
    """The examples of a rule, in its file and in the languages' files. ``known`` is what `explain` knows of it."""
    yield from _examples(rule, known["examples"], known["file"], known["places"], {})
    for code, own in known.get("languages", {}).items():
        yield from _examples(rule, own["examples"], own["file"], own["places"], {"language": code})


def _examples(
    rule: str, examples: Mapping[str, Any], place: str, places: Mapping[str, Any], envelope: Mapping[str, Any]
) -> Iterator[Example]:
    for kind, given in examples.items():
        for raw, line in zip(given, places[kind], strict=True):
            fields: Mapping[str, Any] = {"text": raw} if isinstance(raw, str) else raw
            form = next(form for form in _FILE if form in fields)
            text, spans = unmark(fields[form])
            expected = (spans or frozenset({Span(0, 0)})) if kind == "flag" else frozenset()
            file = fields.get("file", _FILE[form])
            more: dict[str, Any] = {"order": fields.get("order", {}), "history": tuple(fields.get("history", ()))}
            yield Example(rule, file, text, fields.get("envelope", envelope), expected, place, line, **more)


def failures(policy: Policy, examples: Iterable[Example]) -> Iterator[Failure]:
    """Those of the examples that do not do what they say."""
    from msglint.errors import MsglintError

    for example in examples:
        try:
            found = spans_found(policy, example)
        except MsglintError as error:
            yield Failure(example, frozenset(), error.message)
        else:
            if found != example.spans:
                yield Failure(example, found)


def spans_found(policy: Policy, example: Example) -> frozenset[Span]:
    """Where an example's rule finds something in it; what is low in confidence, and so hidden, only if it is expected."""
    from msglint.engine import check
    from msglint.envelope import envelope_from
    from msglint.readers import read_draft
    from msglint.source import Source

    draft = read_draft(example.file, Source(example.text), envelope_from(example.envelope))
    if example.order or example.history:
        from msglint.orders.join import supposed

        draft = supposed(draft, policy, example.order, example.history)
    findings = check(draft, policy, [example.rule])
    spans = {Span(found.start, found.end): found.confidence for found in findings}
    return frozenset(span for span, confidence in spans.items() if confidence != "low" or span in example.spans)


def unmark(marked: str) -> tuple[str, frozenset[Span]]:
    """The text without its marks, and the spans that they marked."""
    parts, spans, begin, length = [], set(), 0, 0
    for piece in _MARK.split(marked):
        if piece == OPEN:
            begin = length
        elif piece == CLOSE:
            spans.add(Span(begin, length))
        else:
            parts.append(piece)
            length += len(piece)
    return "".join(parts), frozenset(spans)


def wrong_with(raw: object) -> str:
    """Why an example cannot be read; empty if it can."""
    if not isinstance(raw, str | dict):
        return f"an example must be a text or a mapping, not {raw!r}"
    fields: Mapping[str, Any] = {"text": raw} if isinstance(raw, str) else raw
    forms = [form for form in _FILE if form in fields]
    if len(forms) != 1:
        return "an example has its draft under one of " + ", ".join(_FILE)
    if not isinstance(fields[forms[0]], str):
        return f"an example's '{forms[0]}' must be a text, not {fields[forms[0]]!r}"
    marks = "".join(_MARK.findall(fields[forms[0]]))
    if marks.replace(OPEN + CLOSE, ""):
        return f"the marks {OPEN} and {CLOSE} do not pair up"
    if not _are_texts(fields.get("order", {})):
        return "an example's 'order' must be a mapping of texts"
    if not isinstance(fields.get("history", []), list) or not all(map(_is_sent, fields.get("history", []))):
        return "an example's 'history' must be a list of mappings with 'type' and 'date'"
    return _wrong_envelope(fields.get("envelope", {}))


def _are_texts(raw: object) -> bool:
    return isinstance(raw, dict) and all(isinstance(value, str) for value in raw.values())


def _is_sent(raw: object) -> bool:
    return _are_texts(raw) and isinstance(raw, dict) and set(raw) == {"type", "date"}


def _wrong_envelope(envelope: object) -> str:
    from msglint.envelope import envelope_from
    from msglint.errors import SettingsError

    if not isinstance(envelope, dict):
        return f"an example's 'envelope' must be a mapping, not {envelope!r}"
    try:
        envelope_from(envelope)
    except SettingsError as error:
        return f"envelope: {error.message}"
    return ""
