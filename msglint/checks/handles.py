"""Accounts on networks outside Amazon: ``@name``, ``@[handle]`` and ``Skype: dashking_help``."""

from __future__ import annotations

from msglint.checks.placeholders import kinds_of, words_of
from msglint.draft import MASK, Span, beyond_ascii
from msglint.patterns import any_of, lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from msglint.fold import Folded
    from msglint.policy import Policy
    from msglint.reading import Reading

_HANDLE = lazy(r"(?<![0-9a-z_\u00b5-\u1fff])(?<![.@/#&=\x1a])@([a-z][a-z0-9_]*+(?:\.[a-z0-9_]++)*+)(?![@\x1a/=(])")
LETTERS = range(4, 31)
"""How long the names are that networks allow and people choose."""
_NO_PLACE = lazy(rf"[\w.@/#&={MASK}]@\Z")
"""What is behind this belongs to an address."""
_BEGIN, _END = lazy(r"(?<![a-z0-9_@#/.-])"), lazy("(?![a-z0-9])")
_ACCOUNT = lazy(r"(?:@(?=[0-9]))?([a-z0-9][a-z0-9_.-]{2,40}+(?:#[0-9]{4})?)")
_JOINED = lazy(r"#|[a-z0-9]_+[a-z0-9]|[a-z]{2}\.[a-z_]{2}|\A[a-z]{3,}[0-9]")
_NAME_AND_NUMBER = lazy(r"[a-z]{5,}[0-9]{2,}|[a-z0-9.]*[a-z0-9]_+[a-z0-9._]*[a-z0-9]")
_TITLE = lazy(
    r"[^\W\d_][^\W\d_&'’.-]{2,30}(?: [^\W\d_][^\W\d_&'’.-]{1,30}){0,2}(?<!\.)(?=[*_]{0,3}[ \t]{0,3}(?:[\n|·•,;/)\]、。]|\Z|\.(?:\s|\Z)))"
)
_STOP = lazy(r"[.!?]\s|[\n。]")
_NEAR, _FAR = 30, 160
_LAST_SPACED = "\u2e7f"
_WORD = lazy(r"[^\W\d_]+")


class Account(NamedTuple):
    """One that a text names: where it stands in the source, how it is written there, and how sure that is."""

    span: Span
    written: str
    confidence: str


class Networks(NamedTuple):
    """The facts about them, ready to look for: all ``names``, each behind its first word (``first_words``),
    and the ``clear`` ones, which mean nothing else; ``behind`` is what may stand between a name and its account, ``leads`` what has to stand before an ambiguous one, and ``ordered`` and ``takers`` find that an
    account is something else.
    """

    no_handles: frozenset[str]
    handle_names: frozenset[str]
    names: tuple[tuple[str, str], ...]
    first_words: frozenset[str]
    clear: frozenset[str]
    behind: re.Pattern[str]
    sure_labels: frozenset[str]
    leads: re.Pattern[str]
    ordered: re.Pattern[str]
    takers: re.Pattern[str]
    numbered: frozenset[str]
    no_accounts: frozenset[str]


def networks_of(policy: Policy) -> Networks:
    """Ask for them by ``policy.derived(networks_of)``."""
    facts = policy.facts["networks"]
    names = tuple((name.partition(" ")[0], name) for name in (*facts["networks"], *facts["ambiguous"]))
    return Networks(
        frozenset(word for words in facts["no_handles"].values() for word in words),
        frozenset(facts["handle_names"]),
        names,
        frozenset(first for first, _ in names),
        frozenset(facts["networks"]),
        _behind(facts),
        frozenset(facts["sure_labels"]),
        lazy(rf"(?:\A|[\n.,;:!?|/·•(–—>*_-]|[\u2e80-\ud7ff]|(?<![^\W_])(?:{any_of(facts['leads'])}))[ \t]{{0,3}}\Z"),
        lazy(rf"(?<![a-z])(?:{any_of(facts['ordered'])})(?![a-z])"),
        lazy(rf"(?<![a-z])(?:{any_of((*facts['makers'], *facts['payers']))})(?![a-z])[^.!?\n@]{{0,15}}\Z"),
        frozenset(facts["numbered"]),
        frozenset(facts["no_accounts"]),
    )


def _behind(facts: Mapping[str, Any]) -> re.Pattern[str]:
    label = rf"(?:[ \t_/-]{{0,2}}(?P<label>{any_of(facts['labels'])})(?![a-z0-9]))?"
    colon = r"[*_]{0,3}[ \t]{0,2}(?P<colon>[:=→➡⇒»>]{1,2})\s{0,3}[*_]{0,3}\s?"
    spaced = any_of(word for word in facts["copulas"] if word[0] <= _LAST_SPACED)
    others = any_of(word for word in facts["copulas"] if word[0] > _LAST_SPACED)
    loose = rf"[ \t]{{0,2}}(?:[-–—|/(「『【・]|(?:{spaced})(?=[ \t])|{others}|)[ \t]{{0,2}}"
    return lazy(rf"{label}(?:{colon}|{loose})[\"'“„«「『(]?(?:{any_of(facts['openings'])})?")


def accounts(reading: Reading) -> list[Account]:
    """All accounts that a draft names, by the way they are written; none inside another."""
    kept: list[Account] = []
    for account in sorted(_accounts(reading), key=lambda one: (one.span.start, -one.span.end)):
        if not kept or kept[-1].span.end <= account.span.start:
            kept.append(account)
    return kept


def _accounts(reading: Reading) -> Iterator[Account]:
    known = reading.policy.derived(networks_of)
    if "@" in reading.lowered:
        for view in reading.texts:
            yield from _handles(view, known)
        yield from _placeholders(reading, known)
    occurring = _occurring(reading, known)
    for view in reading.texts if occurring else ():
        for name in occurring:
            yield from _behind_name(view, name, known)


def may_name(reading: Reading) -> bool:
    """Whether a draft may name any: a quick look."""
    return "@" in reading.lowered or bool(_occurring(reading, reading.policy.derived(networks_of)))


def _occurring(reading: Reading, known: Networks) -> list[str]:
    """The networks whose name, or its first word, occurs in a draft."""
    words, letters = reading.vocabulary, reading.spelled
    if not any(char > _LAST_SPACED for char in beyond_ascii(letters)):
        return [] if known.first_words.isdisjoint(words) else [name for first, name in known.names if first in words]
    return [name for first, name in known.names if first in letters]


def _handles(view: Folded, known: Networks) -> Iterator[Account]:
    for found in _HANDLE.finditer(view.lower) if "@" in view.lower else ():
        is_name = len(found[1]) in LETTERS and found[1] not in known.no_handles
        if is_name and _leads_away(view.lower, *found.span(), known):
            yield Account(view.span(*found.span()), view.text[slice(*found.span())], "high")


def _leads_away(text: str, at: int, end: int, known: Networks) -> bool:
    """Whether an account is neither what the buyer ordered, to be engraved, nor one that takes money."""
    if known.takers.search(text, max(0, at - _NEAR), at):
        return False
    low = max(0, at - _FAR)
    low = max(low, *(text.rfind(sign, low, at) + 1 for sign in (". ", "! ", "? ", "\n", "。")))
    stop = _STOP.search(text, end, end + _FAR)
    high = stop.start() if stop else end + _FAR
    return not (known.ordered.search(text, low, at) or known.ordered.search(text, end, high))


def _placeholders(reading: Reading, known: Networks) -> Iterator[Account]:
    """Placeholders for a name, right behind an ``@``."""
    fillers = reading.policy.derived(kinds_of).fillers
    for part in reading.draft.parts:
        text = part.text.text
        for placeholder in part.placeholders:
            at = placeholder.start - 1
            if at < 0 or text[at] != "@" or _NO_PLACE.search(text, max(0, at - 1), at + 1):
                continue
            if words_of(placeholder.name, fillers) in known.handle_names:
                yield Account(part.text.span(at, placeholder.end), "@" + placeholder.text, "high")


def _behind_name(view: Folded, name: str, known: Networks) -> Iterator[Account]:
    """Accounts behind the name of a network."""
    lower, at = view.lower, view.lower.find(name)
    while at >= 0:
        end = at + len(name)
        is_meant = _stands_alone(lower, at, end) and (
            name in known.clear or known.leads.search(lower, max(0, at - 12), at)
        )
        sign = known.behind.match(lower, end) if is_meant else None
        found = _account(view, name, sign, known) if sign else None
        if found and _leads_away(lower, at, found[0], known):
            yield Account(view.span(at, found[0]), view.text[at : found[0]], found[1])
        at = lower.find(name, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is a word of its own; in scripts without spaces any is."""
    return not text[start].isascii() or bool(_BEGIN.match(text, start) and _END.match(text, end))


def _account(view: Folded, name: str, sign: re.Match[str], known: Networks) -> tuple[int, str] | None:
    """Where the account behind a sign ends, and how sure it is one; None for anything else."""
    start, has_colon = sign.end(), bool(sign["colon"])
    is_clear = name in known.clear
    found = _ACCOUNT.match(view.lower, start)
    if found:
        account = found[1].rstrip(".-")
        end = found.start(1) + len(account)
        if _is_account(account, view.text[found.start(1) : end], name, sign["label"], known):
            return end, "high" if is_clear else "medium"
    if not (is_clear and has_colon):
        return None
    title = _TITLE.match(view.lower, start)
    if title and _is_title(view.text[slice(*title.span())], known):
        return title.end(), "medium"
    return None


def _is_account(account: str, written: str, name: str, label: str | None, known: Networks) -> bool:
    """Whether a word looks like what people choose as a name there."""
    if account.rstrip("0123456789") in known.no_accounts:
        return False
    is_clear = name in known.clear
    if label in known.sure_labels and len(account) in LETTERS and (is_clear or written.islower()):
        return True
    if account.isdigit():
        return name in known.numbered and len(account) > 4
    return bool(_JOINED.search(account) if is_clear else written.islower() and _NAME_AND_NUMBER.fullmatch(account))


def _is_title(written: str, known: Networks) -> bool:
    """Whether words that end a line or a clause are the name of a page: one, or several in capitals."""
    words = _WORD.findall(written.lower())
    return known.no_accounts.isdisjoint(words) and (" " not in written or written[0].isupper())
