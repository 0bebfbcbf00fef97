"""The words that say that something travels with a message, as patterns, and which files may not."""

from __future__ import annotations

import os

from msglint.checks.filenames import guessed_kind
from msglint.patterns import escape, lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

    from msglint.policy import Policy

FILE = lazy(r"(?<![\w/@.])[\w-]{1,60}(?:\.[\w-]{1,20}){0,3}\.[a-z][a-z0-9]{1,4}(?![\w/@-]|\.\w)")
"""The name of a file, in lower case."""
WORD = lazy(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")


class Words(NamedTuple):
    """The words of ``facts/attachments.yaml``, ready to look for: ``attaching`` in sentences, ``attached`` in remarks in
    brackets. ``endings`` are file types that are not taken.
    """

    attaching: re.Pattern[str]
    attached: re.Pattern[str]
    adding: re.Pattern[str]
    fixed: re.Pattern[str]
    boxes: re.Pattern[str]
    material: re.Pattern[str]
    allowed: re.Pattern[str]
    other_thing: re.Pattern[str]
    for_you: re.Pattern[str]
    between: frozenset[str]
    linking: frozenset[str]
    ours: re.Pattern[str]
    subject: re.Pattern[str]
    complement: re.Pattern[str]
    joined: re.Pattern[str]
    telling: re.Pattern[str]
    coordinating: re.Pattern[str]
    refused: re.Pattern[str]
    asking: re.Pattern[str]
    typed: re.Pattern[str]
    endings: frozenset[str]


def words(policy: Policy) -> Words:
    """Ask for them by ``policy.derived(words)``."""
    facts = policy.facts["attachments"]
    said = facts["said"]
    others = (*said["other_files"], *facts["programs"]["extensions"], *facts["archives"]["extensions"])
    types = "|".join(escape(word) for word in said["files"])
    attaching = phrases(said["attaching"]).pattern
    return Words(
        lazy(f"{attaching}|{_handing(said)}"),
        lazy(rf"\A\[+\s*(?:{phrases(said['remarks']).pattern})|{attaching}"),
        phrases(said["adding"]),
        lazy(rf"\s+(?:{phrases(said['fixed']).pattern})"),
        phrases(said["boxes"]),
        phrases(said["material"]),
        phrases(said["allowed"]),
        lazy(rf"-\w|\s+(?:{phrases([*said['compounds'], *said['allowed']]).pattern})"),
        phrases(said["for_you"]),
        frozenset(said["between"]),
        frozenset(said["linking"]),
        phrases(said["ours"]),
        lazy(rf"(?:{phrases([*said['ours'], *said['determiners']]).pattern})(?:\s+[\w-]+){{0,3}}\s+\Z"),
        lazy(
            rf"\s+(?:{phrases(said['complements']).pattern})(?:\s+(?!(?:{phrases(said['clauses']).pattern}))[\w'’-]+){{1,7}}?\s+(?:{phrases(said['copulas']).pattern})(?:\s+(?:{phrases(said['linking']).pattern}))?\s+\Z"
        ),
        lazy(
            rf"\s(?:{phrases([*said['coordinating'], *said['accompanying']]).pattern})\s+(?:{phrases(said['ours']).pattern})(?:\s+[\w-]+){{0,3}}\s+\Z"
        ),
        lazy(rf"\s+(?:{phrases(said['telling']).pattern})"),
        lazy(rf"\s*(?:,|&|\+|{phrases(said['coordinating']).pattern})"),
        phrases([*said["negated"], *said["theirs"]]),
        phrases(said["asking"]),
        lazy(rf"\s*[(\[]\s*(?:{types})"),
        frozenset(others) - set(facts["extensions"]) - {".com"},
    )


def _handing(said: Mapping[str, list[str]]) -> str:
    """A pattern for the words that hand over a list of papers, up to its colon."""
    verbs, papers, places = (phrases(said[name]).pattern for name in ("handing", "papers", "places"))
    return rf"{verbs}(?:\s+[\w-]+){{0,3}}?\s+{papers}(?=(?:(?!{places})[^:\n]){{0,60}}:)"


def is_unfit(name: str, known: Words, policy: Policy) -> bool:
    """Whether a file of this name may not be sent: by its type, or by the words of its name."""
    if os.path.splitext(name)[1] in known.endings:
        return True
    if os.path.splitext(name)[1] not in policy.facts["attachments"]["extensions"]:
        return False
    kind = guessed_kind(name, policy)
    return kind is not None and kind["status"] == "forbidden"


def phrases(listed: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words, the longest first; scripts without spaces anywhere."""
    ordered = sorted(listed, key=len, reverse=True)
    spaced = "|".join(_ending(word) for word in ordered if ord(word[0]) < 0x2E80)
    others = "|".join(escape(word) for word in ordered if ord(word[0]) >= 0x2E80)
    pattern = rf"(?<![^\W_])(?:{spaced})(?![^\W_])"
    return lazy(rf"(?:{pattern}|{others})" if others else pattern)


def _ending(word: str) -> str:
    return escape(word[:-1]) + r"[^\W\d_]{0,8}" if word.endswith("*") else escape(word)
