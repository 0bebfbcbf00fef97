"""What is reported of one draft: what is found, less what is not sure enough and what somebody said to leave unreported."""

from __future__ import annotations

from msglint.draft import MOST_TEXT, Span
from msglint.encoded import with_words
from msglint.engine import checking
from msglint.excerpts import Lines
from msglint.finding import sure_enough
from msglint.reading import Reading
from msglint.report import REPEATS, REQUEST, Checked
from msglint.turns import at_once
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from msglint.draft import Draft
    from msglint.finding import Finding
    from msglint.plan import Plan
    from msglint.policy import Policy
    from msglint.report import Ask, Excerpt
    from msglint.settings import Override, Settings
    from msglint.suppress import Ignore
    from msglint.turns import Steps

"""Without either there is no directive in a draft."""
_LONG = 100_000
"""A shorter draft has not too much text, whatever is decoded in it."""


def report_on(draft: Draft, chosen: Plan) -> Checked:
    """What is reported of a draft: the findings msglint is sure enough of, and how many others there are. Nothing can be
    asked of its mark-up afterwards.
    """
    return at_once(reporting(draft, chosen))


def reporting(draft: Draft, chosen: Plan) -> Steps[Checked]:
    """The same in steps, a rule each."""
    overrides = chosen.overrides_for(draft.name)
    policy, rules, note = chosen.editions.on(draft.envelope.send_date, overrides)
    reading = Reading(draft, policy)
    if _is_empty(draft):  # it lacks everything, which its error says at once
        rules = ()
    try:
        return (yield from _reporting(reading, rules, overrides, chosen, note))
    finally:
        reading.forget()


def _reporting(
    reading: Reading, rules: Sequence[str], overrides: Sequence[Override], chosen: Plan, note: str
) -> Steps[Checked]:
    draft, policy = reading.draft, reading.policy
    found = with_words(draft, (yield from checking(reading, rules)))
    kept, silent, problem = divided(reading, found, overrides, chosen.settings)
    shown = tuple(_sure_enough(kept, chosen.settings.min_confidence))
    excerpts, shown = _presented(draft, found, shown, policy, redact=chosen.options.redact)
    notes = tuple(said for said in (draft.source.note, *draft.notes, note) if said)
    checked = Checked(
        draft.name,
        shown,
        excerpts,
        hidden=len(kept) - len(shown),
        error=problem or _unread(draft),
        notes=notes,
        policy=policy.name,
        ask=_ask(reading, found, rules, chosen, overrides) if REPEATS in rules else None,
    )
    if chosen.settings.allow or any(one.ignore for one in overrides):
        from msglint.unused import allowed_entries, entries

        allowed = allowed_entries(found, rules, chosen.settings.allow, reading)
        checked = checked._replace(configured=(*entries(found, rules, overrides, policy), *allowed))
    if chosen.options.prints:
        checked = _with_prints(checked, found, kept, policy, chosen)
    if chosen.options.with_drafts:
        from msglint.shown import shown_draft

        checked = checked._replace(draft=shown_draft(reading, found, rules, redact=chosen.options.redact))
    return _with_suppressed(checked, reading, found, silent, chosen) if silent else checked


def _with_prints(checked: Checked, found: list[Finding], kept: list[Finding], policy: Policy, chosen: Plan) -> Checked:
    from msglint.baseline import print_of

    secrets = _secrets(found, policy)
    sure = set(_sure_enough(kept, chosen.settings.min_confidence))
    prints = tuple(print_of(finding, secrets) for finding in kept if finding in sure)
    faint = tuple((finding.rule, print_of(finding, secrets)) for finding in kept if finding not in sure)
    return checked._replace(prints=prints, faint=faint)


def _secrets(found: list[Finding], policy: Policy) -> list[Span]:
    """Where buyers' data stands."""
    rules = policy.facts.get("confidential", {}).get("masked", ())
    return [Span(finding.start, finding.end) for finding in found if finding.rule in rules]


def divided(
    reading: Reading, found: list[Finding], overrides: Iterable[Override], settings: Settings
) -> tuple[list[Finding], list[tuple[Finding, Ignore]], str]:
    """What is reported, what is not, and what is wrong with the draft's directives; those that are right hold."""
    configured = settings.allow or any(override.ignore for override in overrides)
    if not reading.may_direct and not reading.draft.envelope.ignore and not configured:
        return found, [], ""
    from msglint.suppress import divided as divided_by
    from msglint.suppress import ignores_by_path, ignores_of, problems_of, without_allowed

    ignores = (*ignores_of(reading), *ignores_by_path(overrides))
    kept, silent = divided_by(found, ignores, reading.policy)
    if settings.allow:
        kept, allowed = without_allowed(reading, kept, settings.allow)
        silent = sorted([*silent, *allowed], key=lambda pair: (pair[0].start, pair[0].end, pair[0].rule))
    return kept, silent, problems_of(reading)


def _with_suppressed(
    checked: Checked, reading: Reading, found: list[Finding], silent: list[tuple[Finding, Ignore]], chosen: Plan
) -> Checked:
    from msglint.report import Suppressed

    sure = set(_sure_enough([finding for finding, _ in silent], chosen.settings.min_confidence))
    silent = [(finding, ignore) for finding, ignore in silent if finding in sure]
    masked = tuple(finding for finding, _ in silent)
    excerpts, masked = _presented(reading.draft, found, masked, reading.policy, redact=chosen.options.redact)
    both = zip(masked, excerpts, silent, strict=True)
    gone = tuple(Suppressed(finding, excerpt, why.reason, why.by) for finding, excerpt, (_, why) in both)
    return checked._replace(suppressed=gone)


def _presented(
    draft: Draft, found: list[Finding], shown: tuple[Finding, ...], policy: Policy, *, redact: bool
) -> tuple[tuple[Excerpt, ...], tuple[Finding, ...]]:
    """The lines to show, and the findings: masked where buyers' data would be seen, hidden findings taken into account."""
    secrets = _secrets(found, policy)
    if not secrets and not redact:
        return tuple(map(Lines(draft).of, shown)), shown
    from msglint.masking import masked

    pairs = masked(draft, shown, secrets, policy, redact=redact)
    return tuple(excerpt for _, excerpt in pairs), tuple(finding for finding, _ in pairs)


def _ask(
    reading: Reading, found: list[Finding], rules: Sequence[str], chosen: Plan, overrides: Iterable[Override]
) -> Ask | None:
    """Whether and where a draft asks for a review of an order: a quick look before the close one."""
    if not reading.draft.envelope.type and REQUEST in rules and all(one.rule != REQUEST for one in found):
        return None
    from msglint.repeats import ask_of
    from msglint.report import Ask

    asked = ask_of(reading, chosen.settings.min_confidence)
    if asked is None:
        return None
    order_id, finding = asked
    [finding] = with_words(reading.draft, [finding])
    [excerpt], [shown] = _presented(reading.draft, found, (finding,), reading.policy, redact=chosen.options.redact)
    _, silent, _ = divided(reading, [finding], overrides, chosen.settings)
    why = (silent[0][1].reason, silent[0][1].by) if silent else ()
    return Ask(order_id, shown._replace(message=finding.message), excerpt, why)


def _unread(draft: Draft) -> str:
    """What of a draft could not be read, if anything."""
    if draft.unread:
        return "; ".join(draft.unread)
    if draft.source.unread:
        return draft.source.unread
    if _is_empty(draft):
        return "it is empty: there is nothing to check"
    if len(draft.source.text) < _LONG:
        return ""
    from msglint.wording.passages import MOST_READ, too_long

    if not too_long(draft):
        return ""
    checked = f"only the first {MOST_READ:,} characters of its text were checked for their wording"
    if draft.cut:
        checked += f", and only the first {MOST_TEXT:,} for anything else"
    return f"too long for one message: {checked}; split it"


def _is_empty(draft: Draft) -> bool:
    return not draft.source.text.strip()


def _sure_enough(findings: list[Finding], least: str) -> Iterator[Finding]:
    accepted = sure_enough(least)
    return (finding for finding in findings if finding.confidence in accepted)
