"""Readers: one module a format, each from a decoded source to the parts of a draft."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from msglint.draft import Draft
from msglint.envelope import Envelope
from msglint.readers import text

if TYPE_CHECKING:
    from msglint.source import Source

_FORMATS = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".eml": "eml"}
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)
_EML = re.compile(r"(?:(?:from|to|subject|date|received|return-path|mime-version|message-id|content-type):[^\n]*\n){2}", re.IGNORECASE)


def format_of(name: str, text: str) -> str:
    """``text``, ``html`` or ``eml``: by the file's ending, else by its first characters."""
    known = _FORMATS.get(os.path.splitext(name)[1].lower())
    if known:
        return known
    if _HTML.match(text):
        return "html"
    return "eml" if _EML.match(text) else "text"


def read_draft(name: str, source: Source, envelope: Envelope | None = None) -> Draft:
    """A draft from its decoded source. ``envelope`` is what is known of it from outside, and wins."""
    known = envelope or Envelope()
    kind = format_of(name, source.text)
    if kind == "html":
        from msglint.readers import html

        return Draft(name, source, known, html.read(source), known.attachments)
    return Draft(name, source, known, text.read(source), known.attachments)
