"""Directives: comments in a draft that tell msglint what to leave unreported, such as ``{# msglint: ignore[emoji] why #}``.

A comment of a template's dialect is gone before the message is sent; an HTML comment is sent with it, and plain words are
read by the buyer. The last are reported and have no effect.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from msglint.draft import MASK, Span
from msglint.errors import did_you_mean
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from msglint.draft import Part
    from msglint.policy import Policy
    from msglint.reading import Reading

WORD = "msglint"
VERBS = ("ignore", "ignore-next-line", "ignore-start", "ignore-end", "ignore-file")
FORM = "msglint: ignore[rule] reason"
_COMMENT = lazy(r"\{#|\{\{(?:!|--)|<%#|<%--|\{%[-+]?\s*(?:comment\b|#)|<\?php\s*(?:/\*|//|#)")
_DIRECTIVE = lazy(r"(?i)\bmsglint\b\s*(?::|(?=[\w-]+\s*\[)|(?=ignore|disable|noqa|allow|off))\s*")
_BODY = lazy(r"([A-Za-z][\w-]*+)\s*+(?:\[([^\[\]]*+)\])?[\s:]*+")
_END = lazy(r"(?s)(?:#\}|--\}\}|\}\}|--%>|-?%\}|%>|\*/\s*\?>|\?>|-->|\{%[-+]?\s*endcomment\b).*+\Z|\Z")
_NEARLY = lazy(r"(?i)\b([a-z]{5,9})\s{0,3}:\s{0,3}ignore[a-z-]{0,12}\s?\[")
_NAME = lazy(r"[^\s,]+")
_OPENING = lazy(r"<!--\s{0,20}\Z")
_SAID = lazy(r"(?i)\bmsglint\s{0,3}:\s{0,3}ignore\b")
_SPACE = lazy(r"\s*+")
_BREAK = lazy(r"[\r\n]")
_LONGEST = 2_000
_MOST = 500


class Directive(NamedTuple):
    """One directive. ``kind`` is where it stands: ``comment``, ``html`` (a comment that is sent), ``words``.

    ``rules`` are the words in its brackets with their places; ``span`` and ``scope``, what it is about, are in source
    offsets. ``problem`` says what is wrong with it.
    """

    kind: str
    verb: str
    rules: tuple[tuple[str, Span], ...]
    reason: str
    span: Span
    scope: Span | None
    problem: str = ""


class _Written(NamedTuple):
    """A comment in the text of a part that may be a directive."""

    kind: str
    start: int
    end: int
    text: str


def directives_of(reading: Reading) -> tuple[Directive, ...]:
    """All directives in the parts of a draft, part by part."""
    found = tuple(islice((one for part in reading.draft.parts for one in _in_part(part)), _MOST + 1))
    if len(found) > _MOST:
        return (found[0]._replace(problem=f"more than {_MOST} directives in one draft; exclude it instead"),)
    return found


def problem_with(name: str, policy: Policy) -> str:
    """Why a rule or group cannot be named to be ignored; empty if it can."""
    if name in policy.rules or name in policy.other_rules or any(name == rule.group for rule in policy.rules.values()):
        return ""
    if name == "ALL":
        return "'ALL' would hide everything: name the rules, or exclude the file"
    successor = policy.successors.get(name)
    if successor:
        return f"rule '{name}' no longer exists; it is '{successor}' now"
    groups = {rule.group for rule in policy.rules.values()}
    return f"no rule or group '{name}'{did_you_mean(name, sorted({*policy.rules, *groups}))}"


def _in_part(part: Part) -> Iterator[Directive]:
    if not part.views and part.kind == "html":  # the mark-up of a text, which is a part of its own
        return
    yield from islice(_misspelled(part), _MOST)
    opened: list[Directive] = []
    lines = _Lines(part.text.text)
    for written in sorted(islice(_written(part, lines), _MOST * 2), key=lambda one: one.start):
        found = _parsed(written, part)
        if found is None:
            continue
        if found.verb == "ignore-start":  # a wrong one, too: its end is right
            opened.append(found)
        elif found.problem or found.kind == "words":
            yield found
        elif found.verb == "ignore-end":
            yield _closed(opened, found)
        else:
            yield found._replace(scope=_scope(found.verb, written, part, lines))
    yield from (one._replace(problem=one.problem or "ignore-start has no ignore-end behind it") for one in opened)


def _closed(opened: list[Directive], end: Directive) -> Directive:
    """The region that an ``ignore-end`` ends: the last one opened, or the last one for its rules."""
    names = {name for name, _ in end.rules}
    fitting = [one for one in opened if not names or not one.rules or names == {name for name, _ in one.rules}]
    if not fitting:
        return end._replace(problem="ignore-end has no ignore-start for these rules before it")
    opened.remove(fitting[-1])
    return fitting[-1]._replace(scope=Span(fitting[-1].span.end, end.span.start))


def _written(part: Part, lines: _Lines) -> Iterator[_Written]:
    for found in part.placeholders:
        if WORD in found.text.lower() and _COMMENT.match(found.text):
            yield _Written("comment", found.start, found.end, found.text)
    text = part.text.text
    for said in _DIRECTIVE.finditer(text):
        opening = _OPENING.search(text, max(0, said.start() - 30), said.start())
        closing = text.find("-->", said.end(), said.end() + _LONGEST) if opening else -1
        if opening and closing >= 0:
            yield _Written("html", opening.start(), closing + 3, text[opening.start() : closing + 3])
        elif _SAID.match(text, said.start()):
            yield _Written("words", said.start(), lines.end(said.end()), text[said.start() : said.end() + 80])


def _misspelled(part: Part) -> Iterator[Directive]:
    """Comments that mean a directive and misspell its first word, by a letter or two that changed places."""
    comments = [(one.start, one.end, one.text) for one in part.placeholders if _COMMENT.match(one.text)]
    text = part.text.text
    if "ignore" in text.lower():
        for said in _NEARLY.finditer(text):
            opening = _OPENING.search(text, max(0, said.start() - 30), said.start())
            comments += [(opening.start(), said.end(), said[0])] if opening else []
    for start, end, comment in comments:
        named = _NEARLY.search(comment) if "ignore" in comment.lower() else None
        if named and named[1].lower() != WORD and _is_near(named[1].lower()):
            problem = f"'{named[1]}' is not {WORD}; write {FORM}"
            yield Directive("comment", "", (), "", part.text.span(start, end), None, problem)


def _is_near(word: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, word, WORD).ratio() > 0.84


def _parsed(written: _Written, part: Part) -> Directive | None:
    opening = _DIRECTIVE.search(written.text)
    if not opening:
        return None
    span = part.text.span(written.start, written.end)
    body = _BODY.match(written.text, opening.end())
    if written.kind == "words" or not body:
        problem = "" if written.kind == "words" else f"this directive says nothing; write {FORM}"
        return Directive(written.kind, "", (), "", span, None, problem)
    end = _END.search(written.text, body.end())
    assert end  # \Z is always found
    reason = " ".join(written.text[body.end() : end.start()].replace(MASK, "").split()).strip("-: ")
    rules = tuple(
        (
            name[0],
            part.text.span(written.start + body.start(2) + name.start(), written.start + body.start(2) + name.end()),
        )
        for name in (_NAME.finditer(body[2]) if body[2] else ())
    )
    return Directive(written.kind, body[1].lower(), rules, reason, span, None, _wrong(body, rules, reason))


def _wrong(body: re.Match[str], rules: tuple[tuple[str, Span], ...], reason: str) -> str:
    verb = body[1].lower()
    if verb not in VERBS:
        return f"no directive '{body[1]}'{did_you_mean(verb, VERBS)}; write {FORM}"
    if verb == "ignore-end":
        return ""
    if not rules:
        return f"{verb} names no rule; write {FORM.replace('ignore', verb)}"
    return "" if reason else f"{verb} needs a reason behind the brackets; write {FORM.replace('ignore', verb)}"


def _scope(verb: str, written: _Written, part: Part, lines: _Lines) -> Span | None:
    """What a directive is about: None for the whole draft."""
    if verb == "ignore-file":
        return None
    if verb == "ignore":
        start, end = lines.start(written.start), lines.end(written.end)
    else:
        at = lines.following(written.end)
        if at == len(part.text.text):  # nothing follows, and the comment's own line is not the next one
            behind = part.text.span(at, at).end
            return Span(behind, behind)
        start, end = lines.start(at), lines.end(at)
    # up to and with the line break: gaps between lines begin there; inside a tag no comment can stand
    return part.text.span(start, min(len(part.text.text), max(end + 1, _tag_end(part, end))))


def _tag_end(part: Part, at: int) -> int:
    """Where the last tag ends that begins before an offset; 0 without one."""
    row = bisect_left(part.elements, at, key=lambda element: element.start)
    return part.elements[row - 1].end if row else 0


class _Lines:
    """Where the lines of a text begin and end."""

    def __init__(self, text: str) -> None:
        self._text, self._length = text, len(text)
        self._words: dict[int, int] = {}
        self._breaks = [found.start() for found in _BREAK.finditer(text)]

    def start(self, at: int) -> int:
        row = bisect_left(self._breaks, at)
        return self._breaks[row - 1] + 1 if row else 0

    def end(self, at: int) -> int:
        row = bisect_left(self._breaks, at)
        return self._breaks[row] if row < len(self._breaks) else self._length

    def following(self, at: int) -> int:
        """Where the first word behind the line of a place stands; the end of the text without one."""
        end = self.end(at)
        if end not in self._words:  # once a line, however many comments stand in it
            space = _SPACE.match(self._text, end)
            assert space  # none is space, too
            self._words[end] = space.end()
        return self._words[end]
