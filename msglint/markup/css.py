"""Simple CSS: what a declaration, a rule and a selector say. What they apply to is in ``cascade``."""

from __future__ import annotations

from itertools import islice

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = lazy(r"(?s)/\*.*?(?:\*/|\Z)|<!--|-->")
_DECLARATION = lazy(
    r"""(?x)(?<![-\w])([-_a-zA-Z][-\w]*+) \s*+ :
        ( (?: [^;"'()]++ | "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | \)
            | \( (?: [^)"']++ | "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) )*+ (?:\)|\Z) )*+ )"""
)
_IMPORTANT = lazy(r"(?i)\s*!\s*important\s*\Z")
_PUNCTUATION = lazy(r"""[{};]|"[^"\n]*+"|'[^'\n]*+'""")
_GROUPING = lazy(r"(?i)@(media|supports|layer|document)\b")
ELSEWHERE = lazy(r"(?i)\bmax-(?:device-)?width\b|prefers-color-scheme\s*:\s*dark|\borientation\b")
_OTHER_MEDIUM = lazy(
    r"(?:only\s+)?(?:print|speech|aural|braille|embossed|handheld|projection|tty|tv)\b|not\s+(?:all|screen)\b"
)


class Declaration(NamedTuple):
    """What a property is set to, in lower case, and where ``name: value`` stands in its text."""

    value: str
    important: bool
    start: int
    end: int


def uncommented(text: str) -> str:
    """The text with comments (and the marks that once hid style blocks) blanked out, of the same length."""
    if "/*" in text or "--" in text:
        return _COMMENT.sub(lambda found: " " * len(found[0]), text)
    return text


def declarations(text: str, start: int = 0, end: int | None = None, most: int | None = None) -> dict[str, Declaration]:
    """The declarations between two offsets of a text without comments; shorthands are there whole and split."""
    from msglint.markup.shorthands import SHORTHANDS, longhands

    found: dict[str, Declaration] = {}
    for match in islice(_DECLARATION.finditer(text, start, len(text) if end is None else end), most):
        name, value = match[1].lower(), match[2].strip().lower()
        important = "!" in value and _IMPORTANT.search(value) is not None
        if important:
            value = value[: value.rindex("!")].rstrip()
        stands = (match.start(1), match.start(2) + len(match[2].rstrip()))
        for longhand, part in longhands(name, value) if name in SHORTHANDS else ((name, value),):
            known = found.get(longhand)
            if important or known is None or not known.important:
                found[longhand] = Declaration(part, important, *stands)
    return found


def applies(prelude: str, *, anywhere: bool = False) -> bool:
    """Whether an at-rule's content counts when a message is read on a usual, wide screen, or on ``anywhere`` else."""
    grouping = _GROUPING.match(prelude)
    if grouping is None:
        return False
    return grouping[1].lower() != "media" or any(
        applies_to(query, anywhere=anywhere) for query in prelude[grouping.end() :].split(",")
    )


def applies_to(query: str, *, anywhere: bool = False) -> bool:
    """Whether a media query holds on a usual, wide screen; ``anywhere``: or on a telephone, or a dark one."""
    return not (_OTHER_MEDIUM.match(query.strip().lower()) or (ELSEWHERE.search(query) and not anywhere))


def rules(text: str, *, anywhere: bool = False) -> Iterator[tuple[str, int, int]]:
    """The style rules of a sheet without comments: selectors, and where the declarations begin and end."""
    groups: list[bool] = []
    begin, opened, selectors = 0, -1, ""
    for found in _PUNCTUATION.finditer(text):
        mark, at = found[0], found.start()
        if mark == "{":
            prelude = text[begin:at].strip()
            groups.append(
                (not groups or groups[-1])
                and (opened < 0)
                and (prelude[:1] != "@" or applies(prelude, anywhere=anywhere))
            )
            if groups[-1] and prelude[:1] != "@":
                opened, selectors = found.end(), prelude
            begin = found.end()
        elif mark == "}":
            if opened >= 0 and groups and groups[-1]:
                yield selectors, opened, at
                opened = -1
            if groups:
                groups.pop()
            begin = found.end()
        elif mark == ";":
            begin = found.end()
    if opened >= 0:
        yield selectors, opened, len(text)
