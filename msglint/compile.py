"""Checks the YAML of a rule pack and compiles it to plain data.

    python -m msglint.compile [RULES [TARGET]]

A pack is a folder: ``pack.yaml``, one rule a file beside it, ``facts/*.yaml`` and ``lang/*/``.
Everything wrong in it is a ``RuleError`` with file, line and reason.
"""

from __future__ import annotations

import os
import re
from marshal import dumps

from msglint.errors import RuleError, did_you_mean
from msglint.located import Located, line_of, load_yaml
from msglint.lookup import VERSION, plain, sections
from msglint.patterns import guarded, wrong_with
from msglint.rulefile import check_examples, compile_rule, explanation
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PACK_KEYS = {
    "name": str,
    "default_edition": str,
    "editions": list,
    "language": str,
    "requires": str,
    "successors": dict,
}
_VERSION = re.compile(r"\d+(\.\d+){0,2}")
EDITION_KEYS = ("id", "label", "from", "to")


class Compiled(NamedTuple):
    """A pack as plain data: what every run reads, what `explain` prints, and its languages by their codes."""

    data: dict[str, Any]
    explain: dict[str, Any]
    languages: dict[str, dict[str, Any]]


def compile_pack(folder: str, base: Mapping[str, Any] | None = None) -> Compiled:
    """The pack in ``folder``. What it has no facts of its own about it takes from ``base``, msglint's own pack;
    facts that it has must then have that pack's form.
    """
    from msglint.wording.build import compile_language

    pack = _pack(os.path.join(folder, "pack.yaml"))
    facts = {name: load_yaml(path) for name, path in _yaml_files(os.path.join(folder, "facts"))}
    policy = facts.pop("clauses", Located())
    _check_clauses(policy, {edition["label"] for edition in pack["editions"]})
    clauses = {clause["id"]: clause for clause in policy.get("clauses", [])}
    if base is not None:
        _check_facts(facts, base["facts"], os.path.join(folder, "facts"))
        facts, clauses = {**base["facts"], **facts}, clauses or base["clauses"]
    _check_patterns(facts)
    raws = [load_yaml(path) for name, path in _yaml_files(folder) if name != "pack"]
    rules = [compile_rule(raw, clauses) for raw in raws]
    if not rules:
        raise RuleError("a pack needs at least one rule: a YAML file beside pack.yaml", folder)
    _check_successors(pack, (rule["id"] for rule in rules))
    sources = policy.get("sources") or (base or {}).get("sources", {})
    explain = {raw["id"]: explanation(raw, clauses, sources) for raw in raws}
    compile_with = re.compile if base is None else guarded
    languages = {code: compile_language(path, compile_with) for code, path in _language_folders(folder)}
    for code, path in _language_folders(folder):
        _add_examples(explain, code, os.path.join(path, "examples.yaml"))
    _check_groups(raws, {group for language in languages.values() for group in language["groups"]})
    data = {"pack": pack, "facts": facts, "clauses": clauses, "rules": rules, "languages": sorted(languages)}
    return Compiled(data, explain, languages)


def files_of(folder: str) -> Iterator[str]:
    """All files that a pack is compiled from."""
    for part in ("", "facts"):
        yield from (path for _, path in _yaml_files(os.path.join(folder, part) if part else folder))
    for _, path in _language_folders(folder):
        for part in ("", "groups"):
            yield from (path for _, path in _yaml_files(os.path.join(path, part) if part else path))
        if os.path.isfile(os.path.join(path, "model.json")):
            yield os.path.join(path, "model.json")


def _yaml_files(folder: str) -> list[tuple[str, str]]:
    """Name and path of each YAML file of a folder, which need not be there."""
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    for name in names:
        if name.endswith(".yml"):
            raise RuleError("would not be read: files of a pack end in .yaml", os.path.join(folder, name), 1)
    return [(name[:-5], os.path.join(folder, name)) for name in names if name.endswith(".yaml")]


def _language_folders(folder: str) -> list[tuple[str, str]]:
    languages = os.path.join(folder, "lang")
    names = sorted(os.listdir(languages)) if os.path.isdir(languages) else []
    return [(name, path) for name in names if os.path.isdir(path := os.path.join(languages, name))]


def _pack(path: str) -> Located:
    pack = load_yaml(path)
    _check_version(pack)
    for key, value in pack.items():
        if key not in PACK_KEYS:
            raise pack.error(key, f"unknown pack key '{key}'{did_you_mean(key, list(PACK_KEYS))}")
        if not isinstance(value, PACK_KEYS[key]):
            raise pack.error(key, f"'{key}' must be a {PACK_KEYS[key].__name__}, not {value!r}")
    for key in ("name", "default_edition", "editions"):
        if not pack.get(key):
            raise pack.error(key, f"a pack needs '{key}'")
    for number, edition in enumerate(pack["editions"]):
        lacking = next((key for key in EDITION_KEYS if not isinstance(edition, dict) or key not in edition), None)
        if lacking:
            line = line_of(pack["editions"], number, pack.line("editions"))
            raise RuleError(f"an edition needs '{lacking}'", path, line)
    known = [str(edition["id"]) for edition in pack["editions"]]
    if pack["default_edition"] not in known:
        near = did_you_mean(pack["default_edition"], known)
        raise pack.error("default_edition", f"no edition '{pack['default_edition']}'{near}")
    return pack


def _check_version(pack: Located) -> None:
    """Raises for a pack that needs a newer msglint, before anything in it can be found strange."""
    from msglint import __version__

    needed = pack.get("requires")
    if needed is None:
        return
    if not isinstance(needed, str) or not _VERSION.fullmatch(needed):
        raise pack.error(
            "requires", f"'requires' must be a version of msglint in quotes, such as '0.2', not {needed!r}"
        )
    if _numbers(needed) > _numbers(__version__):
        reason = f"this pack needs msglint {needed} or newer, and this is {__version__}: update msglint"
        raise pack.error("requires", reason)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def _check_successors(pack: Located, rules: Iterable[str]) -> None:
    known = set(rules)
    for old, new in pack.get("successors", {}).items():
        if not isinstance(new, str):
            raise pack["successors"].error(old, f"the successor of '{old}' must be the id of a rule, not {new!r}")
        if old in known:
            raise pack["successors"].error(old, f"there is a rule '{old}': it needs no successor")
        if new not in known:
            raise pack["successors"].error(old, f"no rule '{new}'{did_you_mean(new, sorted(known))}")


def _check_clauses(policy: Located, labels: Iterable[str]) -> None:
    known = ("both", *map(str, labels))
    for number, clause in enumerate(policy.get("clauses", [])):
        line = line_of(policy["clauses"], number, policy.line("clauses"))
        if not isinstance(clause, Located):
            raise RuleError(f"a clause must be a mapping, not {clause!r}", policy.path, line)
        for key in ("id", "rule", "edition", "basis", "says", "source", "from", "to"):
            if key not in clause:
                raise RuleError(f"a clause needs '{key}'", policy.path, line)
        for key, words in (("edition", known), ("basis", ("amazon", "vendor", "secondary", "inferred", "msglint"))):
            if clause[key] not in words:
                raise clause.error(key, f"'{key}' must be one of {', '.join(words)}, not {clause[key]!r}")


def _check_facts(facts: Mapping[str, Located], known: Mapping[str, Mapping[str, Any]], folder: str) -> None:
    """Facts of another's pack have the form of msglint's own: what reads them relies on it."""
    for name, given in facts.items():
        path = os.path.join(folder, f"{name}.yaml")
        if name not in known:
            raise RuleError(f"nothing reads facts of this name{did_you_mean(name, list(known))}", path, 1)
        for key in known[name]:
            if key not in given:
                raise RuleError(f"'{key}' is missing", path, 1)
        for key, value in given.items():
            if key not in known[name]:
                raise given.error(key, f"unknown key '{key}'{did_you_mean(key, list(known[name]))}")
            form = next(form for form in (dict, list, object) if isinstance(known[name][key], form))
            if not isinstance(value, form):
                raise given.error(key, f"'{key}' must be a {form.__name__}, not {value!r}")


def _check_patterns(facts: object) -> None:
    """Whatever is called ``pattern`` in the facts is one."""
    waiting = [facts]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Located) and "pattern" in found and (reason := wrong_with(found["pattern"])):
            raise found.error("pattern", reason)
        if isinstance(found, dict):
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found


def _check_groups(rules: Iterable[Located], known: set[str]) -> None:
    """The groups that shapes name are in some language. (Which of them a language lacks, `msglint rules` shows.)"""
    from msglint.wording.shapefile import groups_of
    from msglint.wording.shapes import QUOTED

    for rule in rules:
        if rule["check"] != "wording.meaning":
            continue
        for named, key, group in groups_of(rule["options"]):
            if group not in known and group != QUOTED:
                raise named.error(key, f"no language has a group {group}{did_you_mean(group, list(known))}")


def _add_examples(explain: dict[str, Any], code: str, path: str) -> None:
    """The examples of a language's own file, to what is known of their rules."""
    if not os.path.isfile(path):
        return
    raw = load_yaml(path)
    for rule, examples in raw.items():
        if rule not in explain:
            raise raw.error(rule, f"no rule '{rule}'{did_you_mean(rule, list(explain))}")
        if not isinstance(examples, Located) or not examples:
            raise raw.error(rule, f"the examples of '{rule}' must be a mapping: flag and pass, a list each")
        for kind in examples:
            if kind not in ("flag", "pass"):
                raise examples.error(kind, f"unknown examples key '{kind}'{did_you_mean(kind, ['flag', 'pass'])}")
        check_examples(examples, needed=())
        places = {kind: list(given.lines) for kind, given in examples.items()}
        own = {"examples": examples, "file": f"lang/{code}/examples.yaml", "places": places}
        explain[rule].setdefault("languages", {})[code] = own


def write(rules: str, target: str) -> None:
    """Compile every pack in ``rules`` into files in ``target``, and write the public suffix list beside them."""
    from msglint.links import suffixes
    from msglint.wording.tables import tables

    os.makedirs(target, exist_ok=True)
    _write(os.path.join(target, suffixes.FILE), suffixes.listed())
    for name in sorted(os.listdir(rules)):
        folder = os.path.join(rules, name)
        if not os.path.isfile(os.path.join(folder, "pack.yaml")):
            continue
        compiled = compile_pack(folder)
        _write_plain(os.path.join(target, f"{name}-explain.data"), compiled.explain)
        for code, language in compiled.languages.items():
            _write(os.path.join(target, f"{name}-{code}.tables"), tables(language))
            _write_plain(os.path.join(target, f"{name}-{code}.data"), language)
        _write_plain(os.path.join(target, f"{name}.data"), {**compiled.data, "facts": sections(compiled.data["facts"])})


def _write_plain(path: str, content: object) -> None:
    _write(path, dumps(plain(content), VERSION))


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
