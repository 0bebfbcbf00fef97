"""What a message says travels with it: a sentence that attaches something that is no paper about the order."""

from __future__ import annotations

import os

from msglint.checks.attachments import guessed_kind, kinds_of
from msglint.finding import Match
from msglint.patterns import escape, lazy
from msglint.remembered import Remembered
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from msglint.fold import Folded
    from msglint.policy import Policy
    from msglint.reading import Reading

_STOP = lazy(r"[.!?;\n。！？；](?:(?<=[;。！？；])|(?<=[.!?])(?=\s)|(?<=\n)(?=[^\S\n]*\n))")
_FILE = lazy(r"(?<![\w/@.])[\w-]{1,60}(?:\.[\w-]{1,20}){0,3}\.[a-z][a-z0-9]{1,4}(?![\w/@-]|\.\w)")
_PARTICLES = 4
"""How many characters a script without spaces may have between a thing and the word that attaches it."""

_LONGEST, _WORDS_BEFORE, _WORDS_BEHIND, _NEAR = 500, 9, 5, 25
_MOST_REMEMBERED = 5_000
_WORD = lazy(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")


class Words(NamedTuple):
    """The words of ``facts/attachments.yaml``, ready to look for; ``endings`` are file types that are not taken."""

    attaching: re.Pattern[str]
    fixed: re.Pattern[str]
    boxes: re.Pattern[str]
    material: re.Pattern[str]
    allowed: re.Pattern[str]
    other_thing: re.Pattern[str]
    for_you: re.Pattern[str]
    between: frozenset[str]
    linking: frozenset[str]
    coordinating: re.Pattern[str]
    refused: re.Pattern[str]
    asking: re.Pattern[str]
    endings: frozenset[str]


def words(policy: Policy) -> Words:
    """Ask for them by ``policy.derived(words)``."""
    facts = policy.facts["attachments"]
    said = facts["said"]
    others = (*said["other_files"], *facts["programs"]["extensions"], *facts["archives"]["extensions"])
    return Words(
        _any(said["attaching"]),
        lazy(rf"\s+(?:{_any(said['fixed']).pattern})"),
        _any(said["boxes"]),
        _any(said["material"]),
        _any(said["allowed"]),
        lazy(rf"-\w|\s+(?:{_any([*said['compounds'], *said['allowed']]).pattern})"),
        _any(said["for_you"]),
        frozenset(said["between"]),
        frozenset(said["linking"]),
        lazy(rf"\s*(?:,|&|\+|{_any(said['coordinating']).pattern})"),
        _any([*said["negated"], *said["theirs"]]),
        _any(said["asking"]),
        frozenset(others) - set(facts["extensions"]) - {".com"},
    )


def said(reading: Reading) -> Iterator[Match]:
    """Advertising and other material that a sentence says is attached, and files of types that are not taken."""
    known = reading.policy.derived(words)
    literals = reading.policy.facts["attachments"]["said"]["literals"]
    here = [literal for literal in literals if literal in reading.spelled]
    for view in reading.texts:
        places = sorted(place for literal in here for place in _places(view.lower, literal))
        for start, end in _sentences(view.lower, places):
            if reading.policy.derived(_attaching)[view.lower[start : min(end, start + _LONGEST)]]:
                yield from _in_sentence(view, start, end, known, reading.policy)


def _places(lower: str, literal: str) -> Iterator[tuple[int, int]]:
    at = lower.find(literal)
    while at >= 0:
        yield at, at + len(literal)
        at = lower.find(literal, at + 1)


def _sentences(lower: str, places: Iterable[tuple[int, int]], longest: int = _LONGEST) -> Iterator[tuple[int, int]]:
    """The sentences that have some of these places, in order, among their first characters."""
    done = 0
    for at, behind in places:
        if at < done:
            continue
        start = max(done, at - longest)
        is_begin = start == done
        for stop in _STOP.finditer(lower, start, at):
            start, is_begin = stop.end(), True
        if is_begin and behind <= start + longest:
            last = _STOP.search(lower, at)
            end, done = last.span() if last else (len(lower), len(lower))
            yield start, end


def _attaching(policy: Policy) -> Remembered[str, bool]:
    """Whether a sentence may attach what it must not, by its own words. Most attach an invoice, one after the other."""
    known = policy.derived(words)

    def may_attach(text: str) -> bool:
        # a file's name may go on before the sentence, and something may be said behind it: that is for the close look
        return bool(
            known.attaching.search(text)
            and not known.refused.search(text)
            and (known.material.search(text) or any(_is_unfit(file[0], known, policy) for file in _FILE.finditer(text)))
        )

    return Remembered(may_attach, _MOST_REMEMBERED)


def _in_sentence(view: Folded, low: int, end: int, known: Words, policy: Policy) -> Iterator[Match]:
    high = min(end, low + _LONGEST)
    signs = [
        sign
        for sign in known.attaching.finditer(view.lower, low, high)
        if not known.fixed.match(view.lower, sign.end())
    ]
    text = view.lower[low:high]
    if not signs or known.refused.search(text) or (known.boxes.search(text) and "attach" not in text):
        return
    files = [file for file in _FILE.finditer(view.lower, low, high) if _is_unfit(file[0], known, policy)]
    for file in files:
        yield Match(view.span(*file.span()), "said", {"thing": view.text[slice(*file.span())]})
    asks = "?" in view.lower[high - 1 : high + 1] or bool(known.asking.search(text))
    for thing in known.material.finditer(view.lower, low, high):
        if known.other_thing.match(view.lower, thing.end()) or any(
            file.start() < thing.end() and thing.start() < file.end() for file in files
        ):
            continue
        if any(_belongs(view.lower, sign, thing, known, asks=asks) for sign in signs):
            yield Match(view.span(*thing.span()), "said", {"thing": thing[0]})


def _is_unfit(name: str, known: Words, policy: Policy) -> bool:
    """Whether a file of this name may not be sent: by its type, or by the words of its name."""
    if os.path.splitext(name)[1] in known.endings:
        return True
    kind = guessed_kind(name, policy.derived(kinds_of))
    return os.path.splitext(name)[1] in policy.facts["attachments"]["extensions"] and bool(
        kind and kind["status"] == "forbidden"
    )


def _belongs(text: str, sign: re.Match[str], thing: re.Match[str], known: Words, *, asks: bool) -> bool:
    """Whether the thing is what is attached: behind the words that say so, or right before them.

    Who asks for a file says so in the same words, all but "the attached video".
    """
    if thing.start() >= sign.end():
        gap = known.for_you.sub(" ", text[sign.end() : thing.start()])
        allowed = [found.end() for found in known.allowed.finditer(gap)]
        if allowed:
            gap = gap[allowed[-1] :]
            if not known.coordinating.match(gap):
                return False
        between = _WORD.findall(gap)
        if between and known.coordinating.match(f" {between[0]}") and not allowed:
            return False
        return len(between) <= (0 if asks else _WORDS_BEFORE) and known.between.isdisjoint(between)
    if asks or not known.between.isdisjoint(_WORD.findall(text[max(0, thing.start() - _NEAR) : thing.start()])[-2:]):
        return False
    gap = known.material.sub(" ", text[thing.end() : sign.start()])
    if not gap.isascii() and len(gap) <= _PARTICLES:
        return True
    between = _WORD.findall(gap)
    return len(between) <= _WORDS_BEHIND and known.linking.issuperset(between)


def _any(listed: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words, the longest first; scripts without spaces anywhere."""
    ordered = sorted(listed, key=len, reverse=True)
    spaced = "|".join(_ending(word) for word in ordered if ord(word[0]) < 0x2E80)
    others = "|".join(escape(word) for word in ordered if ord(word[0]) >= 0x2E80)
    pattern = rf"(?<![^\W_])(?:{spaced})(?![^\W_])"
    return lazy(rf"(?:{pattern}|{others})" if others else pattern)


def _ending(word: str) -> str:
    return escape(word[:-1]) + r"[^\W\d_]{0,8}" if word.endswith("*") else escape(word)
