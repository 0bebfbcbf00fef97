"""Whether the words around a number call for dialling it, or say that it is something else."""

from __future__ import annotations

from msglint.numbers import context
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from msglint.draft import View
    from msglint.numbers.context import Said
    from msglint.numbers.lexicon import Lexicon

_EXPLAINS_BEHIND = lazy(r"[\s\"']{0,2}(?:[(\[=]|[-\u2010-\u2015]\s|(?:is|ist|est|es|è)\b)")
_CALLS = ("label", "verb")


class Setting(NamedTuple):
    """What is said of a number.

    ``label``: a word for a line stands right before it; ``plainly``: so, or a word for calling, with a colon or a
    preposition; ``called``: its sentence is about calling; ``denied``: a word right before it says that it is an order, an invoice, a model …
    """

    label: bool
    plainly: bool
    called: bool
    denied: bool


def setting(view: View, start: int, end: int, lexicon: Lexicon) -> Setting:
    """The setting of the number that stands at these offsets."""
    text, _ = context.before(view, start)
    lower = text.lower()
    said = lexicon.words.said(lower)
    call = next((word for word in reversed(said) if word.kind in _CALLS or _reaches(word, said, lower)), None)
    other = next((word for word in reversed(said) if word.kind == "other"), None)
    denied = lower.endswith("#") and not _directly(call, said, lower, 1)
    if other and (not call or other.end > call.end):
        denied = denied or (_directly(other, said, lower, 2) and not _placed(other, said))
    label = bool(call and call.kind == "label" and not denied and _directly(call, said, lower, 3))
    plainly = bool(call and not denied and _directly(call, said, lower, 2) and _plainly(call, said, lower))
    if _explained(view, end, lexicon):
        return Setting(not denied, False, True, denied)
    return Setting(label, plainly, call is not None, denied)


def _reaches(word: Said, said: Sequence[Said], lower: str) -> bool:
    """Whether "contact us" leads to the number: a preposition or a colon stands right before it."""
    if word.kind != "contact":
        return False
    last = said[-1]
    return lower.rstrip().endswith((":", "：")) or (
        last.kind in ("place", "naming") and not lower[last.end :].strip(" \t:.(+")
    )


def _directly(word: Said | None, said: Sequence[Said], lower: str, strangers: int) -> bool:
    """Whether at most so many unknown words stand between a word and the number."""
    if word is None or len(lower) - word.end > 40:
        return False
    known = sum(1 for other in said if other.start >= word.end and other.kind in ("naming", "place", *_CALLS))
    return len(context.words_of(lower[word.end :])) - known <= strangers


def _plainly(call: Said, said: Sequence[Said], lower: str) -> bool:
    """Whether it says ``Tel: 12345``, ``tel. 12345`` or ``text us at 12345``."""
    if call.kind == "label" and (":" in lower[call.end :] or "." in lower[call.end :]):
        return True
    return _placed(call, said) and not lower[said[-1].end :].strip(" \t(+")


def _placed(word: Said, said: Sequence[Said]) -> bool:
    return any(other.kind == "place" and other.start >= word.end for other in said)


def _explained(view: View, end: int, lexicon: Lexicon) -> bool:
    """Whether the words behind the number say that it is a line: ``(WhatsApp)``, ``is our hotline``, ``までお電話``."""
    behind = context.after(view, end).lower()
    said = [word for word in lexicon.words.said(behind) if word.kind in _CALLS and word.start <= 16]
    if not said:
        return False
    if not behind[said[0].start].isascii() and said[0].start <= 8 and not _is_latin(behind[said[0].start]):
        return True
    return said[0].kind == "label" and bool(_EXPLAINS_BEHIND.match(behind))


def speaks_of_calling(view: View, end: int, lexicon: Lexicon) -> bool:
    """Whether the words behind a number speak of calling."""
    return any(word.kind in _CALLS for word in lexicon.words.said(context.after(view, end, 40).lower()))


def _is_latin(character: str) -> bool:
    return character < "\u0250"


def is_third_party(view: View, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the sentence speaks of a carrier's, a maker's or a warranty line."""
    text, _ = context.before(view, start)
    return bool(lexicon.third_party.said(f"{text} {context.after(view, end, 60)}".lower()))
