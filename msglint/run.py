"""A run: from the files that were found to the report. What goes wrong with one file is a value and stops no other."""

from __future__ import annotations

from msglint.discover import STDIN, Problem
from msglint.editions import Editions
from msglint.envelope import Envelope
from msglint.errors import MsglintError, SettingsError
from msglint.files import read_bytes
from msglint.formats import PAGE
from msglint.outcome import report_on
from msglint.readers import check_readers, read_draft
from msglint.report import Checked, Report
from msglint.settings import Settings, check_envelope
from msglint.source import decode
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from msglint.discover import Discovery, Matcher
    from msglint.draft import Draft
    from msglint.orders.join import Files
    from msglint.policy import Policy
    from msglint.settings import Override

    Progress = Callable[[int, int], None]


class Options(NamedTuple):
    """What one run is asked for beyond its settings: the command line's envelope, files of orders, how to go about it;
    ``prints`` asks for the hashes that a baseline has, ``with_drafts`` to keep of each draft
    what a format shows of it. ``mend``: ``fix`` to write back what can be mended, ``diff`` to show it only.
    """

    envelope: Envelope = Envelope()
    stdin_name: str = "<stdin>"
    redact: bool = False
    jobs: int = 1
    orders: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    prints: bool = False
    with_drafts: bool = False
    mend: str = ""
    unsafe_fixes: bool = False


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
        check_readers(settings.readers)
        editions = Editions(settings)
        for envelope in (settings.envelope, *(override.envelope for override in settings.overrides)):
            check_envelope(envelope, editions.usual.policy)
    except SettingsError as error:
        if error.word and settings.file:
            from msglint.config_lines import located

            raise located(error, settings) from None
        raise
    policy = editions.usual.policy
    check_envelope(options.envelope, policy, lambda field: f"--{field}")
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
    if any(file.configured for file in files):
        from msglint.unused import with_unused

        files = with_unused(files, found, chosen)
    problems = found.problems
    if files and not any(file.is_draft for file in files):
        problems = (*problems, Problem(files[0].path, "nothing to check: this is a report of msglint and no draft"))
    names = dict.fromkeys(file.policy for file in files if file.policy)
    applied = tuple(map(chosen.editions.named, names)) or (chosen.editions.usual,)
    orders = chosen.files.orders if chosen.files else None
    told = tuple(orders.notes) if orders is not None else ()
    return Report(", ".join(names) or chosen.policy.name, tuple(files), problems, applied, of_orders=told)


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
        data = read_bytes(path, chosen.settings.max_file_size)
        if chosen.options.mend and not data.startswith(PAGE.encode()):
            from msglint.fixes.files import mend_file

            return mend_file(path, name, data, chosen)
        source = decode(data)
        if source.text.startswith(PAGE):
            return Checked(name, notes=(_NO_DRAFT,), is_draft=False)
        draft = complete(
            read_draft(name, source, chosen.options.envelope, chosen.settings.placeholders, chosen.settings.readers),
            chosen,
        )
        return report_on(draft, chosen)
    except MsglintError as error:
        return Checked(name, error=f"line {error.line}: {error.message}" if error.line else error.message)
    except Exception as error:
        error.add_note(name)  # it is not handled here: whoever does can say at which draft it was
        raise


_NO_DRAFT = "a report of msglint and no draft: left out"
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
