"""What a file's name says of its content: invoice, manual, warranty … or something that is not sent to buyers."""

from __future__ import annotations

import os

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msglint.policy import Policy

_SEAM = lazy("(?<=[a-z])(?=[A-Z])")
_WORD = lazy(r"[^\W\d_]+")
_SPACELESS = lazy(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def kinds_of(policy: Policy) -> dict[str, Mapping[str, Any]]:
    """The kinds of content by id."""
    return {kind["id"]: kind for kind in policy.facts["attachments"]["kinds"]}


class Vocabulary(NamedTuple):
    """The words that file names say the kinds by, each with the kind's number: whole ``words``, ``phrases`` of several, ``endings``
    of words, and those of scripts without spaces (``anywhere``). The first of the ``kinds`` that a name speaks of counts.
    """

    kinds: tuple[Mapping[str, Any], ...]
    words: Mapping[str, int]
    phrases: tuple[tuple[str, int], ...]
    endings: tuple[tuple[str, int], ...]
    anywhere: tuple[tuple[str, int], ...]


def vocabulary_of(policy: Policy) -> Vocabulary:
    """The words of the facts. Ask for them by ``policy.derived(vocabulary_of)``."""
    kinds = tuple(kinds_of(policy).values())
    listed = [(word, number) for number, kind in enumerate(kinds) for word in kind["words"]]
    phrases = [(word, number) for word, number in listed if " " in word]
    endings = [(word[1:], number) for word, number in listed if word.startswith("*")]
    anywhere = [(word, number) for word, number in listed if _SPACELESS.search(word)]
    return Vocabulary(kinds, dict(reversed(listed)), tuple(phrases), tuple(endings), tuple(anywhere))


def guessed_kind(name: str, policy: Policy) -> Mapping[str, Any] | None:
    """The kind that the words of a file name speak of; None if they speak of none."""
    known = policy.derived(vocabulary_of)
    stem = os.path.splitext(_SEAM.sub(" ", name))[0].lower()
    words = _WORD.findall(stem)
    spaced = f" {' '.join(words)} "
    found = {known.words[word] for word in words if word in known.words}
    found.update(number for phrase, number in known.phrases if f" {phrase} " in spaced)
    found.update(number for ending, number in known.endings if f"{ending} " in spaced)
    if not stem.isascii():
        found.update(number for word, number in known.anywhere if word in stem)
    return known.kinds[min(found)] if found else None
