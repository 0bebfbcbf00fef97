"""The plainest wordings of ``plain.yaml``, each combination a message: who is taught many hints must not forget them."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from msglint.engine import check
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

POLICY = load_policy()
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("plain.yaml").read_text(encoding="utf-8"))
MISSED, FALSE_ALARMS = 15, 6
"""No more than one of so many messages of a language may be judged wrongly. The false alarms are all on money or goods that
are promised for another reason in the sentence behind a request for a review.
"""


def messages(language: str, *, flag: bool) -> Iterator[tuple[str, str]]:
    """The messages of a language that shall be reported, or that shall not, each behind the rule that it is about."""
    for case in CASES:
        if (case["language"], case["flag"]) == (language, flag):
            for words in product(*case["say"]):
                yield case["rule"], f"{case['opening']}\n\n{''.join(words)}\n"


def is_flagged(rule: str, text: str) -> bool:
    """Whether it is reported at the default settings."""
    return any(one.confidence != "low" for one in check(read_draft("draft.txt", Source(text)), POLICY, [rule]))


@pytest.mark.parametrize("language", sorted({case["language"] for case in CASES}))
@pytest.mark.parametrize(("flag", "one_of"), [(True, MISSED), (False, FALSE_ALARMS)])
def test_plain_words_are_understood(language: str, flag: bool, one_of: int) -> None:
    said = list(messages(language, flag=flag))
    wrong = [(rule, text) for rule, text in said if is_flagged(rule, text) is not flag]
    assert len(wrong) * one_of <= len(said), wrong
