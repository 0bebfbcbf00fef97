"""Placeholders of mail tools: found and masked, never rendered."""

from __future__ import annotations

from msglint.draft import Placeholder


def mask(text: str) -> tuple[str, tuple[Placeholder, ...]]:
    """The text with every character of every placeholder replaced by ``MASK`` (same length), and the placeholders."""
    return text, ()
