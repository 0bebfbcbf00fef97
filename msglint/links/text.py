"""Hosts, URLs and e-mail addresses in words: found by a literal, grown from it within bounds, judged at the end."""

from __future__ import annotations

from bisect import bisect_right

from msglint.draft import MASK
from msglint.links.glued import Glued
from msglint.links.names import LONGEST, could_end
from msglint.links.runs import URL_RUN, local_end, local_part, tail_of, trimmed, word_around, word_end
from msglint.links.urls import parse
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from msglint.links.names import Names
    from msglint.links.spelled import Spelling
    from msglint.policy import Policy

_SLASHES = lazy(r"(?:\[:\]|\(:\)|:)[ \t]{0,2}[/\\][ \t]{0,2}[/\\]{0,4}[ \t]{0,2}")
_WEB_SCHEME = lazy(r"(?i)(?:h(?:tt|xx)ps?|ftps?)\Z")
_OTHER_SCHEME = lazy(rf"(?i)(?<![a-z])(?:[a-z][a-z-]{{1,19}}|{MASK}+)\Z")
_REST = lazy(rf"{URL_RUN}++")
_DOT = lazy(rf"\.(?=[^\W_]|{MASK})(?![0-9]++(?![\w.{MASK}-]))")
"""A dot inside a word, but for the last one of a number."""
_NEAR = 64
_MAILTO_MASK = lazy(rf"mailto:{MASK}++")
_MASK_DOMAIN = lazy(rf"@{MASK}++(?!\.?\w)")


class Written(NamedTuple):
    """A URL or an e-mail address in words, by its offsets in the text.

    ``form``: ``url`` ``www`` ``bare`` ``spelled`` ``address`` ``spelled-address``. ``plain`` is what it spells.
    """

    start: int
    end: int
    form: str
    plain: str

    @property
    def is_address(self) -> bool:
        """Whether it is an e-mail address."""
        return self.form.endswith("address")


class Taken:
    """Runs of a text that are spoken for."""

    def __init__(self, found: Iterable[Written]) -> None:
        self._found = sorted(found)
        self._starts = [one.start for one in self._found]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any of them overlaps the run."""
        before = bisect_right(self._starts, end - 1) - 1
        return before >= 0 and self._found[before].end > start


class Finder:
    """Finds them, by the facts of one policy."""

    def __init__(self, names: Names, spelling: Spelling, glued: Glued) -> None:
        self.names, self.spelling, self.glued = names, spelling, glued

    def find(self, text: str) -> list[Written]:
        """All URLs, hosts and e-mail addresses in a text, in order, none inside another."""
        text = text if text.isascii() else self.glued.dotted(text)
        found = list(self._urls(text)) if ":" in text else []
        found += self._hosts(text, Taken(found))
        if MASK in text:
            found += _masked_addresses(text, Taken(found))
        found += self._spelled(text, found)
        found += self._glued(text, found)
        return sorted(found)

    def _urls(self, text: str) -> Iterator[Written]:
        cursor = 0
        for slashes in _SLASHES.finditer(text):
            start = _scheme(text, slashes, cursor) if slashes.start() >= cursor else slashes.end()
            if start >= slashes.start() or not _has_letters(text[slashes.end() : slashes.end() + _NEAR]):
                continue
            rest = _REST.match(text, slashes.end())
            if rest:
                place, end, form = self._place(text, rest.start(), trimmed(text, *rest.span()))
                if slashes[0][-1] in " \t" and form == "url" and not self.names.is_name(parse(f"//{place}").host):
                    continue
                if place:
                    cursor = end
                    scheme = text[start : slashes.start()].rstrip(" \t")
                    yield Written(start, end, form, f"{scheme}://{place}")

    def _place(self, text: str, start: int, end: int) -> tuple[str, int, str]:
        """What follows the slashes with its dots undisguised, its end and form; ``""`` where it can be no host."""
        place = text[start:end]
        if not _has_letters(place[:_NEAR]):
            return "", end, ""
        chain = self.spelling.chain(text, start) if "." not in place or "[" in place or "(" in place else None
        if not chain:
            return place, end, "url"
        tail = tail_of(text, chain.end)
        return chain.host + text[chain.end : tail], tail, "spelled"

    def _hosts(self, text: str, taken: Taken) -> Iterator[Written]:
        cursor = 0
        for dot in _DOT.finditer(text):
            if dot.start() < cursor:
                continue
            end, low = word_end(text, dot.start()), cursor
            cursor = max(end, dot.end())
            if not _may_end(text[dot.end() : end]):
                continue
            start, end = word_around(text, dot.start(), end, low)
            cursor = max(end, dot.end())
            if start < dot.start() and end - start <= LONGEST and not taken.overlaps(start, end):
                found = self._judged(text, start, end)
                if found:
                    cursor = max(cursor, found.end)
                    yield found

    def _judged(self, text: str, start: int, end: int) -> Written | None:
        """What a word with dots in it is: the domain of an address, a host, or nothing."""
        before, word = text[start - 1 : start], text[start:end]
        if before == "@":
            local = local_part(text, start - 1)
            is_address = local < start - 1 and self.names.is_name(word.lower())
            return Written(local, end, "address", f"{text[local : start - 1]}@{word}") if is_address else None
        if text[end : end + 1] == "@" or before == "\\" or not self.names.is_host(text, start, end):
            return None
        joined = self.spelling.joined(word)
        if joined:
            return Written(start, end, "spelled-address", joined)
        # "returns at amazon.com/returns" is a page
        local = start if text[end : end + 1] == "/" else self.spelling.mailbox(text, start, plain=True)
        if local < start:
            return Written(local, end, "spelled-address", _address(text[local:start], word))
        form = "www" if word[:4].lower() == "www." else "bare"
        tail = tail_of(text, end)
        return Written(start, tail, form, text[start:tail])

    def _spelled(self, text: str, found: list[Written]) -> Iterator[Written]:
        taken, cursor = Taken(found), 0
        for start, chain in self.spelling.hosts(text):
            if start >= cursor and not taken.overlaps(start, chain.end):
                written = self._spelled_out(text, start, *chain, low=cursor)
                cursor = written.end
                yield written

    def _glued(self, text: str, found: list[Written]) -> Iterator[Written]:
        taken, cursor = Taken(found), 0
        for start, end, host in self.glued.hosts(text):
            if start >= cursor and not taken.overlaps(start, end):
                written = self._spelled_out(text, start, end, host, low=cursor)
                cursor = written.end
                yield written

    def _spelled_out(self, text: str, start: int, end: int, host: str, *, low: int) -> Written:
        """What a host that is spelled out belongs to: a page, with its path, or a mailbox that does not begin before ``low``."""
        tail = tail_of(text, end)
        path = text[end:tail]
        if not path:
            tail, path = self.spelling.path(text, end)
        local = self.spelling.mailbox(text, start, plain=False, path=bool(path))
        if low <= local < start:
            return Written(local, end, "spelled-address", _address(text[local:start], host))
        begin = start - 4 if host[:4] == "www." and text[start - 4 : start].lower() == "w w " else start
        return Written(begin, tail, "spelled", host + path)


def finder_of(policy: Policy) -> Finder:
    """The finder of a policy; ask for it by ``policy.derived(finder_of)``."""
    from msglint.links.names import names_of
    from msglint.links.spelled import spelling_of

    return Finder(policy.derived(names_of), policy.derived(spelling_of), Glued(policy.facts["written_hosts"]))


def _may_end(labels: str) -> bool:
    """Whether what stands behind a dot can end a host: most of it is the rest of a date, a price or a size."""
    return not labels.isascii() or could_end(labels.rpartition(".")[2])


def _has_letters(text: str) -> bool:
    return any(char.isalnum() or char == MASK for char in text)


def _scheme(text: str, slashes: re.Match[str], low: int) -> int:
    """Where the scheme before slashes begins; the slashes' own place if there is none."""
    head = text[max(low, slashes.start() - 24) : slashes.start()]
    if not (head[-1:].isalpha() or head[-1:] in (" ", "\t", MASK)):
        return slashes.start()
    found = _WEB_SCHEME.search(head.rstrip(" \t")) or (_OTHER_SCHEME.search(head) if slashes[0] == "://" else None)
    return slashes.start() - len(head) + found.start() if found else slashes.start()


def _address(head: str, domain: str) -> str:
    """An address from its local part, with the sign behind it, and its domain."""
    return f"{head[: local_end(head)]}@{domain}"


def _masked_addresses(text: str, taken: Taken) -> Iterator[Written]:
    """Addresses whose domain, or all of which, is a placeholder."""
    for found in _MASK_DOMAIN.finditer(text):
        start = local_part(text, found.start())
        if start < found.start() and not taken.overlaps(start, found.end()):
            yield Written(start, found.end(), "address", text[start : found.end()])
    for found in _MAILTO_MASK.finditer(text):
        if not taken.overlaps(*found.span()) and text[found.end() : found.end() + 1] not in ("@", "."):
            yield Written(*found.span(), "address", found[0].removeprefix("mailto:"))
