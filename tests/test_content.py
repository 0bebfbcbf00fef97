"""What messages of some types have to contain, and what is missing by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from growth import grows_evenly

from msglint.checks.content import _contents
from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

POLICIES = {edition: load_policy(edition) for edition in ("2018-10", "2020-11")}
RULES = ["order-unavailable-content", "message-content-2018"]


def missing(text: str, kind: str = "problem-with-order", edition: str = "2020-11", name: str = "a.txt") -> list[str]:
    """What each finding says is missing, after the last words that all of them have."""
    policy = POLICIES[edition]
    draft = read_draft(name, Source(text), envelope_from({"type": kind}))
    found = check(draft, policy, [rule for rule in RULES if rule in policy.rules])
    return [one.message.rsplit(" say ", 1)[-1].rsplit(" lacks ", 1)[-1] for one in found]


REFUND, REASON = "that the order amount was adjusted", "the reason"
NEITHER = "the notice says neither that an item is not available nor that it is late"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lamp is sold out.", [REFUND]),
        ("We cannot ship the lamp.", [f"{REFUND} and {REASON}"]),
        ("We cannot ship the lamp. It was refunded in full.", [REASON]),
        ("We cannot ship the lamp as the last one broke. It was refunded.", []),
        ("Sold out. The charge for the lamp has been set to nil.", []),
        ("Sold out. Amazon has not charged your card.", []),
        ("Sold out; the money CDN$ 31.99 has been returned to you.", []),
        ("The lamp is sold out. Would you like your money back?", [REFUND]),
        ("The lamp is sold out. If you want, we can refund it.", [REFUND]),
        ("The lamp is sold out. We refunded it. If you want another, tell us.", []),
        ("The lamp is sold out until May. It should reach you on May 6.", []),
        ("Your parcel is running late.", []),
        ("The carrier is on strike, so the lamp will arrive on Friday, two days late.", []),
        ("Something is not right with your order.", [NEITHER]),
        ("Die Lampe ist ausverkauft.", [REFUND]),
        ("Die Lampe ist ausverkauft. Möchten Sie eine Erstattung?", [REFUND]),
        ("Die Lampe ist ausverkauft, Amazon belastet Ihr Konto nicht.", []),
        ("Wir können die Lampe nicht versenden. Wir haben den Betrag erstattet.", [REASON]),
        ("Die Lieferung verspätet sich um zwei Tage.", []),
        ("La lampe est épuisée.", [REFUND]),
        ("La lampe est épuisée, nous vous avons remboursé.", []),
        ("La lámpara está agotada.", [REFUND]),
        ("La lámpara está agotada; le hemos reembolsado el importe.", []),
        ("La lampada è esaurita.", [REFUND]),
        ("La lampada è esaurita, abbiamo rimborsato l'importo.", []),
        ("De lamp is uitverkocht.", [REFUND]),
        ("De lamp is uitverkocht, we hebben het bedrag terugbetaald.", []),
        ("Białą lampę wyprzedano z powodu błędu. Zwrot 59,99 zł został już zlecony.", []),
        ("Biała lampa jest wyprzedana. Proszę zwrócić uwagę na inne lampy.", [REFUND]),
        ("O candeeiro esgotou por causa de um erro. Já lhe devolvemos o dinheiro.", []),
        ("Lampan är slutsåld. Vi har redan betalat tillbaka hela beloppet.", []),
        ("Lampan är slutsåld. I dag ska vi återbetala hela beloppet till dig.", []),
        ("Beyaz lamba hasar nedeniyle stokta yok. Ödemeniz kartınıza iade edilmiştir.", []),
        ("المصباح غير متوفر بسبب تلف. تمت إعادة كامل المبلغ إليكم.", []),
        ("لا يمكننا إرسال المصباح، ولدينا مصابيح مختلفة. وأعدنا المبلغ كاملا.", [REASON]),  # تلف stands in مختلفة
        ("المصباح غير متوفر، وقد رددنا على رسالتك.", [f"{REFUND} and {REASON}"]),
        ("台灯因仓库破损缺货。货款已原路退回您的账户。", []),
        ("您订的台灯缺货，厂家停产，不会再到货。", [REFUND]),
        ("ランプは在庫切れです。", [REFUND]),
        ("ランプは在庫切れのため、全額を返金いたしました。", []),
        ("ランプは在庫切れです。返金をご希望でしょうか。", [REFUND]),
        ("お届けは三日ほど遅れる見込みです。", []),
    ],
)
def test_notices_of_2020(text: str, expected: list[str]) -> None:
    assert missing(text) == expected
    assert missing(text, kind="send-invoice") == []


def test_an_offer_is_a_little_less_sure() -> None:
    draft = read_draft("a.txt", Source("Sold out. Shall we refund it?"), envelope_from({"type": "problem-with-order"}))
    assert [one.confidence for one in check(draft, POLICIES["2020-11"], RULES[:1])] == ["medium"]


SHIPPED = (
    "We shipped 2 x desk lamp to 12 Harbour Street, Bristol, with UPS, 1Z12345E0205271688. It should arrive on May 6."
)


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        ("", []),
        ("to 12 Harbour Street, Bristol, ", ["the address"]),
        ("2 x ", ["the items and the quantity"]),
        ("with UPS, ", ["the carrier"]),
        (", 1Z12345E0205271688", ["the tracking number"]),
        (" on May 6", ["the expected delivery date"]),
    ],
)
def test_shipping_confirmations_of_2018(cut: str, expected: list[str]) -> None:
    assert cut in SHIPPED
    text = "Order 114-1234567-1234567\n\n" + SHIPPED.replace(cut, "")
    assert missing(text, "shipping-confirmation", "2018-10") == expected
    assert missing(text, "shipping-confirmation", "2020-11") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your 2 x lamp came back; we refunded $24.90 on May 6.", []),
        ("Your 2 x lamp came back; we refunded $24.90.", ["the date of the refund"]),
        ("Your 2 x lamp came back; we refunded it on May 6.", ["the amount refunded"]),
        ("We refunded 24,90 € on 6 May.", ["the items"]),
        ("Your 2 x lamp came back; we refunded {{refund_amount}} on {{refund_date}}.", []),
        ("Ihre Rücksendung (2 x Lampe) ist da, wir haben 24,90 € am 6. Mai erstattet.", []),
        ("Thank you.", ["the items, the amount refunded and the date of the refund"]),
    ],
)
def test_return_confirmations_of_2018(text: str, expected: list[str]) -> None:
    assert missing(text, "return-confirmation", "2018-10") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lamp is sold out.", [REFUND]),
        ("The lamp is sold out; it was refunded.", []),
        ("The lamp is late.", []),
        ("Something is not right.", [NEITHER]),
    ],
)
def test_notices_of_2018(text: str, expected: list[str]) -> None:
    assert missing(text, edition="2018-10") == expected


def test_a_language_without_words_is_not_judged() -> None:
    text = "Dobrý den, děkujeme za objednávku. Bohužel ji nemůžeme odeslat a je nám to líto."
    [said] = missing(text)
    assert said == "not verified that the notice says all it has to: msglint has no words for that in Czech"
    draft = read_draft("a.txt", Source(text), envelope_from({"type": "problem-with-order"}))
    assert [one.severity for one in check(draft, POLICIES["2020-11"], RULES[:1])] == ["info"]


def test_a_language_with_words_for_some_pieces_only_is_judged_by_these() -> None:
    text = "Zamówienie wysłaliśmy dziś kurierem InPost na Państwa adres, dostawa w ciągu 3 dni. Lampa jest wyprzedana."
    [said] = missing(text, "shipping-confirmation", "2018-10")
    assert "msglint has no words for that in Polish" in said
    assert missing(text) == [REFUND]


def test_html_is_read_as_people_read_it() -> None:
    assert missing("<p>The lamp is sold <b>out</b>.<p>We refunded it.", name="a.html") == []
    assert missing("<p>The lamp is sold <b>out</b>.<!-- refunded -->", name="a.html") == [REFUND]


@pytest.mark.parametrize("part", ["not ", "1", "the ", "a-", "2 x ", "charge \n", "may ", "\t", "12 a ", "返金", "$1,"])
def test_hostile_texts_take_linear_time(part: str) -> None:
    pieces = POLICIES["2018-10"].derived(_contents).pieces

    def work(size: int) -> Callable[[], object]:
        text = part * (size // len(part))
        return lambda: [piece.pattern.search(text) for piece in pieces.values()]

    assert grows_evenly(work, 20_000)


def test_every_piece_that_a_type_needs_is_described() -> None:
    facts = POLICIES["2020-11"].facts
    needed = {
        piece for kind in facts["types"]["types"] for names in kind.get("content", {}).values() for piece in names
    }
    assert needed - {"order-id", "buyer-language"} <= set(facts["contents"]["pieces"])
