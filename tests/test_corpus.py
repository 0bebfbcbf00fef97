"""The labelled messages: nothing sure is said of a clean one, and no rule falls below what it reached before.

The figures are training figures (see scripts/measure.py). After a change for the better, record them again:
``python scripts/measure.py --record``.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from project_scripts import script

from msglint.policy import load_policy

measure = script("measure")
POLICY = load_policy()
CORPUS = {code: folders for code, folders in measure.corpus().items() if code in POLICY.languages}
FIGURES = json.loads(measure.FIGURES.read_text("utf-8"))["languages"]


@cache
def measured(code: str) -> Any:
    return measure.measured(CORPUS[code], POLICY)


def share(counts: dict[str, int], other: str) -> float:
    total = counts["found"] + counts[other]
    return counts["found"] / total if total else 1.0


def test_every_language_has_messages_and_figures() -> None:
    assert sorted(CORPUS) == sorted(FIGURES) == sorted(POLICY.languages)


@pytest.mark.parametrize("code", sorted(CORPUS))
def test_nothing_sure_is_said_of_a_clean_message(code: str) -> None:
    alarms = measured(code).false_alarms
    assert [f"{file}:{one.line} {one.rule}: {one.excerpt}" for file, one in alarms] == []


@pytest.mark.parametrize("code", sorted(CORPUS))
def test_no_rule_falls_below_its_figures(code: str) -> None:
    """Neither the share of violations found nor the share of findings that are right, to a thousandth."""
    nothing = {"found": 0, "missed": 0, "wrong": 0}
    fallen = []
    for rule, before in FIGURES[code]["rules"].items():
        now = measured(code).rules.get(rule, nothing)
        recall, precision = ((share(before, other), share(now, other)) for other in ("missed", "wrong"))
        if recall[1] < recall[0] - 0.001 or precision[1] < precision[0] - 0.001:
            fallen.append((rule, before, now))
    assert fallen == []


def test_half_of_the_english_messages_are_clean() -> None:
    messages = [message for folder in CORPUS["en"] for message in measure.labelled(folder)]
    assert len(messages) >= 300
    assert sum(message.is_clean for message in messages) / len(messages) > 0.4
