"""What YAML means in rule files, and where its values stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from msglint.errors import RuleError
from msglint.located import line_of, load_yaml

if TYPE_CHECKING:
    from pathlib import Path


def loaded(folder: Path, text: str) -> Any:
    file = folder / "facts.yaml"
    file.write_text(text, "utf-8")
    return load_yaml(str(file))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("words: [no, on, yes, Off]", ["no", "on", "yes", "Off"]),
        ("words: [true, False]", [True, False]),
        ("words: [1, 2.5, null, 2020-11-03]", [1, 2.5, None, "2020-11-03"]),
        ("no: 1\nwords: ['true']", ["true"]),
    ],
)
def test_no_and_on_are_words(text: str, expected: list[Any], tmp_path: Path) -> None:
    found = loaded(tmp_path, text)
    assert found["words"] == expected
    assert list(found) == [line.partition(":")[0] for line in text.splitlines()]


def test_places_are_known(tmp_path: Path) -> None:
    found = loaded(tmp_path, "id: a\nwords:\n  - no\n  - on\n")
    assert found.line("words") == 2
    assert line_of(found["words"], 1, 0) == 4


@pytest.mark.parametrize("text", ["- a", "a: 1\na: 2", "a: [1", "no: 1\nno: 2"])
def test_what_is_no_mapping_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(RuleError):
        loaded(tmp_path, text)
