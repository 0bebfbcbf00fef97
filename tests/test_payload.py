"""Bodies for the Messaging API, checked: what each operation takes, and that findings stand in the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import msglint
from msglint.__main__ import _guarded as run
from msglint.operations import operations_of
from msglint.policy import load_policy

if TYPE_CHECKING:
    from pathlib import Path

POLICY = load_policy()
OPERATIONS = POLICY.derived(operations_of).all
PADDING = "The lamp is late. "


def findings(body: object, **known: object) -> list[msglint.Finding]:
    text = body if isinstance(body, str) else json.dumps(body)
    settings = msglint.Settings(edition="2020-11")  # some operations are older than the edition that names them
    found = msglint.lint(text, filename="a.json", envelope=msglint.Envelope(**known), settings=settings)  # type: ignore[arg-type]
    assert all(one.excerpt == text[one.start : one.end] for one in found)
    return found


def faults(body: object, **known: object) -> list[msglint.Finding]:
    return [one for one in findings(body, **known) if one.severity != "info"]


def rules(body: object, **known: object) -> list[str]:
    return [one.rule for one in faults(body, **known)]


def text_of(length: int) -> str:
    return (PADDING * (length // len(PADDING) + 1))[:length]


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.text], ids=lambda one: one.id)
def test_the_longest_text_passes_and_one_more_does_not(operation: object) -> None:
    name, (_, most) = operation.id, operation.text  # type: ignore[attr-defined]
    assert rules({"operation": name, "body": {"text": text_of(most)}}) == []
    (found,) = faults({"operation": name, "body": {"text": text_of(most + 3)}})
    assert (found.rule, found.clause) == (
        "api-text-length",
        f"api-{POLICY.clauses[found.clause].id.removeprefix('api-')}",
    )
    assert found.excerpt == text_of(most + 3)[most:]
    assert f"{most + 3} characters, 3 more than {name} takes" in found.message


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_files_up_to_the_most_pass_and_one_more_does_not(operation: object) -> None:
    name, (least, most) = operation.id, operation.attachments  # type: ignore[attr-defined]
    text = {"text": "Hello"} if operation.text else {}  # type: ignore[attr-defined]
    for count in range(8):
        files = [{"uploadDestinationId": "1", "fileName": f"invoice-{number}.pdf"} for number in range(count)]
        found = [
            one
            for one in findings({"operation": name, "body": {**text, "attachments": files}})
            if one.rule == "attachment-count"
        ]
        assert bool(found) == (not least <= count <= most)
        assert [one.excerpt for one in found] == ([f"invoice-{most}.pdf"] if count > most else [""] if found else [])


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_operations_hold_from_their_first_to_their_last_day(operation: object) -> None:
    from datetime import date, timedelta

    def is_there(day: date) -> bool:
        return "api-availability" not in rules({"operation": operation.name, "body": {}}, send_date=day)  # type: ignore[attr-defined]

    first = date.fromisoformat(operation.since)  # type: ignore[attr-defined]
    assert (is_there(first - timedelta(1)), is_there(first)) == (False, True)
    until = operation.until  # type: ignore[attr-defined]
    last = date.fromisoformat(until) if until else date(2030, 1, 1)
    assert (is_there(last), is_there(last + timedelta(1))) == (True, not until)
    assert ("api-availability" in rules({"operation": operation.id, "body": {}})) == bool(until)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("body", "excerpts"),
    [
        (r'{"text": "See\nhttp:\/\/lampw\u006frks.example\n"}', {"external-link": r"http:\/\/lampw\u006frks.example", "insecure-link": r"http:\/\/lampw\u006frks.example"}),
        (r'{"text": "Gr\u00fc\u00dfe \ud83d\ude00 \"x\""}', {"emoji": r"\ud83d\ude00"}),
        (r'{"text": "Please leave a \"five-st\u0061r\" review."}', {"positive-only-review": None}),
        (r'{"text": "Write to a\u0040lampworks.example"}', {"email-address": r"a\u0040lampworks.example"}),
        (r'{"text": "Call +1\u00a0212 555 0147"}', {"phone-number": r"+1\u00a0212 555 0147"}),
        (r'{"text": "\u003cb>Hi\u003c/b>"}', {"api-html": r"\u003cb>"}),
    ],
)  # fmt: skip
def test_what_escapes_hide_is_found_where_it_stands(body: str, excerpts: dict[str, str | None]) -> None:
    found: dict[str, str] = {}
    for one in findings(body):
        found.setdefault(one.rule, one.excerpt)
    for rule, excerpt in excerpts.items():
        assert rule in found
        assert excerpt is None or found[rule] == excerpt


def test_lines_are_those_of_the_file() -> None:
    body = '{\n  "operation": "createUnexpectedProblem",\n  "body": {\n    "text": "One.\\nTwo: a@lampworks.example"\n  }\n}\n'
    (found,) = faults(body)
    assert (found.line, found.column) == (4, 25)


@pytest.mark.parametrize("word", ["CreateWarranty", "createWarranty", "warranty"])
def test_an_operation_has_several_names(word: str) -> None:
    assert rules({"operation": word, "body": {"attachments": []}}) == ["attachment-count"]


def test_the_types_name_the_operations_that_there_are() -> None:
    named = {word for kind in POLICY.facts["types"]["types"] for word in kind.get("api", ())}
    words = POLICY.derived(operations_of).words
    assert named <= set(words)
    assert {one.id for one in OPERATIONS if not one.types} == {"CreateAmazonMotors"}
    assert rules({"text": text_of(500)}, operation="digital-access-key") == ["api-text-length"]


@pytest.mark.parametrize(
    ("known", "count"),
    [
        ({"operation": "digitalAccessKey"}, 1),
        ({"type": "digital-access-key"}, 1),
        ({"operation": "confirmOrderDetails"}, 0),
        ({"type": "request-order-information"}, 0),
        ({}, 0),
    ],
)
def test_what_is_known_from_outside_decides_on_the_limit(known: dict[str, object], count: int) -> None:
    assert rules({"text": text_of(500)}, **known) == ["api-text-length"] * count


def test_a_request_tells_its_type() -> None:
    body = {
        "operation": "confirmCustomizationDetails",
        "body": {"text": "Right?", "attachments": [{"fileName": "proof.png"}]},
    }
    assert rules(body) == []
    assert rules(body, type="return-question") == ["disallowed-attachment"]


def test_the_first_edition_knows_no_limits_of_the_api() -> None:
    body = {"operation": "createDigitalAccessKey", "body": {"text": f"<b>See https://lampworks.example {text_of(500)}"}}
    for edition, found in (
        ("2018-10", ["external-link"]),
        ("2020-11", ["api-html", "external-link", "api-text-length"]),
    ):
        settings = msglint.Settings(edition=edition)
        shown = msglint.lint(json.dumps(body), filename="a.json", settings=settings)
        assert [one.rule for one in shown if one.severity != "info"] == found


def test_size_is_checked_where_it_is_known() -> None:
    from msglint.draft import Attachment

    body = {"operation": "sendInvoice", "body": {"attachments": [{"fileName": "invoice.pdf"}]}}
    assert rules(body, attachments=(Attachment("invoice.pdf", size=9_000_000),)) == []
    assert rules(body, attachments=(Attachment("invoice.pdf", size=11_000_000),)) == ["attachment-size"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "late.json").write_text('{"text": "Your lamp is late. Ask a@lampworks.example"}')
    (tmp_path / "other.json").write_text('{"name": "x"}')
    (tmp_path / "a.txt").write_text("Order 114-1234567-1234567: which colour would you like?")
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], list[str]]:
    report = json.loads(capsys.readouterr().out)
    return (
        report["summary"]["files"],
        [one["path"] for one in report["findings"] if one["severity"] == "error"],
        [one["path"] for one in report["errors"]],
    )


@pytest.mark.usefixtures("folder")
def test_a_folder_walk_leaves_json_alone_unless_included(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    json_out = ["--output-format", "json"]
    assert run(["check", ".", "--no-config", *json_out]) == 0
    assert checked(capsys) == (1, [], [])
    assert run(["check", "late.json", "--no-config", *json_out]) == 1
    assert checked(capsys) == (1, ["late.json"], [])
    (folder / "msglint.toml").write_text('include = ["late*.json"]\n')
    assert run(["check", ".", *json_out]) == 1
    assert checked(capsys) == (2, ["late.json"], [])
    assert run(["check", "other.json", *json_out]) == 2
    assert checked(capsys) == (1, [], ["other.json"])


@pytest.mark.usefixtures("folder")
def test_an_unknown_operation_is_refused_with_the_nearest_word(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert run(["check", "late.json", "--operation", "createUnexpectedProblm"]) == 2
    assert (
        "--operation: no operation of the Messaging API 'createUnexpectedProblm' (did you mean 'createUnexpectedProblem'?)"
        in capsys.readouterr().err
    )
    (folder / "b.json").write_text('{\n"operation": "sendInvoce", "body": {}}')
    assert run(["check", "b.json"]) == 2
    assert (
        "line 2: operation: no operation of the Messaging API 'sendInvoce' (did you mean 'sendInvoice'?)"
        in capsys.readouterr().err
    )
    (folder / "msglint.toml").write_text('[[overrides]]\nfiles = ["*.json"]\noperation = "digitalKey"\n')
    assert run(["check", "late.json"]) == 2
    assert "operation: no operation of the Messaging API 'digitalKey'" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_the_configuration_may_name_the_operation_of_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "late.json").write_text(json.dumps({"text": text_of(500)}))
    assert run(["check", "late.json"]) == 0
    (folder / "msglint.toml").write_text('[[overrides]]\nfiles = ["*.json"]\noperation = "digitalAccessKey"\n')
    assert run(["check", "late.json"]) == 1
    assert "createDigitalAccessKey" in capsys.readouterr().out
