"""Attachments: their kind, file type, real content and size."""

from __future__ import annotations

import os

from msglint.checks.filenames import guessed_kind, kinds_of
from msglint.draft import MASK
from msglint.errors import did_you_mean
from msglint.finding import NOWHERE, Match
from msglint.placeholders import mask
from msglint.typed import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msglint.draft import Attachment
    from msglint.policy import Rule
    from msglint.reading import Reading


def kinds(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """Each attachment that may not be sent, with the gravest reason why, and what the words say is attached."""
    facts = reading.policy.facts["attachments"]
    for file in reading.draft.attachments:
        if not file.inline:
            reason = _file_type(file, facts) or _content(file, facts) or _kind(file, reading)
            if reason:
                yield Match(
                    file.span,
                    reason.variant,
                    {"file": file.name or file.mime or "unnamed", **reason.words},
                    reason.confidence,
                )
    if any(map(reading.spelled.__contains__, (*facts["said"]["literals"], *facts["said"]["files"]))):
        from msglint.checks.enclosures import said

        yield from said(reading)
    if "[" in reading.lowered:
        from msglint.checks.remarks import remarked

        yield from remarked(reading)


def _has_files(reading: Reading, _rule: Rule) -> bool:
    return bool(reading.draft.attachments)


GATES = {"size": _has_files}


def size(reading: Reading, _rule: Rule) -> Iterator[Match]:
    """All attachments together, as far as their sizes are known."""
    facts = reading.policy.facts["attachments"]
    known = [file.size for file in reading.draft.attachments if file.size is not None and not file.inline]
    total = sum(known)
    words = {"size": f"{total / 1_000_000:.1f}"}
    if total >= facts["total_max_bytes"]:
        yield Match(NOWHERE, words=words)
    elif total >= facts["total_safe_bytes"]:
        yield Match(NOWHERE, "borderline", words)


class _Reason(NamedTuple):
    variant: str
    words: Mapping[str, str] = {}
    confidence: str = ""


def _extensions(file: Attachment, facts: Mapping[str, Any]) -> tuple[str, str]:
    """The last extension and the one before it, lower-case; that of the MIME type if the name has none.

    A placeholder at the end of a name leaves the extension unknown (both empty).
    """
    name = mask(file.name)[0].rstrip(". ").lower()
    stem, last = os.path.splitext(name)
    if MASK in name[-1:] or MASK in last:
        return "", ""
    if not last or " " in last:
        return facts["mime"].get(file.mime, ""), ""
    return last, os.path.splitext(stem.rstrip(". "))[1]


def _file_type(file: Attachment, facts: Mapping[str, Any]) -> _Reason | None:
    last, before = _extensions(file, facts)
    if not last or last in facts["extensions"]:
        return None
    words = {"extension": last, "accepted": ", ".join(facts["extensions"])}
    if before in facts["extensions"] and last in (*facts["programs"]["extensions"], *facts["archives"]["extensions"]):
        return _Reason("double-extension", {**words, "shown": before})
    if last in facts["programs"]["extensions"]:
        return _Reason("program", words)
    return _Reason("archive" if last in facts["archives"]["extensions"] else "file-type", words)


def _content(file: Attachment, facts: Mapping[str, Any]) -> _Reason | None:
    """What the first bytes say, where they are at hand and contradict the name."""
    last = _extensions(file, facts)[0]
    if not file.head or last not in facts["extensions"]:
        return None
    marks = [bytes.fromhex(mark) for mark in facts["extensions"][last]]
    if not marks:
        real = _real_type(file.head, facts)
        return _Reason("content", {"extension": last, "real": real}) if real or b"\0" in file.head[:64] else None
    anywhere = last in facts["anywhere_in_head"]
    if any(mark in file.head if anywhere else file.head.startswith(mark) for mark in marks):
        return None
    return _Reason("content", {"extension": last, "real": _real_type(file.head, facts) or "something else"})


def _real_type(head: bytes, facts: Mapping[str, Any]) -> str:
    """What a file is by its first bytes, in words; empty if they are no known mark."""
    for name, marks in (
        ("a program", facts["programs"]["heads"]),
        ("an archive or a Word document", facts["archives"]["heads"]),
    ):
        if any(head.startswith(bytes.fromhex(mark)) for mark in marks):
            return name
    for extension, marks in facts["extensions"].items():
        if any(head.startswith(bytes.fromhex(mark)) for mark in marks):
            return f"a {extension} file"
    return ""


def _kind(file: Attachment, reading: Reading) -> _Reason | None:
    known = reading.policy.derived(kinds_of)
    kind = known.get(file.kind) if file.kind else guessed_kind(file.name, reading.policy)
    if kind is None:
        allowed = ", ".join(kind["id"] for kind in known.values() if kind["status"] == "allowed")
        words = {"kind": file.kind, "hint": did_you_mean(file.kind, list(known)), "allowed": allowed}
        return _Reason("unknown-word" if file.kind else "unknown-kind", words)
    if kind["status"] == "allowed" or reading.draft.envelope.type in kind.get("fits", []):
        return None
    words = {"kind": kind["id"], "name": kind["name"]}
    if kind["status"] == "issue-only":
        return _Reason("issue-only", words)
    return _Reason("", words, "" if file.kind else "medium")
