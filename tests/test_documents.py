"""What is generated in `docs/` is current, the schemas say what the code says, and links lead somewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import jsonschema
import pytest
from markdown_it import MarkdownIt
from pack_files import FILES
from project_scripts import script

from msglint.commands.init import BASELINE, CONFIG
from msglint.config import read_config
from msglint.errors import SettingsError
from msglint.located import load_yaml

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")))
RULES = sorted(path for path in (ROOT / "rules" / "amazon").glob("*.yaml") if path.stem != "pack")


def validator(name: str) -> jsonschema.Draft7Validator:
    schema = json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


CONFIGURATION, RULE = validator("msglint"), validator("rule")


@pytest.fixture(scope="module")
def document() -> ModuleType:
    return script("document")


def test_generated_files_are_current(document: ModuleType) -> None:
    found = document.outdated(ROOT / "docs")
    assert not found, f"out of date in docs/: {', '.join(found)}. Run: python scripts/document.py"


def test_check_says_so_by_its_exit_status() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "document.py", "--check"], check=False)
    assert done.returncode == 0


def test_what_is_no_longer_generated_goes(document: ModuleType, tmp_path: Path) -> None:
    for name in ("rules/gone.md", "rules/emoji.md", "ci.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("old", "utf-8")
    assert {"rules/gone.md", "rules/emoji.md", "cli.md"} <= set(document.outdated(tmp_path))
    document.write(tmp_path)
    assert document.outdated(tmp_path) == []
    assert (tmp_path / "ci.md").read_text("utf-8") == "old"
    assert {path.stem for path in (tmp_path / "rules").iterdir()} == {"README", *(path.stem for path in RULES)}


EXAMPLE = re.search(r"## Configuration\n.*?```toml\n(.*?)```", README, re.DOTALL)
OVERRIDE = '[[overrides]]\nfiles = ["a/**"]\n'


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        (EXAMPLE[1] if EXAMPLE else "", True),
        (CONFIG, True),
        (BASELINE.format("msglint-baseline.json"), True),
        ('selct = ["links"]', False),
        ('select = "links"', False),
        ('select = ["house-rule"]\nrules = "house"', True),
        ('fail-on = "eror"', False),
        ('severity = {emoji = "warn"}', False),
        ('severity = {ALL = "warning", house-rule = "info"}', True),
        ('allow = {emoji = "x"}', False),
        ('allow = {emoji = [" "]}', False),
        ('send = "delivery + 2 weeks"', True),
        ('send = "delivery 7"', False),
        ('send = "deliver + 7 days"', False),
        ("handling = 4", True),
        ("handling = true", False),
        ('transit = "2 weeks"', True),
        ('transit = "long"', False),
        ('max-file-size = "5 MB"', True),
        ('max-file-size = "5 TB"', False),
        ('own-hosts = ["https://lamps.example"]', False),
        ('placeholders = ["NAME"]', False),
        ('placeholders = ["~NAME~"]', True),
        ('strict = "yes"', False),
        ("output-format = 1", False),
        ('[readers]\n".tpl" = "html"', True),
        ('[readers]\n".tpl" = 1', False),
        ('[readers]\ntpl = "html"', False),
        ('channel = "phone"', False),
        (OVERRIDE + 'type = "send-invoice"', True),
        (OVERRIDE + 'ignore = ["emoji"]', False),
        (OVERRIDE + 'ignore = {emoji = "our mascot"}', True),
        (OVERRIDE + 'ignore = {emoji = ""}', False),
        (OVERRIDE + "strict = true", False),
        ('[[overrides]]\nfiles = "a.txt"', True),
        ('[[overrides]]\ntype = "send-invoice"', False),
        ("[overrides]\nfiles = []", False),
    ],
)
def test_schema_and_code_agree_on_a_configuration(text: str, *, is_right: bool, tmp_path: Path) -> None:
    assert CONFIGURATION.is_valid(tomllib.loads(text)) is is_right
    (tmp_path / "msglint.toml").write_text(text.replace('extend = "../msglint.toml"', ""), "utf-8")
    if is_right:
        read_config(str(tmp_path / "msglint.toml"))
        return
    with pytest.raises(SettingsError):
        read_config(str(tmp_path / "msglint.toml"))


@pytest.mark.parametrize("path", RULES, ids=[path.stem for path in RULES])
def test_rule_files_fit_their_schema(path: Path) -> None:
    RULE.validate(load_yaml(str(path)))


@pytest.mark.parametrize(
    ("name", "old", "new", "is_right"),
    [
        ("house-words", "", "", True),
        ("house-gift", "", "", True),
        ("house-words", "check: text.pattern", "check: house_checks.own", True),
        ("house-words", "summary:", "sumary:", False),
        ("house-words", "patterns:", "pattern:", False),
        ("house-words", "options:\n  patterns: ['luminaires?', 'light(ing)? fixture']\n", "", False),
        ("house-words", "message:", "severity: bad\nmessage:", False),
        ("house-words", "message:", "channels: [email, api]\nmessage:", True),
        ("house-words", "message:", "channels: [mail]\nmessage:", False),
        ("house-words", "message:", "variants: {a: {mesage: b}}\nmessage:", False),
        ("house-words", "{html:", "{htm:", False),
        ("house-words", "{html:", "{text: also, html:", False),
        ("house-gift", "sure: true", "sure: 1", False),
        ("house-gift", "gap: 4", "gap: 400", False),
        ("house-gift", "join: [GIFT, RATING]", "join: [gift]", False),
        ("house-gift", "join: [GIFT, RATING],", "", False),
    ],
)
def test_schema_of_rule_files(tmp_path: Path, name: str, old: str, new: str, *, is_right: bool) -> None:
    content = FILES[f"{name}.yaml"]
    assert old in content
    (tmp_path / "rule.yaml").write_text(content.replace(old, new, 1), "utf-8")
    assert RULE.is_valid(load_yaml(str(tmp_path / "rule.yaml"))) is is_right


def anchors(path: Path) -> set[str]:
    """The names that GitHub gives to the headings of a page."""
    tokens = MarkdownIt().parse(path.read_text("utf-8"))
    headings = (after.content for token, after in pairwise(tokens) if token.type == "heading_open")
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_links_lead_to_a_page_and_a_heading(page: Path) -> None:
    tokens = MarkdownIt().enable("table").parse(page.read_text("utf-8"))
    inside = [child for token in tokens for child in token.children or ()]
    targets = [str(child.attrGet("href") or child.attrGet("src") or "") for child in inside]
    broken = []
    for target in targets:
        path, _, anchor = unquote(target).partition("#")
        if not target or re.match(r"[a-z]+:", target):
            continue
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert not broken
