"""What a message is as a whole: an order confirmation, a thank-you and nothing else, an advertisement … or none of these.

A small linear model over the sentences' chances and the groups that the message holds. Like the sentences' model it is
plain data, learned by ``scripts/train``.
"""

from __future__ import annotations

from math import exp, log

from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from msglint.wording.lexicon import Chart


class Told(NamedTuple):
    """What is known of one sentence: how many words, which groups, and how likely each label is."""

    words: int
    chart: Chart
    chances: Mapping[str, float]


def traits(sentences: Sequence[Told], shortest: int) -> dict[str, float]:
    """What a message is judged by.

    ``max LABEL`` and ``sum LABEL`` over its sentences, ``share`` of the sentences that no label explains, ``has GROUP``,
    ``first GROUP`` (its first real sentence), ``length``. Sentences of fewer words than ``shortest`` (greetings, names,
    captions) do not say what a message is for.
    """
    real = [sentence for sentence in sentences if sentence.words >= shortest]
    found = {"length": log(1 + len(real))}
    for label in real[0].chances if real else ():
        values = [sentence.chances[label] for sentence in real]
        found[f"max {label}"] = max(values)
        found[f"sum {label}"] = min(3.0, sum(values))
    unexplained = [1 - max(sentence.chances.values(), default=0.0) for sentence in real]
    if unexplained:
        found["share"] = sum(unexplained) / len(unexplained)
        found["unexplained"] = min(6.0, sum(unexplained))
    for group in {group for sentence in real for group in sentence.chart}:
        found[f"has {group}"] = 0.5
    for group in real[0].chart if real else ():
        found[f"first {group}"] = 0.5
    return found


class Purposes:
    """A trained model of purposes. ``data``: ``labels``, ``bias`` (one a label), ``traits`` (name to one weight a label)."""

    def __init__(self, data: Mapping[str, Any], shortest: int) -> None:
        self._shortest = shortest
        self.labels: tuple[str, ...] = tuple(data["labels"])
        self._bias: tuple[float, ...] = tuple(data["bias"])
        self._weights: Mapping[str, Sequence[float]] = data["traits"]

    def likeliest(self, sentences: Iterable[Told]) -> tuple[str, float]:
        """The likeliest purpose of a message, and how likely it is."""
        sums = list(self._bias)
        for name, value in traits(list(sentences), self._shortest).items():
            weights = self._weights.get(name)
            if weights:
                sums = [known + weight * value for known, weight in zip(sums, weights, strict=True)]
        best = max(range(len(sums)), key=sums.__getitem__)
        return self.labels[best], 1 / (1 + exp(-max(-40.0, min(40.0, sums[best]))))
