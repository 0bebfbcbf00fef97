"""What the words of a message say is attached."""

from __future__ import annotations

import pytest

from msglint.engine import check
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()


def things(text: str) -> list[str]:
    found = check(read_draft("a.txt", Source(text)), POLICY, ["disallowed-attachment"])
    assert all((finding.severity, finding.confidence) == ("warning", "medium") for finding in found)
    return [finding.excerpt for finding in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I am attaching our new catalogue for 2027.", ["catalogue"]),
        ("Enclosed please find our price list and a coupon.", ["price list", "coupon"]),
        ("Have you seen the attached brochure?", ["brochure"]),
        ("Attachments: flyer.pdf, voucher sheet", ["flyer.pdf", "voucher sheet"]),
        ("tools.zip is attached.", ["tools.zip"]),
        ("Please sign the attached contract.", ["contract"]),
        ("Im Anhang: Katalog_2026.pdf", ["Katalog_2026.pdf"]),
        ("In allegato il nostro listino prezzi.", ["listino prezzi"]),
        ("W załączniku przesyłamy nasz cennik.", ["cennik"]),
        ("附件是我们的产品目录。", ["目录"]),
    ],
)
def test_other_material(text: str, found: list[str]) -> None:
    assert things(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Attached is the invoice for your video camera.",
        "The invoice is attached and the poster ships on Monday.",
        "As you asked, the proof for the brochure is attached.",
        "Could you send us the video as an attachment?",
        "Please reply with a video attached.",
        "Is a video attached?",
        "The clip must be attached before the video monitor is used.",
        "The fabric is attached to the poster rail.",
        "We cannot open the attached clip.heic, please send it as .jpg.",
        "Your manual is attached (manual.pdf), see www.amazon.com.",
        "La facture de votre vidéo est ci-jointe.",
        "The seat is attached with 4 bolts; a video is on the product page.",
        "A coupon is enclosed in the parcel.",
    ],
)
def test_look_alikes(text: str) -> None:
    assert things(text) == []
