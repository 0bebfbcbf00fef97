"""Invisible characters and soft hyphens taken out of the words that they hide."""

from __future__ import annotations

from msglint.fixes import Fix
from msglint.fold.characters import HYPHEN, INVISIBLE, traits
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from msglint.finding import Match
    from msglint.policy import Rule
    from msglint.reading import Reading

_CANDIDATE = lazy(r"(?i)&(?:shy|zwnj|zwj|#(?:173|8203|8204|8205|8288|65279|xad|x200[bcd]|x2060|xfeff));|[^\x00-\x7f]")


def removed(reading: Reading, _rule: Rule, matches: Sequence[Match]) -> Iterator[Fix]:
    """Each of them, as a character or as an entity, within the words that were found."""
    text = reading.draft.source.text
    for match in matches:
        for found in _CANDIDATE.finditer(text, *match.span):
            if found[0][0] == "&" or traits(found[0]).oddity in (INVISIBLE, HYPHEN):
                yield Fix(*found.span(), ward=match.span.start)
