"""Order ids: three digits, seven and seven, or ``D01`` for digital orders. As numbers they take little room."""

from __future__ import annotations

from msglint.envelope import ORDER_ID

_KINDS = {"D": 1, "S": 2}
_SHIFT = 60


def number_of(text: str) -> int:
    """The id as a number, another one for each id; 0 for what is no order id."""
    if not ORDER_ID.fullmatch(text):
        return 0
    kind = _KINDS.get(text[0], 0)
    return (kind << _SHIFT) + int(text.removeprefix("D").removeprefix("S").replace("-", ""))


def number_of_bytes(text: bytes) -> int:
    """The same for an id in a file of many: the usual form is read at once."""
    digits = text[:3] + text[4:11] + text[12:]
    if len(text) == 19 and text[3] == text[11] == 45 and digits.isdigit():
        return int(digits)
    return number_of(text.decode("ascii", "replace"))
