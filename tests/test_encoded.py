"""What people read where a file holds it in another form: what is shown of it, and what never is."""

from __future__ import annotations

import base64
import json
import quopri
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msglint.api import lint
from msglint.draft import Span
from msglint.formats import Style, render
from msglint.outcome import report_on
from msglint.plan import Options, plan
from msglint.readers import read_draft
from msglint.report import Report
from msglint.settings import Settings
from msglint.source import Source

if TYPE_CHECKING:
    from msglint.finding import Finding

ID = "Order 114-1234567-1234567. "
WORDS = "Call 212 555 0147"


def mail(body: str, encoding: str, subject: str = "Hi") -> str:
    return (
        f"MIME-Version: 1.0\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: {encoding}\n\n{body}\n"
    )


def of_base64(text: str) -> str:
    return mail(base64.encodebytes(text.encode()).decode(), "base64")


def of_quoted(text: str) -> str:
    return mail(quopri.encodestring(text.encode()).decode(), "quoted-printable")


def of_json(text: str) -> str:
    return json.dumps({"text": text})


def found(name: str, text: str, rule: str) -> Finding:
    (finding,) = [one for one in lint(text, filename=name) if one.rule == rule]
    return finding


def shown(name: str, text: str, *rules: str, redact: bool = False) -> str:
    """What is shown of the findings of these rules, for people."""
    chosen = plan(Settings(select=rules), options=Options(redact=redact))
    checked = report_on(read_draft(name, Source(text)), chosen)
    return "".join(render(Report("amazon/2020-11", (checked,)), "text", Style()))


@pytest.mark.parametrize(
    ("name", "text", "as_read"),
    [
        ("a.eml", of_base64(ID + WORDS), "212 555 0147"),
        ("a.eml", of_base64("Grüße – " + ID + WORDS + "\nBye"), "212 555 0147"),
        ("a.eml", of_quoted(ID + "x" * 38 + " " + WORDS), "212 555 0147"),  # a soft line break in the number
        ("a.eml", mail(ID + WORDS, "quoted-printable"), ""),  # nothing in it is encoded
        ("a.eml", mail(ID + WORDS, "7bit"), ""),
        ("a.eml", mail(ID, "7bit", f"=?UTF-8?B?{base64.b64encode(WORDS.encode()).decode()}?="), "212 555 0147"),
        ("a.json", of_json("Call 212\u00a0555\u00a00147"), "212\u00a0555\u00a00147"),
        ("a.json", of_json(WORDS), ""),
        ("a.txt", ID + WORDS, ""),
        ("a.html", f"<p>{ID}Call 212&nbsp;555&nbsp;0147</p>", ""),  # a browser's matter; the line can be read
    ],
)
def test_encoded_words_are_told_as_people_read_them(name: str, text: str, as_read: str) -> None:
    finding = found(name, text, "phone-number")
    assert finding.excerpt == text[finding.start : finding.end]
    assert finding.as_read == as_read
    assert finding.words == (as_read or finding.excerpt)
    assert ("as_read" in finding.fields()) == bool(as_read)


def test_the_line_is_the_one_people_read() -> None:
    text = shown("a.eml", of_base64(f"Hello Ann,\n{ID}{WORDS} – today.\nBye"), "phone-number")
    line = f"  as read | {ID}{WORDS} – today.\n"
    carets = "          | " + " " * len(ID + "Call ") + "^" * len("212 555 0147") + "\n"
    assert line + carets in text


def test_a_line_that_is_written_as_it_is_read_has_its_number() -> None:
    text = shown("a.eml", mail(f"Grüße=\n, 20=E2=82=AC\n{ID}{WORDS}", "quoted-printable"), "phone-number")
    assert f"  8 | {ID}{WORDS}\n" in text


ACCOUNT = "DE89 3704 0044 0532 0130 00"


def test_buyers_data_is_dotted_out_of_the_line_that_people_read() -> None:
    text = shown(
        "a.eml", of_base64(f"{ID}Your IBAN {ACCOUNT} is noted. {WORDS}"), "phone-number", "confidential-information"
    )
    assert ACCOUNT not in text
    assert "•" in text
    assert WORDS in text


def test_no_word_of_encoded_text_is_in_a_redacted_report() -> None:
    text = shown("a.eml", of_base64(f"{ID}See our site at lampworks dot com for more"), "external-link", redact=True)
    assert "external-link" in text
    assert "lampworks" not in text


@given(before=st.text("ab é’日🎉,.\n", max_size=30), word=st.text("ab é’日🎉", min_size=1, max_size=9),
       after=st.text("ab é’日🎉,.\n", max_size=30), encode=st.sampled_from([of_base64, of_quoted, of_json]))  # fmt: skip
def test_every_run_of_an_encoded_text_is_found_again(before: str, word: str, after: str, encode: object) -> None:
    text = encode(before + word + after)  # type: ignore[operator]
    (part, *_) = [one for one in read_draft("a.json" if encode is of_json else "a.eml", Source(text)).parts
                  if one.kind != "subject"]  # fmt: skip
    view = part.text.base
    assert view is not None
    start = view.text.index(word, len(before) - (before != view.text[: len(before)]))
    end = start + len(word)
    assert view.place(view.span(start, end)) == Span(start, end)
