"""What the words of a message say is attached."""

from __future__ import annotations

import pytest

from msglint.engine import check
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

POLICY = load_policy()


def things(text: str, name: str = "a.txt") -> list[str]:
    found = check(read_draft(name, Source(text)), POLICY, ["disallowed-attachment"])
    assert all((finding.severity, finding.confidence) == ("warning", "medium") for finding in found)
    return [finding.excerpt for finding in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I am attaching our new catalogue for 2027.", ["catalogue"]),
        ("Enclosed please find our price list and a coupon.", ["price list", "coupon"]),
        ("Have you seen the attached brochure?", ["brochure"]),
        ("Attachments: flyer.pdf, voucher sheet", ["flyer.pdf", "voucher sheet"]),
        ("Attachments: invoice.pdf; flyer.pdf; price_list.xlsx", ["flyer.pdf", "price_list.xlsx"]),
        ("tools.zip is attached.", ["tools.zip"]),
        ("Please sign the attached contract.", ["contract"]),
        ("Im Anhang: Katalog_2026.pdf", ["Katalog_2026.pdf"]),
        ("In allegato il nostro listino prezzi.", ["listino prezzi"]),
        ("W załączniku przesyłamy nasz cennik.", ["cennik"]),
        ("附件是我们的产品目录。", ["目录"]),
        ("Attached our lookbook, let me know if you want a lead.", ["lookbook"]),
        ("Attached you will find our lookbook (PDF, 4 MB) and a gift certificate.", ["lookbook", "gift certificate"]),
        ("In the attachment you will find besides the plan our new catalogue.", ["catalogue"]),
        ("Attached pls find invoice for your order 12 and our autumn catalogue.", ["catalogue"]),
        ("Attached:\n\n - invoice 12\n - our catalogue with 60 lamps", ["catalogue"]),
        ("Attached:\n1. invoice.pdf\n2. voucher.pdf", ["voucher.pdf"]),
        ("I attach the whole stock list (xls).", ["stock list"]),
        ("A contract for a three-year deal is attached for your signature.", ["contract"]),
        ("You find the file spring_voucher.jpg with this mail.", ["spring_voucher.jpg"]),
        ("Our price list is attached (Catalogue_2019.pdf).", ["Catalogue_2019.pdf"]),
        ("See our catalogue in the attachment.\n\n[Attachment: Our_Catalogue_2027.pdf]", ["Our_Catalogue_2027.pdf"]),
        ("Anhänge:\nMontage.pdf\nGesamtprogramm_Baeder.pdf", ["Gesamtprogramm_Baeder.pdf"]),
        (
            "Please find the following documents for order 1:\n\nInvoice 3 (PDF)\nSpring catalogue (PDF, 3 pages)",
            ["catalogue"],
        ),
        ("We are sending you the following files: invoice.pdf, flyer.pdf", ["flyer.pdf"]),
        ("Wir senden Ihnen folgende Unterlagen:\n- Rechnung\n- Unser Katalog", ["Katalog"]),
        ("Voici les documents suivants :\n- la facture\n- notre catalogue", ["catalogue"]),
        ("Here are your documents:\n1. Invoice\n2. Voucher for your next order", ["Voucher"]),
        ("Anlagen: Rechnung.pdf, Gutschein.pdf\nAnlage: Prospekt.pdf", ["Gutschein.pdf", "Prospekt.pdf"]),
        ("(Anhang: Gutschein_Babywelt.pdf)", ["Gutschein_Babywelt.pdf"]),
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
        "The video on the page tells how it is attached.",
        "A poster for the wall is attached to the frame.",
        "A drawing for the poster is attached.",
        "Attached is the manual and our video is on the product page.",
        "Attached is the manual; our video is on the product page.",
        "Attached is our manual with our poster in mind.",
        "Attached is the invoice for the catalogue and our letter.",
        "Attached:\n\n- the invoice\n- our thanks for the video",
        "1. The hook is attached.\n2. The video is on.",
        "A video of the fault attached to your reply would help.",
        "You put in coupon.pdf, which we cannot open.",
        "The list of spare parts is in spares.pdf with this mail.",
        "Please find the following files:\n- invoice\n- the drawing for your poster",
        "You find the following documents on our website:\n- catalogue (PDF)",
        "Please send us the following documents:\n- a copy of the contract (PDF)",
        "Here are the files for the poster: we print on Monday.",
        "We found your files: the video shows a crack.",
        "The Hi-Fi Anlage: video and sound are fine.",
    ],
)
def test_look_alikes(text: str) -> None:
    assert things(text) == []


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("[Anhang: Gutschein_Babywelt.pdf]", ["Gutschein_Babywelt.pdf"]),
        ("[Attachments: invoice.pdf, voucher.pdf]", ["voucher.pdf"]),
        ("[Attachment - our catalogue]", ["catalogue"]),
        ("[attach catalogue]", ["catalogue"]),
        ("[voucher.pdf attached]", ["voucher.pdf"]),
        ("[[File: brochure.docx]]", ["brochure.docx"]),
        ("[Anlage 2: Preisliste]", ["Preisliste"]),
        ("[添付ファイル：クーポン.pdf]", ["クーポン.pdf"]),
        ("[Attachment: invoice.pdf] [Anhang: {{invoice_file}}] [PDF: manual]", []),
        ("[Attached photo of the poster] [do not attach a catalogue]", []),
        ("[file a claim] [insert video] [coupon.pdf]", []),
    ],
)
def test_remarks_in_brackets(remark: str, found: list[str]) -> None:
    assert things(f"Hello Ann,\n\n{remark}\n") == found
    assert things(f"<p>Hello Ann,</p><p>{remark}</p>", "a.html") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Please find attached:</p><ul><li>Invoice</li><li>Our catalogue</li></ul>", ["catalogue"]),
        ("<p>Attached is:<br>the invoice<br>our price list</p>", ["price list"]),
        ("<p>Please find attached:</p><ul><li>Invoice</li><li>The drawing for your poster</li></ul>", []),
        ("<p>Attached: the invoice for\nyour\nposter</p>", []),
    ],
)
def test_lines_of_markup(text: str, found: list[str]) -> None:
    assert things(text, "a.html") == found
