"""What is no phone number by its shape: dates, hours, prices, order ids, bar codes, tax numbers, addresses of machines."""

from __future__ import annotations

import itertools
from functools import lru_cache

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.numbers.candidates import Candidate

_DASH = r"[-\u2010-\u2015\u2212]"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)[0-9]{2}"
_HOUR, _MINUTE = r"(?:[01]?[0-9]|2[0-4])", r"[0-5][0-9]"
_MONEY = r"(?:[€$£¥₹]|EUR|USD|GBP|CAD|AUD|CHF|PLN|SEK|INR|BRL|Rs\.?)"
_ALONE = r"(?<![0-9])(?<![0-9][.\-/])"
_ENDS = r"(?![.\-/]?[0-9])"
# what they begin with in front: most places are none
_SHAPES = lazy(
    r"(?=[0-9(€$£¥₹A-Z])(?:"
    + "|".join(
        (
            # order ids, however they are separated
            rf"{_ALONE}[0-9]{{3}}[ .\-\u2010-\u2015]{{1,3}}[0-9]{{7}}[ .\-\u2010-\u2015]{{1,3}}[0-9]{{7}}{_ENDS}",
            # dates
            rf"{_ALONE}{_YEAR}([-./]){_MONTH}\1{_DAY}{_ENDS}",
            rf"{_ALONE}{_DAY}([-./]) ?{_MONTH}\2 ?(?:{_YEAR}|[0-9]{{2}}){_ENDS}",
            rf"{_ALONE}{_MONTH}([-./]){_DAY}\3(?:{_YEAR}|[0-9]{{2}}){_ENDS}",
            rf"(?<![0-9])(?<![0-9] ){_DAY} {_MONTH} {_YEAR}(?! ?[0-9])",
            # years, seasons, invoice numbers that begin with a year
            rf"{_ALONE}{_YEAR} ?[-/\u2010-\u2015] ?{_YEAR}{_ENDS}",
            rf"{_ALONE}{_YEAR}[-/][0-9]{{5,8}}{_ENDS}",
            # opening hours
            rf"{_ALONE}{_HOUR}[.:h]{_MINUTE} ?{_DASH} ?{_HOUR}[.:h]{_MINUTE}{_ENDS}",
            rf"{_ALONE}(?:[01][0-9]|2[0-3])(?:00|15|30|45) ?{_DASH} ?(?:[01][0-9]|2[0-4])(?:00|15|30|45){_ENDS}",
            rf"(?<![0-9])24/7(?:/365)?{_ENDS}",
            rf"\({_HOUR} ?{_DASH} ?{_HOUR}\)",
            # prices
            rf"{_MONEY} ?[0-9][0-9.]*+",
            rf"(?<![0-9])[0-9]{{1,3}}(?:[. \u00a0\u202f][0-9]{{3}}){{0,6}}+(?:,[0-9]{{2}}(?![0-9])| ?{_MONEY})",
            # internet addresses, ZIP+4, tax and company numbers
            rf"{_ALONE}(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){{3}}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9]){_ENDS}",
            rf"{_ALONE}(?<![0-9)] )[0-9]{{5}}-[0-9]{{4}}{_ENDS}",
            rf"{_ALONE}[0-9]{{3}}\.[0-9]{{3}}\.[0-9]{{3}}-[0-9]{{2}}{_ENDS}",
            rf"{_ALONE}[0-9]{{2}}\.[0-9]{{3}}\.[0-9]{{3}}/[0-9]{{4}}-[0-9]{{2}}{_ENDS}",
            rf"{_ALONE}[0-9]{{3}} [0-9]{{3}} [0-9]{{3}} [0-9]{{5}}{_ENDS}",
        )
    )
    + ")"
)
_PLAIN_DATE = lazy(rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_BELGIAN = lazy(r"[01][0-9]{3}\.[0-9]{3}\.[0-9]{3}")
"""A company number of Belgium."""
IBAN = lazy(r"[A-Z](?<![A-Za-z0-9][A-Z])[A-Z][0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_IBAN_HEAD = lazy("[A-Z](?=[A-Z][0-9]{2}[ -]?[A-Z0-9]{4})(?<![A-Za-z0-9][A-Z])")
_BEFORE, _BEHIND, _IBAN = 6, 12, 40


def iban(run: Candidate) -> re.Match[str] | None:
    """The first thing in and around a run that looks like an IBAN, if it overlaps the run."""
    text = run.view.text
    if not _may_hold_iban(text):
        return None
    found = IBAN.search(text, max(0, run.start - _IBAN), run.end + _IBAN)
    return found if found and found.start() < run.end and found.end() > run.start else None


@lru_cache(maxsize=8)
def _may_hold_iban(text: str) -> bool:
    """Asked for every run of a text, one after the other."""
    return _IBAN_HEAD.search(text) is not None


def spans(run: Candidate) -> Iterator[tuple[int, int]]:
    """Where in and around a run something stands that has another well-known shape."""
    text = run.view.text
    account = iban(run)
    if account:
        yield account.span()
    elif run.end - run.start > len(run.digits):
        for found in _SHAPES.finditer(text, max(0, run.start - _BEFORE), run.end + _BEHIND):
            if found.end() > run.start and found.start() < run.end:
                yield found.span()


def is_known(digits: str, groups: list[str], text: str) -> bool:
    """Whether a whole run is an article's number, a list of counted things, a card or a date written as one number."""
    if len(groups) == 1:
        return is_article_number(digits) or bool(_PLAIN_DATE.fullmatch(digits))
    if len(set(digits)) > 2 and _counts_up(groups):
        return True
    if len(digits) in (10, 13) and "-" in text and len(groups[-1]) == 1 and len(groups) >= 4:
        return is_isbn(digits)
    if _BELGIAN.fullmatch(text):
        return int(digits[:8]) % 97 == 97 - int(digits[8:])
    return [len(group) for group in groups] == [4, 6, 5] and luhn(digits)


def _counts_up(groups: list[str]) -> bool:
    numbers = [int(group[:9]) for group in groups]
    steps = {later - earlier for earlier, later in itertools.pairwise(numbers)}
    zeros = any(group[0] == "0" and group != "0" for group in groups)
    return len(numbers) >= 4 and max(numbers) < 1000 and not zeros and len(steps) == 1 and 0 < min(steps) <= 10


def is_article_number(digits: str) -> bool:
    """Whether this is an EAN, UPC or GTIN: the length and the check digit are right."""
    if len(digits) not in (8, 12, 13, 14):
        return False
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return weighted % 10 == 0


def is_isbn(digits: str) -> bool:
    """Whether the check digit of an ISBN is right."""
    if len(digits) == 13:
        return digits.startswith(("978", "979")) and is_article_number(digits)
    return sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11 == 0


def luhn(digits: str) -> bool:
    """Whether the check digit of a card number is right (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
