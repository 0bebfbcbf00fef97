"""[Important] in the subject, by date, type and edition."""

from __future__ import annotations

import pytest

from msglint.checks.types import declared_type
from msglint.engine import check
from msglint.envelope import envelope_from
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source

POLICY = load_policy()


def clauses(text: str, edition: str | None = None, **values: str) -> list[tuple[str, str]]:
    draft = read_draft("a.txt", Source(text), envelope_from(values))
    found = check(draft, load_policy(edition=edition), ["subject-important"])
    return [(finding.clause, finding.excerpt) for finding in found]


@pytest.mark.parametrize(
    "tag", ["[Important]", "[IMPORTANTE]", "[ wichtig]", "[重要]", "[중요]", "[ÖNEMLİ]", "[مهم]", "[Ważne]"]
)
def test_the_tag_in_any_language(tag: str) -> None:
    assert clauses(f"Subject: Hi {tag} there\n\nHello") == [("subject-important-withdrawn", tag)]
    assert clauses(f"Hello {tag}") == []


@pytest.mark.parametrize(
    "near",
    [
        "(Important)",
        "Important:",
        "【重要】",
        "［Important］",
        "[unimportant]",
        "[Very important]",
        "URGENT",
        "{Important}",
    ],
)
def test_near_misses(near: str) -> None:
    assert clauses(f"Subject: {near} x\n\nHello") == []


@pytest.mark.parametrize(
    ("kind", "sent", "edition", "clause"),
    [
        ("", "2025-04-24", None, "subject-important"),
        ("", "2025-04-25", None, "subject-important-withdrawn"),
        ("", "2025-04-25T00:00+02:00", None, "subject-important-withdrawn"),
        ("", "", "2018-10", "subject-important"),
        ("", "2026-01-01", "2018-10", "subject-important"),
        ("verify-custom-design", "", "2018-10", None),
        ("review-request", "2024-01-01", None, "subject-important"),
        ("verify-custom-design", "2024-01-01", None, None),
        ("verify-custom-design", "2026-01-01", None, "subject-important-withdrawn"),
        ("resolve-fulfilment-issue", "2024-01-01", None, "subject-important"),
        ("reply-to-buyer", "2026-01-01", None, None),
    ],
)
def test_by_date_type_and_edition(kind: str, sent: str, edition: str | None, clause: str | None) -> None:
    known = {name: value for name, value in (("type", kind), ("send_date", sent)) if value}
    found = clauses("Subject: [Important] x\n\nHello", edition, **known)
    assert [found_clause for found_clause, _ in found] == ([clause] if clause else [])


CRITICAL = [
    "رقم المبنى ناقص، نرجو تأكيد العنوان.",
    "Portkoden saknas i adressen, kan du bekräfta den?",
    "Your delivery address is incomplete.",
    "The carrier cannot deliver without a door number. Please reply with it by noon.",
    "Hello Ann,\n\nplease confirm the engraving:\nAnn & Bo",
    "Which delivery slot suits you?",
    "Bitte bestätigen Sie Ihre Lieferadresse.",
    "Votre adresse de livraison est incomplète.",
    "Por favor, confirme su dirección.",
    "Manca il numero civico del suo indirizzo.",
    "Merci de nous écrire les prénoms à broder.",
    "En la dirección no figuran ni el portal ni el piso.",
    "Ci dica quale testo dobbiamo incidere.",
    "Uw huisnummer ontbreekt.",
    "Jaki tekst mamy wyhaftować? Prosimy napisać, haftujemy jutro.",
    "Que nome devemos bordar? Informe o texto até amanhã.",
    "W adresie brakuje numeru domu, proszę o jego podanie.",
    "Vi behöver din fullständiga adress.",
    "Qual é o seu endereço completo?",
    "Adresiniz eksik görünüyor.",
    "ご住所に不備がございます。",
    "请确认您的收货地址。",
]
NOT_CRITICAL = [
    "We sent it to the address of your order. Please leave us a review.",
    "Thank you for your personalised mug. Could you review it?",
    "Your invoice is attached, please check it.",
    "Bitte bewerten Sie uns.",
    "Merci pour votre tasse personnalisée.",
    "Su pedido llega mañana a su domicilio.",
    "We have your address on file. For more information see the manual.",
    "Unsere Haftung ist auf den Warenwert begrenzt. Weitere Informationen stehen in der Anleitung.",
    "レビューをお願いします。",
    "الكتاب جميل، ونقدم أيضا ضمانا لمدة عام.",
]


NAMED_IN_SUBJECT = [
    ("Text for your engraving", "Hello Ms. Duval,\n\nthe line has a heart. Our machine cannot cut it.", "info"),
    ("Delivery of your sofa", "Hello,\n\nPlease choose a slot by noon.", "info"),
    ("Your engraved cup", "Hello Ms. Duval,\n\nwe hope that you like it. Please review it.", "error"),
    ("Your cup", "Hello Ms. Duval,\n\nthe engraving is ours. It took a day. The brush cannot scratch it.", "error"),
]


@pytest.mark.parametrize(("subject", "body", "severity"), NAMED_IN_SUBJECT)
def test_a_subject_says_what_the_message_is_about(subject: str, body: str, severity: str) -> None:
    draft = read_draft("a.txt", Source(f"Subject: [Important] {subject}\n\n{body}"))
    [finding] = check(draft, POLICY, ["subject-important"])
    assert finding.severity == severity


@pytest.mark.parametrize(("body", "severity"), [(b, "info") for b in CRITICAL] + [(b, "error") for b in NOT_CRITICAL])
def test_only_a_remark_where_the_order_depends_on_it(body: str, severity: str) -> None:
    draft = read_draft("a.txt", Source(f"Subject: [Important] Your order\n\n{body}"))
    [finding] = check(draft, POLICY, ["subject-important"])
    assert finding.severity == severity


def test_a_declared_type_outweighs_the_words() -> None:
    text = "Subject: [Important] Your order\n\nPlease confirm your address."
    for kind, severity in (("review-request", "error"), ("resolve-fulfilment-issue", "info")):
        [finding] = check(
            read_draft("a.txt", Source(text), envelope_from({"type": kind})), POLICY, ["subject-important"]
        )
        assert finding.severity == severity
    assert clauses(text, send_date="2024-01-01") == []


@pytest.mark.parametrize(
    ("kind", "edition", "flagged"),
    [
        ("promotion", None, True),
        ("order-confirmation", None, True),
        ("order-confirmation", "2018-10", False),
        ("send-invoice", None, False),
        ("reply-to-buyer", None, False),
        ("no-such-type", None, False),
        ("", None, False),
    ],
)
def test_a_declared_type_has_to_be_permitted(kind: str, edition: str | None, flagged: bool) -> None:
    text = f"---\ntype: {kind}\n---\nHello"
    policy = load_policy(edition=edition)
    found = list(declared_type(Reading(read_draft("a.txt", Source(text)), policy), policy.rules["subject-important"]))
    assert [text[match.span.start : match.span.end] for match in found] == ([kind] if flagged else [])
