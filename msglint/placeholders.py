"""Placeholders of mail tools: found and masked, never rendered.

A dialect is a way to write them (``{{x}}``, ``%X%``, ``[Your name]``). Braces and percent signs are plain grammar;
brackets that people also put around their own words (``[sic]``, ``[Important]``) have to pass ``bracketed``.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache

from msglint.draft import MASK, Placeholder
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_CSS = lazy(
    r"\s*(?:[\w-]+\s*:[^:;]*;|(?:display|margin|padding|width|height|color|border|font|background|opacity)[\w-]*\s*:)"
)
_FIELD_NAME = (
    r"(?i:name|vorname|nachname|id|number|no|nr|num|date|link|url|email|mail|phone|address|title|code|total|price|amount"
    r"|status|asin|sku|product|item|order|orderid|buyer|customer|brand|store|shop|company|tracking|carrier|firstname|lastname|first|last|fname|lname|order_?no|seller|agent)"
)
_FIELD = lazy(_FIELD_NAME)
_ENDS_AS_FIELD = lazy(rf"\b{_FIELD_NAME}\Z")
_ATTACHED = lazy(r"[A-Za-z0-9_)\]]\Z|<!(?:--)?\Z")
_JOINED = lazy(r"[_.]|[a-z][A-Z]")
_COMPOUND = lazy(r"[_\-.]|[a-z][A-Z]")
_BYTE = lazy("[0-9A-Fa-f]{2}")
_NAME = r"[^\W\d]\w*+(?:[.\-]\w++)*+"


class _Dialect(NamedTuple):
    """``sign`` must occur in the text for the dialect to occur; ``name`` is found in the first group that matched."""

    sign: str
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool] | None = None


OWN: ContextVar[tuple[str, ...]] = ContextVar("OWN", default=())
"""Ways to write a placeholder that the configuration adds, such as ``@{NAME}``."""


def mask(text: str) -> tuple[str, tuple[Placeholder, ...]]:
    """The text with every character of every placeholder replaced by ``MASK`` (same length), and the placeholders."""
    found: list[Placeholder] = []
    masked = text
    own, signs = OWN.get(), {first for first in _FIRST_SIGNS if first in text}
    possible = [dialect for dialect in _DIALECTS if dialect.sign[0] in signs]
    for dialect in (*map(_described, own), *possible) if own else possible:
        if dialect.sign in masked:
            masked = _mask_dialect(masked, text, dialect, found)
    return masked, tuple(sorted(found))


def _mask_dialect(masked: str, text: str, dialect: _Dialect, found: list[Placeholder]) -> str:
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


_CONTROL = lazy(
    r"(?i)[#/^>]|(?:if|else|elif|elseif|endif|end|for|each|unless|foreach|endfor|set|include)\b(?:[\s:]|\Z)"
)
_LEAD = lazy(r"(?i)(?:var\s++)?[\s$.=~@%!&*-]*+")
_DEFAULTS = ("or", "default")
_DEFAULT = lazy(r"(?i)\s*(?:\||\?|[\"“:]|\s'|\bor\b|\bdefault\b)")


@lru_cache(maxsize=1024)
def name_of(inner: str) -> str:
    """The name in the inside of a placeholder, without default values and filters; empty for a control tag.

    ``var order.number`` → ``order.number``; ``name|default:"there"`` → ``name``; ``#if paid`` → the empty name.
    """
    inner = inner.strip()
    if _CONTROL.match(inner):
        return ""
    if inner.isidentifier() and inner.lower() not in _DEFAULTS:
        return inner
    inner = _LEAD.sub("", inner, count=1)
    cut = _DEFAULT.search(inner)
    return (inner[: cut.start()] if cut else inner).strip()


_WORDS_OF_OTHERS = lazy(
    r"""(?ix) \s*+ (?:
      # letters of spelled-out hosts and addresses
      at | dot | punkt | point | punto | ponto | ät | arroba | chiocciola | klammeraffe
      # an author's or a mail program's remarks
    | sic | x | ok | ad | adv | spam | external | extern | edit | update | note | nb | fwd? | re | urgent | new | quote | end
    | quoted\ text\ hidden | trimmed | message\ clipped | inline\ image.* | image | gif | logo | video | cid:.* | image:.*
    | i?e\.?g?\.? | \w | cdata.* | owa | data-.* | x-.*
      # tags of subjects
    | important | wichtig | importante | belangrijk | viktigt | ważne | önemli | مهم | 重要 | 중요
    | action\ (?:required|needed) | reminder | confidential | ticket.* | case.*\d.* | invoice | resolved | solved
    ) \s*+ \Z """
)
_CAPTION = lazy(
    r"""(?ix) \s*+ (?: (?:button|btn|cta)\b
    | (?:write|edit|leave|click|shop|buy|get|rate|claim|visit|see|read|learn|join|sign|change|tell|share|try|start|send|reply
        |give|review|check|order|contact|browse|redeem|grab|discover|open|tap|press|chat|call|save|use)
      \s+ (?:a|an|my|your|the|our|us|it|more|here|now|all|up|on|this|back|me|with|in|out)\b(?!.*\b(?:link|url|page|name)\s*\Z) )"""
)
_SENTENCE = lazy(
    r"(?i)[\"“”„«»→»]|[!?]\s*\Z|[.!?]\s+[A-Z]|://|@|\bwww\.|\.(?:com|net|org|co|shop|store|info|biz|eu|de|uk|fr|it|es|io|us|ca)\b"
)
_NOT_WORDS = lazy(r"[=;{}<>|\\`^*+]|(?:\d\D{0,2}){4}")
_CASED = lazy(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_FIELD = lazy(
    r"名|番号|号|编号|編號|链接|リンク|日付|日期|電話|电话|邮箱|メール|地址|住所|姓|商品|产品|店|您的|あなた|이름|번호|링크"
)


def bracketed(inner: str) -> bool:
    """Whether words in brackets say what to fill in, rather than being words of the message themselves."""
    if not any(char.isalpha() for char in inner) or len(inner.split()) > 8:
        return False
    if _WORDS_OF_OTHERS.match(inner) or _CAPTION.match(inner) or _SENTENCE.search(inner) or _NOT_WORDS.search(inner):
        return False
    return inner.isascii() or not _CJK.search(inner) or bool(_CJK_FIELD.search(inner))


def _square(match: re.Match[str]) -> bool:
    """Not a Markdown link, an index, a plural ``item[s]``, a CSS selector or a conditional comment."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 4) : start], text[end : end + 1]
    if _ATTACHED.search(before) or (after and after in "([>"):
        return False
    if after == ":" and text[end : end + 9].lstrip(": ").startswith(("http", "/")):
        return False
    return bracketed(match[1])


def _braces(match: re.Match[str]) -> bool:
    """Not CSS that was doubled for a template, nor a spelled-out ``{at}``."""
    return not _CSS.match(match[1] or match[2] or "") and not _spelled(match[1] or match[2] or "")


def _brace(match: re.Match[str]) -> bool:
    """One pair of braces: a name, perhaps with a default; ``{Hi|Hello}`` is a choice of words, and stays."""
    name, bar, _ = match[1].partition("|")
    if bar and not _JOINED.search(name.strip()):
        return False
    return not _spelled(match[1]) and len(match[1].split()) <= 6


def _spelled(inner: str) -> bool:
    return inner.strip().lower() in ("at", "dot", "punkt", "point", "punto", "ät")


def _percent(match: re.Match[str]) -> bool:
    """Not a run of percent-encoded bytes such as ``%E2%80%99``."""
    text, end = match.string, match.end()
    return not (_BYTE.match(match[1]) and _BYTE.match(text, end))


def _angles(match: re.Match[str]) -> bool:
    """One word, or some that end as the name of a field does: ``<<sehr gut>>`` are quotation marks."""
    inner = match[1].strip()
    return not _spelled(inner) and (len(inner.split()) <= 1 or bool(_ENDS_AS_FIELD.search(inner)))


def _tag(match: re.Match[str]) -> bool:
    """``<OrderNumber>``, ``<order_id>``, ``<Your name>``; not a tag of HTML, also not one with a bare attribute."""
    return _is_field(match[1])


@lru_cache(maxsize=1024)
def _is_field(inner: str) -> bool:
    words = _CASED.findall(inner)
    if len(words) < 2 or not _FIELD.fullmatch(words[-1]):
        return False
    return (
        "_" in inner or inner[0].isupper() or words[0] in ("your", "buyer", "customer", "order", "product", "tracking")
    )


def _hash(match: re.Match[str]) -> bool:
    """``#order_id#``, ``#NAME#``; not ``#hashtag#``."""
    name = match[1]
    return bool(_COMPOUND.search(name)) or name.isupper() or bool(_FIELD.fullmatch(name))


def _dialect(sign: str, pattern: str, accepts: Callable[[re.Match[str]], bool] | None = None) -> _Dialect:
    return _Dialect(sign, lazy(pattern), accepts)


@lru_cache
def _described(way: str) -> _Dialect:
    """The dialect that a text such as ``@{NAME}`` describes."""
    import re

    before, _, after = way.partition("NAME")
    name = rf"[^\r\n{re.escape(after[0])}]{{1,80}}+" if after else _NAME
    return _dialect(before, f"{re.escape(before)}({name}){re.escape(after)}")


# Each pattern begins with its sign, which is found fast; what may not stand before it is asked behind it.
_DIALECTS = (
    # a comment of Django or Liquid: with all that stands in it
    _dialect(
        "endcomment",
        r"\{%[-+]?\s{0,3}comment\b[^%{}]{0,100}+%\}(?:[^{]|\{(?!%[-+]?\s{0,3}(?:end)?comment\b)){0,2000}+"
        r"\{%[-+]?\s{0,3}endcomment\s{0,3}[-+]?%\}",
    ),
    _dialect("{%", r"\{%((?:[^%{]|%(?!\})|\{(?!%)){0,600}+)%\}"),
    _dialect("{{!--", r"\{\{!--(?:[^-{]|-(?!-\}\})|\{(?!\{)){0,600}+--\}\}"),
    _dialect("{#", r"\{#(?:[^#{]|#(?!\})){0,600}+#\}"),
    _dialect("{{", r"\{\{\{([^{}]{1,200}+)\}\}\}|\{\{([^{}]{1,200}+)\}\}", _braces),
    _dialect("<%", r"<%((?:[^%<]|%(?!>)|<(?!%)){0,600}+)%>"),
    _dialect("<?", r"<\?(?:=|php\b)((?:[^?<]|\?(?!>)|<(?!\?)){0,600}+)\?>"),
    *(
        _dialect(
            f"{sign}{{", rf"[{sign[0]}]{sign[1:]}\{{([^{{}}\n]{{1,120}}+)\}}", lambda match: not _CSS.match(match[1])
        )
        for sign in ("$", "#", "@", "$!", "#!", "@!")
    ),
    _dialect("{", r"\{\s*+([!$@]?\w[\w .$/'’\-]{0,80}+(?:\|[^{}|\n:;]{0,60}+)?)\}", _brace),
    _dialect("[[%", r"\[\[%([^%\[\]\n]{1,60}+)%[^\[\]\n]{0,80}+\](?::\w{1,10}=[^\[\]\n]{0,120}+)?\]?"),
    _dialect("[[", r"\[\[([^\[\]\n]{1,120}+)\]\]"),
    _dialect("[%", r"\[%([^%\[\]\n]{1,60}+)%\]"),
    _dialect("*|", r"\*\|([^|*\n]{1,100}+)\|\*"),
    _dialect("<<", r"<{2,3}([^<>\n]{1,60}+)>{2,3}", _angles),
    _dialect("&lt;&lt;", r"(?:&lt;){2,3}([^<>&\n]{1,60}+)(?:&gt;){2,3}", _angles),
    _dialect("((", r"\(\(([^()\n]{1,40}+)\)\)", _angles),
    _dialect("%%", r"%%[=\[]?([^%\n]{1,100}+)[=\]]?%%"),
    _dialect("%", rf"%(?<![\d%]%)(?=\w\w)({_NAME}(?: [^\W\d_]++){{0,3}}+)%", _percent),
    _dialect("%(", rf"%\(({_NAME})\)[sdf]"),
    _dialect("%", r"%(?<![\w%]%)(?:\d\$)?[sd](?!\w)"),
    _dialect("#", rf"#(?<![\w&#]#)({_NAME})#(?![\w#])", _hash),
    _dialect("~", rf"~(?<![\w~]~)({_NAME})~(?![\w~])", _hash),
    _dialect("@", rf"@(?<![\w@.]@)({_NAME})@(?![\w@])", _hash),
    _dialect("|", rf"\|(?<![\w|]\|)({_NAME})\|(?![\w|])", _hash),
    _dialect("__", r"__(?<!\w__)([A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)*+|[a-z]++(?:_[a-z0-9]++)++)__(?!\w)"),
    _dialect("[", r"\[([^\[\]\n]{1,60}+)\]", _square),
    _dialect("［", r"［([^［］\n]{1,60}+)］", lambda match: bracketed(match[1])),
    _dialect("｛", r"｛([^｛｝\n]{1,60}+)｝"),
    _dialect(
        "$", r"\$(?<![\w$]\$)([a-z]++(?:_[a-z0-9]++)++|[A-Z]++(?:_[A-Z0-9]++)++|[a-z]++(?:[A-Z][a-z0-9]++)++)(?![\w(])"
    ),
    _dialect("<", r"<(?![a-z0-9]++>)([A-Za-z][A-Za-z0-9]++(?:[ _][A-Za-z0-9]++){0,4}+)>", _tag),
)
_FIRST_SIGNS = frozenset(dialect.sign[0] for dialect in _DIALECTS)
