"""A draft's wording, read: each view's units with their words, the groups these spell out, and the model's opinion."""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import partial
from itertools import pairwise

from msglint.draft import MASK
from msglint.remembered import cached_property
from msglint.typed import TYPE_CHECKING, NamedTuple
from msglint.wording.candidates import candidates_of
from msglint.wording.context import Surroundings
from msglint.wording.model import Chances
from msglint.wording.quotations import quotations_in, reported_in
from msglint.wording.tongue import leaning
from msglint.wording.units import units_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from msglint.draft import Draft, Part, Placeholder, Span
    from msglint.fold import Folded
    from msglint.reading import Reading
    from msglint.wording.candidates import Candidates
    from msglint.wording.language import Language, Said
    from msglint.wording.lexicon import Chart
    from msglint.wording.shapes import Shape
    from msglint.wording.units import Unit


MOST_READ = 200_000
"""So many characters of a draft's texts are read for their wording, fifty times what anyone writes to a buyer."""


class Sentence(NamedTuple):
    """A unit as the rules see it. ``words`` are those of the unit, placeholders as ``{name words}``.

    ``chances`` says for each label of the model how likely it is (None without a model); ``before`` and ``behind`` say
    so of the unit and its neighbour, read as one (None where there is no neighbour).
    """

    unit: Unit
    words: tuple[str, ...]
    chart: Chart
    chances: Chances | None
    before: Chances | None = None
    behind: Chances | None = None

    def chance(self, label: str) -> float:
        """How likely a label is, here or here and in a neighbour; 0 for one that the model does not know."""
        return max([one.get(label) for one in self._read(label)], default=0.0)

    def alone(self, label: str) -> float:
        """How likely a label is for the sentence by itself."""
        return self.chances.get(label) if self.chances else 0.0

    def reach(self, label: str) -> tuple[int, int]:
        """Which sentences the chance of a label is about: from how many before this one, to how many behind it."""
        best = max(self._read(label), key=lambda one: one.get(label))
        return (-1, 0) if best is self.before else (0, 1) if best is self.behind else (0, 0)

    def _read(self, label: str) -> list[Chances]:
        """The chances that count for a label, its own ones first."""
        if self.chances is None:
            return []
        if label not in self.chances.paired:
            return [self.chances]
        return [one for one in (self.chances, self.before, self.behind) if one]

    def goes_on(self, previous: Sentence) -> bool:
        """Whether it follows another one in the same text, closely enough to be read together with it."""
        return is_next(previous.unit, self.unit)

    def span(self, start: int, end: int) -> Span:
        """The words ``start`` up to but not including ``end``, in the source."""
        words = self.unit.words
        return self.unit.view.span(words[start].start, words[end - 1].end)


_sentence, _chances = partial(tuple.__new__, Sentence), partial(tuple.__new__, Chances)
"""Make one of its fields; there are many."""


class Passage:
    """The units of one view, in the language they were read in.

    ``said`` is what each says, ``totals`` what the features of each and of its neighbours add up to.
    ``groups`` are those that any of them holds, ``noticed`` the labels whose chances may count for any of them.
    """

    def __init__(self, view: Folded, language: Language, units: Sequence[Unit], said: Sequence[Said]) -> None:
        self.view, self.language, self.said = view, language, said
        self._units = units
        self.groups = frozenset[str]().union(*[one.groups for one in said])
        self.totals = _totals(said)
        model = language.model
        lengths = [len(one.words) for one in said]
        measures = list(zip(lengths, self.totals, strict=True))
        self._pairs = [
            (one[0] + other[0], one[1] + other[1]) if is_next(units[at], units[at + 1]) else None
            for at, (one, other) in enumerate(pairwise(measures))
        ]
        self._marks = model.marks(measures) if model else []
        self._pair_marks = model.marks(filter(None, self._pairs)) if model else []
        self.noticed = model.noticed(self._marks, self._pair_marks) if model else ()
        self.suspected: Mapping[str, Sequence[Shape]] = {}
        self.surroundings: Surroundings | None = None

    def suspect(self, candidates: Candidates) -> None:
        """Find out what of each rule has to be looked for: these shapes, and what the model sees. Others are not here."""
        shapes = candidates.shapes([one.groups for one in self.said], self.groups, self.language.gap_factor)
        self.suspected = {**dict.fromkeys(self.noticed, ()), **shapes}

    def chance(self, number: int, label: str) -> float:
        """How likely a label is for a sentence, by its number, with what the rest of the message tells."""
        if self.surroundings is None:
            self.surroundings = Surroundings([self])
        return self.surroundings.chance(self, number, label)

    def likely(self, label: str) -> list[int]:
        """The numbers of the sentences for which the chance of a label, here or in a neighbour, may count."""
        model = self.language.model
        if model is None or label not in self.noticed:
            return []
        bit = model.mark(label)
        found = {at for at, mark in enumerate(self._marks) if mark & bit}
        if label in model.paired:
            paired = [at for at, pair in enumerate(self._pairs) if pair]
            found.update(
                at + side for at, mark in zip(paired, self._pair_marks, strict=True) if mark & bit for side in (0, 1)
            )
        return sorted(found)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The units as the rules see them."""
        model = self.language.model
        if model is None:
            return tuple(
                Sentence(unit, one.words, one.chart, None) for unit, one in zip(self._units, self.said, strict=True)
            )
        pairs = [None, *[_chances((model, *pair)) if pair else None for pair in self._pairs], None]
        alone = [_chances((model, len(one.words), total)) for one, total in zip(self.said, self.totals, strict=True)]
        return tuple(
            [
                _sentence((unit, one.words, one.chart, chances, before, behind))
                for unit, one, chances, before, behind in zip(
                    self._units, self.said, alone, pairs, pairs[1:], strict=False
                )
            ]
        )

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Where words stand between quotation marks, in offsets of the view."""
        return quotations_in(self)

    @cached_property
    def reported(self) -> tuple[tuple[int, int], ...]:
        """Where words stand that are not the seller's, in offsets of the view."""
        return reported_in(self)


def is_next(unit: Unit, other: Unit) -> bool:
    """Whether another unit follows in the same paragraph, or begins the next one."""
    return unit.view is other.view and 0 <= other.block - unit.block <= 1


def _totals(said: Sequence[Said]) -> list[int]:
    """What the features of each of neighbouring units add up to, those that its neighbours have for it included."""
    totals = [one.sums.here for one in said]
    for at, one in enumerate(said):
        _, following, preceding = one.sums
        if following and at + 1 < len(totals):
            totals[at + 1] += following
        if preceding and at:
            totals[at - 1] += preceding
    return totals


def read_passages(reading: Reading) -> tuple[Passage, ...]:
    """The wording of all texts of a draft, in each of its languages that the rules know."""
    parts = [part for part in reading.draft.parts for _ in part.views]
    ends = _ends(reading)
    passages = tuple(
        read_passage(view, part, language, end)
        for language in languages_of(reading)
        for view, part, end in zip(reading.texts, parts, ends, strict=True)
    )
    candidates = reading.policy.derived(candidates_of)
    together: dict[Language, list[Passage]] = {}
    for passage in passages:
        passage.suspect(candidates)
        together.setdefault(passage.language, []).append(passage)
    for ones in together.values():
        surroundings = Surroundings(ones)
        for passage in ones:
            passage.surroundings = surroundings
    return passages


def too_long(draft: Draft) -> bool:
    """Whether a draft has so much text that the wording of some of it is not read."""
    return draft.letters > MOST_READ


def _ends(reading: Reading) -> list[int]:
    """Up to where each text is read."""
    left = MOST_READ if too_long(reading.draft) else sys.maxsize
    ends = []
    for view in reading.texts:
        ends.append(min(left, len(view.text)))
        left -= ends[-1]
    return ends


def languages_of(reading: Reading) -> list[Language]:
    """The languages whose wording is looked for: the draft's own; where it says too little to tell, those its few words
    speak for; all that it can be in, where they speak for none.
    """
    codes = reading.languages or leaning(reading, _of_latin_script(reading))
    return [language for code in codes if (language := reading.policy.language(code))]


def _of_latin_script(reading: Reading) -> list[str]:
    """The languages that a draft can be in of which nothing is known: other letters than Latin ones would have told."""
    others = reading.policy.facts["languages"]["scripts"]
    return [code for code in reading.policy.languages if code not in others]


def read_passage(view: Folded, part: Part, language: Language, end: int | None = None) -> Passage:
    """The wording of a view in a language, up to an offset if one is given."""
    units = list(units_of(view, language.cutting, end))
    said = [language.said(_spelled(unit, part.placeholders)) for unit in units]
    return Passage(view, language, units, said)


def _spelled(unit: Unit, placeholders: tuple[Placeholder, ...]) -> tuple[str, ...]:
    if not placeholders or not any(word[0] == MASK for word in unit.spelled):
        return unit.spelled
    return tuple(
        _named(unit.view, word.start, placeholders) if word.text[0] == MASK else word.text for word in unit.words
    )


def _named(view: Folded, at: int, placeholders: tuple[Placeholder, ...]) -> str:
    """The placeholder at an offset of a view as a word: ``{coupon code}``."""
    from msglint.checks.placeholders import words_of

    text, here = view, at
    while text.base is not None and text.kind != "part":
        here = text.to_base(here, here + 1).start
        text = text.base  # type: ignore[assignment]
    number = bisect_right(placeholders, here, key=lambda found: found.start) - 1
    name = words_of(placeholders[number].name) if number >= 0 else ""
    return "{" + name + "}"
