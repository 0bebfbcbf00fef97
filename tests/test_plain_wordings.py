"""The plainest wordings of ``plain.yaml``, each combination a message: who is taught many hints must not forget them."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from msglint.engine import check
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("plain.yaml").read_text(encoding="utf-8"))
MISSED, FALSE_ALARMS = 15, 6
"""No more than one of so many combinations may be judged wrongly. The false alarms are all on money or goods that are
promised for another reason in the sentence behind a request for a review.
"""


def is_flagged(rule: str, text: str) -> bool:
    """Whether it is reported at the default settings."""
    return any(one.confidence != "low" for one in check(read_draft("draft.txt", Source(text)), POLICY, [rule]))


@pytest.mark.parametrize("case", CASES, ids=[f"{one['rule']} {one['language']} {one['flag']}" for one in CASES])
def test_plain_words_are_understood(case: dict[str, Any]) -> None:
    texts = [f"{case['opening']}\n\n{''.join(words)}\n" for words in product(*case["say"])]
    wrong = [text for text in texts if is_flagged(case["rule"], text) is not case["flag"]]
    assert len(wrong) * (MISSED if case["flag"] else FALSE_ALARMS) <= len(texts), wrong
