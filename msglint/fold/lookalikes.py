"""Letters of other scripts that look like Latin ones, and the words they hide in."""

from __future__ import annotations

from functools import lru_cache

from msglint.draft import Span
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_PAIRS = (
    # Cyrillic
    "аaсcԁdеeёeһhіiїiјjкkӏlоoрpԛqгrѕsуyүyѵvхxԝwмmтtпnьbАAВBСCЕEЁEНHІIЇIЈJКKМMОOРPЅSТTУYҮYХXԜWԚQҐFԌG"
    # Greek, without the letters that stand for quantities (μ Ω Δ π σ λ)
    "αaεeηnιiκkνvοoρpτtυuχxγyόoίiάaέeΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX"
    # Armenian, Cherokee, Lisu, Coptic
    "աwցgհhոnօoսuքfզqյjԳqՏSՍUՕOᎠDᎡRᎢTᎥiᎪAᎫJᎬEᎳWᎷMᎻHᏀGᏃZᏎ4ᏏbᏙVᏚSᏞLᏟCᏢPᏦKᏴBᏒRᏔWᏩGꓐBꓑPꓓDꓔTꓖGꓗKꓙJꓚCꓜZꓝFꓟMꓠNꓡLꓢSꓣRꓥAꓦVꓧHꓪWꓫXꓬYꓮAꓰEꓲIꓳOꓴUⲟoⲣpⲥcⲎHⲒIⲔKⲘMⲚNⲞOⲢPⲤCⲦTⲨYⲬX"
    # Latin letters for phonetics, small capitals, turned ones
    "ɑaɡgɩiɪiʋvʏyɴnʀrʟlʜhɢgʙbᴀaᴄcᴅdᴇeꜰfᴊjᴋkᴍmᴏoᴘpǫqꜱsᴛtᴜuᴠvᴡwᴢzɐaɘeɛeɔcɹrʇtʌvʍwʎyǀlꞌ'"
)
LOOKALIKES = {ord(_PAIRS[at]): _PAIRS[at + 1] for at in range(0, len(_PAIRS), 2)}
"""Code point → the Latin letter it looks like."""

_SIGNS = "".join(map(chr, LOOKALIKES))
_LATIN = "A-Za-zÀ-ɏ"
_SEAM = lazy(rf"(?<=[{_LATIN}0-9])[{_SIGNS}]|[{_SIGNS}](?=[{_LATIN}0-9])")
_ANY = lazy(f"[{_SIGNS}]")
_ALONE = lazy(rf"(?<![^\W_])[{_SIGNS}]{{4,24}}+(?![^\W_])")
_ENDING = lazy(r"\.[a-z]{2,6}(?![^\W_])")
_WORD = lazy(r"[^\W_]*+")
_BACK = 64
_LATIN_LETTER = lazy(f"[{_LATIN}]")
_GREEK_ONLY = lazy(r"[^\u0370-\u03ff]*[\u0370-\u03ff]\Z|[\u0370-\u03ff][^\u0370-\u03ff]*\Z")


def imitations(text: str, watched: AbstractSet[str]) -> list[tuple[Span, str]]:
    """Words of Latin letters and their look-alikes, each with what it is taken for, in order."""
    if not _ANY.search(text):
        return []
    spans, whole = list(_mixed(text)), list(_whole(text, watched))
    if whole:
        spans = sorted({*spans, *whole})
    return [(span, plain) for span in spans if (plain := _taken_for(text[span[0] : span[1]]))]


@lru_cache(maxsize=4096)
def _taken_for(word: str) -> str:
    plain = word.translate(LOOKALIKES)
    return plain if plain != word and all(_LATIN_LETTER.match(c) or not c.isalpha() for c in plain) else ""


@lru_cache(maxsize=4096)
def is_honest(word: str) -> bool:
    """One Greek letter at the edge of a word is a name in science (TNFα, βCarotin), and no imitation."""
    return bool(_GREEK_ONLY.match(word))


def _mixed(text: str) -> Iterator[Span]:
    """Words in which a Latin letter or a digit stands beside a look-alike."""
    done = 0
    for seam in _SEAM.finditer(text):
        if seam.start() < done:
            continue
        start = seam.start()
        while start > done and seam.start() - start < _BACK and (text[start - 1].isalnum()):
            start -= 1
        done = _WORD.match(text, seam.start()).end()  # type: ignore[union-attr]  # it matches the empty word too
        if _LATIN_LETTER.search(text, start, done):
            yield Span(start, done)


def _whole(text: str, watched: AbstractSet[str]) -> Iterator[Span]:
    """Words of nothing but look-alikes: those that spell a watched word, and labels of a host (``сосо.com``)."""
    for found in _ALONE.finditer(text):
        plain = found[0].translate(LOOKALIKES).lower()
        if plain in watched or _ENDING.match(text, found.end(), found.end() + 8):
            yield Span(*found.span())
