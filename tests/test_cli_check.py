"""`msglint check`, run as its users run it: arguments in, output and exit status out."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from msglint import Settings, checking, lint
from msglint.__main__ import _guarded as msglint
from msglint.errors import DraftError

BREAKS = "Order 114-1234567-1234567\n\n\n\nDear Ann,\n"
CLEAN = "Order 114-1234567-1234567\n\nDear Ann,\n"
ONLY = ("--select", "excess-line-breaks")
LINE = f":1:26: error excess-line-breaks {lint(BREAKS, settings=Settings(select=ONLY[1:]))[0].message}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("bad.txt", BREAKS), ("good.txt", CLEAN)):
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Any:
    def given(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return given


def concise(*arguments: str) -> int:
    return msglint(["check", "--output-format", "concise", *ONLY, *arguments])


def test_findings_exit_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert concise(".") == 1
    assert capsys.readouterr() == ("bad.txt" + LINE, "")


def test_no_findings_exit_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert concise("good.txt") == 0
    assert capsys.readouterr() == ("", "")


def test_paths_alone_need_no_option_parser_and_do_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    direct = msglint(["check", "bad.txt", "no-such.txt"]), capsys.readouterr()
    parsed = msglint(["check", "--color", "auto", "bad.txt", "no-such.txt"]), capsys.readouterr()
    assert direct == parsed
    assert direct[0] == 2


def test_without_paths_the_folder_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert concise() == 1
    assert capsys.readouterr().out == "bad.txt" + LINE


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--exit-zero", "bad.txt"], 0),
        (["--fail-on", "info", "bad.txt"], 1),
        (["--fail-on", "warning", "good.txt"], 0),
        (["--strict", "--require-type", "good.txt"], 0),
        (["--exit-zero", "no-such.txt"], 2),
        (["bad.txt", "no-such.txt"], 2),
        (["good.txt", "no-such.txt"], 2),
        (["--edition", "2020-11", "good.txt"], 0),
        (["--type", "send-invoice", "--marketplace", "uk", "--language", "de-AT", "--channel", "email", "good.txt"], 0),
        (["--order-id", "114-1234567-1234567", "--order-date", "2026-11-01", "good.txt"], 0),
        (["--completed-date", "2026-11-02T10:00:00+01:00", "--send-date", "2026-11-03", "good.txt"], 0),
        (["--min-confidence", "high", "bad.txt"], 1),
    ],
)
def test_exit_status(arguments: list[str], code: int) -> None:
    assert concise(*arguments) == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such.txt"], "no-such.txt: no such file"),
        (["empty"], "empty: nothing to check: no .txt .html .htm .xhtml .mjml .eml .md file in this folder that may be a draft"),
        (["large.txt"], "large.txt: larger than the limit of 5 MB; raise max-file-size in msglint.toml to check it"),
        (["picture.txt"], "picture.txt: not text: this looks like an image, a document or another binary file"),
        (["noise.txt"], "noise.txt: not text: this looks like an image, a document or another binary file"),
        (["blank.txt"], "blank.txt: it is empty: there is nothing to check"),
        (["--select", "emojis", "good.txt"], "no rule or group 'emojis' (did you mean 'emoji'?)"),
        (["--ignore", "emoji,styl", "good.txt"], "no rule or group 'styl' (did you mean 'style'?)"),
        (
            ["--ignore", "excess-line-breaks", "good.txt"],
            "no rule is left to check; see `msglint rules` for what there is",
        ),
        (["--edition", "2020", "good.txt"], "no edition '2020' (did you mean '2020-11'?); there are 2018-10, 2020-11"),
        (["--edition", "2018-10", "good.txt"], "rule 'excess-line-breaks' is not part of edition 2018-10"),
        (["--language", "xx", "good.txt"], "--language: no language 'xx'; there are ar, bn"),
        (["--type", "email", "good.txt"], "--type: no message type 'email'; `msglint types` lists them\n"),
        (["--type", "send-invoce", "good.txt"], "--type: no message type 'send-invoce' (did you mean 'send-invoice'?)"),
        (["--marketplace", "XX", "good.txt"], "--marketplace: no marketplace 'XX'; there are US, CA, MX"),
        (["--order-id", "114", "good.txt"], "--order-id: '114' is not an order id of the form 114-1234567-1234567"),
        (["--language", "english", "good.txt"], "--language: 'english' is not a language code"),
        (
            ["--order-date", "11/1/2026", "good.txt"],
            "--order-date: '11/1/2026' is not a date; write year-month-day (did you mean 2026-11-01",
        ),
        (["--send-date", "2026-02-30", "good.txt"], "--send-date: there is no such date as '2026-02-30'"),
        (["--fail-on", "never", "good.txt"], "Invalid value for '--fail-on': 'never' is not one of 'error', 'warning', 'info'."),
        (["--stdin-filename", "a.txt", "good.txt"], "--stdin-filename is for standard input: add - to the paths"),
        (["--config", "a.toml", "--no-config"], "--config and --no-config contradict each other"),
        (["--config", "a.toml", "good.txt"], "a.toml: cannot be read: No such file or directory"),
        (["--output-file", "nowhere/a.txt", "good.txt"], "nowhere/a.txt: the report cannot be written: No such file or directory"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "large.txt").write_bytes(b"a" * (5 * 1024 * 1024 + 1))
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (folder / "noise.txt").write_bytes(b"\0\1\2")
    (folder / "blank.txt").write_bytes(b" \n")
    assert concise(*arguments) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith(f"msglint: {message}")
    assert said.count("\n") == 1


def test_one_file_that_cannot_be_read_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert concise("no-such.txt", "bad.txt", "empty.txt", "bad.txt") == 2
    out, err = capsys.readouterr()
    assert out == "bad.txt" + LINE
    assert err == "msglint: no-such.txt: no such file\nmsglint: empty.txt: no such file\n"


def test_an_empty_folder_may_be_allowed(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert concise("empty") == 2
    assert concise("--allow-empty", "empty") == 0


def test_a_file_you_may_not_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("msglint.files.os.open", refuse)
    assert concise("good.txt") == 2
    assert capsys.readouterr().err == "msglint: good.txt: you may not read this file\n"


def test_standard_input(capsys: pytest.CaptureFixture[str], stdin: Any) -> None:
    stdin(BREAKS.encode())
    assert concise("-") == 1
    assert capsys.readouterr().out == "<stdin>" + LINE
    stdin(BREAKS.encode())
    assert concise("--stdin-filename", "drafts/new.txt", "-") == 1
    assert capsys.readouterr().out == "drafts/new.txt" + LINE


def test_standard_input_has_the_configuration_of_the_path_that_it_is_said_to_have(folder: Path, stdin: Any) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "msglint.toml").write_text('[[overrides]]\nfiles = "x.txt"\nignore = {style = "ours"}\n')
    for arguments, status in (
        (["--stdin-filename", "sub/x.txt", "-"], 0),
        (["--stdin-filename", "sub/inner/x.txt", "-"], 0),  # that folder need not be there
        (["--stdin-filename", "sub/y.txt", "-"], 1),
        (["--stdin-filename", "x.txt", "-"], 1),
        (["--stdin-filename", "sub/x.txt", "-", "good.txt"], 1),  # what both share is the folder above
        (["-"], 1),
    ):
        stdin(BREAKS.encode())
        assert concise(*arguments) == status


def test_configuration_applies_and_the_command_line_wins(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "msglint.toml").write_text('select = ["emoji"]\noutput-format = "json"\n')
    assert msglint(["check", "bad.txt"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []
    assert concise("bad.txt") == 1
    assert capsys.readouterr().out == "bad.txt" + LINE
    assert msglint(["check", "--no-config", *ONLY, "bad.txt"]) == 1
    assert "1 draft checked" in capsys.readouterr().out


def test_a_wrong_word_in_the_configuration_is_named_with_its_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "msglint.toml").write_text('[[overrides]]\nfiles = "*.txt"\ntype = "review-requests"\n')
    assert msglint(["check", "good.txt"]) == 2
    path = folder / "msglint.toml"
    message = f"msglint: {path}:3: type: no message type 'review-requests' (did you mean 'review-request'?)\n"
    assert capsys.readouterr().err == message


def test_excluded_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "msglint.toml").write_text('exclude = ["bad.*"]\n')
    assert concise(".") == 0
    assert concise("bad.txt") == 1
    assert concise("--force-exclude", "bad.txt") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_a_report_keeps_who_may_read_the_one_before(folder: Path, mode: int) -> None:
    report = folder / "report.json"
    report.write_text("an older one")
    report.chmod(mode)
    assert concise("--output-file", "report.json", "bad.txt") == 1
    assert stat.S_IMODE(report.stat().st_mode) == mode
    assert report.read_text() == "bad.txt" + LINE


def test_output_file_is_written_whole_and_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "out.txt").write_text("an older and much longer report\n" * 9)
    assert concise("--output-file", "out.txt", "--color", "always", "bad.txt") == 1
    assert (folder / "out.txt").read_text() == "bad.txt" + LINE
    assert capsys.readouterr() == ("", "")
    assert sorted(os.listdir(folder)) == ["bad.txt", "good.txt", "out.txt"]


def test_output_file_may_be_a_device() -> None:
    assert concise("--output-file", os.devnull, "bad.txt") == 1
    assert not os.path.isfile(os.devnull)


def test_redact_shows_no_word_of_the_draft(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["check", "--redact", *ONLY, "bad.txt"]) == 1
    out = capsys.readouterr().out
    assert "114-1234567" not in out
    assert " | " not in out
    assert msglint(["check", "--redact", "--output-format", "json", *ONLY, "bad.txt"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"][0]
    assert (found["excerpt"], found["start"], found["end"]) == ("[redacted]", 25, 29)


def test_a_type_may_be_required(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    only = ("--select", "undeclared-type", "--output-format", "concise")
    assert msglint(["check", *only, "good.txt"]) == 0
    assert "good.txt:1:1: info undeclared-type" in capsys.readouterr().out
    for how in (["--require-type"], ["--strict"], ["--fail-on", "info"]):
        assert msglint(["check", *only, *how, "good.txt"]) == 1
        assert msglint(["check", *only, *how, "--type", "send-invoice", "good.txt"]) == 0
    (folder / "msglint.toml").write_text("require-type = true\n")
    assert msglint(["check", *only, "good.txt"]) == 1
    (folder / "msglint.toml").write_text('require-type = true\n[[overrides]]\nfiles = "g*"\ntype = "send-invoice"\n')
    assert msglint(["check", *only, "good.txt"]) == 0
    assert msglint(["check", *only, "bad.txt"]) == 1


def test_the_type_of_an_email_is_given_as_the_advice_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mail.eml").write_text("From: a@example.com\nSubject: Invoice\n\nHere is your invoice.\n")
    assert msglint(["check", "--select", "undeclared-type", "mail.eml"]) == 0
    assert "(.eml)" in (said := capsys.readouterr().out)
    assert "[[overrides]]" in said
    (folder / "msglint.toml").write_text('[[overrides]]\nfiles = "*.eml"\ntype = "send-invoice"\n')
    assert msglint(["check", "--select", "undeclared-type", "mail.eml"]) == 0
    assert "no findings" in capsys.readouterr().out


def test_what_was_not_verified_may_be_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    only = ("--select", "timing", "--type", "send-invoice")
    assert msglint(["check", *only, "good.txt"]) == 0
    assert "good.txt:1:1  info  thirty-day-window\n  not verified" in capsys.readouterr().out
    assert msglint(["check", *only, "--strict", "good.txt"]) == 1
    assert "good.txt:1:1  error  thirty-day-window\n  not verified" in capsys.readouterr().out
    (folder / "msglint.toml").write_text(
        'strict = true\n[[overrides]]\nfiles = "good.txt"\nsend = "delivery + 7 days"\n'
    )
    assert msglint(["check", *only, "good.txt"]) == 0
    assert msglint(["check", *only, "bad.txt"]) == 1


def test_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["check", "-q", *ONLY, "good.txt", "no-such.txt"]) == 2
    assert capsys.readouterr() == ("", "msglint: no-such.txt: no such file\n")


def test_several_processes_report_the_same(folder: Path, capsys: pytest.CaptureFixture[str], stdin: Any) -> None:
    for number in range(8):
        (folder / f"{number}.txt").write_text(BREAKS if number % 2 else CLEAN)
    stdin(BREAKS.encode())
    one = concise("-", ".", "no-such.txt"), capsys.readouterr()
    stdin(BREAKS.encode())
    assert (concise("--jobs", "2", "-", ".", "no-such.txt"), capsys.readouterr()) == one


def test_a_mistake_in_msglint_tells_how_to_report_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError("buyer's words")

    monkeypatch.setattr("msglint.run.reporting", fail)
    monkeypatch.delenv("MSGLINT_DEBUG", raising=False)
    assert msglint(["check", "good.txt"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(
        "msglint: a mistake in msglint itself (ZeroDivisionError) while it checked good.txt, nothing was reported.\n"
    )
    assert "buyer's words" not in said
    monkeypatch.setenv("MSGLINT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        msglint(["check", "good.txt"])


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "run", interrupt)
    assert msglint(["check", "good.txt"]) == 130
    assert capsys.readouterr().err == "msglint: interrupted\n"


def test_a_reader_that_leaves_early_gets_no_traceback(folder: Path) -> None:
    (folder / "many").mkdir()
    for number in range(600):
        (folder / "many" / f"{number}.txt").write_text(BREAKS)
    root = Path(__file__).parents[1]
    options = f"--output-format concise {' '.join(ONLY)}"
    command = f"{sys.executable} -m msglint check {options} many | head -n 1"
    ran = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert ran.stdout == f"many/0.txt{LINE}"
    assert ran.stderr == ""


def test_words_of_the_front_matter_are_checked_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "draft.txt").write_text("---\nlanguage: en\ntype: send-invoce\n---\nHello")
    assert concise("draft.txt") == 2
    message = "draft.txt: line 3: type: no message type 'send-invoce' (did you mean 'send-invoice'?)"
    assert capsys.readouterr().err == f"msglint: {message}\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("send: delivery plus 7", "send: 'delivery plus 7' is no schedule; write it as 'order + 12 days'"),
        ("send: dispatch + 7 days", "send: no event 'dispatch'; it is one of order, shipment, delivery, completion"),
        ("transit: long", "transit: 'long' is no number of days; write it as '10 days'"),
        ("transitt: 3", "unknown key 'transitt' (did you mean 'transit'?)"),
        ("send_date: 2026-02-30", "send_date: there is no such date as '2026-02-30'"),
        ("latest_delivery_date: soon", "latest_delivery_date: 'soon' is not a date; write year-month-day, for example 2026-11-01"),
        ("language: xx", "language: no language 'xx'"),
        ("channel: letter", "channel: no channel 'letter'"),
        ("marketplace: UKK", "marketplace: no marketplace 'UKK'"),
    ],
)  # fmt: skip
def test_a_wrong_envelope_says_line_and_reason(
    folder: Path, line: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "draft.txt").write_text(f"---\ntype: send-invoice\n{line}\n---\nHello")
    assert concise("draft.txt") == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith(f"msglint: draft.txt: line 3: {reason}")


def test_an_unreadable_draft_says_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from msglint import plan, run

    def read(*_arguments: object) -> None:
        raise DraftError("front matter: not YAML", line=3)

    monkeypatch.setattr(run, "read_draft", read)
    [checked] = run.check_files(["good.txt"], plan.plan(plan.Settings(), plan.Options()))
    assert checked.error == "line 3: front matter: not YAML"


def test_what_the_configuration_knows_yields_to_the_draft_and_the_command_line(folder: Path) -> None:
    from msglint import plan, run
    from msglint.config import read_config
    from msglint.envelope import Envelope

    (folder / "msglint.toml").write_text(
        'language = "en"\nmarketplace = "US"\ntype = "send-invoice"\n'
        '[[overrides]]\nfiles = "*.txt"\nlanguage = "de"\nmarketplace = "DE"\n'
        '[[overrides]]\nfiles = "good.txt"\nlanguage = "fr"\n'
        '[[overrides]]\nfiles = "bad.txt"\nlanguage = "it"\n'
    )
    chosen = plan.plan(read_config("msglint.toml"), plan.Options())
    draft = run.read_draft("good.txt", run.decode(b"Hello"), Envelope(order_date=date(2026, 11, 1)))
    known = plan.complete(draft, chosen).envelope
    assert (known.language, known.marketplace, known.type) == ("fr", "DE", "send-invoice")
    assert known.send_date is not None
    draft = draft._replace(envelope=Envelope(language="nl"))
    assert plan.complete(draft, chosen).envelope == Envelope(type="send-invoice", language="nl", marketplace="DE")


def test_wording_that_was_not_read_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "book.txt").write_text("Leave us a positive review.\n\n" + "Hi. " * 60_000 + "Write to ann@lamps.example")
    assert msglint(["check", "--output-format", "concise", "book.txt"]) == 2
    out, err = capsys.readouterr()
    assert "only the first 200,000 characters of its text were checked for their wording; split it" in err
    assert "positive-only-review" in out
    assert "email-address" in out


def test_text_that_was_not_checked_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "library.html").write_text("<p>x@lamps.example " + "Hi. " * 130_000 + "y@lamps.example<img src=a.gif>")
    assert msglint(["check", "--output-format", "concise", "library.html"]) == 2
    out, err = capsys.readouterr()
    assert "and only the first 500,000 for anything else" in err
    assert (out.count("email-address"), out.count(" gif ")) == (1, 1)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>" * 120_001, "more than 120,000 HTML tags"),
        (f"<style>{'a{b:url(c)}' * 120_001}</style>", "more than 120,000 addresses in its mark-up"),
    ],
    ids=["tags", "addresses"],
)
def test_what_is_too_much_for_one_message_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], html: str, reason: str
) -> None:
    (folder / "much.html").write_text(html)
    assert msglint(["check", "--output-format", "concise", "much.html", "bad.txt"]) == 2
    out, err = capsys.readouterr()
    assert f"much.html: {reason}" in err
    assert "bad.txt" in out
    assert [one.rule for one in lint(html, filename="much.html")] == ["unreadable"]
