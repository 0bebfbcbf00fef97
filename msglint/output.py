"""Where a report goes: standard output, a terminal or a file; and what is said beside it on standard error."""

from __future__ import annotations

import os
import sys

from msglint.display import visible
from msglint.errors import MsglintError
from msglint.formats import Style, render
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from msglint.report import Report

_MANY_FILES = 200


class Destination(NamedTuple):
    """The file to write to (standard output without one), ``auto``, ``always`` or ``never`` colours, and how much."""

    file: str | None = None
    color: str = "auto"
    quiet: bool = False
    suppressed: bool = False

    def style(self) -> Style:
        """How a report may look there."""
        terminal = not self.file and sys.stdout.isatty()
        wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        colored = self.color == "always" or (self.color == "auto" and wanted)
        return Style(_columns() if terminal else Style().width, colored, self.quiet, self.suppressed)

    def progress(self, files: int) -> Callable[[int, int], None] | None:
        """What shows on a terminal how far a long run is; None where nothing shall."""
        if self.quiet or files < _MANY_FILES or not sys.stderr.isatty():
            return None
        return _show_progress


def write_report(report: Report, name: str, destination: Destination) -> None:
    """Write the report in the format with this name."""
    pieces = render(report, name, destination.style())
    if destination.file:
        _write_file(destination.file, pieces)
        return
    # A report must come out whole, whatever the terminal's or the pipe's encoding can say.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()


def say(report: Report, *, notes: bool) -> None:
    """Say on standard error what could not be checked, and with ``notes`` what else is worth knowing."""
    for path, note in report.notes if notes else ():
        print(f"msglint: note: {visible(path)}: {visible(note)}", file=sys.stderr)
    for path, reason in report.errors:
        print(f"msglint: {visible(path)}: {visible(reason)}", file=sys.stderr)


def _write_file(path: str, pieces: Iterable[str]) -> None:
    """Write the whole file or nothing: it is made beside its place and then moved there."""
    target = os.path.realpath(path)
    # a device or a pipe, such as /dev/null, must not be replaced by a file
    whole = not os.path.exists(target) or os.path.isfile(target)
    unfinished = f"{target}.{os.getpid()}.new" if whole else target
    try:
        with open(unfinished, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(pieces)
        if whole:
            os.replace(unfinished, target)
    except OSError as error:
        if whole and os.path.exists(unfinished):
            os.unlink(unfinished)
        raise MsglintError(f"the report cannot be written: {error.strerror}", path) from None


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return Style().width


def _show_progress(done: int, files: int) -> None:
    if done == files:
        sys.stderr.write("\r\x1b[K")
    elif done % 20 == 0:
        sys.stderr.write(f"\r{done:,} of {files:,} drafts checked")
        sys.stderr.flush()
