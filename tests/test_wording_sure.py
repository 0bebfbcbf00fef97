"""A sentence that the model is sure of needs no other that speaks of reviews; one that it is not sure of does."""

from __future__ import annotations

import pytest

from msglint.engine import check
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source


@pytest.mark.parametrize(
    ("text", "excerpts"),
    [
        (
            "If the boots turned out well, other walkers deserve to hear it. If they didn't, tell us first.",
            ["If the boots turned out well, other walkers deserve to hear it. If they didn't, tell us first"],
        ),
        ("If the boots fit, keep them. If they don't, send them back and we refund you.", []),
        ("If the light is green, all is well. If it is red, please tell us and we send a new one.", []),
        ("Did the mug arrive in one piece? If not, write to us and we replace it.", []),
    ],
)
def test_asking_only_the_happy_needs_no_word_for_a_review(text: str, excerpts: list[str]) -> None:
    found = check(read_draft("draft.txt", Source(text)), load_policy(), ["review-gating"])
    assert [one.excerpt for one in found if one.confidence != "low"] == excerpts
