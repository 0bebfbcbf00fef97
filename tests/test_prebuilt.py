"""Patterns kept from when msglint was built: the same as those that ``re`` compiles, and never needed."""

from __future__ import annotations

import os
import re
from marshal import dumps
from types import SimpleNamespace

import pytest

from msglint import patterns, prebuild, prebuilt
from msglint.lookup import joined, pack
from msglint.patterns import lazy


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compiled")
    prebuild.write(str(folder))
    return folder


def test_what_is_kept_is_what_re_compiles(folder):
    kept = dict(prebuilt.read(str(folder)).entries())
    assert len(kept) > 200
    for name, codes in kept.items():
        flags, _, written = name.partition(" ")
        key = (written.encode("latin-1"), int(flags[1:])) if flags[0] == "b" else (written, int(flags))
        assert prebuilt.name_of(*key) == name
        assert prebuilt.pattern(key[0], codes) == re.compile(*key)


def test_patterns_made_of_facts_are_kept(folder, monkeypatch):
    from msglint import lint

    monkeypatch.setattr(patterns, "KNOWN", {})
    lint("Call 0161 496 0000 or write to jo at shop dot com! :-)\nPassword: x1y2z3\nYour coupon is attached.")
    kept = prebuilt.read(str(folder))
    assert all(kept[prebuilt.name_of(*key)] for key in patterns.KNOWN)


def test_a_kept_pattern_is_used(monkeypatch):
    monkeypatch.setattr(patterns, "KNOWN", {})
    kept = {"0 never compiled(": (32, re_codes("a+"), 0, {}, (None,))}
    monkeypatch.setattr(patterns, "_kept", lambda: kept)
    monkeypatch.setattr(patterns, "KNOWN", {})  # what is no pattern must not be kept for the other tests
    assert lazy("never compiled(").search("baa").span() == (1, 3)


def re_codes(written):
    return prebuild.codes_of(written, 0)[1]


@pytest.mark.parametrize(
    "content",
    [b"", b"no marshal", joined([dumps(1)]), joined([dumps((0, 0)), pack({})])],
    ids=["empty", "broken", "other", "engine"],
)
def test_what_cannot_be_used_is_not(tmp_path, content, folder):
    [kept] = os.listdir(folder)
    (tmp_path / kept).write_bytes(content)
    assert prebuilt.read(str(tmp_path)) is None
    assert prebuilt.read(str(tmp_path / "nowhere")) is None


def test_another_python_has_a_file_of_its_own(folder, monkeypatch):
    monkeypatch.setattr(prebuilt, "sys", SimpleNamespace(implementation=SimpleNamespace(cache_tag="other-99")))
    assert prebuilt.read(str(folder)) is None
