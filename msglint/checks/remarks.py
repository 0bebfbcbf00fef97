"""Remarks in brackets about what travels with a message: ``[Attachment: voucher.pdf]``. Most read as placeholders."""

from __future__ import annotations

from msglint.checks.attaching import FILE, WORD, is_unfit, words
from msglint.draft import MASK
from msglint.finding import Match
from msglint.fold import lowered
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.checks.attaching import Words
    from msglint.draft import View
    from msglint.policy import Policy
    from msglint.reading import Reading

_BRACKETED = lazy(rf"\[[^\[\]\n{MASK}]{{4,80}}\]")


def remarked(reading: Reading) -> Iterator[Match]:
    """Files and material that a remark says are attached, and that may not be."""
    known = reading.policy.derived(words)
    for view, at, written in _remarks(reading):
        remark = lowered(written)
        if known.attached.search(remark) and not known.refused.search(remark):
            for thing in _things(remark, known, reading.policy):
                start, end = thing.span()
                name = written[start:end] if "." in thing[0] else thing[0]
                yield Match(view.span(at + start, at + end), "said", {"thing": name})


def _remarks(reading: Reading) -> Iterator[tuple[View, int, str]]:
    """What stands in square brackets: in which text, where, and what it says."""
    for part in reading.draft.parts:
        for placeholder in part.placeholders:
            if placeholder.text[0] == "[":
                yield part.text, placeholder.start, placeholder.text
    for view in reading.texts:
        for found in _BRACKETED.finditer(view.text):
            yield view, found.start(), found[0]


def _things(remark: str, known: Words, policy: Policy) -> list[re.Match[str]]:
    """Its files, or else the material it names; not that of "[Attached photo of the poster]"."""
    files = [file for file in FILE.finditer(remark) if is_unfit(file[0], known, policy)]
    return files or [thing for thing in known.material.finditer(remark) if _is_named(remark[: thing.start()], known)]


def _is_named(before: str, known: Words) -> bool:
    return not known.allowed.search(before) and known.between.isdisjoint(WORD.findall(before))
