"""The baseline: findings that were there when a team began, kept out of reports until they are mended.

It is keyed by path, rule and a short hash of the matched words, with counts; never by line, so that it survives edits above.
The hash is short on purpose: many texts share it, so that nobody can find out a buyer's number by trying all there are.
Words that are masked in reports are not hashed at all.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from hashlib import sha256

from msglint.errors import SettingsError
from msglint.patterns import lazy
from msglint.report import Suppressed
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from msglint.draft import Span
    from msglint.finding import Finding
    from msglint.report import Checked, Report

    Counts = Mapping[str, Counter[tuple[str, str]]]

NAME = "msglint-baseline.json"
VERSION = 1
REMAKE = "`msglint baseline --add` makes it anew"
_DIGITS = 6
_SEVERAL = lazy(r"\((\d+) (?:such )?places in this draft\)")
"""How rules that report once a draft say for how many places."""


class Baseline(NamedTuple):
    """A baseline: its file, and for each path, from the file's folder on, how often a rule had which words' hash."""

    path: str
    counts: Counts

    def key(self, path: str) -> str:
        """The name of a draft in the baseline: the same on every system and from every folder."""
        folder = os.path.dirname(os.path.abspath(self.path))
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")

    def is_there(self, key: str) -> bool:
        """Whether the draft of an entry still exists."""
        return os.path.exists(os.path.join(os.path.dirname(os.path.abspath(self.path)), key))


def print_of(finding: Finding, secrets: Iterable[Span] = ()) -> str:
    """The hash of a finding's words, of its clause where it is about the whole message; that of no words where they meet
    what is masked. A finding that speaks for several places is another one if there are more of them.
    """
    hidden = any(finding.start < secret.end and secret.start < finding.end for secret in secrets)
    words = "" if hidden else " ".join(finding.words.split())
    if not finding.end:
        words = finding.clause
    several = _SEVERAL.search(finding.message)
    words += several[1] if several else ""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def read_baseline(path: str) -> Baseline:
    """A baseline from its file. Raises a ``SettingsError`` for one that is not there or broken."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except FileNotFoundError:
        raise SettingsError("no such baseline; `msglint baseline` makes one", path) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SettingsError(f"the baseline cannot be read: {reason}", path) from None
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        merged = (
            "it has conflict marks of a merge" if "\n<<<<<<<" in f"\n{text}" else error.msg.removesuffix(" starting at")
        )
        raise SettingsError(f"the baseline is not JSON: {merged}; {REMAKE}", path, error.lineno) from None
    except RecursionError:
        raise SettingsError(f"the baseline is not JSON: nested too deeply; {REMAKE}", path) from None
    return Baseline(path, _counts(found, path))


def _counts(found: object, path: str) -> Counts:
    version = found.get("version") if isinstance(found, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise SettingsError("the baseline was made by a newer msglint: update msglint", path)
    listed = found.get("findings") if isinstance(found, dict) and version == VERSION else None
    if not isinstance(listed, dict):
        raise SettingsError(f"this is no baseline of msglint; {REMAKE}", path)
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for name, rules in listed.items():
        counts[name] = Counter()
        for rule, prints in rules.items() if isinstance(rules, dict) else [("", None)]:
            for words, count in prints.items() if isinstance(prints, dict) else [("", None)]:
                if not isinstance(count, int) or isinstance(count, bool) or count < 1:
                    raise SettingsError(f"the baseline is broken at '{name}' {rule}; {REMAKE}", path)
                counts[name][rule, words] = count
    return counts


def renamed(baseline: Baseline, successors: Mapping[str, str]) -> Baseline:
    """The baseline with the names that its rules have now."""
    if not successors:
        return baseline
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for path, found in baseline.counts.items():
        counts[path] = Counter()
        for (rule, words), count in found.items():
            counts[path][successors.get(rule, rule), words] += count
    return baseline._replace(counts=counts)


def text_of(counts: Counts) -> str:
    """The baseline as it is written: sorted, nothing in it but what was found."""
    listed: dict[str, dict[str, dict[str, int]]] = {}
    for path, found in counts.items():
        for (rule, words), count in found.items():
            listed.setdefault(path, {}).setdefault(rule, {})[words] = count
    return json.dumps({"version": VERSION, "findings": listed}, indent=1, sort_keys=True) + "\n"


def applied(report: Report, baseline: Baseline, rules: Collection[str], known: Collection[str]) -> Report:
    """The report without what the baseline has; ``stale`` are the entries that nothing fits any more.

    ``rules`` are those that are on, ``known`` all there are: an entry of a rule that was not asked is not stale. Those of a
    draft that is gone are told together, without a rule.
    """
    stale: Counter[tuple[str, str]] = Counter()
    files, seen = [], set()
    for file in report.files:
        key = baseline.key(file.path)
        seen.add(key)
        left = Counter(baseline.counts.get(key, {}))
        files.append(_without(file, left) if left else file)
        if not file.error:
            stale.update(_stale(key, left, rules, known))
    for key in baseline.counts.keys() - seen:
        if not baseline.is_there(key):
            stale[key, ""] = _stale(key, baseline.counts[key], rules, known).total()
    entries = tuple((key, rule, count) for (key, rule), count in sorted(stale.items()) if count)
    return report._replace(files=tuple(files), stale=entries)


def _without(file: Checked, left: Counter[tuple[str, str]]) -> Checked:
    """The file without the findings that are ``left`` in the baseline, each of which is then one less."""
    kept, gone = [], list(file.suppressed)
    for finding, excerpt, words in zip(file.findings, file.excerpts, file.prints, strict=True):
        if left[finding.rule, words] > 0:
            left[finding.rule, words] -= 1
            gone.append(Suppressed(finding, excerpt, "", "baseline"))
        else:
            kept.append((finding, excerpt, words))
    left.subtract(file.faint)
    findings, excerpts, prints = zip(*kept, strict=True) if kept else ((), (), ())
    gone.sort(key=lambda one: (one.finding.start, one.finding.end, one.finding.rule))
    return file._replace(findings=findings, excerpts=excerpts, prints=prints, suppressed=tuple(gone))


def _stale(
    key: str, left: Mapping[tuple[str, str], int], rules: Collection[str], known: Collection[str]
) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for (rule, _), count in left.items():
        if count > 0 and (rule in rules or rule not in known):
            found[key, rule] += count
    return found


class Update(NamedTuple):
    """A baseline brought up to date: what it has now, how many findings came and went, and how many new ones it does not have."""

    counts: Counts
    added: int
    gone: int
    left_out: int

    @property
    def total(self) -> int:
        """How many findings it has."""
        return sum(found.total() for found in self.counts.values())


def updated(report: Report, old: Baseline, rules: Collection[str], *, add: bool) -> Update:
    """What a baseline has after a run: less than before, and what is new only with ``add``.

    Entries of drafts that were not checked stay, unless these are gone, and so do those of rules that are off.
    """
    new = {key: Counter(found) for key, found in old.counts.items() if old.is_there(key)}
    left_out = 0
    for file in report.files:
        key = old.key(file.path)
        before, now = new.get(key, Counter()), Counter[tuple[str, str]]()
        now.update((finding.rule, words) for finding, words in zip(file.findings, file.prints, strict=True))
        kept = Counter({entry: count for entry, count in before.items() if entry[0] not in rules})
        kept |= before & (now + Counter(file.faint))
        new[key] = kept | now if add else kept
        left_out += (now - new[key]).total()
    new = {key: +found for key, found in new.items() if +found}
    was = sum(found.total() for found in old.counts.values())
    stayed = sum((found & old.counts.get(key, Counter())).total() for key, found in new.items())
    return Update(new, sum(found.total() for found in new.values()) - stayed, was - stayed, left_out)
