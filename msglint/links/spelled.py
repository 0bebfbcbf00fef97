"""Hosts and addresses spelled out to slip past a filter: ``shop dot com``, ``shop[.]com``, ``name (at) shop.com``."""

from __future__ import annotations

from msglint.fold import lowered
from msglint.links.names import could_end
from msglint.links.runs import SPACELESS, local_part
from msglint.links.suffixes import suffix_of
from msglint.patterns import any_of, escape, lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator, Mapping

    from msglint.policy import Policy

_BLANK = "[ \t\u00a0]"
_OPEN, _CLOSE = r"[\[({<【〔「]", r"[\])}>】〕」]"
_CLOSERS = "])}>】〕」"
_DISGUISED = lazy(r"\.(?<=[\[({<【〔「 \u00a0]\.)")
"""A dot that may stand for that of a host though no name comes right before it."""
_AT_ENDS = (*_CLOSERS, "@")
_BLANKS = " \t\u00a0"
_WINDOW, _WINDOW_OF_WORDS = 32, 60
_CLAUSE = lazy(r"[.,;:!?()\n]")
_WORD = lazy(r"[a-z-]+")
_LAST_SPACED = "\u2e7f"
_DISGUISES = ("bracketed", "word", "spaced")


class Chain(NamedTuple):
    """A host spelled out: where it ends, and what it spells."""

    end: int
    host: str


class Spelling:
    """The ways to write a dot and an ``@`` without writing them, as patterns made of the facts' words."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        dots, ats = any_of(facts["dot_words"]), any_of(facts["at_words"])
        bracketed = rf"{_OPEN}{_BLANK}?(?:\.|{dots}){_BLANK}?{_CLOSE}"
        self.at_signs = tuple(facts["at_signs"])
        signs = "".join(map(escape, self.at_signs))
        words = _shortest(facts["dot_words"])
        self.words, self.ascii_words = tuple(words), tuple(filter(str.isascii, words))
        self.anchor = lazy(rf"{bracketed}|(?<={_BLANK})(?:{dots})(?={_BLANK})|(?<={_BLANK})\.(?={_BLANK}{{0,3}}\w)")
        endings = "|".join(" ".join(ending) for ending in facts["spaced_endings"] if "." not in ending)
        self.label = lazy(r"[\w-]{1,63}+")
        self.link = lazy(
            rf"(?i)(?:{_BLANK}{{0,3}}(?P<bracketed>{bracketed}){_BLANK}{{0,3}}|{_BLANK}{{1,3}}(?P<word>{dots}){_BLANK}{{1,3}}"
            rf"|(?P<spaced>{_BLANK}{{1,3}}\.){_BLANK}{{0,3}}|\.)"
            rf"(?P<label>(?:{endings})(?![\w-])|[A-Za-z0-9-]{{1,63}}+(?=[{SPACELESS}])|[\w-]{{1,63}}+)"
        )
        self.at = lazy(
            rf"(?i)(?:{_BLANK}{{0,3}}(?P<bracketed>{_OPEN}{_BLANK}?(?:[@{signs}]|{ats}){_BLANK}?{_CLOSE}){_BLANK}{{0,3}}"
            rf"|(?<=[a-z0-9])(?P<sign>[{signs}])|(?<=\w)(?P<tight>\(a\)|\[a\]|{any_of(filter(_is_unspaced, facts['at_words']))})"
            rf"|{_BLANK}{{1,3}}(?P<loose>\(a\)|\[a\]){_BLANK}{{0,3}}|{_BLANK}{{1,3}}(?P<word>{ats}){_BLANK}{{1,3}}|{_BLANK}{{0,2}}@{_BLANK}{{0,2}})\Z"
        )
        self.part = lazy(
            rf"(?i)([\w+-]{{1,30}})(?:{_BLANK}{{0,2}}{bracketed}{_BLANK}{{0,2}}|{_BLANK}{{1,2}}(?:{dots}){_BLANK}{{1,2}})\Z"
        )
        self.step = lazy(
            rf"(?i){_BLANK}{{1,2}}(?:{any_of(facts['slash_words'])}){_BLANK}{{1,2}}([\w-]{{1,63}}+)(?![.@:]\S)"
        )
        self.joint = lazy(rf"(?i)([\w.+-]{{1,64}}?)([_-])(?:{ats})\2(.+)")
        self.at_words = tuple(facts["at_words"])
        self.dot_words: Mapping[str, list[str]] = facts["dot_words"]
        self.endings: Mapping[str, str] = facts["spoken_endings"]
        self.names: Mapping[str, str] = facts["spoken_names"]
        self.spaced_endings = frozenset(facts["spaced_endings"])
        self.no_names = frozenset(facts["no_names"])
        self.weak_at_words = frozenset(facts["weak_at_words"])
        self.no_mailboxes = frozenset(facts["no_mailboxes"])
        self.no_signed = self.no_mailboxes.union(facts["lead_ins"], facts["no_signed"])
        self.mailboxes = frozenset(facts["mailboxes"])
        self.page_words, self.page_ends = frozenset(facts["page_words"]), frozenset(facts["page_ends"])
        self.mail_words = frozenset(facts["mail_words"])
        self.mail_leads, self.page_leads = frozenset(facts["mail_leads"]), frozenset(facts["page_leads"])

    def hosts(self, text: str) -> Iterator[tuple[int, Chain]]:
        """The hosts spelled out in a text, each with where it begins."""
        lower = lowered(text)
        words = self.ascii_words if lower.isascii() else self.words
        if not any(map(lower.__contains__, words)) and not _DISGUISED.search(lower):
            return
        cursor = 0
        for anchor in self.anchor.finditer(lower):
            start = _first_label(text, anchor.start(), cursor)
            if anchor[0][-1] not in _CLOSERS and lower[start : anchor.start()].rstrip() in self.no_names:
                continue
            found = self.chain(text, start) if start < anchor.start() else None
            if found and found.end > anchor.end():
                cursor = found.end
                yield start, found

    def chain(self, text: str, start: int) -> Chain | None:
        """The host spelled out from ``start`` on: the longest run of labels that ends like one."""
        first = self.label.match(text, start)
        if not first:
            return None
        host, at, best, disguised = self.names.get(first[0], first[0]), first.end(), None, False
        for _ in range(6):
            link = self.link.match(text, at)
            if not link:
                break
            disguised = disguised or any(link[name] for name in _DISGUISES)
            label = link["label"].replace(" ", "")
            label = self.endings.get(label, label)
            host, at = f"{host}.{label}", link.end()
            if disguised and could_end(label) and self._ends_well(host, text, start, at):
                best = Chain(at, _without_spaced_www(host))
        return best

    def mailbox(self, text: str, start: int, *, plain: bool, path: bool = False) -> int:
        """Where the local part begins before a host at ``start``, behind a spelled-out ``@``; ``start`` if there is none.

        ``plain`` says that the host's dots are dots, so that a mere word "at" proves little; ``path`` that the host has one.
        """
        window = text[max(0, start - _WINDOW) : start]
        sign = self.at.search(window) if self._may_be_at(window) else None
        if not sign:
            return start
        at = start - len(window) + sign.start()
        begin = local_part(text, at)
        local = text[begin:at]
        if (
            not local
            or not self._is_mailbox(local, sign, plain=plain)
            or self._is_page(text, begin, at, sign, path=path)
        ):
            return start
        for _ in range(3):  # jane(dot)doe (at) …
            part = self.part.search(text, max(0, begin - _WINDOW), begin) if not sign["loose"] else None
            if not part or part[1].lower() in self.no_names:
                break
            begin = part.start()
        return begin

    def path(self, text: str, end: int) -> tuple[int, str]:
        """Where the path ends that is spelled out behind a host ("slash care slash lamps"), and what it spells."""
        path = ""
        while (step := self.step.match(text, end)) and step[1].lower() not in self.no_names:
            path, end = f"{path}/{step[1]}", step.end()
        return end, path

    def joined(self, word: str) -> str:
        """The address that a host's look hides, ``info_at_shop.com``; empty if it is none. A hyphen is usual in hosts."""
        found = self.joint.fullmatch(word) if "at" in word.lower() or not word.isascii() else None
        if not found or not (found[2] == "_" or found[1].lower() in self.mailboxes):
            return ""
        return f"{found[1]}@{found[3]}" if suffix_of(found[3].lower()) not in ("", found[3].lower()) else ""

    def _may_be_at(self, before: str) -> bool:
        """Whether a text may end in a sign for ``@``: asked of every host, and seldom so."""
        head = before.rstrip(_BLANKS)
        return head[-1:] in _AT_ENDS or head.endswith(self.at_signs) or head.lower().endswith(self.at_words)

    def _is_mailbox(self, written: str, sign: re.Match[str], *, plain: bool) -> bool:
        local = written.lower()
        if sign["sign"]:  # "Lampwerk★lampwerk.com" and "HP★lampwerk.com" are ornaments
            return local in self.mailboxes or (local == written and local not in self.no_signed and _has_letter(local))
        if sign["bracketed"] or sign["tight"] or sign[0] == "@":
            return True
        if local in self.no_mailboxes or not _has_letter(local):
            return False
        # "at" is a word, and "(a)" may head a list; "SAVE15 at shop.com" tells where a code is good
        if plain and (sign["loose"] or (sign["word"] and sign["word"].lower() in self.weak_at_words)):
            return local in self.mailboxes or not (local.isalpha() or written.isupper())
        return True

    def _is_page(self, text: str, begin: int, end: int, sign: re.Match[str], *, path: bool) -> bool:
        """Whether "at" says where something is: "enter your number at shop dot com". What is no word is a mailbox."""
        local = text[begin:end].lower()
        if not sign["word"] or sign["word"].lower() not in self.weak_at_words:
            return False
        if path:
            return True
        if not local.isalpha():
            return False
        clause = _CLAUSE.split(text[max(0, begin - _WINDOW_OF_WORDS) : end].lower())[-1]
        said = _WORD.findall(clause)
        before = said[-2:-1]
        if local in self.mailboxes:
            return self.mail_words.isdisjoint(said[:-1]) and not self.page_leads.isdisjoint(before)
        if not self.mail_words.isdisjoint(said) or (local not in self.page_ends and self.page_words.isdisjoint(said)):
            return False
        return self.mail_leads.isdisjoint(before)

    def _ends_well(self, host: str, text: str, start: int, end: int) -> bool:
        """Whether the labels end in a suffix that the way its dot is written may stand before."""
        suffix = suffix_of(host.lower())
        if not suffix or len(suffix) >= len(host):
            return False
        name, at = host[: -len(suffix) - 1], self.label.match(text, start)
        link = at
        for _ in range(name.count(".") + 1):
            link = self.link.match(text, link.end()) if link else None
        if link is None or link["bracketed"]:
            return link is not None
        if name.rpartition(".")[2].lower() in self.no_names or text[end : end + 1] == "-":
            return False
        if link["word"]:
            return suffix in self.dot_words[link["word"].lower()]
        return not link["spaced"] or (suffix in self.spaced_endings and text[end - 1].islower())


def spelling_of(policy: Policy) -> Spelling:
    """The spellings of a policy; ask for them by ``policy.derived(spelling_of)``."""
    return Spelling(policy.facts["written_hosts"])


def _shortest(words: Collection[str]) -> list[str]:
    """The words that contain none of the others: where one of these is absent, so are all that contain it."""
    return [word for word in words if not any(other in word and other != word for other in words)]


def _is_unspaced(word: str) -> bool:
    """Whether a word is of a script that has no blanks between words."""
    return word[0] > _LAST_SPACED


def _has_letter(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _first_label(text: str, anchor: int, low: int) -> int:
    """Where the label before a spelled-out dot begins; ``w w w`` is one label."""
    at = anchor
    while at > max(low, anchor - 3) and text[at - 1] in " \t\u00a0":
        at -= 1
    start = at
    while start > max(low, at - 63) and (text[start - 1].isalnum() or text[start - 1] in "-."):
        start -= 1
    while start < at and text[start] in "-.":
        start += 1
    return start if start < at else anchor


def _without_spaced_www(host: str) -> str:
    return f"www.{host[2:]}" if host[:2].lower() == "w." else host
