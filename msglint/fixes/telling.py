"""What is said of mending: the differences on standard output, a summary on standard error."""

from __future__ import annotations

import sys

from msglint.display import visible
from msglint.log import tell
from msglint.output import write_out
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msglint.report import Report


def show_changes(report: Report, *, exit_zero: bool) -> int:
    """Print what would be mended. Returns the exit status: 1 if anything would, 2 where something could not be checked."""
    changed = [file.diff for file in report.files if file.diff]
    # a draft may not move a terminal's cursor; a file gets the lines as they are
    write_out(_for_terminal(changed) if sys.stdout.isatty() else changed)
    if any(True for _ in report.errors):
        return 2
    return int(bool(changed) and not exit_zero)


def say_mended(report: Report) -> None:
    """Say what was mended, if anything was."""
    files = [file for file in report.files if file.mended and not file.error]
    if files:
        places = sum(file.mended for file in files)
        what = "1 place" if places == 1 else f"{places:,} places"
        tell(f"mended {what} in {len(files):,} draft{'s' * (len(files) > 1)}")


def _for_terminal(diffs: list[str]) -> Iterator[str]:
    for diff in diffs:
        yield from (f"{visible(line)}\n" for line in diff.split("\n")[:-1])
