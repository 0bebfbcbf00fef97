"""`--fix` and `--diff`: what is mended, what is left alone, and that everything else keeps its bytes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint import Settings
from msglint.__main__ import _guarded as msglint
from msglint.errors import DraftError, MsglintError
from msglint.fixes import Fix, applied, compatible
from msglint.fixes.diff import diff_of
from msglint.fixes.files import write
from msglint.fixes.mend import mend
from msglint.fixes.trace import Piece, changes, traced
from msglint.plan import Options, Plan, plan

SAMPLES = sorted(path for path in (Path(__file__).parent.parent / "samples").glob("*.*") if path.is_file())
SAFE = plan(Settings(), Options(mend="fix"))
UNSAFE = plan(Settings(), Options(mend="fix", unsafe_fixes=True))


def mended(text: str, name: str = "draft.txt", chosen: Plan = SAFE) -> str:
    """What becomes of a draft; a second time must change nothing."""
    once = mend(name, text.encode("utf-8", "surrogatepass"), chosen)
    assert (
        mend(name, once.data, chosen)[:2] == (once.data, once.source) or mend(name, once.data, chosen).data == once.data
    )
    return once.data.decode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Your lamp is on its way 🎉🎉", "Your lamp is on its way"),
        ("Your lamp 🎉 is on its way", "Your lamp is on its way"),
        ("🎉 Your lamp\n  👉 is here", "Your lamp\n  is here"),
        ("Thank you 👍🏽!\r\nBye", "Thank you!\r\nBye"),
        ("Thanks🎉Your lamp, {{name}}🎉{{order_id}}", "Thanks Your lamp, {{name}} {{order_id}}"),
        ("{% if x %}🎉{% endif %} {{#if a}}🎉{{name}}{{/if}}", "{% if x %}{% endif %} {{#if a}}{{name}}{{/if}}"),
        ("Thanks%s🎉%s", "Thanks%s %s"),
        ("ありがとう🎉ございます", "ありがとうございます"),
        ("Dear Ann,\n\n🎉 🎉\n\nyour lamp", "Dear Ann,\n\nyour lamp"),
        ("Dear Ann,\n🎉\nyour lamp\n❤️", "Dear Ann,\nyour lamp\n"),
        ("Step 1️⃣ done ✔️, now ⚠️ wait", "Step 1 done ✔, now ⚠ wait"),
        ("Thank you :-) see you soon ;)", "Thank you see you soon"),
        ("Thank you :-) See you soon ;)", "Thank you :-) See you soon"),
        ("Made in the USA :-) I hope you like it", "Made in the USA :-) I hope you like it"),
        ("THANK YOU :-) SEE YOU SOON", "THANK YOU SEE YOU SOON"),
        ("Ships to 🇩🇪 only", "Ships to 🇩🇪 only"),
        ("All done :tada: Kind regards", "All done :tada: Kind regards"),
        ("Times: 10:00-12:00 ✓ ★★★★☆", "Times: 10:00-12:00 ✓ ★★★★☆"),
    ],
)
def test_emoji_go_with_their_space(before: str, after: str) -> None:
    assert mended(before) == after


def test_what_says_more_than_a_smile_goes_only_if_asked_for() -> None:
    assert mended("Enjoy it :) Kind regards", chosen=UNSAFE) == "Enjoy it Kind regards"
    assert mended("Ships to 🇩🇪 only :tada: now", chosen=UNSAFE) == "Ships to only now"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Dear Ann,\n\n\n\nyour lamp\n\n \n\t\nships.\n", "Dear Ann,\n\nyour lamp\n\nships.\n"),
        ("Dear Ann,\r\n\r\n\r\nyour lamp\r\rships", "Dear Ann,\r\n\r\nyour lamp\r\rships"),
        ("\n\n\nDear Ann\n\n\n\n", "\n\n\nDear Ann\n\n\n\n"),
        ("A\n\n\n    indented", "A\n\n    indented"),
    ],
)
def test_gaps_are_closed_to_one_empty_line(before: str, after: str) -> None:
    assert mended(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Dear Ann,<br><br><br>your lamp</p>", "<p>Dear Ann,<br><br>your lamp</p>"),
        ("<p>A</p><p>&nbsp;</p><p>&nbsp;</p><p>B</p>", "<p>A</p><p>&nbsp;</p><p>B</p>"),
        ("<p>A</p><br><br><p>B</p>", "<p>A</p><br><p>B</p>"),
        ("<div>A</div><div><br></div><div><br></div><div>B</div>", "<div>A</div><div><br></div><div>B</div>"),
        ("<pre>A\n\n\n\nB</pre>", "<pre>A\n\nB</pre>"),
        ("<p>A</p>\n\n\n\n<p>B</p>", "<p>A</p>\n\n\n\n<p>B</p>"),
        (
            "<p>Thank you&#128512;!</p><img src='a.png' alt='party 🎉'>",
            "<p>Thank you!</p><img src='a.png' alt='party'>",
        ),
    ],
)
def test_mark_up_loses_breaks_and_emoji(before: str, after: str) -> None:
    assert mended(before, "draft.html") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("See http://www.amazon.de/gp/help", "See https://www.amazon.de/gp/help"),
        ("See HTTP://www.ups.com", "See HTTPS://www.ups.com"),
        ('<a href="http://www.ups.com/track?id={{id}}">x</a>', '<a href="https://www.ups.com/track?id={{id}}">x</a>'),
        (
            "See http://www.amazon.de:80/ and http://ann@www.ups.com",
            "See http://www.amazon.de:80/ and http://ann@www.ups.com",
        ),
        ("See http://amazon.evil.com", "See http://amazon.evil.com"),
        (
            "See https://www.google.com/url?q=http%3A%2F%2Fwww.amazon.de",
            "See https://www.google.com/url?q=http%3A%2F%2Fwww.amazon.de",
        ),
    ],
)
def test_links_to_amazon_and_carriers_become_secure(before: str, after: str) -> None:
    assert mended(before, "draft.html" if before.startswith("<") else "draft.txt") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Send it by What\u200bsApp", "Send it by WhatsApp"),
        ("Leave a re\u2060v\u200diew", "Leave a review"),
        ("Do\u00adnau\u00addampf\u00adschiff", "Do\u00adnau\u00addampf\u00adschiff"),
        ("Leave a r e v i e w", "Leave a r e v i e w"),
    ],
)
def test_hidden_characters_go_and_words_stay(before: str, after: str) -> None:
    assert mended(before) == after


P = "Dear Ann, your lamp ships on Monday."
PIXEL = f'<p>{P}</p><img src="https://mail.shop.example/pixel.png" alt="">'


MJML = f"<mjml><mj-body><mj-text>{P}</mj-text>%s</mj-body></mjml>"
DOT = '<mj-image src="https://shop.example/p/8127" width="1px" height="1px"'


@pytest.mark.parametrize(("dot", "is_mended"), [(f"{DOT} />", True), (f"{DOT}></mj-image>", False)])
def test_a_component_goes_only_if_its_tag_ends_itself(dot: str, is_mended: bool) -> None:
    assert mended(MJML % dot, "draft.mjml") == MJML % ("" if is_mended else dot)


@pytest.mark.parametrize(("least", "is_mended"), [("low", True), ("medium", True), ("high", False)])
def test_only_what_is_reported_is_mended(least: str, is_mended: bool) -> None:
    chosen = plan(Settings(min_confidence=least), Options(mend="fix", unsafe_fixes=True))
    assert mended(PIXEL, "draft.html", chosen) == (f"<p>{P}</p>" if is_mended else PIXEL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<p style="color:#c00">{P}</p>', f"<p>{P}</p>"),
        (f'<p style="margin:0;line-height: 1.6; width:9em">{P}</p>', f'<p style="margin:0;width:9em">{P}</p>'),
        (f'<p style="font: bold 14px/1.5 Georgia, serif">{P}</p>', f'<p style="font-weight: bold; font-size: 14px">{P}</p>'),
        (f'<p style="text-align:center;font-family:Verdana">{P}</p>', f"<p>{P}</p>"),
        (f'<p class="a" style=" line-height: 2; color: #c00; text-align:center; ">{P}</p>', f'<p class="a">{P}</p>'),
        (f'<p style="text-align:center;color:red;width:9em;">{P}</p>', f'<p style="width:9em;">{P}</p>'),
        (f'<p style="">{P}</p>',) * 2,
        (f"<style>@media (max-width:9em){{p{{color:red;margin:0}}}}</style><p>{P}</p>", f"<style>@media (max-width:9em){{p{{margin:0}}}}</style><p>{P}</p>"),
        (f"<style>@media (prefers-color-scheme:dark){{p{{color:#fff;background:#000}}}}</style><p>{P}</p>",) * 2,
        (f'<style>@media (prefers-color-scheme:dark){{p{{background:#000}}}}</style><p style="color:#c00">{P}</p>', f"<style>@media (prefers-color-scheme:dark){{p{{background:#000}}}}</style><p>{P}</p>"),
        (f'<font face="Georgia" color="red" size=2>{P}</font>', f"<font size=2>{P}</font>"),
        (f'<font face="Georgia" size=2>{P}</font>', f"<font size=2>{P}</font>"),
        (f"<body text='#224466' id=a><p>{P}</p></body>", f"<body id=a><p>{P}</p></body>"),
        (f"<style>\np {{\n  color: red;\n  margin: 0;\n}}</style><p>{P}</p>", f"<style>\np {{\n  margin: 0;\n}}</style><p>{P}</p>"),
        (f"<style>p{{font-family:Georgia;margin:0}}</style><p>{P}</p>", f"<style>p{{margin:0}}</style><p>{P}</p>"),
        (f'<p style="{{{{css}}}};color:red">{P}</p>', f'<p style="{{{{css}}}};">{P}</p>'),
        (f'<div style="background:#036;color:#fff">{P}</div>', f'<div style="background:#036;color:#fff">{P}</div>'),
        (f'<p align="center">{P}</p><p align=justify>{P}</p>', f"<p>{P}</p><p>{P}</p>"),
        (f'<h2 style="text-align:center">{P}</h2>', f"<h2>{P}</h2>"),
        (f'<CENTER id="a">{P}</center>', f'<div id="a">{P}</div>'),
        (f'<table><tr><td align="center"><img src="a.png" alt="A" width=99></td></tr><tr><td>{P}</td></tr></table>',) * 2,
        (f'<body style="margin: 0 25%"><p>{P}</p></body>', f'<body style="margin: 0"><p>{P}</p></body>'),
        (f'<div style="margin:5px 30% 5px 12px">{P}</div>', f'<div style="margin: 5px 0 5px 12px">{P}</div>'),
        (f'<p style="font: 500 14px Georgia">{P}</p>', f'<p style="font-weight: 500; font-size: 14px">{P}</p>'),
        (f"<p style=\"font: 12px 'Arial Bold', sans-serif\">{P}</p>", f'<p style="font-size: 12px">{P}</p>'),
        (f'<div style="margin-left:150px">{P}</div>', f"<div>{P}</div>"),
        (f'<div style="padding: 10px 150px !important">{P}</div>', f'<div style="padding: 10px 0 !important">{P}</div>'),
        (f'<body leftmargin="160"><p>{P}</p></body>', f"<body><p>{P}</p></body>"),
        (f'<div style="width:50%;margin:0 auto">{P}</div>', f'<div style="width:50%;margin:0 auto">{P}</div>'),
        (f'<p>{P}</p>\n<img src="https://shop.example/p/8127" width="1" height="1" alt="">\n', f"<p>{P}</p>\n"),
        (f'<p>{P}</p><iframe src="https://shop.example/a" width="0" height="0"></iframe>', f"<p>{P}</p>"),
        (PIXEL,) * 2,
        (f'<div style="background-image:url(a.png);color:#fff">{P}</div>',) * 2,
    ],
)  # fmt: skip
def test_style_goes_back_to_amazons(before: str, after: str) -> None:
    assert mended(before, "draft.html") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<p>{P}</p><img src="https://mail.shop.example/pixel.png" alt="">', f"<p>{P}</p>"),
        (f'<div style="margin:0;background:#036;color:#fff">{P}</div>', f'<div style="margin:0;">{P}</div>'),
        (f'<table bgcolor="#222"><tr><td bgcolor="black"><b style="margin:0;color:#fff">{P}</b></table>', f'<table><tr><td><b style="margin:0;">{P}</b></table>'),
        (f'<table bgcolor="#222"><tr><td bgcolor="#eee"><b style="margin:0;color:#fff">{P}</b></table>', f'<table bgcolor="#222"><tr><td bgcolor="#eee"><b style="margin:0;">{P}</b></table>'),
        (f'<div style="margin:0;background:url(a.png)"><b style="margin:0;color:#fff">{P}</b></div>', f'<div style="margin:0;"><b style="margin:0;">{P}</b></div>'),
        (f'<div style="margin:0;background-color:#000"><p style="margin:0;background-color:transparent;color:#fff">{P}</p></div>', f'<div style="margin:0;"><p style="margin:0;background-color:transparent;">{P}</p></div>'),
    ],
)  # fmt: skip
def test_what_changes_more_than_style_goes_only_if_asked_for(before: str, after: str) -> None:
    assert mended(before, "a.html", UNSAFE) == after
    if "color:#fff" in before and "#eee" not in before:
        assert mended(before, "a.html") == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\nDear {{ buyer_name }},\r\nwhich colour would you like?", "\nOrder {{ order_id }}\r\n\r\nDear {{ buyer_name }},\r\nwhich colour would you like?"),
        ("Dear %BUYER_NAME%, which colour would you like for the lamp?", "Order %ORDER_ID%\n\nDear %BUYER_NAME%, which colour would you like for the lamp?"),
        ("Dear [[buyer-name]], which colour would you like for the lamp?", "Order [[order-id]]\n\nDear [[buyer-name]], which colour would you like for the lamp?"),
        ("Dear ${buyerName}, which colour would you like for the lamp?", "Order ${orderId}\n\nDear ${buyerName}, which colour would you like for the lamp?"),
        ("Hallo {{ name }}, welche Farbe soll die Lampe haben?", "Bestellung {{ order_id }}\n\nHallo {{ name }}, welche Farbe soll die Lampe haben?"),
        ("Dear Ann, which colour would you like?",) * 2,
        ("{% if a %}Dear Ann{% endif %}, which colour would you like?",) * 2,
        ("---\ntype: reply-to-buyer\n---\nDear {{name}}, the blue one.",) * 2,
    ],
)  # fmt: skip
def test_the_order_id_is_asked_for_as_the_draft_does(before: str, after: str) -> None:
    assert mended(before, chosen=UNSAFE) == after
    assert mended(before) == before


def test_the_order_id_in_mark_up() -> None:
    page = "<table><tr><td><p>Dear {{name}},</p><p>which colour would you like?</p></td></tr></table>"
    assert mended(page, "a.html", UNSAFE) == page.replace("<td>", "<td><p>Order {{order_id}}</p>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encoding_and_mark_are_kept(encoding: str) -> None:
    text = "Grüße aus Köln :-)\r\n\n\nEs läuft\rgut €\t \r\n"
    assert mend("a.txt", text.encode(encoding), SAFE).data == text.replace(" :-)\r\n\n\n", "\r\n\n").encode(encoding)


def test_one_byte_charsets_are_kept() -> None:
    page = '<meta charset="iso-8859-7"><p>Καλημέρα :-)</p>'
    assert mend("a.html", page.encode("iso-8859-7"), SAFE).data == page.replace(" :-)", "").encode("iso-8859-7")
    odd = b"Gr\xfc\xdfe \x81\x93 :-)\n"
    assert mend("a.txt", odd, SAFE).data == b"Gr\xfc\xdfe \x81\x93\n"


def test_what_cannot_be_written_back_is_left_alone() -> None:
    data = "Ünïcödé wörds, äll öf thém :-)".encode() + b"\xff\n"
    result = mend("a.txt", data, SAFE)
    assert (result.data, result.places) == (data, 0)
    assert "charset" in result.note


MAIL = (
    "From: a@example.com\nSubject: Order 114-1234567-1234567\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {}\n\nThank you :-)=3D\n"
)


def test_plain_parts_of_mail_are_mended_and_encoded_ones_are_not() -> None:
    plain = MAIL.format("8bit").replace("=3D", "")
    assert mended(plain, "a.eml") == plain.replace(" :-)", "")
    quoted = MAIL.format("quoted-printable").replace("=3D", "=20")
    result = mend("a.eml", quoted.encode(), SAFE)
    assert result.data == quoted.encode()
    assert result.note.startswith("1 place stands in a part that is encoded")


def test_what_is_ignored_or_off_is_not_mended() -> None:
    ignored = "{# msglint: ignore[emoji] our mascot #} Hello 🎉\nThank you 🎉\n"
    assert mended(ignored) == ignored.replace("you 🎉", "you")
    front = "---\nignore: {style: the brand's own letter}\n---\nHello 🎉\n"
    assert mended(front) == front
    off = plan(Settings(ignore=("emoji",)), Options(mend="fix"))
    assert mended("Hello 🎉 http://www.ups.com", chosen=off) == "Hello 🎉 https://www.ups.com"


def test_overlapping_fixes_the_first_stays() -> None:
    fixes = [Fix(4, 9, "b"), Fix(0, 5, "a"), Fix(5, 6), Fix(5, 5, "x")]
    assert compatible(fixes) == [Fix(0, 5, "a"), Fix(5, 5, "x")]
    assert applied("0123456789", compatible(fixes)) == "ax56789"


_FIXES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.sampled_from(["", "x", "\n", "a\nb", "\r\n"])))


@given(st.text("ab\n\r", max_size=30), st.lists(_FIXES, max_size=4))
def test_rounds_of_fixes_are_told_as_changes_of_the_first_text(
    text: str, rounds: list[list[tuple[int, int, str]]]
) -> None:
    now, pieces = text, [Piece(0, len(text))]
    for drawn in rounds:
        fixes = compatible(Fix(min(at, len(now)), min(at + long, len(now)), new) for at, long, new in drawn)
        now, pieces = applied(now, fixes), traced(pieces, fixes)
    assert applied(text, changes(pieces, len(text))) == now


@given(st.text("ab\n\r", max_size=60), _FIXES)
def test_a_diff_is_what_patch_applies(text: str, drawn: list[tuple[int, int, str]]) -> None:
    fixes = compatible(Fix(min(at, len(text)), min(at + long, len(text)), new) for at, long, new in drawn)
    assert _patched(text, diff_of("a.txt", text, fixes)) == applied(text, fixes)


def _patched(text: str, diff: str) -> str:
    """The text with a unified diff applied, as strictly as `patch` does it."""
    lines, out, at = text.split("\n"), [], 0
    lines = [line + "\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])
    shown = [line + "\n" for line in diff.split("\n")[2:-1]]
    for number, line in enumerate(shown):
        bare = shown[number + 1 : number + 2] == ["\\ No newline at end of file\n"]
        content = line[1:-1] if bare else line[1:]
        if line.startswith("@@"):
            first, count = map(int, line.split()[1][1:].split(","))
            out += lines[at : first - (count > 0)]
            at = first - (count > 0)
        elif line[0] in " -":
            assert lines[at] == content
            at += 1
            out += [content] * (line[0] == " ")
        elif line[0] == "+":
            out.append(content)
    return "".join(out + lines[at:])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_mending_a_sample_twice_is_mending_it_once(path: Path) -> None:
    for chosen in (SAFE, UNSAFE):
        once = mend(path.name, path.read_bytes(), chosen)
        assert mend(path.name, once.data, chosen).data == once.data


_NOISE = st.sampled_from(
    ["🎉", "\n\n\n", " :-)", "<br><br><br>", "\u200b", "http://www.ups.com ", "\r\n", "<b>", "&#128512;", '"', "{{name}}", "(", "<3 ",
     "<p style='color:red;text-align:center'>", "<center>", "</p>", "1️⃣", "\u00ad", "<font color=red face=Arial>", "<!--", "🇩🇪", "=20",
     "<div style='margin:0 30%'>", '<img src="https://shop.example/p" width=1 height=1>', "<style>p{color:red}</style>", ":tada:"]
)  # fmt: skip


@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.floats(0, 1), _NOISE), max_size=6), st.booleans())
def test_mending_a_mutated_sample_twice_is_mending_it_once(
    path: Path, inserted: list[tuple[float, str]], unsafe: bool
) -> None:
    text = path.read_bytes().decode("utf-8")
    for where, noise in inserted:
        at = int(where * len(text))
        text = text[:at] + noise + text[at:]
    chosen = UNSAFE if unsafe else SAFE
    try:
        once = mend(path.name, text.encode(), chosen)
    except MsglintError:  # broken front matter or JSON
        return
    assert mend(path.name, once.data, chosen).data == once.data
    assert "for good" not in once.note


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_bytes(b"Order 114-1234567-1234567\r\n\r\nThank you :-)\r\n")
    (tmp_path / "good.txt").write_bytes(b"Order 114-1234567-1234567\n")
    return tmp_path


MENDED = b"Order 114-1234567-1234567\r\n\r\nThank you\r\n"


def test_fix_writes_the_file_and_reports_the_rest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.txt").chmod(0o640)
    assert msglint(["check", "--fix", "--output-format", "concise", "--select", "emoji", "."]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "msglint: mended 1 place in 1 draft\n")
    assert (folder / "bad.txt").read_bytes() == MENDED
    assert (folder / "bad.txt").stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(folder)) == ["bad.txt", "good.txt"]
    assert msglint(["check", "--fix", "-q", "--select", "emoji", "--jobs", "2", "."]) == 0
    assert capsys.readouterr().err == ""


def test_diff_shows_the_changes_and_makes_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "bad.txt").read_bytes()
    assert msglint(["check", "--diff", "--fix", "."]) == 1
    diff = capsys.readouterr().out
    assert "-Thank you :-)\r\n+Thank you\r\n" in diff
    assert (folder / "bad.txt").read_bytes() == before
    assert msglint(["check", "--diff", "--exit-zero", "."]) == 0
    assert msglint(["check", "--diff", "good.txt"]) == 0
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn"], input=diff.encode(), check=True)
    assert (folder / "bad.txt").read_bytes() == MENDED


@pytest.mark.parametrize("kind", ["read-only", "missing", "changed"])
def test_a_file_that_cannot_be_written_is_left_whole(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "bad.txt"
    before = path.read_bytes()
    if kind == "read-only":
        path.chmod(0o444)
        assert msglint(["check", "--fix", "."]) == 2
        assert "bad.txt: cannot be mended: the file is read-only" in capsys.readouterr().err
    elif kind == "missing":
        with pytest.raises(DraftError, match="cannot be mended"):
            write("no-such.txt", b"a", b"b", 100)
    else:
        with pytest.raises(DraftError, match="changed by something else"):
            write("bad.txt", b"other", b"new", 100)
    assert path.read_bytes() == before
    assert sorted(os.listdir(folder)) == ["bad.txt", "good.txt"]


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "link.txt").symlink_to("bad.txt")
    msglint(["check", "--fix", "-q", "link.txt"])
    assert (folder / "link.txt").is_symlink()
    assert (folder / "bad.txt").read_bytes() == MENDED


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--unsafe-fixes", "."], "--unsafe-fixes goes with --fix or --diff"),
        (["--fix", "-"], "in place"),
        (["--diff", "--redact", "."], "leave out --redact"),
        (["--diff", "--output-format", "json", "."], "leave out --output-format"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_options_that_contradict(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert msglint(["check", *arguments]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("name", ["plain.txt", "two words.txt"])
def test_a_name_in_a_diff_is_one_that_patch_finds(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("one\ntwo\n")
    diff = diff_of(name, "one\ntwo\n", [Fix(4, 7, "2")])
    subprocess.run(["patch", "-p0"], cwd=tmp_path, input=diff, text=True, check=True, capture_output=True)
    assert (tmp_path / name).read_text() == "one\n2\n"
