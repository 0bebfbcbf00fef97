"""The house: no module needs, while it runs, one that needs it; imports inside functions count as well."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import msglint
from msglint.freshness import COMPILER

ROOT = Path(msglint.__file__).parent
FILES = {".".join((ROOT.name, *path.relative_to(ROOT).with_suffix("").parts)): path for path in ROOT.rglob("*.py")}
MODULES = {name.removesuffix(".__init__"): path for name, path in FILES.items()}


class Imports(ast.NodeVisitor):
    """The modules of msglint that one imports, but for annotations alone."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_If(self, node: ast.If) -> None:
        if not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            self.found |= {whole if whole in MODULES else str(node.module)} & MODULES.keys()

    def visit_Import(self, node: ast.Import) -> None:
        self.found |= {alias.name for alias in node.names} & MODULES.keys()


def imports_of(path: Path) -> set[str]:
    visitor = Imports()
    visitor.visit(ast.parse(path.read_text("utf-8")))
    return visitor.found


LOOKING = ("engine", "examples", "plugins")
"""What the compiler needs only to look whether a rule fits its check, and whether its examples can be read."""
EVERYWHERE = ("", "typed", "errors", "prebuilt", "remembered", "draft", "envelope", "operations")
"""What decides nothing about rules that are right: types, errors, short cuts, and what is known of a draft."""


def test_the_code_that_compiles_rules_is_known() -> None:
    outside = {f"msglint.{name}".rstrip(".") for name in (*LOOKING, *EVERYWHERE)}
    waiting, found = ["msglint.compile"], set()
    while waiting:
        name = waiting.pop()
        if name not in found | outside:
            found.add(name)
            waiting += imports_of(MODULES[name])
    assert found == {f"msglint.{name}" for name in COMPILER}


def test_imports_are_seen() -> None:
    assert {"msglint.plan", "msglint.outcome", "msglint.parallel"} <= imports_of(ROOT / "run.py")
    assert "msglint.draft" not in imports_of(ROOT / "engine.py")


def test_no_modules_need_each_other() -> None:
    graph = {name: imports_of(path) - {name} for name, path in MODULES.items()}
    list(TopologicalSorter(graph).static_order())  # raises a CycleError that names the circle
