"""The HTML report in a real Chromium: that nothing of a draft runs or loads, and that people can use the page.

To look at the pages: `MSGLINT_PICTURES=folder pytest tests/test_html_browser.py` leaves screenshots there.
"""

from __future__ import annotations

import os
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import CHROMIUM, Browser, browser, counting_server
from bs4 import BeautifulSoup

from msglint.discover import discover
from msglint.formats import Style, render
from msglint.plan import Options, plan
from msglint.run import run
from msglint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine (on Debian: apt-get install chromium)"
)

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
LATER = 400
"""Milliseconds in which an address that a page asks for has been asked for."""
TRIES = 20


def eventually(page: Browser, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold: on a busy machine a page, and more so a frame in it, takes its time."""
    for _ in range(TRIES):
        if holds():
            return True
        page.wait(LATER)
    return False


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    with counting_server() as known:
        yield known


@pytest.fixture(autouse=True)
def forgotten(server: tuple[str, list[str]]) -> None:
    server[1].clear()


def report_on(*drafts: Path) -> str:
    chosen = plan(Settings(), Options(with_drafts=True))
    return "".join(render(run(discover(list(map(str, drafts))), chosen), "html", Style()))


def hostile(host: str) -> str:
    return (HERE / "hostile.html").read_text("utf-8").replace("SERVER", host)


def frame_of(page: str) -> str:
    """What stands in the only frame of a report."""
    return str(BeautifulSoup(page, "html.parser").select("iframe")[0]["srcdoc"])


def opened(chromium: Browser, folder: Path, page: str, **size: int) -> None:
    path = folder / "report.html"
    path.write_text(page, "utf-8")
    chromium.open(path, **size)


def test_the_hostile_draft_does_harm_where_nothing_holds_it(
    chromium: Browser, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    """Else the tests below would prove nothing."""
    host, asked = server
    opened(chromium, tmp_path, hostile(host).replace("0;url=", "9;url=").replace("top.location", "x"))
    chromium.wait(LATER)
    assert {"/base/x", "/image", "/css.png", "/link.css", "/srcset.png"} & set(asked)
    assert len(asked) > 10


@pytest.mark.parametrize("name", ["a.html", "a.eml", "a.txt"])
def test_a_hostile_draft_runs_and_loads_nothing(
    chromium: Browser, server: tuple[str, list[str]], tmp_path: Path, name: str
) -> None:
    host, asked = server
    head = "Subject: </title><script>document.title='subject'</script>\nMIME-Version: 1.0\nContent-Type: text/html\n\n"
    (tmp_path / name).write_text(head * (name == "a.eml") + hostile(host))
    opened(chromium, tmp_path, report_on(tmp_path / name))
    chromium.mouse(500, 400)
    chromium.wait(LATER)
    assert asked == []
    assert chromium.run("document.title") == "msglint: messages to buyers, checked"
    assert chromium.run("location.protocol + document.querySelectorAll('script, h1, main').length") == "file:3"
    assert chromium.in_frames("`${origin} ${document.links.length} ${document.scripts.length}`") == ["null 0 0"]


def test_the_sandbox_and_its_policy_hold_by_themselves(
    chromium: Browser, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    host, asked = server
    draft = tmp_path / "a.html"
    draft.write_text("<p>Hello</p>")
    page = report_on(draft)
    whole = page.replace(f'srcdoc="{escape(frame_of(page))}"', f'srcdoc="{escape(hostile(host))}"')
    assert whole != page
    opened(chromium, tmp_path, whole)
    chromium.wait(LATER)
    assert asked == []
    assert chromium.run("document.title") == "msglint: messages to buyers, checked"


def test_the_rewriting_holds_by_itself(chromium: Browser, server: tuple[str, list[str]], tmp_path: Path) -> None:
    host, asked = server
    draft = tmp_path / "a.html"
    draft.write_text(hostile(host))
    bare = frame_of(report_on(draft)).replace("Content-Security-Policy", "x-none")
    opened(chromium, tmp_path, bare)
    chromium.run("document.querySelectorAll('*').forEach(one => one.click?.())")
    chromium.wait(LATER)
    assert asked == []
    assert chromium.run("document.title") == "The message"
    assert chromium.run("location.protocol") == "file:"


@pytest.fixture
def samples(chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """The report on some of the samples, open."""
    names = ("bad-link-to-own-shop.txt", "bad-newsletter-look.html", "bad-coupon-flyer.eml", "good-invoice.eml")
    monkeypatch.chdir(SAMPLES.parent)
    chromium.media()
    opened(chromium, tmp_path, report_on(*(Path("samples", name) for name in names)))
    return chromium


def test_a_mark_says_what_to_write_on_hover_and_by_keyboard(samples: Browser) -> None:
    seen = "(() => { const tip = document.getElementById('tip'); return tip.hidden ? '' : tip.innerText })()"
    samples.run(
        "document.querySelector('.words').setAttribute('tabindex', '-1'); document.querySelector('.words').focus()"
    )
    assert samples.run(seen) == ""
    samples.key("Tab", 9)
    assert samples.run("document.activeElement.className").startswith("mark")
    assert "Clause" in samples.run(seen)
    assert samples.run("document.activeElement.getAttribute('aria-describedby')") == "tip"
    samples.key("Escape", 27)
    assert samples.run(seen) == ""
    box = samples.run(
        "(() => { const b = document.querySelector('.source .mark').getClientRects()[0]; return [b.x + 5, b.y + 5] })()"
    )
    samples.mouse(*box)
    assert "Clause" in samples.run(seen)
    samples.key("Enter", 13, "\r")
    samples.wait(50)
    assert samples.run("document.activeElement.className").startswith("card")


def test_a_place_is_shown_in_the_source_and_in_the_frame(samples: Browser) -> None:
    number = samples.run(
        "(() => { const link = [...document.querySelectorAll('.card[id^=\"d1f\"]')].find(one => one.dataset.rule === 'text-alignment')"
        ".querySelector('a.place'); link.click(); return link.closest('.card').id.slice(3) })()"
    )
    marked = "document.querySelector(':target')?.id ?? ''"
    assert eventually(samples, lambda: samples.run(marked) == f"d1s{number}")
    assert eventually(samples, lambda: f"msglint-{number}" in samples.in_frames(marked))
    tip = "getComputedStyle(document.querySelector(':target') ?? document.body, '::after').content"
    instead = "Instead: Take the alignment out."
    assert eventually(samples, lambda: any(instead in shown for shown in samples.in_frames(tip)))


def test_filters_leave_what_was_asked_for(samples: Browser) -> None:
    every = samples.run("document.querySelectorAll('.card').length")
    samples.run("document.querySelector('[data-rule=\"text-alignment\"][aria-pressed]').click()")
    left = "[...document.querySelectorAll('.card')].filter(one => one.checkVisibility()).map(one => one.dataset.rule)"
    assert samples.run(left) == ["text-alignment"]
    assert samples.run("document.getElementById('status').textContent") == f"1 of {every} findings shown, in 1 message"
    assert (
        samples.run("[...document.querySelectorAll('section.draft')].filter(one => one.checkVisibility()).length") == 1
    )
    samples.wait(LATER)
    lit = "[...document.querySelectorAll('[data-msglint-around]')].filter(one => getComputedStyle(one).outlineStyle !== 'none').length"
    assert sum(samples.in_frames(lit)) == 1
    samples.run("document.getElementById('everything').click()")
    assert len(samples.run(left)) == every
    samples.run("document.querySelector('.chips [data-severity=info]').click()")
    assert set(samples.run(left.replace("rule)", "severity)"))) == {"info"}


CONTRAST = """(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data] };
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = (one) => { for (; one; one = one.parentElement) { const c = rgba(getComputedStyle(one).backgroundColor); if (c[3] > 250) return c } return [255, 255, 255] };
  const bad = [];
  for (const one of document.querySelectorAll("body *")) {
    const own = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || !one.checkVisibility() || one.tagName === "SCRIPT") continue;
    const [a, b] = [light(rgba(getComputedStyle(one).color)), light(ground(one))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.push(`${one.tagName}.${one.className} ${ratio.toFixed(2)}`);
  }
  return bad;
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(samples: Browser, scheme: str) -> None:
    samples.media(scheme=scheme)
    dark = samples.run("getComputedStyle(document.body).backgroundColor") != "rgb(244, 245, 247)"
    assert dark == (scheme == "dark")
    samples.run("document.querySelector('.words .mark').focus()")
    assert samples.run(CONTRAST) == []


def test_the_theme_can_be_changed(samples: Browser) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    before = samples.run(ground)
    samples.run("document.getElementById('theme').click()")
    assert samples.run(ground) != before
    samples.run("document.getElementById('theme').click()")
    assert samples.run(ground) == before


@pytest.mark.parametrize("width", [340, 700, 1000, 1400])
def test_nothing_is_wider_than_the_window(samples: Browser, width: int) -> None:
    samples.send("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
    assert samples.run("document.documentElement.scrollWidth") <= width


def test_names_and_headings_for_those_who_do_not_see(samples: Browser) -> None:
    levels = samples.run("[...document.querySelectorAll('h1, h2, h3, h4')].map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    nodes = samples.send("Accessibility.getFullAXTree")["nodes"]
    for node in nodes:
        if node.get("role", {}).get("value") in {"button", "link", "Iframe", "navigation"} and not node.get("ignored"):
            assert node["name"]["value"].strip(), node


def test_a_print_shows_all_of_a_draft(samples: Browser) -> None:
    samples.media(kind="print")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert samples.run(style.format(".source", "maxHeight")) == "none"
    assert samples.run(style.format("nav", "display")) == "none"
    assert len(samples.send("Page.printToPDF")["data"]) > 20_000


@pytest.mark.skipif(
    "MSGLINT_PICTURES" not in os.environ, reason="nobody asked for screenshots (MSGLINT_PICTURES=folder)"
)
def test_screenshots(samples: Browser) -> None:
    folder = Path(os.environ["MSGLINT_PICTURES"])
    for name, scheme, width in (("light", "light", 1400), ("dark", "dark", 1400), ("narrow", "light", 400)):
        samples.media(scheme=scheme)
        samples.send("Emulation.setDeviceMetricsOverride", width=width, height=1500, deviceScaleFactor=1, mobile=False)
        samples.wait(LATER)
        samples.picture(folder / f"{name}.png")
    samples.send("Emulation.setDeviceMetricsOverride", width=1280, height=800, deviceScaleFactor=1, mobile=False)
    samples.media()
    samples.run("document.querySelectorAll('.words .mark')[1].focus()")
    samples.wait(LATER)
    samples.picture(folder / "report.png")
