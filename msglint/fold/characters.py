"""Characters that stand for plainer ones: widths, styles, digits, spaces, stacked accents, invisible ones."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from msglint.draft import Span, View, beyond_ascii
from msglint.fold.edits import Edit, apply, moved
from msglint.fold.lookalikes import LOOKALIKES, imitations, is_honest
from msglint.patterns import compiled, escape, lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

INVISIBLE, HYPHEN, STYLED, WIDE = "invisible", "hyphen", "styled", "wide"
_MARKS = "\u0300-\u036f\u0483-\u0489\u0653-\u0655\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u3099\u309a\uff9e\uff9f"
_IS_MARK = lazy(f"[{_MARKS}]")
_MARKED = lazy(rf"[A-Za-z0-9][{_MARKS}]++")
_MARKED_WORD = lazy(rf"(?:[A-Za-z0-9][{_MARKS}]*+)++")
_LETTER = lazy("[A-Za-z]")
_STRUCK = lazy("[\u0332-\u0338\u0488\u0489\u20d2\u20d3\u20dd-\u20e0\u20e5-\u20eb]")
_JAMO = lazy("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
_CJK = lazy("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIGNS = dict(zip("’‘ʼ‛′´‐‑‒–−﹣－؟،؛٪٫٬", "''''''-------?,;%.,", strict=True)) | {"\u2028": "\n", "\u2029": "\n"}
_KEPT = "™℠…‥¨¯¸ªº"
_VANISH = frozenset("\u034f\u115f\u1160\u3164\uffa0\u17b4\u17b5\u180b\u180c\u180d")
_OPTIONAL = frozenset([*map(chr, range(0x064B, 0x0653)), *map(chr, range(0x0656, 0x0660)), "\u0640", "\u0670"])
"""Arabic vowel signs, which most writers leave out, and the stroke that stretches a word. Only in a Latin word they hide something."""
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
_STYLES = {"<font>": STYLED, "<wide>": WIDE, "<circle>": STYLED, "<square>": STYLED, "<super>": STYLED, "<sub>": STYLED}


class Traits(NamedTuple):
    """What a character is in plain text (nothing, one character or more), and what makes it odd in a word."""

    plain: str
    oddity: str = ""


@cache
def traits(char: str) -> Traits:
    """The traits of one character beyond ASCII."""
    category = unicodedata.category(char)
    if char in _SIGNS:
        return Traits(_SIGNS[char])
    if char == "\xad":
        return Traits("", HYPHEN)
    if (category == "Cf" and char not in _PREPENDED) or char in _VANISH or char in _OPTIONAL:
        return Traits("", INVISIBLE)
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return Traits("")
    if category == "Zs":
        return Traits(" ")
    if category == "Nd":
        return Traits(str(unicodedata.decimal(char)))
    return _compatible(char, category)


def _compatible(char: str, category: str) -> Traits:
    """Its NFKC form, except where that would glue a mark to a word: Brand™, note², ½, ①."""
    squared = _negative_square(char)
    if squared:
        return Traits(squared, STYLED)
    plain = unicodedata.normalize("NFKC", char)
    if plain == char or category in ("No", "Sk") or char in _KEPT or plain.startswith(" ") or _IS_MARK.match(char):
        return Traits(char)
    style = unicodedata.decomposition(char).partition(" ")[0]
    if len(plain) > 1 and style == "<compat>" and category == "Lo":
        return Traits(char)  # a vowel of Thai or Lao
    return Traits(plain, _STYLES.get(style, "") if plain.isalpha() and plain.isascii() else "")


def _negative_square(char: str) -> str:
    """🅁 and 🅡 have no NFKC form; 🅰 🅱 🅾 🅿 are emoji and stay."""
    for first in (0x1F150, 0x1F170):
        if 0 <= ord(char) - first < 26 and char not in "🅰🅱🅾🅿":
            return chr(ord("A") + ord(char) - first)
    return ""


def plain_characters(view: View, watched: AbstractSet[str]) -> tuple[View, list[Span]]:
    """The view in plain characters, and the words in it that only a disguise explains."""
    text = view.text
    odd = {char: traits(char) for char in beyond_ascii(text)}
    replaced = {char: trait.plain for char, trait in odd.items() if len(trait.plain) == 1 and trait.plain != char}
    aligned = _replaced(text, replaced)
    if not any(map(_is_strange, odd)):
        return View(view.kind, aligned, view.base, view.pieces, view.offset), []
    disguised = [*_odd_words(text, odd), *_stacked(text)]
    pieces, done = [], 0
    for span, plain in imitations(aligned, watched):
        pieces += [aligned[done : span.start], plain]
        done = span.end
        if not is_honest(aligned[span.start : span.end]):
            disguised.append(span)
    same_length = View(view.kind, "".join(pieces) + aligned[done:], view.base, view.pieces, view.offset)
    edits = list(_edits(text, odd))
    ordered = _apart(disguised, same_length.text)
    return (apply(same_length, edits), moved(ordered, edits)) if edits else (same_length, ordered)


def _replaced(text: str, plain: Mapping[str, str]) -> str:
    """The text with some characters replaced: at once, or one after the other where none leads to another."""
    if not plain.keys().isdisjoint(plain.values()):
        return text.translate({ord(char): other for char, other in plain.items()})
    for char, other in plain.items():
        text = text.replace(char, other)
    return text


@cache
def _is_strange(char: str) -> bool:
    """Whether a character may mean more than a change for one other: a disguise, an accent, a change of length."""
    plain, oddity = traits(char)
    return (
        bool(oddity)
        or len(plain) != 1
        or not {ord(char), ord(plain)}.isdisjoint(LOOKALIKES)
        or bool(_IS_MARK.match(char) or _IS_MARK.match(plain))
        or "\u1100" <= char <= "\u1112"
    )


def _apart(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order; those that overlap, and the labels of a host, made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end + 1 and text[found[-1].end : span.start] in ("", "."):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _edits(text: str, odd: Mapping[str, Traits]) -> Iterator[Edit]:
    """What changes the length of the text: characters that vanish, ligatures, accents that join their letter."""
    vanish = "".join(char for char, trait in odd.items() if not trait.plain)
    expand = "".join(char for char, trait in odd.items() if len(trait.plain) > 1)
    marks = any(_IS_MARK.match(char) for char in odd)
    jamo = any("\u1100" <= char <= "\u1112" for char in odd)
    choices = [rf"(?s:([^{_MARKS}]?[{_MARKS}]++))" if marks else "", f"({_JAMO.pattern})" if jamo else ""]
    choices += [f"[{escape(vanish)}]++" if vanish else "", f"([{escape(expand)}])" if expand else ""]
    if not any(choices):
        return
    for found in compiled("|".join(filter(None, choices))).finditer(text):
        if found.lastindex is None:
            yield Edit(found.start(), found.end(), "")
        elif (plain := _cluster(found[0])) != found[0]:
            yield Edit(found.start(), found.end(), plain)


@lru_cache(maxsize=4096)
def _cluster(run: str) -> str:
    """A letter with its accents, composed; accents that do not fit a Latin letter fall away."""
    base = traits(run[0]).plain if run[0] > "\x7f" else run[0]
    if not base or len(run) == 1:
        return base
    composed = unicodedata.normalize("NFC", base + unicodedata.normalize("NFKC", run[1:]))
    return composed if len(composed) == 1 or not _is_latin(base[-1]) else base


def _is_latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char < "\u1f00"


def _stacked(text: str) -> Iterator[Span]:
    """Words with letters struck through, or under two accents and more that do not belong to them."""
    if not _IS_MARK.search(text):
        return
    for found in _MARKED_WORD.finditer(text):
        word = found[0]
        if _IS_MARK.search(word) and _LETTER.search(word):
            clusters = _MARKED.findall(word)
            if any(_STRUCK.search(run) for run in clusters) or any(_too_many(run) for run in clusters):
                yield Span(*found.span())


def _too_many(cluster: str) -> bool:
    return len(unicodedata.normalize("NFC", cluster[:9])) > 2


def _odd_words(text: str, odd: Mapping[str, Traits]) -> Iterator[Span]:
    """Words broken by invisible characters, or set in letters of another style."""
    suspects = "".join(char for char, trait in odd.items() if trait.oddity)
    if not suspects:
        return
    inner = f"A-Za-z0-9À-ɏ{escape(suspects)}"
    east_asian = bool(_CJK.search(text))
    for found in compiled(f"[{inner}]++").finditer(text):
        word = found[0]
        if not word.isascii() and _is_odd(word, odd, east_asian):
            lead = len(word) - len(word.lstrip("".join(char for char in suspects if not odd[char].plain)))
            tail = len(word) - len(word.rstrip("".join(char for char in suspects if not odd[char].plain)))
            yield Span(found.start() + lead, found.end() - tail)


def _is_odd(word: str, odd: Mapping[str, Traits], east_asian: bool) -> bool:
    kinds = [odd[char].oddity if char in odd else "" for char in word]
    letters = sum(char.isalpha() for char in word)
    if INVISIBLE in kinds and compiled(f"[A-Za-z0-9][{_of(word, odd, INVISIBLE)}]+[A-Za-z0-9]").search(word):
        return letters > 1
    if kinds.count(HYPHEN) >= 3 and kinds.count(HYPHEN) * 2 >= letters - 1:
        return True
    styled = kinds.count(STYLED) + (0 if east_asian else kinds.count(WIDE))
    return styled >= 3 or (styled > 0 and letters - styled >= 3 and _inside(kinds))


def _inside(kinds: list[str]) -> bool:
    """A styled letter within or at the head of a word; at its end it may be a note or a sign (Brandⓡ, 1ˢᵗ)."""
    return any(kind in (STYLED, WIDE) for kind in kinds[:-2]) and kinds[-1] not in (STYLED, WIDE)


def _of(word: str, odd: Mapping[str, Traits], oddity: str) -> str:
    return escape("".join({char for char in word if char in odd and odd[char].oddity == oddity}))
