"""Plugins: readers, checks and formats of installed packages, as docs/plugins.md has them; and what is wrong with some."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pack_files import FILES

from msglint import Settings, lint
from msglint.__main__ import _guarded as msglint
from msglint.config import read_config
from msglint.engine import check_of
from msglint.errors import SettingsError
from msglint.plugins import plugin
from msglint.readers import read_draft
from msglint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parent.parent / "docs" / "plugins.md").read_text("utf-8")
SHOWN = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL))
POINTS = """\
[msglint.readers]
lampworks = lampworks_msglint:read

[msglint.checks]
lampworks = lampworks_msglint

[msglint.formats]
lampworks-tsv = lampworks_msglint:tsv
"""
CONFIG = '[readers]\n".lamp" = "lampworks"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty repository, and beside it a place for packages."""
    (tmp_path / "site").mkdir()
    place = tmp_path / "repository"
    (place / ".git").mkdir(parents=True)
    monkeypatch.chdir(place)
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("MSGLINT_DEBUG", raising=False)
    forget()
    yield place
    forget()
    for name in [name for name in sys.modules if name.startswith(("lampworks_", "broken_"))]:
        del sys.modules[name]


def forget() -> None:
    plugin.cache_clear()
    check_of.cache_clear()


def test_the_page_names_the_kinds_of_views_that_readers_make() -> None:
    text = 'Subject: a\n\n<p>b<img alt="c"><p style="display:none">d'
    made = {view.kind for view in read_draft("a.html", Source(text)).views()}
    listed = re.search(r"and views of it: (.*?)\. Views", PAGE)
    assert listed is not None
    assert set(re.findall("`([a-z]+)`", listed[1])) == made


def install(code: str, points: str, name: str = "lampworks-msglint") -> None:
    """A package as an installer leaves it."""
    site = Path("../site")
    (site / f"{name.replace('-', '_')}.py").write_text(code, "utf-8")
    told = site / f"{name.replace('-', '_')}-1.2.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", "utf-8")
    (told / "entry_points.txt").write_text(points, "utf-8")


def shown_package() -> None:
    install(SHOWN["lampworks_msglint.py"], POINTS)


def house(rule: str) -> None:
    """A pack with one more rule."""
    Path("house").mkdir()
    for name, text in {**FILES, "too-loud.yaml": rule}.items():
        path = Path("house", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_the_page_shows_the_entry_points_that_are_tested() -> None:
    table = re.sub(r'"(?=[\s\]])|(?<== )"', "", SHOWN["pyproject.toml"])
    for line in POINTS.splitlines():
        assert line.strip("[]").replace("msglint.", "") in table.replace("msglint.", ""), line


def test_a_reader_is_named_by_ending(capsys: pytest.CaptureFixture[str]) -> None:
    shown_package()
    Path("msglint.toml").write_text(CONFIG)
    draft = "%% a note of ours, ask tools@lampworks.example\nSee http://shop.example now.\n"
    Path("a.lamp").write_text(draft)
    assert msglint(["check", "--output-format", "json", "--select", "links,contact"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {(one["rule"], one["line"], one["excerpt"]) for one in found} == {
        ("external-link", 2, "http://shop.example"),
        ("insecure-link", 2, "http://shop.example"),
    }
    assert msglint(["check", "--output-format", "html", "--output-file", "page"]) == 1
    mail = Path("page").read_text().partition('class="mail">')[2].partition('class="source"')[0]
    assert ">http://shop.example<" in mail
    assert "tools@" not in mail
    Path("a.txt").write_text(draft)
    assert msglint(["check", "--no-config", "--output-format", "concise", "--select", "contact"]) == 1
    assert "a.txt:1:24: error email-address" in capsys.readouterr().out


def test_a_reader_of_msglint_for_another_ending(capsys: pytest.CaptureFixture[str]) -> None:
    Path("msglint.toml").write_text('[readers]\n".TPL" = "html"\n".note.tpl" = "text"\n')
    for name in ("a.tpl", "a.note.tpl"):
        Path(name).write_text("Order 114-1234567-1234567 <p style='text-align:center'>Hi</p>")
    assert msglint(["check", "--output-format", "concise", "--select", "text-alignment,emoji"]) == 1
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()][-1] == "a.tpl"
    assert msglint(["config"]) == 0
    assert 'readers = {".tpl" = "html", ".note.tpl" = "text"}' in capsys.readouterr().out


def test_a_format_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    shown_package()
    Path("a.txt").write_text("See http://shop.example now.\n")
    for arguments, config in ((["--output-format", "lampworks-tsv"], ""), ([], 'output-format = "lampworks-tsv"')):
        Path("msglint.toml").write_text(config)
        assert msglint(["check", "--select", "external-link", *arguments, "--output-file", "a.tsv", "a.txt"]) == 1
        assert Path("a.tsv").read_text() == "a.txt\t1\texternal-link\n"
    capsys.readouterr()


def test_a_check_of_another_package(capsys: pytest.CaptureFixture[str]) -> None:
    shown_package()
    house(SHOWN["too-loud.yaml"])
    assert msglint(["test-rules", "house"]) == 0
    Path("a.txt").write_text("Your lamp SHIPS ON MONDAY, all right?\n")
    capsys.readouterr()
    for jobs in ("1", "2"):
        Path("b.txt").write_text("Your lamp ships.\n")
        arguments = ["--rules", "house", "--output-format", "concise", "--jobs", jobs]
        assert msglint(["check", "a.txt", "b.txt", *arguments]) == 0
        assert "a.txt:1:11: warning too-loud" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("lampworks.loud", "lampwroks.loud", "no check module 'lampwroks' (did you mean 'lampworks'?)"),
        ("lampworks.loud", "lampworks.lod", "the check 'lampworks' of lampworks-msglint 1.2: 'lod': it has no such function"),
        ("lampworks.loud", "lampworks.tsv2", "it has no such function"),
        ("lampworks.loud", "lampworks.LEAST", "'check' must be module.function"),
        ("lampworks.loud", "links.is_own", "no check 'links.is_own'"),
        ("least: 2", "leest: 2", "unknown option 'leest' of lampworks.loud (did you mean 'least'?)"),
        ("least: 2", "least: two", "option 'least' must be a int, not 'two'"),
    ],
)  # fmt: skip
def test_a_rule_with_a_wrong_check(capsys: pytest.CaptureFixture[str], old: str, new: str, reason: str) -> None:
    shown_package()
    house(SHOWN["too-loud.yaml"].replace(old, new))
    Path("a.txt").write_text("Hi\n")
    assert msglint(["check", "a.txt", "--rules", "house"]) == 2
    said = capsys.readouterr().err
    assert re.match(r"msglint: house/too-loud\.yaml:\d+: ", said)
    assert reason in said


@pytest.mark.parametrize(
    ("code", "points", "reason"),
    [
        (SHOWN["lampworks_msglint.py"], POINTS, ""),
        (SHOWN["lampworks_msglint.py"].replace('"least"', '"fewest"'), POINTS, "9: unknown option 'least' of lampworks.loud"),
        (SHOWN["lampworks_msglint.py"].replace("loud", "noisy"), POINTS, "7: the check 'lampworks' of lampworks-msglint 1.2: 'loud'"),
        (SHOWN["lampworks_msglint.py"], "", "7: no check module 'lampworks'"),
    ],
    ids=["the same", "another option", "another name", "uninstalled"],
)  # fmt: skip
def test_a_pack_is_remembered_as_long_as_its_checks_fit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, code: str, points: str, reason: str
) -> None:
    shown_package()
    house(SHOWN["too-loud.yaml"])
    Path("a.txt").write_text("Your lamp SHIPS.\n")
    assert msglint(["check", "a.txt", "--rules", "house"]) == 0
    forget()
    del sys.modules["lampworks_msglint"]
    for path in Path("../site").glob("lampworks_msglint-*/*"):
        path.unlink()
    Path("../site/lampworks_msglint-1.2.dist-info").rmdir()
    install(f"{code}\n# another file\n", points)
    capsys.readouterr()
    if not reason:  # and then it is not compiled again
        monkeypatch.setattr("msglint.compile.compile_pack", None)
    assert msglint(["check", "a.txt", "--rules", "house"]) == (2 if reason else 0)
    assert capsys.readouterr().err.startswith(f"msglint: house/too-loud.yaml:{reason}" if reason else "")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_thing", "cannot be loaded: ModuleNotFoundError: No module named 'no_such_thing'"),
        ("raise OSError('no disk')", "cannot be loaded: OSError: no disk"),
        ("", "cannot be loaded: AttributeError: module 'broken_msglint' has no attribute 'run'"),
        ("run = 1", "it is no function; there has to be one that takes"),
        ("def run(one): yield", "takes (one) instead of"),
        ("def run(one, two, three): yield", "takes (one, two, three) instead of"),
    ],
)
@pytest.mark.parametrize("kind", ["reader", "format"])
def test_a_plugin_that_is_broken(
    folder: Path, capsys: pytest.CaptureFixture[str], kind: str, code: str, reason: str
) -> None:
    install(code, f"[msglint.{kind}s]\nbroken = broken_msglint:run\n", "broken-msglint")
    Path("a.lamp").write_text("Hi\n")
    if kind == "reader":
        Path("msglint.toml").write_text('own-hosts = ["broken.example"]\n' + CONFIG.replace("lampworks", "broken"))
        assert msglint(["check", "a.lamp"]) == 2
        begin = f"msglint: {folder / 'msglint.toml'}:3: "
    else:
        assert msglint(["check", "a.lamp", "--output-format", "broken"]) == 2
        begin = "msglint: --output-format: "
    out, err = capsys.readouterr()
    assert err.startswith(f"{begin}the {kind} 'broken' of broken-msglint 1.2")
    assert reason in err
    assert out == ""


FAILING = {
    "raises": ("    raise ValueError('secret of a buyer')", "failed (ValueError, broken_msglint.py:2)"),
    "none": ("    return None", "failed (TypeError, "),
    "numbers": ("    return [1]", "gave something else than "),
}


@pytest.mark.parametrize("name", FAILING)
@pytest.mark.parametrize("kind", ["reader", "format", "check"])
def test_a_plugin_that_fails(capsys: pytest.CaptureFixture[str], kind: str, name: str) -> None:
    code, reason = FAILING[name]
    points = f"[msglint.{kind}s]\nlampworks = broken_msglint{'' if kind == 'check' else ':loud'}\n"
    install(f"def loud(one, two):\n{code}\n", points, "broken-msglint")
    Path("a.lamp").write_text("Hi\n")
    Path("b.txt").write_text("See http://shop.example\n")
    arguments = ["check", "a.lamp", "b.txt"]
    if kind == "reader":
        Path("msglint.toml").write_text(CONFIG)
    elif kind == "format":
        arguments += ["--output-format", "lampworks", "--output-file", "report"]
    else:
        house(re.sub(r"options:\n.*\n", "", SHOWN["too-loud.yaml"]))
        arguments += ["--rules", "house"]
    assert msglint(arguments) == 2
    out, err = capsys.readouterr()
    assert f"the {kind} 'lampworks' of broken-msglint 1.2 {reason}" in err
    assert "secret" not in err
    assert not Path("report").exists()
    # one file that cannot be read stops no other
    assert ("external-link" in out) is (kind == "reader")


def test_a_name_that_nobody_has(capsys: pytest.CaptureFixture[str]) -> None:
    shown_package()
    Path("a.txt").write_text("Hi\n")
    assert msglint(["check", "a.txt", "--output-format", "lampworks-tvs"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("msglint: --output-format: no output format 'lampworks-tvs' (did you mean 'lampworks-tsv'?)")
    Path("msglint.toml").write_text('output-format = "sarfi"\n')
    assert msglint(["check", "a.txt"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("msglint: ")
    assert "msglint.toml:1: 'output-format': no output format 'sarfi' (did you mean 'sarif'?)" in said
    Path("msglint.toml").write_text(CONFIG.replace("lampworks", "lapmworks"))
    assert msglint(["check", "a.txt"]) == 2
    assert "msglint.toml:2: no reader 'lapmworks' (did you mean 'lampworks'?)" in capsys.readouterr().err
    with pytest.raises(
        SettingsError,
        match="no reader 'x'; there are eml, html, lampworks, payload, text, and no installed package has another",
    ):
        lint("Hi", settings=Settings(readers=((".x", "x"),)))


def test_a_name_that_two_packages_have(capsys: pytest.CaptureFixture[str]) -> None:
    shown_package()
    install("def tsv(a, b): yield ''", "[msglint.formats]\nlampworks-tsv = broken_msglint:tsv\n", "broken-msglint")
    Path("a.txt").write_text("Hi\n")
    assert msglint(["check", "a.txt", "--output-format", "lampworks-tsv"]) == 2
    assert "is in two installed packages, broken-msglint 1.2 and lampworks-msglint 1.2" in capsys.readouterr().err


def test_a_plugin_takes_no_name_of_msglint(capsys: pytest.CaptureFixture[str]) -> None:
    install("raise SystemError", "[msglint.formats]\njson = broken_msglint:run\n", "broken-msglint")
    Path("a.txt").write_text("Order 114-1234567-1234567\n")
    assert msglint(["check", "a.txt", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["errors"] == []


@pytest.mark.parametrize(
    "wrong", ['readers = ["a"]', '[readers]\ntpl = "html"', '[readers]\n".tpl" = 1', '[readers]\n".t*" = "html"']
)
def test_endings_that_are_none(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "msglint.toml"
    path.write_text(wrong)
    with pytest.raises(SettingsError, match="'readers"):
        read_config(str(path))


def test_nothing_is_looked_up_that_is_not_named() -> None:
    shown_package()
    Path("a.txt").write_text("See http://shop.example\n")
    Path("msglint.toml").write_text('[readers]\n".tpl" = "html"\n')
    program = (
        "import sys\nfrom msglint.__main__ import _guarded\n"
        "assert _guarded(['check', '--output-format', 'json', 'a.txt']) == 1\nprint(*sys.modules, file=sys.stderr)"
    )
    root = str(Path(__file__).parent.parent)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path("../site").resolve()), root])}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["findings"]
    loaded = done.stderr.split()
    assert not [name for name in loaded if name.startswith(("importlib.metadata", "msglint.plugins", "lampworks"))]
