"""Whole messages of the plainest kind: what may not be sent is seen as such, what solves something is left alone."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from msglint.engine import check
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

ID = "114-1234567-1234567"
LANGUAGES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("plain_messages.yaml").read_text("utf-8")
)
POLICY = load_policy()
MOST_MISSED, MOST_FLAGGED = 0.3, 0.25
"""Of the messages of a language: thanks are missed most, in Turkish; "we are here for you" makes honest ones suspect."""


def _message(clauses: dict[str, list[str]], number: int, *sentences: str) -> str:
    hello, bye = (clauses[name][number % len(clauses[name])] for name in ("hello", "bye"))
    return f"{hello}\n\n{' '.join(sentences)}\n\n{bye}\n".replace("ID", ID)


def _not_permitted(clauses: dict[str, list[str]]) -> Iterator[str]:
    more = clauses["more"]
    for kind in ("order", "shipped", "delivered", "thanks"):
        for number in range(12):
            first = clauses[kind][number % len(clauses[kind])]
            rest = islice(more[number % len(more) :] + more, 1 + number % 3)
            yield _message(clauses, number, first, *rest)


def _permitted(clauses: dict[str, list[str]]) -> Iterator[str]:
    for number, service in enumerate(clauses["service"]):
        yield _message(clauses, number, service)
        yield _message(clauses, number, service, clauses["more"][3 + number % 3])


def _is_flagged(text: str) -> bool:
    found = check(read_draft("draft.txt", Source(text)), POLICY, ["not-permitted-type"])
    return any(one.confidence != "low" for one in found)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_plainest_messages_are_told_apart(code: str) -> None:
    bad, good = list(_not_permitted(LANGUAGES[code])), list(_permitted(LANGUAGES[code]))
    missed = [text for text in bad if not _is_flagged(text)]
    flagged = [text for text in good if _is_flagged(text)]
    assert len(missed) <= MOST_MISSED * len(bad), missed
    assert len(flagged) <= MOST_FLAGGED * len(good), flagged


def test_every_language_has_its_messages() -> None:
    assert sorted(LANGUAGES) == sorted(POLICY.languages)
