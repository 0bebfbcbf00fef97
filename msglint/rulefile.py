"""One rule file: checked, and turned into what a policy and `explain` need of it."""

from __future__ import annotations

import os
import re
from types import FunctionType

from msglint.errors import RuleError, SettingsError, did_you_mean
from msglint.examples import wrong_with
from msglint.located import Located, line_of
from msglint.settings import CHANNELS, TO_BUYERS
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RULE_KEYS = {
    "id": str,
    "group": str,
    "summary": str,
    "meaning": str,
    "why": str,
    "clauses": list,
    "check": str,
    "options": dict,
    "needs": list,
    "markup": bool,
    "channels": list,
    "severity": str,
    "confidence": str,
    "unverified": bool,
    "message": str,
    "suggest": str,
    "variants": dict,
    "examples": dict,
}
REQUIRED = ("id", "group", "summary", "meaning", "why", "clauses", "check", "message", "suggest", "examples")
VARIANT_KEYS = ("message", "suggest", "clause", "severity", "confidence", "unverified")
EXAMPLE_KEYS = ("text", "html", "eml", "json", "subject", "envelope", "file", "why", "order", "history")


def compile_rule(raw: Located, clauses: Mapping[str, Any]) -> dict[str, Any]:
    """What a policy needs of a rule file."""
    _check_shape(raw)
    for number, clause in enumerate(raw["clauses"]):
        if clause not in clauses:
            line = line_of(raw["clauses"], number, raw.line("clauses"))
            raise RuleError(f"no clause '{clause}'{did_you_mean(str(clause), list(clauses))}", raw.path, line)
    _check_channels(raw)
    check_check(raw)
    _check_keys(raw["examples"], ("flag", "pass"), "examples")
    check_examples(raw["examples"], needed=("flag", "pass"))
    variants = {"": _variant(raw, raw, clauses)}
    for name, own in raw.get("variants", {}).items():
        if not isinstance(own, Located):
            raise raw["variants"].error(name, f"variant '{name}' must be a mapping, not {own!r}")
        _check_keys(own, VARIANT_KEYS, "variant")
        variants[name] = _variant(raw, own, clauses)
    return {
        "id": raw["id"],
        "group": raw["group"],
        "summary": raw["summary"],
        "check": raw["check"],
        "clauses": raw["clauses"],
        "options": raw.get("options", {}),
        "needs": [str(word).lower() for word in raw.get("needs", [])],
        "markup": raw.get("markup", False),
        "channels": raw.get("channels", list(TO_BUYERS)),
        "variants": variants,
    }


def explanation(raw: Located, clauses: Mapping[str, Any], sources: Mapping[str, str]) -> dict[str, Any]:
    """What `explain` prints of a rule: its own texts, and its clauses with the titles of their sources.

    ``places`` are the lines of the examples in ``file``, for whom tests them.
    """
    cited = [clauses[name] for name in raw["clauses"]]
    return {
        **{key: raw[key] for key in ("summary", "meaning", "why", "suggest", "examples")},
        "file": os.path.basename(raw.path),
        "places": {kind: list(raw["examples"][kind].lines) for kind in ("flag", "pass")},
        "options": raw.get("options", {}),
        "channels": raw.get("channels", list(TO_BUYERS)),
        "clauses": [
            {key: clause.get(key, "") for key in ("id", "basis", "from", "to", "says", "note")}
            | {"sources": [sources.get(name) or name for name in clause["source"]]}
            for clause in cited
        ],
    }


def check_examples(examples: Located, needed: Iterable[str]) -> None:
    """Every example of a rule can be read, and there is one of each ``needed`` kind."""
    for kind in needed:
        if not examples.get(kind):
            raise examples.error(kind, f"a rule needs at least one '{kind}' example")
    for kind, given in examples.items():
        if not isinstance(given, list):
            raise examples.error(kind, f"'{kind}' must be a list of examples, not {given!r}")
        for number, example in enumerate(given):
            if isinstance(example, Located):
                _check_keys(example, EXAMPLE_KEYS, "example")
            if reason := wrong_with(example):
                raise RuleError(reason, examples.path, line_of(given, number, examples.line(kind)))


def _check_shape(raw: Located) -> None:
    """The keys that there are and have to be, and what kind of value each has."""
    _check_keys(raw, RULE_KEYS, "rule")
    for key in REQUIRED:
        if not raw.get(key):
            raise raw.error(key, f"a rule needs '{key}'")
    for key, kind in RULE_KEYS.items():
        if key in raw and not isinstance(raw[key], kind):
            raise raw.error(key, f"'{key}' must be a {kind.__name__}, not {raw[key]!r}")
    name = os.path.basename(raw.path).removesuffix(".yaml")
    if raw["id"] != name:
        raise raw.error("id", f"the rule in this file must have the id {name!r}")


def _check_channels(raw: Located) -> None:
    given = raw.get("channels", TO_BUYERS)
    if not given:
        raise raw.error("channels", f"'channels' names none; there are {', '.join(CHANNELS)}")
    for number, channel in enumerate(given):
        if channel not in CHANNELS:
            line = line_of(given, number, raw.line("channels"))
            near = did_you_mean(str(channel), CHANNELS) or f"; there are {', '.join(CHANNELS)}"
            raise RuleError(f"no channel '{channel}'{near}", raw.path, line)


def _variant(raw: Located, own: Located, clauses: Mapping[str, Any]) -> dict[str, Any]:
    """A kind of match. ``clauses`` are those it can rest on, the first of an edition counts; without a ``severity`` that
    clause's basis decides.
    """
    clause = own.get("clause")
    if clause is not None and clause not in clauses:
        raise own.error("clause", f"no clause '{clause}'{did_you_mean(str(clause), list(clauses))}")
    severity = own.get("severity") or raw.get("severity", "")
    confidence = own.get("confidence") or raw.get("confidence", "high")
    for key, value, known in (
        ("severity", severity, ("", "error", "warning", "info")),
        ("confidence", confidence, ("high", "medium", "low")),
    ):
        if value not in known:
            raise own.error(key, f"'{key}' must be one of {', '.join(filter(None, known))}, not {value!r}")
    if own.get("unverified", False) not in (True, False):
        raise own.error("unverified", f"'unverified' must be true or false, not {own['unverified']!r}")
    for key in ("message", "suggest"):
        _check_text(own if key in own else raw, key)
    texts = {"message": own.get("message", raw["message"]), "suggestion": own.get("suggest", raw["suggest"])}
    cited = [clause] if clause is not None else list(raw["clauses"])
    return {
        **texts,
        "clauses": cited,
        "severity": severity,
        "confidence": confidence,
        "unverified": own.get("unverified", False),
    }


def _check_text(raw: Located, key: str) -> None:
    """A message's braces are those of a name that a match fills in."""
    try:
        str(raw[key]).format_map(_Anything())
    except (ValueError, IndexError, AttributeError, TypeError) as error:
        raise raw.error(key, f"'{key}' has braces that are no name: {error}; write {{{{ for a brace") from None


class _Anything(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return name


def _check_keys(raw: Located, known: Iterable[str], what: str) -> None:
    for key in raw:
        if key not in known:
            raise raw.error(key, f"unknown {what} key '{key}'{did_you_mean(key, list(known))}")


def _module_of_checks(name: str, raw: Located) -> Any:
    """A module of msglint's checks, or what another package offers under that name."""
    from importlib import import_module

    from msglint.engine import is_own, own_checks

    if is_own(name):
        return import_module(f"msglint.checks.{name}")
    from msglint.plugins import plugin

    try:
        return plugin("check", name, own_checks()).value
    except SettingsError as error:
        raise raw.error("check", error.message) from None


def check_check(raw: Located) -> None:
    """The named function exists, and takes the options that are given.

    Its module's table ``OPTIONS`` names and types them, ``OPTIONAL`` names those that may be left out; ``VALID`` has, for some, a function that looks closer.
    """
    from msglint.engine import check_of, is_own

    if not re.fullmatch(r"[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*", raw["check"]):
        raise raw.error("check", f"'check' must be module.function, not {raw['check']!r}")
    module_name, _, function = raw["check"].partition(".")
    module = _module_of_checks(module_name, raw)
    known_here = not is_own(module_name) or isinstance(getattr(module, function, None), FunctionType)
    if not known_here or function.startswith("_"):
        raise raw.error("check", f"no check '{raw['check']}'")
    try:
        check_of(raw["check"])
    except SettingsError as error:
        raise raw.error("check", error.message) from None
    known: Mapping[str, type] = getattr(module, "OPTIONS", {}).get(function, {})
    options: Located = raw.get("options", Located())
    for key, value in options.items():
        if key not in known:
            raise options.error(key, f"unknown option '{key}' of {raw['check']}{did_you_mean(key, list(known))}")
        if not isinstance(value, known[key]):
            raise options.error(key, f"option '{key}' must be a {known[key].__name__}, not {value!r}")
    optional = getattr(module, "OPTIONAL", ())
    for key in known:
        if key not in options and key not in optional:
            raise raw.error("options" if "options" in raw else "check", f"option '{key}' of {raw['check']} is missing")
    for key, look in getattr(module, "VALID", {}).get(function, {}).items():
        look(options, key)
