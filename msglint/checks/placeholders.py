"""What the names of placeholders say: an order id, or something that plainly renders to a violation."""

from __future__ import annotations

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
_PARAMETER = lazy(r"[?&;][\w.\[\]-]{1,40}=\Z")
_BREAK = lazy(r"[\s\"'<>()]")
_LONGEST = 300
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


class Kinds(NamedTuple):
    """All kinds of names of a policy; ``fillers`` are words that say nothing, as in ``[your website here]``; ``telling``
    finds something in the words of every name that is of any kind.
    """

    fillers: re.Pattern[str]
    order_id: Names
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
    return last if says(kinds.order_id, last) and not kinds.order_id.unless.search(words) else ""


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
    return says(kinds.violations[_SITE], words_of(name, kinds.fillers)) or kinds.calls.builds_address(name)


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
    rules = {rule: names_of(lists) for rule, lists in facts["violations"].items()}
    order_id = names_of(facts["order_id"])
    patterns = [pattern.pattern for names in (order_id, *rules.values()) for pattern in (names.says, names.in_text)]
    fillers = lazy(rf"(?<!\S)(?:{any_run(facts['fillers'])})(?!\S)")
    return Kinds(
        fillers,
        order_id,
        rules,
        lazy("|".join(f"(?:{pattern})" for pattern in patterns)),
        policy.derived(calls_of),
    )


def _violates(names: Names, words: str, placeholder: Placeholder, part: Part) -> bool:
    if says(names, words):
        return not (names.read_only and _is_handed_on(placeholder, part))
    before = part.text.text[max(0, placeholder.start - 1) : placeholder.start]
    return bool(names.in_text.search(words)) and before not in ("=", "/", "&", "?")


def _is_handed_on(placeholder: Placeholder, part: Part) -> bool:
    """Whether it stands in the query or the path of a web address."""
    before = _BREAK.split(part.text.text[max(0, placeholder.start - _LONGEST) : placeholder.start])[-1]
    if "mailto:" in before.lower():
        return False
    return bool(_PARAMETER.search(before)) or ("://" in before[:-1] and before.endswith("/"))


def says(names: Names, words: str) -> bool:
    """Whether the words of a name are of this kind."""
    return bool(names.says.search(words)) and not names.unless.search(words)


def names_of(lists: Mapping[str, Any]) -> Names:
    """The names of one kind, as the facts list them."""
    entries = [
        rf"(?<!\S)(?:{any_run(lists['within'])})(?!\S)" if "within" in lists else "",
        rf"\A(?:{any_run(lists['whole'])})\Z" if "whole" in lists else "",
        rf"(?<!\S)(?:{any_run(lists['at_end'])})\Z" if "at_end" in lists else "",
        "|".join(map(escape, lists.get("anywhere", ()))),
        "".join(
            r"\A" * (not number) + rf"(?=.*(?<!\S)(?:{any_run(words)})(?!\S))"
            for number, words in enumerate(lists.get("all_of", ()))
        ),
    ]
    unless = rf"(?<!\S)(?:{any_run(lists['unless'])})(?!\S)" if "unless" in lists else "(?!)"
    in_text = rf"(?<!\S)(?:{any_run(lists['in_text'])})\Z" if "in_text" in lists else "(?!)"
    return Names(lazy("|".join(filter(None, entries))), lazy(unless), lazy(in_text), lists.get("read_only", False))


def any_run(phrases: Iterable[str]) -> str:
    """A pattern for any of these runs of words, their spaces left out or not."""
    return "|".join(" ?".join(map(escape, words_of(phrase).split())) for phrase in phrases)
