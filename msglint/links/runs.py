"""Where the runs of characters end that hosts, URLs and addresses are made of."""

from __future__ import annotations

from msglint.draft import MASK
from msglint.links.names import LONGEST
from msglint.patterns import lazy

SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
"""Scripts whose words have no spaces between them, and their punctuation: a Latin name ends where they begin."""
URL_RUN = rf"(?:[^\s<>\"`^|{{}}\]\u2018-\u201f\u00ab\u00bb\u2026{SPACELESS}]++|\](?![(\[]))"
"""A run inside a URL: Markdown's ``](`` and ``][`` end it."""
_TAIL = lazy(rf"(?::\d{{2,5}}+(?!\d))?(?:[/?#]{URL_RUN}*+)?")
_LABELS = lazy(rf"[\w{MASK}-]++(?:\.[\w{MASK}-]++)*+")
_SPACELESS = lazy(f"[{SPACELESS}]")
_BRACKETS = {")": "(", "]": "[", ">": "<"}
_BEHIND_HOST = (":", "/", "?", "#")
_STOPS = ".,;:!?'*_~\\(["
_LAST = _STOPS + "".join(_BRACKETS)
_LOCAL_SIGNS = "._%+-'" + MASK


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


def local_end(head: str) -> int:
    """Where the local part at the beginning of ``head`` ends."""
    return next((at for at, char in enumerate(head) if not (char.isalnum() or char in _LOCAL_SIGNS)), len(head))


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a URL without the punctuation and the closing brackets that belong to the sentence around it."""
    if end > start and text[end - 1] not in _LAST:
        return end
    excess = {
        close: text.count(close, start, end) - text.count(open_, start, end) for close, open_ in _BRACKETS.items()
    }
    while end > start:
        last = text[end - 1]
        if last in excess:
            if excess[last] <= 0:
                break
            excess[last] -= 1
        elif last not in _STOPS:
            break
        end -= 1
    return end


def tail_of(text: str, end: int) -> int:
    """The end of the port, path and query that follow a host."""
    if text[end : end + 1] not in _BEHIND_HOST:
        return end
    found = _TAIL.match(text, end)
    return trimmed(text, end, found.end()) if found else end


def word_end(text: str, dot: int) -> int:
    """Where the run of host characters behind a dot ends, without hyphens and underscores at its end."""
    found = _LABELS.match(text, dot + 1)
    end = found.end() if found else dot + 1
    while end > dot + 1 and text[end - 1] in "-_":
        end -= 1
    return end


def word_around(text: str, dot: int, end: int, low: int) -> tuple[int, int]:
    """The run of host characters around a dot, without single dots, hyphens and underscores at its ends."""
    start, low = dot, max(low, dot - LONGEST)
    while start > low and ((char := text[start - 1]).isalnum() or char in "-_" or char == MASK):
        start -= 1
        if start > low + 1 and text[start - 1] == "." and text[start - 2] not in ". \t\n":
            start -= 1
    while start < dot and text[start] in "-_.":
        start += 1
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
