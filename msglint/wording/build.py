"""Compiles a language folder: ``language.yaml`` and ``groups/*.yaml`` to what ``Lexicon`` needs, or a ``RuleError``."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from msglint.compile import Located, load_yaml
from msglint.errors import RuleError, did_you_mean
from msglint.wording.lexicon import HIDDEN
from msglint.wording.notation import GROUP_NAME, PHRASE, Element, NotationError, sequences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.wording.notation import Sequence


def compile_language(folder: str) -> dict[str, Any]:
    """The language in ``folder`` as plain data."""
    language = load_yaml(os.path.join(folder, "language.yaml"))
    inflections = _Inflections(language.get("inflections", Located()))
    groups = _groups(os.path.join(folder, "groups"))
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
    return {
        "code": os.path.basename(folder),
        "language": {key: value for key, value in language.items() if key != "inflections"},
        "groups": sorted(groups),
        "trie": trie,
        "patterns": [[name, one] for name in _ordered(groups, patterns) for one in patterns[name]],
        "forms": inflections.forms([symbol[:-1] for symbol in symbols if symbol.endswith("~")]),
        "heads": [symbol for symbol in symbols if symbol.endswith("*")],
        "tails": [symbol for symbol in symbols if symbol.startswith("*")],
        "model": _model(os.path.join(folder, "model.json"), set(groups)),
    }


def _model(path: str, groups: set[str]) -> dict[str, Any] | None:
    """The language's trained model; one that was learned with groups that are gone is refused."""
    import json

    if not os.path.isfile(path):
        return None
    try:
        with open(path, encoding="utf-8") as file:
            model: dict[str, Any] = json.load(file)
        gone = sorted(set(model["groups"]) - groups)
    except (ValueError, KeyError, TypeError) as error:
        raise RuleError(f"not a model: {error!r}; make it again with scripts/train", path, 1) from None
    if gone:
        raise RuleError(
            f"the model knows groups that are not there ({gone[0]}); make it again with scripts/train", path, 1
        )
    return model


Groups = dict[str, tuple[Located, list[tuple[str, "tuple[Sequence, ...]"]]]]


def _groups(folder: str) -> Groups:
    found: Groups = {}
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
            found[group] = (raw, [(str(entry), _read(str(entry), raw, group)) for entry in entries])
    return found


def _read(entry: str, raw: Located, group: str) -> tuple[Sequence, ...]:
    try:
        return sequences(entry)
    except NotationError as error:
        raise raw.error(group, f"group {group}: {error}") from None


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

    def __init__(self, raw: Located) -> None:
        self._irregular = {word: str(forms).split() for word, forms in raw.get("irregular", {}).items()}
        try:
            self._endings = [(re.compile(end + r"\Z"), int(cut), new) for end, cut, new in raw.get("endings", [])]
        except (re.error, ValueError, TypeError) as error:
            raise RuleError(f"endings: {error}", getattr(raw, "path", ""), 1) from None

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
