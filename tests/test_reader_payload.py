"""Bodies for the Messaging API: what they hold and where it stands; what is none is refused with line and reason."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.draft import Span
from msglint.envelope import Envelope
from msglint.errors import DraftError
from msglint.readers import format_of, read_draft
from msglint.source import Source

LETTERS = st.text(st.one_of(st.characters(codec=None), st.sampled_from('é"\\/\n\t\b日🎉𝒳\ud83d\udc00&<u')), max_size=40)
SHORT = {'"': '\\"', "\\": "\\\\", "/": "\\/", "\n": "\\n", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\r": "\\r"}
REQUEST = '{"operation": "createConfirmOrderDetails", "amazonOrderId": "114-1234567-1234567", "body": {"text": "Hi"}}'


def written(char: str, style: int) -> str:
    """One character as JSON may write it: as it is, by its letter, as four hexadecimal digits in either case, astral ones as a pair."""
    if style == 0 and char in SHORT:
        return SHORT[char]
    if style == 1 and char >= " " and char not in '"\\' and not 0xD800 <= ord(char) < 0xE000:
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    escapes = (f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
    return "".join(escape.upper().replace("\\U", "\\u") if style == 2 else escape for escape in escapes)


@given(
    text=LETTERS,
    data=st.data(),
    before=st.sampled_from(["", " \r\n", '\n  "attachments": [{"fileName": "\\u00e9.pdf"}],\n']),
)
def test_each_character_of_a_text_stands_where_its_escape_does(text: str, data: st.DataObject, before: str) -> None:
    escapes = [written(char, data.draw(st.integers(0, 3))) for char in text]
    source = Source("{" + before + '"text" : "' + "".join(escapes) + '"}')
    (part,) = read_draft("a.json", source).parts
    assert part.text.base is not None
    assert part.text.base.text == json.loads(source.text)["text"]
    here = source.text.index('"text" : "') + 10
    if len(part.text.text) == len(text):  # two lone surrogates that make a pair are one character
        for at, escape in enumerate(escapes):
            assert part.text.span(at, at + 1) == Span(here, here + len(escape))
            here += len(escape)
    for at in range(len(part.text.base.text)):
        start, end = part.text.span(at, at + 1)
        assert json.loads(f'"{source.text[start:end]}"') == part.text.base.text[at]


@given(value=st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5),
                          lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["text", "attachments", "fileName", "body", "operation", "path", "query", "x"]), inner, max_size=4), max_leaves=12))  # fmt: skip
def test_any_json_is_a_body_or_refused(value: object) -> None:
    with suppress(DraftError):
        assert read_draft("a.json", Source(json.dumps(value, indent=1))).envelope.channel == "api"


@given(text=st.text(st.sampled_from('{}[]",:\\u012dext \n'), max_size=30))
def test_any_text_is_a_body_or_refused(text: str) -> None:
    with suppress(DraftError):
        read_draft("a.json", Source(text))
        json.loads(text)


@given(
    text=LETTERS,
    files=st.lists(st.text(st.sampled_from('aé日.\\"{'), min_size=1), max_size=3),
    is_request=st.booleans(),
    is_ascii=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_any_body_is_read(text: str, files: list[str], is_request: bool, is_ascii: bool, indent: int | None) -> None:
    body = {"text": text, "attachments": [{"uploadDestinationId": "1", "fileName": name} for name in files]}
    value = json.loads(REQUEST) | {"body": body} if is_request else body
    written = json.dumps(value, ensure_ascii=is_ascii, indent=indent)
    draft = read_draft("a.json", Source(written))
    (part,) = draft.parts
    assert part.text.base is not None
    assert part.text.base.text == json.loads(json.dumps(text, ensure_ascii=is_ascii))
    assert [file.name for file in draft.attachments] == files
    assert [written[slice(*file.span)] for file in draft.attachments] == [
        json.dumps(name, ensure_ascii=is_ascii)[1:-1] for name in files
    ]
    assert draft.envelope.order_id == ("114-1234567-1234567" if is_request else None)


def test_a_body_gives_its_text_and_its_files() -> None:
    text = '{"text": "Gr\\u00fc\\u00dfe,\\n{{name}}", "attachments": [{"uploadDestinationId": "1", "fileName": " a\\u0062.pdf"}]}'
    draft = read_draft("a.json", Source(text))
    (view,) = draft.views("body")
    assert view.text.startswith("Grüße,\n")
    assert [found.name for part in draft.parts for found in part.placeholders] == ["name"]
    (file,) = draft.attachments
    assert file.name == "ab.pdf"
    assert text[file.span.start : file.span.end] == " a\\u0062.pdf"
    assert draft.envelope.channel == "api"


@pytest.mark.parametrize(
    "text",
    [
        REQUEST,
        '{"operation": "createConfirmOrderDetails", "amazonOrderId": "114-1234567-1234567", "text": "Hi"}',
        (
            '{"operation": "createConfirmOrderDetails", "endpoint": "messaging", "path": {"amazonOrderId": "114-1234567-1234567"},'
            ' "query": {"marketplaceIds": ["ATVPDKIKX0DER"]}, "body": {"text": "Hi"}}'
        ),
        (
            '{"method": "POST", "path": "/messaging/v1/orders/114-1234567-1234567/messages/createConfirmOrderDetails?marketplaceIds=A",'
            ' "body": {"text": "Hi"}}'
        ),
    ],
)
def test_a_request_says_its_operation_and_order(text: str) -> None:
    draft = read_draft("a.json", Source(text))
    envelope = draft.envelope
    assert (envelope.operation, envelope.order_id) == ("createConfirmOrderDetails", "114-1234567-1234567")
    for field in ("operation", "order_id"):
        place = envelope.place(field)
        assert place is not None
        assert text[place.start : place.end] == getattr(envelope, field)
    assert [view.text for view in draft.views()] == ["Hi"]


def test_a_placeholder_may_stand_for_the_order() -> None:
    assert read_draft("a.json", Source(REQUEST.replace("114-", "S01-"))).envelope.order_id == "S01-1234567-1234567"
    draft = read_draft("a.json", Source('{"operation": "x", "amazonOrderId": "{{order_id}}", "body": {}}'))
    assert draft.envelope.order_id is None


def test_what_is_known_from_outside_wins() -> None:
    draft = read_draft("a.json", Source(REQUEST), Envelope(operation="createUnexpectedProblem", channel="message"))
    assert (draft.envelope.operation, draft.envelope.channel) == ("createUnexpectedProblem", "message")


def test_a_file_named_outside_too_is_one_file_with_its_size() -> None:
    from msglint.draft import Attachment

    known = Envelope(attachments=(Attachment("a.pdf", size=7), Attachment("b.pdf", size=8)))
    draft = read_draft("a.json", Source('{"attachments": [{"fileName": "a.pdf"}]}'), known)
    assert [(file.name, file.size) for file in draft.attachments] == [("a.pdf", 7), ("b.pdf", 8)]
    assert draft.attachments[0].span == Span(31, 36)


@pytest.mark.parametrize(
    ("name", "text", "channel", "kind"),
    [
        ("a.json", '{"text": "x"}', None, "payload"),
        ("a.JSON", '{"text": "x"}', None, "payload"),
        ("-", '\n{ "text": "x"}', "api", "payload"),
        ("a.txt", '{"text": "x"}', "api", "payload"),
        ("a.txt", '{"text": "x"}', None, "text"),
        ("a.txt", "{{name}}, which colour?", "api", "text"),
        ("a.txt", "{name}, which colour?", "api", "text"),
    ],
)
def test_a_body_is_known_by_its_ending_or_its_channel(name: str, text: str, channel: str | None, kind: str) -> None:
    (part,) = read_draft(name, Source(text), Envelope(channel=channel)).parts
    assert part.kind == kind


def test_json_is_a_format_of_its_own() -> None:
    assert format_of("a.json", "Hello") == "payload"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "not JSON: a value is missing"),
        ("Hello", 1, "not JSON: a value is missing"),
        ('{"text": "x"', 1, "not JSON: a comma is missing"),
        ('{"text": "x",\n}', 2, "a key in double quotes is missing"),
        ('{"text": "x"} {}', 1, "something stands behind the end (column 15)"),
        ('{"text":\n"one\ntwo"}', 2, "a line break inside a text is written \\n"),
        ('{"text": "She said "hi"."}', 1, "a double quote inside a text stands without its backslash"),
        ("{'text': 'x'}", 1, "a key in double quotes"),
        ('{"text": "x}', 1, "no closing double quote"),
        ('{"text" "x"}', 1, "a colon is missing"),
        ('{"text": "\\x"}', 1, "not JSON: Invalid \\escape"),
        ('{"text": "\\u12"}', 1, "not JSON: Invalid \\uXXXX escape"),
        ('{"text": "NaN",\n"attachments": NaN}', 2, "NaN is no value"),
        ('{"text": -Infinity}', 1, "-Infinity is no value"),
        ("[" * 100_000, 1, "nested too deeply"),
        ('{"text": ' * 100_000, 1, "nested too deeply"),
        ("[" + "0," * 60_000 + "0]", 1, "more than 100,000 values"),
        ("[]", 1, "is an object"),
        ('"text"', 1, "is an object"),
        ("{}", 1, "neither 'text' nor 'attachments'"),
        ('{\n"text": 5}', 2, "'text' must be a text, not 5"),
        ('{"text": null}', 1, "'text' must be a text, not null"),
        ('{"text": ["x"]}', 1, "'text' must be a text"),
        ('{"text": "x",\n"text": "y"}', 2, "'text' stands twice"),
        ('{"text": "x",\n"te\\u0078t": "y"}', 2, "'text' stands twice"),
        ('{"txt": "x"}', 1, "unknown key 'txt' in a body for the Messaging API (did you mean 'text'?)"),
        ('{"Orders": []}', 1, "'Orders' is a key of order data: give such files with --orders"),
        ('{"text": "x",\n"attachments": "a.pdf"}', 2, "'attachments' must be a list"),
        ('{"attachments": ["a.pdf"]}', 1, "an attachment is an object with uploadDestinationId and fileName"),
        ('{"attachments": [{"filename": "a.pdf"}]}', 1, "unknown key 'filename' in an attachment (did you mean 'fileName'?)"),
        ('{"attachments": [{"uploadDestinationId": "1"}]}', 1, "needs 'fileName'"),
        ('{"attachments": [{"fileName": 1}]}', 1, "'fileName' must be a text"),
        ('{"operation": "x",\n"boddy": {}}', 2, "unknown key 'boddy' in a request (did you mean 'body'?)"),
        ('{"operation": "x", "body": {}, "text": "y"}', 1, "unknown key 'text' in a request"),
        ('{"operation": 1, "body": {}}', 1, "'operation' must be a text"),
        ('{"operation": "x", "body": {"subject": "y"}}', 1, "unknown key 'subject'"),
        ('{"operation": "x",\n"amazonOrderId": "114"}', 2, "'114' is not an order id"),
        ('{"path": "/orders/v0/orders", "body": {}}', 1, "the path of a call is"),
        ('{"path": 5, "body": {}}', 1, "the path of a call is"),
        ('{"path": {"orderId": "1"}, "body": {}}', 1, "unknown key 'orderId' in the path"),
        ('{"query": {"marketplaceIds": "A"}, "body": {"text": "x"}}', 1, "'marketplaceIds' must be a list"),
        ('{"marketplaceIds": [1], "body": {"text": "x"}}', 1, "'marketplaceIds' must be a list of texts, not 1"),
    ],
)  # fmt: skip
def test_what_is_no_body_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(DraftError) as caught:
        read_draft("a.json", Source(text))
    assert reason in caught.value.message
    assert caught.value.line == line


def test_front_matter_above_a_body_counts_its_lines() -> None:
    text = '---\nchannel: api\noperation: createConfirmOrderDetails\n---\n{\n"text": "x"}'
    draft = read_draft("a.txt", Source(text))
    assert draft.envelope.operation == "createConfirmOrderDetails"
    (view,) = draft.views()
    assert view.span(0, 1) == Span(text.index('x"}'), text.index('x"}') + 1)
    with pytest.raises(DraftError) as caught:
        read_draft("a.txt", Source(text.replace('"x"', "7")))
    assert caught.value.line == 6
