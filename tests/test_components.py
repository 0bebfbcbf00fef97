"""Drafts in languages that tools turn into HTML (MJML, AMP, Foundation): their components say what the HTML will."""

from __future__ import annotations

import pytest

from msglint.engine import check
from msglint.examples import unmark
from msglint.markup.components import html_name
from msglint.policy import load_policy
from msglint.readers import format_of, read_draft
from msglint.readers.html import read
from msglint.source import Source

POLICY = load_policy()


def mjml(body: str) -> str:
    return f"<mjml><mj-body><mj-section><mj-column>{body}</mj-column></mj-section></mj-body></mjml>"


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("external-link", mjml('<mj-button href="⟦https://shop.example/sale⟧">Go</mj-button>')),
        ("external-link", mjml('<mj-image src="a.png" href="⟦https://shop.example⟧" />')),
        ("external-link", mjml('<mj-text>See <a href="⟦https://shop.example⟧">us</a></mj-text>')),
        ("external-link", mjml('<mj-social><mj-social-element name="facebook" href="⟦https://facebook.com/x⟧">f</mj-social-element></mj-social>')),
        ("external-link", mjml('<mj-navbar><mj-navbar-link href="⟦https://shop.example/new⟧">New</mj-navbar-link></mj-navbar>')),
        ("external-link", mjml('<mj-carousel><mj-carousel-image src="a.png" href="⟦https://shop.example⟧" /></mj-carousel>')),
        ("external-link", '<x-button href="⟦https://shop.example⟧">Go</x-button>'),
        ("external-link", '<button href="⟦https://shop.example⟧">Go</button>'),
        ("external-link", '<menu><item href="⟦https://shop.example⟧">New</item></menu>'),
        ("external-link", '<my-card href="⟦https://shop.example⟧">x</my-card>'),
        ("external-link", mjml('<mj-button href="https://www.amazon.com/gp/css/order-history">Your order</mj-button>')),
        ("external-link", '<mjml><mj-head><mj-font name="R" href="https://fonts.example/r.css" /></mj-head></mjml>'),
        ("text-alignment", mjml('<mj-text align="⟦center⟧">Dear Ann</mj-text>')),
        ("text-alignment", mjml('<mj-image src="a.png" align="center" /><mj-text>Dear Ann</mj-text>')),
        ("text-alignment", mjml('<mj-text align="left">Dear Ann</mj-text>')),
        ("font-override", mjml('<mj-text color="⟦#5c2a4d⟧">Dear Ann</mj-text>')),
        ("font-override", mjml('<mj-text line-height="⟦1.6⟧">Dear Ann</mj-text>')),
        ("font-override", mjml('<mj-button font-family="⟦Georgia⟧">Go</mj-button>')),
        ("font-override", '<mjml><mj-head><mj-attributes><mj-all font-family="⟦Georgia⟧" /></mj-attributes></mj-head><mj-body>Dear Ann</mj-body></mjml>'),
        ("font-override", "<mjml><mj-head><mj-style>.a{⟦color:red⟧}</mj-style></mj-head><mj-body><mj-text css-class='a'>Dear Ann</mj-text></mj-body></mjml>"),
        ("font-override", mjml('<mj-text color="#000">Dear Ann</mj-text><mj-divider border-color="#f45e43" />')),
        ("font-override", "<mjml><mj-head><mj-preview color='red'>Dear Ann</mj-preview></mj-head><mj-body>Dear Ann</mj-body></mjml>"),
        ("font-sizes", mjml("".join(f'<mj-text font-size="{size}px">a</mj-text>' for size in (11, 15, 20)) + '<mj-text font-size="⟦26px⟧">a</mj-text>')),
        ("oversized-image", mjml('<mj-image src="⟦a.png" width="600px⟧" /><mj-text>Dear Ann</mj-text>')),
        ("oversized-image", mjml('<mj-image src="a.png" width="300px" /><mj-text>Dear Ann</mj-text>')),
        ("oversized-image", '<p>Dear Ann</p><amp-img src="⟦a.png" width="590⟧" height="200"></amp-img>'),
        ("gif", '<amp-anim src="⟦https://a.example/b.gif⟧" width="100" height="100"></amp-anim>'),
        ("gif", mjml('<mj-image src="⟦https://a.example/b.gif⟧" />')),
        ("insecure-image", '<mjml><mj-body><mj-hero background-url="⟦http://a.example/b.png⟧">x</mj-hero></mj-body></mjml>'),
        ("tracking-pixel", mjml('<mj-raw><img src="⟦https://a.example/o?u=1⟧" width="1" height="1"></mj-raw>')),
        ("tracking-pixel", '<amp-img src="⟦https://a.example/o⟧" width="1" height="1"></amp-img>'),
        ("logo-link", mjml('<mj-image src="⟦https://a.example/logo.png⟧" href="https://shop.example" width="100px" />')),
        ("product-image", mjml('<mj-image src="⟦https://a.example/products/lamp.png⟧" />')),
        ("excess-line-breaks", mjml("<mj-text>a⟦<br/><br/><br/>⟧b</mj-text>")),
    ],
)  # fmt: skip
def test_components(rule: str, marked: str) -> None:
    text, spans = unmark(marked)
    found = check(read_draft("a.html", Source(text)), POLICY, [rule])
    assert {(one.start, one.end) for one in found} == set(spans), [one.excerpt for one in found]


def test_components_stand_on_lines_of_their_own_and_a_preview_is_hidden() -> None:
    text = "<mjml><mj-head><mj-title>t</mj-title><mj-preview>p</mj-preview><mj-style>.a{b:c}</mj-style></mj-head>"
    text += (
        f"<mj-body>{mjml('<mj-text>One</mj-text><mj-spacer height=9 /><mj-button>Two</mj-button>')}</mj-body></mjml>"
    )
    views = {view.kind: view.text for view in read(Source(text))[0].views}
    assert (views["body"], views["hidden"].split()) == ("One\nTwo", ["t", "p"])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("mj-image", "img"), ("amp-img", "img"), ("e-button", "a"), ("mj-column", "td"), ("my-image", "my-image"),
        ("mj-html-attributes", "mj-html-attributes"), ("order-text", "order-text"), ("p", "p"), ("columns", "columns"),
    ],
)  # fmt: skip
def test_the_element_that_a_component_becomes(written: str, name: str) -> None:
    assert html_name(written) == name


def test_mjml_is_known_by_its_ending_or_its_first_tag() -> None:
    assert format_of("a.mjml", "<mj-text>x</mj-text>") == "html"
    assert format_of("a.txt", "\n<mjml><mj-body>x</mj-body></mjml>") == "html"
    assert format_of("a.txt", "<mj>x") == "text"
