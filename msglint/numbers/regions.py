"""What phonenumbers knows of a number; imported with the first number that gets so far, and asked once for each."""

from __future__ import annotations

from functools import lru_cache

from msglint.typed import NamedTuple

UNKNOWN = "ZZ"


class Verdict(NamedTuple):
    """Whether a number is one that can be dialled: its length fits, it is in use, it is a mobile number."""

    possible: bool
    valid: bool
    mobile: bool


_NO = Verdict(False, False, False)


@lru_cache(maxsize=4096)
def judge(digits: str, region: str) -> Verdict:
    """The verdict on a number as it is dialled in a region; with a leading ``+``, anywhere."""
    import phonenumbers as known

    try:
        number = known.parse(digits, None if digits.startswith("+") else region)
    except known.NumberParseException:
        return _NO
    valid = known.is_valid_number(number)
    mobile = valid and known.number_type(number) in (
        known.PhoneNumberType.MOBILE,
        known.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )
    return Verdict(known.is_possible_number(number), valid, mobile)


def is_possible(digits: str, regions: tuple[str, ...]) -> bool:
    """Whether the length fits in one of the regions."""
    return any(judge(digits, region).possible for region in regions)


def is_valid(digits: str, regions: tuple[str, ...]) -> bool:
    """Whether the number is in use in one of the regions."""
    return any(judge(digits, region).valid for region in regions)


def is_mobile(digits: str, regions: tuple[str, ...]) -> bool:
    """Whether it is a mobile number in one of the regions."""
    return any(judge(digits, region).mobile for region in regions)
