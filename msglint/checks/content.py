"""What a message of its type has to contain: that a refund was made, why, by which carrier it comes …"""

from __future__ import annotations

from msglint.checks.types import declared
from msglint.finding import NOWHERE, Match
from msglint.patterns import beginnings, escape, lazy
from msglint.typed import TYPE_CHECKING, NamedTuple
from msglint.wording.tongue import tongues_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

_SENTENCE_END = lazy(r"(?<=[^\d][.!?])\s|(?<=[。！？])|\n")


class Piece(NamedTuple):
    """Something a message has to say. ``is_firm``: an offer or a condition does not say it."""

    name: str
    pattern: re.Pattern[str]
    placeholders: tuple[str, ...]
    is_firm: bool


class Contents(NamedTuple):
    """All pieces by id, what makes a sentence an offer, the languages there are words in, and those with words for all pieces."""

    pieces: Mapping[str, Piece]
    hedges: re.Pattern[str]
    languages: frozenset[str]
    thorough: frozenset[str]


class Said(NamedTuple):
    """Which of some pieces a draft lacks, and which of these it only offers."""

    missing: tuple[str, ...]
    offered: tuple[str, ...]


def order_unavailable(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """A notice about a problem with an order that says neither that something is late nor all about what is missing."""
    kind = declared(reading)
    if kind is None or kind["id"] != "problem-with-order":
        return
    if language := _beyond(reading, reading.policy.derived(_contents).languages):
        yield Match(NOWHERE, "unverified", {"language": language})
        return
    lacking = _said(reading, ("delay", "unavailable")).missing
    if "delay" not in lacking:
        return
    if "unavailable" in lacking:
        yield Match(NOWHERE)
    else:
        yield from _incomplete(reading, ("refund", "reason"), "unavailable")


def by_edition(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """A message that lacks some of what the edition wants in messages of its type."""
    kind = declared(reading)
    wanted: Sequence[str] = kind.get("content", {}).get(reading.policy.label, ()) if kind else ()
    wanted = [name for name in wanted if name in reading.policy.derived(_contents).pieces]
    if kind is None or not wanted:
        return
    if language := _beyond(reading, reading.policy.derived(_contents).thorough):
        yield Match(NOWHERE, "unverified", {"language": language})
        return
    if "delay" in wanted:
        lacking = _said(reading, ("delay", "unavailable")).missing
        wanted = [name for name in wanted if name != "delay"] if lacking == ("delay",) else []
    yield from _incomplete(reading, wanted, kind["id"])


def _incomplete(reading: Reading, wanted: Iterable[str], variant: str) -> Iterator[Match]:
    found = _said(reading, wanted)
    if found.missing:
        pieces = reading.policy.derived(_contents).pieces
        *others, last = (pieces[name].name for name in found.missing)
        names = f"{', '.join(others)} and {last}" if others else last
        # what is offered may have been settled meanwhile
        confidence = "medium" if found.missing == found.offered else ""
        yield Match(NOWHERE, variant, {"missing": names}, confidence)


def _said(reading: Reading, wanted: Iterable[str]) -> Said:
    contents = reading.policy.derived(_contents)
    sentences = [sentence for text in reading.texts for sentence in _SENTENCE_END.split(text.lower) if sentence]
    firm = [sentence for sentence in sentences if not _is_offer(sentence, contents)]
    filled_in = " ".join(placeholder.name.lower() for placeholder in reading.placeholders)
    missing, offered = [], []
    for name in wanted:
        piece = contents.pieces[name]
        if any(word in filled_in for word in piece.placeholders):
            continue
        if not any(piece.pattern.search(sentence) for sentence in (firm if piece.is_firm else sentences)):
            missing.append(name)
            if piece.is_firm and any(piece.pattern.search(sentence) for sentence in sentences):
                offered.append(name)
    return Said(tuple(missing), tuple(offered))


def _is_offer(sentence: str, contents: Contents) -> bool:
    return sentence.rstrip().endswith(("?", "？")) or bool(contents.hedges.search(sentence))


def _beyond(reading: Reading, known: frozenset[str]) -> str:
    """The name of a language of the draft that is none of the known ones; empty without one."""
    names = reading.policy.derived(tongues_of).names
    return next((names.get(code, code) for code in reading.languages if code not in known), "")


def _contents(policy: Policy) -> Contents:
    facts = policy.facts["contents"]
    pieces = {name: _piece(facts["pieces"], name, policy) for name in facts["pieces"]}
    hedges = lazy(_any(word for words in facts["hedges"] for word in words))
    return Contents(pieces, hedges, frozenset(facts["languages"]), frozenset(facts["thorough"]))


def _piece(pieces: Mapping[str, Mapping[str, object]], name: str, policy: Policy) -> Piece:
    raw = pieces[name]
    seen = pieces[str(raw["like"])] if "like" in raw else raw
    phrases = [str(phrase) for phrases in seen["words"] for phrase in phrases]  # type: ignore[attr-defined]
    parts = [*([_any(phrases)] if phrases else []), *([str(seen["pattern"])] if "pattern" in seen else [])]
    placeholders = tuple(map(str, raw.get("placeholders", ())))  # type: ignore[call-overload]
    return Piece(str(raw["name"]), policy.pattern("|".join(parts)), placeholders, bool(raw.get("firm")))


def _any(phrases: Iterable[str]) -> str:
    """A pattern for any of these beginnings of words; ``..`` stands for up to eight other words."""
    return beginnings(phrases, _phrase)


def _phrase(phrase: str) -> str:
    runs = (r"\s{1,5}".join(map(escape, run.split())) for run in phrase.replace("’", "'").split(" .. "))
    return r"\w{0,20}(?:\W{1,9}\w{1,30}+){0,8}?\W{1,9}".join(runs)
