"""Words in brackets: what to fill in (``[Your name]``), or words of the message (``[Important]``, ``[ TREAT MYSELF ]``)."""

from __future__ import annotations

from msglint.patterns import lazy

FIELD_NAME = (
    r"(?i:name|vorname|nachname|id|number|no|nr|num|date|link|url|email|mail|phone|address|title|code|total|price|amount"
    r"|status|asin|sku|product|item|order|orderid|buyer|customer|brand|store|shop|company|tracking|carrier|firstname|lastname|first|last|fname|lname|order_?no|seller|agent)"
)
"""The last word of most placeholders' names."""
ENDS_AS_FIELD = lazy(rf"\b{FIELD_NAME}\Z")
_DOTS = ("dot", "punkt", "point", "punto", "ponto", "punt", "kropka", "nokta", "prick")
_ATS = (
    "at",
    "ät",
    "arroba",
    "arobase",
    "chiocciola",
    "klammeraffe",
    "apenstaartje",
    "małpa",
    "malpa",
    "snabel-a",
    "snabela",
    "kuyruklu",
)
SPELLED_OUT = frozenset({*_DOTS, *_ATS})
"""Signs of spelled-out hosts and addresses."""
_WORDS_OF_OTHERS = lazy(
    r"""(?ix) \s*+ (?:
      # an author's or a mail program's remarks
      sic | x | ok | ad | adv | spam | external | extern | edit | update | note | nb | fwd? | re | urgent | new | quote | end
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
_CAPTION_ELSEWHERE = lazy(
    r"""(?ix) \s*+ (?: (?:sepete\ ekle|(?:hemen\ )?satın\ al|hemen\ (?:al|incele)|alışverişe\ başla) \s*\Z
    | (?:voir|découvr(?:ir|ez)|achet(?:er|ez)|profit(?:er|ez)|ajout(?:er|ez)|comprar|añadir|ver|scopri|acquista|aggiungi|bekijk|koop|beoordeel|ontdek
        |zobacz|kup|dodaj|oceń|oceniam|odbierz|sprawdź|zamów|compre|avaliar|avalie|adicionar|resgatar|aproveit(?:ar|e))
      \s+ (?:a|à|al|alla|au|aux|ao|ahora|agora|de|di|do|el|gli|i|il|in|la|las|le|les|los|lo|maintenant|mais|más|más|meer|met|mijn|na|nasz\w*|nos|nossa
        |nostra|nu|nuestra|o|onze|ora|os|più|subito|teraz|todo|todos|tutto|więcej)\b )"""
)
"""The same in other languages: a verb and what follows it in no field's name."""
_FIELD_ELSEWHERE = lazy(
    r"""(?ix) \b (?: date|data|fecha|datum|texte?|texto|testo|tekst|numéro|número|numero|numer\w*|nummer|\w*nummer|nom|nombre|nome|naam|imię|nazw\w*
    | adres\w*|endereço|morada|dirección|indirizzo|lien|link|enlace|url|importo|valor|total|votre|uw|je|tu|su|sua|seu|swoj\w*|suo|tuo )\b"""
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
UNSPACED = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that have no blanks between words."""
UNSPACED_FIELD = lazy(
    r"名|番号|号|编号|編號|链接|リンク|日付|日期|電話|电话|邮箱|メール|地址|住所|姓|商品|产品|店|您的|あなた|이름|번호|링크"
)


def is_spelled_out(inner: str) -> bool:
    """Whether it is a dot or an ``@`` in words: ``shop [dot] com``."""
    return inner.strip().lower() in SPELLED_OUT


def bracketed(inner: str) -> bool:
    """Whether words in brackets say what to fill in, rather than being words of the message themselves."""
    if not any(char.isalpha() for char in inner) or len(inner.split()) > 8:
        return False
    if (
        is_spelled_out(inner)
        or _WORDS_OF_OTHERS.match(inner)
        or _CAPTION.match(inner)
        or _SENTENCE.search(inner)
        or _NOT_WORDS.search(inner)
    ):
        return False
    if _is_button(inner):
        return False
    return inner.isascii() or not UNSPACED.search(inner) or bool(UNSPACED_FIELD.search(inner))


def _is_button(inner: str) -> bool:
    """Whether words in brackets are what a button says: ``[ TREAT MYSELF ]``, ``[Reorder in one tap]``, ``[ 😍 Amazing ]``."""
    if not inner.isascii() and _NO_NAME.search(inner):
        return True
    words = inner.strip()
    if " " not in words or _ORDERS_TO_FILL.match(words):
        return False
    if _FIRST_PERSON.search(words) or (_CAPTION_ELSEWHERE.match(words) and not _FIELD_ELSEWHERE.search(words)):
        return True
    if ENDS_AS_FIELD.search(words) or _FIELD_ANYWHERE.search(words):
        return False
    return (inner[0] == inner[-1] == " ") or _SPOKEN.search(words) is not None
