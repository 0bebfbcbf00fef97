"""Headers of mail (RFC 5322, 2045, 2047, 2231), each value with its place."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from msglint.charsets import codec_of
from msglint.draft import Span, View
from msglint.patterns import lazy
from msglint.readers.transfer import Chart, append_base64, append_raw, joined_text
from msglint.typed import NamedTuple

_FIELD = lazy(
    r"(?:([!-9;-~]{1,200}+)[ \t]*+:|>?From )[ \t]*+([^\r\n]*+(?:(?:\r\n|\n|\r)[ \t]++[^\s][^\r\n]*+)*+)(?:\r\n|\n|\r|\Z)"
)
_BLANK = lazy(r"[ \t]*+(?:\r\n|\n|\r|\Z)")
_PARAMETER = lazy(r""";\s*+([^\s=;"]++)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^;]*+))""", re.DOTALL)
_WORD = lazy(r"=\?([^\s?*]{1,60})(?:\*[^\s?]{0,20})?\?([bBqQ])\?([^?]*+)\?=")
_Q_ESCAPE = lazy(r"=([0-9A-Fa-f]{2})|(_)")
_LINE_BREAK = lazy(r"\r\n|\n|\r")
_LONGEST = 50_000


class Field(NamedTuple):
    """One header: its name in lower case, and the run of the text that is its value."""

    name: str
    start: int
    end: int


class Parameter(NamedTuple):
    """One parameter of a header, decoded, and the run of the text that is its value."""

    value: str
    start: int
    end: int


class Header(NamedTuple):
    """A structured header: its main value in lower case, and its parameters."""

    value: str
    parameters: dict[str, Parameter]

    def parameter(self, name: str) -> str:
        """The value of a parameter, empty if it is not there."""
        found = self.parameters.get(name)
        return found.value if found else ""


def read_fields(text: str, start: int, limit: int) -> tuple[list[Field], int]:
    """The headers from ``start`` on, and where the body begins; they end at a blank line, or where no header is."""
    fields, here = [], start
    while here < limit and (found := _FIELD.match(text, here, limit)):
        if found[1]:
            fields.append(Field(found[1].lower(), found.start(2), found.end(2)))
        here = found.end()
    blank = _BLANK.match(text, here, limit)
    return fields, blank.end() if blank else here


def first(fields: list[Field], name: str) -> Field | None:
    """The first header of a name: where there are several, mail programs go by that one."""
    return next((field for field in fields if field.name == name), None)


def structured(text: str, field: Field | None) -> Header:
    """A header with parameters, such as ``Content-Type``; empty for None."""
    if field is None:
        return Header("", {})
    raw = text[field.start : min(field.end, field.start + _LONGEST)]
    main = raw.partition(";")[0].partition("(")[0]
    found = [(match[1].lower(), *_value(match)) for match in _PARAMETER.finditer(raw)]
    return Header(main.strip().lower(), _parameters(found, field.start))


def _value(match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """A parameter's value and its place, without the comment behind one in no quotation marks (RFC 2045)."""
    if match[2] is not None:
        return match[2], match.span(2)
    value = match[3].rstrip()
    before, _, comment = value.partition("(")
    # not in the middle: mail programs that know no better write ``name=invoice (1).pdf``
    if before and (")" not in comment or comment.endswith(")")):
        value = before.rstrip()
    return value, (match.start(3), match.start(3) + len(value))


def _parameters(found: list[tuple[str, str, tuple[int, int]]], offset: int) -> dict[str, Parameter]:
    """Parameters by name; the pieces of one that goes on (``name*0``, ``name*1*``) are joined (RFC 2231)."""
    plain: dict[str, Parameter] = {}
    pieces: dict[str, dict[int, tuple[str, bool, int, int]]] = {}
    for name, value, (start, end) in found:
        stem, star, rest = name.partition("*")
        number = rest.rstrip("*")
        if not star:
            text = plain_text(re.sub(r"\\([\"\\])", r"\1", value))
            plain.setdefault(stem, Parameter(text, start + offset, end + offset))
        elif len(number) < 5 and (number.isdecimal() or not number):
            own = pieces.setdefault(stem, {})
            own.setdefault(int(number or 0), (value, name.endswith("*"), start + offset, end + offset))
    return plain | {stem: _joined(own) for stem, own in pieces.items()}


def _joined(pieces: dict[int, tuple[str, bool, int, int]]) -> Parameter:
    ordered = [pieces[number] for number in sorted(pieces)]
    charset, data = "", b""
    for number, (value, encoded, _, _) in enumerate(ordered):
        text = value
        if encoded and number == 0 and value.count("'") >= 2:
            charset, _, text = value.split("'", 2)
        raw = text.encode("utf-8", "surrogatepass")
        data += re.sub(rb"%([0-9A-Fa-f]{2})", lambda hexa: bytes([int(hexa[1], 16)]), raw) if encoded else raw
    text = data.decode(codec_of(charset) or "utf-8", "replace")
    return Parameter(text, min(piece[2] for piece in ordered), max(piece[3] for piece in ordered))


def plain_text(value: str) -> str:
    """A header's value with its encoded words decoded."""
    return decoded_words(View("value", value), 0, len(value), bytewise=False).text if "=?" in value else value


def decoded_words(view: View, start: int, end: int, *, bytewise: bool) -> View:
    """A header's value as people read it: unfolded, its encoded words decoded, with the map."""
    octets = Chart(view)
    runs: list[tuple[int, int, str]] = []
    here, codec = start, ""
    for word in _WORD.finditer(view.text, start, end):
        if not (runs and runs[-1][2] and view.text[here : word.start()].isspace()):
            _add_plain(octets, runs, here, word.start(), bytewise=bytewise)
        before = len(octets)
        codec = codec_of(word[1]) or "utf-8"
        _add_word(octets, word, bytewise=bytewise)
        if runs and runs[-1][2] == codec and runs[-1][1] == before:
            runs[-1] = (runs[-1][0], len(octets), codec)
        else:
            runs.append((before, len(octets), codec))
        here = word.end()
    _add_plain(octets, runs, here, end, bytewise=bytewise)
    return joined_text(octets.build("octets"), runs)


def _add_plain(octets: Chart, runs: list[tuple[int, int, str]], start: int, end: int, *, bytewise: bool) -> None:
    before, here = len(octets), start
    for found in _LINE_BREAK.finditer(octets.base.text, start, end):
        append_raw(octets, here, found.start(), bytewise=bytewise)
        here = found.end()
    append_raw(octets, here, end, bytewise=bytewise)
    if len(octets) > before:
        runs.append((before, len(octets), ""))


def _add_word(octets: Chart, word: re.Match[str], *, bytewise: bool) -> None:
    start, end = word.span(3)
    if word[2] in "bB":
        append_base64(octets, start, end)
        return
    here = start
    for found in _Q_ESCAPE.finditer(octets.base.text, start, end):
        append_raw(octets, here, found.start(), bytewise=bytewise)
        octets.whole(" " if found[2] else chr(int(found[1], 16)), *found.span())
        here = found.end()
    append_raw(octets, here, end, bytewise=bytewise)


_DATE = lazy(
    r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([+-])(\d\d)(\d\d)|\s*([A-Za-z]+))?"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_AMERICAN = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_ZONES = dict.fromkeys(("UT", "UTC", "GMT", "Z"), 0) | _AMERICAN
"""The names of zones that RFC 5322 knows, in hours. Others mean several places, or none that is agreed on."""


def mail_date(value: str) -> datetime | None:
    """The time that a ``Date`` header states, without a zone where it names none that is known; None if it states none."""
    found = _DATE.search(value[:200])
    if not found or found[2].lower() not in _MONTHS:
        return None
    year = int(found[3])
    year += 0 if year >= 100 else 2000 if year < 50 else 1900
    try:
        clock = (int(found[4]), int(found[5]), min(int(found[6] or 0), 59))
        return datetime(year, _MONTHS.index(found[2].lower()) + 1, int(found[1]), *clock, tzinfo=_zone(found))
    except ValueError:
        return None


def _zone(found: re.Match[str]) -> timezone | None:
    if found[7]:
        return timezone(timedelta(minutes=int(found[7] + "1") * (int(found[8]) * 60 + int(found[9]))))
    name = (found[10] or "").upper()
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None


_ADDRESS = lazy(r"[^\s<>,;:\"()@]{1,64}+@[^\s<>,;:\"()@]{1,255}+")


def last_address(text: str, field: Field) -> tuple[str, Span] | None:
    """The address that a header ends with, and its place: what stands before it is for show."""
    found = [*_ADDRESS.finditer(text, field.start, min(field.end, field.start + _LONGEST))][-1:]
    return (found[0][0], Span(*found[0].span())) if found else None


def place(field: Field) -> Span:
    """Where a header's value stands."""
    return Span(field.start, field.end)
