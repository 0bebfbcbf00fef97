"""The Python interface."""

from __future__ import annotations

import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import msglint
from msglint import prebuild
from msglint.errors import DraftError, SettingsError
from msglint.markup.tree import Element
from msglint.wording.passages import Passage

BREAKS = "Order 114-1234567-1234567\n\n\n\nDear Ann,\n"
ONLY = msglint.Settings(select=("excess-line-breaks",))


def test_public_names() -> None:
    names = ["Draft", "Envelope", "Finding", "Settings", "__version__", "lint", "lint_file"]
    assert msglint.__all__ == names
    assert all(hasattr(msglint, name) for name in names)
    with pytest.raises(AttributeError, match="module 'msglint' has no attribute 'check'"):
        _ = msglint.check  # type: ignore[attr-defined]


def test_a_finding_has_the_names_of_the_json() -> None:
    (found,) = msglint.lint(BREAKS, settings=ONLY)
    assert found.fields() == {
        "path": "draft.txt",
        "rule": "excess-line-breaks",
        "severity": "error",
        "confidence": "high",
        "message": found.message,
        "suggestion": found.suggestion,
        "clause": "excess-line-breaks",
        "line": 1,
        "column": 26,
        "end_line": 5,
        "end_column": 1,
        "start": 25,
        "end": 29,
        "excerpt": "\n\n\n\n",
    }


def test_settings_and_envelope() -> None:
    ignored = msglint.Settings(ignore=["excess-line-breaks", "undeclared-type"])  # type: ignore[arg-type]
    assert msglint.lint(BREAKS, settings=ignored) == []
    with pytest.raises(SettingsError, match="no rule or group 'emojis'"):
        msglint.lint("Hello", settings=msglint.Settings(select=("emojis",)))
    with pytest.raises(SettingsError, match="no message type 'x'"):
        msglint.lint("Hello", envelope=msglint.Envelope(type="x"))


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"\xef\xbb\xbf" + BREAKS.encode())
    (found,) = msglint.lint_file(path, settings=ONLY)
    assert (found.path, found.start) == (str(path), 25)
    with pytest.raises(DraftError, match=r"nowhere\.txt: no such file"):
        msglint.lint_file(tmp_path / "nowhere.txt")


def test_what_cannot_be_read_is_never_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise DraftError("front matter: not YAML", line=2)

    monkeypatch.setattr("msglint.api.read_draft", refuse)
    (found,) = msglint.lint("---\nx: [\n---\n")
    assert (found.rule, found.severity, found.line, found.message) == (
        "unreadable",
        "error",
        2,
        "front matter: not YAML",
    )


@pytest.mark.parametrize("readers", [{".TPL": "html"}, [[".tpl", "html"]], ((".Tpl", "html"),)])
def test_settings_may_be_lists_and_mappings(readers: object) -> None:
    given = msglint.Settings(
        select=["external-link"],  # type: ignore[arg-type]
        own_hosts=["sizes.lampworks.example"],  # type: ignore[arg-type]
        placeholders=["@{NAME}"],  # type: ignore[arg-type]
        readers=readers,  # type: ignore[arg-type]
    )
    text = "Sizes: https://sizes.lampworks.example/@{SIZE} <!-- https://lampworks.example -->"
    found = {
        name: [one.excerpt for one in msglint.lint(text, filename=name, settings=given)] for name in ("a.tpl", "a.txt")
    }
    assert found == {"a.tpl": [], "a.txt": ["https://lampworks.example"]}


@given(st.text(st.characters(codec=None)), st.sampled_from(["a.txt", "a.html", "a.eml", "a.md", "a"]))
@settings(max_examples=150, deadline=None)
def test_no_text_raises_and_every_excerpt_stands_in_it(text: str, filename: str) -> None:
    for found in msglint.lint(text, filename=filename):
        assert found.excerpt == text[found.start : found.end]


def test_threads_find_the_same() -> None:
    alone = msglint.lint(BREAKS)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == alone for found in pool.map(msglint.lint, [BREAKS] * 20))


HEAVY = {"bs4", "rich", "tldextract", "phonenumbers", "yaml", "click", "pathspec", "tomllib", "dataclasses", "pathlib"}


def imported(code: str, *arguments: str) -> set[str]:
    """The modules that a fresh interpreter has imported after this code."""
    msglint.lint("compiles the rules, if they changed")
    program = f"import sys\n{code}\nsys.stderr.write(' '.join(sys.modules))"
    root = str(Path(__file__).parents[1])
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": root},
    )
    return set(ran.stderr.split())


def test_importing_the_package_is_light() -> None:
    assert {name for name in imported("import msglint") if name.startswith("msglint")} == {"msglint"}
    assert "re" not in imported("import msglint")


def test_the_version_needs_nothing() -> None:
    modules = imported("from msglint.__main__ import main; main()", "--version")
    assert modules & (HEAVY | {"re", "typing", "json"}) == set()


def test_a_clean_text_file_needs_no_heavy_module(tmp_path: Path) -> None:
    path = tmp_path / "clean.txt"
    path.write_text(
        "Dear Ann,\n\nwe are short of the white shade for your order 114-1234567-1234567. "
        "Would the grey one do, or shall we refund it?\n\nKind regards,\nLamp Works\n"
    )
    modules = imported("from msglint.__main__ import _guarded\nassert _guarded(sys.argv[1:]) == 0", "check", str(path))
    assert modules & (HEAVY | {"json", "textwrap", "typing", "html", "heapq", "zlib", "encodings.cp1252"}) == set()
    assert "msglint.engine" in modules


@pytest.mark.parametrize("name", ["mail.txt", "mail.html"])
def test_with_patterns_kept_a_run_compiles_none(name: str, tmp_path: Path) -> None:
    prebuild.write(str(tmp_path))
    draft = tmp_path / name
    draft.write_text("<p>Dear Ann,</p>\n<p>3 &euro; f&uuml;r 114-1234567-1234567 :-) paid 2026-11-22, at ten.</p>")
    kept = f"from msglint import patterns, prebuilt\nkept = prebuilt.read({str(tmp_path)!r})\npatterns._kept = lambda: kept\n"
    modules = imported(f"{kept}from msglint.__main__ import _guarded\n_guarded(sys.argv[1:])", "check", str(draft))
    assert modules & {"re", "enum", "html"} == set()


@pytest.mark.parametrize("name", ["draft.txt", "draft.html"])
def test_a_draft_that_was_checked_takes_no_memory(name: str) -> None:
    def left() -> int:
        return sum(isinstance(one, Element | Passage) for one in gc.get_objects())

    gc.collect()
    before = left()
    gc.disable()
    try:
        assert msglint.lint("<p>Buy two, pay for one!</p> <b>Only today</b>\n" * 3, filename=name)
        assert left() == before
    finally:
        gc.enable()
