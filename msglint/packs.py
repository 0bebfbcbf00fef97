"""Compiled packs: msglint's own lie beside the code; another's is compiled when it is used, and remembered.

What lies beside the code is ``marshal``'s, for speed; what is remembered is plain JSON in the user's cache folder, named after the content of the pack and of msglint's code.
"""

from __future__ import annotations

import os
from marshal import loads

from msglint.errors import RuleError, SettingsError
from msglint.freshness import code, compiler, is_fresh
from msglint.lookup import Sections, mapped
from msglint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from mmap import mmap

    from msglint.compile import Compiled

OWN = "amazon"
_HERE = os.path.dirname(os.path.abspath(__file__))
_COMPILED = os.path.join(_HERE, "compiled")


class OwnPack:
    """A pack that comes with msglint; in a source tree it is compiled when its rules are newer."""

    is_own = True

    def __init__(self, name: str = OWN) -> None:
        self.name = name

    @property
    def folder(self) -> str:
        """Where its YAML is: in a source tree or, in an installation, inside the package."""
        beside = os.path.join(os.path.dirname(_HERE), "rules", self.name)
        return beside if os.path.isdir(beside) else os.path.join(_HERE, "rules", self.name)

    def data(self) -> Mapping[str, Any]:
        """What every run reads."""
        found: dict[str, Any] = loads(self._map(f"{self.name}.data"))
        return {**found, "facts": Sections(found["facts"])}

    def explain(self) -> Mapping[str, Any]:
        """What is printed of each rule, and its examples."""
        found: Mapping[str, Any] = loads(self._map(f"{self.name}-explain.data"))
        return found

    def language(self, code: str) -> dict[str, Any] | None:
        """A language's compiled data, with the tables that are read entry by entry; None if it is not there."""
        from msglint.wording.tables import read_tables

        try:
            found = loads(self._map(f"{self.name}-{code}.data"))
        except FileNotFoundError:
            return None
        return {**found, **read_tables(self._map(f"{self.name}-{code}.tables"))}

    def _map(self, file: str) -> mmap:
        sources = os.path.join(os.path.dirname(_HERE), "rules", self.name)
        last = os.path.join(_COMPILED, f"{self.name}.data")
        if os.path.isfile(os.path.join(sources, "pack.yaml")) and not is_fresh(last, [sources, *compiler()]):
            from msglint.compile import write

            write(os.path.dirname(sources), _COMPILED)
        return mapped(os.path.join(_COMPILED, file))


class OtherPack:
    """Somebody else's pack, from its folder. ``content`` is what it was compiled to, if that is known."""

    is_own = False

    def __init__(self, folder: str, content: dict[str, Any] | None = None) -> None:
        self.name, self.folder = os.path.basename(os.path.abspath(folder)), folder
        self._content = content or _remembered(folder)

    def data(self) -> Mapping[str, Any]:
        """What every run reads."""
        found: Mapping[str, Any] = self._content["data"]
        return found

    def explain(self) -> Mapping[str, Any]:
        """What is printed of each rule, and its examples."""
        found: Mapping[str, Any] = self._content["explain"]
        return found

    def language(self, code: str) -> dict[str, Any] | None:
        """A language's compiled data; None if it is not there."""
        from msglint.wording.tables import read_tables

        found = self._content["languages"].get(code)
        return {**found, **read_tables(found["tables"].encode("latin-1"))} if found else None


Pack = OwnPack | OtherPack


def packs_in(folder: str) -> list[str]:
    """The folders of the packs in a folder: itself, or those in it. Raises a ``SettingsError`` if there are none."""
    if not os.path.isdir(folder):
        raise SettingsError("no such folder of rules", folder)
    if os.path.isfile(os.path.join(folder, "pack.yaml")):
        return [folder]
    found = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    found = [path for path in found if os.path.isfile(os.path.join(path, "pack.yaml"))]
    if not found:
        raise SettingsError("no pack of rules: there is no pack.yaml in it, nor in a folder in it", folder)
    return found


def open_pack(folder: str | None = None) -> Pack:
    """The pack in a folder of rules: the only one, or of several the one for Amazon. Without a folder, msglint's own."""
    if not folder:
        return OwnPack()
    found = packs_in(folder)
    names = [os.path.basename(os.path.abspath(path)) for path in found]
    if len(found) > 1 and OWN not in names:
        raise SettingsError(f"several packs ({', '.join(names)}): name the folder of one of them", folder)
    return OtherPack(found[0] if len(found) == 1 else found[names.index(OWN)])


def content_of(compiled: Compiled) -> dict[str, Any]:
    """A compiled pack as one piece of plain data."""
    from msglint.wording.tables import tables

    languages = {
        code: {"tables": tables(language).decode("latin-1"), **language}
        for code, language in compiled.languages.items()
    }
    return {"data": compiled.data, "explain": compiled.explain, "languages": languages}


def _remembered(folder: str) -> dict[str, Any]:
    """A pack's content; it is compiled if that was not done before."""
    from msglint.cache import recall, remember
    from msglint.compile import compile_pack

    try:
        key = _key(folder)
        known = recall(key)
        if known is None or not _fits(known["data"]["rules"]):
            own = OwnPack()
            known = content_of(compile_pack(folder, {**own.data(), "sources": _titles(own)}))
            remember(key, known)
    except OSError as error:
        raise RuleError(f"cannot be read: {error.strerror}", str(error.filename or folder)) from None
    return known


def _fits(rules: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the checks of other packages that compiled rules need are still there, and take their options."""
    from msglint.engine import own_checks
    from msglint.located import Located
    from msglint.rulefile import check_check

    own = own_checks()
    for rule in rules:
        if rule["check"].partition(".")[0] in own:
            continue
        raw, options = Located(rule), Located(rule["options"])
        raw["options"], raw.lines, options.lines = options, {}, {}
        try:
            check_check(raw)
        except RuleError:
            return False
    return True


def _titles(pack: Pack) -> dict[str, str]:
    """What the sources of a pack's clauses are called, by their ids."""
    found: dict[str, str] = {}
    clauses = pack.data()["clauses"]
    for rule in pack.explain().values():
        for cited in rule["clauses"]:
            found.update(zip(clauses[cited["id"]]["source"], cited["sources"], strict=True))
    return found


def _key(folder: str) -> str:
    """The content of a pack, of msglint's own facts that it may take over, and of msglint's code."""
    import hashlib

    from msglint.compile import files_of

    digest = hashlib.sha256()
    OwnPack().data()
    for path in (*code(), os.path.join(_COMPILED, f"{OWN}.data"), *files_of(folder)):
        with open(path, "rb") as file:
            content = file.read()
        digest.update(f"{os.path.relpath(path, folder)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
