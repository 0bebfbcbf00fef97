"""Every rule does what the examples in its file say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import msglint
from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.examples import Example, examples_of
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()
EXPLAIN = json.loads((Path(msglint.__file__).parent / "compiled" / "amazon-explain.json").read_text("utf-8"))
EXAMPLES = [
    pytest.param(example, id=f"{rule}-{number}")
    for rule in POLICY.rules
    for number, example in enumerate(examples_of(rule, EXPLAIN[rule]["examples"]))
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_does_what_it_says(example: Example) -> None:
    draft = read_draft(example.file, Source(example.text), envelope_from(example.envelope))
    found = {(finding.start, finding.end) for finding in check(draft, POLICY, [example.rule])}
    assert {example.text[a:b] for a, b in found} == {example.text[a:b] for a, b in example.spans or ()}
    assert found == (example.spans or frozenset())
