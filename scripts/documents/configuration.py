"""The JSON Schema of the configuration file, from the readers of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msglint.config import OVERRIDE_READERS, READERS, Kind
from msglint.envelope import EVENTS
from msglint.finding import SEVERITIES
from msglint.formats import NAMES
from msglint.operations import operations_of
from msglint.readers import READERS as OWN_READERS
from msglint.settings import known_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from msglint.policy import Policy

DRAFT_7 = "http://json-schema.org/draft-07/schema#"
"""The dialect that editors understand best."""
_TEXT = {"type": "string", "pattern": r"\S"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_FILES = {"anyOf": [{"type": "string"}, {**_TEXTS, "minItems": 1}]}
_HOSTS = {"type": "array", "items": {"type": "string", "pattern": r"^([\w-]{1,63}\.)+[A-Za-z][\w-]{1,62}$"}}
_DIALECTS = {"type": "array", "items": {"type": "string", "pattern": r"^[^A-Za-z0-9].*NAME"}}
_DAYS = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^[0-9]{1,3}\s*((day|week)s?)?$"}]}
_BYTES = r"^[0-9]{1,9}\s*([kK][bB]|[mM][bB])?$"
_SIZE = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": _BYTES}]}
_SAYS = {
    "extend": "Another file, whose settings hold where this one says nothing.",
    "files": "The paths that these settings are for, as patterns of .gitignore.",
    "select": "Rules or groups to check; all, if empty.",
    "ignore": "Rules or groups to leave out; under [[overrides]] a table of them, each with the reason.",
    "severity": "Other severities than msglint's: of rules, groups or ALL.",
    "allow": "Words that a rule or group leaves alone: a finding goes if all that it marks stands within them, however they are spaced and in capitals or not. Best for single words; hosts go into `own-hosts`.",
    "min-confidence": "Less sure findings are hidden.",
    "fail-on": "The exit status is 1 from this severity on.",
    "rules": "A folder of rules of your own, instead of msglint's.",
    "baseline": "A file of findings that are known and not reported; see `msglint baseline`.",
    "edition": "The policy's edition; without it the one in force.",
    "marketplace": "The Amazon store that the drafts are for.",
    "language": "The buyers' language.",
    "type": "The kind of message; see `msglint types`.",
    "channel": "The way that the drafts take.",
    "operation": "The operation of the Messaging API that sends the drafts.",
    "send": "When templates go out: order + 12 days.",
    "handling": "The longest time from order to shipment, in days.",
    "transit": "The longest time from shipment to delivery, in days.",
    "window-from": "What the 30 days count from.",
    "own-hosts": "Hosts of your own that may be linked to.",
    "carriers": "Carriers that msglint does not know.",
    "placeholders": "How your mail tool writes a placeholder, around the word NAME: a word (`order_id`, `order.id`), or up to four with one blank between them.",
    "readers": "How files of other endings are read: the ending, and msglint's reader or another package's.",
    "strict": "What could not be verified is an error.",
    "require-type": "A draft without a type is an error.",
    "max-file-size": "The most bytes of a draft; 5 MB without it.",
    "include": "Files that are checked besides drafts when a folder is, as patterns of .gitignore.",
    "exclude": "Files that are left out when a folder is checked, as patterns of .gitignore.",
    "gitignore": "Leave out what .gitignore and .git/info/exclude of a repository leave out.",
    "output-format": "How the findings are written.",
    "overrides": "What holds for some paths; of several that match the last one wins.",
}


def configuration_schema(policy: Policy) -> dict[str, Any]:
    """What may stand in ``msglint.toml``. Words that another pack of rules may have of its own are only suggested."""
    rules = sorted({*policy.rules, *policy.other_rules, *(rule.group for rule in policy.rules.values()), "ALL"})
    words = {**known_words(policy), "operation": [one.id for one in policy.derived(operations_of).all]}
    special = {key: suggested(known) for key, known in words.items() if key != "channel"}
    special |= {"edition": suggested(edition.id for edition in policy.editions), "send": _send()}
    special["select"] = {"type": "array", "items": {"$ref": "#/definitions/rule"}}
    kinds = _kinds(rules)
    properties = _properties(READERS, kinds, special | {"ignore": special["select"]})
    inside = _properties(OVERRIDE_READERS, kinds, special | {"files": _FILES})
    properties["overrides"] |= {"type": "array", "items": {**_table(inside), "required": ["files"]}}
    return {
        "$schema": DRAFT_7,
        "title": "Configuration of msglint",
        **_table(properties),
        "definitions": {"rule": suggested(rules), "severity": {"enum": list(SEVERITIES)}, "text": _TEXT},
    }


def suggested(words: Iterable[str]) -> dict[str, Any]:
    """Any text; an editor offers these."""
    return {"anyOf": [{"enum": list(words)}, {"type": "string"}]}


def _kinds(rules: Iterable[str]) -> dict[str, dict[str, Any]]:
    """For each reader of ``config_values`` what it takes, but for ``one_of``."""
    return {
        "text": {"type": "string"},
        "texts": _TEXTS,
        "flag": {"type": "boolean"},
        "days": _DAYS,
        "size": _SIZE,
        "hosts": _HOSTS,
        "patterns": _TEXTS,
        "dialects": _DIALECTS,
        "output_format": suggested(NAMES),
        "suffixes": {
            "type": "object",
            "propertyNames": {"pattern": r"^\.[A-Za-z0-9_-][A-Za-z0-9_.-]{0,60}$"},
            "additionalProperties": suggested(OWN_READERS),
        },
        "severities": _by_rule(rules, {"$ref": "#/definitions/severity"}),
        "allowed": _by_rule(rules, {"type": "array", "items": {"$ref": "#/definitions/text"}}),
        "reasons": _by_rule(rules, {"$ref": "#/definitions/text"}),
    }


def _properties(
    readers: Mapping[str, Any], kinds: Mapping[str, Any], special: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    found = {}
    for key, reader in readers.items():
        if key not in _SAYS:
            raise SystemExit(f"scripts/documents/configuration.py: say what the key '{key}' is for, in _SAYS")
        found[key] = {"description": _SAYS[key], **(special.get(key) or _kind(reader, kinds))}
    return found


def _kind(reader: object, kinds: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(reader, Kind):
        return {}
    return {"enum": list(reader.words)} if reader.reader == "one_of" else kinds[reader.reader]


def _table(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _by_rule(rules: Iterable[str], value: Mapping[str, Any]) -> dict[str, Any]:
    """A table of rules; those of another pack may stand there too."""
    return {"type": "object", "properties": dict.fromkeys(rules, value), "additionalProperties": value}


def _send() -> dict[str, Any]:
    return {"type": "string", "pattern": rf"^\s*({'|'.join(EVENTS)})\s*\+\s*[0-9]{{1,4}}\s*(day|week)s?\s*$"}
