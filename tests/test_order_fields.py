"""What stands for the order id: placeholders, fields that no dialect knows, blanks to fill in; and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.checks.order_fields import says_order_id, shows_order_id
from msglint.draft import MASK
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source

POLICY = load_policy()


def shows(text: str, name: str = "a.txt") -> bool:
    """Whether people will read an order id in a draft."""
    return shows_order_id(Reading(read_draft(name, Source(text)), POLICY))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Order {{order_id}}", True),
        ("Order {OrderNo}", True),
        ("Order %%AMZ_ORDER%%", True),
        ("Order {{id_order}}", True),
        ("Order [Your order number here]", True),
        ("[MAIL_ORDERNUM2]", True),
        ("受注番号 [店舗伝票番号]", True),
        ("Su paquete {orden} llega hoy", True),
        ("%NO_ORDEN% de {cliente}", True),
        ("Su orden {fecha}", False),
        ("Uw pakket {bestelling}", True),
        ("注文番号 {{注文番号}}", True),
        ("On {{order_date}}: {{order_item_id}}, {{order_link}}", False),
        ("Tracking {{tracking_number}}", False),
        ("Dear {{buyer_name}}", False),
        ("{PLACEHOLDER_ORDER} {{x}}", True),
        ("Re: {{ticket.custom_field_order}}", True),
        ("Re: {{order.increment_id}}", True),
        ("Re: ${sale.order_id.name}", True),
        ("For {{days_since_last_order}} days", False),
        # right behind the word for it, whatever it is called
        ("Your order {{ name }} ships", True),
        ("The bag (order …{{id}}) ", True),
        ("Your order confirmation ${object.name}", True),
        ("Order no. {{ticket.id}}", True),
        ("Your order number is {{x}}", True),
        ("Order #%s", True),
        ("Order XXXX is late", True),
        ("Order number: ______", True),
        ("Bestell-Nr. {x}, danke", True),
        ("Ihre Auftragsnummer: {x}", True),
        ("ご注文番号は{{x}}です", True),
        ("注文：{{x}}", True),
        ("Your order of {{x}}", False),
        ("Your order, {{name}}", False),
        ("Thanks for the order.\n{{name}}", False),
        ("Order {{days_since_last_order}}", False),
        ("Order {{first_name}}", False),
        ("Order {% if x %}gift{% endif %}", False),
        ("On the border {{x}}", False),
        ("Ihre Bestellung {{Datum}}", False),
        ("ご注文 {{商品名}}", False),
        ("Order XXL", False),
        ("Ticket #{{id}}", False),
    ],
)
def test_a_placeholder_can_stand_for_the_order_id(text: str, shown: bool) -> None:
    assert shows(text) is shown


def test_an_order_id_in_the_address_of_a_link_is_not_shown() -> None:
    html = '<p>See <a href="https://www.amazon.com/{{order_id}}">this</a></p>'
    assert not shows(html, "a.html")
    assert shows(html + "<p>{{order_id}}</p>", "a.html")


@pytest.mark.parametrize(("key", "shown"), [("orderID", True), ("a=1&amp;order_id", True), ("id", False)])
def test_a_link_can_hand_the_order_id_on(key: str, shown: bool) -> None:
    html = f'<p>See <a href="https://www.amazon.com/review/new?{key}={{{{x}}}}">this</a></p>'
    assert shows(html, "a.html") is shown


@pytest.mark.parametrize(
    "text",
    [
        # names between signs, or behind one, that no dialect masks
        "Your parcel from order #order_id arrived, #customer_name",
        "<_order id_> <amazon-order-id> for <_customer name_>",
        "Of <Order#>",
        "@@ORDERID@@ #?OrderNumber?#",
        "Is XXORDERIDXX cancelled?",
        "Your $ORDERID ships",
        "~order_no and ^order_no^",
        "※ご注文番号：＜注文番号＞",
        "〔注文番号〕",
        # right behind the word for an order: a name, a field, blanks
        "Your coins (order ORDERNUMBER) are gone",
        "Order orderNumber is late",
        "Order ORDERNO: which colour?",
        "Bestellung BESTELLNUMMER ist da",
        "I took order [#] off the pile",
        "Thank you for your order #(order number)!",
        "Order (number), order <id>",
        "Order (insert order number)",
        "Order in Amazon: xxx",
        "Order ID on Amazon {{x}}",
        "Order number (Amazon): {{x}}",
        "Order XX-XXXXX",
        "Order #0000",
        "Order #...",
        "Order #___________",
        "Order number: ......................",
        "Order ####",
        "Order <...>",
        "ご注文番号（\u3000\u3000\u3000）",
        "注文番号：●●●-●●●●●●●-●●●●●●●",
        "Commande <numéro de commande>",
        # dialects of programs
        "Left order {{contact.last_order}} with a neighbour",
        "Order {#var#} today",
        "Order {}",
        "Order #%1",
        "Order %@",
        "Order %i",
        "Order #%{id}",
        "Order #:number",
        "Order @{{2}} is ready",
        "Order `{{x}}`",
        r"Order \#{{x}}",
        "| Order | {{x}} |",
        "Order number – {{x}}",
        "Order (ID: {{x}})",
        "Order with the number {{x}}",
        "Order reference number: {{x}}",
        "Purchase no. {{x}}",
        "Amazon-Nr. {x}",
        "订单号：{{x}}",
        # behind a # by itself
        "%{name}, #%{number} is out of the door",
        "Delivered! #{{ name }}",
        "#{{1}} is ready",
    ],
)
def test_what_is_filled_in_stands_for_the_order_id(text: str) -> None:
    assert shows(text)


@pytest.mark.parametrize(
    "text",
    [
        "#shop_small #lamps #order #myorder",
        "Your order #order, order @lampworks",
        "Please tell us your order number (see Your Orders) or OrderID.",
        "Please send your ORDERNUMBER",
        "Which one (order number, name)?",
        "「注文番号」をお知らせください",
        "【注文番号】",
        "Order ID: 4711, order_id: 4711, ORDERNUMBER: 4711",
        "Order NUMBER 4711",
        "About your order... or your order…",
        "Thanks for your order xx :)",
        "Order [ ] Refund [ ] or order [x]",
        "Your order:\n### Items",
        "Your order\n-----------",
        "Order $5 more, order 50%, order 5 %",
        "Order (optional), order (name), order (see below)",
        "Your order from Amazon, {{name}}",
        "Thanks for your purchase, {{name}}; purchase {{x}}, Amazon {{x}}",
        "Orders {{x}}, ordered {{x}}, the order: {{items}}",
        "Order no longer needed, {{name}}",
        "Ticket: #{{number}}, case #{{id}}, re: [#{{id}}]",
        "#{{hashtag}}",
        "<name>, #first_name, $total_price",
        "XXL or XXXL",
    ],
)
def test_what_only_looks_like_it_does_not(text: str) -> None:
    assert not shows(text)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Order &lt;order number&gt;</p>", True),
        ("<table><tr><td>Order number</td><td>{{x}}</td></tr></table>", True),
        ("<p>Order <b>ORDERNUMBER</b></p>", True),
        ("<p>Your <b>order</b></p><h3>Items</h3>", False),
        ("<style>#order_id {color: red}</style><p id='order_id'>Your order</p>", False),
    ],
)
def test_fields_are_found_in_what_a_mail_program_shows(html: str, shown: bool) -> None:
    assert shows(html, "a.html") is shown


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("contact.last_order", False),
        ("last_order", True),
        ("shipment.order_number", True),
        ("product_order_id", True),
        ("order.name", True),
        ("order.tracking_number", False),
        ("order.shipping_address.name", False),
        ("order.customer.id", False),
        ("order.currency_code", False),
        ("arrOrder.order_name01", False),
    ],
)
def test_names_with_the_word_for_an_order(name: str, said: bool) -> None:
    assert says_order_id(name, POLICY) is said


@given(st.text(alphabet="order #<_(X.%:{}@$n\n" + MASK, max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    assert shows(text) in (True, False)
