"""How many drafts one process checks in a second: whole runs of `msglint check` over folders.

    python benchmarks/throughput.py [FOLDER…] [--python PYTHON]

Without folders: 2,000 clean texts and 500 clean HTML mails of ``drafts.py``, and as many with faults in a third of
them. Times are processor time, so that a busy machine counts less, and have the start-up in them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from drafts import write


def run(python: str, folder: Path) -> tuple[float, dict[str, int]]:
    """Processor time of a run over a folder, and what its summary counts."""
    before = os.times()
    command = [python, "-m", "msglint", "check", "--no-config", "--output-format", "json", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    after = os.times()
    report = json.loads(done.stdout)
    faulty = {finding["path"] for finding in report["findings"] if finding["severity"] == "error"}
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, {"files": report["summary"]["files"], "without error": report["summary"]["files"] - len(faulty)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folders = given.folders
        if not folders:
            for name, faults in (("clean", 0.0), ("faulty", 0.33)):
                write(Path(made, name), 2000, 500, faults)
                folders += [Path(made, name, "txt"), Path(made, name, "html")]
        for folder in folders:
            seconds, counts = run(given.python, folder)
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
            told = ", ".join(f"{count:,} {what}" for what, count in counts.items())
            print(
                f"{'/'.join(folder.parts[-2:]):14} {told:32} {size:6.1f} MB {seconds:6.2f} s"
                f" {counts['files'] / seconds:8.0f} a second {size / seconds:6.2f} MB/s"
            )


if __name__ == "__main__":
    main()
