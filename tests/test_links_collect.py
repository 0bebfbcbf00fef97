"""What a draft links to, loads and names, in mark-up and in words."""

from __future__ import annotations

import pytest

from msglint import lint
from msglint.engine import check
from msglint.examples import unmark
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source

POLICY = load_policy()


def reading(text: str, name: str = "a.html") -> Reading:
    return Reading(read_draft(name, Source(text)), POLICY)


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="https://a.de/x">A</a><area href="//b.de">', {("href", "https://a.de/x"), ("href", "//b.de")}),
        (
            '<form action="https://a.de"><input formaction="https://b.de">',
            {("action", "https://a.de"), ("action", "https://b.de")},
        ),
        ('<base href="https://a.de/"><a href="b.html">x</a>', {("base", "https://a.de/"), ("href", "b.html")}),
        ('<a href="b.html">x</a><a href="#c">y</a><a href="">z</a>', set()),
        ('<meta http-equiv=Refresh content="0;URL=https://a.de">', {("refresh", "https://a.de")}),
        ('<svg><a xlink:href="https://a.de"><text>x</text></a></svg>', {("href", "https://a.de")}),
        ('<v:roundrect href="https://a.de"></v:roundrect>', {("href", "https://a.de")}),
        ("<p onclick=\"open('//shop.de/x')\">x</p>", {("code", "shop.de/x")}),
        ("<a href=\"javascript:location='https://a.de'\">x</a>", {("code", "https://a.de")}),
        ('<a href="javascript:void(0)">x</a><a href="about:blank">y</a><a href="cid:1">z</a>', set()),
        ('<a href="data:text/html,hi">x</a><a href="data:image/png;base64,xx">y</a>', {("href", "data:text/html,hi")}),
        (
            '<iframe src="https://a.de"></iframe><iframe src="https://b.de" width=1 height=1></iframe>',
            {("frame", "https://a.de")},
        ),
        ('<a href="&#104;ttps&colon;//a.de">x</a>', {("href", "https://a.de")}),
        ('<a href=" HTTPS://A.DE ">x</a><a href="shop.de/x">y</a>', {("href", "HTTPS://A.DE"), ("href", "shop.de/x")}),
        ('<a href="tel:+1">x</a><a href="skype:a?chat">y</a>', {("href", "tel:+1"), ("href", "skype:a?chat")}),
    ],
)
def test_links(html: str, links: set[tuple[str, str]]) -> None:
    assert {(link.form, link.written) for link in reading(html).links} == links


@pytest.mark.parametrize(
    ("html", "resources"),
    [
        (
            '<img src="https://a.de/1.png" srcset="b.png 1x, c.png 2x">',
            {("image", "https://a.de/1.png"), ("image", "b.png"), ("image", "c.png")},
        ),
        ('<table background="a.png"><tr><td>x</table>', {("background", "a.png")}),
        ('<p style="background-image:url(&quot;a.png&quot;)">x</p>', {("background", "a.png")}),
        (
            '<style>@import "a.css"; @font-face{src:url(b.woff)} p{background:url(c.png)}</style>',
            {("style", "a.css"), ("font", "b.woff"), ("background", "c.png")},
        ),
        ('<link rel=stylesheet href="a.css"><link rel=canonical href="b.html">', {("style", "a.css")}),
        (
            '<v:fill src="a.png"/><input type=image src="b.png"><video poster="c.png">',
            {("background", "a.png"), ("image", "b.png"), ("image", "c.png")},
        ),
        ('<html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>', set()),
    ],
)
def test_resources(html: str, resources: set[tuple[str, str]]) -> None:
    found = reading(html)
    assert {(resource.kind, resource.written) for resource in found.resources} == resources
    assert found.links == ()


def test_base_resolves_resources_and_links() -> None:
    found = reading('<base href="https://a.de/x/"><img src="b.png"><a href="/c">c</a>')
    assert [resource.url.host for resource in found.resources] == ["a.de"]
    assert [link.url.path for link in found.links] == ["/x/", "/c"]


def test_span_is_the_value_as_it_stands() -> None:
    html = '<p>x</p><a href=" &#104;ttps://a.de/?b=1&amp;c=2 ">y</a>'
    [link] = reading(html).links
    assert html[link.span.start : link.span.end] == "&#104;ttps://a.de/?b=1&amp;c=2"
    assert (link.url.host, link.label) == ("a.de", "y")


def test_words_in_a_link_know_it() -> None:
    inside, after, other = reading(
        '<a href="https://shop.de">www.shop.de</a> www.shop.de <a href="https://b.de">www.shop.de</a>'
    ).links[2:]
    assert inside.repeats
    assert after.around is None
    assert not other.repeats


def test_words_that_show_another_host_do_not_repeat() -> None:
    href, shown = reading('<a href="https://b.de"><b>www.</b>shop.de</a>').links
    assert shown.around == href
    assert not shown.repeats


@pytest.mark.parametrize(
    ("text", "names", "kind"),
    [
        ("https://{{shop}}.com/x", ["shop"], "other"),
        ("https://{{shop}}/{{path}}", ["shop", "path"], "unknown"),
        ("https://www.amazon.{{ending}}/review", ["ending"], "amazon"),
    ],
)
def test_placeholders_in_links(text: str, names: list[str], kind: str) -> None:
    for found in (reading(text, "a.txt"), reading(f'<a href="{text}">x</a>')):
        [link] = found.links
        assert [placeholder.name for placeholder in link.placeholders] == names
        assert link.owner.kind == kind


def test_a_link_that_is_a_placeholder() -> None:
    [link] = reading('<a href="{{action_url}}">x</a>').links
    assert link.owner.kind == "unknown"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="https://www.{$shop_domain}/rate">a</a>', [("external-link", "https://www.{$shop_domain}/rate")]),
        ('<a href="{{ shop.url }}">back</a>', [("external-link", "{{ shop.url }}")]),
        ('<a href="{shop_url}/account">back</a>', [("external-link", "{shop_url}/account")]),
        ('<a href="{{shop_url}}">{{shop_url}}</a>', [("external-link", "{{shop_url}}")] * 2),
        (
            '<a href="https://##SHOPDOMAIN##/x">https://##SHOPDOMAIN##/x</a>',
            [("external-link", "https://##SHOPDOMAIN##/x")],
        ),
        (
            '<a href="https://{{shop_domain}}">www.amazon.com</a>',
            [("external-link", "https://{{shop_domain}}"), ("deceptive-link", "www.amazon.com")],
        ),
        (
            '<a href="{{shop_url}}"><img src="https://{{shop_domain}}/logo.png" alt="Lampworks" width="90"></a>',
            [("external-link", "{{shop_url}}"), ("logo-link", "https://{{shop_domain}}/logo.png")],
        ),
        ('<a href="https://{{amazon_domain}}/x">a</a> <a href="https://www.{{host}}/x">b</a>', []),
        ('<a href="{{action_url}}">a</a> <a href="{{tracking_url}}">b</a> <a href="{product-review-link}">c</a>', []),
        ('<a href="{{tracking_url}}?from={{shop_name}}">a</a>', []),
        ('<a href="{{tracking_url}}"><img src="https://cdn.{{x}}/logo.png" alt="Lampworks" width="90"></a>', []),
    ],
)
def test_a_placeholder_in_place_of_a_host_can_say_whose_it_is(html: str, found: list[tuple[str, str]]) -> None:
    rules = {"external-link", "deceptive-link", "logo-link"}
    findings = [one for one in lint(f"<p>Order {{{{order_id}}}}</p>{html}", filename="a.html") if one.rule in rules]
    assert [(one.rule, one.excerpt) for one in findings] == found


@pytest.mark.parametrize(
    "marked",
    [
        "<a href=\"⟦{{ rawUrl('frontend.account.order.page', {}, salesChannel.domains|first.url) }}⟧\">x</a>",
        "<a href='⟦{{ seoUrl('frontend.detail.page', {'id': 1}) }}⟧'>x</a>",
        "<a href=\"⟦{{ url('shop_order_show', {tokenValue: order.tokenValue}) }}⟧\">x</a>",
        "<a href=\"⟦{{ route('orders.show', $order) }}⟧\">x</a>",
        "<a href=\"⟦{!! url('/orders') !!}⟧\">x</a>",
        "<a href=\"⟦{{var this.getUrl($store,'customer/account/')}}⟧\">x</a>",
        "<a href=\"⟦{url controller='account' action='orders'}⟧\">x</a>",
        "<a href=\"⟦{get_static_route id='bewertung.php'}⟧\">x</a>",
        '<a href="⟦[{ $oViewConf->getSelfLink() }]⟧">x</a>',
        '<a href="⟦<%= url_for(@order) %>⟧">x</a>',
        "<a href=\"⟦<?= esc_url( wc_get_page_permalink( 'myaccount' ) ) ?>⟧\">x</a>",
        "<a href=\"⟦{$link->getPageLink('order-detail')}⟧\">x</a>",
        '<a href="⟦{{ order.getStore().getUrl() }}⟧">x</a>',
        '<a href="⟦{$Firma->cWWW}⟧">x</a>',
        '<a href="⟦{$Artikel->cURL}⟧">x</a>',
        '<a href="⟦{{config path="web/unsecure/base_url"}}⟧">x</a>',
        '<a href="⟦{{ salesChannel.domains.first.url }}⟧">x</a>',
        "<p>Look: ⟦{{ rawUrl('a', { 'code': order.code }, b|first.url) }}⟧ and ⟦{{ url('frontend.home.page') }}⟧</p>",
        '<p>⟦@Url.Action("Orders")⟧</p>',
        # not the shop's page, no page, or no call
        '<a href="{{ carrier.getUrl() }}">x</a> <a href="{{ shipment.getTracking().getUrl() }}">x</a>',
        '<a href="{{ order.deliveries.first.trackingUrl }}">x</a> <a href="{{ amazon.url(\'orders\', {id: 1}) }}">x</a>',
        "<img src=\"{{ url('logo', {size: 2}) }}\"> <p style=\"background:url('a.png')\">{{ url_encode(name) }}</p>",
        "<p>{{ formatDate(order.date, {style: 'short'}) }} {{ getName(order) }} {{ trans('mail.url', {name: x}) }}</p>",
        "<p>{% if url('account') == page %}Hello{% endif %} url(x) {uri} a@url(b)</p>",
    ],
)
def test_template_code_that_builds_an_address_of_the_shop(marked: str) -> None:
    html, spans = unmark(marked)
    found = check(read_draft("a.html", Source(html)), POLICY, ["external-link"])
    assert {(one.start, one.end) for one in found} == spans, [one.excerpt for one in found]


def test_a_name_beside_a_placeholder_for_the_sellers_site_deceives_nobody() -> None:
    html = '<a href="{{shop_url}}">www.lampworks.com</a>'
    assert "deceptive-link" not in {one.rule for one in lint(html, filename="a.html")}


@pytest.mark.parametrize(
    ("address", "severity"),
    [
        ("x.example/7654321", "warning"),
        ("x.example/o-117654321", "warning"),
        ("x.example/a?o=D01-1234567-7654321", "warning"),
        ("x.example/upload", "warning"),
        ("x.example/765432-1", "error"),
        ("x.example/1234567", "error"),
        ("x7654321.example/", "error"),
        ("x.example/a", "error"),
    ],
)
def test_a_page_with_the_end_of_an_order_id_may_be_needed(address: str, severity: str) -> None:
    text = f"Order D01-1234567-7654321 and 114-1234567-1111111: https://{address}"
    assert {one.severity for one in lint(text) if one.rule == "external-link"} == {severity}


def test_an_image_map_leads_where_its_areas_do() -> None:
    area = '<p><area href="http://x.example">'
    found = {
        maps: [one.rule for one in lint(f'<img src="logo.png" usemap="#b">{maps}', filename="a.html")].count(
            "logo-link"
        )
        for maps in (
            f'<map name="b">{area}</map>',
            f'<map name="a"><map name="b">{area}</map></map>',
            f'<map name="b"></map>{area}',
            f'<map name="b"><map name="a">{area}</map></map>',
            area,
        )
    }
    assert list(found.values()) == [1, 1, 0, 0, 0]


def test_look_alike_letters_are_judged_as_they_stand() -> None:
    [link] = reading("Go to www.\u0430mazon.com now", "a.txt").links
    assert link.owner.kind == "lookalike"
    [link] = reading("Go to ｗｗｗ．ａｍａｚｏｎ．ｃｏｍ now", "a.txt").links
    assert link.owner.kind == "amazon"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="mailto:a@b.de?subject=x">write</a>', [("mailto", "a@b.de", "a@b.de")]),
        (
            '<a href="mailto:a@b.de,%20c@d.de">write</a>',
            [("mailto", "a@b.de", "a@b.de"), ("mailto", "c@d.de", "%20c@d.de")],
        ),
        ('<a href="mail&#9;to:a@b.de">write</a>', [("mailto", "a@b.de", "a@b.de")]),
        ('<a href=" MAILTO:a@b.de?subject=mailto:x">write</a>', [("mailto", "a@b.de", "a@b.de")]),
        ('<a href="a@b.de?subject=b:c">write</a>', [("mailto", "a@b.de", "a@b.de")]),
        ('<a href="mailto:?subject=x">write</a>', []),
        (
            '<a href="mailto:a@b.de?subject=cc=x&amp;CC=c@d.de,e@f.de&to=">write</a>',
            [("mailto", "a@b.de", "a@b.de"), ("mailto", "c@d.de", "c@d.de"), ("mailto", "e@f.de", "e@f.de")],
        ),
        ("<p>a<b>@</b>b&#46;de</p>", [("plain", "a@b.de", "a<b>@</b>b&#46;de")]),
        ("<p>a (at) shop.de</p>", [("spelled", "a@shop.de", "a (at) shop.de")]),
    ],
)
def test_addresses(html: str, found: list[tuple[str, str, str]]) -> None:
    assert [(one.form, one.text, html[one.span.start : one.span.end]) for one in reading(html).addresses] == found


@pytest.mark.parametrize(
    ("target", "shown", "repeats"),
    [
        ("mailto:a@b.de", "A@b.de", True),
        ("a@b.de", "a@b.de", True),
        ("mailto:%61@b.de?subject=x", "a@b.de", True),
        ("mailto:Ann%20%3Ca@b.de%3E", "a@b.de", True),
        ("mailto:c@d.de?cc=a@b.de", "a@b.de", True),
        ("mailto:c@d.de;a@b.de", "a@b.de", True),
        ("mailto:a@b.de", "c@d.de", False),
        ("mailto:anna@b.de", "a@b.de", False),
        ("mailto:c@d.de?subject=a@b.de", "a@b.de", False),
    ],
)
def test_address_shown_in_its_own_link_repeats(target: str, shown: str, repeats: bool) -> None:
    *linked, last = reading(f'<a href="{target}">{shown}</a>').addresses
    assert not any(address.repeats for address in linked)
    assert last.repeats == repeats


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("[www.oven.de/x](https://lamp.de/c) d", {("www.oven.de/x", "https://lamp.de/c")}),
        ("[see oven.de now](https://lamp.de/c 'title')", {("oven.de", "https://lamp.de/c")}),
        ("[oven.de](lamp.de)", {("oven.de", "lamp.de")}),
        (
            "oven.de/x <https://lamp.de>, oven.de\n(https://lamp.de/2).",
            {("oven.de/x", "https://lamp.de"), ("oven.de", "https://lamp.de/2")},
        ),
        ("[https://oven.de/][1] c\n\n[1]: https://lamp.de", {("https://oven.de/", "https://lamp.de")}),
        ("oven.de (not lamp.de), oven.de, https://lamp.de; oven.de https://lamp.de", set()),
        ("[oven.de] at (https://lamp.de) or oven.de <https://lamp.de", set()),
        ("oven.de (https://lamp.de and crib.de)", set()),
    ],
)
def test_words_of_links_in_plain_text(text: str, pairs: set[tuple[str, str]]) -> None:
    links = reading(text, "a.txt").links
    assert {(link.written, link.around.written) for link in links if link.around} == pairs


def test_amazon_spelled_out_in_other_letters_is_amazon() -> None:
    draft = read_draft("a.txt", Source("يمكنك متابعة الشحنة في حسابك على أمازون دوت كوم في أي وقت."))
    assert check(draft, POLICY, ["external-link"]) == []
