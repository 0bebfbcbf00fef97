"""Regular expressions: msglint's own, compiled at their first use (a short run needs a few of the two hundred there
are), and those of other people's rule packs, which may be slow: they run under a time limit.
"""

from __future__ import annotations

from functools import cache

from msglint.errors import RuleError
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from msglint.lookup import Lookup
    from msglint.prebuilt import Key

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
SECONDS = 1.0
"""How long one search with another's pattern may take."""
_PROBES = ("a", "Zq", "7", "-", "の", "\n")
"""Texts that have nothing in common."""
_ESCAPED = {ord(sign): f"\\{sign}" for sign in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}
KNOWN: dict[Key, None] = {}
"""All patterns of this process so far, with their flags."""


class _Lazy:
    """Stands for a compiled pattern. Its methods are those of the compiled one, from their first use on."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self.flags = pattern, flags
        KNOWN[pattern, int(flags)] = None

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = _compiled(self.pattern, int(self.flags))
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, to be used as if it were compiled."""
    return _Lazy(pattern, flags)  # type: ignore[return-value]


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern made of a draft's own characters, at once. (``re`` remembers the last few hundred.)"""
    import re

    return re.compile(pattern)


def lazy_bytes(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]:
    """The same for a pattern of bytes."""
    return _Lazy(pattern, flags)  # type: ignore[return-value]


def _compiled(pattern: str | bytes, flags: int) -> re.Pattern[Any]:
    from msglint import prebuilt

    kept = _kept()
    codes = None if kept is None else kept[prebuilt.name_of(pattern, flags)]
    if codes is None:
        import re

        return re.compile(pattern, flags)
    return prebuilt.pattern(pattern, codes)


@cache
def _kept() -> Lookup | None:
    from msglint.prebuilt import read

    return read()


def any_of(words: Iterable[str]) -> str:
    """What stands in a pattern for any of these words, the longest first."""
    return "|".join(map(escape, sorted(words, key=len, reverse=True)))


def escape(text: str) -> str:
    """What stands in a pattern for a text as it is (``re.escape``, which needs ``re``)."""
    return text.translate(_ESCAPED)


class _Guarded:
    """A pattern of another's pack: its methods are those of a compiled one, and give up after ``SECONDS``."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags
        self._compiled = _guardable(pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        method = getattr(self._compiled, name)

        def limited(*arguments: Any, **named: Any) -> Any:
            try:
                return method(*arguments, **named, timeout=SECONDS)
            except TimeoutError:
                raise self._slow() from None

        return limited

    def finditer(self, *arguments: Any, **named: Any) -> Iterator[Any]:
        """All matches."""
        try:
            yield from self._compiled.finditer(*arguments, **named, timeout=SECONDS)
        except TimeoutError:
            raise self._slow() from None

    def _slow(self) -> RuleError:
        return RuleError(f"the rules' pattern {self.pattern!r} takes too long on this text; make it simpler")


def beginnings(words: Iterable[str], written: Callable[[str], str] = escape) -> str:
    """A pattern for words that begin with any of these, in lower case; ``written`` makes a pattern of one of them.

    Arabic writes the article and short words together with the next one; scripts without spaces have no beginnings.
    """
    kinds: dict[str, list[str]] = {}
    for word in sorted(words):
        kind = "spaced" if word[0] < "\u0600" else "arabic" if word[0] < "\u0780" else "unspaced"
        kinds.setdefault(kind, []).append(written(word))
    before = {"spaced": r"(?<![^\W\d_])", "arabic": r"(?<![^\W\d_])[وفبلك]{0,2}(?:ال)?", "unspaced": ""}
    return "|".join(f"{before[kind]}(?:{'|'.join(some)})" for kind, some in kinds.items())


def guarded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that comes from somebody else, to be used as if it were compiled. It cannot hang a run.

    Raises a ``RuleError`` for one that cannot be read or, when it is used, takes too long.
    """
    return _Guarded(pattern, flags)  # type: ignore[return-value]


def _guardable(pattern: str, flags: int) -> Any:
    import regex

    try:
        return regex.compile(pattern, regex.VERSION0 | flags)
    except (regex.error, RecursionError, ValueError) as error:
        raise RuleError(f"pattern {pattern!r} cannot be read: {error}") from None


def wrong_with(pattern: object) -> str:
    """Why a pattern cannot be used: it cannot be read, or it matches anything. Empty if it can."""
    if not isinstance(pattern, str):
        return f"a pattern must be a text, not {pattern!r}"
    try:
        found = guarded(pattern)
        if found.search(""):
            return f"pattern {pattern!r} matches without any character"
        if all(map(found.search, _PROBES)):
            return f"pattern {pattern!r} matches everything"
    except RuleError as error:
        return error.message
    return ""
