"""Writes what is generated in `docs/`: the schemas, a page for each rule, the pages on the command line and the
configuration, the picture of a terminal.

python scripts/document.py            # writes; what is no longer generated goes
python scripts/document.py --check    # fails if a file is not what the rules and the code give
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from documents.commandpage import command_page  # noqa: E402
from documents.configpage import configuration_page  # noqa: E402
from documents.configuration import configuration_schema  # noqa: E402
from documents.rulefiles import rule_schema  # noqa: E402
from documents.rulepages import rule_pages  # noqa: E402
from documents.terminal import terminal_picture, words_in  # noqa: E402

from msglint.policy import load_policy  # noqa: E402

PICTURE = "terminal.svg"
FOLDERS = ("rules", "schema")
"""Folders of `docs/` in which everything is generated."""


def generated() -> dict[str, str]:
    """The content of each generated file, by its path in `docs/`."""
    policy = load_policy()
    others = [load_policy(edition.id) for edition in reversed(policy.editions) if edition.id != policy.edition]
    pages = {f"rules/{name}": page for name, page in rule_pages([policy, *others]).items()}
    schemas = {"msglint": configuration_schema(policy), "rule": rule_schema(policy)}
    texts = {f"schema/{name}.schema.json": _json(schema) for name, schema in schemas.items()}
    single = {"cli.md": command_page(), "configuration.md": configuration_page(schemas["msglint"])}
    return {**pages, **texts, **single, PICTURE: terminal_picture()}


def outdated(docs: Path) -> list[str]:
    """The paths in the folder ``docs`` that are not what is generated."""
    wanted = generated()
    present = {path.relative_to(docs).as_posix() for name in FOLDERS for path in (docs / name).glob("*")}
    return sorted(
        {*present, *wanted} - {path for path, text in wanted.items() if _is_same(path, _read(docs / path), text)}
    )


def write(docs: Path) -> None:
    """Bring the folder ``docs`` up to date."""
    wanted = generated()
    for path in outdated(docs):
        if path not in wanted:
            (docs / path).unlink()
            continue
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(wanted[path], "utf-8", newline="\n")


def _is_same(path: str, there: str | None, wanted: str) -> bool:
    if path == PICTURE and there is not None:
        return words_in(there) == words_in(wanted)
    return there == wanted


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _json(schema: object) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        old = outdated(ROOT / "docs")
        sys.exit(f"out of date in docs/: {', '.join(old)}. Run: python scripts/document.py" if old else 0)
    write(ROOT / "docs")
