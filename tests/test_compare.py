"""Comparing two states of the rules: what is gained, what is lost, and a base that is none."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from project_scripts import script

from msglint.packs import OwnPack

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def compare() -> ModuleType:
    return script("compare")


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    folder = tmp_path / "messages"
    folder.mkdir()
    (folder / "a.txt").write_text("Order 114-1234567-1234567\n\nSee http://lampworks.example now.", "utf-8")
    (folder / "notes.csv").write_text("http://lampworks.example", "utf-8")
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the rules, in English only: others take their time to compile, and the messages have none."""
    folder = tmp_path / "rules" / "amazon"
    others = [one.name for one in Path(OwnPack().folder, "lang").iterdir() if one.name != "en"]
    shutil.copytree(OwnPack().folder, folder, ignore=shutil.ignore_patterns("examples", *others))
    return folder


def test_the_same_rules(compare: ModuleType, base: Path, messages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main([str(base), str(messages)]) == 0
    assert capsys.readouterr().out == "1 messages: 0 findings gained, 0 lost\n"


def test_what_is_gained_and_lost(
    compare: ModuleType, base: Path, messages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
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


def test_a_revision(compare: ModuleType, messages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("an unpacked archive has no revisions to compare with; .ci/run tests a clone")
    assert compare.main(["HEAD", str(messages)]) == 0
    assert "1 messages:" in capsys.readouterr().out


@pytest.mark.parametrize("base", ["no-such-revision", "--output=x"])
def test_what_is_neither(compare: ModuleType, base: str, messages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main(["--", base, str(messages)]) == 2
    assert "neither a folder nor a git revision" in capsys.readouterr().err
