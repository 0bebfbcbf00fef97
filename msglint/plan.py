"""What is the same for all drafts of a run, and what it adds to the envelope of each."""

from __future__ import annotations

from msglint.editions import Editions
from msglint.envelope import Envelope
from msglint.errors import SettingsError
from msglint.readers import check_readers
from msglint.settings import Settings, check_envelope
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from msglint.discover import Matcher
    from msglint.draft import Draft
    from msglint.orders.join import Files
    from msglint.policy import Policy
    from msglint.settings import Override

_BEFORE_SENDING = ("order_date", "completed_date", "shipped_date", "latest_delivery_date")


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
        check_envelope(settings.envelope, editions.usual.policy)
        for override in settings.overrides:
            check_envelope(override.envelope, editions.usual.policy, str, "overrides", override.number)
    except SettingsError as error:
        if error.trail and settings.file:
            from msglint.config_places import located

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
