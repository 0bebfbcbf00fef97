"""A page for each rule, and the list of them, from the rule files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msglint.checks.suppression import OWN_GROUP
from msglint.commands.explain import BASIS
from msglint.formats.rulehelp import escaped, filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from msglint.policy import Policy, Rule, Variant

_MOST = 15
"""So many examples of a kind stand on a page; `msglint explain` shows all."""
_FORMS = {"text": "", "html": "html", "eml": "", "json": "json"}
_INDEX = "README.md"


def rule_pages(policies: Sequence[Policy]) -> dict[str, str]:
    """The pages by their file names. Of a rule in several of the policies, a pack's editions, the first counts."""
    rules = {rule.id: rule for policy in reversed(policies) for rule in policy.rules.values()}
    editions = {name: [policy.edition for policy in policies if name in policy.rules] for name in rules}
    source = policies[0].source
    known: Mapping[str, Any] = source.explain() if source else {}
    pages = {
        f"{name}.md": "\n".join((*_facts(rules[name], editions[name]), *_text(rules[name], known[name]), ""))
        for name in sorted(rules)
    }
    index = [(rules[name], policies[0].edition in editions[name]) for name in sorted(rules)]
    return {_INDEX: "\n".join((*_index(index), "")), **pages}


def _index(rules: Sequence[tuple[Rule, bool]]) -> Iterator[str]:
    yield from ("# Rules", "", "What msglint checks, group by group; `msglint rules` lists the same.")
    for group in sorted({rule.group for rule, _ in rules}):
        yield from ("", f"## {group}", "", "| rule | severity | what it is |", "|---|---|---|")
        for rule, in_force in rules:
            if rule.group == group:
                old = "" if in_force else " (an earlier edition's)"
                yield f"| [{rule.id}]({rule.id}.md) | {_usual(rule).severity} | {escaped(rule.summary)}{old} |"


def _usual(rule: Rule) -> Variant:
    return rule.variants.get("") or next(iter(rule.variants.values()))


def _facts(rule: Rule, editions: Sequence[str]) -> Iterator[str]:
    kind = _usual(rule)
    yield from (f"# {rule.id}", "", escaped(rule.summary), "")
    yield from ("| group | severity | confidence | channels | editions |", "|---|---|---|---|---|")
    group = f"[{rule.group}]({_INDEX}#{rule.group})"
    yield f"| {group} | {kind.severity} | {kind.confidence} | {', '.join(rule.channels)} | {', '.join(editions)} |"


def _text(rule: Rule, known: Mapping[str, Any]) -> Iterator[str]:
    yield from _meaning(rule, known)
    yield from _policy(known)
    yield from _examples(rule, known)
    yield from _ignoring(rule)


def _meaning(rule: Rule, known: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## What it means", "", _joined(known["meaning"]))
    yield from ("", "## Why it matters", "", _joined(known["why"]))
    yield from ("", "## What to write instead", "")
    told = dict.fromkeys(
        (_joined(filled(kind.message, rule.options)), _joined(filled(kind.suggestion, rule.options)))
        for kind in rule.variants.values()
    )
    if len({suggestion for _, suggestion in told}) == 1:
        yield next(iter(told))[1]
        return
    yield from ("| what is found | instead |", "|---|---|")
    for message, suggestion in told:
        yield f"| {message} | {suggestion} |"


def _policy(known: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", "## The policy", "")
    for clause in known["clauses"]:
        until = clause["to"] or "now"
        since = f"{clause['from']} to {until}" if clause["from"] else f"until {until}"
        yield f"- **{clause['id']}** ({BASIS[clause['basis']]}; {since}): {_joined(clause['says'])}"
        if clause["note"]:
            yield f"  Note: {_joined(clause['note'])}"
        for source in clause["sources"]:
            yield f"    - {_joined(source)}"


def _examples(rule: Rule, known: Mapping[str, Any]) -> Iterator[str]:
    for heading, kind in (("Reported", "flag"), ("Fine", "pass")):
        yield from ("", f"## {heading}")
        if kind == "flag":
            yield from ("", "The words between ⟦ and ⟧; where there are none, the message as a whole.")
        given = known["examples"][kind]
        plain = [one for one in given[:_MOST] if isinstance(one, str) and "\n" not in one.rstrip()]
        if plain:
            yield from _block("\n".join(one.rstrip() for one in plain))
        for one in given[:_MOST]:
            if one not in plain:
                yield from _example({"text": one} if isinstance(one, str) else one)
        if len(given) > _MOST:
            yield from ("", f"`msglint explain {rule.id}` shows {len(given) - _MOST} more.")


def _example(one: Mapping[str, Any]) -> Iterator[str]:
    more = "; ".join(f"{key}: {_listed(value)}" for key, value in one.items() if key not in _FORMS)
    if more:
        yield from ("", f"With {escaped(more)}:")
    form = next(form for form in _FORMS if form in one)
    yield from _block(one[form].rstrip(), _FORMS[form])


def _block(text: str, language: str = "") -> Iterator[str]:
    text = "\n".join(text.splitlines())  # examples about line breaks have all kinds
    fence = "````" if "```" in text else "```"
    yield from ("", f"{fence}{language or 'text'}", text, fence)


def _ignoring(rule: Rule) -> Iterator[str]:
    yield from ("", "## Leave it unreported", "")
    if rule.group == OWN_GROUP:
        yield "It is about exceptions and takes none; to have it nowhere, switch it off in the configuration:"
        yield from _block(f'ignore = ["{rule.id}"]', "toml")
        return
    yield "Where it is right and still has to stay, say why: at the top of the draft,"
    yield from _block(f"---\nignore: {{{rule.id}: why it may stay}}\n---", "yaml")
    yield from ("", "in a comment of your template language on the same line (`ignore-file` for the whole draft),")
    yield from _block(f"{{# msglint: ignore[{rule.id}] why it may stay #}}")
    yield from ("", "or for some paths in the configuration; `ignore` at its top switches the rule off everywhere.")
    yield from _block(f'[[overrides]]\nfiles = ["templates/**"]\nignore = {{{rule.id} = "why it may stay"}}', "toml")


def _listed(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_listed(one)}" for name, one in value.items())
    return "; ".join(map(_listed, value)) if isinstance(value, list) else str(value)


def _joined(text: str) -> str:
    return escaped(" ".join(text.split()))
