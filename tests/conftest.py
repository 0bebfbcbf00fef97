"""For all tests, whatever machine and terminal this is: as many processes as are asked for, reports as wide as in a pipe."""

from __future__ import annotations

import pytest

from msglint import run


@pytest.fixture(autouse=True)
def the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test names ``jobs`` it is about what several processes find, not about whether they pay."""
    monkeypatch.setattr(run, "processes", min)
    monkeypatch.delenv("COLUMNS", raising=False)
