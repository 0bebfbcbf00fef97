"""Shapes: two or three groups that together make a violation, wherever and in whichever words they stand.

A shape is free of language; it names groups, and each language fills them.

    join     the groups, all of which have to occur
    within   in so many neighbouring sentences of one paragraph (1)
    gap      at most so many words between neighbours
    ordered  in the order in which they are named
    apart    no word may count for two groups ("not happy" is not happy and unhappy)
    unless   groups that must not occur in the same sentences

The group ``QUOTED`` stands for words between quotation marks. A line that begins with ">" is quoted: the buyer's words,
in which nothing is found.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise, product

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.lexicon import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from msglint.wording.passages import Sentence
    from msglint.wording.units import Unit

QUOTE = ">"
QUOTED = "QUOTED"
LONGEST_LIST = 20
"""So many lines that begin with ">" are looked through for what they follow."""
LONGEST_LINE = 2_000
"""In longer lines it is not asked what they begin with: nobody quotes so."""
_QUOTATION = lazy(
    r"""(?<!\w)["“”„'‘’«‹][^"“”„‘«»‹›「」『』\n]{3,300}?["“”'’»›](?!\w)"""
    r"""|[「『][^「」『』\n]{2,300}?[」』]|(?<=[\u3005-\u9fff])["“][^"“”\n]{2,300}?["”](?=[\u3001-\u9fff])"""
)
MOST_PLACES = 4
"""Of each group, only so many places in a stretch of sentences are tried: the first ones."""


class Shape(NamedTuple):
    """One shape. A ``sure`` one is worth a finding in a language without a model, a ``plain`` one even if the model does not see it."""

    join: tuple[str, ...]
    within: int = 1
    gap: int | None = None
    ordered: bool = False
    unless: tuple[str, ...] = ()
    sure: bool = False
    apart: bool = False
    plain: bool = False


class Place(NamedTuple):
    """Where a shape was found: from a word of one sentence to a word (exclusive) of the same or a later one."""

    first: int
    start: int
    last: int
    end: int

    def parts(self, sentences: Sequence[Sentence]) -> Iterator[Place]:
        """The place, cut where sentences end."""
        for number in range(self.first, self.last + 1):
            start = self.start if number == self.first else 0
            end = self.end if number == self.last else len(sentences[number].words)
            yield Place(number, start, number, end)


def shape_of(raw: Mapping[str, Any], gap_factor: int = 1) -> Shape:
    """A shape from a rule file, whose gaps are counted in words of a language that is written with spaces."""
    return Shape(
        tuple(raw["join"]),
        raw.get("within", 1),
        raw["gap"] * gap_factor if "gap" in raw else None,
        raw.get("ordered", False),
        tuple(raw.get("unless", ())),
        raw.get("sure", False),
        raw.get("apart", False),
        raw.get("plain", False),
    )


def places(shape: Shape, sentences: Sequence[Sentence]) -> Iterator[Place]:
    """The places of a shape in a passage, at most one for each sentence it begins in."""
    for first, sentence in enumerate(sentences):
        if not _may_begin(shape, sentence):
            continue
        stretch = [sentence]
        place = _tightest(shape, first, stretch)
        while place is None and len(stretch) < shape.within and first + len(stretch) < len(sentences):
            following = sentences[first + len(stretch)]
            if following.unit.block > stretch[-1].unit.block + 1 or _is_quoted(following):
                break
            stretch.append(following)
            place = _tightest(shape, first, stretch)
        if place is not None:
            yield place


def _may_begin(shape: Shape, sentence: Sentence) -> bool:
    return (QUOTED in shape.join or not sentence.chart.keys().isdisjoint(shape.join)) and not _is_quoted(sentence)


def is_quoted(place: Place, sentence: Sentence) -> bool:
    """Whether words of one sentence are somebody else's: between quotation marks, or in a line that begins with ">"."""
    return _is_quoted(sentence) or any(a <= place.start and place.end <= b for a, b in _quoted(sentence.unit))


def _is_quoted(sentence: Sentence) -> bool:
    """Whether the sentence stands in a line that begins with ">", or is one, and that is no bullet of the seller's."""
    text, start = sentence.unit.view.text, sentence.unit.start
    line = start if text.startswith(QUOTE, start) else text.rfind("\n", max(0, start - LONGEST_LINE), start) + 1
    return text.startswith(QUOTE, line) and (line > 0 or start < LONGEST_LINE) and not _is_bullet(text, line)


def _is_bullet(text: str, line: int) -> bool:
    """Whether ">" at the beginning of a line is an arrow of the seller's: ">> Order now" is a button, and what follows a
    heading at once is its list. Quotations stand behind a blank line, or one that ends in a stop or a colon.
    """
    if text.startswith(QUOTE * 2, line):
        return True
    above = QUOTE
    for _ in range(LONGEST_LIST):
        begin = text.rfind("\n", max(0, line - LONGEST_LINE), max(0, line - 1)) + 1
        above, line = text[begin:line].strip(), begin
        if not above.startswith(QUOTE):
            break
    return bool(above) and above[-1].isalnum() and not above.startswith(QUOTE)


def _tightest(shape: Shape, first: int, stretch: Sequence[Sentence]) -> Place | None:
    """The shortest run of words in these sentences, and in no fewer, that holds all groups of the shape."""
    offsets = [0]
    for sentence in stretch:
        offsets.append(offsets[-1] + len(sentence.words))
    if any(group in sentence.chart for sentence in stretch for group in shape.unless):
        return None
    found = []
    for group in shape.join:
        hits = [
            Hit(hit.start + offset, hit.end + offset)
            for sentence, offset in zip(stretch, offsets, strict=False)
            for hit in _hits(sentence, group)[:MOST_PLACES]
        ]
        if not hits:
            return None
        found.append(hits)
    runs = [run for chosen in product(*found) if (run := _run(shape, chosen)) and run.end > offsets[-2]]
    runs = [run for run in runs if run.start < offsets[1]]
    if not runs:
        return None
    best = min(runs, key=lambda run: (run.end - run.start, run.start))
    return Place(first, best.start, first + len(stretch) - 1, best.end - offsets[-2])


def _hits(sentence: Sentence, group: str) -> list[Hit]:
    if group == QUOTED:
        return list(_quoted(sentence.unit))
    return sorted(set(sentence.chart.get(group, ())))


def _quoted(unit: Unit) -> Iterator[Hit]:
    """The words between quotation marks."""
    starts: list[int] = []
    for found in _QUOTATION.finditer(unit.view.text, unit.start, unit.end):
        starts = starts or [word.start for word in unit.words]
        first, last = bisect_left(starts, found.start()), bisect_left(starts, found.end())
        if first < last:
            yield Hit(first, last)


def _run(shape: Shape, chosen: tuple[Hit, ...]) -> Hit | None:
    ordered = sorted(chosen)
    if shape.ordered and ordered != list(chosen):
        return None
    for one, following in pairwise(ordered):
        if shape.apart and following.start < one.end:
            return None
        if shape.gap is not None and following.start - one.end > shape.gap:
            return None
    return Hit(ordered[0].start, max(hit.end for hit in ordered))
