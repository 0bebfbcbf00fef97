"""Building msglint: the rules become plain data in the wheel, and the development group an extra."""

from __future__ import annotations

import os
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class CompileRules(BuildHookInterface[Any]):
    """Compiles ``rules/`` to ``msglint/compiled/`` before the wheel is packed. A rule that is wrong stops the build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile."""
        sys.path.insert(0, self.root)
        from msglint import prebuild
        from msglint.compile import write

        target = os.path.join(self.root, "msglint", "compiled")
        write(os.path.join(self.root, "rules"), target)
        prebuild.write(target)


class OfferGroupAsExtra(MetadataHookInterface):
    """Makes the dependency groups extras (``dev`` as ``test``): pip knows groups only from 25.1 on."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the extras."""
        import tomllib

        with open(os.path.join(self.root, "pyproject.toml"), "rb") as file:
            groups = tomllib.load(file)["dependency-groups"]
        metadata["optional-dependencies"] = {"test": groups["dev"], "docs": groups["docs"], "train": groups["train"]}
