"""The subject line: the tag that once carried a message past a buyer's opt-out."""

from __future__ import annotations

from msglint.checks.types import is_proactive
from msglint.finding import Match
from msglint.patterns import beginnings, escape, lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from msglint.policy import Policy, Rule
    from msglint.reading import Reading


NEAR, NEAR_SUBJECT = 2, 5
"""In so many sentences, from the one on that names the thing, stands what is needed of the buyer."""
_SENTENCE_END = lazy(r"[.!?。！？]\s|\n\s*\n|[。！？]")


def important(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """``[Important]``, or its translation, in half-width brackets; until its withdrawal only where it was misused."""
    subjects = list(reading.draft.views("subject"))
    if not subjects or not is_proactive(reading):
        return
    pattern = reading.policy.derived(_tag)
    found = [(view.span(*tag.span()), tag[0]) for view in subjects for tag in pattern.finditer(view.text)]
    variant = _variant(reading) if found else None
    if variant is not None:
        yield from (Match(span, variant, {"tag": tag}) for span, tag in found)


def _variant(reading: Reading) -> str | None:
    """How grave it is; None while it may stand there."""
    critical = _is_critical(reading)
    if _is_withdrawn(reading):
        return "critical" if critical else ""
    return None if critical else "misused"


def _is_critical(reading: Reading) -> bool:
    """Whether the order depends on the message: by its declared type, or by its words where that leaves it open."""
    facts = reading.policy.facts["subjects"]
    kind = reading.draft.envelope.type
    if kind in facts["critical_types"]:
        return True
    if kind and kind not in facts["open_types"]:
        return False
    things, needs = reading.policy.derived(_critical_words)
    sentences = [
        (sentence, NEAR_SUBJECT if text.kind == "subject" else NEAR)
        for text in reading.texts
        for sentence in _SENTENCE_END.split(text.lower)
    ]
    return any(
        things.search(sentence) and any(needs.search(one) for one, _ in sentences[at : at + near])
        for at, (sentence, near) in enumerate(sentences)
    )


def _is_withdrawn(reading: Reading) -> bool:
    """Whether sellers may no longer set the tag, by the edition and, if it is known, the day the draft is sent."""
    if not reading.policy.in_force("subject-important-withdrawn"):
        return False
    sent = reading.draft.envelope.send_date
    return sent is None or str(sent)[:10] >= str(reading.policy.facts["subjects"]["withdrawn"])


def _tag(policy: Policy) -> re.Pattern[str]:
    words = "|".join(escape(word) for word in policy.facts["subjects"]["important_tags"])
    return lazy(rf"(?i)\[\s{{0,9}}(?:{words})\s{{0,9}}\]")


def _critical_words(policy: Policy) -> tuple[re.Pattern[str], re.Pattern[str]]:
    facts = policy.facts["subjects"]
    return _beginnings(facts["critical_things"]), _beginnings(facts["critical_needs"])


def _beginnings(groups: Iterable[Iterable[str]]) -> re.Pattern[str]:
    return lazy(beginnings({word for group in groups for word in group}))
