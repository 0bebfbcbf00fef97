"""SARIF 2.1.0, with what code scanning services read of it: every rule that was on, with its help, and stable names."""

from __future__ import annotations

import json
import os
from urllib.parse import quote

from msglint import __version__
from msglint.display import visible
from msglint.formats.repository import fingerprints, path_in, repository_root
from msglint.formats.rulehelp import help_of
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.finding import Finding
    from msglint.formats import Style
    from msglint.policy import Policy, Rule
    from msglint.report import Report, Suppressed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_OUTSIDE = ("configuration", "baseline")
"""What suppresses findings from outside of the draft."""
_FINGERPRINT = "msglint/v1"
"""A name of our own: code scanning computes `primaryLocationLineHash` itself, and warns of each that another tool wrote."""


def render(report: Report, style: Style) -> Iterator[str]:
    """One run: the rules, the findings, and what could not be checked as notifications.

    Suppressed findings are in it only if they are to be shown: code scanning would open alerts for them all the same.
    """
    root = repository_root()
    rules = list(_rules(report))
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    driver = {"name": "msglint", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {_ROOT: {"uri": _file_uri(root) + "/", "description": _text("the repository's root")}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(root, report)],
        "properties": {"policy": report.policy, "suppressed": report.suppressed},
    }
    head = json.dumps({"$schema": SCHEMA, "version": "2.1.0"})
    yield f'{head[:-1]}, "runs": [{json.dumps(run)[:-1]},\n"results": ['
    pairs: list[tuple[Finding, dict[str, Any]]] = [(found, {}) for found in report.findings]
    pairs += ((one.finding, _suppression(one)) for one in (report.all_suppressed if style.suppressed else ()))
    names = fingerprints((found for found, _ in pairs), root)
    for number, ((found, more), name) in enumerate(zip(pairs, names, strict=True)):
        result = {**_result(root, found, name, places), **more}
        yield f"{',' if number else ''}\n  {json.dumps(result)}"
    yield "]}]}\n"


def _rules(report: Report) -> Iterator[dict[str, Any]]:
    """Each rule once, as the first of the editions that has it tells it."""
    known: dict[str, Policy] = {}
    for applied in report.applied:
        for rule in applied.rules:
            known.setdefault(rule, applied.policy)
    for name in sorted(known):
        yield _rule(known[name].rules[name], known[name])


def _rule(rule: Rule, policy: Policy) -> dict[str, Any]:
    usual = rule.variants.get("") or next(iter(rule.variants.values()))
    text, markdown = help_of(rule, policy)
    return {
        "id": rule.id,
        "shortDescription": _text(rule.summary),
        "fullDescription": _text(text.partition("\n\n")[0]),
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[usual.severity]},
        "properties": {
            "precision": usual.confidence,
            "problem.severity": "recommendation" if usual.severity == "info" else usual.severity,
            "tags": [rule.group, policy.pack],
        },
    }


def _result(root: str, found: Finding, name: str, places: dict[str, int]) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
    }
    if found.excerpt:
        region["snippet"] = _text(_sound(found.excerpt))
    place = {"artifactLocation": _artifact(root, found.path), "region": region}
    message = visible(f"{found.message}. {found.suggestion}")
    return {
        "ruleId": found.rule,
        **({"ruleIndex": places[found.rule]} if found.rule in places else {}),
        "level": _LEVELS[found.severity],
        "message": _text(message),
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {_FINGERPRINT: name},
        "properties": {"confidence": found.confidence, "clause": found.clause},
    }


def _suppression(one: Suppressed) -> dict[str, Any]:
    kind = "external" if one.by in _OUTSIDE else "inSource"
    reason = {"justification": visible(one.reason)} if one.reason else {}
    return {"suppressions": [{"kind": kind, **reason, "properties": {"by": one.by}}]}


def _invocation(root: str, report: Report) -> dict[str, Any]:
    errors = list(report.errors)
    return {
        "executionSuccessful": not errors,
        "toolExecutionNotifications": list(_notifications(root, errors)),
    }


def _notifications(root: str, errors: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    for path, reason in errors:
        place = {"physicalLocation": {"artifactLocation": _artifact(root, path)}}
        yield {"level": "error", "message": _text(visible(reason)), "locations": [place]}


def _artifact(root: str, path: str) -> dict[str, str]:
    """Where a file is: from the root, or in full if it is elsewhere."""
    if path.startswith("<"):  # standard input
        return {"uri": quote(path)}
    inside = path_in(root, path)
    return {"uri": _quoted(inside), "uriBaseId": _ROOT} if inside else {"uri": _file_uri(os.path.abspath(path))}


def _file_uri(path: str) -> str:
    path = path.replace(os.sep, "/").rstrip("/")
    return f"file://{'' if path.startswith('/') or not path else '/'}{_quoted(path)}"


def _quoted(path: str) -> str:
    try:
        return quote(os.fsencode(path))
    except UnicodeEncodeError:  # no file has such a name, but standard input may be said to have it
        return quote(path.encode("utf-8", "surrogatepass"))


def _text(text: str) -> dict[str, str]:
    return {"text": text}


def _sound(text: str) -> str:
    """The text without lone surrogates, which stricter readers of JSON refuse."""
    return text.encode("utf-8", "backslashreplace").decode()
