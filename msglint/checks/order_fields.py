"""What stands for the order id until the message is sent: a placeholder, a field that no dialect knows, blanks to fill in."""

from __future__ import annotations

from msglint.checks.placeholders import any_run, kinds_of, names_of, says, words_of
from msglint.draft import MASK
from msglint.patterns import escape, lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from msglint.checks.placeholders import Kinds, Names
    from msglint.draft import Placeholder, View
    from msglint.policy import Policy
    from msglint.reading import Reading

_MASKED = lazy(f"{MASK}+")
_QUERY = lazy(rf"[?&;]([\w.-]{{1,40}})={MASK}")
_UNNAMED = lazy(r"%(?!%)|\{#\w+#\}")
"""Placeholders without a name that are values all the same, no tags of control: ``%s``, ``{#var#}``."""
_NUMBERED = lazy(rf"(?:\A|[,;!?.|–—-] ?|\n)[ \t]{{0,9}}#[%@]?(?={MASK})")
_EDGE = r"(?<![^\W_].)"
_NAME = r"[^\W\d_][\w #.'’/-]{0,40}?"
_TOKEN = r"[A-Za-z]\w*+(?:[.-]\w++)*+"
_NO_LABEL = r"(?!\s{0,2}[:=]\s{0,2}[\w-]{0,12}\d)"
_SIGNED = lazy(rf"[#$@%:!~+^_](?<![\w&/.=?-].)[#$@%:!~^]?({_TOKEN}){_NO_LABEL}")
_COMPOUND = rf"(?=[A-Za-z0-9]{{1,40}}_|[A-Za-z]{{0,40}}[a-z][A-Z]|[A-Z]{{4,40}}\b){_TOKEN}"
"""Several words in one, as programs write them: ``order_no``, ``orderNo``, ``ORDERNO``."""
_MARKS = r"#№°º(\[（【〔「„“\"«*… \t\u00a0\\`'|_"
_BLANKS = (
    r"(?:[Xx●○◯〇＊×]{2,20}(?:-[Xx●○◯〇＊×]{1,20}){1,4}|X{3,20}|x{3,20}|_{3,20}|[●○◯〇＊×]{2,20})(?![\w-])"
    r"|[<(\[{＜（〔【](?:\s?(?:[#…]|[Xx0]{3,20}|[#*?_.…×-]{2,20})\s?|(?<=[（〔【])[\s\u3000]{1,10})[>)\]}＞）〕】]|\{\}"
    r"|(?<=[:#\s])\.{5,60}|(?<=#)(?:\.{2,20}|…|[-*0?]{2,20}(?!\w))|(?<=[ \t:(])#{3,20}(?![\w#])"
)
"""What is to be filled in by hand, or by a program that counts: ``XXXX``, ``(#)``, ``{}``, ``.......``, ``#0000``."""
_FORMATS = r"%(?:\d\$)?(?:@|(?:[iu]|l{1,2}[diu])(?!\w))|%\d(?![\d%])"


class Forms(NamedTuple):
    """``enclosed`` finds fields by the signs around a name, ``openings`` are the first of these; ``behind`` finds what stands right
    behind the word for an order: a placeholder, blanks, or (in a group) a field or a name alone. ``unless`` finds the names of
    placeholders that say something else, ``labels`` those that say "number" and no more, ``joined`` those of several words that say
    the order's, ``hashed`` those that say so behind a ``#``.
    """

    enclosed: re.Pattern[str]
    openings: tuple[str, ...]
    behind: re.Pattern[str]
    unless: re.Pattern[str]
    labels: re.Pattern[str]
    joined: Names
    hashed: frozenset[str]


def shows_order_id(reading: Reading) -> bool:
    """Whether people will read a placeholder for the order id, or follow a link that hands it on: ``?orderID={{id}}``."""
    kinds = reading.policy.derived(kinds_of)
    starts = {
        part.text.span(placeholder.start, placeholder.end).start
        for part, placeholder, words in reading.telling
        if says(kinds.order_id, words)
    }
    if starts and not starts.isdisjoint(_shown(reading)):
        return True
    if reading.placeholders and _hands_it_on(reading, kinds):
        return True
    placed = {
        part.text.span(found.start, found.end).start: found
        for part in reading.draft.parts
        for found in part.placeholders
    }
    return any(_stands_for_it(view, placed, reading.policy) for view in reading.draft.views())


def says_order_id(name: str, policy: Policy) -> bool:
    """Whether the name of a placeholder says that an order id will stand there."""
    kinds = policy.derived(kinds_of)
    return says(kinds.order_id, words_of(name, kinds.fillers))


def forms_of(policy: Policy) -> Forms:
    """The forms that the facts list. Ask for them by ``policy.derived(forms_of)``."""
    facts = policy.facts["placeholders"]["order_id"]
    lists = facts["behind"]
    labels = rf"(?:{any_run(lists['labels'])})"
    unless = rf"(?<!\S)(?:{any_run(lists['unless'])})(?!\S)|{'|'.join(map(escape, lists['unless_anywhere']))}"
    return Forms(
        lazy("|".join(map(_enclosed, facts["enclosed"]))),
        tuple(pair.partition(" ")[0] for pair in facts["enclosed"]),
        _behind(lists, labels),
        lazy(unless),
        lazy(rf"\A{labels}\Z"),
        names_of({key: facts[key] for key in ("all_of", "within", "unless")}),
        frozenset(facts["behind_hash"]),
    )


def _stands_for_it(view: View, placed: Mapping[int, Placeholder], policy: Policy) -> bool:
    text = view.text
    if _is_written(text, policy):
        return True
    forms = policy.derived(forms_of)
    for found in forms.behind.finditer(text):
        if text[found.end() : found.end() + 1] == MASK:
            placeholder = placed.get(view.span(found.end(), found.end() + 1).start)
            if placeholder and _may_be_it(placeholder, forms):
                return True
        elif not any(found.groups()) or _is_named(found, policy):
            return True
    numbered = _NUMBERED.finditer(text) if placed and "#" in text else ()
    there = (placed.get(view.span(found.end(), found.end() + 1).start) for found in numbered)
    return any(found and (found.name.isdigit() or words_of(found.name) in forms.hashed) for found in there)


def _is_written(text: str, policy: Policy) -> bool:
    """Whether a field that no dialect knows says that it is the order's id: ``<order-id>``, and ``#order_id``, but no ``#order``."""
    forms = policy.derived(forms_of)
    if any(says(forms.joined, words_of(found[1])) for found in _SIGNED.finditer(text)):
        return True
    enclosed = forms.enclosed.finditer(text) if any(map(text.__contains__, forms.openings)) else ()
    return any(name and says_order_id(name, policy) for found in enclosed for name in found.groups())


def _is_named(found: re.Match[str], policy: Policy) -> bool:
    """Whether what stands behind the word for an order is its id's name: ``order (number)``, ``order ORDERNO``."""
    forms, (enclosed, signed, alone) = policy.derived(forms_of), found.groups()
    if alone:
        return says(forms.joined, words_of(alone))
    words = words_of(enclosed or signed)
    is_tag = signed and found.string[found.start(2) - 1] == "#"
    return bool(forms.labels.search(words)) or (not is_tag and says_order_id(words, policy))


def _may_be_it(placeholder: Placeholder, forms: Forms) -> bool:
    if not placeholder.name:
        return bool(_UNNAMED.match(placeholder.text))
    return not forms.unless.search(words_of(placeholder.name))


def _hands_it_on(reading: Reading, kinds: Kinds) -> bool:
    queries = (link.written for link in reading.links if link.placeholders)
    return any(says(kinds.order_id, words_of(found[1])) for written in queries for found in _QUERY.finditer(written))


def _shown(reading: Reading) -> Iterator[int]:
    """Where in the source the placeholders begin that stand in a text people read (two may touch)."""
    for view in reading.draft.views():
        for run in _MASKED.finditer(view.text):
            yield from range(*view.span(*run.span()))


def _enclosed(pair: str) -> str:
    """A pattern for a name between a pair of signs: ``<_ _>``, ``XX XX``."""
    before, _, after = pair.partition(" ")
    edges = (r"(?<!\w)", r"(?!\w)") if before[0].isalnum() else ("", "")
    return rf"{edges[0]}{escape(before)}[ _]?({_NAME})[ _]?{escape(after)}{edges[1]}"


def _behind(lists: Mapping[str, Iterable[str]], labels: str) -> re.Pattern[str]:
    places, joins = (any_run(lists[key]) for key in ("places", "joins"))
    named = (
        rf"(?:[ \t\u00a0/-]?{labels}(?![A-Za-z])\.?){{1,2}}(?:[ (]{{1,2}}(?:{places})\)?)?"
        rf"(?: (?:{any_run(lists['is'])})|は)?[\s：:=>|{_MARKS}–—→-]{{0,8}}"
    )
    placed = (
        rf"(?:(?: (?:{places}))?,?(?: (?:{joins}))?[ ]?[\[(（]?(?={labels}[\W_])|(?: (?:{places}))?(?= ?[:：#№(]))?"
    )
    words, anywhere, labelled = (_rests(lists[key]) for key in ("words", "anywhere", "labelled"))
    letters = "".join(first + first.upper() for first in sorted({*words, *anywhere, *labelled}))
    return lazy(
        rf"[{letters}](?:(?:{_EDGE}(?:{_after(words)})|{_after(anywhere)})(?i:{placed}(?:{named}|[{_MARKS}]{{0,6}}(?:[:：]\s{{0,3}})?))"
        rf"|{_EDGE}(?:{_after(labelled)})(?i:{named}))"
        rf"(?:[%@&!]?(?={MASK})|(?={_BLANKS}|{_FORMATS}"
        rf"|[<(＜（]\s?_?({_NAME})_?\s?[>)＞）]|[#$@%:!~]{{1,2}}({_TOKEN}){_NO_LABEL}|({_COMPOUND}){_NO_LABEL}))"
    )


def _rests(phrases: Iterable[str]) -> dict[str, list[str]]:
    """Patterns for what follows the first letters of words: a pattern that begins with a set of letters is looked for fast."""
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        rests.setdefault(phrase[0], []).append(any_run([phrase])[1:])
    return rests


def _after(rests: Mapping[str, Iterable[str]]) -> str:
    return "|".join(f"(?<=[{first}{first.upper()}])(?i:{'|'.join(more)})" for first, more in rests.items())
