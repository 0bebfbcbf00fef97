"""The public suffix list: which part of a host anyone can buy, and which part has an owner.

The list is the one that tldextract brings (its ICANN section), written beside the compiled rules at build time, so
that nothing but one small file is read at run time, and only when a candidate is in hand.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache

from msglint.lookup import Lookup, mapped, pack

FILE = "suffixes.data"
_FICTIONAL = ("example",)
"""Reserved for names in texts about names (RFC 2606); drafts use it where the real name is to come."""

_PLACE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "compiled")


def listed() -> bytes:
    """The list as its file has it, a ``Lookup``."""
    from tldextract import TLDExtract

    known = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=False).tlds
    return pack(dict.fromkeys((*known, *_FICTIONAL), True))


@cache
def suffixes() -> Lookup:
    """All rules of the list as it writes them, ``*.`` and ``!`` included."""
    return Lookup(mapped(os.path.join(_PLACE, FILE)))


@lru_cache(maxsize=4096)
def suffix_of(host: str) -> str:
    """The public suffix that a host (lower-case, Unicode) ends with, ``""`` if its ending is no public suffix.

    The algorithm of publicsuffix.org, without its last rule (an unknown ending is its own suffix).
    """
    rules = suffixes()
    labels = host.split(".")[-6:]
    for at in range(len(labels)):
        name = ".".join(labels[at:])
        if rules[f"!{name}"]:
            return ".".join(labels[at + 1 :])
        if rules[name] or rules[f"*.{'.'.join(labels[at + 1 :])}"]:
            return name
    return ""


def registrable(host: str) -> str:
    """The part of a host that has one owner: the public suffix and the label before it; ``""`` if there is none."""
    suffix = suffix_of(host)
    if not suffix or len(suffix) >= len(host):
        return ""
    label = host[: -len(suffix) - 1].rpartition(".")[2]
    return f"{label}.{suffix}" if label else ""
