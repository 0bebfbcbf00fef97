"""Faces made of signs: ``:-)``, ``<3``, ``^_^``, ``(・∀・)``; not the ends of lists, times, ratios and code."""

from __future__ import annotations

from msglint.draft import Span
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

# a class in front: re scans for that at full speed
_HINT = lazy(
    r"[:;=\-<xX\\^_.](?:(?<=[:;=])"
    r"(?:['’]?[-^]?['’]?[)(DPp|\]\[*}{]|-[/\\OoSsXx3$]|[/oO](?<=\s..)|(?<=\(.)|(?<=\(-.)|(?<=\sD.))"
    r"|(?<=-)(?:[)D](?<=[8B]..)|_-)|(?<=<)[/]?3|(?<=[xX])D|(?<=\\)o/|(?<=\^)[-_.oO]?\^|(?<=_) ?[_TtOoUu<=;]"
    r"|(?<=\.)[<Tt](?<=[>Tt]..))"
)
_STARTS = frozenset(":;=8BD(<xX\\^TtOoUu>-m")
_BEFORE = 3
"""How far before its hint a face may begin."""

_AFTER = r"(?=[\s.,!?)\]\x1a…\"'”’*_<]|\Z)"
_ALONE = rf"(?<![^\s.,!?…\x1a>]){{}}{_AFTER}"
_FACES = (
    # with a nose or a tear: hardly anything else
    r"(?<![:;=\d])[:;=]['’]?[-^~]['’]?[)(DPp|\]\[*}{]++(?!\w)",
    r"(?<![:;=\d])[:;]['’][)(]++(?!\w)",
    r"(?<![^\s.,!?])[:;=]-[/\\OoSsXx3$]" + _AFTER,
    r"(?<!\S)[8B]-[)D]" + _AFTER,
    # bare eyes and mouth
    r"(?<![:;=\d\-(&])[:;]\)++(?!\w)",
    r"(?<![:;=\d\-(&\w]):\(++(?![\w(])",
    _ALONE.format(r"[:;=](?:D++|P++)"),
    _ALONE.format(r"[=:]\)++"),
    _ALONE.format(r":(?:[/*]|[oO])(?!\*)"),
    r"(?<![^\s.,!?])[:;]p++(?=\s*\Z|\s*[\r\n]|[.!,?)])",
    r"(?<!\S)\(-?[:;](?=\s|\Z)",
    r"(?<!\S)D[:;](?=\s*\Z)",
    # hearts, laughter, arms
    r"(?<![\w<])</?3++(?=\s*(?:\Z|[\r\n.!?,)\x1a\"<](?!\d))|\s+(?:from|you|u|it|this|our|your|the|so|and we|xx?)\b)",
    r"(?<![^\s.,!?])xD++(?=\s*(?:\Z|[\r\n.!?,)]|\s[A-Z]))",
    r"(?<=[.!?,] )XD++(?=\s*(?:\Z|[\r\n.!?,)]))",
    r"(?<=[a-z][a-z] )(?<!type )(?<!size )(?<!card )(?<! is )(?<! the )(?<!model )(?<!format )XD++(?=\s*(?:\Z|[\r\n.!]))",
    r"(?<!\S)\\o/(?!\S)",
    # drawn upright
    r"(?<![\w^])\^[_.oO\-]?\^(?:;++|['’])?(?![\w^])",
    r"(?<=[^\W\d])\^_?\^(?![\w^])",
    r"(?<!\S)(?:[Tt][_.][Tt]|[Oo]_[Oo]|>[_.]<|-_-|=_=|;_;|u_u|U_U)(?:;++)?" + _AFTER,
    r"m\(_ ?_\)m",
)
_FACE = lazy("|".join(_FACES))
_EYES = r"[\^＾・･´｀`°￣¯;；TtＴ≧≦><＞＜◕•ಠ◡⌒ˇ'’｡¬✿ー一╥oO͡□ᵔᴗ˘]"
_MOUTH = r"[_＿ωдДﾟ▽∀▼□.．oOo0ｏ‿◡ᴗᴥ益﹏^~～∇ェεз3◇ロU人͜ʖ\-]"
_KAOMOJI = (
    rf"[(（ʕ][^\s\w()（）]{{0,2}}(?:{_EYES}{_MOUTH}{{1,3}}{_EYES}|\*\^_\^\*|\^\^|＾＾|-_-|´[・▽∀]{{1,2}}｀|ツ)"
    r"[^\s\w()（）]{0,3}[)）ʔ](?:_/¯|[vVbノﾉ／/シ♪;；۶ﾞ゛oｏm!]{1,2}(?![A-Za-z]))?"
)
_APART = rf"[(（] ([ᵔᴗ˘◕◡•ಠ^・´]) ?[\u0300-\u036f]{{0,3}}{_MOUTH}?[\u0300-\u036f]{{0,3}} ?\1 [)）]"
"""With spaces between: both eyes alike."""
_UPRIGHT = lazy(f"{_KAOMOJI}|{_APART}")
_WIDE = lazy(r"[：；]－?）|[（）\n]")
_ARM = lazy(r"(?:[ヽ＼oｏmb╯┗ᕙ٩\\]|¯\\_)\Z")
_ENTITY = lazy(r"&#?\w{2,8}\Z")
_DISK = lazy(r"(?i)\b(?:drive|disk|partition|volume|laufwerk)\s*\Z")
_LINE = 200
"""How far back a bracket may have been opened that ``:)`` closes."""


def emoticons(text: str) -> Iterator[Span]:
    """The faces in a text, in order."""
    found = list(_upright(text)) if "(" in text or "（" in text or "ʕ" in text else []
    found += _wide(text) if "）" in text else []
    found += _lying(text)
    done = 0
    for span in sorted(found):
        if span.start >= done:
            done = span.end
            yield span


def _lying(text: str) -> Iterator[Span]:
    """Faces on their side, hearts and laughter: near each hint, every place where one may begin is tried."""
    done = 0
    for hint in _HINT.finditer(text):
        for start in range(max(done, hint.start() - _BEFORE), hint.end()):
            found = _FACE.match(text, start) if text[start] in _STARTS else None
            if found and not _closes_bracket(text, found) and not _is_drive(text, found):
                done = found.end()
                yield Span(*found.span())
                break
        done = max(done, hint.end())


def _upright(text: str) -> Iterator[Span]:
    """Faces in brackets, with their arms."""
    for found in _UPRIGHT.finditer(text):
        arm = _ARM.search(text[max(0, found.start() - 3) : found.start()])
        yield Span(found.start() - (len(arm[0]) if arm else 0), found.end())


def _wide(text: str) -> Iterator[Span]:
    """Faces of signs as wide as a Chinese character, but for the ends of brackets: ``（例：）``."""
    is_open = False
    for found in _WIDE.finditer(text):
        if len(found[0]) > 1 and not is_open:
            yield Span(*found.span())
        is_open = found[0] == "（"


def _closes_bracket(text: str, found: re.Match[str]) -> bool:
    """``(see below:)``, ``(a; b;)`` and ``&nbsp;)`` end in a bracket, not in a smile."""
    if found[0] not in (":)", ";)") or text[found.start() - 1 : found.start()].isspace():
        return False
    line = text[max(0, found.start() - _LINE) : found.start()].rpartition("\n")[2]
    if found[0] == ";)" and _ENTITY.search(line):
        return True
    return line.count("(") > line.count(")")


def _is_drive(text: str, found: re.Match[str]) -> bool:
    """``drive :D``: a letter of a disk."""
    return found[0] == ":D" and bool(_DISK.search(text[max(0, found.start() - 12) : found.start()]))
