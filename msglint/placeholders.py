"""Placeholders of mail tools: found and masked, never rendered.

A dialect is a way to write them (``{{x}}``, ``%X%``, ``[Your name]``); ``dialects`` lists those that are known.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache

from msglint.dialects import DIALECTS, FIRST_SIGNS, NAME, Dialect, written
from msglint.draft import MASK, Placeholder
from msglint.patterns import escape, lazy

OWN: ContextVar[tuple[str, ...]] = ContextVar("OWN", default=())
"""Ways to write a placeholder that the configuration adds, such as ``@{NAME}``."""


def mask(text: str) -> tuple[str, tuple[Placeholder, ...]]:
    """The text with every character of every placeholder replaced by ``MASK`` (same length), and the placeholders.

    Of a call that translates words (``{{trans "Thank you"}}``) the words stay, and all else is blanks.
    """
    masked, found = _without_calls(text) if "trans" in text or "{l s" in text else (text, [])
    own, signs = OWN.get(), {first for first in FIRST_SIGNS if first in text}
    possible = [dialect for dialect in DIALECTS if dialect.sign[0] in signs]
    for dialect in (*possible, *map(_described, own)) if own else possible:
        if dialect.sign in masked:
            masked = _mask_dialect(masked, text, dialect, found)
    return masked, tuple(sorted(found))


def _mask_dialect(masked: str, text: str, dialect: Dialect, found: list[Placeholder]) -> str:
    pieces, done = [], 0
    for match in dialect.pattern.finditer(masked):
        if dialect.accepts is not None and not dialect.accepts(match):
            continue
        start, end = match.span()
        inner = next((group for group in match.groups() if group is not None), "")
        found.append(Placeholder(start, end, name_of(inner), text[start:end]))
        pieces += [masked[done:start], MASK * (end - start)]
        done = end
    return "".join(pieces) + masked[done:] if pieces else masked


_TRANSLATION = lazy(
    r"\{[{%][-+]?\s{0,3}(?:trans|translate)\s++(?:\"([^\"{}]{1,2000}+)\"|'([^'{}]{1,2000}+)')([^{}%]{0,400}+)[%}]\}"
    r"|\{l\s++s=(?:\"([^\"{}]{1,2000}+)\"|'([^'{}]{1,2000}+)')([^{}]{0,400}+)\}"
)
_VARIABLE = lazy(r"%(\w++)")
_ARGUMENT = lazy(r"(\w++)=([\w$.>-]++)")


def _without_calls(text: str) -> tuple[str, list[Placeholder]]:
    """The text with blanks for the code around ``{{trans "words" x=$y}}``, whose words are sent; ``%x`` in them is masked."""
    pieces, done, found = [], 0, []
    for match in _TRANSLATION.finditer(text):
        inner = next(group for group in (1, 2, 4, 5) if match[group] is not None)
        values = dict(_ARGUMENT.findall(match[3 if inner < 3 else 6]))
        pieces += [text[done : match.start()], " " * (match.start(inner) - match.start())]
        done = match.start(inner)
        for one in _VARIABLE.finditer(text, *match.span(inner)):
            if one[1] in values:
                found.append(Placeholder(*one.span(), name_of(values[one[1]]), one[0]))
                pieces += [text[done : one.start()], MASK * len(one[0])]
                done = one.end()
        pieces += [text[done : match.end(inner)], " " * (match.end() - match.end(inner))]
        done = match.end()
    return "".join(pieces) + text[done:], found


_CONTROL = lazy(
    r"(?i)[#/^>]|(?:if|else|elif|elseif|endif|end|for|each|unless|foreach|endfor|set|include)\b(?:[\s:]|\Z)"
)
_LEAD = lazy(r"(?i)(?:var\s++)?[\s$.=~@%!&*:-]*+(?:(?:model|viewbag|viewdata|tempdata)(?:\.|\[[\"']))?")
_SETTING = lazy(r"(?i)(?:config|customvar)\s++\w++\s*=\s*[\"']?+([\w/.-]++)")
_DEFAULTS = ("or", "default")
_DEFAULT = lazy(r"(?i)\s*(?:\||\?|[\"“:]|\s'|\bor\b|\bdefault\b)")


@lru_cache(maxsize=1024)
def name_of(inner: str) -> str:
    """The name in the inside of a placeholder, without default values and filters; empty for a control tag.

    ``var order.number`` → ``order.number``; ``name|default:"there"`` → ``name``; ``#if paid`` → the empty name; ``config path="a/phone"`` → ``a/phone``.
    """
    inner = inner.strip()
    if _CONTROL.match(inner):
        return ""
    if inner.isidentifier() and inner.lower() not in _DEFAULTS:
        return inner
    setting = _SETTING.match(inner)
    inner = setting[1] if setting else _LEAD.sub("", inner, count=1)
    cut = _DEFAULT.search(inner)
    return (inner[: cut.start()] if cut else inner).strip()


@lru_cache
def _described(way: str) -> Dialect:
    """The dialect that a text such as ``@{NAME}`` describes. A name without a sign behind it is one word."""
    before, _, after = way.partition("NAME")
    word = r"[^\W\d][\w.\-]{0,60}"  # may give back its end: a sign may be an underscore
    return written(before, f"{escape(before)}({f'{word}(?: {word}){{0,3}}?' if after else NAME}){escape(after)}")
