"""The HTML report: what stands where, and that nothing of a draft gets out of its place. (What a browser makes of it: test_html_browser.py.)"""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import TEXT, file_with, finding, full_report

from msglint.discover import Discovery
from msglint.formats import Style, render
from msglint.formats.page.frame import document, tame
from msglint.plan import Options, plan
from msglint.report import Report
from msglint.run import run
from msglint.settings import Settings
from msglint.shown import ShownPart

HOSTILE = (Path(__file__).parent / "hostile.html").read_text("utf-8")
BANNED = frozenset({"script", "img", "link", "iframe", "base", "form", "svg", "object", "embed", "template", "input"})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page(text: str, name: str = "a.txt", *, redact: bool = False, **changes: object) -> BeautifulSoup:
    """The report on one draft."""
    Path(name).write_bytes(text.encode("utf-8", "surrogatepass"))
    options = Options(redact=redact, with_drafts=True)
    report = run(Discovery((name,)), plan(Settings(**changes), options))  # type: ignore[arg-type]
    return soup_of(report)


def soup_of(report: Report, **style: bool) -> BeautifulSoup:
    return BeautifulSoup("".join(render(report, "html", Style(**style))), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, (selector, found)
    return found[0]


def framed(soup: BeautifulSoup) -> BeautifulSoup:
    return BeautifulSoup(str(one(soup, "iframe")["srcdoc"]), "html.parser")


LINK = "Order 114-1234567-1234567\n\nSee http://shop.example now\u200b, {{buyer}} <b>!\n"


def test_a_text_is_marked_in_both_places() -> None:
    soup = page(LINK, select=("external-link", "insecure-link"))
    for place in (".mail", ".source"):
        mark = one(soup, f"{place} a.mark")
        assert mark.text == "http://shop.example"
        assert mark["data-findings"] == "d0f0 d0f1"
        assert mark["href"] == "#d0f0"
    assert [card["id"] for card in soup.select(".card")] == ["d0f0", "d0f1"]
    assert [card["data-rule"] for card in soup.select(".card")] == ["external-link", "insecure-link"]
    assert one(soup, ".slot").text == "{{buyer}}"
    assert "<b>!" in one(soup, ".words").text
    assert one(soup, ".source .code").text == "\\u200b"
    assert [line.text.rstrip("\n") for line in soup.select(".line")] == [
        "Order 114-1234567-1234567",
        "",
        "See http://shop.example now\\u200b, {{buyer}} <b>!",
    ]
    for link in soup.select("a[href^='#d']"):
        assert soup.find(id=str(link["href"])[1:]), link


def test_html_is_marked_where_it_shows() -> None:
    text = "<p>Order {{id}}</p><p>See <b>www.shop</b>.example</p><img src='http://x.example/a.gif' alt='Our <logo>'>"
    soup = framed(page(text, "a.html", select=("external-link", "gif")))
    marks = soup.select("msglint-mark")
    assert [mark.text for mark in marks] == ["www.shop", ".example"]
    assert one(soup, "msglint-slot").text == "{{id}}"
    picture = one(soup, "msglint-picture")
    assert picture.text == "Our <logo>"
    assert "msglint-error" in picture["class"]
    assert str(picture["data-msglint-tip"]).startswith("error: ")


def test_a_frame_is_about_as_high_as_its_message() -> None:
    def height(text: str) -> int:
        return int(str(one(page(text, "a.html"), "iframe")["style"]).removeprefix("--height:").removesuffix("px"))

    heights = [
        height(text) for text in ("<p>Hi</p>", "<p>Hello</p>" * 6, "<p>Hi<img height=300 src=a>", "<p>Hi</p>" * 99)
    ]
    assert heights == sorted(heights)
    assert heights[0] >= 100
    assert heights[-1] <= 700


def test_mail_shows_what_was_sent() -> None:
    body = "See http=3A//shop.example for m=C3=B6re"
    head = "Subject: =?utf-8?q?H=C3=B6?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    soup = page(f"{head}Content-Transfer-Encoding: quoted-printable\n\n{body}\n", "a.eml", select=("external-link",))
    assert one(soup, ".subject").text.split() == ["Subject", "Hö"]
    assert one(soup, ".words").text == "See http://shop.example for möre"
    assert one(soup, ".words .mark").text == "http://shop.example"
    assert one(soup, ".source .mark").text == "http=3A//shop.example"


SECRET = "4111 1111 1111 1111"


@pytest.mark.parametrize("select", [("confidential-information",), ("emoji",)], ids=["on", "off"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.eml"])
def test_buyers_data_are_masked_everywhere(name: str, select: tuple[str, ...]) -> None:
    text = f"Your card {SECRET} was charged.\n"
    text = {"a.html": f"<p title='{SECRET}'>{text}</p>", "a.eml": f"Subject: hi\nDate: x\n\n{text}"}.get(name, text)
    soup = page(text, name, select=select)
    assert "4111" not in str(soup)
    assert "••••" in one(soup, ".source").text
    assert "••••" in str(one(soup, ".mail"))


def test_redacted_shows_nothing_of_a_draft() -> None:
    soup = page(LINK, redact=True)
    assert not soup.select(".mail, .source")
    assert "--redact" in one(soup, ".withheld").text
    assert "shop.example" not in str(soup)
    assert soup.select(".card")


def test_too_many_secrets_to_mask_are_not_shown() -> None:
    soup = page(f"Your card {SECRET} was charged. " * 1001)
    assert not soup.select(".mail, .source")
    assert SECRET not in str(soup)


@pytest.mark.parametrize("report", [Report("amazon/2020-11"), full_report()], ids=["empty", "full"])
def test_reports_without_drafts(report: Report) -> None:
    soup = soup_of(report, suppressed=True)
    assert len(soup.select("section.draft")) == len(report.files)
    assert len(soup.select(".card")) == len(list(report.findings))
    assert len(soup.select(".suppressed li")) == report.suppressed
    assert not soup.select("main script")
    assert len({tag["id"] for tag in soup.select("[id]")}) == len(soup.select("[id]"))
    for tag in soup.select("[aria-labelledby]"):
        assert soup.find(id=tag["aria-labelledby"])


def test_the_chart_counts_each_rule() -> None:
    soup = soup_of(full_report())
    assert {str(button["data-rule"]): one(button, "b").text for button in soup.select(".chart button")} == {
        "external-link": "3",
        "order-id": "1",
        "emoji": "1",
    }
    assert [li.text.strip() for li in soup.select(".totals li")][:3] == ["3 errors", "1 warning", "1 info"]
    assert one(soup, ".verdict").text.startswith("1 file could not be checked. 1 of 2 messages has to be changed")


@given(st.text(), st.text(min_size=1))
@settings(max_examples=50)
def test_nothing_written_becomes_markup(message: str, path: str) -> None:
    for words in (message, f"</script>{message}<script>alert(1)</script>"):
        report = Report("amazon/2020-11", (file_with(TEXT, finding(TEXT, "😀", path=path, message=words)),))
        soup = soup_of(report)
        assert len(soup.select("script")) == 1
        assert len(soup.select("*")) == len(
            soup_of(Report("amazon/2020-11", (file_with(TEXT, finding(TEXT, "😀")),))).select("*")
        )


def inert(text: str) -> BeautifulSoup:
    soup = BeautifulSoup(document(ShownPart("html", text, (), {}), ()), "html.parser")
    for tag in soup.select("*"):
        assert tag.name not in BANNED, tag
        assert not any(
            name.startswith("on") or name in {"src", "href", "action", "srcset", "background"} for name in tag.attrs
        ), tag
        assert tag.name != "meta" or tag.get("charset") or tag["http-equiv"] == "Content-Security-Policy"
    assert len(soup.select("meta")) == 2
    return soup


def test_a_hostile_draft_is_inert() -> None:
    soup = inert(HOSTILE)
    css = " ".join(style.text for style in soup.select("style"))
    styles = " ".join(str(tag.get("style", "")) for tag in soup.select("*"))
    for word in ("url(", "@import", "image-set(", "\\75"):
        assert word not in (css + styles).lower().replace("msglint-not-url", "").replace("msglint-not-image", ""), word


@given(
    st.lists(
        st.sampled_from([*HOSTILE.split(), "<", ">", '"', "'", "&lt;", "<!--", "-->", "<style>", "</style>", "=", "\0"])
    )
)
def test_what_is_cut_and_mixed_is_inert_too(pieces: list[str]) -> None:
    inert(" ".join(pieces))


@pytest.mark.parametrize(
    "css",
    ["a{b:url(x)}", "a{b:\\75rl(x)}", "a{b:URL (x)}", "@import 'x'", "a{b:image-set('x' 1x)}", "</style><script>"],
)
def test_styles_load_nothing(css: str) -> None:
    tamed = tame(css).lower()
    for word in ("url", "image-set"):
        tamed = tamed.replace(f"msglint-not-{word}", "")
    assert "<" not in tamed
    assert not any(word in tamed for word in ("url", "@", "image-set"))
