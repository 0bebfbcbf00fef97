"""A run: from the files that were found to the report. What goes wrong with one file is a value and stops no other."""

from __future__ import annotations

from msglint.discover import STDIN
from msglint.draft import MOST_TEXT, Span
from msglint.editions import Editions
from msglint.engine import check_reading
from msglint.envelope import Envelope
from msglint.errors import MsglintError, SettingsError
from msglint.excerpts import excerpt_of
from msglint.files import read_bytes
from msglint.finding import CONFIDENCES
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.report import REPEATS, REQUEST, Checked, Report
from msglint.settings import Settings, check_envelope
from msglint.source import decode
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from msglint.discover import Discovery, Matcher
    from msglint.draft import Draft
    from msglint.finding import Finding
    from msglint.orders.join import Files
    from msglint.policy import Policy
    from msglint.report import Ask, Excerpt
    from msglint.settings import Override
    from msglint.suppress import Ignore

    Progress = Callable[[int, int], None]


_WORD = "msglint"
"""Without it there is no directive in a draft."""
_LONG = 100_000
"""A shorter draft has not too much text, whatever is decoded in it."""


class Options(NamedTuple):
    """What one run is asked for beyond its settings: the command line's envelope, files of orders, how to go about it;
    ``prints`` asks for the hashes that a baseline has.
    """

    envelope: Envelope = Envelope()
    stdin_name: str = "<stdin>"
    redact: bool = False
    jobs: int = 1
    orders: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    prints: bool = False


class Plan(NamedTuple):
    """What is the same for all files of a run."""

    settings: Settings
    options: Options
    editions: Editions
    overrides: tuple[tuple[Matcher, Override], ...]
    files: Files | None = None

    def overrides_for(self, name: str) -> tuple[Override, ...]:
        """What the configuration says for the path of a draft, the last one to win."""
        return tuple(override for matches, override in self.overrides if matches(name))

    @property
    def policy(self) -> Policy:
        """The policy of the usual edition: what is known in all of them, such as message types and marketplaces."""
        return self.editions.usual.policy

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that are on in the usual edition."""
        return self.editions.usual.rules


def plan(settings: Settings, options: Options) -> Plan:
    """The plan for a run. Raises a ``SettingsError`` for an unknown edition, rule, type, marketplace …, and an
    ``OrderError`` for a file of orders that cannot be used.
    """
    from msglint.discover import exclusion

    try:
        editions = Editions(settings)
    except SettingsError as error:
        if error.word and settings.file:
            from msglint.config_lines import located

            raise located(error, settings) from None
        raise
    policy = editions.usual.policy
    check_envelope(options.envelope, policy, lambda field: f"--{field}")
    for envelope in (settings.envelope, *(override.envelope for override in settings.overrides)):
        check_envelope(envelope, policy, lambda field: f"{settings.file}: {field}")
    overrides = (
        (matches, override) for override in settings.overrides if (matches := exclusion(override.files, settings.root))
    )
    return Plan(settings, options, editions, tuple(overrides), _files(options, policy))


def _files(options: Options, policy: Policy) -> Files | None:
    if not options.orders and not options.history:
        return None
    from msglint.orders.join import read_files

    return read_files(options.orders, options.history, policy)


def run(found: Discovery, chosen: Plan, progress: Progress | None = None) -> Report:
    """Check all files that were found."""
    files = []
    for checked in _each(found.files, chosen):
        files.append(checked)
        if progress:
            progress(len(files), len(found.files))
    if len(files) > 1 and any(file.ask for file in files):
        from msglint.repeats import with_repeats

        files = list(with_repeats(files))
    names = dict.fromkeys(file.policy for file in files if file.policy)
    applied = tuple(map(chosen.editions.named, names)) or (chosen.editions.usual,)
    return Report(", ".join(names) or chosen.policy.name, tuple(files), found.problems, applied)


def _each(paths: tuple[str, ...], chosen: Plan) -> Iterable[Checked]:
    jobs = min(chosen.options.jobs, len(paths))
    if jobs <= 1:
        return (check_file(path, chosen) for path in paths)
    from msglint.parallel import check_files

    return check_files(paths, chosen, jobs)


def check_file(path: str, chosen: Plan) -> Checked:
    """One file, or standard input: its findings, or why it could not be checked."""
    name = chosen.options.stdin_name if path == STDIN else path
    try:
        source = decode(read_bytes(path, chosen.settings.max_file_size))
        draft = complete(read_draft(name, source, chosen.options.envelope, chosen.settings.placeholders), chosen)
        return report_on(draft, chosen)
    except MsglintError as error:
        return Checked(name, error=f"line {error.line}: {error.message}" if error.line else error.message)


_BEFORE_SENDING = ("order_date", "completed_date", "shipped_date", "latest_delivery_date")


def complete(draft: Draft, chosen: Plan) -> Draft:
    """The draft with what the configuration knows about its path. Raises for words in it that nobody knows."""
    envelope = draft.envelope
    for override in reversed(chosen.overrides_for(draft.name)):
        envelope = envelope.over(override.envelope)
    envelope = envelope.over(chosen.settings.envelope)
    check_envelope(envelope, chosen.policy, lambda field: _place(draft, field))
    draft = draft._replace(envelope=with_type(envelope, chosen.policy))
    if chosen.files is not None:
        from msglint.orders.join import joined

        draft = joined(draft, chosen.files, chosen.policy)
    envelope = draft.envelope
    dated = any(getattr(envelope, field) for field in _BEFORE_SENDING)
    if dated and envelope.send_date is None and envelope.send is None:
        from datetime import datetime

        envelope = envelope._replace(send_date=datetime.now().astimezone())
    return draft._replace(envelope=envelope)


def with_type(envelope: Envelope, policy: Policy) -> Envelope:
    """The envelope with the type that the operation of the Messaging API tells, where none is stated."""
    if envelope.operation is None or envelope.type is not None:
        return envelope
    from msglint.operations import operations_of

    one = policy.derived(operations_of).words.get(envelope.operation)
    return envelope._replace(type=one.types[0]) if one and one.types else envelope


def _place(draft: Draft, field: str) -> str:
    """A field of the envelope, with the line where the draft states it."""
    span = draft.envelope.place(field)
    return f"line {draft.source.position(span.start)[0]}: {field}" if span else field


def report_on(draft: Draft, chosen: Plan) -> Checked:
    """What is reported of a draft: the findings msglint is sure enough of, and how many others there are."""
    overrides = chosen.overrides_for(draft.name)
    judging = tuple(one for one in overrides if one.select or one.severity)
    policy, rules, note = chosen.editions.on(draft.envelope.send_date, judging)
    reading = Reading(draft, policy)
    found = check_reading(reading, rules)
    kept, silent, problem = _divided(reading, found, overrides, chosen.settings)
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
    if chosen.options.prints:
        checked = _with_prints(checked, found, kept, policy, chosen)
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


def _divided(
    reading: Reading, found: list[Finding], overrides: Iterable[Override], settings: Settings
) -> tuple[list[Finding], list[tuple[Finding, Ignore]], str]:
    """What is reported, what is not, and what is wrong with the draft's directives: then none of them holds."""
    configured = settings.allow or any(override.ignore for override in overrides)
    if _WORD not in reading.lowered and not reading.draft.envelope.ignore and not configured:
        return found, [], ""
    from msglint.suppress import divided, ignores_by_path, ignores_of, problems_of, without_allowed

    problem = problems_of(reading)
    ignores = (*([] if problem else ignores_of(reading)), *ignores_by_path(overrides))
    kept, silent = divided(found, ignores, reading.policy)
    if settings.allow:
        kept, allowed = without_allowed(reading, kept, settings.allow)
        silent = sorted([*silent, *allowed], key=lambda pair: (pair[0].start, pair[0].end, pair[0].rule))
    return kept, silent, problem


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
        return tuple(excerpt_of(draft.source.text, finding) for finding in shown), shown
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
    [excerpt], [shown] = _presented(reading.draft, found, (finding,), reading.policy, redact=chosen.options.redact)
    _, silent, _ = _divided(reading, [finding], overrides, chosen.settings)
    why = (silent[0][1].reason, silent[0][1].by) if silent else ()
    return Ask(order_id, shown._replace(message=finding.message), excerpt, why)


def _unread(draft: Draft) -> str:
    """What of a draft could not be read, if anything."""
    if len(draft.source.text) < _LONG:
        return ""
    from msglint.wording.passages import MOST_READ, too_long

    if not too_long(draft):
        return ""
    checked = f"only the first {MOST_READ:,} characters of its text were checked for their wording"
    if draft.cut:
        checked += f", and only the first {MOST_TEXT:,} for anything else"
    return f"too long for one message: {checked}; split it"


def _sure_enough(findings: list[Finding], least: str) -> Iterator[Finding]:
    accepted = CONFIDENCES[: CONFIDENCES.index(least) + 1]
    return (finding for finding in findings if finding.confidence in accepted)
