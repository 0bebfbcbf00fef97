"""A buyer's own data in a draft, word for word as the order data has it: name, street, e-mail, telephone number …"""

from __future__ import annotations

import re
from itertools import chain

from msglint.draft import View
from msglint.fold import fold
from msglint.numbers.pieces import pieces
from msglint.privacy.found import Secret
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.fold import Folded
    from msglint.orders.order import Order
    from msglint.reading import Reading

_EXTENSION = re.compile(r"\s*(?:ext|x|#)", re.IGNORECASE)
_FEWEST_DIGITS, _COMPARED = 7, 9
_GAP = r"[\s,]{1,4}"
_LOOSE = r"[\s,]{0,4}"
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORTEST = {"street": 6, "text": 10, "place": 4}


def find(reading: Reading, order: Order) -> Iterator[Secret]:
    """All places in what people read. Telephone numbers are compared by their digits, whatever they look like."""
    for kind, text in order.personal:
        if kind == "phone":
            yield from _phones(reading, text)
            continue
        pattern = _pattern(kind, _plain(text), order.values)
        for view in reading.texts if pattern else ():
            if pattern and pattern[0] in view.lower:
                yield from (Secret(kind, view, *found.span()) for found in re.finditer(pattern[1], view.lower))


def _plain(text: str) -> str:
    """A value as the texts of a draft are compared: disguises and widths undone, in lower case."""
    folded: Folded = fold(View("value", text))
    return " ".join(folded.lower.split())


def _pattern(kind: str, text: str, values: Mapping[str, str]) -> tuple[str, str] | None:
    """A word that must occur, and the pattern; None for a value that says too little by itself."""
    words = text.replace(",", " ").split()
    if not words or len(text) < _SHORTEST.get(kind, 1):
        return None
    if kind == "name":
        return _name(words)
    if kind == "street" and not any(map(str.isdigit, text)):
        return None
    if kind == "place":
        city = _plain(values.get("city", "")).split()
        if not city:
            return None
        code, town = r"[\s-]?".join(map(re.escape, words)), _GAP.join(map(re.escape, city))
        return words[0], _bounded(rf"{code}{_GAP}{town}|{town}(?:{_GAP}\w{{2,20}})?{_GAP}{code}")
    return words[0], _bounded(_GAP.join(map(re.escape, words)))


def _name(words: list[str]) -> tuple[str, str] | None:
    """A full name, the family name first or last; a single word is one only in scripts without spaces."""
    if _WIDE.search("".join(words)):
        return (words[0], _LOOSE.join(map(re.escape, words))) if len("".join(words)) > 2 else None
    if len(words) < 2:
        return None
    given, family = r"\s+".join(map(re.escape, words)), rf"{re.escape(words[-1])},?\s+{re.escape(words[0])}"
    short = rf"{re.escape(words[0])}\s+{re.escape(words[-1])}"
    return words[-1], _bounded(f"{given}|{short}|{family}")


def _bounded(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)"


def _phones(reading: Reading, text: str) -> Iterator[Secret]:
    digits = re.sub("[^0-9]", "", _EXTENSION.split(text.strip().lstrip("xX#"))[0])
    if len(digits) < _FEWEST_DIGITS:
        return
    tail = digits[-_COMPARED:]
    for run in chain.from_iterable(map(pieces, reading.numbers)):
        if tail in run.digits or (len(run.digits) >= _FEWEST_DIGITS and digits.endswith(run.digits)):
            before = run.view.text[max(0, run.start - 2) : run.start]
            opening = len(before) - len(before.rstrip("(+"))
            yield Secret("phone", run.view, run.start - opening, run.end)
