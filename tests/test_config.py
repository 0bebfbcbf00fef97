"""The configuration file: found, read, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from msglint.config import find_config, read_config
from msglint.envelope import Delay, Envelope
from msglint.errors import SettingsError
from msglint.settings import Override, Settings

FULL = """\
select = ["links"]
ignore = ["emoji"]
min-confidence = "low"
fail-on = "warning"
edition = "2020-11"
marketplace = "DE"
language = "de"
type = "send-invoice"
channel = "message"
handling = 2
transit = "10 days"
window-from = "completion"
max-file-size = "2 MB"
exclude = ["old/"]
output-format = "json"

[[overrides]]
files = "reviews/**"
type = "review-request"
send = "delivery + 7 days"

[[overrides]]
files = ["fr/**", "*.fr.txt"]
marketplace = "FR"
language = "fr"
"""


def test_every_key(tmp_path: Path) -> None:
    path = tmp_path / "any.toml"
    path.write_text(FULL)
    assert read_config(str(path)) == Settings(
        select=("links",),
        ignore=("emoji",),
        min_confidence="low",
        fail_on="warning",
        edition="2020-11",
        window_from="completion",
        max_file_size=2 * 1024 * 1024,
        exclude=("old/",),
        output_format="json",
        envelope=Envelope(
            type="send-invoice", channel="message", marketplace="DE", language="de", handling=2, transit=10
        ),
        overrides=(
            Override(("reviews/**",), Envelope(type="review-request", send=Delay("delivery", 7)), number=0),
            Override(("fr/**", "*.fr.txt"), Envelope(marketplace="FR", language="fr"), number=1),
        ),
        root=str(tmp_path),
        file=str(path),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('slect = ["emoji"]', "unknown key 'slect' (did you mean 'select'?)"),
        ("qqqqqq = 1", "unknown key 'qqqqqq'"),
        ('select = "emoji"', "'select' must be a list of texts, not 'emoji'"),
        ("ignore = [1]", "'ignore' must be a list of texts, not [1]"),
        ("type = 3", "'type' must be a text, not 3"),
        (
            'fail-on = "eror"',
            "'fail-on' must be one of error, warning, info, not 'eror' (did you mean 'error'?)",
        ),
        ("min-confidence = 1", "'min-confidence' must be one of high, medium, low, not 1"),
        (
            'output-format = "jsn"',
            "'output-format': no output format 'jsn' (did you mean 'json'?)",
        ),
        ('max-file-size = "big"', "'max-file-size' must be a number of bytes or a text such as \"10 MB\", not 'big'"),
        ("max-file-size = true", "'max-file-size' must be a number of bytes or a text such as \"10 MB\", not True"),
        ("max-file-size = -1", "'max-file-size' must be a number of bytes or a text such as \"10 MB\", not -1"),
        ('exclude = ["!"]', "'exclude': Invalid git pattern: '!'"),
        ("transit = true", "'transit' must be a number of days or a text such as \"10 days\", not True"),
        ('handling = "soon"', "handling: 'soon' is no number of days; write it as '10 days'"),
        ('send = "dispatch + 2 days"', "send: no event 'dispatch'; it is one of order, shipment, delivery, completion"),
        ('[[overrides]]\nfiles = "x"\nsend = 3', "'overrides.send' must be a text, not 3"),
        ('overrides = "x"', "'overrides' must be written as [[overrides]] tables"),
        ("\n[[overrides]]", "[[overrides]] needs 'files', the patterns of the paths it is for"),
        ('[[overrides]]\nfile = "x"', "unknown key 'file' (did you mean 'files'?)"),
        ('[[overrides]]\nfiles = "x"\ntype = 1', "'overrides.type' must be a text, not 1"),
        ('severity = "x"', "'severity' must be a table of rules, not 'x'"),
        (
            '[severity]\nlinks = "info"\nemoji = "eror"',
            "'severity.emoji' must be one of error, warning, info, not 'eror' (did you mean 'error'?)",
        ),
        ('[allow]\nemoji = "x"', "'allow.emoji' must be a list of texts, not 'x'"),
        ('[allow]\nemoji = [" "]', "'allow.emoji' has an empty text, which would stand for nothing"),
        (
            '[[overrides]]\nfiles = "x"\nignore = ["gif"]',
            "'overrides.ignore' needs a reason for each rule; write ignore = {gif = \"why it may stay\"}",
        ),
        (
            '[[overrides]]\nfiles = "x"\n[overrides.ignore]\ngif = ""',
            "'overrides.ignore.gif' needs a reason: a text that says why it may stay",
        ),
        (
            '[[overrides]]\nfiles = "a"\n[[overrides]]\nfiles = "b"\n\n[[overrides]]\nfiles = "c"\ntpe = 1',
            "unknown key 'tpe' (did you mean 'type'?)",
        ),
        (
            'own-hosts = ["https://a.example/x"]',
            "'own-hosts' takes hosts such as sizes.lampworks.example, not 'https://a.example/x'",
        ),
        ('placeholders = ["NAME"]', "'placeholders' takes signs around the word NAME, such as \"@{NAME}\", not 'NAME'"),
        ('\nextend = "no.toml"', None),
        ("select = [", "not TOML: Invalid value"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(tmp_path: Path, text: str, message: str | None) -> None:
    path = tmp_path / "msglint.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        find_config([str(tmp_path)])
    if message is None:
        message = f"'extend': {tmp_path / 'no.toml'}: cannot be read: No such file or directory"
    assert str(caught.value) == f"{path}:{caught.value.line}: {message}"
    assert caught.value.line == len(text.splitlines())


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff\xfe", "not TOML: it is not UTF-8"), (b"a = " + b"[" * 9000, "not TOML: ")],
)
def test_what_is_no_toml_at_all(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "msglint.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=message):
        read_config(str(path))


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(SettingsError, match=r"no-such\.toml: cannot be read: No such file or directory"):
        read_config("no-such.toml")


def test_the_nearest_one_upward_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "shop" / "drafts"
    inner.mkdir(parents=True)
    (tmp_path / "msglint.toml").write_text('language = "en"')
    assert find_config([str(inner)]).envelope.language == "en"
    (tmp_path / "shop" / "pyproject.toml").write_text("[project]\nname = 'x'")
    assert find_config([str(inner)]).envelope.language == "en"
    (tmp_path / "shop" / "pyproject.toml").write_text("[tool.msglint]\nlanguage = 'fr'")
    assert find_config([str(inner)]).envelope.language == "fr"
    (inner / ".msglint.toml").write_text('language = "it"')
    assert find_config([str(inner)]).envelope.language == "it"
    assert find_config([str(inner / "a.txt")]).envelope.language == "it"


def test_the_search_starts_where_the_paths_meet_and_ends_at_the_repository(tmp_path: Path) -> None:
    for folder in ("repo/a", "repo/b", "repo/.git"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "msglint.toml").write_text('language = "en"')
    (tmp_path / "repo" / "a" / "msglint.toml").write_text('language = "de"')
    both = [str(tmp_path / "repo" / name) for name in ("a", "b")]
    assert find_config(both[:1]).envelope.language == "de"
    assert find_config(both) == Settings(root=str(Path.cwd()))


def test_standard_input_is_searched_for_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "msglint.toml").write_text('language = "en"')
    monkeypatch.chdir(tmp_path)
    assert find_config(["-"]).envelope.language == "en"


def test_a_named_pyproject_must_have_the_table(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.other]")
    with pytest.raises(SettingsError, match=r"no \[tool\.msglint\] in it"):
        read_config(str(path))
    path.write_text("[tool]\nmsglint = 3")
    with pytest.raises(SettingsError, match=r"'tool\.msglint' must be a table"):
        read_config(str(path))


def test_two_configurations_in_one_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "msglint.toml").write_text("")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'")
    assert find_config([str(tmp_path)]).file
    (tmp_path / "pyproject.toml").write_text("[tool.msglint]")
    with pytest.raises(SettingsError) as caught:
        find_config([str(tmp_path)])
    assert str(caught.value) == (
        f"{tmp_path}: two configurations in one folder, msglint.toml and pyproject.toml: keep one of them"
    )


def test_a_file_extends_another(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "base.toml").write_text(
        'select = ["links", "style"]\nlanguage = "de"\nmarketplace = "DE"\nrules = "house"\n'
        'severity = {emoji = "info", gif = "info"}\n[[overrides]]\nfiles = "a/**"\ntype = "send-invoice"\n'
    )
    path = tmp_path / "shop" / "msglint.toml"
    path.write_text(
        'extend = "../base.toml"\nselect = ["style"]\nmarketplace = "AT"\nbaseline = "known.json"\n'
        '[severity]\nemoji = "warning"\n[[overrides]]\nfiles = "b/**"\nselect = ["emoji"]\n'
    )
    found = find_config([str(tmp_path / "shop")])
    assert found.select == ("style",)
    assert found.envelope == Envelope(language="de", marketplace="AT")
    assert found.severity == (("emoji", "warning"), ("gif", "info"))
    assert found.overrides == (
        Override(("a/**",), Envelope(type="send-invoice")),
        Override(("b/**",), Envelope(), ("emoji",), number=0),
    )
    # paths start from the file that names them, patterns from the one that is used
    assert found.rules == str(tmp_path / "house")
    assert found.baseline == str(tmp_path / "shop" / "known.json")
    assert found.root == str(tmp_path / "shop")
    assert found.extended == (str(tmp_path / "base.toml"),)


def test_files_that_extend_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('extend = "b.toml"')
    (tmp_path / "b.toml").write_text('strict = true\nextend = "a.toml"')
    with pytest.raises(SettingsError, match=r"b\.toml:2: 'extend': this file extends itself"):
        read_config(str(tmp_path / "a.toml"))


def test_what_is_wrong_in_an_extended_file_is_said_of_that(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('extend = "b.toml"')
    (tmp_path / "b.toml").write_text("\nstrct = true")
    with pytest.raises(SettingsError, match=r"b\.toml:2: unknown key 'strct' \(did you mean 'strict'\?\)"):
        read_config(str(tmp_path / "a.toml"))


def test_the_line_in_a_pyproject_is_that_of_its_table(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.other]\nselect = 1\n[tool.msglint]\nselect = 1\n[[tool.msglint.overrides]]\nfiles = "a"\n')
    with pytest.raises(SettingsError, match=r"pyproject\.toml:4: 'select' must be"):
        read_config(str(path))
    path.write_text('[tool.msglint]\n[[tool.msglint.overrides]]\nfiles = "a"\ntype = 1')
    with pytest.raises(SettingsError, match=r"pyproject\.toml:4: 'overrides\.type'"):
        read_config(str(path))
