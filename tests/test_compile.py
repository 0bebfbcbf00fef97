"""What the rules are compiled to is written so that another process may be writing it, too."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msglint import compile as compiler

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_two_processes_may_write_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, replace = tmp_path / "amazon.data", os.replace

    def after_another_process(source: str, place: str) -> None:
        with monkeypatch.context() as other:
            other.setattr(os, "replace", replace)
            other.setattr(os, "getpid", lambda: 0)
            compiler._write(str(target), b"theirs")
        replace(source, place)

    monkeypatch.setattr(os, "replace", after_another_process)
    compiler._write(str(target), b"ours")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("amazon.data", b"ours")]
