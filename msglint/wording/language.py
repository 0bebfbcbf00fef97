"""A language of a rule pack: how it is split, its word groups, its model."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, Any, NamedTuple
from msglint.wording.context import Context
from msglint.wording.lexicon import Lexicon
from msglint.wording.model import Model, Sums
from msglint.wording.purpose import Purposes
from msglint.wording.script import SCRIPTS
from msglint.wording.units import Cutting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msglint.wording.lexicon import Chart

MOST_REMEMBERED = 20_000


class Said(NamedTuple):
    """What is known of a unit from its words alone: the groups they spell out, and what the model makes of them."""

    words: tuple[str, ...]
    chart: Chart
    groups: frozenset[str]
    sums: Sums


class Language:
    """One language, from its compiled data (see ``msglint.wording.build``)."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        about, model = data["language"], data["model"]
        self.code: str = data["code"]
        self.name: str = about["name"]
        self.groups = frozenset(data["groups"])
        self.lexicon = Lexicon(data)
        self.script: str = about.get("script", "words")
        script = SCRIPTS[self.script]
        self.cutting = Cutting(
            frozenset(about.get("abbreviations", ())), frozenset(about.get("unfinished", ())), script.most_words
        )
        self.gap_factor: int = about.get("gap_factor", script.gap_factor)
        self.model = Model({**data, **model}) if model else None
        self.context = Context(model["context"]) if model else None
        self.purposes = Purposes(model["purposes"], model["labels"]) if model else None
        self.purpose_thresholds: Mapping[str, float] = model["purposes"]["thresholds"] if model else {}
        self.thresholds: Mapping[str, Mapping[str, float]] = model["thresholds"] if model else {}
        self._said: dict[tuple[str, ...], Said] = {}

    def said(self, words: tuple[str, ...]) -> Said:
        """What a unit says. A shop says the same again and again, of other order numbers and dates: what was read before
        is not read again.
        """
        known = self._said.get(words)
        if known is None:
            words = self.lexicon.alike(words)
            known = self._said.get(words)
        if known is None:
            if len(self._said) > MOST_REMEMBERED:
                self._said = {}
            chart = self.lexicon.chart(words)
            sums = self.model.sums(words, chart) if self.model else Sums(0, 0, 0)
            known = self._said[words] = Said(words, chart, frozenset(chart), sums)
        return known
