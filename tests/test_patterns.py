"""Lazy patterns: every one in the package compiles, and behaves as the compiled one."""

from __future__ import annotations

import copy
import pkgutil
import re
from importlib import import_module

import pytest

import msglint
from msglint import patterns
from msglint.patterns import _Lazy, lazy

MODULES = [name for _, name, _ in pkgutil.walk_packages(msglint.__path__, "msglint.") if not name.endswith("__main__")]


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_of_a_module_compiles(name):
    for pattern in vars(import_module(name)).values():
        if isinstance(pattern, _Lazy):
            re.compile(pattern.pattern, pattern.flags)


def test_a_lazy_pattern_is_used_like_a_compiled_one():
    number = lazy(r"(\d+)x", re.IGNORECASE)
    assert [found[1] for found in number.finditer("12X 3x 4")] == ["12", "3"]
    assert number.search("a 7x").span() == (2, 4)
    assert number.sub("-", "1x2x") == "--"
    assert number.groups == 1
    assert copy.copy(number).match("5x")


def test_a_lazy_pattern_is_not_compiled_before_its_use(monkeypatch):
    monkeypatch.setattr(patterns, "KNOWN", {})
    assert lazy("(").pattern == "("
    with pytest.raises(re.error):
        lazy("(").search("")


@pytest.mark.parametrize("text", ["a.b-c", "()[]{}?*+-|^$\\.&~# \t\n\r\v\f", "plain é 評価 _/%\"'!,:;<=>@`"])
def test_escape_is_that_of_re(text):
    assert patterns.escape(text) == re.escape(text)


def test_any_of_prefers_the_longest():
    assert re.match(patterns.any_of(["a", "a.b", "ab"]), "a.b")[0] == "a.b"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("damaged", "damage"),
        ("undamaged", None),
        ("والتلف", "والتلف"),
        ("مختلفة", None),
        ("商品破损了", "破损"),
    ],
)
def test_beginnings_of_words_in_each_kind_of_script(text, found):
    match = re.search(patterns.beginnings(["damage", "تلف", "破损"]), text)
    assert (match and match[0]) == found
