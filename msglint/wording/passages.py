"""A draft's wording, read: each view's units with their words, the groups these spell out, and the model's opinion."""

from __future__ import annotations

from bisect import bisect_right

from msglint.draft import MASK
from msglint.typed import TYPE_CHECKING, NamedTuple
from msglint.wording.tongue import leaning
from msglint.wording.units import units_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msglint.draft import Part, Placeholder, Span
    from msglint.fold import Folded
    from msglint.reading import Reading
    from msglint.wording.language import Language
    from msglint.wording.lexicon import Chart
    from msglint.wording.units import Unit


class Sentence(NamedTuple):
    """A unit as the rules see it. ``words`` are those of the unit, placeholders as ``{name words}``.

    ``chances`` says for each label of the model how likely it is (empty without a model).
    """

    unit: Unit
    words: tuple[str, ...]
    chart: Chart
    chances: Mapping[str, float]

    def span(self, start: int, end: int) -> Span:
        """The words ``start`` up to but not including ``end``, in the source."""
        words = self.unit.words
        return self.unit.view.span(words[start].start, words[end - 1].end)


class Passage(NamedTuple):
    """The sentences of one view, in the language they were read in, and the groups that any of them holds."""

    view: Folded
    language: Language
    sentences: tuple[Sentence, ...]
    groups: frozenset[str]


def read_passages(reading: Reading) -> tuple[Passage, ...]:
    """The wording of all texts of a draft, in each of its languages that the rules know."""
    parts = [part for part in reading.draft.parts for _ in part.views]
    return tuple(
        read_passage(view, part, language)
        for language in languages_of(reading)
        for view, part in zip(reading.texts, parts, strict=True)
    )


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


def read_passage(view: Folded, part: Part, language: Language) -> Passage:
    """The wording of a view in a language."""
    units = list(units_of(view, language.abbreviations, language.most_words))
    spelled = [_spelled(unit, part.placeholders) for unit in units]
    charts = language.charts(spelled)
    model = language.model
    chances = model.chances(spelled, charts) if model else [{}] * len(units)
    sentences = tuple(map(Sentence, units, spelled, charts, chances))
    return Passage(view, language, sentences, frozenset().union(*charts))


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
