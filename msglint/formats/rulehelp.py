"""A rule's page for tools that show one beside a finding, as plain text and as Markdown; not a format of its own."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.policy import Policy, Rule

_EXAMPLES = 3


def help_of(rule: Rule, policy: Policy) -> tuple[str, str]:
    """What the rule means, why it matters, what to write instead and where the policy says so: as text, and as Markdown."""
    alone = {"meaning": rule.summary, "why": "", "examples": {}}
    known: Mapping[str, Any] = policy.source.explain()[rule.id] if policy.source else alone
    parts = list(_parts(rule, policy, known))
    text = "\n\n".join(f"{title}: {words}" if title else words for title, words in parts)
    markdown = "\n\n".join(f"**{title}:** {escaped(words)}" if title else escaped(words) for title, words in parts)
    return text, markdown + "".join(_shown(known["examples"]))


def _parts(rule: Rule, policy: Policy, known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "", _joined(known["meaning"])
    if known["why"]:
        yield "Why it matters", _joined(known["why"])
    usual = rule.variants.get("") or next(iter(rule.variants.values()))
    yield "What to write instead", _joined(filled(usual.suggestion, rule.options))
    clauses = dict.fromkeys(kind.clause for kind in rule.variants.values())
    said = [f"{policy.clauses[name].says} ({name})" for name in clauses if policy.clauses[name].says]
    if said:
        yield f"The policy ({policy.name})", _joined(" ".join(said))


def _shown(examples: Mapping[str, Any]) -> Iterator[str]:
    """The first examples that are plain text; the others take more than a line to tell."""
    for heading, kind in (("Reported (between ⟦ and ⟧)", "flag"), ("Fine", "pass")):
        plain = [one for one in examples.get(kind, ()) if isinstance(one, str) and "\n" not in one.rstrip()]
        if plain:
            yield f"\n\n**{heading}:**\n\n"
            yield "\n".join(f"- {escaped(one.rstrip())}" for one in plain[:_EXAMPLES])


def filled(template: str, options: Mapping[str, Any]) -> str:
    """A message or suggestion of a rule, with a gap for each name that only a draft can fill."""
    return template.format_map(_Blanks(options))


class _Blanks(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _joined(text: str) -> str:
    return " ".join(text.split())


def escaped(text: str) -> str:
    """The text as Markdown that shows exactly it; addresses in it do not become links."""
    escaped = "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!~" else sign for sign in text)
    return escaped.replace("://", ":&#47;/").replace("www.", "www&#46;").replace("@", "&#64;")
