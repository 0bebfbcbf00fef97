"""Which numbers are phone numbers, cards or accounts, and which only look so."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.draft import View
from msglint.engine import check
from msglint.envelope import Envelope
from msglint.fold import fold
from msglint.numbers import context, shapes
from msglint.numbers.context import Vocabulary
from msglint.policy import load_policy
from msglint.privacy.accounts import _iban_end
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()


def phones(text: str, marketplace: str | None = None) -> list[str]:
    draft = read_draft("draft.txt", Source(text), Envelope(marketplace=marketplace))
    return [finding.excerpt for finding in check(draft, POLICY, ["phone-number"])]


NATIONAL = [
    ("US", "(212) 456-7890"),
    ("CA", "416-967-1111"),
    ("MX", "55 5658 1111"),
    ("BR", "(11) 96123-4567"),
    ("GB", "020 7183 8750"),
    ("DE", "030 901820"),
    ("FR", "01 42 68 53 00"),
    ("IT", "06 6982 1234"),
    ("ES", "912 345 678"),
    ("NL", "020 624 1111"),
    ("SE", "08-508 290 00"),
    ("PL", "22 621 03 81"),
    ("BE", "02 515 26 20"),
    ("IE", "01 679 5777"),
    ("TR", "0212 334 87 00"),
    ("AE", "04 366 8888"),
    ("SA", "011 464 1234"),
    ("EG", "02 2574 1234"),
    ("ZA", "021 426 4260"),
    ("IN", "022 2204 4040"),
    ("JP", "03-3201-3331"),
    ("AU", "(02) 9250 7111"),
    ("SG", "6732 5666"),
]


@pytest.mark.parametrize(("region", "number"), NATIONAL)
def test_national_form_of_every_marketplace(region: str, number: str) -> None:
    assert phones(f"Anna, {number}\n", region) == [number]
    assert phones(f"Please call us on {number}.") == [number]
    assert phones(f"Tel: {number.replace(' ', '').replace('-', '').replace('(', '').replace(')', '')}") != []


@pytest.mark.parametrize(
    ("region", "number"),
    [
        ("US", "+1 212 456 7890"),
        ("MX", "+52 55 5658 1111"),
        ("BR", "+55 11 96123-4567"),
        ("GB", "+44 (0)20 7183 8750"),
        ("DE", "+49 (30) 901820"),
        ("FR", "+33 1 42 68 53 00"),
        ("IT", "+39 06 6982 1234"),
        ("ES", "+34912345678"),
        ("SE", "+46-8-508 290 00"),
        ("AE", "(+971) 4 366 8888"),
        ("IN", "+91.98765.43210"),
        ("JP", "+81-3-3201-3331"),
        ("SG", "+65 6732 5666"),
        ("DE", "0049 30 901820"),
    ],
)
def test_international_form_needs_no_word(region: str, number: str) -> None:
    assert phones(f"Anna Miller {number} Nordlicht Home") == [number]
    assert phones(f"Anna Miller\n{number}\n", region) == [number]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 212-555-0147 or 212-555-0148.", ["212-555-0147", "212-555-0148"]),
        ("0211 123456 / 0171 1234567", ["0211 123456", "0171 1234567"]),
        ("Call 212-555-0147. 2 spare screws are in the box.", ["212-555-0147"]),
        ("Mon-Fri 9-5 0800 123 4567", ["0800 123 4567"]),
        ("注文の件。 48-12-3456 までお電話を、いつでも皆様お電話を。", ["48-12-3456"]),
        ("24/7 0800 123 4567", ["0800 123 4567"]),
        ("0800 123 4567 (WhatsApp only)", ["0800 123 4567"]),
        ("Phone:\n0800 123 4567", ["0800 123 4567"]),
        ("call me at 212 • 555 • 0147", ["212 • 555 • 0147"]),
        ("call me at 212_555_0147", ["212_555_0147"]),
        ("212-555-0147, extension 12", ["212-555-0147, extension 12"]),
        ("Call us about your order: 0800 123 4567", ["0800 123 4567"]),
        ("Dial 1 800 GET HELP now", ["1 800 GET HELP"]),
        ("ring oh-one-six-one, four-nine-six, oh-one-two-three", ["oh-one-six-one, four-nine-six, oh-one-two-three"]),
        ("0800 five five five one two three four", ["0800 five five five one two three four"]),
        ("Rufen Sie null eins sieben eins drei neun zwei an", ["null eins sieben eins drei neun zwei"]),
        ("電話は零三一二三四五六七八", ["零三一二三四五六七八"]),
    ],
)
def test_span_of_a_number_is_the_number(text: str, found: list[str]) -> None:
    assert phones(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2024/0002860",
        "on 16.04.2024 12 pieces left",
        "4006381333931",
        "Please contact us with order number 8123456789 and we will help",
        "Reply quoting 8123456789",
        "phone case 8123456789",
        "your tracking number is 0612 345 678",
        "ticket: 0800-1234567",
        "commande 0612345678",
        "BTW BE 0123.456.749",
        "12.345.678/0001-95",
        "sizes 36 38 40 42 44 46",
        "steps 1 2 3 4 5 6 7 8 9",
        "Personalised with 04 11 2021",
        "GMT+01000000",
        "file 20240116_123456.pdf",
        "https://track.dpd.co.uk/parcels/15501234567890",
        "write to 0123456789@qq.com",
        "order one one four two three four five six seven",
        "our 1-800 support line",
        "Rate us: 0 1 2 3 4 5 6 7 8 9 10",
        "parts from 212-555-0147",
        "1800 THREAD count",
        "$1299.00 1299.00",
        "\x00\ud800" * 50,
    ],
)
@pytest.mark.parametrize("marketplace", [None, "DE"])
def test_other_number_is_no_phone(text: str, marketplace: str | None) -> None:
    assert phones(text, marketplace) == []


def test_carrier_line_is_a_warning() -> None:
    draft = read_draft("draft.txt", Source("DHL answers at 0228 4333112. Or call us on 0228 4333113."))
    found = [(finding.excerpt, finding.severity, finding.clause) for finding in check(draft, POLICY, ["phone-number"])]
    assert found == [
        ("0228 4333112", "warning", "phone-number-exception"),
        ("0228 4333113", "error", "phone-number"),
    ]


def test_no_message_repeats_the_secret() -> None:
    draft = read_draft("draft.txt", Source("Card 4111 1111 1111 1111, password: Kettle!274, SSN 123-45-6789"))
    found = check(draft, POLICY, ["confidential-information"])
    assert len(found) == 3
    assert not [one for one in found if one.excerpt in one.message + one.suggestion]


def confidential(text: str) -> list[str]:
    draft = read_draft("draft.txt", Source(text))
    return [one.excerpt for one in check(draft, POLICY, ["confidential-information"])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IBAN: XX00 0000 1234 5678 9000 00", ["XX00 0000 1234 5678 9000 00"]),
        ("Bank in to: Dapur Sample, Maybunga 5140 0000 0147", ["5140 0000 0147"]),
        ("Pay the balance to BPI savings 0000-0147-14 (Ann) or GCash 0900 000 0147.", ["0000-0147-14"]),
        ("Pay by transfer, GTB acct 0000000000, Ann Fabrics.", ["0000000000"]),
        ("Bank in to: Dapur Sample, WhatsApp 011-0000 0147", []),
        ("Pay to Tobi, call 0700 000 0147, GTBank", []),
        ("Transfer to us 12345, the bank knows.", []),
        ("Your acct 12345678 with us stays.", []),
        ("The parcel number 4539 1108 2276 0014", []),
        ("Your member card number 4539 1108 2276 0014", []),
        ("Pay by bank transfer:\nKestrel Ltd\nSort 00-00-00 Acc 12345678", ["00-00-00", "12345678"]),
        ("Bank transfer to S/C 20-00-00 A/C 55779911", ["20-00-00", "55779911"]),
        ("Our bank is 20-00-00 / 55779911", ["20-00-00 / 55779911"]),
        ("Sort code 200000, account no 55779911", ["200000", "55779911"]),
        ("Bank transfer, BSB 062-000 Acc 1234 5678", ["062-000", "1234 5678"]),
        ("Bank account 12-3456-0123456-00", ["12-3456-0123456-00"]),
        ("Acc. No.: 12345678 (Bank of Sample)", ["12345678"]),
        ("We sort 20-30-40 screws by hand; the bank is closed.", []),
        ("We'll sort 12-11-26 out, the bank transfer came.", []),
        ("Acc. to order 12345678 the bank transfer came.", []),
        ("Your customer account 12345678 stays; no bank transfer.", []),
        ("The refund went to your bank on 20-10-26, order 114-1234567-1234567.", []),
        ("Refund to your bank account for 114-1234567-1234567. 2 lamps", []),
        ("Paid from your bank account D01-1234567-1234567", []),
        ("For 114-1234567-1234567. Bank transfer: Sort 00-00-00 Acc 12345678", ["00-00-00", "12345678"]),
    ],
)
def test_bank_accounts(text: str, found: list[str]) -> None:
    assert confidential(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ship to: Joy Sample, 18 Narra Street, Unit 4B, Pasig City 1605",
            ["18 Narra Street, Unit 4B, Pasig City 1605"],
        ),
        (
            "It goes back to 18 Larch Lane, Apt 3B, Dunmore, Georgia 30319.",
            ["18 Larch Lane, Apt 3B, Dunmore, Georgia 30319"],
        ),
        ("We have: Ann Lee, 48 Quarry Road, Apt ?, Dunmore, OH 43999.", ["48 Quarry Road, Apt ?, Dunmore, OH 43999"]),
        (
            "Confirm address: Mr. Ravi S. Nair, B-1204, Palm Court, Sector 9, Navi Mumbai 410210, mobile 98200 00417.",
            ["B-1204, Palm Court, Sector 9, Navi Mumbai 410210", "98200 00417"],
        ),
        (
            "お届け先：〒999-0147　やまと県あさひ市緑町2丁目14-7 コーポ203\n藤崎 様\n090-0000-0147",
            ["〒999-0147　やまと県あさひ市緑町2丁目14-7", "090-0000-0147"],
        ),
        (
            "Ship to: Ann Lee, 12 Main Street, Springfield, IL 62701\n\nTel. (217) 555-0123 is our line.",
            ["12 Main Street, Springfield, IL 62701"],
        ),
        (
            "Ship to: Ann Lee, 12 Main Street, Springfield, IL 62701, tracking 940010000000",
            ["12 Main Street, Springfield, IL 62701"],
        ),
        ("It goes back to Kansas City 2024", []),
        ("Our workshop is in: B-12, Sample House, Sector 9, Mumbai 410210, phone 98200 00417", []),
        ("What is returned goes back to Hazel Works Ltd, 18 Hazel Court, Dunmore, PA 18512.", []),
    ],
)
def test_addresses_and_what_stands_beside_them(text: str, found: list[str]) -> None:
    assert confidential(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # without a postcode
        (
            "I know where you live, 48 Alder Row, Flat 3, Castleton, and your number 07700 900456.",
            ["48 Alder Row, Flat 3, Castleton", "07700 900456"],
        ),
        ("Your parcel was delivered to 48 Alder Row, Castleton.", ["48 Alder Row, Castleton"]),
        ("Is your address still Flat 3, 48 Alder Row, Castleton?", ["Flat 3, 48 Alder Row, Castleton"]),
        ("It is going to Ann Lee, 12 Main Street, Apt 4, Springfield.", ["12 Main Street, Apt 4, Springfield"]),
        # lines of a form
        (
            "Name: Ann Lee\nAddress: 12 Main Street, Springfield, IL 62701\nPhone: 217-555-0123",
            ["12 Main Street, Springfield, IL 62701", "217-555-0123"],
        ),
        ("We have on file:\n\n12 Main Street, Springfield, IL 62701", ["12 Main Street, Springfield, IL 62701"]),
        # the number alone
        ("I gave them your cell, 615-555-0182, and the code.", ["615-555-0182"]),
        ("We called you on 07700 900456 twice.", ["07700 900456"]),
        ("Ihre Handynummer lautet 0170 1234567?", ["0170 1234567"]),
        ("お電話番号：090-0000-0147", ["090-0000-0147"]),
        ("Send it back to our warehouse, 12 Mill Lane, Leeds.", []),
        ("It waits for you at the post office, 12 Mill Lane, Leeds.", []),
        ("Visit us at 12 Mill Lane, Leeds. Your address is fine.", []),
        ("We deliver it to 5 Star Street, as you wished.", []),
        ("For returns to us:\n\nName: Ann Lee\nAddress: 12 Main Street, Springfield, IL 62701", []),
        ("Name: Hill Works Ltd\nAddress: 12 Main Street, Springfield, IL 62701", []),
        ("Call us from your mobile: 0800 123 4567, or save it to your phone: 0800 123 4567.", []),
        ("You can reach us on 07700 900456.", []),
        ("Your number: 114-2093385-1176204, your number 12345 in the queue", []),
    ],
)
def test_where_the_buyer_lives_and_answers_the_phone(text: str, found: list[str]) -> None:
    assert confidential(text) == found


@pytest.mark.parametrize(
    ("digits", "article", "card"),
    [
        ("4006381333931", True, False),
        ("4006381333932", False, False),
        ("4111111111111111", False, True),
        ("73513537", True, False),
    ],
)
def test_check_digits(digits: str, article: bool, card: bool) -> None:
    assert shapes.is_article_number(digits) is article
    assert shapes.luhn(digits) is card or not card


def test_iban_is_cut_at_its_country_s_length() -> None:
    assert _iban_end("DE89 3704 0044 0532 0130 00 AB12", 22) == len("DE89 3704 0044 0532 0130 00")
    assert _iban_end("DE88 3704 0044 0532 0130 00", 22) == 0


def test_vocabulary_takes_the_longest_phrase_and_beginnings() -> None:
    words = Vocabulary({"label": ["customer service", "telefon*", "電話"], "other": ["customer"]})
    assert [said.kind for said in words.said("customer service")] == ["label"]
    assert [said.kind for said in words.said("customer telefonnummer")] == ["other", "label"]
    assert [said.kind for said in words.said("お電話は")] == ["label"]
    assert [said.start for said in words.said("電話か電話")] == [0, 3]
    assert not words.said("microtelefon")


def test_context_is_the_sentence_or_the_line_above() -> None:
    view = View("body", "We got your call. Order number\n8123456789 and 55")
    assert context.before(view, view.text.index("8123"))[0].strip() == "Order number"
    assert context.before(view, view.text.index("55"))[0] == "8123456789 and "


@given(st.text(alphabet="0123456789 +-./()x:,\n\uff11\u0663aT€", max_size=80))
def test_any_text_has_exact_spans(text: str) -> None:
    draft = read_draft("draft.txt", Source(text))
    for finding in check(draft, POLICY, ["phone-number", "confidential-information"]):
        assert finding.excerpt == text[finding.start : finding.end] != ""
        assert finding.excerpt.strip() == finding.excerpt


def test_phonenumbers_is_not_imported_without_need() -> None:
    program = (
        "import sys; from msglint.engine import check; from msglint.policy import load_policy\n"
        "from msglint.readers import read_draft; from msglint.source import Source\n"
        "text = 'Order 114-1234567-1234567 left on 16.04.2024, tracking 9400100000000000000000, EAN 4006381333931.'\n"
        "found = check(read_draft('a.txt', Source(text)), load_policy(), ['phone-number', 'confidential-information'])\n"
        "print(len(found), 'phonenumbers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "False"]


def test_views_are_folded_once() -> None:
    assert fold(View("body", "０１２０")).text == "0120"
