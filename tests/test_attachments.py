"""Attachments: kind, file type, content and size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from msglint.draft import Attachment
from msglint.engine import check
from msglint.envelope import Envelope
from msglint.policy import load_policy
from msglint.readers import read_draft
from msglint.source import Source

if TYPE_CHECKING:
    from msglint.finding import Finding

POLICY = load_policy()
PDF = b"%PDF-1.7"


def findings(*files: Attachment, kind: str | None = None, edition: str = "") -> list[Finding]:
    draft = read_draft("a.txt", Source("Hello"), Envelope(type=kind, attachments=files))
    policy = load_policy(edition=edition) if edition else POLICY
    return check(draft, policy, [rule for rule in ("disallowed-attachment", "attachment-size") if rule in policy.rules])


@pytest.mark.parametrize(
    "file",
    [
        Attachment("invoice.pdf"),
        Attachment("INVOICE-4711.PDF"),
        Attachment("Rechnung_2026-11.pdf"),
        Attachment("Sammelrechnung.pdf"),
        Attachment("facture 12.docx"),
        Attachment("請求書.pdf"),
        Attachment("UserManual.pdf"),
        Attachment("Montageanleitung Tisch.pdf"),
        Attachment("quick-start guide v1.2.pdf"),
        Attachment("assembly_leaflet.jpg"),
        Attachment("garantie.txt"),
        Attachment("scan.pdf", "invoice"),
        Attachment("brochure.pdf", "product-instructions"),
        Attachment("{{invoice_name}}", "invoice"),
        Attachment("invoice-{{id}}.{{ending}}"),
        Attachment("invoice", mime="application/pdf"),
        Attachment("invoice.pdf", head=PDF),
        Attachment("invoice.pdf", head=b"\n" + PDF),
        Attachment("invoice.docx", head=b"PK\x03\x04"),
        Attachment("manual.doc", head=b"{\\rtf1"),
        Attachment("manual.txt", head="Anleitung ☺".encode()),
        Attachment("manual.pdf", mime="application/octet-stream", head=PDF),
        Attachment("logo.webp", inline=True),
    ],
)
def test_what_may_be_sent_passes(file: Attachment) -> None:
    assert not findings(file)


@pytest.mark.parametrize(
    ("file", "says", "severity"),
    [
        (Attachment("catalogue.pdf"), "looks like advertising", "error"),
        (Attachment("Gutschein.pdf"), "looks like advertising", "error"),
        (Attachment("review-card.png"), "asks for a review", "error"),
        (Attachment("invoice.pdf", "promotion"), "looks like advertising", "error"),
        (Attachment("invoice.pdf", "waranty"), "is declared as 'waranty'", "error"),
        (Attachment("IMG_0001.jpg"), "could not be told", "info"),
        (Attachment("invoice.xlsx"), "is a .xlsx file", "error"),
        (Attachment("message.eml"), "is a .eml file", "error"),
        (Attachment("invoice.pdf.exe"), "poses as a .pdf file", "error"),
        (Attachment("invoice.pdf .EXE"), "poses as a .pdf file", "error"),
        (Attachment("invoice.pdf.zip"), "poses as a .pdf file", "error"),
        (Attachment("invoice.exe. "), "is a program (.exe)", "error"),
        (Attachment("invoice.js"), "is a program (.js)", "error"),
        (Attachment("manuals.zip"), "is a packed archive", "error"),
        (Attachment("", mime="application/x-msdownload"), "is a program (.exe)", "error"),
        (Attachment("invoice.pdf", head=b"MZ\x90"), "its content is a program", "error"),
        (Attachment("invoice.pdf", head=b"PK\x03\x04"), "its content is an archive", "error"),
        (Attachment("manual.jpg", head=b"\x89PNG\r\n\x1a\n"), "its content is a .png file", "error"),
        (Attachment("manual.png", head=b"<html>"), "its content is something else", "error"),
        (Attachment("manual.txt", head=PDF), "its content is a .pdf file", "error"),
        (Attachment("return-label.pdf"), "a shipping label", "warning"),
        (Attachment("Rücksendeetikett.pdf"), "a shipping label", "warning"),
        (Attachment("engraving-proof.png"), "a custom design", "warning"),
    ],
)
def test_what_may_not_is_named_with_its_reason(file: Attachment, says: str, severity: str) -> None:
    (found,) = findings(file)
    assert says in found.message
    assert found.severity == severity


def test_a_file_that_the_message_is_about_passes() -> None:
    assert not findings(Attachment("return-label.pdf"), kind="return-question")
    assert not findings(Attachment("proof.png"), kind="verify-custom-design")
    assert findings(Attachment("proof.png"), kind="review-request")


def test_the_2018_edition_has_no_list_of_kinds() -> None:
    assert not findings(Attachment("catalogue.pdf"), edition="2018-10")


@pytest.mark.parametrize(
    ("sizes", "severities"),
    [
        ([9_999_999], []),
        ([5_000_000, 4_999_999, None], []),
        ([10_000_000], ["warning"]),
        ([5_242_880, 5_242_879], ["warning"]),
        ([5_242_880, 5_242_880], ["error"]),
    ],
)
def test_sizes_count_together(sizes: list[int | None], severities: list[str]) -> None:
    files = [Attachment(f"manual{number}.pdf", "invoice", size=size) for number, size in enumerate(sizes)]
    assert [found.severity for found in findings(*files)] == severities
    assert not findings(*(file._replace(inline=True) for file in files))
