"""What a message says travels with it: a sentence that attaches something that is no paper about the order."""

from __future__ import annotations

from msglint.checks.attaching import FILE, WORD, is_unfit, words
from msglint.finding import Match
from msglint.patterns import lazy
from msglint.remembered import Remembered
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from msglint.checks.attaching import Words
    from msglint.fold import Folded
    from msglint.policy import Policy
    from msglint.reading import Reading

_STOP = lazy(
    r"[.!?;\n。！？；](?:(?<=[;。！？；])(?<!\.[^\W\d_]{3};)(?<!\.[^\W\d_]{4};)|(?<=[.!?])(?<!\n[0-9]\.)(?<!\n [0-9]\.)(?<!\n  [0-9]\.)(?=\s)"
    r"|(?<=\n)(?<!:\n)(?<!:\r\n)(?=[^\S\n]*\n))"
)
"""Where a sentence ends: not at the number of a list's item, nor between a colon and its list, nor behind a file's name."""
_ITEM = lazy(r"\n\s*(?:[-*•·–—]|[0-9]{1,2}[.)])\s")
_LINES = lazy(r":\s*\n")
_LINE = lazy(r"\n\s*")
_CLAUSE = lazy(r"[,;:(\n]\s*")
_NAMES_IT = lazy(r"(?:\(|\bas )\Z")
_PART = lazy(r"[^\W\d_]+")
_PARTICLES = 4
"""How many characters a script without spaces may have between a thing and the word that attaches it."""

_LONGEST, _WORDS_BEFORE, _WORDS_BEHIND, _NEAR = 500, 9, 5, 25
_MOST_REMEMBERED = 5_000


def said(reading: Reading) -> Iterator[Match]:
    """Advertising and other material that a sentence says is attached, and files of types that are not taken."""
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
            for match in _in_sentence(view, start, end, reading)
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
        has_file = any(is_unfit(file[0], known, policy) for file in FILE.finditer(text))
        return has_file or bool(attaches and known.material.search(text))

    return Remembered(may_attach, _MOST_REMEMBERED)


def _in_sentence(view: Folded, low: int, end: int, reading: Reading) -> Iterator[Match]:
    policy = reading.policy
    known = policy.derived(words)
    high = min(end, low + _LONGEST)
    text = view.lower[low:high]
    signs = [sign for sign in known.attaching.finditer(view.lower, low, high) if not _is_fixed(view.lower, sign, known)]
    if (
        not (signs or known.adding.search(text))
        or known.refused.search(text)
        or (known.boxes.search(text) and "attach" not in text)
    ):
        return
    files = [file for file in FILE.finditer(view.lower, low, high) if is_unfit(file[0], known, policy)]
    for file in files:
        yield Match(view.span(*file.span()), "said", {"thing": view.text[slice(*file.span())]})
    asks = "?" in view.lower[high - 1 : high + 1] or bool(known.asking.search(text))
    things = [
        thing
        for thing in known.material.finditer(view.lower, low, high)
        if not known.other_thing.match(view.lower, thing.end())
        and not any(file.start() < thing.end() and thing.start() < file.end() for file in files)
        and any(_belongs(view.lower, sign, thing, known, asks=asks, lines=reading.draft.is_html) for sign in signs)
    ]
    if len(things) == 1 and any(_NAMES_IT.search(view.lower, low, file.start()) for file in files):
        return  # "our price list (Prices.pdf)" is one thing, and its file says it best
    for thing in things:
        yield Match(view.span(*thing.span()), "said", {"thing": thing[0]})


def _is_fixed(text: str, sign: re.Match[str], known: Words) -> bool:
    """Whether something is attached to a wall rather than to the message."""
    behind = known.fixed.match(text, sign.end())
    return bool(behind and not known.for_you.match(text, sign.end() + 1))


def _belongs(text: str, sign: re.Match[str], thing: re.Match[str], known: Words, *, asks: bool, lines: bool) -> bool:
    """Whether the thing is what is attached: behind the words that say so, or right before them.

    Who asks for a file says so in the same words, all but "the attached video". ``lines`` says that lines end where the
    draft ends them: each may be an item of a list, as one is that goes on "(PDF".
    """
    if asks and known.ours.search(text, max(min(sign.start(), thing.start()) - _NEAR, 0), thing.start()):
        asks = False  # nobody asks a buyer for "our price list"
    if thing.start() >= sign.end():
        gap = known.for_you.sub(" ", text[sign.end() : thing.start()])
        is_list = _LINES.search(gap) and (lines or known.typed.match(text, thing.end()))
        items = [item.end() for item in (_LINE if is_list else _ITEM).finditer(gap)]
        gap = gap[items[-1] :] if items else gap
        if known.joined.search(gap):
            return not known.telling.match(text, thing.end())
        allowed = [found.end() for found in known.allowed.finditer(gap)]
        if allowed:
            gap = gap[allowed[-1] :]
            if not known.coordinating.match(gap):
                return False
        between = WORD.findall(gap)
        if between and known.coordinating.match(f" {between[0]}") and not allowed:
            return False
        return len(between) <= (0 if asks else _WORDS_BEFORE) and known.between.isdisjoint(between)
    if asks or not known.between.isdisjoint(WORD.findall(text[max(0, thing.start() - _NEAR) : thing.start()])[-2:]):
        return False
    if _is_subject(text, sign, thing, known):
        return True
    gap = known.material.sub(" ", text[thing.end() : sign.start()])
    if not gap.isascii() and len(gap) <= _PARTICLES:
        return True
    between = WORD.findall(gap)
    return len(between) <= _WORDS_BEHIND and known.linking.issuperset(between)


def _is_subject(text: str, sign: re.Match[str], thing: re.Match[str], known: Words) -> bool:
    """Whether "a contract for three years is attached": of the thing and its complement the sentence says it."""
    if not known.complement.fullmatch(text, thing.end(), sign.start()):
        return False
    low = max(0, thing.start() - _LONGEST)
    clauses = [clause.end() for clause in _CLAUSE.finditer(text, low, thing.start())]
    return bool(known.subject.search(text, clauses[-1] if clauses else low, thing.start()))
