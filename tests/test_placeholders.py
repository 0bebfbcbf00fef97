"""Placeholders in all dialects, and what only looks like one; what their names say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.checks.placeholders import shows_order_id, violations, words_of
from msglint.draft import MASK
from msglint.engine import check
from msglint.placeholders import mask
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source

POLICY = load_policy()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{x}}", "x"),
        ("{{{x}}}", "x"),
        ("{{.Order.Id}}", "Order.Id"),
        ("{{var order.number}}", "order.number"),
        ('{{x|default:"there"}}', "x"),
        ("{{ x ?? 'you' }}", "x"),
        ("{{order.line_items[0].url}}", "order.line_items[0].url"),
        ("{{#if paid}}", ""),
        ("{{/if}}", ""),
        ("{{else}}", ""),
        ("{{end_date}}", "end_date"),
        ("{% if a < 3 %}", ""),
        ("{x}", "x"),
        ("{Order-Number}", "Order-Number"),
        ("{first_name|there}", "first_name"),
        ("{!Contact.Name}", "Contact.Name"),
        ("${x}", "x"),
        ("${title || 'Lamp'}", "title"),
        ("#{name}", "name"),
        ("[[x]]", "x"),
        ("[[order-id]]", "order-id"),
        ("[[review-link:Click here]]", "review-link"),
        ("[Your name]", "Your name"),
        ("[link here]", "link here"),
        ("[insert name]", "insert name"),
        ("[voucher / extra gift]", "voucher / extra gift"),
        ("[Buyer's address]", "Buyer's address"),
        ("<%= x %>", "x"),
        ("<?= $x ?>", "x"),
        ("%NAME%", "NAME"),
        ("%DATE%", "DATE"),
        ("%first name%", "first name"),
        ("%(name)s", "name"),
        ("%%x%%", "x"),
        ("*|UNSUB|*", "UNSUB"),
        ("*|IF:PAID|*", ""),
        ("#order_id#", "order_id"),
        ("#NAME#", "NAME"),
        ("<<x>>", "x"),
        ("<<Order number>>", "Order number"),
        ("<<<name>>>", "name"),
        ("&lt;&lt;name&gt;&gt;", "name"),
        ("((x))", "x"),
        ("[%BuyerName%]", "BuyerName"),
        ("[[%X%]:url=%X%]", "X"),
        ("[[%SITE%/shop]:url=%SITE%/shop]", "SITE"),
        ("__NAME__", "NAME"),
        ("$order_id", "order_id"),
        ("$ORDER_NUMBER", "ORDER_NUMBER"),
        ("~order_number~", "order_number"),
        ("@orderid@", "orderid"),
        ("|FNAME|", "FNAME"),
        ("<OrderNumber>", "OrderNumber"),
        ("<order_id>", "order_id"),
        ("［注文番号］", "注文番号"),
        ("[注文番号]", "注文番号"),
    ],
)
def test_a_placeholder_is_masked_and_its_name_read(text: str, name: str) -> None:
    masked, found = mask(f"Dear {text}, hello")
    assert masked == f"Dear {MASK * len(text)}, hello"
    assert [(one.start, one.end, one.name, one.text) for one in found] == [(5, 5 + len(text), name, text)]


@pytest.mark.parametrize(
    "text",
    [
        "[1] and [12]",
        "[sic] [x] [ ] [OK]",
        "[Important] [Wichtig] [重要] 【重要】",
        "shop[.]com, shop [dot] com, name [at] shop, name {at} shop {dot} com",
        "[quoted text hidden] [image: Logo] [cid:image001.png]",
        "[114-1234567-1234567] [you@shop.example]",
        "[https://www.amazon.com] [www.shop.example]",
        "[Button: “Rate us”] [Edit my review →] [Visit our shop]",
        "[We will refund you!]",
        "item[s] list[0] a[href^=x] [text](https://www.amazon.com)",
        "<!--[if mso]> x <![endif]-->",
        "a {color: red} {{margin:0;padding:0}} {Hi|Hello}",
        '{"order": 1} {}',
        "((text in brackets)) (x)",
        "<<Hallo Welt>> <b> <input name>",
        "https://x.example/?q=%20A%20%E2%80%99%3A%2F",
        "50% off 20% 5%ABC%",
        "#hashtag# #fff#",
        "a|b|c |Item|Qty| a@b.example ~5 or ~6 $20",
        "ご案内 [ご注意]",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert mask(text) == (text, ())


@given(st.text(alphabet="{}[]%<>#*|_($)=x a.\n", max_size=60))
def test_the_mask_keeps_the_length_and_all_else(text: str) -> None:
    masked, found = mask(text)
    covered = {at for one in found for at in range(one.start, one.end)}
    assert len(masked) == len(text)
    assert all((masked[at] == MASK) if at in covered else masked[at] == text[at] for at in range(len(text)))
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    "name", ["orderNumber", "ORDER_NUMBER", "order-number", "Order number", "order.number", "order&nbsp;number"]
)
def test_a_name_is_read_as_words(name: str) -> None:
    assert words_of(name) == "order number"


@pytest.mark.parametrize(
    ("rule", "text", "spans"),
    [
        ("external-link", "See [[store-link]]", ["[[store-link]]"]),
        ("external-link", "See [your website] or %HOMEURL%", ["[your website]", "%HOMEURL%"]),
        ("external-link", "{{store_name}} {{review_link}} {{tracking_url}} {{action_url}} {{product_url}}", []),
        ("phone-number", "Call [your phone number] or [Mobile no.]", ["[your phone number]", "[Mobile no.]"]),
        ("phone-number", "We will pass {{buyer_phone}} to the carrier", []),
        ("email-address", "Write to {{support_email}}", ["{{support_email}}"]),
        ("email-address", "Your account: {{buyer_email}}", ["{{buyer_email}}"]),
        ("email-address", "https://www.amazon.com/?m={{buyer_email}}", []),
        ("opt-out", "*|UNSUB|* or {{preferencesUrl}}", ["*|UNSUB|*", "{{preferencesUrl}}"]),
        ("marketing", "Use {{coupon_code}} or {couponcode}", ["{{coupon_code}}", "{couponcode}"]),
        ("marketing", "Discount: {{discount_amount}}, coupon {{order_coupon_total}}", []),
        ("emoji", "So hot [chili emoji]", ["[chili emoji]"]),
        ("spelling-grammar", "{{coupon_code}}", []),
    ],
)
def test_a_name_can_say_a_violation(rule: str, text: str, spans: list[str]) -> None:
    reading = Reading(read_draft("a.txt", Source(text)), POLICY)
    assert [text[start:end] for start, end in violations(reading, rule)] == spans


@pytest.mark.parametrize(
    ("name", "text", "rule", "found"),
    [
        ("a.txt", "Use {{coupon_code}} today", "marketing", ["{{coupon_code}}"]),
        ("a.txt", "See *|UNSUB|* to stop", "opt-out", ["*|UNSUB|*"]),
        ("a.html", '<a href="tel:{{phone}}">x</a>', "phone-number", ["tel:{{phone}}"]),
        ("a.html", '<img src="{{tracking_pixel}}" width=1 height=1>', "tracking-pixel", ["{{tracking_pixel}}"]),
    ],
)
def test_a_placeholder_that_breaks_a_rule_is_reported_once(name: str, text: str, rule: str, found: list[str]) -> None:
    assert [one.excerpt for one in check(read_draft(name, Source(text)), POLICY, [rule])] == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Order {{order_id}}", True),
        ("Order {OrderNo}", True),
        ("Order %%AMZ_ORDER%%", True),
        ("Order {{id_order}}", True),
        ("Order [Your order number here]", True),
        ("注文番号 {{注文番号}}", True),
        ("On {{order_date}}: {{order_item_id}}, {{order_link}}", False),
        ("Tracking {{tracking_number}}", False),
        ("Dear {{buyer_name}}", False),
    ],
)
def test_a_placeholder_can_stand_for_the_order_id(text: str, shown: bool) -> None:
    assert shows_order_id(Reading(read_draft("a.txt", Source(text)), POLICY)) is shown


def test_an_order_id_in_the_address_of_a_link_is_not_shown() -> None:
    html = '<p>See <a href="https://www.amazon.com/{{order_id}}">this</a></p>'
    assert not shows_order_id(Reading(read_draft("a.html", Source(html)), POLICY))
    assert shows_order_id(Reading(read_draft("a.html", Source(html + "<p>{{order_id}}</p>")), POLICY))
