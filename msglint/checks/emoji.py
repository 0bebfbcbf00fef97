"""Emoji, one match a sequence; smileys made of signs; ``:smile:``; and the smileys that Word writes in Wingdings."""

from __future__ import annotations

from msglint.checks.emoticons import emoticons
from msglint.checks.placeholders import violations
from msglint.draft import Span, beyond_ascii
from msglint.finding import Match
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.markup.tree import Element
    from msglint.policy import Policy, Rule
    from msglint.reading import Reading

# Unicode 16, Emoji_Presentation below U+10000 without what sellers use as bullets and signs (squares, circles, + - ÷)
_SHOWN = (
    "⌚⌛⏩-⏬⏰⏳☔☕♈-♓♿⚓⚡⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗⭐⭕"
    # text by default, but faces, hearts, hands and weather mean the same as an emoji
    "☺☻☹♡♥❤❣❥☝✌✍☀-☄☘☮☯☠\uf04a-\uf04c"
    # all pictographs of the supplementary plane; letters in squares (🅰, 🈁) only as Unicode lists them
    "\U0001f000-\U0001f0ff\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f21a\U0001f22f\U0001f232-\U0001f236"
    "\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7f0"
    "\U0001f90c-\U0001f9ff\U0001fa70-\U0001faff"
)
# Extended_Pictographic with text presentation: an emoji only where U+FE0F asks for it. © ® ™ ℹ stay signs.
_ASKED = (
    "‼⁉↔-↙↩↪⌨⏏⏭-⏯⏱⏲⏸-⏺Ⓜ▪▫▶◀◻-◾☎☑☢☣☦☪☸♀♂♟♠♣♦♨♻♾⚒⚔-⚗⚙⚛⚜⚠⚧⚪⚫⚰⚱⛈⛏⛑⛓⛩⛰⛱⛴⛷-⛹✂✈✉✏✒✔✖✝✡✳✴❄❇➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜〰〽㊗㊙"
    "\U0001f170\U0001f171\U0001f17e\U0001f17f"
)
_ONE = (
    r"(?:[\U0001f1e6-\U0001f1ff]{1,2}|[0-9#*]\ufe0f?\u20e3"
    rf"|(?:[{_SHOWN}](?!\ufe0e)|[{_ASKED}]\ufe0f)\ufe0f?[\U0001f3fb-\U0001f3ff]?\ufe0f?(?:[\U000e0020-\U000e007e]++\U000e007f)?)"
)
_JOINED = rf"(?:[{_SHOWN}{_ASKED}]\ufe0f?[\U0001f3fb-\U0001f3ff]?\ufe0f?)"
_SEQUENCES = lazy(rf"{_ONE}(?:\u200d{_JOINED})*+")
_MAY_HOLD = lazy(
    "[\u203c\u2049\u20e3\u2194-\u21aa\u231a-\u2b55\u3030\u303d\u3297\u3299\uf04a-\uf04c\U0001f000-\U0001faff]"
)
"""A few wide ranges that hold all emoji: ten times as quick as the exact ones."""
_SHORTCODE = lazy(r":(?<![\w:/]:)([a-z0-9_+-]{2,32}+):(?![\w:])")
_TAG_OR_FACE = lazy(r"<[^<>]*>|[JKL]|&#(?:0*7[4-6]|[xX]0*4[a-cA-C])(?:;|(?![\da-fA-F]))")
_WINGDINGS = {"J", "K", "L"}


def emoji(reading: Reading, rule: Rule) -> Iterator[Match]:
    """Every emoji and every smiley that people will see."""
    for view in reading.draft.views():
        text = view.text
        if not text.isascii() and any(map(_MAY_HOLD.match, beyond_ascii(text))):
            yield from (Match(view.span(*found.span())) for found in _SEQUENCES.finditer(text))
        yield from (Match(view.span(*span), "emoticon") for span in emoticons(text))
        if ":" in text:
            yield from (Match(view.span(*span), "shortcode") for span in _shortcodes(text, reading.policy))
    yield from (Match(span, "placeholder") for span in violations(reading, rule.id))
    if reading.draft.is_html and "wingdings" in reading.lowered:
        yield from (Match(span, "wingdings") for span in _wingdings(reading))


def _shortcodes(text: str, policy: Policy) -> Iterator[Span]:
    known = policy.derived(_known_shortcodes)
    return (Span(*found.span()) for found in _SHORTCODE.finditer(text) if found[1] in known)


def _known_shortcodes(policy: Policy) -> frozenset[str]:
    return frozenset(policy.facts["emoji"]["shortcodes"])


def _wingdings(reading: Reading) -> Iterator[Span]:
    """J, K and L in the font Wingdings are faces. Nested elements tell of the same letter once."""
    seen = set()
    for element in reading.draft.elements():
        if element.text() in _WINGDINGS and "wingdings" in element.style("font-family"):
            span = _letter(element)
            if span is not None and span not in seen:
                seen.add(span)
                yield span


def _letter(element: Element) -> Span | None:
    inside = element.part.text[element.end : min(element.close, element.end + 400)]
    for tag_or_text in _TAG_OR_FACE.finditer(inside):
        if tag_or_text[0][0] != "<":
            return element.part.span(element.end + tag_or_text.start(), element.end + tag_or_text.end())
    return None
