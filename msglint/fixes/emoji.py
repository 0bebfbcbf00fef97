"""Emoji and smileys taken out, with the space that stood around them. A number in a box becomes the number."""

from __future__ import annotations

from msglint.fixes import Fix
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.finding import Match
    from msglint.policy import Rule
    from msglint.reading import Reading

_TAG = lazy(r"<[/!?a-zA-Z]")
_KEYCAP = lazy(r"([0-9#*])\ufe0f?\u20e3")
_IN_COLOUR = lazy("[‼⁉↔-⏏⏭-⏲⏸-⏺Ⓜ▪-◾☎-⚗⚙-⚜⚠⚧-⚱⛈-⛱⛴-⛹✂-✒✔✖✝✡✳-❇➡⤴⤵⬅-⬇〰〽㊗㊙]\ufe0f")
_STILL_EMOJI = lazy("[☔☕♈-♓♿⚓⚡⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨☺☻☹♡♥❤❣❥☝✌✍☀-☄☘☮☯☠]")
_FLAG = lazy("[\U0001f1e6-\U0001f1ff\U0001f3f4]")
_EDGE = lazy(r"(?i)</?(?:p|div|td|th|tr|li|ul|ol|h[1-6]|body|br|table)\b")
_BLANKS = " \t\u00a0\u3000"
_CJK = lazy("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
_CLOSING = frozenset(".,!?;:)]…。、！？'\"")
_OPENS, _CLOSES = frozenset("{[(<%*$#"), frozenset("}])>%*|.,!?;:")


def removed(reading: Reading, rule: Rule, matches: Sequence[Match]) -> Iterator[Fix]:
    """Every emoji out: next to each other, as one. One that says what no other word does (a flag) only if asked for."""
    text, steering = reading.draft.source.text, _steering(reading)
    run: Fix | None = None
    for match in sorted(matches, key=lambda match: match.span):
        start, end = match.span
        if reading.draft.is_html and _TAG.search(text, start, end):
            continue
        plain = _plain(text[start:end])
        if plain is not None:
            yield Fix(start, end, plain)
            continue
        sure = (match.confidence or rule.variants[match.variant].confidence) == "high"
        fix = Fix(start, end, safe=sure and not _FLAG.match(text, start, end))
        if run and run.safe == fix.safe and not text[run.end : start].strip(_BLANKS):
            run = run._replace(end=end)
            continue
        if run:
            yield _tidy(text, run, steering)
        run = fix
    if run:
        yield _tidy(text, run, steering)


def _plain(written: str) -> str | None:
    """What an emoji becomes that is a usual sign in colour: ``1️⃣`` is a number, ``✔️`` a check mark."""
    keycap = _KEYCAP.fullmatch(written)
    if keycap:
        return keycap[1]
    if len(written) == 2 and _IN_COLOUR.match(written) and not _STILL_EMOJI.match(written):
        return written[0]
    return None


def _steering(reading: Reading) -> frozenset[int]:
    """Where template code begins and ends that stands for nothing in the message: ``{% if paid %}``, but not ``%s``."""
    spans = (
        part.text.span(one.start, one.end)
        for part in reading.draft.parts
        for one in part.placeholders
        if not (one.name or one.text.startswith("%"))
    )
    return frozenset(place for span in spans for place in span)


def _tidy(text: str, fix: Fix, steering: frozenset[int]) -> Fix:
    """The fix with the blanks that it leaves over; the whole line if nothing else stands there."""
    start, end, place = fix.start, fix.end, fix.start
    left, right = _blanks_before(text, start), _blanks_after(text, end)
    at_start = text[left - 1 : left] in ("", "\n", "\r")
    at_end = text[right : right + 1] in ("", "\n", "\r")
    if at_start and at_end:
        return _line(text, left, right)._replace(safe=fix.safe, ward=place)
    if at_start or start == left:
        end = right if at_start else end
    elif at_end or right > end or text[end : end + 1] in _CLOSING or _EDGE.match(text, end):
        start = left
    gap = "" if (start, end) != fix[:2] or not steering.isdisjoint(fix[:2]) else _gap(text, start, end)
    return Fix(start, end, gap, fix.safe and (bool(gap) or not _keeps_apart(text, left, right)), place)


def _keeps_apart(text: str, left: int, right: int) -> bool:
    """Whether nothing but the emoji between ``left`` and ``right`` parts two sentences: without it they would run together."""
    before, after, next_letter = text[left - 1 : left], text[right : right + 1], text[right + 1 : right + 2]
    return before.isalnum() and after.isupper() and not next_letter.isupper()


def _line(text: str, start: int, end: int) -> Fix:
    """A line with its line break; with the empty line behind it if another one stands before it."""
    if start == 0 or _blank_before(text, start):
        behind = _blanks_after(text, _break_after(text, end))
        if behind > end and text[behind : behind + 1] in ("\n", "\r"):
            end = behind
    return Fix(start, _break_after(text, end))


def _blank_before(text: str, start: int) -> bool:
    above = start - (2 if text.startswith("\r\n", start - 2) else 1)
    above = _blanks_before(text, above)
    return above > 0 and text[above - 1] in "\r\n"


def _break_after(text: str, at: int) -> int:
    return at + (2 if text.startswith("\r\n", at) else text[at : at + 1] in ("\n", "\r") and 1)


def _blanks_before(text: str, at: int) -> int:
    while at > 0 and text[at - 1] in _BLANKS:
        at -= 1
    return at


def _blanks_after(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANKS:
        at += 1
    return at


def _gap(text: str, start: int, end: int) -> str:
    """A blank where two words would become one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after or _CJK.match(before) or _CJK.match(after):
        return ""
    return " " * ((before.isalnum() or before in _CLOSES - {">"}) and (after.isalnum() or after in _OPENS - {"<"}))
