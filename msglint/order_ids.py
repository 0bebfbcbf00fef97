"""Order ids in what people read of a draft: right ones, and what was plainly meant to be one."""

from __future__ import annotations

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from msglint.draft import Span
    from msglint.reading import Reading

_DASH = r"[-‐-―−_/ ]"
_GAP = rf"\s?{_DASH}\s?"
_RIGHT = lazy(rf"(?<![A-Za-z0-9-])(\d{{3}}|[DS]\d\d){_GAP}(\d{{7}}){_GAP}(\d{{7}})(?!\d)")
_NEARLY = lazy(
    r"(?<![A-Za-z0-9_-])(?![\dDS]\d{2}[-‐-―−]\d{7}[-‐-―−]\d{7}(?![A-Za-z0-9_]))[\dDS][\dOIl]{1,3}[-‐-―−][\dOIl]{5,9}[-‐-―−][\dOIl]{5,9}(?![A-Za-z0-9_-])"
)
"""In scripts without spaces letters stand right before an id, and behind one."""
_NO_WORD = lazy(r"\W")
_SEVEN = lazy("[0-9]{7}")
"""A folded text has no other digits."""
_BETWEEN = lazy(r"[-‐-―−](?=[\dOIl]{5,9}[-‐-―−])")
_BETWEEN_HYPHENS = lazy(r"-(?=[\dOIl]{5,9}-)")
_OTHER_DASHES = "‐‑‒–—―−"
_MEANT = range(15, 20)
"""How many characters, dashes left out, what was meant to be an order id has; one has 17."""


class OrderId(NamedTuple):
    """An order id as Amazon writes it, and where it stands in the source; empty ``id``: it is none, but was meant to be."""

    id: str
    span: Span


def order_ids(reading: Reading) -> Iterator[OrderId]:
    """All order ids of a draft, text by text."""
    for view, runs in zip(reading.texts, reading.runs, strict=True):
        sevens = (found.start() for run in runs for found in _SEVEN.finditer(view.text, run.start, run.end))
        for found in _all(_RIGHT, view.text, sevens, range(4, 7)):
            first, second, third = (part if part[0] in "DS" else str(int("1" + part))[1:] for part in found.groups())
            yield OrderId(f"{first}-{second}-{third}", view.span(*found.span()))
        between = _BETWEEN if any(map(view.text.__contains__, _OTHER_DASHES)) else _BETWEEN_HYPHENS
        places = (found.start() for found in between.finditer(view.text))
        for found in _all(_NEARLY, view.text, places, range(4, 1, -1)):
            if len(_NO_WORD.sub("", found[0])) in _MEANT:
                yield OrderId("", view.span(*found.span()))


def _all(pattern: re.Pattern[str], text: str, inner: Iterable[int], before: range) -> Iterator[re.Match[str]]:
    """All matches of a pattern: those that begin so far before what is ``inner`` to them, and is found fast."""
    done = 0
    for at in inner:
        for far in before:
            found = pattern.match(text, at - far) if at - far >= done else None
            if found:
                done = found.end()
                yield found
                break
