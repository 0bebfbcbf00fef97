"""Front matter: told from a rule of dashes, read for templates too, and wrong with file and line."""

from __future__ import annotations

import pytest

from msglint.draft import MASK, Span
from msglint.errors import DraftError
from msglint.readers import frontmatter, read_draft
from msglint.source import Source


@pytest.mark.parametrize(
    "text",
    [
        "---\nDear Ann,\n---\nThanks.",
        "---\n\n---\n",
        "--- \n* a\n* b\n---\n",
        "---- \ntype: x\n---\n",
        "Hello\n---\ntype: promotion\n---\n",
        "---\nPlease note: we ship tomorrow.\nAnn\n---\n",
        "---",
        "---\nhttps://www.amazon.com\n---\n",
        "\n---\nDear Ann: hello\n---\n",
        "---\nnote:this\n---\n",
        "+++\nDear Ann,\n+++\n",
        "+++ now = later +++\nThanks.\n+++\n",
        "+++\nsize = 4\nThanks.",
    ],
)
def test_a_rule_of_dashes_is_part_of_the_message(text: str) -> None:
    assert frontmatter.read(text).end == 0


SUBJECTS = [
    ("---\nsubject: Get 10% off\n---\nHi", [("subject", "Get 10% off"), ("body", "Hi")]),
    ("---\ntype: send-invoice\nsubject: 'A: b'\n---\nHi", [("subject", "A: b"), ("body", "Hi")]),
    (
        '---\nsubject: "{{name}}, look"\npreheader: Before it sells out\nid: a-1\nlayout: mail\n---\nHi',
        [("subject", f"{MASK * 8}, look"), ("hidden", "Before it sells out"), ("body", "Hi")],
    ),
    ("---\nsubject:\ntags: [a, b]\n---\nSubject: Hello\n\nHi", [("subject", "Hello"), ("body", "\nHi")]),
]


@pytest.mark.parametrize(("text", "expected"), SUBJECTS)
def test_the_subject_may_stand_beside_keys_of_other_tools(text: str, expected: list[tuple[str, str]]) -> None:
    views = list(read_draft("a.md", Source(text)).views())
    assert [(view.kind, view.text) for view in views] == expected
    for view in views:
        span = view.span(0, len(view.text))
        assert MASK in view.text or text[span.start : span.end] == view.text


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("msglint: {type: send-invoice}\ntype: email\nlanguage: English", ("send-invoice", None)),
        ("layout: mail\ntype: email\nmsglint:\n  type: send-invoice\n  language: de\nTags: x", ("send-invoice", "de")),
        ("msglint:\n  ignore: {emoji: our mascot}\nchannel: mail", (None, None)),
        ("msglint: {}\ntype: email", (None, None)),
        # without it they are msglint's
        ("type: email\nlanguage: de\nlayout: mail", ("email", "de")),
    ],
)
def test_keys_of_its_own_stand_apart_from_those_of_other_tools(
    front: str, expected: tuple[str | None, str | None]
) -> None:
    text = f"---\n{front}\n---\nHi"
    found = frontmatter.read(text)
    assert (found.envelope.type, found.envelope.language, found.end) == (*expected, len(text) - 2)
    assert found.envelope.channel is None
    for name, span in found.envelope.places:
        assert name == "ignore" or text[span.start : span.end] in expected


def test_the_subject_is_read_beside_and_among_keys_of_its_own() -> None:
    for front in ("msglint: {type: send-invoice}\nsubject: Look\ntype: x", "msglint:\n  subject: Look\ntype: x"):
        draft = read_draft("a.txt", Source(f"---\n{front}\n---\nHi"))
        assert [(view.kind, view.text) for view in draft.views()] == [("subject", "Look"), ("body", "Hi")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.eml"])
def test_it_is_no_part_of_the_message(name: str, newline: str) -> None:
    text = newline.join(
        ["---", "type: send-invoice  # why", "order_date: 2026-11-01", "---", "Subject: Hi", "", "Body type"]
    )
    draft = read_draft(name, Source(text))
    assert draft.envelope.type == "send-invoice"
    span = draft.envelope.place("type")
    assert span is not None
    assert text[span.start : span.end] == "send-invoice"
    assert all("order_date" not in view.text for view in draft.views())
    assert any("Body type" in view.text for view in draft.views())


@pytest.mark.parametrize(
    "text", ['"type": send-invoice', "  type: send-invoice\n  language: en", "'type' : send-invoice"]
)
def test_keys_may_be_quoted_or_all_indented(text: str) -> None:
    found = frontmatter.read(f"---\n{text}\n---\nHello")
    assert (found.envelope.type, found.end) == ("send-invoice", len(text) + 9)


@pytest.mark.parametrize(
    "value",
    [
        "{{order_id}}",
        "'{{ order_id }}'",
        "[[order-id]]",
        "${order_id}",
        "*|ORDER_ID|*",
        "%ORDER_ID%",
        "<%= order_id %>",
        "",
    ],
)
def test_a_value_filled_in_later_is_unknown(value: str) -> None:
    found = frontmatter.read(f"---\norder_id: {value}\ntype: send-invoice\n---\nHello").envelope
    assert (found.order_id, found.type) == (None, "send-invoice")
    assert [name for name, _ in found.places] == ["type"]


def test_attachments_know_where_they_stand() -> None:
    text = "---\nattachments:\n  - 'manual ß.pdf'\n  - {kind: invoice, file: r.pdf}\n---\n"
    files = frontmatter.read(text).envelope.attachments
    assert [(file.name, file.kind, text[file.span.start : file.span.end]) for file in files] == [
        ("manual ß.pdf", "", "manual ß.pdf"),
        ("r.pdf", "invoice", "r.pdf"),
    ]
    assert frontmatter.read("---\nattachments: a.pdf\n---\n").envelope.attachments[0].span == Span(17, 22)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\ntype: a\ntpye: b\n---\n", 3, "unknown key 'tpye' (did you mean 'type'?)"),
        ("---\nid: a\nlayout: b\n---\n", 2, "unknown key 'id'"),
        ("---\nsubject: a\nWhatsApp: 5551234\n---\n", 3, "unknown key 'WhatsApp'"),
        ("---\ntype: a\ntype: b\n---\n", 3, "'type' stands twice"),
        ("---\nattachments:\n  - {file: a.pdf,\n     file: b.exe}\n---\n", 4, "'file' stands twice"),
        ("---\nattachments: {file: a.pdf, file: b.exe}\n---\n", 2, "'file' stands twice"),
        ("---\nid: {a: {b: 1, b: 2}}\ntype: a\n---\n", 2, "'b' stands twice"),
        ("---\ntype: [a\n---\n", 3, "not YAML"),
        ("---\nid: a\nmsglint: {type: a, id: b}\n---\n", 3, "unknown key 'id'"),
        ("---\nmsglint:\n  type: a\n  tpye: b\n---\n", 4, "unknown key 'tpye' (did you mean 'type'?)"),
        ("---\nmsglint: send-invoice\n---\n", 2, "msglint: write keys and values, such as {type: send-invoice}"),
        ("---\nmsglint: {type: a}\n", 1, "no closing line"),
        ('+++\ntitle = "x"\n+++\nHi', 1, "front matter is read as YAML between lines '---', not as TOML"),
        ("+++\r\n[build]\r\n+++\r\nHi", 1, "not as TOML between '+++'"),
        ("---\nsubject: On: it\n---\n", 2, 'not YAML: put the text between quotation marks: subject: "On: it"'),
        ("---\ntype: a\nsubject: {{name}}: it's on\n---\n", 3, 'marks: subject: "{{name}}: it\'s on"'),
        ('---\nsubject: a "b": c\n---\n', 2, "marks: subject: 'a \"b\": c'"),
        ("---\nsubject: @shop\n---\n", 2, 'marks: subject: "@shop"'),
        ("---\nignore: {emoji: a: b}\n---\n", 2, "not YAML: did not find expected"),
        ("---\ntype: a\n", 1, "no closing line"),
        ("---\ntype: a\n" + "# x\n" * 2100, 1, "no closing line"),
        ("---\ntype: a\n" + "# x\n" * 2100 + "---\n", 1, "too long: its closing line '---' has to come within 8,000"),
        ("---\n\ntype:send-invoice\n---\n", 3, "write a blank behind the colon: 'type: …'"),
        ("\n \n---\ntype: send-invoice\n---\n", 3, "front matter begins in the first line"),
        ("type: send-invoice\n\nHello", 1, "'type:' is about the message: put a line '---' above and one below"),
        ("order_date: 2026-11-01\nmarketplace: DE\nHello", 1, "'order_date:' is about the message"),
        ("---\ntype: a\nsend_date: 2026-13-01\n---\n", 3, "no such date"),
        ("---\ntype: " + "[" * 7000 + "\n---\n", 3, "not YAML"),
        ("---\ntype: &a [*a]\n---\n", 2, "an alias (*a) has no place in front matter"),
        ("---\ntype: \ud800\n---\n", 1, "not YAML"),
        ("---\ntype: \0\n---\n", 1, "not YAML"),
    ],
)
def test_what_is_broken_is_named_by_file_and_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(DraftError) as caught:
        read_draft("a.txt", Source(text))
    assert (caught.value.path, caught.value.line) == ("a.txt", line)
    assert reason in caught.value.message


def test_keys_of_two_entries_may_be_the_same() -> None:
    files = frontmatter.read("---\nattachments:\n  - {file: a.pdf}\n  - {file: b.pdf}\n---\n").envelope.attachments
    assert [file.name for file in files] == ["a.pdf", "b.pdf"]


def test_long_front_matter_is_read() -> None:
    text = "---\ntype: a\n" + "# x\n" * 1900 + "---\n"
    assert frontmatter.read(text + "Hello").end == len(text)


@pytest.mark.parametrize(
    "text", ["type: E27\nsize: 4", "Type: send-invoice\n", "language: as you like\nHello", "order_id: yes"]
)
def test_words_with_a_colon_are_words(text: str) -> None:
    assert read_draft("a.txt", Source(text)).source.text == text


@pytest.mark.parametrize(
    "text",
    [
        "---\ntype: &a [x, x]\nmarketplace: &b [*a, *a]\nlanguage: [*b, *b]\n---\nHi",
        "---\ntype: &a send-invoice\n? [*a, *a]\n: x\n---\nHi",
        "---\ntype: &a [*a]\n---\nHi",
    ],
    ids=["aliases of aliases", "in a key", "of itself"],
)
def test_aliases_are_refused(text: str) -> None:
    with pytest.raises(DraftError, match=r"an alias \(\*a\) has no place in front matter"):
        frontmatter.read(text, "a.txt")


def test_a_star_is_no_alias() -> None:
    assert frontmatter.read("---\ntype: send-invoice\norder_id: '*|ORDER|*'\n---\nHi").envelope.type == "send-invoice"
    assert frontmatter.read("---\ntype: send-invoice\norder_id: *|ORDER|*\n---\nHi").envelope.type == "send-invoice"
