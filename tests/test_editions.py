"""Editions: which one is applied, what fires in it, and what changed between two."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import msglint
from msglint.__main__ import _guarded as command
from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.errors import MsglintError
from msglint.examples import examples_of
from msglint.packs import open_pack
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

if TYPE_CHECKING:
    from pathlib import Path

POLICIES = {edition: load_policy(edition) for edition in ("2018-10", "2020-11")}
SHIPPED = "---\ntype: shipping-confirmation\nsend_date: {}\n---\nOrder 114-1234567-1234567 is on its way. 😀\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("sent", "edition", "expected"),
    [
        ("2018-10-12", None, set()),
        ("2020-11-05", None, set()),
        ("2020-11-05T23:59:59Z", None, set()),
        ("2020-11-06", None, {"emoji", "not-permitted-type"}),
        ("2020-11-06T00:00:00Z", None, {"emoji", "not-permitted-type"}),
        ("", None, {"emoji", "not-permitted-type"}),
        ("2019-01-01", "2020-11", {"emoji", "not-permitted-type"}),
        ("2024-01-01", "2018-10", set()),
    ],
)
def test_the_edition_in_force_on_the_send_date(sent: str, edition: str | None, expected: set[str]) -> None:
    found = {found.rule for found in msglint.lint(SHIPPED.format(sent), settings=msglint.Settings(edition=edition))}
    assert found & {"emoji", "not-permitted-type"} == expected


def test_a_mail_has_its_own_date() -> None:
    mail = "Subject: Order 114-1234567-1234567\nDate: Wed, 1 May 2019 10:00:00 +0000\nFrom: a\n\nThank you 😀"
    assert "emoji" not in {found.rule for found in msglint.lint(mail, filename="a.eml")}
    later = mail.replace("2019", "2024")
    assert "emoji" in {found.rule for found in msglint.lint(later, filename="a.eml")}


def test_a_run_says_which_editions_were_applied(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def applied(*names: str) -> tuple[str, str]:
        command(["check", "--output-format", "json", *names])
        policy = json.loads(capsys.readouterr().out)["policy"]
        command(["check", *names])
        return policy, capsys.readouterr().out.splitlines()[-1].partition(":")[0]

    for name, sent in (("old.txt", "2019-05-01"), ("new.txt", "2024-05-01"), ("any.txt", "")):
        (folder / name).write_text(SHIPPED.format(sent))
    assert applied("new.txt", "any.txt") == ("amazon/2020-11", "2 drafts checked against amazon/2020-11")
    assert applied("old.txt") == ("amazon/2018-10", "1 draft checked against amazon/2018-10")
    assert applied("any.txt", "old.txt", "new.txt") == (
        "amazon/2020-11, amazon/2018-10",
        "3 drafts checked, 2 against amazon/2020-11 and 1 against amazon/2018-10",
    )
    assert applied("--edition", "2018-10", "new.txt") == ("amazon/2018-10", "1 draft checked against amazon/2018-10")


def test_findings_name_the_edition_of_their_draft(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, sent in (("old.txt", "2019-05-01"), ("new.txt", "2024-05-01")):
        (folder / name).write_text(f"---\nsend_date: {sent}\n---\nSee https://shop.com")
    command(["check", "--select", "external-link", "."])
    out = capsys.readouterr().out
    assert "clause   external-link-2018, edition 2018-10: Before" in out
    assert "clause   external-link, edition 2020-11: Leave" in out


def test_no_edition_in_force_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text(SHIPPED.format("2017-05-01").replace("shipping-confirmation", "send-invoice"))
    assert command(["check", "a.txt"]) == 0
    said = "msglint: note: a.txt: no edition was in force on 2017-05-01: checked against amazon/2018-10\n"
    assert capsys.readouterr().err == said


def test_an_older_edition_need_not_have_the_chosen_rules(folder: Path) -> None:
    (folder / "a.txt").write_text(SHIPPED.format("2019-05-01"))
    assert command(["check", "--select", "emoji", "a.txt"]) == 0


@pytest.mark.parametrize("edition", POLICIES)
def test_rules_fire_only_in_the_editions_of_their_clauses(edition: str) -> None:
    """Whatever an example of any rule shows, in this edition it rests on a clause of this edition."""
    policy, known = POLICIES[edition], open_pack().explain()
    labels = ("both", edition[:4])
    for rule in policy.rules.values():
        for kind in rule.variants.values():
            assert policy.clauses[kind.clause].editions[0] in labels, (rule.id, kind)
    for name, texts in known.items():
        cited = [policy.clauses[clause["id"]].editions[0] for clause in texts["clauses"]]
        assert (name in policy.rules) == any(label in labels for label in cited), name
        for example in examples_of(name, texts):
            try:
                draft = read_draft(example.file, Source(example.text), envelope_from(example.envelope))
            except MsglintError:  # an example of an unreadable envelope
                continue
            for found in check(draft, policy, [name] if name in policy.rules else []):
                assert policy.in_force(found.clause), (name, example.text)


def test_what_changed_between_two_editions(capsys: pytest.CaptureFixture[str]) -> None:
    both = ["--edition", "2018-10", "--edition", "2020-11"]
    assert command(["types", *both]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["type", "2018-10", "2020-11"]
    assert any(line.split()[:2] == ["order-confirmation", "unlisted"] for line in lines)
    assert not any(line.startswith(("promotion", "reply-to-buyer")) for line in lines)
    assert command(["types", *both, "--output-format", "json"]) == 0
    changed = json.loads(capsys.readouterr().out)
    assert (changed["from"], changed["to"]) == ("amazon/2018-10", "amazon/2020-11")
    [shipping] = [one for one in changed["changed"] if one["id"] == "shipping-confirmation"]
    assert shipping["2020-11"] == {"status": "not-permitted"}
    assert shipping["2018-10"]["status"] == "required"
    assert "tracking-number" in shipping["2018-10"]["content"]

    assert command(["rules", *both]) == 0
    lines = [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()]
    assert {"emoji", "thirty-day-window", "external-link"} < set(lines)
    assert "marketing" not in lines
    assert command(["rules", *both, "--output-format", "json"]) == 0
    changed = json.loads(capsys.readouterr().out)["changed"]
    [emoji] = [one for one in changed if one["rule"] == "emoji"]
    assert (emoji["2018-10"], emoji["2020-11"]) == ("-", "error (emoji)")


def test_more_than_two_editions_are_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["types", *["--edition", "2018-10"] * 3]) == 2
    assert "two are compared" in capsys.readouterr().err
