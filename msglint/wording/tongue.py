"""Which languages a draft is in: told from its words; what is known from outside decides where the words are few."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from itertools import chain

from msglint.draft import beyond_ascii
from msglint.patterns import lazy
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from msglint.policy import Policy
    from msglint.reading import Reading

_WORD = lazy(r"[^\W\d_]++(?:'[^\W\d_]++)*+")
MOST_READ = 20_000
"""Characters of a draft that are enough to tell its language."""


class Tongues(NamedTuple):
    """How languages are told: the languages of each ``little`` word, the script of each kind of letters."""

    words: Mapping[str, tuple[str, ...]]
    little: frozenset[str]
    scripts: Mapping[str, re.Pattern[str]]
    least_words: int
    second_share: float
    least_letters: int
    sure_words: int
    sure_letters: int
    names: Mapping[str, str]


def tongues_of(policy: Policy) -> Tongues:
    """The facts of a policy about languages."""
    facts = policy.facts["languages"]
    words: dict[str, list[str]] = {}
    for code, little in facts["words"].items():
        for word in little:
            words.setdefault(str(word), []).append(code)
    scripts = {code: policy.pattern(f"[{''.join(ranges)}]") for code, ranges in facts["scripts"].items()}
    return Tongues(
        {word: tuple(dict.fromkeys(codes)) for word, codes in words.items()},
        frozenset(words),
        scripts,
        facts["least_words"],
        facts["second_share"],
        facts["least_letters"],
        facts["sure_words"],
        facts["sure_letters"],
        facts["names"],
    )


def surely_spoken(reading: Reading) -> str:
    """The one language that a draft's words show beyond doubt; empty for a short or mixed text. Nothing that is known
    from outside counts.
    """
    tongues = reading.policy.derived(tongues_of)
    text = "\n".join(view.lower for view in reading.texts)[:MOST_READ]
    votes = _votes(different([words_of(text)]), tongues)
    first = max(votes, key=lambda code: (len(votes[code]), code), default="")
    scripts_of = tongues.scripts if _has_other_letters(text) else {}
    letters = {code: len(pattern.findall(text)) for code, pattern in scripts_of.items()}
    scripts = [code for code, count in letters.items() if count >= tongues.least_letters]
    if scripts:
        scripts = [code for code in scripts if code != "zh" or "ja" not in scripts]
        is_mixed = len(scripts) > 1 or (first and len(votes[first]) >= tongues.least_words)
        return "" if is_mixed or letters[scripts[0]] < tongues.sure_letters else scripts[0]
    if not first or len(votes[first]) < tongues.sure_words:
        return ""
    others = max((len(words - votes[first]) for code, words in votes.items() if code != first), default=0)
    is_mixed = others >= tongues.least_words and others > tongues.second_share / 2 * len(votes[first])
    return "" if is_mixed else first


def can_be_told(language: str, tongues: Tongues) -> bool:
    """Whether a language can be told from others at all."""
    return language in tongues.scripts or any(language in codes for codes in tongues.words.values())


def _has_other_letters(text: str) -> bool:
    """Whether anything is beyond Latin, punctuation and signs: a dash or a euro sign is in many a text."""
    return not text.isascii() and any(
        not ("\u2000" <= char <= "\u2bff" or char < "\u0370") for char in beyond_ascii(text)
    )


def spoken(reading: Reading) -> tuple[str, ...]:
    """The languages of a draft, the likeliest first; none where its words do not say and nothing is known of it."""
    tongues = reading.policy.derived(tongues_of)
    text = "\n".join(view.lower for view in reading.texts)[:MOST_READ]
    words = reading.vocabulary if len(text) < MOST_READ else different([words_of(text)])
    found = _by_script(text, tongues) if _has_other_letters(text) else []
    found += [code for code in _by_words(words, tongues, reading) if code not in found]
    return tuple(found) or _expected(reading, tongues)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order: runs of letters, straight apostrophes inside them included."""
    if not text.isascii() and any(char > "\xff" and char.isalnum() for char in beyond_ascii(text)):
        return _WORD.findall(text)
    words = text.encode("latin-1", "replace").translate(_letters_only()).decode("latin-1").split()
    if "'" not in text:
        return words
    return [one for word in words for one in (_WORD.findall(word) if "'" in word else (word,))]


def different(texts: Iterable[list[str]]) -> frozenset[str]:
    """The different words of some texts, those with an apostrophe (``don't``) in two."""
    words = frozenset(chain(*texts))
    joined = [word for word in words if "'" in word]
    return words.difference(joined).union(*(word.split("'") for word in joined))


@cache
def _letters_only() -> bytes:
    """A translation of Latin-1 in which all but letters and apostrophes is blank: so words are found four times as fast."""
    return bytes(code if _WORD.match(chr(code)) or chr(code) == "'" else 32 for code in range(256))


def _by_script(text: str, tongues: Tongues) -> list[str]:
    found = [code for code, letters in tongues.scripts.items() if len(letters.findall(text)) >= tongues.least_letters]
    # Japanese has Chinese characters in it
    return [code for code in found if code != "zh" or "ja" not in found]


def leaning(reading: Reading, codes: Sequence[str]) -> tuple[str, ...]:
    """Those of some languages that a draft has the most words of, however few; all of them if it has none of any."""
    votes = _votes(reading.vocabulary, reading.policy.derived(tongues_of))
    counts = {code: len(votes.get(code, ())) for code in codes}
    most = max(counts.values(), default=0)
    return tuple(code for code, count in counts.items() if count == most)


def _votes(words: AbstractSet[str], tongues: Tongues) -> dict[str, set[str]]:
    votes: dict[str, set[str]] = {}
    for word in words & tongues.little:
        for code in tongues.words[word]:
            votes.setdefault(code, set()).add(word)
    return votes


def _by_words(words: AbstractSet[str], tongues: Tongues, reading: Reading) -> list[str]:
    """The language that most words speak for, and perhaps a second. Of those that as many words speak for the expected one,
    or all.
    """
    few = tongues.little & words
    if len(few) < tongues.least_words:
        return []
    told = set(chain.from_iterable(tongues.words[word] for word in few if len(word) > 1))
    # letters alone (12V/5A, U.S.) are no language
    counts = Counter(code for word in few for code in tongues.words[word] if code in told)
    most = max(counts.values(), default=0)
    if most < tongues.least_words:
        return []
    found = sorted(code for code, count in counts.items() if count == most)
    if len(found) > 1:
        expected = _expected(reading, tongues)
        return [code for code in found if code in expected] or found
    first = found[0]
    least = max(tongues.least_words + 2, tongues.second_share * counts[first])
    if not any(count >= least for code, count in counts.items() if code != first):
        return found
    votes = _votes(words, tongues)
    for code in sorted(votes, key=lambda code: -len(votes[code])):
        own = votes[code] - votes[first]
        if code != first and len(own) >= max(tongues.least_words + 2, tongues.second_share * len(votes[first])):
            found.append(code)
            break
    return found


def _expected(reading: Reading, tongues: Tongues) -> tuple[str, ...]:
    """What the envelope or the path says: ``language``, ``x.de.html``, ``templates/de/``, the marketplace's language."""
    envelope = reading.draft.envelope
    if envelope.language:
        return (envelope.language[:2].lower(),)
    named = [part.lower() for part in _path_words(reading.draft.name) if part.lower() in tongues.names]
    if named:
        return (named[-1],)
    stores: Iterable[Mapping[str, str]] = reading.policy.facts["marketplaces"]["list"]
    return tuple(store["default_language"] for store in stores if store["country"] == envelope.marketplace)


def _path_words(name: str) -> list[str]:
    folders, file = os.path.split(name.replace("\\", "/"))
    middle = file.split(".")[1:-1]
    return [*folders.split("/"), *middle]
