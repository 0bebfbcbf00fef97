"""How well msglint does on labelled sentences, by author: a model that saw nothing of the author, at the default settings.

    python scripts/measure_sentences.py rules/amazon/examples/en/AUTHOR.jsonl…

A file has one sentence a line (``t`` its text, ``l`` its labels). A finding counts as right where the sentence has its
rule as a label. Sentences stand for themselves: what only a whole message tells (its purpose, its order id) is left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from measure import held_out_policy, line
from training.examples import RULES

from msglint.engine import check
from msglint.readers import read_draft
from msglint.source import Source


def measured(path: Path) -> tuple[dict[str, Counter[str]], int, int]:
    """The counts of each rule, how many sentences are harmless, and how many of these are flagged."""
    policy = held_out_policy(path.stem, path.parent.name)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    harmless = flagged = 0
    for text in path.read_text("utf-8").splitlines():
        raw = json.loads(text)
        wanted = set(raw["l"]) & set(RULES)
        found = check(read_draft("sentence.txt", Source(raw["t"])), policy, RULES)
        shown = {one.rule for one in found if one.confidence != "low"}
        harmless += not wanted
        flagged += not wanted and bool(shown)
        for rule in wanted | shown:
            kind = "found" if rule in wanted & shown else "missed" if rule in wanted else "wrong"
            counts[rule][kind] += 1
            counts[rule]["right"] += kind == "found"
    return counts, harmless, flagged


def main() -> int:
    """Measure each author, and all together."""
    paths = list(map(Path, sys.argv[1:]))
    if absent := [str(path) for path in paths if not path.is_file()]:
        raise SystemExit(f"no file of sentences: {', '.join(absent)}")
    total: dict[str, Counter[str]] = defaultdict(Counter)
    harmless = flagged = 0
    for path in paths:
        counts, clean, alarms = measured(path)
        print(line(path.stem, sum(counts.values(), Counter())), f"  {alarms} of {clean} harmless flagged")
        harmless, flagged = harmless + clean, flagged + alarms
        for rule, one in counts.items():
            total[rule] += one
    for rule in sorted(total):
        print(line(rule, total[rule]))
    print(line("all", sum(total.values(), Counter())), f"  {flagged} of {harmless} harmless flagged")
    return 0


if __name__ == "__main__":
    sys.exit(main())
