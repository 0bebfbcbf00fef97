"""Makes drafts to measure with: the same bytes for the same seed, message N whatever else is made.

    python benchmarks/drafts.py FOLDER [--text 2000] [--html 500] [--faults 0.3] [--seed 1]

Clean drafts are full of near misses: order ids, article numbers, sizes, file names, dates. A share has a fault in it.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

NAMES = [
    "Ada",
    "Bruno",
    "Chen",
    "Dora",
    "Emil",
    "Fatma",
    "Goran",
    "Hana",
    "Ines",
    "Jonas",
    "Kofi",
    "Lena",
    "Marta",
    "Nils",
    "Oona",
    "Priya",
]
THINGS = [
    "desk lamp",
    "bread tin",
    "yoga mat",
    "garden hose",
    "phone stand",
    "rain cover",
    "wall clock",
    "tea pot",
    "tool bag",
    "bike light",
]
OPENINGS = (
    "Hello {name},",
    "Dear {name},",
    "Good morning {name},",
)
SENTENCES = (
    "this is about your order {order} of the {thing}.",
    "The {thing} (article {ean}) measures {a}.5 x {b}.2 cm and weighs {a}{b}0 g.The box is a little larger.",
    "Our warehouse packed it on {b}/{a}/2026 at {a}:{b}0 and the carrier has number {tracking}.",
    "Please find the manual.pdf attached; the drawing on page {a} shows how the parts fit together.",
    "You can answer this message at any time, e.g.with a photo of the label.",
    "Screw the M{a} bolt in by hand first, then tighten it with the key that is in the bag.",
    "If a part is missing, tell us its number from list {a}-{b} and we send it at once.",
    "The warranty lasts {a} years from the day of delivery, see section {b}.{a} of the sheet.",
    "We have changed the address as you asked, and everything else stays as it was.",
    "It runs with Node.js version {a}.{b} or newer, as the settings.ini on the card says.",
    "Nothing else is needed from you at the moment.",
    "The refund of {a}{b},90 € will be on your statement within {b} days.",
)
FAULTS = (
    "See more at https://www.{name}-lamps.com/new today.",
    "Call us on +44 20 7946 0{a}{b}8 when you have a minute.",
    "Write to help@{name}-store.co.uk instead.",
    "Leave us five stars and we send you a gift card.",
    "Everybody here says thank you \U0001f600",
    "Only review us if you are happy, otherwise write to us first.",
    "Use code SAVE{a}{b} in our shop for your next order.",
)
CLOSINGS = ("Kind regards,\n{name}", "Best wishes\n{name} from the workshop", "Yours\n{name}")


def message(number: int, seed: int, *, faulty: bool) -> list[str]:
    """The paragraphs of one message."""
    rng = random.Random(f"{seed} {number}")
    chosen = rng.choices(SENTENCES, k=rng.randint(3, 24))
    if faulty:
        chosen.insert(rng.randrange(len(chosen)), rng.choice(FAULTS))
    chosen[0] = SENTENCES[0]
    paragraphs, at = [rng.choice(OPENINGS)], 0
    while at < len(chosen):
        count = rng.randint(1, 4)
        paragraphs.append(" ".join(chosen[at : at + count]))
        at += count
    paragraphs.append(rng.choice(CLOSINGS))
    return [paragraph.format_map(_words(rng)) for paragraph in paragraphs]


def _words(rng: random.Random) -> dict[str, object]:
    digits = "".join(rng.choices("0123456789", k=14))
    ean = "40" + digits[:10]
    check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(ean)) % 10
    return {
        "name": rng.choice(NAMES),
        "thing": rng.choice(THINGS),
        "order": f"114-{digits[:7]}-{digits[7:]}",
        "ean": f"{ean}{check}",
        "tracking": f"1Z999AA1{digits[:10]}",
        "a": rng.randint(2, 9),
        "b": rng.randint(2, 9),
    }


def text_draft(number: int, seed: int = 1, *, faulty: bool = False) -> str:
    """One message as plain text."""
    return "\n\n".join(message(number, seed, faulty=faulty)) + "\n"


def html_draft(number: int, seed: int = 1, *, faulty: bool = False, size: int = 15_000) -> str:
    """One message as an HTML mail of tables, of about ``size`` characters."""
    rng = random.Random(f"{seed} {number} html")
    rows, length = [], 0
    wanted = rng.uniform(0.2, 1.8) * size
    while length < wanted:
        words = message(number * 1000 + len(rows), seed, faulty=faulty and not rows)
        row = "".join(
            f'<tr><td class="cell c{rng.randrange(8)}" valign="top" width="{rng.randint(200, 500)}">\n'
            f"<!-- row {len(rows)} --><p>{_marked(paragraph)}</p>\n</td></tr>\n"
            for paragraph in words
        )
        rows.append(f'<table role="presentation" cellpadding="0" cellspacing="0" border="0">\n{row}</table>\n')
        length += len(rows[-1])
    styles = "\n".join(f".c{n} {{ vertical-align: top; border-collapse: collapse; }}" for n in range(8))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Your order</title>\n<style>\n{styles}\n'
        f"</style></head>\n<body>\n{''.join(rows)}</body></html>\n"
    )


def _marked(paragraph: str) -> str:
    escaped = paragraph.replace("&", "&amp;").replace("\n", "<br>\n").replace("€", "&euro;")
    head, space, rest = escaped.partition(" ")
    return f"<b>{head}</b>{space}{rest}"


def write(folder: Path, texts: int, pages: int, faults: float = 0.0, seed: int = 1) -> None:
    """Write so many drafts of each kind below a folder."""
    for kind, count, make in (("txt", texts, text_draft), ("html", pages, html_draft)):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            faulty = random.Random(f"{seed} {number} fault").random() < faults
            path = folder / kind / f"{number:05}.{kind}"
            path.write_text(make(number, seed, faulty=faulty), "utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--text", type=int, default=2000)
    parser.add_argument("--html", type=int, default=500)
    parser.add_argument("--faults", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, given.text, given.html, given.faults, given.seed)
