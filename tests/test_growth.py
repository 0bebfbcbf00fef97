"""Hostile drafts of four times the size take about four times as long: sixteen times would be quadratic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from growth import grows_evenly

from msglint import Settings, lint

if TYPE_CHECKING:
    from collections.abc import Callable

AREA = '<area href="http://x.example">'


@pytest.mark.parametrize("repeats", [1, 2])
def test_what_is_quadratic_is_told_from_what_is_not(repeats: int) -> None:
    def work(size: int) -> Callable[[], object]:
        return lambda: [None for _ in range(size**repeats)]

    assert grows_evenly(work, 600 if repeats == 2 else 1_000_000) == (repeats == 1)


@pytest.mark.parametrize(
    ("rule", "size", "draft"),
    [
        ("external-link", 2000, lambda size: '<img src="{{website_url}}">' * size),
        ("phone-number", 2000, lambda size: '<a href="tel:{{shop_phone}}">x</a>' * size),
        (
            "email-address",
            400,
            lambda size: f'<a href="mailto:{"q" * 200 * size}z@b.de">{"z@b.de " * 5 * size}</a>',
        ),
        ("logo-link", 2000, lambda size: f'<img src="a.png">{"<div>" * size}{AREA * size}'),
        ("logo-link", 2000, lambda size: f'<img src="a.png"><map name="m">{("<div>" + AREA) * size}'),
    ],
)
def test_hostile_drafts_take_linear_time(rule: str, size: int, draft: Callable[[int], str]) -> None:
    settings = Settings(select=(rule,), min_confidence="low")

    def work(size: int) -> Callable[[], object]:
        text = draft(size)
        return lambda: lint(text, filename="a.html", settings=settings)

    assert grows_evenly(work, size)
