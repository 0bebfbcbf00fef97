"""Where reports go: standard output, a terminal or files; and what is said beside them on standard error."""

from __future__ import annotations

import os
import sys

from msglint.display import counted, visible
from msglint.errors import MsglintError, SettingsError
from msglint.formats import AUTO, Style, render
from msglint.log import for_a_log, tell
from msglint.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from msglint.report import Report

_MANY_FILES = 200
_AT_ONCE = 1 << 16
"""Characters that are written to standard output at a time."""

_TOO_WIDE = len("10000")


class Output(NamedTuple):
    """One format to write, and the file for it (standard output without one). Without a name it is what is configured."""

    name: str = ""
    file: str | None = None


class Destination(NamedTuple):
    """The outputs, ``auto``, ``always`` or ``never`` colours, and whether with findings and errors only."""

    outputs: tuple[Output, ...] = (Output(),)
    color: str = "auto"
    quiet: bool = False
    suppressed: bool = False

    def style(self, file: str | None, fail_on: str) -> Style:
        """How a report may look in a file, or on standard output."""
        terminal = not file and sys.stdout.isatty()
        wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        colored = self.color == "always" or (self.color == "auto" and wanted)
        columns = Style().width if file else _columns()
        return Style(columns, colored, self.quiet, self.suppressed, fail_on)

    def progress(self, files: int) -> Callable[[int, int], None] | None:
        """What shows on a terminal how far a long run is; None where nothing shall."""
        if self.quiet or files < _MANY_FILES or not sys.stderr.isatty():
            return None
        return _show_progress

    def resolved(self, configured: str) -> tuple[Output, ...]:
        """The outputs with the name of each: ``configured`` where none was given, and what ``auto`` stands for; the file
        ``-`` is standard output.

        Raises a ``SettingsError`` if two of them would go to the same place.
        """
        named = (Output(one.name or configured, None if one.file == "-" else one.file) for one in self.outputs)
        found = [one for output in named for one in _meant(output)]
        taken: dict[str, str] = {}
        for name, file in found:
            # commands for GitHub may stand in its log beside anything else
            place = os.path.realpath(file) if file else "log" * (name == "github")
            if place in taken:
                where = file or "standard output"
                raise SettingsError(f"{taken[place]} and {name} would both go to {where}; give each an --output-file")
            taken[place] = name
        return tuple(found)


def _meant(output: Output) -> Iterable[Output]:
    if output.name != AUTO:
        return (output,)
    from msglint.services import automatic

    return (Output(name, file) for name, file in automatic(output.file))


def check_places(outputs: Iterable[Output]) -> None:
    """Raises a ``MsglintError`` for a report that could not be written, before there is one."""
    files = [output.file for output in outputs if output.file]
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if any(output.name == "github" for output in outputs) else None
    if files or summary:
        from msglint.writing import check_place

        for file in files:
            check_place(file, "the report")
        if summary:
            check_place(summary, "the step summary")


def write_report(report: Report, outputs: Iterable[Output], destination: Destination, fail_on: str = "error") -> None:
    """Write the report in each format: the files first, all of them or none, then standard output."""
    made = [(output, render(report, output.name, destination.style(output.file, fail_on))) for output in outputs]
    files = [(output.file, pieces) for output, pieces in made if output.file]
    if files:
        from msglint.writing import write_files

        write_files(files)
    for output, pieces in made:
        if not output.file:
            write_out(pieces, output.name)
        if output.name == "github":
            from msglint.services import write_step_summary

            write_step_summary(report)


def say(report: Report, *, notes: bool) -> None:
    """Say on standard error what could not be checked, and with ``notes`` what else is worth knowing."""
    for path, note in report.notes if notes else ():
        tell(f"note: {visible(path)}: {visible(note)}")
    for path, rule, count in report.stale if notes else ():
        tell(f"note: {visible(path)}: {_stale(visible(rule), count)}")
    for path, reason in report.errors:
        tell(f"{visible(path)}: {visible(reason)}")


def _stale(rule: str, count: int) -> str:
    findings = f"{counted(count, f'{rule} finding'.strip())} {'is' if count == 1 else 'are'} in the baseline"
    where = "no longer in the draft" if rule else "the draft is gone"
    return f"{findings}, but {where}; `msglint baseline` takes {'that' if count == 1 else 'them'} out"


def write_out(pieces: Iterable[str], name: str = "") -> None:
    """Write pieces of a report, of this format, to standard output."""
    # A report must come out whole, whatever the terminal's or the pipe's encoding can say.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        for piece in _together(pieces):
            sys.stdout.write(piece if name == "github" else for_a_log(piece, name))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the report has seen enough
        raise
    except OSError as error:
        raise MsglintError(f"the report cannot be written: {error.strerror}", "standard output") from None


def _together(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, many in one: where output is not buffered (``PYTHONUNBUFFERED``) each costs a call of the system."""
    held, length = list[str](), 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length > _AT_ONCE:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)


def _columns() -> int:
    """What ``COLUMNS`` says, the terminal's width, or in a pipe what reads well."""
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdecimal() and len(said) < _TOO_WIDE:
        return int(said)
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
