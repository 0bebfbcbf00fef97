"""Payment cards, bank accounts and social security numbers."""

from __future__ import annotations

from msglint.numbers import context, shapes
from msglint.numbers.context import Beginnings, Vocabulary, beginnings
from msglint.numbers.pieces import is_in_address, token_before
from msglint.patterns import any_of, lazy
from msglint.privacy.found import Secret
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from msglint.numbers.candidates import Candidate
    from msglint.policy import Policy
    from msglint.reading import Reading

_GROUPED = lazy(
    r"(?<![0-9])(?:[0-9]{4}([ \u00a0-]?)[0-9]{4}\1[0-9]{4}\1[0-9]{1,4}(?:\1[0-9]{3})?"
    r"|3[0-9]{3}([ \u00a0-]?)[0-9]{6}\2[0-9]{4,5})(?![0-9])"
)
_SOCIAL = lazy(r"(?<![0-9-])(?!000|666|9)[0-9]{3}([- ])(?!00)[0-9]{2}\1(?!0000)[0-9]{4}(?![0-9-])")
_NATIONAL = lazy(r"(?<![0-9])[0-9](?:[ .-]?[0-9]){8,14}(?![0-9])")
_WITH_LETTERS = (
    r"[A-Z]{2} ?(?:[0-9]{2} ?){3}[A-D]|[0-9]{8}-?[A-Z]|[XYZ]-?[0-9]{7}-?[A-Z]"  # GB, ES
    r"|[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]|[A-Z]{1,3}[0-9]{6,8}|[A-Z][0-9]{2}[A-Z0-9]{6}"  # IT; passports
)
_SORT_CODE = lazy(r"(?<![0-9])[0-9]{2}([- ])[0-9]{2}\1[0-9]{2}(?![0-9])")
_PAIR = lazy(r"(?<![0-9])[0-9]{2}([- ])[0-9]{2}\1[0-9]{2}[ \t]?[/|,;\n ][ \t]?[0-9]{8}(?![0-9])")
"""A sort code with its account number right behind it."""
_WITH_ACCOUNT = lazy(r"[^0-9]{1,25}[0-9]{4} ?[0-9]{3,4}(?![0-9])")
_BRANCH = lazy(r"(?<![0-9])[0-9]{3}[- ]?[0-9]{3}(?![0-9])")
_NEW_ZEALAND = lazy(r"(?<![0-9])[0-9]{2}([- ])[0-9]{4}\1[0-9]{7}\1[0-9]{2,3}(?![0-9])")
_ACCOUNT = lazy(r"(?<![0-9])[0-9]{5,18}(?![0-9])")
_GROUPED_ACCOUNT = lazy(r"(?<![0-9])[0-9]{3,5}(?:([ -])[0-9]{2,6}(?:\1[0-9]{2,6})?)?(?![0-9])")
"""As the words "pay to" lead to it, and a bank's name: alone or in groups."""
_NAMED = (
    (_SOCIAL, "social", ("social",)),
    (_NATIONAL, "social", ("social",)),
    (_SORT_CODE, "bank", ("sort", "sort_brief")),
    (_BRANCH, "bank", ("sort", "routing")),
    (_NEW_ZEALAND, "bank", ("account", "account_brief", "payee")),
    (_ACCOUNT, "bank", ("account", "account_brief", "routing", "payee")),
    (_GROUPED_ACCOUNT, "bank", ("account", "account_brief", "payee")),
)
"""Numbers with what they are, and the kinds of words that name them so."""
_BRIEF = ("account_brief", "sort_brief")
_DIGITS = frozenset("0123456789")
_UNSEPARATED = str.maketrans("", "", " -")
_LEAST, _MOST = 8, 17
_LEAST_BRIEF, _BESIDE = 6, 3
"""Digits of what a short word such as "acc" names, and how far before them it ends."""
_NO, _SHORT = lazy(r"(?i)N(?:o|r|um|umber)\b"), 6
_AROUND, _NEAR, _LONGEST = 150, 30, 2000


class Words(NamedTuple):
    """The words that tell what a number is."""

    kinds: Vocabulary
    ibans: Mapping[str, int]
    own_accounts: re.Pattern[str]
    bank: Vocabulary
    beginnings: Beginnings
    cards: re.Pattern[str]
    bic: re.Pattern[str]
    papers: frozenset[str]
    paper: re.Pattern[str]


_SHORTEST_CARD = 13
"""Digits of the shortest number that ``_GROUPED`` finds."""


def words(policy: Policy) -> Words:
    """The words of ``facts/confidential.yaml``. Ask for them by ``policy.derived(words)``."""
    facts = policy.facts["confidential"]
    others = [word for group in policy.facts["phones"]["others"].values() for word in group]
    bic = any_of(facts["bic"])
    code = "[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?"
    return Words(
        Vocabulary({**facts["words"], "line": facts["mobiles"], "other": others}),
        facts["ibans"],
        lazy(rf"(?<!\w)(?:{any_of(facts['own_accounts'])})(?!\w)"),
        Vocabulary({"bank": facts["bank"]}),
        beginnings(
            word for kind in ("account", *_BRIEF, "routing", "social", "sort", "payee") for word in facts["words"][kind]
        ),
        policy.pattern("|".join(entry["pattern"] for entry in facts["cards"])),
        lazy(rf"(?:(?i:\b(?:{bic}))\s*[:=]|\bBIC|(?i:\b(?:bic|swift)[- ]code))\s*({code})\b"),
        frozenset(paper.partition(" ")[0] for paper in facts["papers"]),
        lazy(
            rf"(?i:(?<!\w)(?:{'|'.join(facts['papers'])})(?!\w))(?i:[\s:=#]|\b(?:is|no|number|nr|nummer|ist|lautet|es)\b\.?){{1,6}}({_WITH_LETTERS})(?![\w-])"
        ),
    )


def find(reading: Reading) -> Iterator[Secret]:
    """All numbers of cards and accounts, and of people."""
    known = reading.policy.derived(words)
    named = bool(reading.numbers) and known.beginnings.occur(reading)
    for run in reading.numbers:
        account = _iban(run, known)
        if account:
            yield account
        elif run.end - run.start <= _LONGEST:
            yield from _cards(run, known)
            if named:
                yield from _accounts(run, known)
    names_bank = "bic" in reading.spelled or "swift" in reading.spelled
    names_paper = not known.papers.isdisjoint(reading.vocabulary)
    for view in reading.texts:
        if names_bank:
            for found in known.bic.finditer(view.text):
                yield Secret("bank", view, *found.span(1))
        if names_paper:
            for found in known.paper.finditer(view.text):
                yield Secret("social", view, *found.span(1))


def _iban(run: Candidate, known: Words) -> Secret | None:
    found = shapes.iban(run)
    if not found:
        return None
    length = known.ibans.get(found[0][:2], 0)
    end = _iban_end(found[0], length) if length else 0
    if end:
        return Secret("iban", run.view, found.start(), found.start() + end)
    near = run.view.lower[max(0, found.start() - _NEAR) : found.start()]
    is_whole = len(found[0].translate(_UNSEPARATED)) == length
    if "iban" in near or (is_whole and known.own_accounts.search(near)):
        return Secret("iban", run.view, *found.span(), "medium")
    return None


def _iban_end(text: str, length: int) -> int:
    """Where the account number of this length ends, if its check digits are right (ISO 7064, mod 97-10); else 0."""
    plain = text.translate(_UNSEPARATED)[:length]
    if len(plain) < length or int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 != 1:
        return 0
    places = [place for place, character in enumerate(text) if character not in " -"]
    return places[length - 1] + 1


def _cards(run: Candidate, known: Words) -> Iterator[Secret]:
    if run.end - run.start < _SHORTEST_CARD:
        return
    for found in _GROUPED.finditer(run.view.text, run.start, run.end):
        confidence = _card(run, found, known)
        if confidence:
            yield Secret("card", run.view, *found.span(), confidence)


def _accounts(run: Candidate, known: Words) -> Iterator[Secret]:
    """Numbers that the words before them name."""
    text, done = run.view.text, list[tuple[int, int]]()
    for pattern, kind, words_for in _NAMED:
        for found in pattern.finditer(text, run.start, run.end):
            digits = sum(map(str.isdigit, found[0]))
            if pattern is _GROUPED_ACCOUNT and not (found[1] and _LEAST <= digits <= _MOST):
                continue
            said = _said(run, found.start(), known)
            if said not in words_for or any(start < found.end() and found.start() < end for start, end in done):
                continue
            if said == "sort_brief" and not _WITH_ACCOUNT.match(text, found.end()):  # "we sort 10-20-30"
                continue
            if _is_meant(said, digits, run, known):
                done.append(found.span())
                yield Secret(kind, run.view, *found.span())
    pair = None if done else _PAIR.search(text, run.start, run.end)
    if pair and _speaks_of_banks(run, known):
        yield Secret("bank", run.view, *pair.span())


def _is_meant(said: str, digits: int, run: Candidate, known: Words) -> bool:
    """Whether a number of so many digits is what the word before it says: short ones say it of less, and beside banks only."""
    if said in _BRIEF:
        return digits >= _LEAST_BRIEF and _speaks_of_banks(run, known)
    if said == "payee":  # less may be an amount of money
        return digits >= _LEAST and _speaks_of_banks(run, known)
    return said != "account" or _speaks_of_banks(run, known)


def _card(run: Candidate, found: re.Match[str], known: Words) -> str:
    digits = "".join(filter(_DIGITS.__contains__, found[0]))
    if len(set(digits)) == 1 or not known.cards.fullmatch(digits):
        return ""
    said = _said(run, found.start(), known)
    if not shapes.luhn(digits):  # mistyped, and the card's all the same where the words say so
        return "medium" if said == "card" and found[1] and len(digits) == 16 else ""
    if said == "card":
        return "high"
    if said or is_in_address(token_before(run)) or run.text != found[0]:
        return ""
    if found[0].isdigit():
        return "medium" if len(digits) in (15, 16) else ""
    return "high"


def _said(run: Candidate, start: int, known: Words) -> str:
    """What the last known word of the sentence before a number says it is, if it stands near."""
    before, begin = context.before(run.view, start)
    if _NO.match(before):  # what stands before it may be shortened: "Acc. No."
        before = run.view.text[max(0, begin - _SHORT) : begin] + before
    lower = before.lower()
    said = known.kinds.said(lower)
    if not said or len(lower) - said[-1].end > (_BESIDE if said[-1].kind in _BRIEF else _NEAR):
        return ""
    return said[-1].kind


def _speaks_of_banks(run: Candidate, known: Words) -> bool:
    around = run.view.lower[max(0, run.start - _AROUND) : run.end + _AROUND]
    return bool(known.bank.said(around))
