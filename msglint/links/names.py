"""Whether a bare word with dots in it is a host: by its ending, its spelling and the company it keeps."""

from __future__ import annotations

from msglint.draft import MASK
from msglint.links.hosts import hosts_of
from msglint.links.suffixes import suffix_of
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msglint.links.hosts import Hosts
    from msglint.policy import Policy

LONGEST = 253
_PATH = lazy(rf"(?::\d{{2,5}})?/[\w~%#?{MASK}-]")
_CLAUSE_END = lazy(r"[ \t]*(?:[\r\n]|\Z)|[.,;!?)\]»”\"'*|>]++(?:\s|\Z)|[ \t][|–—·•-]")
_NO_WORD = lazy(r"\W+")
_GENERIC = ("com.", "co.", "net.", "org.")


class Names:
    """The facts about written hosts, as questions."""

    def __init__(self, facts: Mapping[str, Any], hosts: Hosts) -> None:
        self.facts, self._hosts = facts, hosts
        self._classes = {ending: kind for kind in ("word", "strict", "commercial") for ending in facts["endings"][kind]}
        self._no_hosts = frozenset(facts["no_hosts"])
        self._lead_ins, self._sure_lead_ins = frozenset(facts["lead_ins"]), frozenset(facts["sure_lead_ins"])
        self._host_labels = frozenset(facts["host_labels"])

    def is_name(self, host: str) -> bool:
        """Whether a host (lower-case) has a public suffix and something before it: enough where an ``@`` or ``www.`` stands."""
        suffix = suffix_of(host)
        return bool(suffix) and len(suffix) < len(host) <= LONGEST and ".." not in host

    def is_host(self, text: str, start: int, end: int) -> bool:
        """Whether the word from ``start`` to ``end`` of a text, with nothing but itself to go by, is a host."""
        word = text[start:end]
        host, ending = word.lower(), word.rpartition(".")[2]
        if not could_end(ending) or len(word) > LONGEST:
            return False
        if host.startswith("www."):
            return MASK in host or len(host.split(".")[1]) > 1
        if not self.is_name(host) or host in self._no_hosts:
            return False
        if self._hosts.known(host):
            return word in (host, word.upper()) or self._is_commercial(host)
        return self._convinces(text, start, end, host)

    def _is_commercial(self, host: str) -> bool:
        return self._class(host) == "commercial"

    def _convinces(self, text: str, start: int, end: int, host: str) -> bool:
        label = host[: -len(suffix_of(host)) - 1].rpartition(".")[2]
        kind = self._class(host)
        has_path = _PATH.match(text, end)
        if (len(label) < 2 and not (has_path and kind == "commercial")) or not _has_plain_case(text[start:end], kind):
            return False
        if kind == "commercial" or has_path:
            return True
        if label.isdigit() or not text[start:end].islower():
            return False
        if kind == "word":
            return self._has_company(text, start, end, host)
        return kind == "country" or not self._sure_lead_ins.isdisjoint(_words_before(text, start))

    def _class(self, host: str) -> str:
        suffix = suffix_of(host)
        if suffix.startswith(_GENERIC):
            return "commercial"
        ending = suffix.rpartition(".")[2]
        return self._classes.get(ending) or ("country" if len(ending) == 2 else "word")

    def _has_company(self, text: str, start: int, end: int, host: str) -> bool:
        if _CLAUSE_END.match(text, end):
            return True
        first, dot, rest = host.partition(".")
        return _words_before(text, start)[-1] in self._lead_ins or (
            bool(dot) and first in self._host_labels and self.is_name(rest)
        )


def names_of(policy: Policy) -> Names:
    """The names of a policy; ask for them by ``policy.derived(names_of)``."""
    return Names(policy.facts["written_hosts"], policy.derived(hosts_of))


def could_end(ending: str) -> bool:
    """Whether a label has the shape of a top-level domain; where a placeholder is it, nobody knows."""
    return len(ending) > 1 and (ending.isalpha() or ending.lower().startswith("xn--") or not ending.strip(MASK))


def _words_before(text: str, start: int) -> tuple[str, str]:
    """The last two words before a place, as one phrase, and the last one."""
    words = _NO_WORD.split(text[max(0, start - 24) : start].lower().rstrip(" \t:,\"'("))
    return " ".join(words[-2:]), words[-1]


def _has_plain_case(word: str, kind: str) -> bool:
    """Not ``thanks.We`` or ``thanks.WE``; only the commonest endings may be in capitals (``SHOP.COM``, ``Shop.Com``)."""
    head, _, ending = word.rpartition(".")
    if ending.islower() or ending.upper() == ending.lower():
        return True
    if kind != "commercial" or len(ending) > 4:
        return False
    return (
        head.isupper()
        if ending.isupper()
        else ending.istitle() and head[0].isupper() and ending.lower() in ("com", "net", "org")
    )
