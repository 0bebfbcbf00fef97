"""Mending a draft: fixes are found and applied until none is left, so that a second time would change nothing."""

from __future__ import annotations

from bisect import bisect_right

from msglint.draft import Span
from msglint.engine import applies, check_of, finding_of
from msglint.errors import DraftError
from msglint.finding import sure_enough
from msglint.fixes import FIXERS, Fix, applied, compatible, fixer_of
from msglint.fixes.trace import Piece, changes, traced
from msglint.outcome import divided
from msglint.places import Places
from msglint.plan import complete
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import decode, encode
from msglint.suppress import ignores_by_path, ignores_of, problems_of
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.draft import Draft
    from msglint.finding import Finding, Match
    from msglint.plan import Plan
    from msglint.policy import Rule
    from msglint.settings import Override, Settings
    from msglint.source import Source

_MOST_ROUNDS = 25


class Mended(NamedTuple):
    """A draft's bytes and text after mending, how many places were mended, and a word on those that could not be.

    ``changes`` are all that was done, as changes of the draft as it was.
    """

    data: bytes
    source: Source
    places: int = 0
    note: str = ""
    changes: tuple[Fix, ...] = ()


def mend(name: str, data: bytes, chosen: Plan) -> Mended:
    """The draft of that name mended as far as it can be. What is not mended keeps its bytes."""
    original, first = data, decode(data)
    source, count = first, 0
    pieces = [Piece(0, len(first.text))]
    for _ in range(_MOST_ROUNDS):
        draft = complete(
            read_draft(name, source, chosen.options.envelope, chosen.settings.placeholders, chosen.settings.readers),
            chosen,
        )
        fixes, refused = _fixes(draft, chosen)
        if not fixes:
            return Mended(data, source, count, _said(refused), tuple(changes(pieces, len(first.text))))
        if encode(source, source.text) != data:
            reason = "some of its bytes are not what its charset would write; nothing was mended"
            return Mended(original, first, 0, reason)
        changed = _written(source, fixes, data)
        if changed is None:
            break
        count += len(fixes)
        pieces = traced(pieces, fixes)
        data, source = changed
    return Mended(original, first, 0, "it could not be mended for good; nothing was changed")


def _written(source: Source, fixes: list[Fix], data: bytes) -> tuple[bytes, Source] | None:
    """The draft with the fixes applied, as it will be read again; None if it would be read as something else."""
    text = applied(source.text, fixes)
    written = encode(source, text)
    if written is None or written == data:
        return None
    again = decode(written)
    return (written, again) if again.text == text else None


def _said(refused: int) -> str:
    if not refused:
        return ""
    places = "1 place stands" if refused == 1 else f"{refused} places stand"
    return f"{places} in a part that is encoded, and can be mended only where that is made"


def _fixes(draft: Draft, chosen: Plan) -> tuple[list[Fix], int]:
    """The fixes to apply at once, and how many there are that lie where they cannot be written."""
    if draft.cut:
        raise DraftError("too long for one message: nothing was mended; split it")
    overrides = chosen.overrides_for(draft.name)
    policy, rules, _ = chosen.editions.on(draft.envelope.send_date, overrides)
    reading = Reading(draft, policy)
    if problems_of(reading):  # nobody knows what shall be left alone
        return [], 0
    ignores = (*ignores_of(reading), *ignores_by_path(overrides))
    plain, found, refused = sorted(set(_plain(draft))), list[Fix](), 0
    for rule in (policy.rules[id_] for id_ in rules):
        if rule.check not in FIXERS or not applies(reading, rule):
            continue
        left_alone = [one.scope for one in ignores if one.name in (rule.id, rule.group, "ALL")]
        if None in left_alone:
            continue
        ignored = Places(scope for scope in left_alone if scope)
        matches = _reported(reading, rule, overrides, chosen.settings)
        for fix in fixer_of(rule.check)(reading, rule, matches) if matches else ():
            if (fix.safe or chosen.options.unsafe_fixes) and not ignored.overlap(
                # a rule that is reported once a draft is mended wherever it is broken
                Span(fix.place, fix.place + 1)
            ):
                writable = _lies_in(fix, plain)
                found += [fix] * writable
                refused += not writable
    return compatible(found), refused


def _reported(reading: Reading, rule: Rule, overrides: Iterable[Override], settings: Settings) -> list[Match]:
    """The matches that are reported, however many there are."""
    accepted = sure_enough(settings.min_confidence)
    matches: dict[Finding, Match] = {}
    for match in check_of(rule.check)(reading, rule):
        if match.variant in rule.variants:
            finding = finding_of(reading.draft, rule, match)
            if finding.confidence in accepted:
                matches[finding] = match
    kept, _, _ = divided(reading, list(matches), overrides, settings)
    return [matches[finding] for finding in kept]


def _lies_in(fix: Fix, plain: list[tuple[int, int]]) -> bool:
    at = bisect_right(plain, fix.start, key=lambda run: run[0]) - 1
    return at >= 0 and fix.end <= plain[at][1]


def _plain(draft: Draft) -> Iterator[tuple[int, int]]:
    """Where the source has a part as it stands: nothing encoded, so that characters can be taken out of it."""
    for part in draft.parts:
        view = part.text
        while view.base is not None and not view.pieces and not view.charted:
            view = view.base
        if view is draft.source:
            yield part.text.span(0, len(part.text.text))
