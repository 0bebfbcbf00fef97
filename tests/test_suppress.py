"""Suppression: what a draft says to leave unreported, for which lines, why; and what is wrong with how it says so."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.__main__ import _guarded as msglint
from msglint.draft import Ignored
from msglint.engine import check
from msglint.envelope import Envelope
from msglint.outcome import report_on
from msglint.plan import Options, complete, plan
from msglint.readers import read_draft
from msglint.settings import Settings
from msglint.source import Source

if TYPE_CHECKING:
    from msglint.report import Checked

EMOJI = "\U0001f600"
RULES = ("emoji", "insecure-link", "suppression", "excess-line-breaks")
PLAN = plan(Settings(select=RULES), Options())


def checked(text: str, name: str = "draft.txt", envelope: Envelope | None = None) -> Checked:
    draft = complete(read_draft(name, Source(text), envelope), PLAN)
    return report_on(draft, PLAN)


def places(text: str, name: str = "draft.txt") -> list[tuple[str, int]]:
    return [(found.rule, found.line) for found in checked(text, name).findings]


@pytest.mark.parametrize(
    "comment",
    [
        "{# msglint: ignore[emoji] our mascot #}",
        "{#msglint:ignore[emoji]our mascot#}",
        "{# MsgLint: Ignore[ emoji ] - our mascot #}",
        "{{!-- msglint: ignore[emoji] our mascot --}}",
        "{{! msglint: ignore[emoji] our mascot }}",
        "{{-- msglint: ignore[emoji] our mascot --}}",
        "{{-- see {$order->id}; msglint: ignore[emoji] our mascot --}}",
        "<%# msglint: ignore[emoji] our mascot %>",
        "<%-- msglint: ignore[emoji] our mascot --%>",
        "{% comment %} msglint: ignore[emoji] our mascot {% endcomment %}",
        "{%- comment -%}msglint: ignore[emoji] our mascot{%- endcomment -%}",
        "{% # msglint: ignore[emoji] our mascot %}",
        "<?php /* msglint: ignore[emoji] our mascot */ ?>",
        "{# msglint: ignore[style] our mascot #}",
        "{# msglint: ignore[insecure-link, emoji] our mascot #} http://lamps.example",
    ],
)
@pytest.mark.parametrize("name", ["draft.txt", "draft.html"])
def test_a_comment_of_each_dialect_holds_for_its_line(comment: str, name: str) -> None:
    found = checked(f"Hello {EMOJI} {comment}\nBye {EMOJI}\n", name)
    assert [(one.rule, one.line) for one in found.findings] == [("emoji", 2)]
    assert {(one.reason, one.by) for one in found.suppressed} == {("our mascot", "comment")}
    assert found.error == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{{# msglint: ignore-next-line[emoji] why #}}\nHi {EMOJI}\nBye {EMOJI}", [3]),
        (f"{{# msglint: ignore-next-line[emoji] why #}}\n \nHi {EMOJI}\nBye {EMOJI}", [4]),
        (f"{{# msglint: ignore-next-line[emoji] why #}}\n{' ' * 1_100}\nHi {EMOJI}\nBye {EMOJI}", [4]),
        (f"{{# msglint: ignore-next-line[emoji] why #}}\r\nHi {EMOJI}\r\nBye {EMOJI}", [3]),
        (f"{{# msglint: ignore-next-line[emoji] why #}}\rHi {EMOJI}\rBye {EMOJI}", [3]),
        (f"Hi {EMOJI} {{# msglint: ignore-next-line[emoji] why #}}\n{EMOJI}", [1]),
        (
            f"A {EMOJI}\n{{# msglint: ignore-start[emoji] why #}}\nB {EMOJI}\n{{# msglint: ignore-end[emoji] #}}\nC {EMOJI}",
            [1, 5],
        ),
        (f"{{# msglint: ignore-start[emoji] why #}}B {EMOJI}\nC {EMOJI}{{# msglint: ignore-end #}}D {EMOJI}", [2]),
        (f"A {EMOJI}\nB {EMOJI}\n{{# msglint: ignore-file[emoji] why #}}", []),
        (f"---\nignore: {{emoji: why}}\n---\nA {EMOJI}\nB {EMOJI}", []),
        (f"---\ntype: reply-to-buyer\nignore:\n  style: 'why'\n---\nA {EMOJI}", []),
    ],
)
def test_the_next_line_a_region_the_whole_draft(text: str, left: list[int]) -> None:
    assert places(text) == [("emoji", line) for line in left]


TAG = '<p>See <a class="button"\n  href="http://lamps.example">chart</a> http://b.example</p>\n<p>http://c.example</p>'


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{{# msglint: ignore-next-line[insecure-link] why #}}\n{TAG}", ["http://b.example", "http://c.example"]),
        (f"{{# msglint: ignore[insecure-link] why #}} {TAG}", ["http://b.example", "http://c.example"]),
        (f"{{# msglint: ignore-next-line[insecure-link] why #}}\n<p>http://a.example\n{TAG}", ["http://lamps.example", "http://b.example", "http://c.example"]),
    ],
)  # fmt: skip
def test_a_tag_that_begins_in_the_line_belongs_to_it(text: str, left: list[str]) -> None:
    assert [one.excerpt for one in checked(text, "draft.html").findings] == left


PICTURE = '<img src="https://m.media-amazon.com/images/a.png" width="9">'


@pytest.mark.parametrize(
    ("rule", "first", "others", "left"),
    [
        ("font-override", '<p style="color:red">One</p>', '<p style="color:blue">Two</p>', ["color:blue"]),
        ("font-override", '<p style="color:red">One</p>', "<p>Two</p>", []),
        ("text-alignment", "<p align=center>One word</p>", "<p align=right>Two words</p>", ["right"]),
        ("text-alignment", f"<p align=center>{PICTURE}</p>", f"<p>A</p><p align=right>{PICTURE}</p>", ["right"]),
        ("message-margin", "<p style='margin:0 40%'>One</p>", "<p style='margin:0 45%'>Two</p>", ["margin:0 45%"]),
        ("excess-line-breaks", "<p>One</p><br><br><br><br><p>Two</p>", "<p>A</p><br><br><br><p>B</p>", ["<br><br><br>"]),
        ("accessibility", f"<p>{PICTURE}</p>", f"<p>{PICTURE.replace('a.png', 'b.png')}</p>", [PICTURE.replace("a.png", "b.png")]),
        ("accessibility", "<p style='color:#eee'>One</p>", "<p style='color:#ddd'>Two</p>", ["color:#ddd"]),
        ("accessibility", "<p tabindex=1>One</p>", "<p tabindex=2>Two</p>", ["<p tabindex=2>"]),
    ],
)  # fmt: skip
def test_what_is_told_once_a_draft_is_told_of_the_places_without_a_reason(
    rule: str, first: str, others: str, left: list[str]
) -> None:
    chosen = plan(Settings(select=(rule, "suppression"), min_confidence="low"), Options())
    ignored = f"{{# msglint: ignore-next-line[{rule}] why #}}\n{first}"
    for body in (f"{ignored}\n{others}", f"{others}\n{ignored}"):
        page = f'<html lang="en"><body>\n{body}\n</body></html>'
        report = report_on(complete(read_draft("draft.html", Source(page)), chosen), chosen)
        assert [one.excerpt for one in report.findings] == left
        assert len(report.suppressed) == 1


@pytest.mark.parametrize("behind", ["", " ", "\n", "\n \n"])
def test_where_no_line_follows_none_is_ignored(behind: str) -> None:
    found = places(f"Hi {EMOJI} {{# msglint: ignore-next-line[emoji] why #}}{behind}")
    assert found == [("emoji", 1), ("unused-suppression", 1)]


def test_regions_of_several_rules_may_cross() -> None:
    text = (
        f"{{# msglint: ignore-start[emoji] a #}}{EMOJI}\n{{# msglint: ignore-start[insecure-link] b #}}\n"
        f"{EMOJI} http://a.example\n{{# msglint: ignore-end[emoji] #}}\n{EMOJI} http://b.example\n"
        "{# msglint: ignore-end[insecure-link] #}\nhttp://c.example"
    )
    assert places(text) == [("emoji", 5), ("insecure-link", 7)]


def test_gaps_between_lines_belong_to_the_line_they_end() -> None:
    assert places("Hello {# msglint: ignore[excess-line-breaks] as printed #}\n\n\n\nBye") == []


def test_an_html_comment_holds_and_is_reported() -> None:
    text = f"<p>Hi {EMOJI}</p> <!-- msglint: ignore[emoji] our mascot -->"
    [finding] = checked(text, "draft.html").findings
    assert (finding.rule, finding.excerpt) == ("visible-suppression", "<!-- msglint: ignore[emoji] our mascot -->")
    assert finding.message == "this comment for msglint is sent with the message"


def test_plain_words_are_an_error_and_hold_for_nothing() -> None:
    found = checked(f"Hi {EMOJI} msglint: ignore[emoji] our mascot")
    assert [(one.rule, one.severity) for one in found.findings] == [
        ("emoji", "error"),
        ("visible-suppression", "error"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We check our messages with msglint before we send them.",
        "{# msglint has seen this #} Hello",
        "{# Ann: ignore[emoji] #}",
        "{{-- msglint has seen {this} --}} Hello {{--$count}}",
        "{# eslint: ignore[emoji] why #}",
        "{# msglnt: please ignore #}",
        "Please ignore the lamp's timer.",
    ],
)
def test_what_is_no_directive(text: str) -> None:
    found = checked(text)
    assert (found.findings, found.error) == ((), "")


def test_a_misspelled_comment_in_html() -> None:
    found = checked(f"<p>Hi {EMOJI}</p>\n<!-- msglit: ignore[emoji] our mascot -->", "draft.html")
    assert found.error == "line 2: 'msglit' is not msglint; write msglint: ignore[rule] reason"


def test_an_ignore_that_ignores_nothing() -> None:
    [finding] = checked("Hello {# msglint: ignore[emoji] why #}").findings
    assert (finding.rule, finding.excerpt) == ("unused-suppression", "emoji")
    assert finding.message == "'emoji' is ignored here, but it finds nothing where it holds"
    [finding] = checked("---\nignore: {insecure-link: why, emoji: why}\n---\nhttp://lamps.example").findings
    assert (finding.rule, finding.excerpt, finding.line) == ("unused-suppression", "emoji", 2)


@pytest.mark.parametrize(
    "text",
    [
        "Call 555 {# msglint: ignore-file[repeat-review-request] asked by the buyer #}",  # other drafts tell
        "Hello {# msglint: ignore-file[message-content-2018] why #}",  # of another edition
        "See https://lamps.example {# msglint: ignore[external-link] size chart #}",  # not selected, but needed
    ],
)
def test_what_cannot_be_told_is_not_unused(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("directive", "problem"),
    [
        (
            "msglint: ignor[emoji] why",
            "no directive 'ignor' (did you mean 'ignore'?); write msglint: ignore[rule] reason",
        ),
        ("msglint: disable[emoji] why", "no directive 'disable'; write msglint: ignore[rule] reason"),
        ("msglint ignore[emojis] why", "no rule or group 'emojis' (did you mean 'emoji'?)"),
        ("msglint: ignore emoji why", "ignore names no rule; write msglint: ignore[rule] reason"),
        ("msglint: ignore[] why", "ignore names no rule; write msglint: ignore[rule] reason"),
        ("msglint: ignore[emoji]", "ignore needs a reason behind the brackets; write msglint: ignore[rule] reason"),
        (
            "msglint: ignore-next-line[emoji] ",
            "ignore-next-line needs a reason behind the brackets; write msglint: ignore-next-line[rule] reason",
        ),
        ("msglint: ignore[ALL] why", "'ALL' would hide everything: name the rules, or exclude the file"),
        ("msglint: ignore-start[emoji] why", "ignore-start has no ignore-end behind it"),
        ("msglint: ignore-end[emoji]", "ignore-end has no ignore-start for these rules before it"),
        ("msglint: ", "this directive says nothing; write msglint: ignore[rule] reason"),
        ("msglnt: ignore[emoji] why", "'msglnt' is not msglint; write msglint: ignore[rule] reason"),
        ("Mslgint : ignore-file[emoji] why", "'Mslgint' is not msglint; write msglint: ignore[rule] reason"),
    ],
)
def test_what_is_wrong_with_a_directive(directive: str, problem: str) -> None:
    found = checked(f"Hello {EMOJI}\n{{# {directive} #}}")
    assert found.error == f"line 2: {problem}"
    assert [one.rule for one in found.findings] == ["emoji"]
    assert found.suppressed == ()


NO_REASON = "ignore-start needs a reason behind the brackets; write msglint: ignore-start[rule] reason"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("A 😀 {# msglint: ignore[emoji] why #}\n{# msglint: ignore[emoji] why #} B 😀", []),
        (
            "A 😀 {# msglint: ignore[emoji] why #}\n{# msglint: ignore[emoji] #}\n{# msglint: ignore[emojy] why #}",
            [
                "line 2: ignore needs a reason behind the brackets; write msglint: ignore[rule] reason",
                "line 3: no rule or group 'emojy' (did you mean 'emoji'?)",
            ],
        ),
        ("A 😀 {# msglint: ignore[emoji, emojy] why #}", ["line 1: no rule or group 'emojy' (did you mean 'emoji'?)"]),
        (
            "---\nignore: {emojy: why, emoji: why}\n---\nA 😀",
            ["line 2: no rule or group 'emojy' (did you mean 'emoji'?)"],
        ),
        # the end of what began wrongly is not at fault
        (
            "A 😀 {# msglint: ignore[emoji] why #}\n{# msglint: ignore-start[emoji] #}\n{# msglint: ignore-end[emoji] #}",
            [f"line 2: {NO_REASON}"],
        ),
        ("A 😀 {# msglint: ignore[emoji] why #}\n{# msglint: ignore-start[emoji] #}", [f"line 2: {NO_REASON}"]),
    ],
)
def test_all_that_is_wrong_is_told_and_what_is_right_holds(text: str, problems: list[str]) -> None:
    found = checked(text)
    assert found.error == "; ".join(problems)
    assert [one.rule for one in found.findings] == []
    assert {one.finding.line for one in found.suppressed} >= {text[: text.index("😀")].count("\n") + 1}


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("ignore: [emoji]", 'ignore: every rule needs a reason: write {emoji: "why it may stay"}'),
        ("ignore: {emoji: }", "ignore: 'emoji' needs a reason: write emoji: \"why it may stay\""),
        ("ignore: {emojy: why}", "no rule or group 'emojy' (did you mean 'emoji'?)"),
        ("ignore: {emoji: a, emoji: b}", "'emoji' stands twice in the front matter"),
    ],
)
def test_what_is_wrong_with_front_matter(
    tmp_path: Path, front: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\n{front}\n---\nHello {EMOJI}", "utf-8")
    assert msglint(["check", str(path), "--no-config"]) == 2
    assert f"msglint: {path}: line 2: {problem}" in capsys.readouterr().err


def test_inside_encoded_parts() -> None:
    body = base64.b64encode(f"A {EMOJI}\n{{# msglint: ignore-next-line[emoji] why #}}\nB {EMOJI}\nC {EMOJI}".encode())
    mail = (
        "MIME-Version: 1.0\nFrom: a@lamps.example\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: base64\n\n{body.decode()}\n"
    )
    found = checked(mail, "a.eml")
    assert sum(one.rule == "emoji" for one in found.findings) == 2
    assert len(found.suppressed) == 1
    text = f"A {EMOJI}\n{{# msglint: ignore-next-line[emoji] why #}}\nB {EMOJI}\nC {EMOJI}"
    found = checked(json.dumps({"text": text}), "a.json")
    assert sum(one.rule == "emoji" for one in found.findings) == 2
    assert len(found.suppressed) == 1


def test_the_envelope_of_a_program_can_say_so() -> None:
    found = checked(f"Hello {EMOJI}", envelope=Envelope(ignore=(Ignored("emoji", "why"),)))
    assert found.findings == ()
    assert [one.by for one in found.suppressed] == ["front matter"]


def test_it_is_counted_and_shown_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\ntype: reply-to-buyer\nignore: {{emoji: our mascot}}\n---\nHello {EMOJI}", "utf-8")
    assert msglint(["check", str(path), "--no-config"]) == 0
    assert capsys.readouterr().out.endswith("1 finding suppressed: see --show-suppressed\n")
    assert msglint(["check", str(path), "--no-config", "--show-suppressed"]) == 0
    out = capsys.readouterr().out
    assert f"{path}:5:7  suppressed  emoji\n" in out
    assert "  because  our mascot (front matter)\n" in out
    assert msglint(["check", str(path), "--no-config", "--show-suppressed", "--output-format", "concise"]) == 0
    assert capsys.readouterr().out.endswith(" (front matter: our mascot)\n")
    assert msglint(["check", str(path), "--no-config", "--show-suppressed", "--output-format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["summary"]["suppressed"] == 1
    assert [(one["rule"], one["reason"], one["by"]) for one in report["suppressed"]] == [
        ("emoji", "our mascot", "front matter")
    ]


PIECES = (
    *("{# msglint: ignore[emoji] why #}", "{# msglint: ignore-start[emoji] why #}", "{# msglint: ignore-end #}"),
    *("{{!-- msglint: ignore-next-line[style] why --}}", "<!-- msglint: ignore-file[links] why -->", "<!-- msglint:"),
    *(
        "{% comment %}",
        "msglint: ignore",
        "{% endcomment %}",
        "[emoji]",
        "{#",
        "#}",
        EMOJI,
        "\n",
        "\r\n",
        " ",
        "Hello ",
    ),
    *("<p>", "</p>", "http://lamps.example "),
)
FRONT = ("", "---\nignore: {emoji: why}\n---\n")
"""Below blank lines it is a mistake, and there is no draft."""


@given(
    st.sampled_from(FRONT),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.sampled_from(["a.txt", "a.html", "a.md"]),
)
def test_whatever_is_said_nothing_is_lost(front: str, text: str, name: str) -> None:
    draft = read_draft(name, Source(front + text))
    everything = [(one.rule, one.start, one.end) for one in check(draft, PLAN.policy, PLAN.rules)]
    found = report_on(draft, PLAN)
    kept = [(one.rule, one.start, one.end) for one in found.findings]
    gone = [(one.finding.rule, one.finding.start, one.finding.end) for one in found.suppressed]
    assert sorted(kept + gone) == sorted(everything)


def test_buyers_data_stays_masked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Your card 4111 1111 1111 1111 {# msglint: ignore[confidential-information] a test card #}", "utf-8"
    )
    msglint(["check", str(path), "--no-config", "--show-suppressed"])
    out = capsys.readouterr().out
    assert "suppressed  confidential-information" in out
    assert "4111" not in out


def test_a_draft_without_a_directive_imports_nothing_of_this(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Your lamp ships on Monday.", "utf-8")
    program = (
        f"import sys\nfrom msglint.__main__ import _guarded\n_guarded(['check', {str(path)!r}])\nprint(*sys.modules)"
    )
    root = {"PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=root)
    assert "msglint.engine" in done.stdout
    assert not {"msglint.directives", "msglint.suppress", "msglint.baseline"} & set(done.stdout.split())


@pytest.mark.parametrize(
    "piece",
    [
        "{# msglint: ignore[emoji] x #} ",
        "{# msglint: ignore-next-line[emoji] x #}\n",
        "{% comment %}",
        "msglint: ",
        "<!-- msglint: ",
    ],
)
def test_hostile_text_takes_no_longer_than_other_text(piece: str) -> None:
    draft = read_draft("a.html", Source(piece * 40_000))
    assert isinstance(check(draft, PLAN.policy, ["unused-suppression", "visible-suppression"]), list)


@pytest.mark.parametrize(
    ("above", "config"),
    [
        ("ignore: {repeat-review-request: agreed}", ""),
        ("ignore: {reviews: agreed}", ""),
        ("", '[[overrides]]\nfiles = ["b.txt"]\nignore = {repeat-review-request = "agreed"}'),
        ("", '[[overrides]]\nfiles = ["*.txt"]\nignore = {reviews = "agreed"}'),
    ],
)
def test_a_second_request_is_ignored_wherever_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], above: str, config: str
) -> None:
    draft = "---\ntype: review-request\n{}\n---\nPlease review your order 114-1234567-1234567."
    (tmp_path / "a.txt").write_text(draft.format(""), "utf-8")
    (tmp_path / "b.txt").write_text(draft.format(above), "utf-8")
    (tmp_path / "msglint.toml").write_text(config, "utf-8")
    assert msglint(["check", str(tmp_path), "--output-format", "concise", "--show-suppressed"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"b\.txt:5:\d+: suppressed repeat-review-request another draft asks", said)
    assert "unused-suppression" not in said


def test_a_second_request_can_be_ignored_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = (
        "---\ntype: review-request\norder_id: 114-1234567-1234567\n---\nPlease review your order 114-1234567-1234567."
    )
    (tmp_path / "a.txt").write_text(draft, "utf-8")
    (tmp_path / "b.txt").write_text(draft, "utf-8")
    arguments = ["check", str(tmp_path), "--no-config", "--select", "repeat-review-request,suppression"]
    assert msglint(arguments) == 1
    baseline = str(tmp_path / "known.json")
    (tmp_path / "msglint.toml").write_text('select = ["repeat-review-request"]')
    assert msglint(["baseline", str(tmp_path), "--baseline", baseline]) == 0
    assert msglint([*arguments, "--baseline", baseline]) == 0
    why = "{# msglint: ignore-file[repeat-review-request] the buyer asked for it #}"
    (tmp_path / "b.txt").write_text(f"{draft} {why}", "utf-8")
    capsys.readouterr()
    assert msglint([*arguments, "--show-suppressed", "--output-format", "concise"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{tmp_path / 'b.txt'}:")
    assert ": suppressed repeat-review-request " in line
    assert str(tmp_path / "a.txt") in line
    assert line.endswith("(comment: the buyer asked for it)")
