"""The policy a draft is checked against: the rules of one edition, and the facts they rest on.

Rules and facts are data: YAML in ``rules/``, checked and compiled by ``msglint.compile``.
"""

from __future__ import annotations

from msglint.errors import SettingsError, did_you_mean
from msglint.packs import OwnPack, open_pack
from msglint.remembered import cached_property
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeVar

    from msglint.packs import Pack
    from msglint.wording.language import Language

    T = TypeVar("T")


SEVERITY_OF_BASIS = {
    "amazon": "error",
    "vendor": "warning",
    "secondary": "warning",
    "inferred": "warning",
    "msglint": "warning",
}


class Clause(NamedTuple):
    """One statement of the policy. ``basis`` is ``amazon``, ``vendor``, ``secondary``, ``inferred`` or ``msglint``."""

    id: str
    rule: str
    says: str
    basis: str
    editions: tuple[str, ...]
    source: tuple[str, ...]


class Variant(NamedTuple):
    """How one kind of match of a rule is reported. ``unverified`` ones say what could not be told."""

    message: str
    suggestion: str
    clause: str
    severity: str
    confidence: str
    unverified: bool = False


class Edition(NamedTuple):
    """The policy over a span of days: its id, the label that clauses name it by, and its first day (ISO)."""

    id: str
    label: str
    first: str


class Rule(NamedTuple):
    """What msglint checks, named after the bad thing.

    ``check`` is ``module.function`` under ``msglint.checks``; ``options`` are that function's. ``variants`` are the
    kinds of match that the edition has clauses for, ``""`` the usual one. ``needs`` are literals of which one must
    occur in the source (lower-cased) for the check to run at all; none means always. ``markup`` rules look at HTML
    drafts only; ``channels`` are those it holds in.
    """

    id: str
    group: str
    summary: str
    check: str
    options: Mapping[str, Any]
    variants: Mapping[str, Variant]
    needs: tuple[str, ...]
    markup: bool
    channels: tuple[str, ...]


class Policy:
    """The rules of one edition of one marketplace's policy, with its facts.

    ``facts`` maps the name of each file in ``rules/PACK/facts/`` to its content; ``other_rules`` are the ids of
    rules that other editions have; ``editions`` are all there are, the oldest first; ``source`` is the pack that it was
    made from.
    """

    def __init__(
        self,
        pack: str,
        edition: str,
        rules: Iterable[Rule],
        facts: Mapping[str, Any],
        clauses: Mapping[str, Clause],
        *,
        languages: Iterable[str] = (),
        other_rules: Iterable[str] = (),
        editions: Iterable[Edition] = (),
        source: Pack | None = None,
    ) -> None:
        self.pack, self.edition = pack, edition
        self.rules = {rule.id: rule for rule in rules}
        self.other_rules = frozenset(other_rules)
        self.facts, self.clauses = facts, clauses
        self.languages = tuple(languages)
        self.editions = tuple(editions)
        self.source = source
        self._derived: dict[object, Any] = {}

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """For the ids that rules once had, those they have now."""
        found: Mapping[str, str] = self.source.data()["pack"].get("successors", {}) if self.source else {}
        return found

    @property
    def name(self) -> str:
        """``amazon/2020-11``."""
        return f"{self.pack}/{self.edition}"

    @property
    def label(self) -> str:
        """The name by which clauses and message types speak of this edition: ``2020``."""
        return next((known.label for known in self.editions if known.id == self.edition), self.edition[:4])

    def in_force(self, clause: str) -> bool:
        """Whether this edition has the clause."""
        return clause in self.clauses and self.clauses[clause].editions[0] in ("both", self.label)

    def with_option(self, name: str, value: object) -> Policy:
        """The policy with ``value`` for the option ``name`` of every rule that has it."""
        return self._changed(
            {
                rule.id: rule._replace(options={**rule.options, name: value})
                for rule in self.rules.values()
                if rule.options.get(name, value) != value
            }
        )

    def with_severities(self, severities: Mapping[str, str]) -> Policy:
        """The policy with these severities of rules, groups or ``ALL``, a rule's own before its group's. What only says
        that something could not be told keeps its own.
        """
        changed = {}
        for rule in self.rules.values():
            severity = next((severities[name] for name in (rule.id, rule.group, "ALL") if name in severities), None)
            if severity:
                kinds = {
                    name: kind if kind.unverified else kind._replace(severity=severity)
                    for name, kind in rule.variants.items()
                }
                changed[rule.id] = rule._replace(variants=kinds)
        policy = self._changed(changed)
        policy._derived = self._derived  # what is made of facts and options is the same
        return policy

    def with_hosts(self, own: Iterable[str], carriers: Iterable[str]) -> Policy:
        """The policy with more hosts that may be linked to."""
        hosts = self.facts["hosts"]
        more = [{"id": host, "name": host, "hosts": [host]} for host in carriers]
        policy = self._changed(self.rules)
        policy.facts = {**self.facts, "hosts": {**hosts, "carriers": [*hosts["carriers"], *more], "own": [*own]}}
        return policy

    def with_errors(self, is_error: Callable[[Rule, Variant], bool]) -> Policy:
        """The policy with the severity ``error`` for some kinds of matches."""
        return self._changed(
            {
                rule.id: rule._replace(
                    variants={
                        name: kind._replace(severity="error") if is_error(rule, kind) else kind
                        for name, kind in rule.variants.items()
                    }
                )
                for rule in self.rules.values()
                if any(is_error(rule, kind) for kind in rule.variants.values())
            }
        )

    def _changed(self, changed: Mapping[str, Rule]) -> Policy:
        if not changed:
            return self
        rules = {**self.rules, **changed}.values()
        more: dict[str, Any] = {
            "languages": self.languages,
            "other_rules": self.other_rules,
            "editions": self.editions,
            "source": self.source,
        }
        return Policy(self.pack, self.edition, rules, self.facts, self.clauses, **more)

    def language(self, code: str) -> Language | None:
        """The words and the model of a language, loaded once; None where the pack does not have it."""
        key = ("language", code)
        if key not in self._derived:
            self._derived[key] = _language(code, self.source) if self.source else None
        return self._derived[key]  # type: ignore[no-any-return]

    def use_language(self, language: Language) -> None:
        """Take this language instead of the pack's own, as a measurement does."""
        self._derived["language", language.code] = language

    def pattern(self, written: str, flags: int = 0) -> re.Pattern[str]:
        """A pattern that stands in the rules or facts. One of somebody else's runs under a time limit."""
        from msglint.patterns import guarded, lazy

        return lazy(written, flags) if self.source is None or self.source.is_own else guarded(written, flags)

    def derived(self, build: Callable[[Policy], T]) -> T:
        """What ``build`` makes of this policy, made once (a set of hosts, a compiled pattern)."""
        if build not in self._derived:
            self._derived[build] = build(self)
        return self._derived[build]  # type: ignore[no-any-return]


def load_policy(edition: str | None = None, rules: str | None = None) -> Policy:
    """The policy of one edition (by default the one in force) of msglint's own rules, or of those in a folder."""
    return policy_of(open_pack(rules), edition)


def explanations(rules: str | None = None) -> Mapping[str, Any]:
    """For each rule's id its meaning, why it matters, its clauses with their sources, and its examples."""
    return open_pack(rules).explain()


def compiled_language(code: str) -> dict[str, Any]:
    """A language's compiled data, with the tables that are read entry by entry."""
    found = OwnPack().language(code)
    if found is None:
        raise SettingsError(f"no language '{code}'")
    return found


def _language(code: str, source: Pack) -> Language | None:
    from msglint.wording.language import Language

    found = source.language(code)
    return Language(found) if found else None


def policy_of(source: Pack, edition: str | None = None) -> Policy:
    """The policy of one edition of a pack."""
    data = source.data()
    editions = {entry["id"]: entry for entry in data["pack"]["editions"]}
    if edition is not None and edition not in editions:
        known = ", ".join(editions)
        near = did_you_mean(edition, list(editions))
        raise SettingsError(f"no edition '{edition}'{near}; there are {known}", trail=("edition", edition))
    chosen = editions[edition or data["pack"]["default_edition"]]
    labels = ("both", chosen["label"])
    clauses = {
        raw["id"]: Clause(raw["id"], raw["rule"], raw["says"], raw["basis"], (raw["edition"],), tuple(raw["source"]))
        for raw in data["clauses"].values()
    }
    in_force = {raw["id"]: raw["basis"] for raw in data["clauses"].values() if raw["edition"] in labels}
    rules = [
        Rule(
            raw["id"],
            raw["group"],
            raw["summary"],
            raw["check"],
            raw["options"],
            dict(_variants(raw["variants"], in_force)),
            tuple(raw["needs"]),
            raw["markup"],
            tuple(raw["channels"]),
        )
        for raw in data["rules"]
        if any(clause in in_force for clause in raw["clauses"])
    ]
    others = {raw["id"] for raw in data["rules"]} - {rule.id for rule in rules}
    spans = [Edition(one["id"], str(one["label"]), str(one["from"])) for one in editions.values()]
    spans.sort(key=lambda edition: edition.first)
    more: dict[str, Any] = {"languages": data["languages"], "other_rules": others, "editions": spans, "source": source}
    return Policy(source.name, chosen["id"], rules, data["facts"], clauses, **more)


def _variants(raw: Mapping[str, Mapping[str, Any]], in_force: Mapping[str, str]) -> Iterator[tuple[str, Variant]]:
    """The kinds of match that rest on a clause of the edition. ``in_force`` has the basis of each of its clauses."""
    for name, kind in raw.items():
        clause = next((clause for clause in kind["clauses"] if clause in in_force), None)
        if clause is not None:
            severity = kind["severity"] or SEVERITY_OF_BASIS[in_force[clause]]
            texts = (kind["message"], kind["suggestion"])
            yield name, Variant(*texts, clause, severity, kind["confidence"], kind["unverified"])
