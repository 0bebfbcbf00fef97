"""What a change of the rules does: findings gained and lost over folders of messages, per rule, with their texts.

    python scripts/compare.py BASE [FOLDER…]

BASE is the state before: a git revision (HEAD, a tag, a hash) or a folder (``rules/`` or one pack). The state after is
``rules/`` as it stands here. Both are run by the code as it stands here. Without FOLDERs: samples and tests/corpus.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from msglint.compile import compile_pack  # noqa: E402
from msglint.discover import ENDINGS  # noqa: E402
from msglint.engine import check  # noqa: E402
from msglint.errors import MsglintError  # noqa: E402
from msglint.finding import CONFIDENCES, Finding, sure_enough  # noqa: E402
from msglint.packs import OtherPack, OwnPack, content_of  # noqa: E402
from msglint.policy import Policy, load_policy, policy_of  # noqa: E402
from msglint.readers import read_draft  # noqa: E402
from msglint.source import decode  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEFAULT = (ROOT / "samples", ROOT / "tests" / "corpus")


class Difference(NamedTuple):
    """What one state of the rules finds and the other does not; ``sign`` is ``+`` or ``-``."""

    sign: str
    finding: Finding


def policy_before(base: str) -> Policy:
    """The policy of the state before: a folder, or a revision."""
    if Path(base).is_dir():
        pack = Path(base) if (Path(base) / "pack.yaml").is_file() else Path(base) / OwnPack().name
        return _policy(pack)
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "-C", str(ROOT), "archive", "--end-of-options", base, f"rules/{OwnPack().name}"]
        archive = subprocess.run(command, capture_output=True, check=False)
        if archive.returncode:
            raise MsglintError(f"neither a folder nor a git revision: {archive.stderr.decode().strip()}", base)
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        return _policy(Path(folder) / "rules" / OwnPack().name)


def _policy(folder: Path) -> Policy:
    """A pack as it was: facts that it did not have yet are today's, for the code asks for them."""
    compiled = compile_pack(str(folder))
    now = OwnPack().data()["facts"]
    compiled.data["facts"] = {name: {**now[name], **compiled.data["facts"].get(name, {})} for name in now}
    return policy_of(OtherPack(str(folder), content_of(compiled)))


def messages_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The drafts among files and in folders."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.suffix in ENDINGS and one.is_file())
        else:
            yield path


def differences(path: Path, before: Policy, after: Policy, least: str) -> list[Difference]:
    """What is gained and lost in one message, among the findings that are sure enough."""
    draft = read_draft(str(path), decode(path.read_bytes()))
    accepted = sure_enough(least)
    old, new = (
        {(one.rule, one.start, one.end): one for one in check(draft, policy) if one.confidence in accepted}
        for policy in (before, after)
    )
    lost = [Difference("-", old[place]) for place in old if place not in new]
    gained = [Difference("+", new[place]) for place in new if place not in old]
    return sorted(lost + gained, key=lambda one: (one.finding.start, one.finding.rule, one.sign))


def show(found: list[Difference], messages: int) -> None:
    """Print the counts of each rule, then the texts."""
    counts = Counter((one.finding.rule, one.sign) for one in found)
    for rule in sorted({one.finding.rule for one in found}):
        print(f"{rule:24} {counts[rule, '+']:5} gained {counts[rule, '-']:5} lost")
    for rule in sorted({one.finding.rule for one in found}):
        print(f"\n{rule}")
        for sign, one in (one for one in found if one.finding.rule == rule):
            print(f"  {sign} {one.path}:{one.line} {one.confidence}: {' '.join(one.excerpt.split())[:160]}")
    gained = sum(one.sign == "+" for one in found)
    print(f"{messages} messages: {gained} findings gained, {len(found) - gained} lost")


def main(arguments: list[str]) -> int:
    """Compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("folders", nargs="*", type=Path, default=DEFAULT, metavar="FOLDER")
    parser.add_argument("--min-confidence", choices=CONFIDENCES, default="medium")
    parser.add_argument("--rules", default="", help="only these, comma-separated")
    options = parser.parse_args(arguments)
    only = frozenset(filter(None, options.rules.split(",")))
    try:
        before, after = policy_before(options.base), load_policy()
        paths = list(messages_in(options.folders))
        found = [one for path in paths for one in differences(path, before, after, options.min_confidence)]
    except (MsglintError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    show([one for one in found if not only or one.finding.rule in only], len(paths))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
