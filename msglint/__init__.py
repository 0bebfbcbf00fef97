"""msglint: finds in a message to an Amazon buyer what Amazon's Communication Guidelines forbid."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from msglint.api import lint, lint_file
    from msglint.draft import Draft
    from msglint.envelope import Envelope
    from msglint.finding import Finding
    from msglint.settings import Settings

__version__ = "0.1.0"
__all__ = ["Draft", "Envelope", "Finding", "Settings", "__version__", "lint", "lint_file"]

_HOMES = {
    "Draft": "draft",
    "Envelope": "envelope",
    "Finding": "finding",
    "Settings": "settings",
    "lint": "api",
    "lint_file": "api",
}


def __getattr__(name: str) -> object:
    """A public name, imported when it is first asked for: the command line needs only some of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'msglint' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"msglint.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
