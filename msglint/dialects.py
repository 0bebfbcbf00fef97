"""The ways in which mail tools write placeholders: ``{{x}}``, ``%X%``, ``[Your name]``, ``@Model.Name``.

Braces and percent signs are plain grammar; brackets that people also put around their own words (``[sic]``,
``[Important]``) have to pass ``brackets.bracketed``, and what else stands in honest text a question of its own.
"""

from __future__ import annotations

from functools import lru_cache

from msglint.brackets import ENDS_AS_FIELD, FIELD_NAME, UNSPACED, UNSPACED_FIELD, bracketed, is_spelled_out
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_CSS = lazy(
    r"\s*(?:[\w-]+\s*:[^:;]*;|(?:display|margin|padding|width|height|color|border|font|background|opacity)[\w-]*\s*:)"
)
_FIELD = lazy(FIELD_NAME)
_CASED = lazy(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_ATTACHED = lazy(r"[A-Za-z0-9_)\]]\Z|<!(?:--)?\Z")
_JOINED = lazy(r"[_.]|[a-z][A-Z]")
_COMPOUND = lazy(r"[_\-.]|[a-z][A-Z]")
_BYTE = lazy("[0-9A-Fa-f]{2}")
_SMALL = lazy("[a-z]")
_WHEN = ("On", "At", "By", "Date", "Time")
_TAGS = ("TITLE", "LINK", "ADDRESS", "CODE")
"""Names of fields that are tags of HTML, too."""
_NO_EMOJI = lazy(r"(?:name|id|number|no|nr|url|title|date)\Z")
_BLADE_CALLS = (
    "if|elseif|unless|isset|empty|foreach|forelse|for|while|switch|case|include(?:If|When|Unless|First)?|extends|section|yield"
    "|component|slot|push|stack|php|can|cannot|auth|env|class|json|props|aware|once|error|method"
)
_BLADE_MARKS = (
    "else|end(?:if|foreach|forelse|for|while|unless|isset|empty|switch|section|component|slot|push|php|can|auth|env|once|error|verbatim)"
    "|csrf|verbatim"
)
_MODELS = "Model|ViewBag|ViewData|TempData|Order|Customer|Buyer|Recipient|Shipment|Item|item|order|customer|buyer"
_NO_LABEL = r"(?!\w|[-/@]\w|\.\w|\s{0,2}[:=])"
_IN_BRACES = r"(?:[^{}]{1,200}+|\{[^{}\n]{0,80}+\})"
"""A call may have a mapping of its own: ``{{ url('page', {'id': order.id}) }}``."""
NAME = r"[^\W\d]\w*+(?:[.\-]\w++)*+"


class Dialect(NamedTuple):
    """``sign`` must occur in the text for the dialect to occur; ``name`` is found in the first group that matched."""

    sign: str
    pattern: re.Pattern[str]
    accepts: Callable[[re.Match[str]], bool] | None = None


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
    return not _CSS.match(match[1] or match[2] or "") and not is_spelled_out(match[1] or match[2] or "")


def _brace(match: re.Match[str]) -> bool:
    """One pair of braces: a name, perhaps with a default; ``{Hi|Hello}`` is a choice of words, and stays."""
    name, bar, _ = match[1].partition("|")
    if bar and not _JOINED.search(name.strip()):
        return False
    return not is_spelled_out(match[1]) and len(match[1].split()) <= 6


def _percent(match: re.Match[str]) -> bool:
    """Not a run of percent-encoded bytes such as ``%E2%80%99``."""
    text, end = match.string, match.end()
    return not (_BYTE.match(match[1]) and _BYTE.match(text, end))


def _angles(match: re.Match[str]) -> bool:
    """One word, or some that end as the name of a field does: ``<<sehr gut>>`` are quotation marks."""
    inner = match[1].strip()
    return not is_spelled_out(inner) and (len(inner.split()) <= 1 or bool(ENDS_AS_FIELD.search(inner)))


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
    if not name.isascii() and UNSPACED.search(name):
        return bool(UNSPACED_FIELD.search(name))
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
    # a comment of Handlebars or Blade
    *(
        written(sign, rf"\{{\{{{sign[2:]}(?:[^-{{]|-(?!-\}}\}})|\{{(?!\{{)){{0,600}}+--\}}\}}")
        for sign in ("{{!--", "{{--")
    ),
    written("{#", r"\{#(?:[^#{]|#(?!\})){0,600}+#\}"),
    written("{{", rf"\{{\{{\{{([^{{}}]{{1,200}}+)\}}\}}\}}|\{{\{{({_IN_BRACES}{{1,7}}+)\}}\}}", _braces),
    written("<%", r"<%((?:[^%<]|%(?!>)|<(?!%)){0,600}+)%>"),
    written("<?", r"<\?(?:=|php\b)((?:[^?<]|\?(?!>)|<(?!\?)){0,600}+)\?>"),
    # what Blade does with its lines; what such a line prints is ``{{ … }}``
    written(
        "@",
        rf"@(?<![\w@.]@)(?:{_BLADE_CALLS})\s?\((?:[^()\n]|\((?:[^()\n]|\([^()\n]{{0,80}}+\)){{0,120}}+\)){{0,200}}+\)",
    ),
    written("@", rf"@(?<![\w@.]@)(?:{_BLADE_MARKS})(?![\w@.-])"),
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
    # a block of AMPscript
    written("%%[", r"%%\[((?:[^\]%]|\](?!%%)|%(?!%)){1,2000}+)\]%%"),
    written("%%", r"%%[=\[]?([^%\n]{1,100}?)[=\]]?%%"),
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
