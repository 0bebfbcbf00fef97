"""Settings: how a run checks, from the configuration file and the command line."""

from __future__ import annotations

from msglint.envelope import Envelope
from msglint.errors import SettingsError, did_you_mean
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from msglint.draft import Ignored
    from msglint.policy import Policy

CHANNELS = ("message", "email", "phone-script", "package-insert", "packing-slip", "api", "inbound")
TO_BUYERS = ("message", "email", "api")
"""The channels of messages to buyers: what a rule is for unless it says otherwise, as is a draft without a channel."""
WINDOWS = ("order", "completion")
DEFAULT_MAX_FILE_SIZE = 5 * 1024 * 1024


class Override(NamedTuple):
    """What holds for the drafts whose paths match one of the patterns ``files`` (gitignore syntax).

    ``select`` are the rules to check there; of those under ``ignore`` nothing is reported, for the reasons given.
    ``number`` counts the tables of the configuration file; it is -1 for one of a file that is extended.
    """

    files: tuple[str, ...]
    envelope: Envelope = Envelope()
    select: tuple[str, ...] = ()
    ignore: tuple[Ignored, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    number: int = -1


class Settings(NamedTuple):
    """How drafts are checked. Empty ``select`` means all rules; ``rules`` is a folder of other rules than msglint's own;
    ``strict`` makes an error of what could not be verified, ``require_type`` of an undeclared type. ``include`` are files
    that a walk of folders takes besides drafts; patterns start from the folder ``root``; ``file`` is the configuration
    file that the settings come from, if any, and ``extended`` those that it extends. ``severity`` and ``allow`` (words that are
    left alone) are for rules or groups; ``own_hosts`` and ``carriers`` are hosts to link to; ``placeholders`` are ways to
    write one (``@{NAME}``); ``readers`` are the readers of files by how their names end.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: str = "medium"
    fail_on: str = "error"
    rules: str | None = None
    edition: str | None = None
    window_from: str = "order"
    strict: bool = False
    require_type: bool = False
    max_file_size: int = DEFAULT_MAX_FILE_SIZE
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    output_format: str = "text"
    envelope: Envelope = Envelope()
    overrides: tuple[Override, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    allow: tuple[tuple[str, tuple[str, ...]], ...] = ()
    own_hosts: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    readers: tuple[tuple[str, str], ...] = ()
    baseline: str | None = None
    gitignore: bool = True
    extended: tuple[str, ...] = ()
    root: str = ""
    file: str = ""


def chosen_rules(policy: Policy, select: Iterable[str], ignore: Iterable[str], *above: str | int) -> list[str]:
    """The ids of the rules to check. A rule named by its id beats its group; `ignore` beats `select`. ``above`` are the keys
    that lead to ``select``.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    check_rules(policy, wanted, *above, "select")
    check_rules(policy, unwanted, "ignore")
    for word in wanted:
        if word in policy.other_rules:
            raise SettingsError(
                f"rule '{word}' is not part of edition {policy.edition}", trail=(*above, "select", word)
            )
    chosen = rules_that_are_on(policy, wanted, unwanted)
    if not chosen:
        raise SettingsError("no rule is left to check; see `msglint rules` for what there is")
    return chosen


def check_rules(policy: Policy, words: Iterable[str], *above: str | int) -> None:
    """Raises a ``SettingsError`` for a word that is no rule, group or ``ALL``; it says what a rule is called now. ``above`` are
    the keys that lead to the words.
    """
    groups = {rule.group for rule in policy.rules.values()} | {"ALL"}
    for word in words:
        if word in groups or word in policy.rules or word in policy.other_rules:
            continue
        successor = policy.successors.get(word)
        near = did_you_mean(word, sorted({*policy.rules, *groups}))
        now = f"rule '{word}' no longer exists; it is '{successor}' now"
        raise SettingsError(now if successor else f"no rule or group '{word}'{near}", trail=(*above, word))


def rules_that_are_on(policy: Policy, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> list[str]:
    """The ids of the rules of an edition that are chosen, by words that are known to be right."""
    return [rule.id for rule in policy.rules.values() if _is_on(rule.id, rule.group, wanted, unwanted)]


def _is_on(rule: str, group: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    if rule in ignore or rule in select:
        return rule not in ignore
    if group in ignore or "ALL" in ignore:
        return False
    return not select or group in select or "ALL" in select


def reason_for(rule: str, group: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> str:
    """Why a rule is on or off, in words; it is decided as in ``rules_that_are_on``."""
    for words, name in ((ignore, "ignore"), (select, "select")):
        if rule in words:
            return f"'{name}' names it"
    for words, name in ((ignore, "ignore"), (select, "select")):
        if group in words:
            return f"'{name}' names its group {group}"
        if "ALL" in words:
            return f"'{name}' names ALL"
    return "'select' names neither it nor its group" if select else "on unless ignored"


def policy_for(policy: Policy, settings: Settings) -> Policy:
    """A policy as the settings want it: what the window counts from, and what is an error."""
    policy = policy.with_option("window_from", settings.window_from)
    if settings.strict:
        policy = policy.with_errors(lambda _, kind: kind.unverified)
    if settings.require_type:
        policy = policy.with_errors(lambda rule, _: rule.id == "undeclared-type")
    if settings.own_hosts or settings.carriers:
        policy = policy.with_hosts(settings.own_hosts, settings.carriers)
    return policy.with_severities(dict(settings.severity)) if settings.severity else policy


def check_envelope(envelope: Envelope, policy: Policy, name: Callable[[str], str] = str, *above: str | int) -> None:
    """Raises a ``SettingsError`` for a type, channel, marketplace or language that nobody knows.

    ``name`` says how a field is called where it was given: ``--type``, ``type`` in a file; ``above`` are the keys that lead to it.
    """
    known = policy.derived(known_words)
    if envelope.operation is not None:
        from msglint.operations import operations_of

        known = {**known, "operation": list(policy.derived(operations_of).words)}
    for field, words in known.items():
        value = getattr(envelope, field)
        if value is not None and words and value not in words:
            store = policy.derived(_stores).get(str(value).lower(), "") if field == "marketplace" else ""
            listed = _LISTED.get(field) or f"there are {', '.join(words)}"
            hint = did_you_mean(store or str(value), words) or f"; {listed}"
            reason = f"{name(field)}: no {_NAMES[field]} '{value}'{hint}"
            raise SettingsError(reason, trail=(*above, field, str(value)))


_NAMES = {
    "type": "message type",
    "channel": "channel",
    "operation": "operation of the Messaging API",
    "marketplace": "marketplace",
    "language": "language",
}
_LISTED = {"type": "`msglint types` lists them"}
"""Of which there are too many for a line."""


def _stores(policy: Policy) -> dict[str, str]:
    """The country code of each store by its other names: the country's, its site's."""
    places = policy.facts.get("marketplaces", {}).get("list", [])
    return {place[key].lower(): place["country"] for place in places for key in ("name", "domain") if key in place}


def known_words(policy: Policy) -> dict[str, list[str]]:
    """The valid words for each field of an envelope that has a short list of them."""
    marketplaces = policy.facts.get("marketplaces", {}).get("list", [])
    languages = {language for place in marketplaces for language in place.get("languages", [])}
    return {
        "type": [entry["id"] for entry in policy.facts.get("types", {}).get("types", [])],
        "channel": list(CHANNELS),
        "marketplace": [place["country"] for place in marketplaces],
        "language": sorted(languages),
    }
