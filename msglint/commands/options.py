"""Kinds of option values that several commands share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from msglint.draft import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_HEAD = 512


def iso_date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """The date of an option, in ISO form with or without a time."""
    from msglint.dates import parse_date

    try:
        return None if value is None else parse_date(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def split_words(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a repeatable option, each of which may be a comma-separated list."""
    return tuple(word for value in values for word in value.replace(" ", "").split(",") if word)


def attachments(texts: Iterable[str]) -> tuple[Attachment, ...]:
    """Attachments as named on the command line: ``manual.pdf`` or ``manual.pdf=product-instructions``."""
    return tuple(_attachment(*text.partition("=")[::2]) for text in texts)


def _attachment(path: str, kind: str) -> Attachment:
    name = os.path.basename(path)
    if not os.path.isfile(path):
        return Attachment(name, kind)
    try:
        with open(path, "rb") as file:
            return Attachment(name, kind, size=os.path.getsize(path), head=file.read(_HEAD))
    except OSError as error:
        raise click.BadParameter(f"{path} cannot be read: {error.strerror}", param_hint="--attachment") from None
