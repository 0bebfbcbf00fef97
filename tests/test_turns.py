"""Drafts checked in turn: what comes of each is what came of it alone, in the order they were named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from msglint import run
from msglint.plan import Options, plan
from msglint.run import processes
from msglint.settings import Settings
from msglint.turns import at_once, in_turn

if TYPE_CHECKING:
    from msglint.turns import Steps

CORES = 4
SAMPLES = sorted(map(str, Path("samples").iterdir()))


def counting(name: str, steps: int, said: list[str]) -> Steps[str]:
    for step in range(steps):
        said.append(f"{name}{step}")
        yield
    return name


def test_a_step_of_each_in_turn() -> None:
    said: list[str] = []
    assert in_turn([counting("a", 1, said), counting("b", 3, said), counting("c", 0, said)]) == ["a", "b", "c"]
    assert said == ["a0", "b0", "b1", "b2"]
    assert at_once(counting("d", 2, said)) == "d"
    assert in_turn(iter(())) == []


@pytest.mark.parametrize(
    ("asked", "drafts", "started"),
    [
        (1, 5_000, 1),
        (2, 0, 1),
        (2, 199, 1),
        (2, 200, 2),
        (4, 350, 3),
        (4, 5_000, 4),
        (64, 5_000, CORES),
        (64, 12, 1),
    ],
)
def test_no_more_processes_are_started_than_pay(
    asked: int, drafts: int, started: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_cores", lambda: CORES)
    assert processes(asked, drafts) == started


def test_what_is_found_is_the_same_alone_and_in_turn() -> None:
    chosen = plan(Settings(), Options())
    alone = [checked for path in SAMPLES for checked in run.check_files([path], chosen)]
    assert run.check_files(SAMPLES, chosen) == alone


@pytest.mark.parametrize(
    ("sizes", "most", "expected"),
    [
        ([], 3, []),
        ([1, 1, 1, 1], 3, [3, 1]),
        ([1, 1, 1], 3, [3]),
        ([600_000, 600_000, 1], 3, [1, 2]),  # both at once would be more than is kept in memory
        ([5_000_000, 5_000_000], 3, [1, 1]),
        ([400_000, 400_000, 200_000, 1], 9, [3, 1]),
    ],
)
def test_portions(sizes: list[int], most: int, expected: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    paths = tuple(map(str, range(len(sizes))))
    monkeypatch.setattr(run, "size_of", lambda path: sizes[int(path)])
    portions = list(run._together(paths, most))
    assert [len(some) for some in portions] == expected
    assert tuple(path for some in portions for path in some) == paths


def test_a_mistake_of_ours_names_the_draft_it_was_made_at(monkeypatch: pytest.MonkeyPatch) -> None:
    read = run.read_draft

    def fails_at_one(name: str, *rest: Any) -> Any:
        if name == SAMPLES[1]:
            raise RuntimeError("a slip")
        return read(name, *rest)

    monkeypatch.setattr(run, "read_draft", fails_at_one)
    with pytest.raises(RuntimeError) as caught:
        run.check_files(SAMPLES[:3], plan(Settings(), Options()))
    assert caught.value.__notes__ == [SAMPLES[1]]
