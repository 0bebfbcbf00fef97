"""How long short runs take, as multiples of a bare interpreter: medians of whole processes, run in turn.

    python benchmarks/startup.py [--rounds 10] [--python PYTHON]

Name the interpreter of an environment with msglint installed from a wheel: in a source tree every run first compares
the rules with what was compiled from them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from drafts import html_draft, text_draft


def measure(commands: dict[str, list[str]], rounds: int, folder: str) -> dict[str, float]:
    """The median time of each command, in seconds. The first round only warms up.

    They run in ``folder``: in a source tree Python would take its modules from there.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: median(found) for name, found in times.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text, page = Path(folder, "text.txt"), Path(folder, "page.html")
        text.write_text(text_draft(1), "utf-8")
        page.write_text(html_draft(3), "utf-8")
        msglint = [given.python, "-m", "msglint"]
        found = measure(
            {
                "python -c pass": [given.python, "-c", "pass"],
                "msglint --version": [*msglint, "--version"],
                f"msglint check, text of {text.stat().st_size:,} bytes": [*msglint, "check", str(text)],
                f"msglint check, HTML of {page.stat().st_size:,} bytes": [*msglint, "check", str(page)],
            },
            given.rounds,
            folder,
        )
    base = found["python -c pass"]
    for name, seconds in found.items():
        print(f"{name:45} {seconds * 1000:7.1f} ms  {seconds / base:6.2f} x")


if __name__ == "__main__":
    main()
