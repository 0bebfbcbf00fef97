"""The operations of the Messaging API: which one a body is for, and what that one takes."""

from __future__ import annotations

from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from msglint.draft import Draft
    from msglint.policy import Policy


class Operation(NamedTuple):
    """One operation. ``text`` and ``attachments`` are the least and the most; without ``text`` it takes none.

    ``links`` says what links may be about, ``pages`` whose pages (``amazon``, ``carrier``, ``other``) that can be;
    ``since`` and ``until`` are its first and last day, as ISO texts; ``types`` the message types that go by it, the
    usual one first.
    """

    id: str
    name: str
    text: tuple[int, int] | None
    links: str
    pages: frozenset[str]
    attachments: tuple[int, int]
    since: str
    until: str | None
    types: tuple[str, ...]


class Operations:
    """All operations, by the words that stand for one."""

    def __init__(self, facts: Iterable[Mapping[str, Any]], types: Iterable[Mapping[str, Any]]) -> None:
        types = tuple(types)
        self.all = tuple(_operation(raw, types) for raw in facts)
        self.words = {word: one for one in self.all for word in _words(one.id, one.name)}

    def possible(self, draft: Draft) -> tuple[Operation, ...]:
        """The operations that a draft can be for: the stated one, else those of its type, else those of its shape."""
        stated = self.words.get(draft.envelope.operation or "")
        if stated is not None:
            return (stated,)
        has_text = any(True for _ in draft.views("body"))
        fitting = [one for one in self.all if bool(one.text) == has_text and one.until is None]
        fitting = [one for one in fitting if one.attachments[1] or not draft.attachments] or fitting
        typed = [one for one in self.all if draft.envelope.type in one.types and one.until is None]
        return tuple([one for one in typed if one in fitting] or typed or fitting)


def _words(name: str, short: str) -> tuple[str, ...]:
    """How an operation may be called: as in the API's model, as clients do, and as the types' list does."""
    dashed = "".join(f"-{char.lower()}" if char.isupper() else char for char in short)
    return name, name[0].lower() + name[1:], short, dashed


def _operation(raw: Mapping[str, Any], types: Iterable[Mapping[str, Any]]) -> Operation:
    text = (raw["text"][0], raw["text"][1]) if raw["text"] else None
    return Operation(
        raw["id"],
        raw["name"],
        text,
        raw["links"],
        frozenset(raw["pages"]),
        (raw["attachments"][0], raw["attachments"][1]),
        raw["from"],
        raw["to"],
        tuple(kind["id"] for kind in types if _words(raw["id"], raw["name"])[-1] in kind.get("api", ())),
    )


def operations_of(policy: Policy) -> Operations:
    """The operations of a policy; ask for them by ``policy.derived(operations_of)``."""
    return Operations(policy.facts.get("api", {}).get("operations", []), policy.facts.get("types", {}).get("types", []))
