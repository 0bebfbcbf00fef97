"""What is known about a draft besides its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

    from msglint.draft import Attachment


class Envelope(NamedTuple):
    """What is known about a draft besides its words; anything may be unknown (None or empty).

    ``type`` is a message type's id, ``marketplace`` a country code, ``language`` a language code. Dates without a
    time compare as calendar days, with a zone as instants.
    """

    type: str | None = None
    channel: str | None = None
    marketplace: str | None = None
    language: str | None = None
    order_id: str | None = None
    order_date: date | datetime | None = None
    completed_date: date | datetime | None = None
    shipped_date: date | datetime | None = None
    send_date: date | datetime | None = None
    attachments: tuple[Attachment, ...] = ()

    def over(self, other: Envelope) -> Envelope:
        """This envelope, with what it does not know taken from the other one."""
        known = {name: value for name, value in self._asdict().items() if value not in (None, ())}
        return other._replace(**known)
