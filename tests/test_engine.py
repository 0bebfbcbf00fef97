"""The engine: each finding once, in the order of the text, and no endless lists."""

from __future__ import annotations

import pytest

from msglint import lint
from msglint.engine import MOST


def emoji_in(text):
    return [finding for finding in lint(text) if finding.rule == "emoji"]


def test_as_many_findings_as_there_may_be_are_all_listed():
    found = emoji_in("Hello \U0001f600\n" * MOST)
    assert len(found) == MOST
    assert not any("more than" in finding.message for finding in found)


def test_the_last_finding_says_that_there_are_more():
    found = emoji_in("Hello \U0001f600\n" * (MOST + 1))
    assert len(found) == MOST
    assert ["more than 1,000" in finding.message for finding in found[-2:]] == [False, True]
    assert found[-1].line == MOST


def test_every_rule_counts_by_itself():
    found = lint("http://lamps.example \U0001f600\n" * (MOST + 1))
    assert sum(finding.rule == "insecure-link" for finding in found) == MOST
    assert sum(finding.rule == "emoji" for finding in found) == MOST


@pytest.mark.parametrize("text", ["." * 100_000, "?!" * 50_000, "a." * 50_000, "Hello" + "!" * 100_000 + " you"])
def test_long_runs_of_stops_are_read_once(text):
    assert all(finding.start <= finding.end <= len(text) for finding in lint(text))
