"""The words and patterns of ``facts/phones.yaml`` in the form the checks use."""

from __future__ import annotations

from msglint.numbers.context import Vocabulary
from msglint.patterns import any_of, lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

    from msglint.envelope import Envelope
    from msglint.policy import Policy


class Lexicon(NamedTuple):
    """What tells a phone number from other numbers."""

    words: Vocabulary
    third_party: Vocabulary
    unit: re.Pattern[str]
    extension: re.Pattern[str]
    scheme: re.Pattern[str]
    link: re.Pattern[str]
    reserved: tuple[re.Pattern[str], ...]
    regions: tuple[str, ...]
    region_of: Mapping[str, str]

    def regions_for(self, envelope: Envelope) -> tuple[str, ...]:
        """The regions a number may be from, the draft's own marketplace's first."""
        own = self.region_of.get(envelope.marketplace or "")
        return (own, *(region for region in self.regions if region != own)) if own else self.regions

    def is_reserved(self, digits: str) -> bool:
        """Whether it is set aside for fiction and examples."""
        return any(pattern.fullmatch(digits) for pattern in self.reserved)


def lexicon(policy: Policy) -> Lexicon:
    """The lexicon of a policy. Ask for it by ``policy.derived(lexicon)``."""
    facts: Mapping[str, Any] = policy.facts["phones"]
    marketplaces = policy.facts["marketplaces"]["list"]
    kinds = {
        "label": _flat(facts["labels"]),
        "verb": _flat(facts["verbs"]),
        "contact": _flat(facts["contacts"]),
        "other": _flat(facts["others"]),
        "naming": facts["naming"],
        "place": [place for place in facts["places"] if place != ":"],
    }
    return Lexicon(
        words=Vocabulary(kinds),
        third_party=Vocabulary({"third-party": _flat(facts["third_party"])}),
        unit=lazy(rf"[ \t\u00a0-]?(?:{_any_of(facts['units'])})(?![^\W\d_])"),
        extension=lazy(
            rf"[ \t,;.(\-]{{0,3}}(?:{_any_of(facts['extensions'])})(?:[ .:]|n[ro°]\.?){{0,3}}([0-9]{{1,6}})(?![0-9])\)?"
        ),
        scheme=lazy(rf"(?:{_any_of(facts['schemes'])})"),
        link=lazy(rf"(?:{_any_of(facts['number_links'])})(?:\+|%2b|00)?"),
        reserved=tuple(policy.pattern(entry["pattern"]) for entry in facts["reserved"]),
        regions=tuple(dict.fromkeys(entry["phone_region"] for entry in marketplaces)),
        region_of={entry["country"]: entry["phone_region"] for entry in marketplaces},
    )


def _flat(by_language: Mapping[str, Iterable[str]]) -> list[str]:
    return [word for words in by_language.values() for word in words]


def _any_of(words: Iterable[str]) -> str:
    return any_of(map(str.lower, words))
