"""No language lacks what the rules need of it: the groups that shapes name, and examples of its own for each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from msglint.packs import OwnPack
from msglint.wording.coverage import MEANING, examples_in, groups_named, main_language, rule_coverage, units_labelled

PACK = OwnPack()
LANGUAGES = sorted(path.name for path in (Path(PACK.folder) / "lang").iterdir() if path.is_dir())
WORDING_RULES = [rule["id"] for rule in PACK.data()["rules"] if rule["check"] == MEANING]


def test_all_languages_are_compiled() -> None:
    assert list(PACK.data()["languages"]) == LANGUAGES
    assert main_language(PACK) in LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_every_group_that_a_shape_names(code: str) -> None:
    language = PACK.language(code)
    assert language is not None
    assert sorted(groups_named(PACK).keys() - set(language["groups"])) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_examples_of_every_wording_rule(code: str) -> None:
    explain, main = PACK.explain(), main_language(PACK)
    examples = {rule: examples_in(explain[rule], code, main) for rule in WORDING_RULES}
    assert [rule for rule, found in examples.items() if not found["flag"] or not found["pass"]] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_sentences_to_learn_every_wording_rule_from(code: str) -> None:
    units = units_labelled(PACK, code)
    assert [one.rule for one in rule_coverage(PACK, code) if not one.units] == []
    harmless = units[""] / max(1, sum(units.values()))
    assert harmless > 0.2


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_rules_speak_of_groups_that_a_language_has(code: str) -> None:
    """The same from the side of `msglint rules --language`: nothing is marked as lacking."""
    assert [one.rule for one in rule_coverage(PACK, code) if one.mark == "lacking"] == []
