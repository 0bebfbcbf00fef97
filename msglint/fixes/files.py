"""Mending files: a file is written whole or not at all, and only if it is still what was checked."""

from __future__ import annotations

import os
import stat

from msglint.discover import STDIN
from msglint.errors import DraftError
from msglint.files import read_bytes
from msglint.fixes.diff import diff_of
from msglint.fixes.mend import mend
from msglint.outcome import report_on
from msglint.plan import complete
from msglint.readers import read_draft
from msglint.source import decode
from msglint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from msglint.plan import Plan
    from msglint.report import Checked


def mend_file(path: str, name: str, data: bytes, chosen: Plan) -> Checked:
    """One file: what was mended in it, and what is still found. Raises ``DraftError`` where it cannot be written."""
    mended = mend(name, data, chosen)
    checked = report_on(
        complete(
            read_draft(
                name, mended.source, chosen.options.envelope, chosen.settings.placeholders, chosen.settings.readers
            ),
            chosen,
        ),
        chosen,
    )
    if mended.note:
        checked = checked._replace(notes=(*checked.notes, mended.note))
    if mended.data == data:
        return checked
    if chosen.options.mend == "diff":
        return checked._replace(mended=mended.places, diff=diff_of(name, decode(data).text, mended.changes))
    write(path, data, mended.data, chosen.settings.max_file_size)
    return checked._replace(mended=mended.places)


def write(path: str, before: bytes, after: bytes, limit: int) -> None:
    """Put new bytes in the place of a file's old ones, in one step. Raises ``DraftError``; the file is then as it was."""
    if path == STDIN:
        raise DraftError("standard input cannot be mended in place; --diff shows what would change")
    target = os.path.realpath(path)
    place = f"{target}.{os.getpid()}.new"
    made = False
    try:
        mode = os.stat(target).st_mode
        if not stat.S_ISREG(mode):
            raise DraftError("cannot be mended: it is no file but a pipe or a device")
        if not mode & 0o222 or not os.access(target, os.W_OK):
            raise DraftError("cannot be mended: the file is read-only; allow writing to it, or leave out --fix")
        with open(place, "xb") as file:
            made = True
            os.fchmod(file.fileno(), stat.S_IMODE(mode)) if hasattr(os, "fchmod") else None
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if read_bytes(target, limit) != before:
            raise DraftError("was changed by something else while it was checked; nothing was mended, try again")
        os.replace(place, target)
        made = False
    except OSError as error:
        raise DraftError(f"cannot be mended: {error.strerror or error}") from None
    finally:
        if made:
            os.unlink(place)
