"""The buyer's full postal address, quoted in the message: words that say so, then a street with a number and a place."""

from __future__ import annotations

from msglint.numbers.context import Vocabulary, words_of
from msglint.patterns import any_of, escape, lazy
from msglint.privacy import beside
from msglint.privacy.found import Secret
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from msglint.fold import Folded
    from msglint.numbers.context import Said
    from msglint.policy import Policy
    from msglint.reading import Reading

_NAME = r"[A-ZÄÖÜÅØÉÈÇŁŚŻİ][^\W\d_]+"
_ARABIC = r"[\u0621-\u064a]{2,}"
_PLACES = (
    r"(?=[0-9A-ZÄÖÜÅØÉÈÇŁŚŻİ〒\u0621-\u064a])(?:"  # what any of them begins with: most places are none
    rf"\b(?:[A-Z]{{2}},? [0-9]{{5}}(?:-[0-9]{{4}})?"  # US
    rf"|[A-Z]{{1,2}}[0-9][A-Z0-9]? [0-9][A-Z]{{2}}"  # GB
    rf"|[A-Z][0-9][0-9W] (?=[A-Z0-9]{{0,3}}[A-Z])[A-Z0-9]{{4}}"  # IE
    rf"|(?<=, ){_NAME} City,? [0-9]{{4}}"  # PH
    rf"|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"  # CA
    rf"|[A-Z]{{2,3}} [0-9]{{4}}"  # AU
    rf"|[0-9]{{4}} ?[A-Z]{{2}},? {_NAME}"  # NL
    rf"|[0-9]{{2}}-[0-9]{{3}} {_NAME}"  # PL
    rf"|[0-9]{{5}}-[0-9]{{3}}"  # BR
    rf"|[0-9]{{4}}-[0-9]{{3}} {_NAME}"  # PT
    rf"|[0-9]{{3}} [0-9]{{2}} {_NAME}"  # SE
    rf"|{_NAME},? [0-9]{{5,6}}(?:-[0-9]{{4}})?(?! [A-Z]|-[0-9])"  # IN, SG, TR, MX
    rf"|(?:(?<=, )|(?<=\n)){_ARABIC},? [0-9]{{5}}(?:-[0-9]{{4}})?(?! [\u0621-\u064a])"  # SA, EG; a word behind it tells what it counts
    rf"|(?:[A-Z]{{1,2}}-)?[0-9]{{4,5}} {_NAME})(?![^\W_])"  # DE, FR, IT, ES, BE, AT
    r"|(?P<whole>(?:〒 ?)?[0-9]{3}-[0-9]{4}\s{0,3}[\u3040-\u30ff\u4e00-\u9fff]{2,5}[都道府県][^\n。]{1,30}?[0-9](?:[0-9丁目番地号の-]{0,14}[0-9号])?))"  # JP
)
_STREETS = (
    rf"\b(?:[A-Z]-?[0-9]{{1,4}}, {_NAME}[^\n,]{{0,30}}"
    rf"|[0-9]{{1,5}}[a-zA-Z]?(?: ?(?:bis|ter|quater)| [A-Z])?,? (?:(?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai)\b[^\n,]{{3,40}}|(?:[NSEW]\.? )?{_NAME}[^\n,]{{0,30}})"
    rf"|(?:{_NAME}[-. ]?){{1,4}} ?(?:n[°.º] ?|no\.? )?[0-9]{{1,4}} ?[a-zA-Z]?\b"
    r"|(?i:STREET) ?[^\n,0-9]{3,40},? ?(?:n[°.º] ?)?[0-9]{1,4}|(?:[0-9]{1,5},? )?(?:ALONE) [^\n,0-9]{2,40})"
)
"""``STREET`` and ``ALONE`` stand for the words of ``facts/confidential.yaml``."""
_SENTENCES = lazy(r"(?<=[^\W\d_]{4})[.!?]\s|\n\s*\n|[!;]|\?(?!,)")
_FULL_NAME = rf"(?:{_NAME}|[A-Z]\.)(?:[ '’-](?:[a-z]{{2,3}} )?(?:{_NAME}|[A-Z]\.)){{1,3}}"
_NEXT_SENTENCE = lazy(r"[.!?]\s+[A-Z][a-z]+ [a-z]+ [a-z]+")
_GAP = lazy(r"\n\s*\n\s*\n")
_REACH, _LONGEST = 220, 120
_CLOSE = 60
_BEFORE, _BEHIND = 25, 40
# what a postcode has in it: a cheap look before the whole pattern
_CODE = lazy(
    r"[0-9](?<![0-9\-][0-9])(?:[0-9W] [A-Z0-9]{4}(?![A-Za-z0-9])|[0-9]{3,5}(?:-[0-9]{3,4})?(?![0-9\-])|[0-9]-[0-9]{3}(?![0-9])|[0-9]{2}-[0-9]{4}(?![0-9])|[0-9]{2} [0-9]{2} "
    r"|[A-Z]{2}(?![A-Za-z0-9])|[A-Z] ?[0-9][A-Z][0-9])"
)


class Words(NamedTuple):
    """The words that say whose address follows, and the shapes of its lines."""

    whose: Vocabulary
    companies: Vocabulary
    mobiles: Vocabulary
    lines: frozenset[str]
    leads: re.Pattern[str]
    person: re.Pattern[str]
    named: re.Pattern[str]
    addressed: re.Pattern[str]
    form: re.Pattern[str]
    street: re.Pattern[str]
    place: re.Pattern[str]


def words(policy: Policy) -> Words:
    """The words of ``facts/confidential.yaml``. Ask for them by ``policy.derived(words)``."""
    facts = policy.facts["confidential"]
    titled = rf"(?:(?:{any_of(facts['titles'])})\.? )?"
    return Words(
        Vocabulary(
            {"buyer": facts["buyer_address"], "details": facts["buyer_details"], "seller": facts["seller_address"]}
        ),
        Vocabulary({"company": facts["companies"]}),
        Vocabulary({"mobile": facts["mobiles"]}),
        frozenset(word for phrase in (*facts["mobiles"], *facts["lines"]) for word in words_of(phrase)),
        lazy(rf"(?i)(?::|(?<!\w)(?:{'|'.join(facts['address_leads'])}))\Z"),
        lazy(rf"{titled}{_FULL_NAME},? \Z"),
        lazy(rf"{titled}{_FULL_NAME}(?:,? |,?\n)\Z"),
        lazy(rf"\b(?:{any_of(facts['salutations'])}) {titled}(?:{_NAME} ){{1,3}}(?:{any_of(facts['homes'])}) \Z"),
        lazy(
            rf"\b(?i:{any_of(facts['form_names'])})[ \t]?:[ \t]*{titled}({_FULL_NAME})[ \t]*\n[^\w\n]{{0,4}}(?i:{any_of(facts['form_addresses'])})[ \t]?:\s*\Z"
        ),
        lazy(
            _STREETS.replace("STREET", any_of(facts["streets_before"])).replace("ALONE", _alone(facts["streets_alone"]))
        ),
        lazy(_PLACES),
    )


def _alone(words: Mapping[str, Sequence[str]]) -> str:
    """Words for a street, each behind no letter, nor behind what makes something else of it ("by way of")."""
    return "|".join(
        rf"(?<![^\W\d_]){''.join(f'(?<!{escape(one)} )' for one in unless)}{escape(word)}"
        for word, unless in words.items()
    )


def find(reading: Reading) -> Iterator[Secret]:
    """All addresses that are said to be the buyer's."""
    known = reading.policy.derived(words)
    for view in reading.texts:
        done = 0
        for code in _CODE.finditer(view.text):
            place = known.place.search(view.text, max(done, code.start() - _BEFORE), code.end() + _BEHIND)
            found = (_address(view, place, known) or _introduced(view, place, known)) if place else None
            if found:
                done = found.end
                yield found
                phone = beside.phone(view, found.end, known.lines)
                if phone:
                    done = phone.end
                    yield phone


def _address(view: Folded, place: re.Match[str], known: Words) -> Secret | None:
    """The address that ends in a place, if a street comes before it, and before that something that says whose it is."""
    begin = max(0, place.start() - _REACH)
    said = known.whose.said(view.text[begin : place.start()].lower())
    named = begin + said[-1].end if said else begin
    street = None if place["whole"] else known.street.search(view.text, named, place.end())
    start = place.start() if place["whole"] else street.start() if street else place.end()
    if start >= place.end() or (not place["whole"] and start >= place.start()):
        return None
    if _SENTENCES.search(view.text, start, place.start()) or place.end() - start > _LONGEST:
        return None
    if _is_announced(view, said, begin, place, known) or _has_mobile(view, said, start, place, known):
        return Secret("address", view, start, place.end(), "medium")
    return None


def _introduced(view: Folded, place: re.Match[str], known: Words) -> Secret | None:
    """The address that ends in a place, if a person's name stands right before its street, and before that a colon or
    a word such as "to" that the name belongs to: "we deliver to", "we have:"; or if it is a line of a form, below the name.
    """
    text = view.text
    for street in known.street.finditer(text, max(0, place.start() - _LONGEST), place.start()):
        window = max(0, street.start() - _CLOSE)
        if known.addressed.search(text, window, street.start()):
            return Secret("address", view, street.start(), place.end(), "medium")
        person = known.named.search(text, window, street.start())
        form = None if person else known.form.search(text, window, street.start())
        named = person or form
        if not named or _SENTENCES.search(text, street.start(), place.start()):
            continue
        before = text[max(0, named.start() - (_CLOSE if form else _REACH)) : named.start()]
        said = known.whose.said(before.lower())
        if not (form or known.leads.search(before.rstrip())) or any(word.kind == "seller" for word in said):
            continue
        if not known.companies.said(named[0].lower()):
            return Secret("address", view, street.start(), place.end(), "medium")
    return None


def _is_announced(view: Folded, said: Sequence[Said], begin: int, place: re.Match[str], known: Words) -> bool:
    """Whether words before it call it the buyer's."""
    if not said or said[-1].kind == "seller":
        return False
    if any(word.kind == "seller" and said[-1].start - word.end < 20 for word in said):
        return False
    rest = view.text[begin + said[-1].end : place.start()]
    if rest.count("\n") > 6 or _GAP.search(rest) or _NEXT_SENTENCE.search(rest):
        return False
    return said[-1].kind == "buyer" or not (_SENTENCES.search(rest) or known.companies.said(rest.lower()))


def _has_mobile(view: Folded, said: Sequence[Said], start: int, place: re.Match[str], known: Words) -> bool:
    """Whether a person's name stands before it, behind other words of the line, and a mobile number after it."""
    if any(word.kind == "seller" for word in said):
        return False
    behind = view.text[place.end() : place.end() + _CLOSE].partition("\n")[0]
    line = view.text[max(0, start - _CLOSE) : start].rpartition("\n")[2]
    person = known.person.search(line)
    if not person or not line[: person.start()].strip() or not any(map(str.isdigit, behind)):
        return False
    return bool(known.mobiles.said(behind.lower())) and not known.companies.said(line.lower())
