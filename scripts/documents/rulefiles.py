"""The JSON Schema of a rule file, from the tables that rule files are checked by."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msglint.checks
from documents.configuration import DRAFT_7, suggested
from msglint.envelope import KEYS as ENVELOPE_KEYS
from msglint.finding import CONFIDENCES, SEVERITIES
from msglint.rulefile import EXAMPLE_KEYS, REQUIRED, RULE_KEYS, VARIANT_KEYS
from msglint.settings import CHANNELS
from msglint.wording.shapefile import KEYS as SHAPE_KEYS
from msglint.wording.shapefile import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from msglint.policy import Policy

_TYPES = {str: "string", list: "array", dict: "object", bool: "boolean", int: "integer"}
_FORMS = ("text", "html", "eml", "json")
_SAYS = {
    "id": "The name of the file without .yaml; named after the bad thing.",
    "group": "The group that it is listed under.",
    "summary": "What it is about, in a few words.",
    "meaning": "What is reported and what is not, for people who write to buyers.",
    "why": "Why it matters.",
    "clauses": "The statements of the policy that it rests on; the first one of a draft's edition is cited.",
    "check": "The function that finds it: module.function of msglint/checks.",
    "options": "What the check wants to know.",
    "needs": "Words of which one has to occur in a draft, or the check is not run.",
    "markup": "The check looks at HTML only.",
    "channels": "Where the rule holds; without it in message, email and api.",
    "severity": "Without it, what follows from the clause.",
    "confidence": "How sure a match is; without it high.",
    "unverified": "A match says what could not be told, and is an error with --strict.",
    "message": "What the finding says; {name} is filled in by the check.",
    "suggest": "What to write instead.",
    "variants": "Kinds of match with texts of their own.",
    "examples": "What must be reported, the exact words between ⟦ and ⟧, and what must be left alone. They run as tests.",
    "clause": "The statement of the policy that this kind rests on.",
}


def rule_schema(policy: Policy) -> dict[str, Any]:
    """What may stand in a rule file. Clauses, groups and checks of others are not refused."""
    clause = {"$ref": "#/definitions/clause"}
    words = {
        "id": {"type": "string", "pattern": r"^\S+$"},
        "group": suggested(sorted({rule.group for rule in policy.rules.values()})),
        "clauses": {"type": "array", "items": clause, "minItems": 1},
        "clause": clause,
        "channels": {"type": "array", "items": {"enum": list(CHANNELS)}, "minItems": 1},
        "severity": {"enum": list(SEVERITIES)},
        "confidence": {"enum": list(CONFIDENCES)},
        "check": suggested(name for name, _, _ in _checks()),
        "examples": _table({kind: {"type": "array", "items": _example(), "minItems": 1} for kind in ("flag", "pass")}),
    }
    words["examples"]["required"] = ["flag", "pass"]
    variant = _table({key: _property(key, words) for key in VARIANT_KEYS})
    words["variants"] = {"type": "object", "additionalProperties": variant}
    return {
        "$schema": DRAFT_7,
        "title": "A rule of msglint",
        **_table({key: _property(key, words) for key in RULE_KEYS}),
        "required": list(REQUIRED),
        "definitions": {"shape": _shape(), "clause": suggested(sorted(policy.clauses))},
        "allOf": [_options(*check) for check in _checks()],
    }


def _property(key: str, words: Mapping[str, Any]) -> dict[str, Any]:
    if key not in _SAYS:
        raise SystemExit(f"scripts/documents/rulefiles.py: say what the key '{key}' is for, in _SAYS")
    return {"description": _SAYS[key], **(words.get(key) or {"type": _TYPES[RULE_KEYS[key]]})}


def _checks() -> Iterator[tuple[str, Mapping[str, type], tuple[str, ...]]]:
    """Each check by its name, with its options and those that may be left out."""
    for found in sorted(pkgutil.iter_modules(msglint.checks.__path__), key=lambda one: one.name):
        module = import_module(f"msglint.checks.{found.name}")
        options = getattr(module, "OPTIONS", {})
        for name, function in sorted(vars(module).items()):
            own = inspect.isgeneratorfunction(function) and function.__module__ == module.__name__
            if own and not name.startswith("_") and _takes(function) == ["Reading", "Rule"]:
                yield f"{found.name}.{name}", options.get(name, {}), tuple(getattr(module, "OPTIONAL", ()))


def _takes(function: Callable[..., object]) -> list[str]:
    """The types of a function's parameters, as they are written."""
    return [parameter.annotation for parameter in inspect.signature(function).parameters.values()]


def _options(check: str, options: Mapping[str, type], optional: tuple[str, ...]) -> dict[str, Any]:
    """What a rule with this check has under ``options``."""
    known = {key: _option(key, kind) for key, kind in options.items()}
    needed = [key for key in options if key not in optional]
    wanted = {"properties": {"options": {**_table(known), **({"required": needed} if needed else {})}}}
    return {
        "if": {"properties": {"check": {"const": check}}, "required": ["check"]},
        "then": {**wanted, **({"required": ["options"]} if needed else {})},
    }


def _option(key: str, kind: type) -> dict[str, Any]:
    if key == "shapes":
        return {"type": "array", "items": {"$ref": "#/definitions/shape"}, "minItems": 1}
    return {"type": _TYPES[kind]}


def _shape() -> dict[str, Any]:
    properties: dict[str, Any] = {key: {"type": _TYPES[kind]} for key, kind in SHAPE_KEYS.items()}
    for key, limit in LIMITS.items():
        properties[key] |= {"minimum": limit[0], "maximum": limit[-1]}
    for key in ("join", "unless"):
        properties[key] = {"type": "array", "items": {"type": "string", "pattern": "^[A-Z][A-Z0-9_]+$"}}
    properties["join"]["minItems"] = 1
    return {**_table(properties), "required": ["join"]}


def _example() -> dict[str, Any]:
    texts = {"type": "object", "additionalProperties": {"type": "string"}}
    sent = {**texts, "required": ["type", "date"]}
    special: dict[str, Any] = {
        "envelope": _table({key: {} for key in ENVELOPE_KEYS}),
        "order": texts,
        "history": {"type": "array", "items": sent},
    }
    mapping = _table({key: special.get(key, {"type": "string"}) for key in EXAMPLE_KEYS})
    return {"anyOf": [{"type": "string"}, {**mapping, "oneOf": [{"required": [form]} for form in _FORMS]}]}


def _table(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
