"""Hosts, URLs and e-mail addresses in words: found by a literal, grown from it within bounds, judged at the end."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from msglint.draft import MASK
from msglint.links.names import LONGEST
from msglint.links.urls import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.links.names import Names
    from msglint.links.spelled import Spelling
    from msglint.policy import Policy

SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
"""Scripts whose words have no spaces between them, and their punctuation: a Latin name ends where they begin."""
_URL_CHARS = rf"[^\s<>\"`^|{{}}\u2018-\u201f\u00ab\u00bb\u2026{SPACELESS}]"
_SLASHES = re.compile(r"(?:\[:\]|\(:\)|:)[ \t]{0,2}[/\\][ \t]{0,2}[/\\]{0,4}[ \t]{0,2}")
_WEB_SCHEME = re.compile(r"(?:h(?:tt|xx)ps?|ftps?)\Z", re.IGNORECASE)
_OTHER_SCHEME = re.compile(rf"(?<![a-z])(?:[a-z][a-z-]{{1,19}}|{MASK}+)\Z", re.IGNORECASE)
_REST = re.compile(rf"{_URL_CHARS}++")
_TAIL = re.compile(rf"(?::\d{{2,5}}+(?!\d))?(?:[/?#]{_URL_CHARS}*+)?")
_DOT = re.compile(rf"\.(?=[^\W_]|{MASK})")
_LABELS = re.compile(rf"[\w{MASK}-]++(?:\.[\w{MASK}-]++)*+")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_BRACKETS = {")": "(", "]": "[", ">": "<"}
_LOCAL_SIGNS = "._%+-'" + MASK
_MAILTO_MASK = re.compile(rf"mailto:{MASK}++")
_MASK_DOMAIN = re.compile(rf"@{MASK}++(?!\.?\w)")


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

    def __init__(self, names: Names, spelling: Spelling) -> None:
        self.names, self.spelling = names, spelling

    def find(self, text: str) -> list[Written]:
        """All URLs, hosts and e-mail addresses in a text, in order, none inside another."""
        found = list(self._urls(text)) if ":" in text else []
        found += self._hosts(text, Taken(found))
        if MASK in text:
            found += _masked_addresses(text, Taken(found))
        found += self._spelled(text, found)
        return sorted(found)

    def _urls(self, text: str) -> Iterator[Written]:
        cursor = 0
        for slashes in _SLASHES.finditer(text):
            start = _scheme(text, slashes, cursor) if slashes.start() >= cursor else slashes.end()
            rest = _REST.match(text, slashes.end()) if start < slashes.start() else None
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
        if not any(char.isalnum() or char == MASK for char in place[:64]):
            return "", end, ""
        chain = self.spelling.chain(text, start) if "." not in place or "[" in place or "(" in place else None
        if not chain:
            return place, end, "url"
        tail = _tail(text, chain.end)
        return chain.host + text[chain.end : tail], tail, "spelled"

    def _hosts(self, text: str, taken: Taken) -> Iterator[Written]:
        cursor = 0
        for dot in _DOT.finditer(text):
            if dot.start() < cursor:
                continue
            start, end = _word(text, dot.start(), cursor)
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
        local = self.spelling.mailbox(text, start, plain=True)
        if local < start:
            return Written(local, end, "spelled-address", _address(text[local:start], word))
        form = "www" if word[:4].lower() == "www." else "bare"
        tail = _tail(text, end)
        return Written(start, tail, form, text[start:tail])

    def _spelled(self, text: str, found: list[Written]) -> Iterator[Written]:
        taken = Taken(found)
        for start, chain in self.spelling.hosts(text):
            if taken.overlaps(start, chain.end):
                continue
            local = self.spelling.mailbox(text, start, plain=False)
            if local < start:
                yield Written(local, chain.end, "spelled-address", _address(text[local:start], chain.host))
            else:
                begin = start - 4 if chain.host[:4] == "www." and text[start - 4 : start].lower() == "w w " else start
                tail = _tail(text, chain.end)
                yield Written(begin, tail, "spelled", chain.host + text[chain.end : tail])


def finder_of(policy: Policy) -> Finder:
    """The finder of a policy; ask for it by ``policy.derived(finder_of)``."""
    from msglint.links.names import names_of
    from msglint.links.spelled import spelling_of

    return Finder(policy.derived(names_of), policy.derived(spelling_of))


def local_part(text: str, at: int, low: int = 0) -> int:
    """Where the local part of an address begins whose ``@`` (or what stands for it) is at ``at``; ``at`` if there is none."""
    start, low = at, max(low, at - 64)
    latin = text[at - 1 : at].isascii()
    while start > low and ((char := text[start - 1]).isalnum() or char in _LOCAL_SIGNS):
        if latin and not char.isascii() and _SPACELESS.match(char):
            break
        start -= 1
    while start < at and text[start] in ".'-%+":
        start += 1
    return start


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a URL without the punctuation and the closing brackets that belong to the sentence around it."""
    excess = {
        close: text.count(close, start, end) - text.count(open_, start, end) for close, open_ in _BRACKETS.items()
    }
    while end > start:
        last = text[end - 1]
        if last in excess:
            if excess[last] <= 0:
                break
            excess[last] -= 1
        elif last not in ".,;:!?'*_~\\([":
            break
        end -= 1
    return end


def _scheme(text: str, slashes: re.Match[str], low: int) -> int:
    """Where the scheme before slashes begins; the slashes' own place if there is none."""
    head = text[max(low, slashes.start() - 24) : slashes.start()]
    found = _WEB_SCHEME.search(head.rstrip(" \t")) or (_OTHER_SCHEME.search(head) if slashes[0] == "://" else None)
    return slashes.start() - len(head) + found.start() if found else slashes.start()


def _address(head: str, domain: str) -> str:
    """An address from its local part, with the sign behind it, and its domain."""
    return f"{head[: _local_end(head)]}@{domain}"


def _local_end(head: str) -> int:
    """Where the local part at the beginning of ``head`` ends."""
    return next((at for at, char in enumerate(head) if not (char.isalnum() or char in _LOCAL_SIGNS)), len(head))


def _tail(text: str, end: int) -> int:
    found = _TAIL.match(text, end)
    return trimmed(text, end, found.end()) if found else end


def _word(text: str, dot: int, low: int) -> tuple[int, int]:
    """The run of host characters around a dot, without single dots, hyphens and underscores at its ends."""
    start, low = dot, max(low, dot - LONGEST)
    while start > low and ((char := text[start - 1]).isalnum() or char in "-_" or char == MASK):
        start -= 1
        if start > low + 1 and text[start - 1] == "." and text[start - 2] not in ". \t\n":
            start -= 1
    found = _LABELS.match(text, dot + 1)
    end = found.end() if found else dot + 1
    while start < dot and text[start] in "-_.":
        start += 1
    while end > dot + 1 and text[end - 1] in "-_":
        end -= 1
    return (start, end) if text[start:end].isascii() or end - start > LONGEST else _one_script(text, start, end)


def _one_script(text: str, start: int, end: int) -> tuple[int, int]:
    """A Latin name without the words of a script without spaces that touch it."""
    first, last = text.index(".", start, end), text.rindex(".", start, end) + 1
    if text[first - 1 : first].isascii():
        start = max((found.end() for found in _SPACELESS.finditer(text, start, first)), default=start)
    if text[last : last + 1].isascii():
        foreign = _SPACELESS.search(text, last, end)
        end = foreign.start() if foreign else end
    return start, end


def _masked_addresses(text: str, taken: Taken) -> Iterator[Written]:
    """Addresses whose domain, or all of which, is a placeholder."""
    for found in _MASK_DOMAIN.finditer(text):
        start = local_part(text, found.start())
        if start < found.start() and not taken.overlaps(start, found.end()):
            yield Written(start, found.end(), "address", text[start : found.end()])
    for found in _MAILTO_MASK.finditer(text):
        if not taken.overlaps(*found.span()) and text[found.end() : found.end() + 1] not in ("@", "."):
            yield Written(*found.span(), "address", found[0].removeprefix("mailto:"))
