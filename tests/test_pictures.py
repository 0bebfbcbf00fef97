"""Pictures: tracking pixels, GIFs, logos, sizes and pictures of products, with what only looks like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.engine import check
from msglint.examples import unmark
from msglint.links.urls import parse
from msglint.pictures import on_page, pictures_of, under, words
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source

if TYPE_CHECKING:
    from msglint.finding import Finding

POLICY = load_policy()
RULES = (
    "tracking-pixel", "gif", "insecure-image", "logo-link", "oversized-image", "product-image", "unrelated-image",
)  # fmt: skip


def findings(rule: str, text: str, name: str = "draft.html") -> list[Finding]:
    return check(read_draft(name, Source(text)), POLICY, [rule])


def assert_marked(rule: str, marked: str, name: str = "draft.html") -> list[Finding]:
    text, spans = unmark(marked)
    found = findings(rule, text, name)
    assert {(one.start, one.end) for one in found} == set(spans), [one.excerpt for one in found]
    return found


@pytest.mark.parametrize(
    ("marked", "confidence"),
    [
        ('<img src="⟦https://a.example/1⟧" width="3" height="3">', "high"),
        ('<img src="⟦https://a.example/1⟧" style="max-width:1px;max-height:1px">', "high"),
        ('<style>div img{width:1px}</style><div><img src="⟦https://a.example/1⟧" height="1"></div>', "high"),
        ('<img src="⟦https://a.example/1⟧" width="1">', "medium"),
        ('<img src="⟦https://a.example/1⟧" width="1" height="20">', "medium"),
        ('<img src="⟦https://a.example/spacer.gif⟧" width="1" height="1">', "high"),
        ('<img src="⟦https://a.example/spacer.gif?uid=7⟧" width="1" height="12">', "medium"),
        ('<img src="⟦https://a.example/line.png?mid={{id}}⟧" width="300" height="1">', "medium"),
        ('<div hidden><img src="⟦https://a.example/1⟧"></div>', "medium"),
        ('<div style="display:none"><img src="⟦https://a.example/1?uid=7⟧"></div>', "high"),
        ('<noscript><img src="⟦https://www.facebook.com/tr?id=7⟧" style="display:none"></noscript>', "high"),
        ('<img src="⟦https://x.mjt.lu/oo/7/8⟧">', "high"),
        ('<img src="⟦https://a.example/email/open/77⟧">', "medium"),
        ('<img src="⟦https://a.example/open.php?u=7⟧">', "medium"),
        ('<img src="⟦https://a.example/{{id}}⟧" width="0" height="0">', "high"),
        ('<embed src="⟦https://a.example/1⟧" width="0" height="0">', "high"),
    ],
)
def test_tracking_pixels(marked: str, confidence: str) -> None:
    assert {one.confidence for one in assert_marked("tracking-pixel", marked)} == {confidence}


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://a.example/1.png" width="4" height="4">',
        '<img src="https://a.example/open.png?v=3">',
        '<img src="https://a.example/image?id=7" width="200">',
        '<img src="https://sendgrid.net/logo.png">',
        '<img src="https://a.example/pixel-phone-case.png">',
        '<img src="https://a.example/opening/hours.png">',
        '<iframe src="https://a.example/map.html" width="300" height="200"></iframe>',
        (
            "<style>@media only screen and (max-width:480px){ td.m { display:block !important } }</style>"
            '<table><tr><td class="m" style="display:none"><img src="https://a.example/1.png"></td></tr></table>'
        ),
        '<div style="background:url(https://a.example/line.png);height:2px"></div>',
        '<img alt="nothing to load" width="1" height="1">',
        '<img src="https://a.example/spacer.gif" width="1" height="12" alt="">',
        '<img src="https://a.example/img/spacer.gif" height="1" width="100%">',
        '<img src="https://a.example/blank.png" width="600" height="2">',
        '<img src="https://a.example/trans_dot.gif" width="1" height="20">',
        '<img src="https://a.example/abstand.png" width="300" height="1">',
    ],
)
def test_pictures_that_do_not_track(html: str) -> None:
    assert not findings("tracking-pixel", html)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ('<img src="⟦a.GIF⟧">', "draft.html"),
        ('<a href="https://www.amazon.com/x.gif">x</a>', "draft.html"),
        ("![a](⟦https://a.example/b.gif⟧ 'title')", "draft.md"),
        ("![a](⟦b.gif⟧)", "draft.md"),
        ("see ⟦https://a.example/b.gif?x=1⟧, please", "draft.txt"),
        ("see b.gif, please; https://a.example/gif/", "draft.txt"),
        ("https://a.example/b.gif.html", "draft.txt"),
    ],
)
def test_gifs(marked: str, name: str) -> None:
    assert_marked("gif", marked, name)


def test_gif_carried_by_an_email_is_one_finding() -> None:
    mail = (
        "Subject: Your lamp\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        '--b\nContent-Type: text/html\n\n<p>Hello</p><img src="cid:a.gif" alt="Hello">\n'
        "--b\nContent-Type: image/gif; name=a.gif\nContent-ID: <a.gif>\nContent-Transfer-Encoding: base64\n\nR0lGODlhAQABAIAA\n--b--\n"
    )
    assert len(findings("gif", mail, "draft.eml")) == 1


@pytest.mark.parametrize(
    "marked",
    [
        '<form action="https://shop.com/x"><input type="image" src="⟦logo.png⟧"></form>',
        '<td class="logo"><a href="https://shop.com/x"><span><img src="7f.png"></span></a></td>',
        '<div><a class="x" href="https://shop.com/x"><img src="⟦company-logo.png⟧"></a></div>',
        '<a href="https://shop.com/x"><img src="catalog-open.png" alt="Catalogue"></a>',
        '<form action="https://shop.com/x"><img src="logo.png"><input type="submit"></form>',
        '<img src="x.png" alt="Questions? See manual.pdf or e.g. this">',
        '<img src="logo.png" alt="⟦shop.co.uk⟧" title="shop.co.uk">',
        '<img src="logo.png" alt="amazon.com">',
        '<img src="⟦shop.com⟧.logo.png" alt="">',
    ],
)
def test_logos(marked: str) -> None:
    assert_marked("logo-link", marked)


@pytest.mark.parametrize(
    ("html", "share"),
    [
        ('<p>Hello</p><img src="a.png" width="481">', "80 % of the message"),
        ('<p>Hello</p><img src="a.png" style="width:30em">', None),
        ('<p>Hello</p><img src="a.png" style="width:95vw">', "95 % of the message"),
        ('<table width="400"><tr><td>Hello<img src="a.png" width="330"></td></tr></table>', "82 % of the message"),
        ('<table width="300"><tr><td>Hello<img src="a.png" width="290"></td></tr></table>', None),
        ('<div style="max-width:640px">Hello<img src="a.png" width="100%"></div>', "100 % of the message"),
        ('<table width="300"><tr><td>Hello<img src="a.png" width="100%"></td></tr></table>', "100 % of the width that the margins leave the message (300"),
        ('<div style="padding:0 100px">Hello<img src="a.png" width="100%"></div>', "100 % of the width that the margins leave"),
        ('<body style="margin:0 25%"><p>Hello</p><a href="x"><img src="a.png" width="100%"></a></body>', "100 % of the width that the margins leave"),
        ('<div style="width:70%">Hello, this is all<img src="a.png" style="width:95%"></div><p>ok</p>', "95 % of the width that the margins leave"),
        ('<div style="margin:0 25%">Hello<img src="a.png" width="80%"></div>', None),
        ('<div style="margin:0 25%">Hello<img src="a.png" width="290"></div>', None),
        ('<div style="margin:0 25%">Hello<img src="a.png" style="width:100%;max-width:280px"></div>', None),
        ('<div style="margin:0 25%"><p>Hello</p><div style="width:40%"><img src="a.png" width="100%"></div></div>', None),
        ('<div style="margin:0 25%"><img src="a.png" width="100%"></div><p>Hello</p>', None),
        ('<div style="width:50%;float:left">Hello<img src="a.png" width="100%"></div>', None),
        ('<div style="float:left">Hello<img src="a.png" width="100%"></div>', None),
        ('<table><tr><td>Hello<img src="a.png" width="100%"></td></tr></table>', "100 % of the message"),
        ('<table><tr><td><img src="a.png" width="100%"></td><td>Hello</td></tr></table>', None),
        ('<p>Hello</p><img src="a.png" style="display:none" width="600">', None),
        ('<p>Hello</p><input type="text" width="600">', None),
    ],
)  # fmt: skip
def test_shares_of_the_width(html: str, share: str | None) -> None:
    found = findings("oversized-image", html)
    assert bool(found) == (share is not None)
    if share is not None:
        assert f" {share}" in found[0].message


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("product-image", '<img src="⟦https://m.media-amazon.com/images/I/41x.jpg⟧" style="width:90px">'),
        ("product-image", '<img src="⟦item_image.png⟧">'),
        ("product-image", '<img src="⟦MainProductImage2.png⟧">'),
        ("product-image", '<img src="b0-warranty.png" alt="Item 4 of the parts list">'),
        ("product-image", '<img src="products/size-chart.png"><img src="production-line.png">'),
        ("product-image", '<img src="product.png" width="0" height="0">'),
        ("unrelated-image", '<img src="⟦happy-new-year.png⟧">'),
        ("unrelated-image", '<img src="new-years-eve-opening.png"><img src="memento.png">'),
        (
            "insecure-image",
            '<link rel="icon" href="⟦http://a.example/i.png⟧"><link rel="stylesheet" href="http://a.example/a.css">',
        ),
        ("insecure-image", "<v:rect><v:fill src='⟦http://a.example/i.png⟧'/></v:rect>"),
    ],
)
def test_other_pictures(rule: str, marked: str) -> None:
    assert_marked(rule, marked)


@pytest.mark.parametrize(
    "marked",
    [
        '<img src="⟦http://pic.cams.example/goods/A119.png⟧" alt="Dash camera">',
        '<img src="⟦https://shop.example/images/202611/goods_img/77_P_15.jpg⟧">',
        '<img src="⟦https://shop.example/media/catalog/product/m/u/mug.jpg⟧" alt="Mug">',
        '<img src="⟦https://shop.example/produktbilder/becher.jpg⟧" alt="Becher">',
        '<img src="⟦https://item-shopping.c.yimg.jp/i/n/lamp_10001⟧" alt="ランプ">',
        '<img src="⟦https://img.shop.example/7f3.jpg⟧" alt="お届けしたコーヒー豆">',
        "<img src=\"⟦{{ line.image | img_url: 'compact' }}⟧\">",
        '<img src="⟦{{ lineItem.cover.url }}⟧" alt="">',
        '<img src="⟦{$Artikel->cVorschaubild}⟧">',
        '<img src="⟦{{ variant.image.src }}⟧">',
        '<img src="⟦{{ order.items[0].thumbnail }}⟧">',
        '<img src="⟦{{thumbnail}}⟧" alt="{{title}}">',
        '<img src="⟦{{商品画像URL}}⟧">',
        '<img src="⟦https://img.shop.example/{{ file }}.jpg⟧" alt="{{ line.title }}">',
        '<img src="⟦https://img.shop.example/7f3.jpg⟧" alt="Your new {{product_name}}">',
        '<img src="⟦https://img.shop.example/A119_front.png⟧" alt="Dash camera">',
        '<img src="⟦https://img.shop.example/lamp-oak-side-2.jpg⟧">',
        '<img src="https://shop.example/goods/lamp-wiring-diagram.png" alt="Wiring">',
        '<img src="https://shop.example/artikel/montage-anleitung.png" alt="Anleitung">',
        '<img src="https://shop.example/goodsin/hall-3.jpg" alt="Our warehouse">',
        '<img src="{{ line.manual_image }}">',
        '<img src="{{ shop.image }}" alt="{{ shop.name }}">',
        '<img src="{{ header_image }}" alt="{{ brand.name }}">',
        '<img src="{{ logo_url }}" alt="{{ product.title }}">',
        '<img src="{{ message.cover }}" alt="">',
        '<img src="https://img.shop.example/7f3.png" alt="{{ carrier_name }}">',
        '<img src="https://img.shop.example/7f3.png" alt="Where the switch of {{ product_name }} is">',
        '<img src="https://img.shop.example/shop-front.jpg"><img src="https://img.shop.example/front.jpg">',
        '<img src="https://img.shop.example/plug-side.png" alt="Turn the plug until the red mark points up, then push">',
    ],
)
def test_pictures_of_the_product(marked: str) -> None:
    assert_marked("product-image", marked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shopLogo_2x.png", ["shop", "logo", "2", "x", "png"]),
        ("Ihr-Müll", ["ihr", "müll"]),
        ("", []),
        ("a" * 5000, ["a" * 2000]),
    ],
)
def test_words_of_names(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_hosts_are_compared_by_whole_labels() -> None:
    assert under("a.shop.com", ["shop.com"])
    assert under("shop.com", ["shop.com"])
    assert not under("myshop.com", ["shop.com"])
    assert not under("", ["shop.com"])
    assert on_page(parse("https://m.shop.com/Images/I/1.png"), [{"host": "shop.com", "paths": ["/images/i/"]}])


def test_pictures_in_markdown_keep_their_place() -> None:
    text = "Step 1:\n\n![Where](https://a.example/where.png)\n"
    (picture,) = pictures_of(Reading(read_draft("a.md", Source(text)), POLICY))
    assert text[slice(*picture.resource.span)] == "https://a.example/where.png"
    assert (picture.file, picture.shown) == ("where.png", "Where")


TAGS = st.sampled_from(
    ['<img src="', '<img width=1 src=', "<a href=https://shop.com/>", "</a>", '<p style="', '">', "![a](", ")", "logo.gif", "%2e",
     "background:url(", "width:100%", "display:none", "http://", "data:image/gif;base64,", "\x00", "{{x}}", "&#46;", "\n", "é"]
)  # fmt: skip


@given(st.lists(TAGS, max_size=25).map("".join), st.sampled_from(["a.html", "a.txt"]))
def test_any_text_gives_findings_in_place(text: str, name: str) -> None:
    draft = read_draft(name, Source(text))
    for finding in check(draft, POLICY, RULES):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.excerpt == text[finding.start : finding.end]
