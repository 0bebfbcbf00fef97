"""The envelope: what a mapping may state, and whose word counts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from msglint.draft import Attachment, Span
from msglint.envelope import Delay, Envelope, envelope_from
from msglint.errors import DraftError, SettingsError


def test_every_key_is_read_to_its_type() -> None:
    found = envelope_from(
        {
            "type": "review-request",
            "marketplace": "uk",
            "language": "de-AT",
            "order_id": "114-1234567-1234567",
            "order_date": "2026-11-01",
            "send_date": "2026-11-12T10:00:00+00:00",
            "send": "order + 2 weeks",
            "attachments": ["manual.pdf", {"file": "a.pdf", "kind": "invoice", "size": "12"}],
        }
    )
    assert found == Envelope(
        type="review-request",
        marketplace="GB",
        language="de",
        order_id="114-1234567-1234567",
        order_date=date(2026, 11, 1),
        send_date=datetime(2026, 11, 12, 10, tzinfo=UTC),
        send=Delay("order", 14),
        attachments=(Attachment("manual.pdf"), Attachment("a.pdf", "invoice", size=12)),
    )


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"tpye": "x"}, "unknown key 'tpye' (did you mean 'type'?)"),
        ({"order_date": "01.11.2026"}, "order_date: '01.11.2026' is not a date; write year-month-day (did you mean 2026-11-01?)"),
        ({"order_date": "2026-02-30"}, "order_date: there is no such date as '2026-02-30'"),
        ({"order_id": "11412345671234567"}, "(did you mean 114-1234567-1234567?)"),
        ({"order_id": "4711"}, "order_id: '4711' is not an order id"),
        ({"language": "German!"}, "language: 'German!' is not a language code"),
        ({"send": "after 5 days"}, "send: 'after 5 days' is no schedule"),
        ({"send": "oder + 5 days"}, "no event 'oder' (did you mean 'order'?)"),
        ({"attachments": [{"kind": "invoice"}]}, "attachments: an attachment is a file name or"),
        ({"attachments": [{"file": "a.pdf", "knid": "invoice"}]}, "unknown key 'knid' of an attachment (did you mean 'kind'?)"),
        ({"type": ["a"]}, "type: must be one word, not ['a']"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_mend(values: dict[str, object], reason: str) -> None:
    with pytest.raises(DraftError) as caught:
        envelope_from(values, path="a.txt", lines=dict.fromkeys(values, 7), error=DraftError)
    assert reason in str(caught.value)
    assert str(caught.value).startswith("a.txt:7: ")


def test_without_a_file_it_is_wrong_usage() -> None:
    with pytest.raises(SettingsError):
        envelope_from({"send_date": "tomorrow"})


def test_the_nearer_envelope_wins_and_keeps_its_places() -> None:
    near = Envelope(type="send-invoice")
    far = Envelope(type="promotion", language="de", places=(("type", Span(1, 2)), ("language", Span(3, 4))))
    both = near.over(far)
    assert (both.type, both.language) == ("send-invoice", "de")
    assert both.place("type") is None
    assert both.place("type", "language") == Span(3, 4)
