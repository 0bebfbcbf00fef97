"""For all tests: few drafts are checked by as many processes as are asked for, whatever machine this is."""

from __future__ import annotations

import pytest

from msglint import run


@pytest.fixture(autouse=True)
def every_process_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test names ``jobs`` it is about what several processes find, not about whether they pay."""
    monkeypatch.setattr(run, "processes", min)
