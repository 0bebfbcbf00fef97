"""Checks the YAML of a rule pack and compiles it to plain data.

    python -m msglint.compile [RULES [TARGET]]

A pack is a folder in ``rules/``: ``pack.yaml``, one rule a file beside it, ``facts/*.yaml`` and ``lang/*/``.
Everything wrong in it is a ``RuleError`` with file, line and reason.
"""

from __future__ import annotations

import inspect
import os
import re
from typing import TYPE_CHECKING, Any

from msglint.errors import RuleError, did_you_mean

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
    "severity": str,
    "confidence": str,
    "message": str,
    "suggest": str,
    "variants": dict,
    "examples": dict,
}
REQUIRED = ("id", "group", "summary", "meaning", "why", "clauses", "check", "message", "suggest", "examples")
VARIANT_KEYS = ("message", "suggest", "clause", "severity", "confidence")
EXAMPLE_KEYS = ("text", "html", "eml", "subject", "envelope", "file", "why")
SEVERITY_OF_BASIS = {"amazon": "error", "vendor": "warning", "secondary": "warning", "inferred": "warning"}


class Located(dict[str, Any]):
    """A mapping read from YAML that knows its file and the line of each of its keys."""

    path: str
    lines: dict[str, int]

    def error(self, key: str, reason: str) -> RuleError:
        """An error at the line of ``key``."""
        return RuleError(reason, self.path, self.lines.get(key, 1))


def load_yaml(path: str) -> Located:
    """A YAML file whose top is a mapping; every mapping in it is ``Located``. Duplicate keys are errors."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        with open(path, encoding="utf-8") as file:
            node = yaml.compose(file, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(f"not YAML: {error.problem}", path, line) from None
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", path) from None
    plain = yaml.constructor.SafeConstructor()

    def build(node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            found = Located()
            found.path, found.lines = path, {}
            for key_node, value_node in node.value:
                key = str(plain.construct_object(key_node))
                line = key_node.start_mark.line + 1
                if key in found:
                    raise RuleError(f"'{key}' stands twice", path, line)
                found[key], found.lines[key] = build(value_node), line
            return found
        if isinstance(node, yaml.SequenceNode):
            return [build(item) for item in node.value]
        # dates stay as written: the compiled form is JSON
        return node.value if node.tag.endswith(":timestamp") else plain.construct_object(node, deep=True)

    if not isinstance(node, yaml.MappingNode):
        raise RuleError("must be a mapping of keys to values", path, 1)
    top: Located = build(node)
    return top


def compile_pack(folder: str) -> dict[str, Any]:
    """The pack in ``folder`` as plain data: ``pack``, ``facts``, ``clauses``, ``rules``, ``explain``."""
    pack = load_yaml(os.path.join(folder, "pack.yaml"))
    facts_folder = os.path.join(folder, "facts")
    names = sorted(os.listdir(facts_folder)) if os.path.isdir(facts_folder) else []
    facts = {name[:-5]: load_yaml(os.path.join(facts_folder, name)) for name in names if name.endswith(".yaml")}
    policy = facts.pop("clauses", Located())
    clauses = {clause["id"]: clause for clause in policy.get("clauses", [])}
    rules, explain = [], {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".yaml") and name != "pack.yaml":
            raw = load_yaml(os.path.join(folder, name))
            rules.append(_rule(raw, clauses))
            explain[raw["id"]] = _explanation(raw, clauses, policy.get("sources", {}))
    languages = os.path.join(folder, "lang")
    return {
        "pack": pack,
        "facts": facts,
        "clauses": clauses,
        "rules": rules,
        "explain": explain,
        "languages": sorted(os.listdir(languages)) if os.path.isdir(languages) else [],
    }


def _explanation(raw: Located, clauses: Mapping[str, Any], sources: Mapping[str, str]) -> dict[str, Any]:
    """What `explain` prints of a rule: its own texts, and its clauses with the titles of their sources."""
    cited = [clauses[name] for name in raw["clauses"]]
    return {
        **{key: raw[key] for key in ("summary", "meaning", "why", "suggest", "examples")},
        "options": raw.get("options", {}),
        "clauses": [
            {key: clause.get(key, "") for key in ("id", "basis", "from", "to", "says", "note")}
            | {"sources": [sources.get(name) or name for name in clause["source"]]}
            for clause in cited
        ],
    }


def _rule(raw: Located, clauses: Mapping[str, Any]) -> dict[str, Any]:
    _check_keys(raw, RULE_KEYS, "rule")
    for key in REQUIRED:
        if not raw.get(key):
            raise RuleError(f"a rule needs '{key}'", raw.path, raw.lines.get(key, 1))
    for key, kind in RULE_KEYS.items():
        if key in raw and not isinstance(raw[key], kind):
            raise raw.error(key, f"'{key}' must be a {kind.__name__}, not {raw[key]!r}")
    if raw["id"] != os.path.basename(raw.path)[:-5]:
        raise raw.error("id", f"the rule in this file must have the id {os.path.basename(raw.path)[:-5]!r}")
    for clause in raw["clauses"]:
        if clause not in clauses:
            raise raw.error("clauses", f"no clause '{clause}'{did_you_mean(clause, list(clauses))}")
    _check_check(raw)
    _check_examples(raw)
    variants = {"": _variant(raw, raw, clauses, raw["clauses"][0])}
    for name, own in raw.get("variants", {}).items():
        _check_keys(own, VARIANT_KEYS, "variant")
        variants[name] = _variant(raw, own, clauses, raw["clauses"][0])
    return {
        "id": raw["id"],
        "group": raw["group"],
        "summary": raw["summary"],
        "check": raw["check"],
        "clauses": raw["clauses"],
        "options": raw.get("options", {}),
        "needs": [str(word).lower() for word in raw.get("needs", [])],
        "markup": raw.get("markup", False),
        "variants": variants,
    }


def _variant(raw: Located, own: Located, clauses: Mapping[str, Any], first: str) -> dict[str, str]:
    clause = own.get("clause", first)
    if clause not in clauses:
        raise own.error("clause", f"no clause '{clause}'{did_you_mean(clause, list(clauses))}")
    severity = own.get("severity") or raw.get("severity") or SEVERITY_OF_BASIS[clauses[clause]["basis"]]
    confidence = own.get("confidence") or raw.get("confidence", "high")
    for key, value, known in (
        ("severity", severity, ("error", "warning", "info")),
        ("confidence", confidence, ("high", "medium", "low")),
    ):
        if value not in known:
            raise own.error(key, f"'{key}' must be one of {', '.join(known)}, not {value!r}")
    texts = {"message": own.get("message", raw["message"]), "suggestion": own.get("suggest", raw["suggest"])}
    return {**texts, "clause": clause, "severity": severity, "confidence": confidence}


def _check_keys(raw: Located, known: Iterable[str], what: str) -> None:
    for key in raw:
        if key not in known:
            raise raw.error(key, f"unknown {what} key '{key}'{did_you_mean(key, list(known))}")


def _check_check(raw: Located) -> None:
    """The named function exists, and takes the options that are given: its ``OPTIONS`` table names and types them."""
    from importlib import import_module

    if not re.fullmatch(r"[a-z_]+\.[a-z_]+", raw["check"]):
        raise raw.error("check", f"'check' must be module.function, not {raw['check']!r}")
    module_name, _, function = raw["check"].partition(".")
    try:
        module = import_module(f"msglint.checks.{module_name}")
    except ImportError:
        raise raw.error("check", f"no check module '{module_name}'") from None
    if not inspect.isfunction(getattr(module, function, None)):
        raise raw.error("check", f"no check '{raw['check']}'")
    known: Mapping[str, type] = getattr(module, "OPTIONS", {}).get(function, {})
    for key, value in raw.get("options", {}).items():
        if key not in known:
            raise raw["options"].error(key, f"unknown option '{key}' of {raw['check']}{did_you_mean(key, list(known))}")
        if not isinstance(value, known[key]):
            raise raw["options"].error(key, f"option '{key}' must be a {known[key].__name__}, not {value!r}")
    for key in known:
        if key not in raw.get("options", {}):
            raise raw.error("options" if "options" in raw else "check", f"option '{key}' of {raw['check']} is missing")


def _check_examples(raw: Located) -> None:
    examples = raw["examples"]
    _check_keys(examples, ("flag", "pass"), "examples")
    for key in ("flag", "pass"):
        if not examples.get(key):
            raise raw.error("examples", f"a rule needs at least one '{key}' example")
        for example in examples[key]:
            if isinstance(example, Located):
                _check_keys(example, EXAMPLE_KEYS, "example")
            elif not isinstance(example, str):
                raise raw.error("examples", f"an example must be a text or a mapping, not {example!r}")


def write(rules: str, target: str) -> None:
    """Compile every pack in ``rules`` into JSON files in ``target``, and write the public suffix list beside them."""
    from msglint.links import suffixes
    from msglint.wording.build import compile_language
    from msglint.wording.tables import tables

    os.makedirs(target, exist_ok=True)
    suffixes.write(target)
    for name in sorted(os.listdir(rules)):
        folder = os.path.join(rules, name)
        if not os.path.isfile(os.path.join(folder, "pack.yaml")):
            continue
        compiled = compile_pack(folder)
        _write_json(os.path.join(target, f"{name}-explain.json"), compiled.pop("explain"))
        languages = os.path.join(folder, "lang")
        for code in sorted(os.listdir(languages)) if os.path.isdir(languages) else ():
            language = compile_language(os.path.join(languages, code))
            _write(os.path.join(target, f"{name}-{code}.tables"), tables(language))
            _write_json(os.path.join(target, f"{name}-{code}.json"), language)
        _write_json(os.path.join(target, f"{name}.json"), compiled)


def _write_json(path: str, content: object) -> None:
    import json

    _write(path, json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())


def _write(path: str, content: bytes) -> None:
    fresh = f"{path}.{os.getpid()}"
    with open(fresh, "wb") as file:
        file.write(content)
    os.replace(fresh, path)


if __name__ == "__main__":
    import sys

    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    arguments = sys.argv[1:]
    write(
        arguments[0] if arguments else os.path.join(here, "rules"),
        arguments[1] if len(arguments) > 1 else os.path.join(here, "msglint", "compiled"),
    )
