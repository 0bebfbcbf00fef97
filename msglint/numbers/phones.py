"""Decides which runs of digits are phone numbers: by their shape, the words around them, and at last phonenumbers."""

from __future__ import annotations

from msglint.numbers import regions, shapes
from msglint.numbers.lexicon import lexicon
from msglint.numbers.pieces import is_in_address, pieces, token_before, word_before, word_behind
from msglint.numbers.setting import Setting, is_third_party, setting
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from msglint.fold import Folded
    from msglint.numbers.candidates import Candidate
    from msglint.numbers.lexicon import Lexicon
    from msglint.reading import Reading

HIGH, MEDIUM, NONE = "high", "medium", ""
_TRUNK = lazy(r"[(\[] ?0 ?[)\]]")
_COUNTS = lazy("(?:label|verb)")
_LINKED = lazy(r"[0-9](?:(?:[-.()]|%20)?[0-9]){6,14}(?![0-9])")
_CURRENCY = lazy(r"[€$£¥₹] ?\Z")
_HEAD = lazy(r"[+(\[]{1,3}\Z")


class Phone(NamedTuple):
    """A phone number found. Offsets count in the view."""

    view: Folded
    start: int
    end: int
    confidence: str
    third_party: bool = False


def find(reading: Reading, runs: Iterable[Candidate] | None = None) -> Iterator[Phone]:
    """All phone numbers in the runs of digits of a draft, or in these."""
    if not reading.numbers:
        return
    words = reading.policy.derived(lexicon)
    own = reading.draft.envelope.marketplace or ""
    finder = _Finder(words, words.regions_for(reading.draft.envelope), words.region_of.get(own, ""))
    last: Phone | None = None
    for run in reading.numbers if runs is None else runs:
        for piece in pieces(run):
            if last and last.view is piece.view and piece.start < last.end:
                continue
            phone = finder.phone(piece)
            if phone:
                last = phone
                yield phone


class _Finder(NamedTuple):
    words: Lexicon
    regions: tuple[str, ...]
    own: str

    def phone(self, piece: Candidate) -> Phone | None:
        """The phone number a piece is, if it is one."""
        token = token_before(piece).lower()
        linked = self.words.link.search(token) if token else None
        if linked and token[linked.end() :].strip("+") == "":
            return self._found(piece, HIGH) if len(piece.digits) >= 7 else None
        if is_in_address(token) or self._is_part_of_a_word(piece) or self._is_decimal(piece):
            return None
        said = setting(piece.view, _begin(piece), piece.end, self.words)
        piece = self._fitted(piece, said)
        confidence = self._confidence(piece, said)
        return self._found(piece, confidence) if confidence else None

    def _found(self, piece: Candidate, confidence: str) -> Phone:
        start, end = self._with_scheme(piece), piece.end
        extension = self.words.extension.match(piece.view.lower, end)
        if extension:
            end = extension.end()
        return Phone(piece.view, start, end, confidence, is_third_party(piece.view, start, end, self.words))

    def _with_scheme(self, piece: Candidate) -> int:
        """Where it begins: with its ``tel:``, if it is written as a URI."""
        start = _begin(piece)
        token = piece.view.text[max(0, start - 15) : start].split()
        scheme = self.words.scheme.fullmatch(token[-1]) if token and not piece.view.text[start - 1].isspace() else None
        return start - len(scheme[0]) if scheme else start

    def _is_part_of_a_word(self, piece: Candidate) -> bool:
        before, behind = word_before(piece), word_behind(piece)
        if before and not any(_COUNTS.match(said.kind) for said in self.words.words.said(before)):
            return True
        if not behind or self.words.extension.match(piece.view.lower, piece.end):
            return False
        return not any(_COUNTS.match(said.kind) for said in self.words.words.said(behind))

    def _is_decimal(self, piece: Candidate) -> bool:
        text, start, end = piece.view.text, piece.start, piece.end
        if _CURRENCY.search(text, max(0, start - 2), start):
            return True
        if self.words.unit.match(piece.view.lower, end) and not self.words.extension.match(piece.view.lower, end):
            return True
        comma_before = start > 1 and text[start - 1] == "," and text[start - 2].isdigit()
        comma_behind = end + 1 < len(text) and text[end] == "," and text[end + 1].isdigit()
        return (comma_before or comma_behind) and "-" not in piece.text

    def _fitted(self, piece: Candidate, said: Setting) -> Candidate:
        """The piece without a first or last group that stands beside the number by chance: ``0800 123 4567 24 hours``."""
        if (said.label and len(piece.digits) <= 11) or len(piece.groups) < 3 or self._is_valid(piece):
            return piece
        head, tail = piece.text.split(None, 1), piece.text.rsplit(None, 1)
        for shorter in (
            piece.part(piece.start, piece.start + len(tail[0])),
            piece.part(piece.end - len(head[-1]), piece.end),
        ):
            if shorter != piece and len(shorter.digits) >= 9 and self._stands_out(shorter) and self._is_valid(shorter):
                return shorter
        return piece

    def _is_valid(self, piece: Candidate) -> bool:
        return regions.is_valid(_dialled(piece), self.regions)

    def _confidence(self, piece: Candidate, said: Setting) -> str:
        digits, groups = piece.digits, piece.groups
        if _is_international(piece):
            return self._abroad(piece, said)
        if (said.plainly or (said.label and len(digits) >= 7)) and len(digits) <= 13 and _is_sane(groups):
            return HIGH
        if len(digits) < 7 or shapes.is_known(digits, groups, piece.text):
            return NONE
        if said.denied:
            return MEDIUM if self._stands_out(piece) and self._is_dialled(piece, said) else NONE
        if said.called and len(digits) <= 13 and _is_sane(groups):
            return HIGH if self._stands_out(piece) or self._is_valid(piece) else MEDIUM
        return self._by_itself(piece)

    def _is_dialled(self, piece: Candidate, said: Setting) -> bool:
        """Whether a number is for calling though a word before it says otherwise: "our parts counter: (212) 555-0147"."""
        if piece.view.text[piece.start - 1 : piece.start] == "(" and piece.text[3:4] == ")":
            return True
        return said.called and (self._is_valid(piece) or self.words.is_reserved(piece.digits))

    def _abroad(self, piece: Candidate, said: Setting) -> str:
        """A number with a plus sign."""
        digits = piece.digits
        if self.words.is_reserved(digits) or regions.is_possible(_dialled(piece), (regions.UNKNOWN,)):
            return HIGH
        return MEDIUM if len(digits) >= (7 if said.called else 9) else NONE

    def _by_itself(self, piece: Candidate) -> str:
        """A number of which nothing is said: its shape has to show what it is."""
        digits, groups = piece.digits, piece.groups
        if len(digits) >= 11 and digits.startswith(("00", "011")):
            abroad = f"+{digits[2 if digits.startswith('00') else 3 :]}"
            if regions.is_valid(abroad, (regions.UNKNOWN,)):
                return HIGH
        if self.words.is_reserved(digits) and (len(groups) > 1 or len(digits) >= 10):
            return HIGH if len(digits) > 7 else MEDIUM
        if self._stands_out(piece):
            if self._is_valid(piece):
                return HIGH
            return MEDIUM if len(digits) <= 11 and regions.is_possible(digits, self.regions) else NONE
        return MEDIUM if self._is_local(piece) else NONE

    def _stands_out(self, piece: Candidate) -> bool:
        """Whether it is grouped like a phone number with its area code, and like hardly anything else."""
        digits, lengths = piece.digits, [len(group) for group in piece.groups]
        if len(lengths) < 2 or not _is_sane(piece.groups):
            return False
        american = lengths == [3, 3, 4] or (lengths == [1, 3, 3, 4] and digits[0] == "1")
        if american and digits[-10] > "1" and digits[-7] > "1":
            return True
        if digits[0] == "0" and digits[1] != "0":
            return 9 <= len(digits) <= 12 and not (len(lengths) == 2 and "." in piece.text)
        return len(set(lengths)) == 1 and lengths[0] == 1 and 9 <= len(digits) <= 11

    def _is_local(self, piece: Candidate) -> bool:
        """Whether it is valid where the draft goes to, or for its bracketed area code, or as a bare mobile number."""
        digits, groups = piece.digits, piece.groups
        if len(groups) == 1:
            return digits[0] == "0" and 10 <= len(digits) <= 11 and regions.is_mobile(digits, self.regions)
        if piece.view.text[piece.start - 1 : piece.start] == "(" and ")" in piece.text:
            return self._is_valid(piece)
        if digits.startswith(("1800", "1300")) and len(groups[0]) == 4:
            return self._is_valid(piece)
        return (
            bool(self.own) and min(map(len, groups)) > 1 and len(digits) >= 8 and regions.is_valid(digits, (self.own,))
        )


def leading_digits(text: str, at: int) -> tuple[int, int] | None:
    """Where the phone number stands that a link's address has at this place, if it has one."""
    found = _LINKED.match(text, at)
    return found.span() if found and sum(map(str.isdigit, found[0])) >= 7 else None


def _begin(piece: Candidate) -> int:
    """Where the number begins with its plus sign or the bracket that is closed inside it."""
    head = _HEAD.search(piece.view.text, max(0, piece.start - 3), piece.start)
    if not head or ("+" not in head[0] and not _is_closed(piece)):
        return piece.start
    return head.start() if _is_closed(piece) else piece.start - 1


def _is_closed(piece: Candidate) -> bool:
    text = piece.text
    return text.count(")") + text.count("]") > text.count("(") + text.count("[")


def _is_international(piece: Candidate) -> bool:
    text, plus = piece.view.text, _begin(piece)
    return "+" in text[plus : piece.start] and not (plus and text[plus - 1].isascii() and text[plus - 1].isalnum())


def _dialled(piece: Candidate) -> str:
    if _is_international(piece):
        return "+" + "".join(digit for digit in _TRUNK.sub("", piece.text) if digit in "0123456789")
    return piece.digits


def _is_sane(groups: list[str]) -> bool:
    """Whether the groups could be one number: single digits only at its ends, or throughout."""
    lengths = [len(group) for group in groups]
    if max(lengths) == 1:
        return len(lengths) >= 7
    if max(lengths) <= 2 and groups[0][0] != "0" and len(lengths) < 5:
        return False
    return 1 not in lengths[1:-1] and len(lengths) <= 7
