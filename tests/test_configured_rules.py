"""What the configuration changes about rules: by path, their severity, words and hosts that are allowed, placeholders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from msglint import Settings, lint
from msglint.__main__ import _guarded as msglint
from msglint.draft import Ignored
from msglint.errors import SettingsError
from msglint.placeholders import OWN, mask
from msglint.settings import Override

if TYPE_CHECKING:
    from pathlib import Path

EMOJI = "\U0001f600"


def test_severity_of_a_rule_a_group_and_all() -> None:
    def severities(*given: tuple[str, str], strict: bool = False) -> dict[str, str]:
        text = f"{EMOJI} http://lamps.example"
        settings = Settings(select=("emoji", "insecure-link", "undeclared-type"), severity=given, strict=strict)
        return {found.rule: found.severity for found in lint(text, settings=settings)}

    assert severities() == {"emoji": "error", "insecure-link": "error", "undeclared-type": "info"}
    assert severities(("ALL", "warning"), ("links", "info")) == {
        "emoji": "warning",
        "insecure-link": "info",
        "undeclared-type": "info",
    }
    assert severities(("insecure-link", "error"), ("links", "info"))["insecure-link"] == "error"
    # what only says that something could not be told: --strict is for that
    assert severities(("ALL", "warning"), strict=True)["undeclared-type"] == "error"


def test_from_python_mappings_and_lists_do_too() -> None:
    settings = Settings(select=["emoji"], severity={"emoji": "info"}, allow={"links": ["x"]})  # type: ignore[arg-type]
    assert [found.severity for found in lint(EMOJI, settings=settings)] == ["info"]


def run(folder: Path, capsys: pytest.CaptureFixture[str], config: str, *options: str) -> dict[str, list[str]]:
    """For each draft the rules that are reported, with their severities."""
    (folder / "msglint.toml").write_text(config, "utf-8")
    assert msglint(["check", str(folder), "--output-format", "json", *options]) != 2
    report = json.loads(capsys.readouterr().out)
    found: dict[str, list[str]] = {}
    for one in report["findings"]:
        found.setdefault(one["path"].rpartition("/")[2], []).append(f"{one['rule']} {one['severity']}")
    return found


def test_overrides_choose_rules_and_severities_by_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"{EMOJI} http://lamps.example", "utf-8")
    config = (
        'select = ["emoji", "insecure-link"]\n[[overrides]]\nfiles = "[bc].txt"\nselect = ["emoji"]\n'
        '[[overrides]]\nfiles = "c.txt"\n[overrides.severity]\nstyle = "info"\n'
    )
    assert run(tmp_path, capsys, config) == {
        "a.txt": ["emoji error", "insecure-link error"],
        "b.txt": ["emoji error"],
        "c.txt": ["emoji info"],
    }
    # the command line wins
    assert run(tmp_path, capsys, config, "--select", "links")["b.txt"] == ["external-link error", "insecure-link error"]
    assert run(tmp_path, capsys, config, "--send-date", "2026-11-01")["c.txt"] == ["emoji info"]


def test_overrides_ignore_by_path_with_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{EMOJI}", "utf-8")
    config = 'select = ["emoji"]\n[[overrides]]\nfiles = "b.txt"\nignore = {emoji = "our mascot"}\n'
    assert run(tmp_path, capsys, config) == {"a.txt": ["emoji error"]}
    msglint(["check", str(tmp_path), "--show-suppressed", "--output-format", "concise"])
    assert capsys.readouterr().out.endswith("(configuration: our mascot)\n")


@pytest.mark.parametrize(
    ("allow", "text", "left"),
    [
        (("spelling-grammar", ("recieve",)), "You have to recieve it, as you recieved the other.", ["recieved"]),
        (("wording", ("Recieve",)), "You have to recieve it.", []),
        (("emoji", ("recieve",)), "You have to recieve it.", ["recieve"]),
        (("ALL", ("to  recieve it",)), "You have to\nrecieve it. Or they recieve it.", ["recieve"]),
        (("spelling-grammar", ("re",)), "You have to recieve it.", ["recieve"]),
    ],
)
def test_allowed_words(allow: tuple[str, tuple[str, ...]], text: str, left: list[str]) -> None:
    settings = Settings(select=("spelling-grammar",), allow=(allow,))
    assert [found.excerpt for found in lint(text, settings=settings)] == left


def test_own_hosts_and_carriers() -> None:
    text = "https://sizes.lamps.example/a https://lamps.example https://track.post.example/1"
    settings = Settings(select=("external-link",))
    assert len(lint(text, settings=settings)) == 3
    settings = settings._replace(own_hosts=("sizes.lamps.example",), carriers=("post.example",))
    assert [found.excerpt for found in lint(text, settings=settings)] == ["https://lamps.example"]
    assert [
        found.rule for found in lint("http://sizes.lamps.example", settings=settings._replace(select=("links",)))
    ] == ["insecure-link"]


def test_placeholders_of_ones_own() -> None:
    settings = Settings(select=("order-id",))
    text = "---\ntype: send-invoice\n---\nYour invoice for the order ~/order_id/ is attached."
    assert [found.rule for found in lint(text, settings=settings)] == ["order-id"]
    assert lint(text, settings=settings._replace(placeholders=("~/NAME/",))) == []
    assert [found.rule for found in lint(text, settings=settings)] == ["order-id"]
    assert lint(text.replace("~/order_id/", "!order_id"), settings=settings._replace(placeholders=("!NAME",))) == []


@pytest.mark.parametrize(
    ("way", "text", "found"),
    [
        ("#NAME#", "Order #order_id# is late", ["#order_id#"]),
        ("#NAME#", "Order #Order id# is late", ["#Order id#"]),
        ("#NAME#", "Order #order.id#, #order-date#", ["#order.id#", "#order-date#"]),
        ("#NAME#", "#1 visit https://lampworks.example is best, #2 is late", []),
        ("#NAME#", "#gift visit our shop #lamp", []),
        (
            "#NAME#",
            "{{#if name}}{{name}}{{/if}}, {{#each items}}",
            ["{{#if name}}", "{{name}}", "{{/if}}", "{{#each items}}"],
        ),
        ("{NAME}", "Order {{order_id}} and {order_id}", ["{{order_id}}", "{order_id}"]),
        ("_NAME_", "Order _order_id_ is late", ["_order_id_"]),
        ("@@NAME", "Order @@order_id is late", ["@@order_id"]),
        ("^NAME^", "Order ^call us at lampworks dot example^ is late, ^12^ ^ order^", []),
    ],
)
def test_a_name_is_no_sentence(way: str, text: str, found: list[str]) -> None:
    token = OWN.set((way,))
    try:
        assert [placeholder.text for placeholder in mask(text)[1]] == found
    finally:
        OWN.reset(token)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(severity=(("emojy", "info"),)),
        Settings(allow=(("emojy", ("x",)),)),
        Settings(overrides=(Override(("*",), select=("emojy",)),)),
        Settings(overrides=(Override(("*",), severity=(("emojy", "info"),)),)),
        Settings(overrides=(Override(("*",), ignore=(Ignored("emojy", "why"),)),)),
    ],
)
def test_unknown_rules_are_refused(settings: Settings) -> None:
    with pytest.raises(SettingsError, match=r"no rule or group 'emojy' \(did you mean 'emoji'\?\)"):
        lint("Hello", settings=settings)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('strict = true\nselect = [\n  "emoji",\n  "gifs",\n]', 4, "no rule or group 'gifs'"),
        ('edition = "2020-12"', 1, "no edition '2020-12' (did you mean '2020-11'?)"),
        ('select = ["message-content-2018"]', 1, "rule 'message-content-2018' is not part of edition 2020-11"),
        ('strict = true\ntype = "review-requst"', 2, "type: no message type 'review-requst'"),
        ('marketplace = "GX"', 1, "marketplace: no marketplace 'GX'"),
        ('# DE\nmarketplace = "gx"', 2, "marketplace: no marketplace 'GX'"),
        ('marketplace = "Germany"', 1, "marketplace: no marketplace 'Germany' (did you mean 'DE'?)"),
        ('marketplace = "amazon.co.uk"', 1, "marketplace: no marketplace 'amazon.co.uk' (did you mean 'GB'?)"),
        ('marketplace = "Atlantis"', 1, "marketplace: no marketplace 'Atlantis'; there are US, CA"),
        ('[[overrides]]\nfiles = "a"\nlanguage = "xx"', 3, "language: no language 'xx'"),
        ('exclude = ["invoice/"]\nselect = ["links", "invoice"]', 2, "no rule or group 'invoice'"),
        ('output-format = "text"\n\ntype = "text"', 3, "type: no message type 'text'"),
        ('select = ["#none"] # "none"', 1, "no rule or group '#none'"),
        ('ignore = [\n  "gif",\n  "gifs",\n]\n[allow]\ngifs = ["x"]', 3, "no rule or group 'gifs'"),
        ('own-hosts = ["gifs.example"]\n[severity]\nemoji = "info"\ngifs = "info"', 4, "no rule or group 'gifs'"),
        ('[allow]\nemoji = ["gifs"]\ngifs = ["emoji"]', 3, "no rule or group 'gifs'"),
        ('[[overrides]]\nfiles = "gifs"\n[[overrides]]\nfiles = "b"\nselect = ["gifs"]', 5, "no rule or group 'gifs'"),
        ('[[overrides]]\nfiles = "gifs"\nignore = {emoji = "gifs", gifs = "x"}', 3, "no rule or group 'gifs'"),
        ('[readers]\n".html" = "text"\n".tpl" = "html5"', 3, "no reader 'html5'"),
        ('operation = "createFoo"', 1, "operation: no operation of the Messaging API 'createFoo'"),
    ],
)
@pytest.mark.parametrize("extends", [False, True])
def test_an_unknown_word_is_told_with_its_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, reason: str, *, extends: bool
) -> None:
    config, draft = tmp_path / "msglint.toml", tmp_path / "a.txt"
    config.write_text('extend = "base.toml"' if extends else text, "utf-8")
    draft.write_text("Hello", "utf-8")
    written = tmp_path / "base.toml" if extends else config
    written.write_text(text, "utf-8")
    assert msglint(["check", str(draft)]) == 2
    assert capsys.readouterr().err.startswith(f"msglint: {written}:{line}: {reason}")


def test_an_unknown_word_of_the_command_line_has_no_place_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "msglint.toml").write_text('select = ["emoji"]\nexclude = ["gifs"]\n', "utf-8")
    assert msglint(["check", str(tmp_path), "--select", "gifs"]) == 2
    assert capsys.readouterr().err.startswith("msglint: no rule or group 'gifs'")
