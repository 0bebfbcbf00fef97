"""Comparing two states of the rules: what is gained, what is lost, and a base that is none."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from msglint.packs import OwnPack

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def compare():
    spec = importlib.util.spec_from_file_location("compare", ROOT / "scripts" / "compare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["compare"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    folder = tmp_path / "messages"
    folder.mkdir()
    (folder / "a.txt").write_text("Order 114-1234567-1234567\n\nSee http://lampworks.example now.", "utf-8")
    (folder / "notes.csv").write_text("http://lampworks.example", "utf-8")
    return folder


def test_the_same_rules(compare, messages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main([OwnPack().folder, str(messages)]) == 0
    assert capsys.readouterr().out == "1 messages: 0 findings gained, 0 lost\n"


def test_what_is_gained_and_lost(compare, messages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = tmp_path / "rules" / "amazon"
    shutil.copytree(OwnPack().folder, base)
    (base / "insecure-link.yaml").unlink()
    rule = (base / "external-link.yaml").read_text("utf-8").replace("id: external-link", "id: other-link")
    (base / "other-link.yaml").write_text(rule, "utf-8")
    assert compare.main([str(base.parent), str(messages)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "insecure-link                1 gained     0 lost\nother-link                   0 gained     1 lost\n"
    )
    assert f"  + {messages / 'a.txt'}:3 high: http://lampworks.example\n" in out
    assert out.endswith("1 messages: 1 findings gained, 1 lost\n")
    assert compare.main([str(base.parent), str(messages), "--rules", "other-link"]) == 0
    assert "insecure-link" not in capsys.readouterr().out


def test_a_revision(compare, messages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if subprocess.run(["git", "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, check=False).returncode:
        pytest.skip("not a git clone")
    assert compare.main(["HEAD", str(messages)]) == 0
    assert "1 messages:" in capsys.readouterr().out


@pytest.mark.parametrize("base", ["no-such-revision", "--output=x"])
def test_what_is_neither(compare, base: str, messages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main(["--", base, str(messages)]) == 2
    assert "neither a folder nor a git revision" in capsys.readouterr().err
