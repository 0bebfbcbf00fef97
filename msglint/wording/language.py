"""A language of a rule pack: how it is split, its word groups, its model."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, Any
from msglint.wording.lexicon import Lexicon
from msglint.wording.model import Model
from msglint.wording.purpose import Purposes
from msglint.wording.script import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from msglint.wording.lexicon import Chart

MOST_REMEMBERED = 20_000


class Language:
    """One language, from its compiled data (see ``msglint.wording.build``)."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        about, model = data["language"], data["model"]
        self.code: str = data["code"]
        self.name: str = about["name"]
        self.abbreviations = frozenset(about.get("abbreviations", ()))
        self.groups = frozenset(data["groups"])
        self.trust: Mapping[str, float] = about.get("trust", {})
        self.lexicon = Lexicon(data)
        self.script: str = about.get("script", "words")
        script = SCRIPTS[self.script]
        self.most_words = script.most_words
        self.gap_factor: int = about.get("gap_factor", script.gap_factor)
        self.model = Model({**model, "features": data["features"], "wholes": data["wholes"]}) if model else None
        self.purposes = Purposes(model["purposes"], script.shortest) if model else None
        self.purpose_thresholds: Mapping[str, float] = model["purposes"]["thresholds"] if model else {}
        self.thresholds: Mapping[str, Mapping[str, float]] = model["thresholds"] if model else {}
        self._charts: dict[tuple[str, ...], Chart] = {}

    def charts(self, units: Sequence[tuple[str, ...]]) -> list[Chart]:
        """What each unit spells out. A shop says the same again and again: what was read before is not read again."""
        if len(self._charts) > MOST_REMEMBERED:
            self._charts = {}
        known = self._charts
        unknown = [words for words in dict.fromkeys(units) if words not in known]
        if unknown:
            known.update(zip(unknown, self.lexicon.chart(unknown), strict=True))
        return [known[words] for words in units]
