"""What a file's name says of its content: invoice, manual, warranty … or something that is not sent to buyers."""

from __future__ import annotations

import os

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msglint.policy import Policy

_SEAM = lazy("(?<=[a-z])(?=[A-Z])")
_WORD = lazy(r"[^\W\d_]+")
_SPACELESS = lazy(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def kinds_of(policy: Policy) -> dict[str, Mapping[str, Any]]:
    """The kinds of content by id."""
    return {kind["id"]: kind for kind in policy.facts["attachments"]["kinds"]}


def guessed_kind(name: str, known: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The kind that the words of a file name speak of; None if they speak of none."""
    stem = os.path.splitext(_SEAM.sub(" ", name))[0].lower()
    words = set(_WORD.findall(stem))
    return next((kind for kind in known.values() if any(_speaks(word, words, stem) for word in kind["words"])), None)


def _speaks(word: str, words: set[str], stem: str) -> bool:
    if " " in word:
        return f" {word} " in f" {' '.join(_WORD.findall(stem))} "
    if word.startswith("*"):
        return any(own.endswith(word[1:]) for own in words)
    return word in stem if _SPACELESS.search(word) else word in words
