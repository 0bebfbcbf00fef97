"""Every rule does what the examples in its file, and in the languages' files, say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from msglint.examples import Example, examples_of, failures
from msglint.packs import open_pack
from msglint.policy import load_policy

if TYPE_CHECKING:
    from msglint.policy import Rule

POLICY = load_policy()
EXPLAIN = open_pack().explain()
EXAMPLES = [
    pytest.param(example, id=f"{rule}-{number}")
    for rule in POLICY.rules
    for number, example in enumerate(examples_of(rule, EXPLAIN[rule]))
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_does_what_it_says(example: Example) -> None:
    for failure in failures(POLICY, [example]):
        expected, found = (sorted(example.text[a:b] for a, b in spans) for spans in (example.spans, failure.found))
        assert found == expected, failure.error
        assert failure.found == example.spans


@pytest.mark.parametrize("rule", POLICY.rules.values(), ids=lambda rule: rule.id)
def test_messages_begin_small_and_advice_with_a_capital(rule: Rule) -> None:
    for variant in rule.variants.values():
        assert not variant.message[0].isupper() or variant.message.startswith("Amazon")
        assert not variant.suggestion[:1].islower()
