"""Short cuts through the models: they may say more than there is, never less."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.lookup import Lookup, pack
from msglint.wording import runs
from msglint.wording.candidates import Candidates
from msglint.wording.model import DAMPING, FIELD, NOTICED, SCALE, Chances, Model
from msglint.wording.purpose import Purposes, Told, traits
from msglint.wording.rarity import Rarity
from msglint.wording.runs import Runs
from msglint.wording.shapes import QUOTED
from msglint.wording.tables import tables_of_model

if TYPE_CHECKING:
    from collections.abc import Iterator

LABELS = ["marketing", "opt-out", "thanks"]
ROWS = st.lists(st.tuples(st.floats(-12, 8), st.integers(-300, 300)), min_size=6, max_size=6)
TOTALS = st.lists(st.integers(-9_000, 9_000), min_size=3, max_size=3)
BIASES = st.lists(st.floats(-12, 3), min_size=3, max_size=3)
GROUPS = st.frozensets(st.sampled_from("ABCDE"))


def model(
    bias: list[float], low: float = 0.2, subjects: dict[str, list[float]] | None = None, **tables: Lookup
) -> Model:
    nothing = Lookup(pack({}))
    thresholds = {"marketing": {"low": low}, "opt-out": {"low": 0.2}}
    return Model(
        {
            "labels": LABELS,
            "subjects": subjects or {},
            "bias": bias,
            "paired": ["opt-out"],
            "thresholds": thresholds,
            "features": nothing,
            "runs": nothing,
            "wholes": nothing,
            **tables,
        }
    )


SUBJECTS = {"marketing": [3, 4, 0.75], "opt-out": [3, 5, 1.5]}


def packed(values: list[int]) -> int:
    return sum(value << (FIELD * number) for number, value in enumerate(values))


@given(BIASES, TOTALS, st.integers(1, 480), st.floats(0.03, 0.3))
def test_every_chance_that_may_count_is_noticed(bias: list[float], values: list[int], length: int, low: float) -> None:
    known, total = model(bias, low), packed(values)
    noticed = known.noticed(known.marks([(length, total)]))
    lazy = Chances(known, length, total)
    chances = {label: lazy.get(label) for label in LABELS}
    assert list(lazy.all()) == pytest.approx(list(chances.values()))
    assert lazy.get("another", 0.5) == known.chance("another", length, total, 0.5) == 0.5
    for label in LABELS:
        if chances[label] >= (min(NOTICED, low) if label == "marketing" else NOTICED):
            assert label in noticed


@given(ROWS, st.integers(1, 480))
def test_a_label_that_presupposes_a_subject_is_as_likely_as_both(rows: list[tuple[float, int]], length: int) -> None:
    bias, values = zip(*rows, strict=True)
    known, total = model(list(bias), subjects=SUBJECTS), packed(list(values))
    logits = [one + value / SCALE / sqrt(length + DAMPING) for one, value in rows]
    for label, (subject, given_, share) in SUBJECTS.items():
        both = chance(logits[int(subject)]) * chance(logits[int(given_)])
        # the label's own row takes the given one to be sure
        wanted = logits[LABELS.index(label)] + share * (log(both / (1 - both)) - logits[int(subject)])
        assert known.chance(label, length, total) == pytest.approx(chance(wanted), abs=1e-6)
        if known.chance(label, length, total) >= NOTICED:
            assert label in known.noticed(known.marks([(length, total)]))
    assert known.chance("thanks", length, total) == pytest.approx(chance(logits[2]))
    assert len(known.all_chances(length, total)) == len(LABELS)


def test_a_chance_is_noticed_in_any_of_several_units() -> None:
    known = model([-5.0, -5.0, -5.0])
    units = [(4, packed([0, 900, 0])), (9, packed([-900, -900, 900])), (9, packed([-5, -5, -5]))]
    assert known.noticed(known.marks(units)) == ("opt-out", "thanks")


def test_only_some_labels_are_noticed_in_pairs() -> None:
    known = model([-5.0, -5.0, -5.0])
    both = known.marks([(13, packed([0, 900, 900]))])
    assert known.noticed([], both) == ("opt-out",)
    assert known.noticed(both, []) == ("opt-out", "thanks")


def chance(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def any_of(promotion: float, thank_you: float, any_kind: float) -> float:
    return pytest.approx((1 - (1 - chance(promotion)) * (1 - chance(thank_you)) + chance(any_kind)) / 2)


def test_a_message_is_what_its_sentences_and_their_groups_speak_for() -> None:
    weights = {
        "max marketing": [2.0, 0.0, 0.0],
        "sum thanks": [0.0, 1.0, 1.0],
        "early thanks": [0.0, 0.0, 2.0],
        "share": [-1.0, 0.0, 0.0],
        "has A": [0.5, 0.0, 0.0],
        "first B": [0.0, 6.0, 0.0],
    }
    data = {"labels": ["promotion", "thank-you-only", "any"], "bias": [-1.0, -2.0, -3.0], "traits": weights}
    purposes = Purposes(data, LABELS)
    assert purposes.likeliest([]) == ("promotion", any_of(-1, -2, -3))
    promoting, thanking = Told("A", [0.9, 0.0, 0.1]), Told("B", [0.1, 0.0, 0.7])
    promotion = -1 + 1.8 - 0.2 + 0.25
    assert purposes.likeliest([promoting, thanking]) == ("promotion", any_of(promotion, -1.2, -0.8))
    assert purposes.likeliest([thanking, promoting]) == ("thank-you-only", any_of(promotion, 1.8, -0.8))
    late = [promoting] * 3 + [thanking]
    assert purposes.likeliest(late)[1] == any_of(-1 + 1.8 - 0.15 + 0.25, -1, -3 + 1 + 0.2)


@given(st.lists(st.tuples(GROUPS, st.lists(st.floats(0, 1), min_size=3, max_size=3)), max_size=12))
def test_purposes_are_judged_by_the_traits_they_learned_from(
    sentences: list[tuple[frozenset[str], list[float]]],
) -> None:
    told = [Told(groups, chances) for groups, chances in sentences]
    found = traits(LABELS, told)
    bias, names = -1.5, list(found)
    rows = {name: [at / 7 - 1] * 2 for at, name in enumerate(names)}
    data = {"labels": ["promotion", "any"], "bias": [bias, bias], "traits": rows}
    logit = bias + sum((at / 7 - 1) * found[name] for at, name in enumerate(names))
    assert Purposes(data, LABELS).likeliest(told)[1] == pytest.approx(chance(logit))


def test_shapes_are_looked_for_where_their_groups_are() -> None:
    alone, wide = {"join": ["A", "B"], "unless": ["C"]}, {"join": ["A", "D"], "within": 2}
    quoted = {"join": [QUOTED, "E"]}
    candidates = Candidates({"one": [alone, quoted], "two": [wide]})

    def found(*units: str) -> dict[str, list[tuple[str, ...]]]:
        sets = [frozenset(unit) for unit in units]
        rules = candidates.shapes(sets, frozenset().union(*sets), 1)
        return {rule: [shape.join for shape in shapes] for rule, shapes in rules.items()}

    assert found("AB", "C") == {"one": [("A", "B")]}
    assert found("ABC") == found("A", "B") == found("D") == found() == {}
    assert found("A", "D") == {"two": [("A", "D")]}
    assert found("E") == {"one": [(QUOTED, "E")]}


def test_runs_are_found_with_their_weights_before_and_after_all_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    features = {
        "^ the": "0:3",
        "the {order id}": "0:5 1:-2",
        "the {order id} is": "2:7",
        "order": "0:9",
        "a b c": "1:1",
    }
    made = tables_of_model(features)
    monkeypatch.setattr(runs, "MANY", 3)
    found = Runs(Lookup(pack(made["runs"])))
    words = ["^", "the", "{order id}", "is", "a", "b", "c", "a", "b"]
    for _ in range(2):
        weights = [packed([3]), packed([5, -2]), packed([0, 0, 7]), packed([0, 1])]
        assert found.hits(words) == list(zip([0, 1, 1, 4], [2, 3, 4, 7], weights, strict=True))
    assert made["features"] == {"order": 9}


def test_a_word_has_the_weights_of_its_parts_in_one() -> None:
    made = tables_of_model({"boxes": "0:5 1:-2", "~box": "1:-3 2:4", "~xes>": "0:-5", "order": "0:9"})
    assert made["wholes"] == {"boxes": packed([0, -5, 4]), "order": packed([9])}
    known = model([-5.0] * 3, **{name: Lookup(pack(table)) for name, table in made.items()})
    assert known.sums(("boxes", "order"), {}).here == packed([9, -5, 4])
    assert known.sums(("inboxes",), {}).here == packed([-5, -3, 4])


def test_all_runs_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Table(Lookup):
        times = 0

        def entries(self) -> Iterator[tuple[str, Any]]:
            self.times += 1
            return super().entries()

    table = Table(pack(tables_of_model({"the box": "0:5"})["runs"]))
    table["the box"], table["w0 w1"]  # half of it: the whole is unpacked
    table.times = 0
    monkeypatch.setattr(runs, "MANY", 3)
    found = Runs(table)
    assert found.hits([f"w{number}" for number in range(20)]) == []
    assert found.hits(["the", "box"]) == [(0, 2, 5)]
    assert table.times == 1


def test_a_pattern_waits_for_its_rarest_step() -> None:
    trie: dict[str, Any] = {"gift~": {"": ["GIFT"]}, "in": {"the": {"box": {"": ["GIFT"]}}}, "you": {"": ["YOU"]}}
    rarity = Rarity(trie, {"gifts": ["gift~"]}, {"gifts": 4, "in": 90, "the": 99, "box": 3, "you": 80, "your": 60})
    assert rarity.rarest("ASK", ["you", "GIFT", "the|in"]) == "GIFT"
    assert rarity.rarest("ASK", ["you*", "the"]) == "the"
    assert rarity.rarest("MORE", ["YOU", "ASK"]) == "YOU"
