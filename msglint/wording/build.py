"""Compiles a language folder: ``language.yaml`` and ``groups/*.yaml`` to what ``Lexicon`` needs, or a ``RuleError``."""

from __future__ import annotations

import os
import re

from msglint.errors import RuleError, did_you_mean
from msglint.located import Located, line_of, load_yaml
from msglint.typed import TYPE_CHECKING, Any
from msglint.wording.lexicon import HIDDEN
from msglint.wording.modelfile import read_model
from msglint.wording.notation import GROUP_NAME, PHRASE, Element, NotationError, sequences
from msglint.wording.rarity import often_in
from msglint.wording.script import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from msglint.wording.notation import Sequence


LANGUAGE_KEYS = {
    "name": str,
    "script": str,
    "gap_factor": int,
    "abbreviations": list,
    "unfinished": list,
    "inflections": dict,
    "spellings": dict,
}
"""``spellings``: letters that are written in several ways (ä: ae, ß: ss). Entries and words are compared in one of them."""
INFLECTION_KEYS = {"endings": list, "irregular": dict}


def compile_language(folder: str, compile_with: Callable[[str], re.Pattern[str]] | None = None) -> dict[str, Any]:
    """The language in ``folder`` as plain data. ``compile_with`` compiles the patterns of inflections."""
    language = _language(os.path.join(folder, "language.yaml"))
    letters = _letters(language)
    inflections = _Inflections(language.get("inflections", Located()), compile_with or re.compile, letters)
    groups = read_groups(os.path.join(folder, "groups"), letters)
    trie: dict[str, Any] = {}
    patterns: dict[str, list[Sequence]] = {}
    phrases = _Phrases(trie)
    for name, (_, entries) in groups.items():
        for one in (one for _, alternatives in entries for one in alternatives):
            if all(element.kind == "word" for element in one):
                _insert(trie, [element.value for element in one], name)
            else:
                patterns.setdefault(name, []).append(tuple(map(phrases.in_trie, one)))
    symbols = sorted(_symbols(groups))
    forms = inflections.forms([symbol[:-1] for symbol in symbols if symbol.endswith("~")])
    return {
        "code": os.path.basename(folder),
        "language": {key: value for key, value in language.items() if key != "inflections"},
        "groups": sorted(groups),
        "trie": trie,
        "patterns": [[name, one] for name in _ordered(groups, patterns) for one in patterns[name]],
        "forms": forms,
        "numbers": sorted(symbol for symbol in {*symbols, *forms} if symbol.strip("*")[:1].isdecimal()),
        "heads": [symbol for symbol in symbols if symbol.endswith("*")],
        "tails": [symbol for symbol in symbols if symbol.startswith("*")],
        "often": often_in(os.path.join(folder, "..", "..", "examples", os.path.basename(folder))),
        "model": read_model(os.path.join(folder, "model.json"), set(groups)),
    }


def _letters(language: Located) -> dict[int, str]:
    """The letters that are compared as others."""
    spellings = language.get("spellings", {})
    for letter, other in spellings.items():
        if len(str(letter)) != 1 or not isinstance(other, str):
            raise spellings.error(
                letter, f"a spelling is a letter and what is written for it, not {letter!r}: {other!r}"
            )
    return str.maketrans(dict(spellings))


def _language(path: str) -> Located:
    if not os.path.exists(path):
        raise RuleError("a language needs this file; write one with at least 'name: English'", path)
    language = load_yaml(path)
    if not language.get("name"):
        raise language.error("name", "a language needs 'name'")
    for where, known in (
        (language, LANGUAGE_KEYS),
        (language.get("inflections", {}), INFLECTION_KEYS),
    ):
        for key, value in where.items():
            if key not in known:
                raise where.error(key, f"unknown language key '{key}'{did_you_mean(key, list(known))}")
            if not isinstance(value, known[key]):
                raise where.error(key, f"'{key}' must be a {known[key].__name__}, not {value!r}")
    if language.get("script", "words") not in SCRIPTS:
        raise language.error("script", f"'script' is one of {', '.join(SCRIPTS)}, not {language['script']!r}")
    if not 1 <= language.get("gap_factor", 1) <= 10:
        raise language.error("gap_factor", "'gap_factor' must be from 1 to 10")
    return language


Groups = dict[str, tuple[Located, list[tuple[str, "tuple[Sequence, ...]"]]]]


def read_groups(folder: str, letters: Mapping[int, str] | None = None) -> Groups:
    """The groups of a language, each with the file it stands in and its entries: as written, and what they stand for.

    ``letters`` are those of the entries that stand for others.
    """
    found: Groups = {}
    if not os.path.isdir(folder):
        raise RuleError(
            "a language needs a folder 'groups' with YAML files of its word groups", os.path.dirname(folder)
        )
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".yaml"):
            continue
        raw = load_yaml(os.path.join(folder, name))
        for group, entries in raw.items():
            if not GROUP_NAME.match(group):
                raise raw.error(group, f"a group's name is in UPPER_CASE, not {group!r}")
            if group in found:
                raise raw.error(group, f"group {group} stands in {found[group][0].path} too")
            if not isinstance(entries, list) or not entries:
                raise raw.error(group, f"group {group} has no entries")
            found[group] = (
                raw,
                [
                    (str(one), _respelled(_read(one, group, raw.path, line_of(entries, n, 1)), letters or {}))
                    for n, one in enumerate(entries)
                ],
            )
    return found


def _read(entry: object, group: str, path: str, line: int) -> tuple[Sequence, ...]:
    if not isinstance(entry, str | int) or isinstance(entry, bool):
        raise RuleError(f"group {group}: an entry must be a text, not {entry!r}; put it between quotes", path, line)
    try:
        return sequences(str(entry))
    except NotationError as error:
        raise RuleError(f"group {group}: {error}", path, line) from None


def _respelled(alternatives: tuple[Sequence, ...], letters: Mapping[int, str]) -> tuple[Sequence, ...]:
    if not letters:
        return alternatives
    return tuple(
        tuple(Element(element.kind, element.value.translate(letters)) for element in one) for one in alternatives
    )


def _symbols(groups: Groups) -> set[str]:
    return {
        symbol
        for _, entries in groups.values()
        for _, alternatives in entries
        for one in alternatives
        for element in one
        if element.kind in ("word", "any")
        for run in element.value.split("|")
        for symbol in ((run,) if run[0] == "{" else run.split(PHRASE))
    }


def _insert(trie: dict[str, Any], words: list[str], group: str) -> None:
    node = trie
    for word in words:
        node = node.setdefault(word, {})
    ends = node.setdefault("", [])
    if group not in ends:
        ends.append(group)


def _ordered(groups: Groups, patterns: Mapping[str, list[Sequence]]) -> list[str]:
    """Groups with patterns, each behind those it is made of. A group that contains itself is refused."""
    done: list[str] = []
    for first in patterns:
        waiting: list[tuple[str, bool]] = [(first, False)]
        above: list[str] = []
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                above.pop()
                done.append(name)
                continue
            if name in above:
                raw = groups[name][0]
                raise raw.error(name, f"group {name} contains itself: {' > '.join([*above, name])}")
            if name in done:
                continue
            above.append(name)
            waiting.append((name, True))
            waiting += [(inner, False) for inner in _inner(name, groups, patterns)]
    return done


def _inner(name: str, groups: Groups, patterns: Mapping[str, list[Sequence]]) -> Iterator[str]:
    for one in patterns.get(name, ()):
        for inner in (inner for element in one for inner in element.groups()):
            if inner not in groups:
                raise groups[name][0].error(
                    name, f"group {name} names {inner}{did_you_mean(inner, list(groups))}, which is not there"
                )
            if inner in patterns:
                yield inner


class _Phrases:
    """Choices of several words, kept in the trie as hidden groups, so that a pattern with many of them stays one pattern."""

    def __init__(self, trie: dict[str, Any]) -> None:
        self._trie = trie
        self._names: dict[tuple[str, ...], str] = {}

    def in_trie(self, element: Element) -> Element:
        """The element with its runs of words replaced by a hidden group."""
        choices = element.value.split("|") if element.kind == "any" else []
        runs = tuple(
            choice for choice in choices if PHRASE in choice and choice[0] != "{" and not GROUP_NAME.match(choice)
        )
        if not runs:
            return element
        name = self._names.setdefault(runs, f"{HIDDEN}{len(self._names)}")
        for run in runs:
            _insert(self._trie, run.split(PHRASE), name)
        return Element("any", "|".join([*(choice for choice in choices if choice not in runs), name]))


class _Inflections:
    """A language's inflections: irregular words, and endings (pattern, cut, new endings) of which the first fits."""

    def __init__(
        self, raw: Mapping[str, Any], compile_with: Callable[[str], re.Pattern[str]], letters: Mapping[int, str]
    ) -> None:
        self._irregular = {
            word.translate(letters): str(forms).translate(letters).split()
            for word, forms in raw.get("irregular", {}).items()
        }
        self._endings: list[tuple[re.Pattern[str], int, list[str]]] = []
        for number, ending in enumerate(raw.get("endings", [])):
            try:
                pattern, cut, new = ending
                self._endings.append((compile_with(pattern + r"\Z"), int(cut), list(map(str, new))))
            except (re.error, ValueError, TypeError, RuleError) as error:
                line = line_of(raw["endings"], number, 1)
                path = getattr(raw, "path", "")
                raise RuleError(f"an ending is [pattern, letters to cut, [endings]]: {error}", path, line) from None

    def forms(self, words: list[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in words:
            for form in dict.fromkeys([word, *self._of(word)]):
                found.setdefault(form, []).append(word + "~")
        return found

    def _of(self, word: str) -> Iterator[str]:
        if word in self._irregular:
            yield from self._irregular[word]
            return
        for pattern, cut, endings in self._endings:
            if pattern.search(word):
                yield from (word[: len(word) - cut] + ending for ending in endings)
                return
