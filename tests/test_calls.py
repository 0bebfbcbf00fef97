"""Scripts for calls to buyers, by what they say, when they are for, and which number they use."""

from __future__ import annotations

from datetime import date

import pytest

import msglint
from msglint.envelope import Delay

CLEAN = "Hello, the driver has your parcel and does not find your door."


def found_in(text: str, **known: object) -> list[str]:
    envelope = msglint.Envelope(**{"channel": "phone-script", "send": Delay("delivery", 0), **known})  # type: ignore[arg-type]
    return [one.excerpt for one in msglint.lint(text, envelope=envelope) if one.rule == "not-permitted-call"]


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "Hello, did your package arrive? The carrier reports that nobody was at home.",
        "Hello, how do you find us at the depot, and which gate is yours?",
        "Hello, are you happy with the new delivery date? Are you satisfied with Tuesday?",
        "I hope you are well. The courier needs a gate code.",
        "The courier's own number is on the card that he left. Which house number do you have?",
        "Dial +1 212-555-0147 x 12345, then ask for the delivery address.",
        "Votre lampe arrive demain. Êtes-vous à la maison ?",
    ],
)
def test_calls_about_a_delivery_are_left_alone(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Hello, we would like to know which colour you prefer.", ""),
        (f"{CLEAN} I hope you love it.", "hope you love"),
        (f"{CLEAN} I am glad your lamp arrived.", "glad your lamp arrived"),
        (f"{CLEAN} What number can I call?", "What number can I"),
        (f"{CLEAN} You can reach me on +1 212-555-0147.", "+1 212-555-0147"),
        (f"{CLEAN} Please write a review.", "write a review"),
    ],
)
def test_what_is_no_reason_for_a_call_is_shown(text: str, excerpt: str) -> None:
    assert found_in(text) == [excerpt]


@pytest.mark.parametrize(
    ("known", "count"),
    [
        ({"send": Delay("delivery", 0)}, 0),
        ({"send": Delay("delivery", 1)}, 1),
        ({"send": Delay("order", 60)}, 1),
        ({"send": None}, 1),
        ({"send": None, "send_date": date(2026, 11, 12)}, 1),
        ({"send": None, "send_date": date(2026, 11, 12), "latest_delivery_date": date(2026, 11, 12)}, 0),
        ({"send": None, "send_date": date(2026, 11, 13), "latest_delivery_date": date(2026, 11, 12)}, 1),
    ],
)
def test_calls_end_with_the_delivery(known: dict[str, object], count: int) -> None:
    assert len(found_in(CLEAN, **known)) == count


@pytest.mark.parametrize(("kind", "count"), [("problem-with-order", 0), ("send-invoice", 1), ("review-request", 1)])
def test_the_type_has_to_fit_a_call(kind: str, count: int) -> None:
    assert len(found_in(CLEAN, type=kind)) == count


@pytest.mark.parametrize("edition", ["2018-10", "2020-11"])
def test_calls_are_judged_in_every_edition(edition: str) -> None:
    envelope = msglint.Envelope(channel="phone-script")
    found = msglint.lint("Which colour?", envelope=envelope, settings=msglint.Settings(edition=edition))
    assert "not-permitted-call" in {one.rule for one in found if one.severity == "error"}
