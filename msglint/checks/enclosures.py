"""What a message says travels with it: a sentence that attaches something that is no paper about the order."""

from __future__ import annotations

import os

from msglint.checks.filenames import guessed_kind, kinds_of
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

_STOP = lazy(
    r"[.!?;\n。！？；](?:(?<=[;。！？；])|(?<=[.!?])(?<!\n[0-9]\.)(?<!\n [0-9]\.)(?<!\n  [0-9]\.)(?=\s)"
    r"|(?<=\n)(?<!:\n)(?<!:\r\n)(?=[^\S\n]*\n))"
)
"""Where a sentence ends: not at the number of a list's item, nor between a colon and its list."""
_ITEM = lazy(r"\n\s*(?:[-*•·–—]|[0-9]{1,2}[.)])\s")
_CLAUSE = lazy(r"[,;:(\n]\s*")
_NAMES_IT = lazy(r"(?:\(|\bas )\Z")
_PART = lazy(r"[^\W\d_]+")
_FILE = lazy(r"(?<![\w/@.])[\w-]{1,60}(?:\.[\w-]{1,20}){0,3}\.[a-z][a-z0-9]{1,4}(?![\w/@-]|\.\w)")
_PARTICLES = 4
"""How many characters a script without spaces may have between a thing and the word that attaches it."""

_LONGEST, _WORDS_BEFORE, _WORDS_BEHIND, _NEAR = 500, 9, 5, 25
_MOST_REMEMBERED = 5_000
_WORD = lazy(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")


class Words(NamedTuple):
    """The words of ``facts/attachments.yaml``, ready to look for; ``endings`` are file types that are not taken."""

    attaching: re.Pattern[str]
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
    endings: frozenset[str]


def words(policy: Policy) -> Words:
    """Ask for them by ``policy.derived(words)``."""
    facts = policy.facts["attachments"]
    said = facts["said"]
    others = (*said["other_files"], *facts["programs"]["extensions"], *facts["archives"]["extensions"])
    return Words(
        _any(said["attaching"]),
        _any(said["adding"]),
        lazy(rf"\s+(?:{_any(said['fixed']).pattern})"),
        _any(said["boxes"]),
        _any(said["material"]),
        _any(said["allowed"]),
        lazy(rf"-\w|\s+(?:{_any([*said['compounds'], *said['allowed']]).pattern})"),
        _any(said["for_you"]),
        frozenset(said["between"]),
        frozenset(said["linking"]),
        _any(said["ours"]),
        lazy(rf"(?:{_any([*said['ours'], *said['determiners']]).pattern})(?:\s+[\w-]+){{0,3}}\s+\Z"),
        lazy(
            rf"\s+(?:{_any(said['complements']).pattern})(?:\s+(?!(?:{_any(said['clauses']).pattern}))[\w'’-]+){{1,7}}?\s+(?:{_any(said['copulas']).pattern})(?:\s+(?:{_any(said['linking']).pattern}))?\s+\Z"
        ),
        lazy(
            rf"\s(?:{_any([*said['coordinating'], *said['accompanying']]).pattern})\s+(?:{_any(said['ours']).pattern})(?:\s+[\w-]+){{0,3}}\s+\Z"
        ),
        lazy(rf"\s+(?:{_any(said['telling']).pattern})"),
        lazy(rf"\s*(?:,|&|\+|{_any(said['coordinating']).pattern})"),
        _any([*said["negated"], *said["theirs"]]),
        _any(said["asking"]),
        frozenset(others) - set(facts["extensions"]) - {".com"},
    )


def said(reading: Reading) -> Iterator[Match]:
    """Advertising and other material that a sentence says is attached, and files of types that are not taken."""
    known = reading.policy.derived(words)
    facts = reading.policy.facts["attachments"]["said"]
    here = [literal for literal in facts["literals"] if literal in reading.spelled]
    if any(map(reading.spelled.__contains__, facts["files"])):
        here += facts["adding"]
    for view in reading.texts:
        places = sorted(place for literal in here for place in _places(view.lower, literal))
        found = [
            match
            for start, end in _sentences(view.lower, places)
            if reading.policy.derived(_attaching)[view.lower[start : min(end, start + _LONGEST)]]
            for match in _in_sentence(view, start, end, known, reading.policy)
        ]
        yield from _once(found)


def _once(found: list[Match]) -> Iterator[Match]:
    """Each thing once: not the catalogue where a file of that name is found as well."""
    names = " ".join(" ".join(_PART.findall(str(match.words["thing"]).lower())) for match in found if _is_file(match))
    things = {
        thing for thing in {str(match.words["thing"]) for match in found if not _is_file(match)} if thing in names
    }
    return (match for match in found if match.words["thing"] not in things)


def _is_file(match: Match) -> bool:
    return "." in str(match.words["thing"])


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
        attaches = bool(known.attaching.search(text))
        if known.refused.search(text) or not (attaches or known.adding.search(text)):
            return False
        has_file = any(_is_unfit(file[0], known, policy) for file in _FILE.finditer(text))
        return has_file or bool(attaches and known.material.search(text))

    return Remembered(may_attach, _MOST_REMEMBERED)


def _in_sentence(view: Folded, low: int, end: int, known: Words, policy: Policy) -> Iterator[Match]:
    high = min(end, low + _LONGEST)
    text = view.lower[low:high]
    signs = [sign for sign in known.attaching.finditer(view.lower, low, high) if not _is_fixed(view.lower, sign, known)]
    if (
        not (signs or known.adding.search(text))
        or known.refused.search(text)
        or (known.boxes.search(text) and "attach" not in text)
    ):
        return
    files = [file for file in _FILE.finditer(view.lower, low, high) if _is_unfit(file[0], known, policy)]
    for file in files:
        yield Match(view.span(*file.span()), "said", {"thing": view.text[slice(*file.span())]})
    asks = "?" in view.lower[high - 1 : high + 1] or bool(known.asking.search(text))
    things = [
        thing
        for thing in known.material.finditer(view.lower, low, high)
        if not known.other_thing.match(view.lower, thing.end())
        and not any(file.start() < thing.end() and thing.start() < file.end() for file in files)
        and any(_belongs(view.lower, sign, thing, known, asks=asks) for sign in signs)
    ]
    if len(things) == 1 and any(_NAMES_IT.search(view.lower, low, file.start()) for file in files):
        return  # "our price list (Prices.pdf)" is one thing, and its file says it best
    for thing in things:
        yield Match(view.span(*thing.span()), "said", {"thing": thing[0]})


def _is_fixed(text: str, sign: re.Match[str], known: Words) -> bool:
    """Whether something is attached to a wall rather than to the message."""
    behind = known.fixed.match(text, sign.end())
    return bool(behind and not known.for_you.match(text, sign.end() + 1))


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
    if asks and known.ours.search(text, max(min(sign.start(), thing.start()) - _NEAR, 0), thing.start()):
        asks = False  # nobody asks a buyer for "our price list"
    if thing.start() >= sign.end():
        gap = known.for_you.sub(" ", text[sign.end() : thing.start()])
        items = [item.end() for item in _ITEM.finditer(gap)]
        gap = gap[items[-1] :] if items else gap
        if known.joined.search(gap):
            return not known.telling.match(text, thing.end())
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
    if _is_subject(text, sign, thing, known):
        return True
    gap = known.material.sub(" ", text[thing.end() : sign.start()])
    if not gap.isascii() and len(gap) <= _PARTICLES:
        return True
    between = _WORD.findall(gap)
    return len(between) <= _WORDS_BEHIND and known.linking.issuperset(between)


def _is_subject(text: str, sign: re.Match[str], thing: re.Match[str], known: Words) -> bool:
    """Whether "a contract for three years is attached": of the thing and its complement the sentence says it."""
    if not known.complement.fullmatch(text, thing.end(), sign.start()):
        return False
    low = max(0, thing.start() - _LONGEST)
    clauses = [clause.end() for clause in _CLAUSE.finditer(text, low, thing.start())]
    return bool(known.subject.search(text, clauses[-1] if clauses else low, thing.start()))


def _any(listed: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words, the longest first; scripts without spaces anywhere."""
    ordered = sorted(listed, key=len, reverse=True)
    spaced = "|".join(_ending(word) for word in ordered if ord(word[0]) < 0x2E80)
    others = "|".join(escape(word) for word in ordered if ord(word[0]) >= 0x2E80)
    pattern = rf"(?<![^\W_])(?:{spaced})(?![^\W_])"
    return lazy(rf"(?:{pattern}|{others})" if others else pattern)


def _ending(word: str) -> str:
    return escape(word[:-1]) + r"[^\W\d_]{0,8}" if word.endswith("*") else escape(word)
