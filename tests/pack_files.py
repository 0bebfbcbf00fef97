"""A small pack of a shop's own, written into a folder for a test: one rule of patterns, one of wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "pack.yaml": """\
name: Lampworks house rules
default_edition: '1'
editions:
  - {id: '1', label: '2020', from: 2026-01-01, to: null}
""",
    "house-words.yaml": """\
id: house-words
group: house
summary: Words that our house does not use
meaning: We say lamp.
why: One name for one thing.
clauses: [marketing]
check: text.pattern
options:
  patterns: ['luminaires?', 'light(ing)? fixture']
message: "we do not say this"
suggest: "Write lamp."
examples:
  flag:
    - "Your ⟦luminaire⟧ ships on Monday."
    - "Two ⟦Luminaires⟧ and a ⟦light fixture⟧."
  pass:
    - "Your lamp ships on Monday."
    - {html: "<p>A lighting of lamps.</p>"}
""",
    "house-gift.yaml": """\
id: house-gift
group: house
summary: A gift for a rating
meaning: No gifts for ratings.
why: Amazon forbids it.
clauses: [review-incentive]
check: wording.meaning
options:
  shapes:
    - {join: [GIFT, RATING], unless: [NEVER], gap: 4, sure: true}
confidence: high
message: "this pays for a rating"
suggest: "Leave it out."
examples:
  flag:
    - "A ⟦gift for a rating⟧."
  pass:
    - "We never trade a gift for a rating."
""",
    "lang/en/language.yaml": """\
name: English
inflections:
  endings:
    - ['e', 1, [e, es, ed, ing]]
    - ['', 0, ['', s, ed, ing]]
""",
    "lang/en/groups/words.yaml": """\
GIFT: [gift, mug]
RATING: [rating, star~]
NEVER: [never]
""",
    "lang/en/examples.yaml": """\
house-gift:
  flag:
    - "A ⟦mug for five stars⟧, anyone?"
  pass:
    - "The mug has five handles."
""",
}


def write_pack(folder: Path) -> Path:
    """The pack, in a folder."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a part of one of the files; without ``old`` the file is a new one, or wholly another."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if old else ""
    assert old in before
    path.write_text(before.replace(old, new, 1) if old else new, "utf-8")
