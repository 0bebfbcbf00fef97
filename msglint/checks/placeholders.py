"""What the names of placeholders say: an order id, or something that plainly renders to a violation."""

from __future__ import annotations

from msglint.draft import MASK
from msglint.links.shop_calls import calls_of
from msglint.patterns import escape, lazy
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.draft import Part, Placeholder, Span
    from msglint.links.shop_calls import Calls
    from msglint.policy import Policy
    from msglint.reading import Reading

_SEAMS = lazy(
    r"&#?\w+;|<[^<>]*>|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])[0-9]{1,2}(?![^\W_])|[\W_]+"
)
"""Between the words of a name, and a number behind them (``ORDERNUM2``)."""
_FOREIGN_KEY = lazy(r"(?<=[a-z])(?:_id|Id)(?=\.|->)")
_STEP = lazy(r"[./>]")
_MASKED = lazy(f"{MASK}+")
_PARAMETER = lazy(r"[?&;][\w.\[\]-]{1,40}=\Z")
_BREAK = lazy(r"[\s\"'<>()]")
_LONGEST = 300
_QUERY = lazy(rf"[?&;]([\w.-]{{1,40}})={MASK}")
FEWEST_BLANKS, MOST_BLANKS = 3, 20
"""So many signs in a row are blanks to fill in."""
_FORMAT = lazy(r"%(?!%)")
_NEVER = lazy(r"(?!)")
_SITE = "external-link"


class Names(NamedTuple):
    """The names of one kind: ``says`` finds them, ``unless`` finds those that say something else after all, ``in_text``
    those that count only where people read them; ``read_only`` says that so do all.
    """

    says: re.Pattern[str]
    unless: re.Pattern[str]
    in_text: re.Pattern[str]
    read_only: bool


class Behind(NamedTuple):
    """``words`` ends right before a placeholder, or blanks to fill in, that stands for the order id by its place; ``unless``
    finds the names that say something else. ``signs`` has what has to occur in a text for that.
    """

    words: re.Pattern[str]
    unless: re.Pattern[str]
    signs: tuple[str, ...]


class Kinds(NamedTuple):
    """All kinds of names of a policy; ``fillers`` are words that say nothing, as in ``[your website here]``; ``telling``
    finds something in the words of every name that is of any kind.
    """

    fillers: re.Pattern[str]
    order_id: Names
    behind: Behind
    violations: Mapping[str, Names]
    telling: re.Pattern[str]
    calls: Calls


class Telling(NamedTuple):
    """A placeholder whose name may be of some kind, with the words of it."""

    part: Part
    placeholder: Placeholder
    words: str


def telling(reading: Reading) -> Iterator[Telling]:
    """What ``Reading.telling`` shows: of a hundred placeholders hardly one."""
    kinds = reading.policy.derived(kinds_of)
    known: dict[str, str] = {"": ""}
    for part in reading.draft.parts:
        for placeholder in part.placeholders:
            name = placeholder.name
            words = known.get(name)
            if words is None:
                words = known[name] = _telling(name, kinds)
            if words:
                yield Telling(part, placeholder, words)


def _telling(name: str, kinds: Kinds) -> str:
    """The words of a name that may be of some kind; of ``ticket.order`` the last one, of another name none."""
    words = words_of(name, kinds.fillers)
    if kinds.telling.search(words) or kinds.calls.builds_address(name):
        return words
    last = words_of(_STEP.split(name)[-1], kinds.fillers)
    return last if _says(kinds.order_id, last) and not kinds.order_id.unless.search(words) else ""


def violations(reading: Reading, rule: str) -> Iterator[Span]:
    """The placeholders whose names say that they render to a violation of this rule."""
    if not reading.telling:
        return
    kinds = reading.policy.derived(kinds_of)
    names = kinds.violations.get(rule)
    if names is None:
        return
    for part, placeholder, words in reading.telling:
        if _violates(names, words, placeholder, part) or (
            rule == _SITE and kinds.calls.builds_address(placeholder.name)
        ):
            yield part.text.span(placeholder.start, placeholder.end)


def is_site(placeholder: Placeholder, policy: Policy) -> bool:
    """Whether a placeholder, in place of a host, plainly is the seller's own."""
    kinds = policy.derived(kinds_of)
    name = placeholder.name
    return _says(kinds.violations[_SITE], words_of(name, kinds.fillers)) or kinds.calls.builds_address(name)


def shows_order_id(reading: Reading) -> bool:
    """Whether people will read a placeholder for the order id, or follow a link that hands it on: ``?orderID={{id}}``."""
    kinds = reading.policy.derived(kinds_of)
    starts = {
        part.text.span(placeholder.start, placeholder.end).start
        for part, placeholder, words in reading.telling
        if _says(kinds.order_id, words)
    }
    if starts and not starts.isdisjoint(_shown(reading)):
        return True
    return _stands_for_it(reading, kinds) or bool(reading.placeholders and _hands_it_on(reading, kinds))


def _stands_for_it(reading: Reading, kinds: Kinds) -> bool:
    """Whether a placeholder, or blanks to fill in, stand right behind the word for an order."""
    starts = {
        part.text.span(found.start, found.end).start: found
        for part in reading.draft.parts
        for found in part.placeholders
    }
    for view in reading.draft.views():
        if not any(map(view.text.__contains__, kinds.behind.signs)):
            continue
        for lead in kinds.behind.words.finditer(view.text):
            if view.text[lead.end() : lead.end() + 1] != MASK:
                return True
            found = starts.get(view.span(lead.end(), lead.end() + 1).start)
            if found and _may_be_it(found, kinds):
                return True
    return False


def _may_be_it(placeholder: Placeholder, kinds: Kinds) -> bool:
    if not placeholder.name:
        return bool(_FORMAT.match(placeholder.text))
    return not kinds.behind.unless.search(words_of(placeholder.name))


def _hands_it_on(reading: Reading, kinds: Kinds) -> bool:
    queries = (link.written for link in reading.links if link.placeholders)
    return any(_says(kinds.order_id, words_of(found[1])) for written in queries for found in _QUERY.finditer(written))


def says_order_id(name: str, policy: Policy) -> bool:
    """Whether the name of a placeholder says that an order id will stand there."""
    kinds = policy.derived(kinds_of)
    return _says(kinds.order_id, words_of(name, kinds.fillers))


def words_of(name: str, fillers: re.Pattern[str] = _NEVER) -> str:
    """A name as words: ``orderNumber``, ``ORDER_NUMBER`` and ``[Your order number]`` are all ``order number``."""
    if name.isalnum() and name.islower():
        words = name
    else:
        words = " ".join(_SEAMS.sub(" ", _FOREIGN_KEY.sub("", name)).lower().split())
    return " ".join(fillers.sub(" ", words).split()) or words


def kinds_of(policy: Policy) -> Kinds:
    """The kinds of names that the facts list."""
    facts: Mapping[str, Any] = policy.facts["placeholders"]
    rules = {rule: _names(lists) for rule, lists in facts["violations"].items()}
    order_id = _names(facts["order_id"])
    patterns = [pattern.pattern for names in (order_id, *rules.values()) for pattern in (names.says, names.in_text)]
    fillers = lazy(rf"(?<!\S)(?:{_any(facts['fillers'])})(?!\S)")
    return Kinds(
        fillers,
        order_id,
        _behind(facts["order_id"]["behind"]),
        rules,
        lazy("|".join(f"(?:{pattern})" for pattern in patterns)),
        policy.derived(calls_of),
    )


def _violates(names: Names, words: str, placeholder: Placeholder, part: Part) -> bool:
    if _says(names, words):
        return not (names.read_only and _is_handed_on(placeholder, part))
    before = part.text.text[max(0, placeholder.start - 1) : placeholder.start]
    return bool(names.in_text.search(words)) and before not in ("=", "/", "&", "?")


def _is_handed_on(placeholder: Placeholder, part: Part) -> bool:
    """Whether it stands in the query or the path of a web address."""
    before = _BREAK.split(part.text.text[max(0, placeholder.start - _LONGEST) : placeholder.start])[-1]
    if "mailto:" in before.lower():
        return False
    return bool(_PARAMETER.search(before)) or ("://" in before[:-1] and before.endswith("/"))


def _says(names: Names, words: str) -> bool:
    return bool(names.says.search(words)) and not names.unless.search(words)


def _shown(reading: Reading) -> Iterator[int]:
    """Where in the source the placeholders begin that stand in a text people read (two may touch)."""
    for view in reading.draft.views():
        for run in _MASKED.finditer(view.text):
            yield from range(*view.span(*run.span()))


def _names(lists: Mapping[str, Any]) -> Names:
    says = [
        rf"(?<!\S)(?:{_any(lists['within'])})(?!\S)" if "within" in lists else "",
        rf"\A(?:{_any(lists['whole'])})\Z" if "whole" in lists else "",
        rf"(?<!\S)(?:{_any(lists['at_end'])})\Z" if "at_end" in lists else "",
        "|".join(map(escape, lists.get("anywhere", ()))),
        "".join(
            r"\A" * (not number) + rf"(?=.*(?<!\S)(?:{_any(words)})(?!\S))"
            for number, words in enumerate(lists.get("all_of", ()))
        ),
    ]
    unless = rf"(?<!\S)(?:{_any(lists['unless'])})(?!\S)" if "unless" in lists else "(?!)"
    in_text = rf"(?<!\S)(?:{_any(lists['in_text'])})\Z" if "in_text" in lists else "(?!)"
    return Names(lazy("|".join(filter(None, says))), lazy(unless), lazy(in_text), lists.get("read_only", False))


def _behind(lists: Mapping[str, Any]) -> Behind:
    words, anywhere, labels = (_any(lists[name]) for name in ("words", "anywhere", "labels"))
    blanks = "|".join(f"{escape(sign)}{{{FEWEST_BLANKS},{MOST_BLANKS}}}" for sign in lists["blanks"])
    marks = r"#№°º(\[（「„“\"«*… \t\u00a0"
    return Behind(
        lazy(
            rf"(?i)(?:(?<![^\W_])(?:{words})|{anywhere})"
            rf"(?:[ \t\u00a0-]?(?:{labels})\.?(?:[ ](?:is|ist|lautet)|は)?[\s:：{marks}]{{0,8}}|[{marks}]{{0,6}}(?:[:：]\s{{0,3}})?)"
            rf"(?={MASK}|(?:{blanks})(?![\w-]))"
        ),
        lazy(rf"(?<!\S)(?:{_any(lists['unless'])})(?!\S)|{'|'.join(map(escape, lists['unless_anywhere']))}"),
        (MASK, *(sign * FEWEST_BLANKS for sign in lists["blanks"])),
    )


def _any(phrases: Iterable[str]) -> str:
    """A pattern for any of these runs of words, their spaces left out or not."""
    return "|".join(" ?".join(map(escape, words_of(phrase).split())) for phrase in phrases)
