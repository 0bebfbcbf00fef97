"""The `msglint` command: the quickest way to what is asked for, and one broad handler for what nobody foresaw."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from msglint import __version__

        print(f"msglint {__version__}")
        return
    code = _guarded(arguments)
    # everything is written; to take hundreds of modules and patterns apart once more is a tenth of a short run
    os._exit(code)


def _guarded(arguments: list[str]) -> int:
    from msglint.errors import MsglintError

    try:
        code = _run(arguments)
        sys.stdout.flush()
    except MsglintError as error:
        from msglint.display import visible
        from msglint.log import tell

        tell(visible(str(error)))
        return 2
    except KeyboardInterrupt:
        print("msglint: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output left (`| head`). Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except Exception as error:
        if os.environ.get("MSGLINT_DEBUG"):
            raise
        from msglint.display import visible
        from msglint.log import tell

        drafts = "".join(f" while it checked {visible(name)}" for name in getattr(error, "__notes__", ())[:1])
        tell(
            f"a mistake in msglint itself ({type(error).__name__}){drafts}, nothing was reported.\n"
            "Please report it, with the command you ran and what MSGLINT_DEBUG=1 in front of it prints;\n"
            "leave out anything about your buyers."
        )
        return 2
    return code


def _run(arguments: list[str]) -> int:
    """Run a command. To check some paths takes no option parser, whose import would be half of a short run."""
    # a run makes few cycles and much that stays: looking for cycles less often saves a tenth of the time, and a short
    # run need not look at all
    gc.set_threshold(200_000, 20, 100)
    if arguments[:1] == ["check"] and not any(word.startswith("-") and word != "-" for word in arguments):
        from msglint.checking import Request, check_drafts

        return check_drafts(Request(tuple(arguments[1:]) or (".",)))
    from msglint.cli import run

    return run(arguments)


if __name__ == "__main__":
    main()
