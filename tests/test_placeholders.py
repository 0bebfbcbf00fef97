"""Placeholders in all dialects, and what only looks like one; what their names say."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.brackets import SPELLED_OUT
from msglint.checks.placeholders import violations, words_of
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
        ("[ Your name ]", "Your name"),
        ("[our phone number]", "our phone number"),
        ("[ numéro de commande ]", "numéro de commande"),
        ("[Name des Käufers]", "Name des Käufers"),
        ("[link to our shop]", "link to our shop"),
        ("[describe what went wrong in a line]", "describe what went wrong in a line"),
        ("<%= x %>", "x"),
        ("<?= $x ?>", "x"),
        ("%NAME%", "NAME"),
        ("%DATE%", "DATE"),
        ("%first name%", "first name"),
        ("%(name)s", "name"),
        ("%%x%%", "x"),
        ("%%=v(@order)=%%", "v(@order)"),
        ('%%[ SET @win = AttributeValue("Window")\nIF @win == "a] %" THEN ]%%', ""),
        ("*|UNSUB|*", "UNSUB"),
        ("*|IF:PAID|*", ""),
        ("#order_id#", "order_id"),
        ("#注文番号#", "注文番号"),
        ("$注文番号$", "注文番号"),
        ("## sales_order.code ##", "sales_order.code"),
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
        ("{order#}", "order#"),
        ("{PLACEHOLDER_ORDER}", "PLACEHOLDER_ORDER"),
        ("{$order.reference}", "order.reference"),
        ('{$date|date_format:"%d.%m.%Y"}', "date"),
        ("{/if}", ""),
        ('{if $order.total > "5"}', ""),
        ("{{-- $order->id, see {order} --}}", ""),
        ("{!! $order->id !!}", "order->id"),
        ("${object.company_id.website}", "object.company_id.website"),
        ("${format_amount(object.total)}", "format_amount(object.total)"),
        ("{{var order.increment_id}}", "order.increment_id"),
        ('{{config path="general/store_information/phone"}}', "general/store_information/phone"),
        ("{{customVar code=shop_phone}}", "shop_phone"),
        ("{{ rawUrl('account.page', {}, shop.url) }}", "rawUrl('account.page', {}, shop.url)"),
        ("@if($order->paid(now()))", ""),
        ("@foreach ($items as $item)", ""),
        ("@endforeach", ""),
        ("@else", ""),
        ("<%: Model.OrderNumber %>", "OrderNumber"),
        ("@Model.Customer.FirstName", "Customer.FirstName"),
        ('@ViewData["Phone"]', "Phone"),
        ("@(Model.OrderNumber)", "OrderNumber"),
        ("@Html.Raw(Model.Body)", "Body"),
        ("«FirstName»", "FirstName"),
        ("«DeliveredOn»", "DeliveredOn"),
        ("«NAME»", "NAME"),
        ("##SHOPNAME##", "SHOPNAME"),
        ("###order_id###", "order_id"),
        ("$name$", "name"),
        ("$order.id", "order.id"),
        ("<NAME>", "NAME"),
        ("<ORDER-ID>", "ORDER-ID"),
        (":first_name:", "first_name"),
        ("ORDER-ID", "ORDER-ID"),
        ("ORDER_NUMBER", "ORDER_NUMBER"),
        ("LINK-TO-STORE", "LINK-TO-STORE"),
        ("%s", ""),
        ("%1$s", ""),
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
        "[ TREAT MYSELF ] [Reorder in one tap] [ Browse teas ] [SPEND MY $11] [ 😍 Amazing ] [Talk to us] [Jetzt einlösen]",
        "[Dodaj do koszyka] [Ajouter au panier] [Bekijk de hele collectie] [Añadir al carrito] [Acquista ora] [Avaliar o produto]",
        "[Sepete ekle] [Satın al] [Zobacz nasze nowości] [Koop nu] [Voir la boutique]",
        "sklep [kropka] pl, loja {ponto} com.br, naam [apenstaartje] winkel [punt] nl",
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
        "«Bonjour» «PayPal» «Code» «très bien» «iPhone» « Merci »",
        "@heron.and.ink @model.agency me@Model.example @Lampworks",
        "@else.where @ifonly me@if.example @endlessmugs @class_of_99 @case",
        "## Contents ## # 1 #lamps ##",
        "$5.99 or $20, US$ and A$, $aver.com $hop.store",
        ":smile: :heart_eyes: :department_store: 10:30:45",
        "<TITLE> <ADDRESS> <LINK> <b>",
        "PRE-ORDER, E-MAIL, SAVE_NOW, SKU LAMP-XL, CODE_RED_FOX",
        "ORDER-NO: 4711 and ORDER_ID = 5",
        "YOUR ORDER-NUMBER AND ITS DATE",
        "100%surely, 20%de",
        "transit {l, trans}",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert mask(text) == (text, ())


@pytest.mark.parametrize(
    "name",
    [
        *("Je bestelnummer", "je voornaam", "Ver número de pedido", "Compra fecha", "compra total", "valuta e importo"),
        *(
            "Ajoutez la date",
            "ajoutez votre texte",
            "Aggiungi numero ordine",
            "adicione o número do pedido",
            "laissez vide",
        ),
        *("bestel datum", "Naar adres", "Napisz swoje imię", "adınızı yaz", "sipariş numarası ekle", "Sprawdź link"),
    ],
)
def test_words_to_fill_in_are_no_buttons(name: str) -> None:
    assert [found.name for found in mask(f"Order [{name}] is here.")[1]] == [name]


def test_signs_of_spelled_out_addresses_are_no_placeholders() -> None:
    facts = load_policy().facts["written_hosts"]
    latin = {sign for sign in (*facts["dot_words"], *facts["at_words"]) if "LATIN" in unicodedata.name(sign[0])}
    assert latin - SPELLED_OUT == set()


@given(st.text(alphabet="{}[]%<>#*|_($)=x a.\n", max_size=60))
def test_the_mask_keeps_the_length_and_all_else(text: str) -> None:
    masked, found = mask(text)
    covered = {at for one in found for at in range(one.start, one.end)}
    assert len(masked) == len(text)
    assert all((masked[at] == MASK) if at in covered else masked[at] == text[at] for at in range(len(text)))
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "sent", "names"),
    [
        (
            '{{trans "Thank you for order %order_id." order_id=$order.increment_id}}',
            "Thank you for order _________.",
            ["order.increment_id"],
        ),
        ("{{trans 'Ring us'|raw}}", "Ring us", []),
        ('{% trans "You get 100 %off" %}', "You get 100 %off", []),
        ("{l s='Dear %s,' mod='mails'}", "Dear __,", [""]),
    ],
)
def test_words_to_translate_are_sent(text: str, sent: str, names: list[str]) -> None:
    masked, found = mask(text)
    assert len(masked) == len(text)
    assert masked.strip() == sent.replace("_", MASK)
    assert [one.name for one in found] == names


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
        (
            "external-link",
            "##SHOPDOMAIN## {$shop_domain} {{shop_home}}",
            ["##SHOPDOMAIN##", "{$shop_domain}", "{{shop_home}}"],
        ),
        (
            "external-link",
            "${object.company_id.website} LINK-TO-STORE",
            ["${object.company_id.website}", "LINK-TO-STORE"],
        ),
        ("external-link", "{{ storefront_link }} {contact-seller-link} {product-review-link} {amazon_review_link}", []),
        ("cross-promotion", "{{ storefront_link }} {{storefront_name}}", ["{{ storefront_link }}"]),
        (
            "phone-number",
            '{{config path="general/store_information/phone"}}',
            ['{{config path="general/store_information/phone"}}'],
        ),
        ("email-address", "${object.company_id.email} %AGENT_MAIL%", ["${object.company_id.email}", "%AGENT_MAIL%"]),
        ("opt-out", "{$unsubscribe_link}", ["{$unsubscribe_link}"]),
        ("external-link", "{{store_name}} {{review_link}} {{tracking_url}} {{action_url}} {{product_url}}", []),
        # pages that only the seller has
        (
            "external-link",
            "{{collection_url}} {private_form} {{ person.referral_url }} {guest_tracking_url} {{csat_good}}",
            [
                "{{collection_url}}",
                "{private_form}",
                "{{ person.referral_url }}",
                "{guest_tracking_url}",
                "{{csat_good}}",
            ],
        ),
        (
            "external-link",
            "{{view_online_link}} {HELPDESK_URL} [booking link] {{ zendesk_form_url }} {link_to_our_complaint_form}",
            [
                "{{view_online_link}}",
                "{HELPDESK_URL}",
                "[booking link]",
                "{{ zendesk_form_url }}",
                "{link_to_our_complaint_form}",
            ],
        ),
        # pages that Amazon or a carrier may have as well
        (
            "external-link",
            "{{ product.url }} {tracking_website} {{carrier_site_url}} {{collection_name}} {{download_url}} {{review_form}}",
            [],
        ),
        ("phone-number", "Call [your phone number] or [Mobile no.]", ["[your phone number]", "[Mobile no.]"]),
        ("phone-number", "We will pass {{buyer_phone}} to the carrier", []),
        ("email-address", "Write to {{support_email}}", ["{{support_email}}"]),
        ("email-address", "Your account: {{buyer_email}}", ["{{buyer_email}}"]),
        ("email-address", "https://www.amazon.com/?m={{buyer_email}}", []),
        ("email-address", "Login: ##KUNDE_EMAIL##", []),
        ("email-address", "https://lamp.com/stop?m=%%email%% or {{base}}/stop?a=1&amp;user[m]={{email}}", []),
        ("email-address", "https://lamp.com/u/{{ contact.email }}/stop https://lamp.com/?e=*|EMAIL|*&amp;x=1", []),
        ("email-address", "mailto:{{email}} mailto:?cc={{email}}", ["{{email}}", "{{email}}"]),
        ("email-address", "https://{{email}} E-Mail/{{email}} ={{email}}", ["{{email}}"] * 3),
        ("phone-number", "https://lamp.com/call?tel={{phone}}", ["{{phone}}"]),
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
