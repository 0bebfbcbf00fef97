"""The buyer's language against the draft's: what its words show beyond doubt, and nothing guessed."""

from __future__ import annotations

import pytest

from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source
from msglint.wording.tongue import surely_spoken

POLICY = load_policy()
LATE = {
    "en": "Your order will be two days late, because the carrier lost it. We are sorry; please tell us if this is too late.",
    "de": "Ihre Bestellung verspätet sich leider um zwei Tage. Bitte sagen Sie uns, ob das für Sie noch passt oder nicht.",
    "fr": "Votre commande a deux jours de retard, nous sommes désolés. Merci de nous dire si cela est trop tard pour vous.",
    "es": "Su pedido llegará con dos días de retraso y lo sentimos mucho. Díganos por favor si es demasiado tarde para usted.",
    "it": "Il suo ordine ha due giorni di ritardo e ci dispiace. Ci dica se per lei è troppo tardi, grazie e un saluto.",
    "nl": "Uw bestelling is twee dagen te laat en dat spijt ons. Laat het ons weten als dit voor u niet op tijd is.",
    "pt": "O seu pedido está com dois dias de atraso e nós sentimos muito. Diga se é tarde demais para você, por favor.",
    "sv": "Din beställning är två dagar försenad och vi ber om ursäkt. Hör av dig till oss om det är för sent för dig.",
    "pl": "Państwa zamówienie będzie opóźnione o dwa dni, przepraszamy. Proszę o informację, czy to nie jest za późno.",
    "tr": "Siparişiniz için iki gün gecikme var, çok üzgünüz. Bu sizin için geç ise lütfen bize yazın, teşekkür ederiz.",
    "ja": "ご注文の配達が二日遅れる見込みです。ご迷惑をおかけして申し訳ございません。",
    "zh": "很抱歉,您的订单将延迟两天送达。如果时间太晚,请告诉我们,我们会为您处理。",
    "ko": "주문하신 상품이 이틀 늦게 도착할 예정입니다. 불편을 드려 죄송합니다.",
    "ar": "نأسف لإبلاغكم بأن طلبكم سيتأخر يومين. يرجى إعلامنا إذا كان ذلك متأخرا.",
}
STORES = {store["country"]: store for store in POLICY.facts["marketplaces"]["list"]}


def told(text: str) -> str:
    return surely_spoken(Reading(read_draft("a.txt", Source(text)), POLICY))


def findings(text: str, **values: str) -> list[tuple[str, str]]:
    draft = read_draft("a.txt", Source(text), envelope_from(values))
    found = check(draft, POLICY, ["buyer-language"])
    return [(one.severity, one.message) for one in found if "was not checked" not in one.message]


@pytest.mark.parametrize("language", LATE)
def test_languages_are_told(language: str) -> None:
    assert told(LATE[language]) == language
    assert findings(LATE[language], type="send-invoice", language=language) == []


@pytest.mark.parametrize("language", LATE)
@pytest.mark.parametrize("marketplace", STORES)
def test_the_language_of_the_store(language: str, marketplace: str) -> None:
    store = STORES[marketplace]
    severity = "warning" if language in store["languages"] else "error"
    expected = [] if language == store["default_language"] else [severity]
    found = findings(LATE[language], type="problem-with-order", marketplace=marketplace)
    assert [one for one, _ in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OK",
        "Order 114-1234567-1234567",
        "Hallo Anna,\n\nRechnung anbei.\n\nLampworks",
        LATE["en"] + "\n\n" + LATE["de"],
        LATE["en"] + "\n\n" + LATE["ja"],
        LATE["ja"] + LATE["ko"],
        "Lampworks LED 3000K E27 (2 x)",
    ],
)
def test_short_and_mixed_texts_are_not_guessed_at(text: str) -> None:
    assert told(text) == ""
    for language in ("en", "de", "ja", "ar"):
        assert findings(text, type="send-invoice", language=language) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"language": "de", "type": "send-invoice"}, ["error"]),
        ({"language": "de"}, ["warning"]),
        ({"language": "de", "type": "reply-to-buyer"}, []),
        ({"language": "de", "type": "request-a-review"}, []),
        ({"language": "en", "marketplace": "DE", "type": "send-invoice"}, []),
        ({"language": "de", "marketplace": "US", "type": "send-invoice"}, ["error"]),
        ({"language": "mr", "type": "send-invoice"}, []),
        ({"type": "send-invoice"}, []),
    ],
)
def test_whose_language_counts(values: dict[str, str], expected: list[str]) -> None:
    assert [severity for severity, _ in findings(LATE["en"], **values)] == expected


def test_what_is_said() -> None:
    [(_, said)] = findings(LATE["en"], type="send-invoice", marketplace="DE")
    assert said == "written in English; the language of amazon.de is German"
    [(_, said)] = findings(LATE["de"], type="send-invoice", language="fr")
    assert said == "written in German; the buyer's language is French"


@pytest.mark.parametrize(
    ("text", "found"), [("WhatsApp us", ["WhatsApp us"]), ("Text me on WhatsApp", ["Text me"]), ("Hallo!", [])]
)
def test_few_words_read_in_two_languages_are_reported_once(text: str, found: list[str]) -> None:
    draft = read_draft("x.txt", Source(text))
    assert [one.excerpt for one in check(draft, POLICY, ["off-amazon-contact"])] == found


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Gracias por su compra y por escribir.", ("es",)),
        ("Hazme un Bizum con la diferencia.", ("es", "it")),  # three words of either: both are read
        ("Bedankt voor uw bestelling", ("nl",)),
        ("In Berlin ist alle Ware da, die andere kommt morgen.", ("de",)),
        ("Do me a favor, leave a five-star review.", ("en",)),
        ("Por cada metro de tubo necesita dos abrazaderas.", ("es", "pt")),
        ("Napisz do nas przez formularz na Amazonie.", ("pl",)),
        ("Siparişiniz için teşekkür ederiz, kargonuz yolda.", ("tr",)),
        ("Tack för din beställning, den kommer imorgon.", ("sv",)),
        ("Hej, vi har refunderet beløbet til dig, og du kan se det på din konto.", ("da",)),
        ("Hei, vi har refundert beløpet til deg, og du kan se det på kontoen din.", ("nb",)),
        ("شكرا لطلبكم", ("ar",)),
        ("発送済、価格変更対応", ("ja",)),  # no kana, but letters that Chinese does not have
        ("订单已发货，请查收", ("zh",)),
        ("訂單已經出貨，請查收", ("zh",)),
        ("Hazme un Bizum", ()),
        ("O pedido está a caminho", ("es", "pt")),
    ],
)
def test_languages_as_likely_as_each_other_are_all_read(text: str, languages: tuple[str, ...]) -> None:
    assert Reading(read_draft("a.txt", Source(text)), POLICY).languages == languages
    for code in languages:
        expected = read_draft("a.txt", Source(text), envelope_from({"language": code}))
        assert Reading(expected, POLICY).languages == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "Size M or L in a box",
        "Leave a 5-star review in a day, or L/M",
        "Order today, pay later",
        "Bulb 12V/5A; fits U.S. plugs, A or B",
    ],
)
def test_no_other_language_is_seen_in_short_english_lines(text: str) -> None:
    assert Reading(read_draft("a.txt", Source(text)), POLICY).languages in (("en",), ())
