"""The ways in which mail tools write placeholders: ``{{x}}``, ``%X%``, ``[Your name]``, ``@Model.Name``.

Braces and percent signs are plain grammar; brackets that people also put around their own words (``[sic]``,
``[Important]``) have to pass ``bracketed``, and what else stands in honest text a question of its own.
"""

from __future__ import annotations

from functools import lru_cache

from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_CSS = lazy(
    r"\s*(?:[\w-]+\s*:[^:;]*;|(?:display|margin|padding|width|height|color|border|font|background|opacity)[\w-]*\s*:)"
)
_FIELD_NAME = (
    r"(?i:name|vorname|nachname|id|number|no|nr|num|date|link|url|email|mail|phone|address|title|code|total|price|amount"
    r"|status|asin|sku|product|item|order|orderid|buyer|customer|brand|store|shop|company|tracking|carrier|firstname|lastname|first|last|fname|lname|order_?no|seller|agent)"
)
_FIELD = lazy(_FIELD_NAME)
_ENDS_AS_FIELD = lazy(rf"\b{_FIELD_NAME}\Z")
_ATTACHED = lazy(r"[A-Za-z0-9_)\]]\Z|<!(?:--)?\Z")
_JOINED = lazy(r"[_.]|[a-z][A-Z]")
_COMPOUND = lazy(r"[_\-.]|[a-z][A-Z]")
_BYTE = lazy("[0-9A-Fa-f]{2}")
_SMALL = lazy("[a-z]")
_WHEN = ("On", "At", "By", "Date", "Time")
_TAGS = ("TITLE", "LINK", "ADDRESS", "CODE")
"""Names of fields that are tags of HTML, too."""
_NO_EMOJI = lazy(r"(?:name|id|number|no|nr|url|title|date)\Z")
_MODELS = "Model|ViewBag|ViewData|TempData|Order|Customer|Buyer|Recipient|Shipment|Item|item|order|customer|buyer"
_NO_LABEL = r"(?!\w|[-/@]\w|\.\w|\s{0,2}[:=])"
NAME = r"[^\W\d]\w*+(?:[.\-]\w++)*+"


class Dialect(NamedTuple):
    """``sign`` must occur in the text for the dialect to occur; ``name`` is found in the first group that matched."""

    sign: str
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool] | None = None


_WORDS_OF_OTHERS = lazy(
    r"""(?ix) \s*+ (?:
      # letters of spelled-out hosts and addresses
      at | dot | punkt | point | punto | ponto | ät | arroba | chiocciola | klammeraffe
      # an author's or a mail program's remarks
    | sic | x | ok | ad | adv | spam | external | extern | edit | update | note | nb | fwd? | re | urgent | new | quote | end
    | quoted\ text\ hidden | trimmed | message\ clipped | inline\ image.* | image | gif | logo | video | cid:.* | image:.*
    | i?e\.?g?\.? | \w | cdata.* | owa | data-.* | x-.*
      # tags of subjects
    | important | wichtig | importante | belangrijk | viktigt | ważne | önemli | مهم | 重要 | 중요
    | action\ (?:required|needed) | reminder | confidential | ticket.* | case.*\d.* | invoice | resolved | solved
    ) \s*+ \Z """
)
_CAPTION = lazy(
    r"""(?ix) \s*+ (?: (?:button|btn|cta)\b
    | (?:write|edit|leave|click|shop|buy|get|rate|claim|visit|see|read|learn|join|sign|change|tell|share|try|start|send|reply
        |give|review|check|order|contact|browse|redeem|grab|discover|open|tap|press|chat|call|save|use)
      \s+ (?:a|an|my|your|the|our|us|it|more|here|now|all|up|on|this|back|me|with|in|out)\b(?!.*\b(?:link|url|page|name)\s*\Z) )"""
)
_FIRST_PERSON = lazy(r"(?i)\b(?:my|me|us|our|myself)\b")
_SPOKEN = lazy(r"(?i)\b(?:to|and|in|all|the|now|for|with|off|on|it|is|a|jetzt|uns|mich|mir|meine|meinen)\b")
"""What buttons say, and names of fields hardly ever."""
_ORDERS_TO_FILL = lazy(
    r"""(?ix) \W*+ (?: insert | enter | fill\ (?:in|out) | type | name | date | number | list | your | link | url | describe | explain | mention | state
    | choose | select | pick | (?:add|write|put)\ (?:your|the|a) | replace | if | optional | e\.?g | photo | image | picture | logo | qr
    | product | item | order | customer | buyer | space | our | my )\b"""
)
_FIELD_ANYWHERE = lazy(
    r"""(?ix) \b (?: page | logo | photo | picture | image | details? | signature | here | text | handle | reason | day | time
    | nom | nombre | nome | naam | numéro | numero | número | nummer | bestellnummer | bestellung | commande | pedido | ordine
    | ordernummer | adresse | kunde | kunden | client | cliente | klant | produkt | produit | artikel | artículo | articolo | datum )\b"""
)
_NO_NAME = lazy(r"[\u2600-\u27bf\U0001f300-\U0001faff]")
_SENTENCE = lazy(
    r"(?i)[\"“”„«»→»]|[!?]\s*\Z|[.!?]\s+[A-Z]|://|@|\bwww\.|\.(?:com|net|org|co|shop|store|info|biz|eu|de|uk|fr|it|es|io|us|ca)\b"
)
_NOT_WORDS = lazy(r"[=;{}<>|\\`^*+]|(?:\d\D{0,2}){4}")
_CASED = lazy(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_FIELD = lazy(
    r"名|番号|号|编号|編號|链接|リンク|日付|日期|電話|电话|邮箱|メール|地址|住所|姓|商品|产品|店|您的|あなた|이름|번호|링크"
)


def bracketed(inner: str) -> bool:
    """Whether words in brackets say what to fill in, rather than being words of the message themselves."""
    if not any(char.isalpha() for char in inner) or len(inner.split()) > 8:
        return False
    if _WORDS_OF_OTHERS.match(inner) or _CAPTION.match(inner) or _SENTENCE.search(inner) or _NOT_WORDS.search(inner):
        return False
    if _is_button(inner):
        return False
    return inner.isascii() or not _CJK.search(inner) or bool(_CJK_FIELD.search(inner))


def _is_button(inner: str) -> bool:
    """Whether words in brackets are what a button says: ``[ TREAT MYSELF ]``, ``[Reorder in one tap]``, ``[ 😍 Amazing ]``."""
    if not inner.isascii() and _NO_NAME.search(inner):
        return True
    words = inner.strip()
    if " " not in words or _ORDERS_TO_FILL.match(words):
        return False
    if _FIRST_PERSON.search(words):
        return True
    if _ENDS_AS_FIELD.search(words) or _FIELD_ANYWHERE.search(words):
        return False
    return (inner[0] == inner[-1] == " ") or _SPOKEN.search(words) is not None


def _square(match: re.Match[str]) -> bool:
    """Not a Markdown link, an index, a plural ``item[s]``, a CSS selector or a conditional comment."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 4) : start], text[end : end + 1]
    if _ATTACHED.search(before) or (after and after in "([>"):
        return False
    if after == ":" and text[end : end + 9].lstrip(": ").startswith(("http", "/")):
        return False
    return bracketed(match[1])


def _braces(match: re.Match[str]) -> bool:
    """Not CSS that was doubled for a template, nor a spelled-out ``{at}``."""
    return not _CSS.match(match[1] or match[2] or "") and not _spelled(match[1] or match[2] or "")


def _brace(match: re.Match[str]) -> bool:
    """One pair of braces: a name, perhaps with a default; ``{Hi|Hello}`` is a choice of words, and stays."""
    name, bar, _ = match[1].partition("|")
    if bar and not _JOINED.search(name.strip()):
        return False
    return not _spelled(match[1]) and len(match[1].split()) <= 6


def _spelled(inner: str) -> bool:
    return inner.strip().lower() in ("at", "dot", "punkt", "point", "punto", "ät")


def _percent(match: re.Match[str]) -> bool:
    """Not a run of percent-encoded bytes such as ``%E2%80%99``."""
    text, end = match.string, match.end()
    return not (_BYTE.match(match[1]) and _BYTE.match(text, end))


def _angles(match: re.Match[str]) -> bool:
    """One word, or some that end as the name of a field does: ``<<sehr gut>>`` are quotation marks."""
    inner = match[1].strip()
    return not _spelled(inner) and (len(inner.split()) <= 1 or bool(_ENDS_AS_FIELD.search(inner)))


def _tag(match: re.Match[str]) -> bool:
    """``<OrderNumber>``, ``<order_id>``, ``<Your name>``, ``<NAME>``; not a tag of HTML, also not one with a bare attribute."""
    name = match[1]
    return _is_field(name) or (name.isupper() and name not in _TAGS and bool(_FIELD.fullmatch(name)))


def _guillemets(match: re.Match[str]) -> bool:
    """``«FirstName»``, ``«order_no»``, ``«DeliveredOn»``, ``«NAME»``; not ``«PayPal»`` or another quoted word."""
    name = match[1]
    if name.isupper():
        return "_" in name or bool(_FIELD.fullmatch(name))
    words = _CASED.findall(name)
    return len(words) > 1 < len(words[0]) and ("_" in name or words[-1] in _WHEN or bool(_FIELD.fullmatch(words[-1])))


def _dotted(match: re.Match[str]) -> bool:
    """``$order.id``, ``$customer.first_name``; not a host with a dollar sign before it."""
    last = match[1].rpartition(".")[2]
    return bool(_JOINED.search(last)) or (last not in ("shop", "store") and bool(_FIELD.fullmatch(last)))


def _capitals(match: re.Match[str]) -> bool:
    """``ORDER-ID`` in a line of ordinary words; not where all is in capitals, nor a label: ``ORDER-NO: 4711``."""
    text, (start, end) = match.string, match.span()
    line = text[max(0, start - 80) : start].rpartition("\n")[2] + text[end : end + 80].partition("\n")[0]
    return bool(_SMALL.search(line))


def _field(match: re.Match[str]) -> bool:
    """``ORDER_ID``, ``LINK_TO_SHOP``; not ``SAVE_NOW``."""
    words = match[1].split("_")
    return words[0] in ("LINK", "URL") or bool(_FIELD.fullmatch(words[-1]))


@lru_cache(maxsize=1024)
def _is_field(inner: str) -> bool:
    words = _CASED.findall(inner)
    if len(words) < 2 or not _FIELD.fullmatch(words[-1]):
        return False
    return (
        "_" in inner or inner[0].isupper() or words[0] in ("your", "buyer", "customer", "order", "product", "tracking")
    )


def _hash(match: re.Match[str]) -> bool:
    """``#order_id#``, ``#NAME#``, ``#注文番号#``; not ``#hashtag#``."""
    name = match[1]
    if not name.isascii() and _CJK.search(name):
        return bool(_CJK_FIELD.search(name))
    return bool(_COMPOUND.search(name)) or name.isupper() or bool(_FIELD.fullmatch(name))


def written(sign: str, pattern: str, accepts: Callable[[re.Match[str]], bool] | None = None) -> Dialect:
    """The dialect with a sign that is written as a pattern says."""
    return Dialect(sign, lazy(pattern), accepts)


# Each pattern begins with its sign, which is found fast; what may not stand before it is asked behind it.
DIALECTS = (
    # a comment of Django or Liquid: with all that stands in it
    written(
        "endcomment",
        r"\{%[-+]?\s{0,3}comment\b[^%{}]{0,100}+%\}(?:[^{]|\{(?!%[-+]?\s{0,3}(?:end)?comment\b)){0,2000}+"
        r"\{%[-+]?\s{0,3}endcomment\s{0,3}[-+]?%\}",
    ),
    written("{%", r"\{%((?:[^%{]|%(?!\})|\{(?!%)){0,600}+)%\}"),
    written("{{!--", r"\{\{!--(?:[^-{]|-(?!-\}\})|\{(?!\{)){0,600}+--\}\}"),
    written("{#", r"\{#(?:[^#{]|#(?!\})){0,600}+#\}"),
    written("{{", r"\{\{\{([^{}]{1,200}+)\}\}\}|\{\{([^{}]{1,200}+)\}\}", _braces),
    written("<%", r"<%((?:[^%<]|%(?!>)|<(?!%)){0,600}+)%>"),
    written("<?", r"<\?(?:=|php\b)((?:[^?<]|\?(?!>)|<(?!\?)){0,600}+)\?>"),
    # Blade and Smarty
    written("{!!", r"\{!!((?:[^{}!\n]|!(?!!\})){1,120}+)!!\}"),
    written("{$", r"\{\$([A-Za-z_][^{}\n]{0,160}+)\}"),
    written("{/", r"\{/(?:if|foreach|for|section|block|capture|literal|strip)\}"),
    written("{", r"\{((?:if|elseif|foreach|for|section|assign|capture)\s[^{}\n$]{0,100}+\$[^{}\n]{0,160}+)\}"),
    *(
        written(
            f"{sign}{{", rf"[{sign[0]}]{sign[1:]}\{{([^{{}}\n]{{1,120}}+)\}}", lambda match: not _CSS.match(match[1])
        )
        for sign in ("$", "#", "@", "$!", "#!", "@!")
    ),
    written("{", r"\{\s*+([!$@]?\w[\w .$/'’#\-]{0,80}+(?:\|[^{}|\n:;]{0,60}+)?)\}", _brace),
    written("[[%", r"\[\[%([^%\[\]\n]{1,60}+)%[^\[\]\n]{0,80}+\](?::\w{1,10}=[^\[\]\n]{0,120}+)?\]?"),
    written("[[", r"\[\[([^\[\]\n]{1,120}+)\]\]"),
    written("[%", r"\[%([^%\[\]\n]{1,60}+)%\]"),
    written("*|", r"\*\|([^|*\n]{1,100}+)\|\*"),
    written("<<", r"<{2,3}([^<>\n]{1,60}+)>{2,3}", _angles),
    written("&lt;&lt;", r"(?:&lt;){2,3}([^<>&\n]{1,60}+)(?:&gt;){2,3}", _angles),
    written("((", r"\(\(([^()\n]{1,40}+)\)\)", _angles),
    written("%%", r"%%[=\[]?([^%\n]{1,100}+)[=\]]?%%"),
    written("%", rf"%(?<![\d%]%)(?=\w\w)({NAME}(?: [^\W\d_]++){{0,3}}+)%", _percent),
    written("%(", rf"%\(({NAME})\)[sdf]"),
    written("%", r"%(?<![\w%]%)(?:\d\$)?[sd](?!\w)"),
    written("##", rf"#{{2,3}}(?<![\w&]##)({NAME})#{{2,3}}(?![\w#])", _hash),
    written("## ", r"## (?<![\w&#]## )([a-z]\w*+(?:\.[a-z]\w*+)++) ##(?![\w#])"),
    written("#", rf"#(?<![A-Za-z0-9_&#]#)({NAME})#(?![A-Za-z0-9_#])", _hash),
    written("~", rf"~(?<![\w~]~)({NAME})~(?![\w~])", _hash),
    written("@", rf"@(?<![\w@.]@)({NAME})@(?![\w@])", _hash),
    written("|", rf"\|(?<![\w|]\|)({NAME})\|(?![\w|])", _hash),
    written("__", r"__(?<!\w__)([A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)*+|[a-z]++(?:_[a-z0-9]++)++)__(?!\w)"),
    written("[", r"\[([^\[\]\n]{1,60}+)\]", _square),
    written("［", r"［([^［］\n]{1,60}+)］", lambda match: bracketed(match[1])),
    written("｛", r"｛([^｛｝\n]{1,60}+)｝"),
    written("$", r"\$(?<![A-Za-z0-9_$]\$)([^\W\d_]\w*+)\$(?![A-Za-z0-9_$])", _hash),
    written("$", r"\$(?<![\w$]\$)!?([a-z]\w*+(?:\.[A-Za-z]\w*+){1,4}+)(?![\w(@/-])", _dotted),
    written(
        "$", r"\$(?<![\w$]\$)([a-z]++(?:_[a-z0-9]++)++|[A-Z]++(?:_[A-Z0-9]++)++|[a-z]++(?:[A-Z][a-z0-9]++)++)(?![\w(])"
    ),
    written("<", r"<(?![a-z0-9]++>)([A-Za-z][A-Za-z0-9]++(?:[ _-][A-Za-z0-9]++){0,4}+)>", _tag),
    # fields of a mail merge
    written("«", r"«\s?([A-Za-z]\w{1,40}+)\s?»", _guillemets),
    # Razor
    written("@", r"@(?:Html|Raw)(?:\.\w++)?\(([^()\n]{1,80}+)\)"),
    written("@", rf"@(?<![\w@.]@)\(((?:{_MODELS})\.[^()\n]{{1,80}}+)\)"),
    written("@", rf"@(?<![\w@.]@)((?:{_MODELS})(?:\.[A-Z]\w*+|\[[\"']\w++[\"']\]){{1,6}}+)"),
    # words in capitals alone
    written("_", rf"(?<![\w./$@#%&<-])([A-Z]{{2,}}+(?:_[A-Z]{{2,}}+){{1,4}}+){_NO_LABEL}", _field),
    written("ORDER-", rf"(ORDER-(?<![\w/.]ORDER-)(?:ID|NUMBER|NO|NR|REFERENCE|REF)){_NO_LABEL}", _capitals),
    written("LINK-TO-", rf"(LINK-TO-(?<![\w/.-]LINK-TO-)[A-Z]++(?:-[A-Z]++){{0,4}}+){_NO_LABEL}"),
    written(":", r":(?<![\w:]:)([a-z]++(?:_[a-z0-9]++)++):(?![\w:])", lambda match: bool(_NO_EMOJI.search(match[1]))),
)
FIRST_SIGNS = frozenset(dialect.sign[0] for dialect in DIALECTS)
