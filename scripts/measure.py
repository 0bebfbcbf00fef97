"""How well msglint does on labelled messages: per rule, by span and by message, per confidence.

    python scripts/measure.py FOLDER…              with the model that is there
    python scripts/measure.py --held-out FOLDER…   with a model that saw nothing of the folder's author
    python scripts/measure.py --record             writes what comes of tests/corpus to its figures.json

A folder holds ``labels.jsonl`` and ``messages/`` as in ``tests/corpus``. A label is found when a finding of its rule
overlaps its quote (anywhere in the file, where the quote is empty). Findings of severity info and labels marked as
unsure count neither way. ``P≥`` is the lower bound of the precision (Wilson, 95 %).

The recorded figures are training figures: the rules were written and the model was learned with these messages in
sight. They tell nothing about messages nobody has seen; they are what no change may fall below (tests/test_corpus.py).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"
FIGURES = CORPUS / "figures.json"
sys.path.insert(0, str(ROOT))

from msglint.engine import check  # noqa: E402
from msglint.finding import CONFIDENCES, Finding, sure_enough  # noqa: E402
from msglint.policy import Policy, load_policy  # noqa: E402
from msglint.readers import read_draft  # noqa: E402
from msglint.source import decode  # noqa: E402

WHOLE = frozenset(
    (
        "font-override",
        "font-sizes",
        "text-alignment",
        "message-margin",
        "excess-line-breaks",
        "order-id",
        "not-permitted-type",
    )
)
UNLABELLED = frozenset(
    (
        "review-script",
        "review-instructions",
        "cancellation-request",
        "accessibility",
        "obfuscated-wording",
        "spelling-grammar",
    )
)
"""Rules that the labelled messages do not speak of: their findings are left out."""


FACTS = frozenset(("review-request", "order-id"))
"""Labels of what a message is or lacks, of which a harmless one may have some."""


class Labelled(NamedTuple):
    """A labelled message: its labels as (rule, spans, unsure)."""

    file: str
    text: str
    labels: tuple[tuple[str, tuple[tuple[int, int], ...], bool], ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing in it is forbidden."""
        return all(rule in FACTS for rule, _, _ in self.labels)


def labelled(folder: Path) -> list[Labelled]:
    """The messages of a folder."""
    found = []
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        text = decode((folder / raw["file"]).read_bytes()).text
        labels = tuple(
            (label["rule"], _spans(text, label["quote"]), bool(label.get("unsure"))) for label in raw["labels"]
        )
        found.append(Labelled(raw["file"], text, labels))
    return found


def _spans(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    found, at = [], text.find(quote) if quote else -1
    while at >= 0:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return tuple(found)


def findings(folder: Path, message: Labelled, policy: Policy) -> list[Finding]:
    """What msglint says of a message, notes left out."""
    draft = read_draft(message.file, decode((folder / message.file).read_bytes()))
    kept = [found for found in check(draft, policy) if found.severity != "info" or found.rule == "review-request"]
    return [found for found in kept if found.rule not in UNLABELLED]


def _overlaps(found: Finding, spans: tuple[tuple[int, int], ...], rule: str) -> bool:
    if not spans or rule in WHOLE:
        return True
    return any(found.start < end and start < found.end for start, end in spans)


class Tally:
    """Counts per rule, and the places behind them."""

    def __init__(self, least: str) -> None:
        self.accepted = sure_enough(least)
        self.by_span: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_message: dict[str, Counter[str]] = defaultdict(Counter)
        self.wrong: list[tuple[str, Finding]] = []
        self.missed: list[tuple[str, str, str]] = []

    def add(self, message: Labelled, found: list[Finding]) -> None:
        """Count one message."""
        found = [finding for finding in found if finding.confidence in self.accepted]
        for rule in {finding.rule for finding in found} | {rule for rule, _, _ in message.labels}:
            self._add_rule(rule, message, [finding for finding in found if finding.rule == rule])

    def _add_rule(self, rule: str, message: Labelled, found: list[Finding]) -> None:
        mine = [(spans, unsure) for name, spans, unsure in message.labels if name == rule]
        sure = [spans for spans, unsure in mine if not unsure]
        for spans in sure:
            hit = any(_overlaps(finding, spans, rule) for finding in found)
            self.by_span[rule]["found" if hit else "missed"] += 1
            if not hit:
                self.missed.append((message.file, rule, message.text[slice(*spans[0])] if spans else ""))
        for finding in found:
            if any(_overlaps(finding, spans, rule) for spans in sure):
                self.by_span[rule]["right"] += 1
            elif not any(_overlaps(finding, spans, rule) for spans, unsure in mine if unsure):
                self.by_span[rule]["wrong"] += 1
                self.wrong.append((message.file, finding))
        if sure or (found and not mine):
            kind = ("found" if found else "missed") if sure else "wrong"
            self.by_message[rule][kind] += 1
            self.by_message[rule]["right"] += bool(sure and found)


class Measured(NamedTuple):
    """What came of a language's messages in the corpus: counts per message and rule, and what was found in clean ones
    at high confidence.
    """

    messages: int
    rules: dict[str, dict[str, int]]
    false_alarms: list[tuple[str, Finding]]


def corpus() -> dict[str, list[Path]]:
    """The folders of the corpus, by language."""
    found: dict[str, list[Path]] = defaultdict(list)
    for folder in sorted(CORPUS.iterdir()):
        if (folder / "labels.jsonl").is_file():
            found[folder.name.partition("-")[0]].append(folder)
    return dict(found)


def measured(folders: list[Path], policy: Policy) -> Measured:
    """A language's messages, checked with the model that is there."""
    tally, alarms, total = Tally("medium"), list[tuple[str, Finding]](), 0
    for folder in folders:
        for message in labelled(folder):
            found = findings(folder, message, policy)
            tally.add(message, found)
            total += 1
            if message.is_clean:
                sure = (one for one in found if one.confidence == "high" and one.rule not in FACTS)
                alarms += [(f"{folder.name}/{message.file}", one) for one in sure]
    rules = {
        rule: {kind: counts[kind] for kind in ("found", "missed", "wrong")}
        for rule, counts in sorted(tally.by_message.items())
    }
    return Measured(total, rules, alarms)


def record(policy: Policy) -> None:
    """Write the figures of the corpus for the languages that the rules know."""
    known = {code: measured(folders, policy) for code, folders in corpus().items() if code in policy.languages}
    figures = {code: {"messages": one.messages, "rules": one.rules} for code, one in known.items()}
    about = "Training figures, by message and rule, at the default settings; written by scripts/measure.py --record."
    content = {"about": about, "languages": figures}
    FIGURES.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", "utf-8")
    for code, one in known.items():
        print(f"{code}: {one.messages} messages, {len(one.false_alarms)} sure false alarms in clean ones")
        for file, finding in one.false_alarms:
            print(f"  {file}:{finding.line} {finding.rule}: {finding.excerpt[:140]!r}")


def line(name: str, counts: Counter[str]) -> str:
    """One row of the table."""
    right, wrong, found, missed = (counts[key] for key in ("right", "wrong", "found", "missed"))
    precision = f"{right / (right + wrong):.2f}" if right + wrong else "  - "
    recall = f"{found / (found + missed):.2f}" if found + missed else "  - "
    return f"  {name:24} {found:4} found {missed:4} missed {wrong:4} wrong   P {precision} P≥ {_least(right, wrong):.2f} R {recall}"


def _least(right: int, wrong: int) -> float:
    total = right + wrong
    if not total:
        return 0.0
    share, z = right / total, 1.96
    return max(
        0.0,
        (share + z * z / (2 * total) - z * sqrt((share * (1 - share) + z * z / (4 * total)) / total))
        / (1 + z * z / total),
    )


def show(tally: Tally, rules: frozenset[str], *, verbose: bool) -> None:
    """Print the tables."""
    for title, table in (("by span", tally.by_span), ("by message and rule", tally.by_message)):
        kept = {rule: counts for rule, counts in table.items() if not rules or rule in rules}
        print(title)
        for rule in sorted(kept):
            print(line(rule, kept[rule]))
        print(
            line(
                "all but review-request",
                sum((counts for rule, counts in kept.items() if rule != "review-request"), Counter()),
            )
        )
    if verbose:
        for file, rule, quote in tally.missed:
            if not rules or rule in rules:
                print(f"MISSED {file} {rule}: {quote[:140]!r}")
        for file, finding in tally.wrong:
            if not rules or finding.rule in rules:
                print(f"WRONG  {file} {finding.rule} {finding.confidence}: {finding.excerpt[:140]!r}")


def held_out_policy(author: str, code: str) -> Policy:
    """The policy with a model that saw nothing of an author."""
    import train

    from msglint.lookup import Lookup, pack
    from msglint.policy import compiled_language
    from msglint.wording.language import Language
    from msglint.wording.tables import tables_of_model

    model: dict[str, Any] = train.train(code, without=author)
    policy = load_policy()
    tables = {name: Lookup(pack(table)) for name, table in tables_of_model(model.pop("features")).items()}
    policy.use_language(Language({**compiled_language(code), "model": model, **tables}))
    return policy


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--record", action="store_true", help="write the figures of tests/corpus")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--min-confidence", choices=CONFIDENCES, default="medium")
    parser.add_argument("--rules", default="", help="only these, comma-separated")
    parser.add_argument("-v", "--verbose", action="store_true", help="each miss and each false alarm")
    options = parser.parse_args()
    if options.record:
        record(load_policy())
        return 0
    if not options.folders:
        parser.error("name a folder of labelled messages, or --record")
    rules = frozenset(filter(None, options.rules.split(",")))
    tally = Tally(options.min_confidence)
    for folder in options.folders:
        code = folder.name.partition("-")[0]
        policy = held_out_policy(folder.name, code) if options.held_out else load_policy()
        for message in labelled(folder):
            tally.add(message, findings(folder, message, policy))
    show(tally, rules, verbose=options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
