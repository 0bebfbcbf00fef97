"""What a check yields (a match), and what a user sees of it (a finding)."""

from __future__ import annotations

from msglint.draft import Span
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

SEVERITIES = ("error", "warning", "info")
CONFIDENCES = ("high", "medium", "low")
NOWHERE = Span(0, 0)
"""The span of a match on the whole message."""


def sure_enough(least: str) -> tuple[str, ...]:
    """The confidences that are no less sure than this one."""
    return CONFIDENCES[: CONFIDENCES.index(least) + 1]


class Match(NamedTuple):
    """One place where a rule's check fired.

    ``span`` is in source offsets. ``variant`` names an entry of the rule file's ``variants`` (its own message,
    clause, severity); ``words`` fill the message's ``{names}``; an empty ``confidence`` means the rule's own.
    """

    span: Span
    variant: str = ""
    words: Mapping[str, object] = {}
    confidence: str = ""


class Finding(NamedTuple):
    """One place where a rule fired, as it is reported. Lines and columns count from 1, offsets from 0.

    ``excerpt`` is what stands in the file at that place, ``as_read`` what people read there if the file holds it in
    another form (base64, quoted-printable).
    """

    path: str
    rule: str
    severity: str
    confidence: str
    message: str
    suggestion: str
    clause: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    excerpt: str
    as_read: str = ""

    @property
    def words(self) -> str:
        """The words that it is about."""
        return self.as_read or self.excerpt

    def fields(self) -> dict[str, object]:
        """Its fields for a format that machines read: ``as_read`` only where it says something."""
        fields = self._asdict()
        if not self.as_read:
            del fields["as_read"]
        return fields
