"""How guards, neighbours and the model's word weigh against each other in what is reported."""

from __future__ import annotations

import pytest

from msglint.checks.wording import _of_shape
from msglint.engine import check
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.reading import Reading
from msglint.source import Source
from msglint.wording.model import NOTICED
from msglint.wording.shapes import Place, Shape

POLICY = load_policy()
HELLO = "Hello Anna, this is about your order 114-2233445-1122334.\n\n"


def found(rule: str, text: str) -> list[str]:
    """The words that are reported at the default settings."""
    findings = check(read_draft("draft.txt", Source(HELLO + text)), POLICY, [rule])
    return [(HELLO + text)[one.start : one.end] for one in findings if one.confidence != "low"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Please pay the difference by bank transfer.", True),
        ("You can send the money by PayPal as well.", True),
        ("You also wanted to know if you could pay the shipping by bank transfer.", False),
        ("You were told to pay us by bank transfer for the second chair. That was not us.", False),
        ("We cannot send the refund to your PayPal: money for an Amazon order goes back through Amazon.", False),
        ("Somebody uses our name and wants buyers to wire money: please ignore it.", False),
    ],
)
def test_a_guard_holds_back_the_model_too(text: str, is_found: bool) -> None:
    assert bool(found("off-amazon-payment", text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ('You asked whether you can still cancel. Go to Your Orders, tap "Cancel items" and choose a reason.', False),
        ("You asked where it is. We have no stock left, so please cancel the order yourself.", True),
        ("Please cancel the order yourself. You asked how to cancel.", True),
        ("Regarding your order: could you cancel it from your side?", True),
    ],
)
def test_who_asked_how_to_cancel_is_told_how(text: str, is_found: bool) -> None:
    assert bool(found("cancellation-request", text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("We can refund you by PayPal instead of through Amazon.", True),
        ("You get the money by Zelle, not through Amazon.", True),
        ("We cannot refund by PayPal, only through Amazon.", False),
        ("Amazon sends the money to your bank account.", False),
    ],
)
def test_not_through_amazon_refuses_no_route(text: str, is_found: bool) -> None:
    assert bool(found("off-amazon-payment", text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Want half the price back? Leave a review.", True),
        ("How about a spare strap for free? Just review it on Amazon.", True),
        ("Would you like your money back? Choose it under Your Orders.", False),
        ("Would you like a replacement or your money back? Write to us here. Reviews are welcome, too.", False),
        ("Do you need the invoice for the voucher? Write to us.", False),
    ],
)
def test_a_question_that_offers_makes_a_bargain_of_the_request_behind_it(text: str, is_found: bool) -> None:
    assert bool(found("review-incentive", text)) is is_found


@pytest.mark.parametrize(("is_plain", "chance", "confidence"), [
    (False, 0.1, "low"), (True, 0.1, "medium"), (False, 0.4, "medium"), (True, 0.4, "medium"), (True, 0.6, "high"),
])  # fmt: skip
def test_a_plain_shape_needs_no_second_witness(*, is_plain: bool, chance: float, confidence: str) -> None:
    [passage, *_] = Reading(read_draft("draft.txt", Source(HELLO + "Leave a review.")), POLICY).passages
    passage.chance = lambda _number, _label: chance  # type: ignore[method-assign]
    evidence = _of_shape(Shape(("REVIEW",), plain=is_plain), Place(0, 0, 0, 1), passage, "review-incentive")
    assert evidence.confidence == confidence


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("We also make belts and bags from the same leather, have a look at our shop.", True),
        ("We also have your pillowcases still to send, they are part of the same order.", False),
        ("The other parcel of your order, the one with the lid, follows on Monday.", False),
    ],
)
def test_the_rest_of_an_order_is_no_other_product(text: str, is_found: bool) -> None:
    assert bool(found("cross-promotion", text)) is is_found


@pytest.mark.parametrize(
    "text", ["Love it? Tell everyone on Amazon. Hate it? Tell us.", "Good day.\n\nThe lid is ready."]
)
def test_two_sentences_say_at_least_as_much_as_each(text: str) -> None:
    [passage, *_] = Reading(read_draft("draft.txt", Source(HELLO + text)), POLICY).passages
    model = passage.language.model
    assert model is not None
    for sentence in passage.sentences:
        for label in model.labels:
            alone, together = sentence.alone(label), sentence.chance(label)
            assert together >= alone if label in model.paired else together == alone
            before, behind = sentence.reach(label)
            assert (together > alone) == bool(before or behind)


@pytest.mark.parametrize(
    "text",
    ["Love it? Tell everyone on Amazon. Hate it? Tell us.\n\nGood day.", "The lid is ready. Buy two, pay for one!"],
)
def test_only_sentences_that_are_likely_are_asked_for_their_chance(text: str) -> None:
    [passage, *_] = Reading(read_draft("draft.txt", Source(HELLO + text)), POLICY).passages
    model = passage.language.model
    assert model is not None
    assert passage.noticed
    for label in (*model.labels, "another"):
        likely = passage.likely(label)
        assert bool(likely) == (label in passage.noticed)
        chances = [sentence.chance(label) for sentence in passage.sentences]
        assert all(chance < NOTICED for at, chance in enumerate(chances) if at not in likely)


def test_a_gate_of_two_sentences_is_reported_over_both() -> None:
    [words, *_] = found("review-gating", "Happy with the lamp? Tell everyone on Amazon. Not so happy? Tell us instead.")
    assert "Tell" in words
    assert "?" in words


BUYERS = "The lamp broke. I will change my review to five stars if you send me a gift card. Or pay me by PayPal."
REWARDS, PRAISE = ["review-incentive"], ["positive-only-review"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # over several sentences, in the line or by itself, before what says whose words they are or behind it
        (f'You wrote: "{BUYERS}" We can only refund through Amazon.', []),
        (f"You also wrote:\n\n“{BUYERS}”\n\nWe can only refund through Amazon.", []),
        (f'"{BUYERS}", you wrote. We can only refund through Amazon.', []),
        ('The card in the box says: "Leave a five star review. Then you get a free gift." It is not from us.', []),
        ('Here is your wording. Front: "FIVE STARS, GRANDAD". Back: "Leave five stars for us. Would buy again."', []),
        # on a line of their own, which the first words of the next one explain
        ('1. "Leave a five star review and you get a free gift card."\nPrinted from your file as it is.', []),
        ('"Leave a five star review and you get a free gift card."\nA good deal, as you once wrote.', REWARDS),
        # the seller's own words, in quotation marks or next to the buyer's
        ('Please remember: "Leave a five star review and you get a free gift card."', REWARDS),
        ('You wrote: "The lamp broke." Leave us a five star review and you get a gift card.', REWARDS),
        ('You wrote that the lamp broke. "Five stars" would help our family business on Amazon.', PRAISE),
        ("We engrave your text as it is. Leave us a five star review, please.", PRAISE),
        # other languages
        ("Sie schrieben: „Die Lampe ist kaputt. Ich gebe fünf Sterne, wenn Sie mir einen Gutschein senden.“", []),
        ("Vous avez écrit : « La lampe est cassée. Je mets cinq étoiles si vous m'offrez un bon d'achat. »", []),
        ("「壊れていました。ギフト券をくれたら星5つのレビューを書きます。」とのことですが、返金いたしました。", []),
    ],
)
def test_words_of_others_are_nobodys_fault(text: str, expected: list[str]) -> None:
    findings = check(read_draft("draft.txt", Source(HELLO + text)), POLICY, [*REWARDS, *PRAISE])
    said = {one.rule for one in findings if one.confidence != "low"}
    assert said >= set(expected)
    assert bool(said) is bool(expected)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Loved your visit? Leave us a review!", "high"),
        ('200 cards "Loved your visit? Leave us a review!" with a code.', "medium"),
    ],
)
def test_nothing_is_sure_of_words_in_quotation_marks(text: str, confidence: str) -> None:
    """They may be somebody else's, even where nothing says so."""
    findings = check(read_draft("draft.txt", Source(HELLO + text)), POLICY, ["review-gating"])
    assert [one.confidence for one in findings] == [confidence]
