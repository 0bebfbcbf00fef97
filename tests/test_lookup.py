"""Mappings kept as bytes: what goes in comes out, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from msglint.lookup import Lookup, Sections, joined, mapped, pack, parted, sections

NAMES = st.text(st.characters(exclude_categories=("Cc",)), max_size=8)
VALUES = st.one_of(st.integers(), st.lists(st.text(max_size=4), max_size=3), st.text())


@given(st.dictionaries(NAMES, VALUES, max_size=30), st.lists(NAMES, max_size=10))
def test_every_entry_is_found_and_no_other(entries, others):
    found = Lookup(pack(entries))
    for name in [*entries, *others, *entries]:
        assert found[name] == entries.get(name)
    assert found.found([*others, *entries]) == [entries[name] for name in [*others, *entries] if name in entries]
    assert dict(found.entries()) == entries


def test_among_many_it_answers_again_and_again():
    found = Lookup(pack({str(number): number for number in range(50)}))
    for _ in range(2):
        assert [found[str(number)] for number in range(60)] == [*range(50), *[None] * 10]


def test_the_end_of_a_name_is_not_the_name():
    found = Lookup(pack({"review": 1}))
    assert (found["eview"], found["revie"], found[""], found["review"]) == (None, None, None, 1)


def test_sections_are_a_mapping_of_plain_values():
    given = {"b": {"z": (1, "x"), "a": [None, True, 0.5]}, "a": "text"}
    found = Sections(sections(given))
    assert list(found) == ["a", "b"]
    assert dict(found) == {"a": "text", "b": {"a": [None, True, 0.5], "z": [1, "x"]}}
    assert found.get("c") is None
    assert found["b"] is found["b"]


def test_the_same_values_are_the_same_bytes():
    name = "names"[:-1]
    assert pack({"name": [name, name]}) == pack({name: ["name", "name"]})


@given(st.lists(st.binary(max_size=9), max_size=5))
def test_parts_are_joined_and_parted(parts):
    assert list(map(bytes, parted(joined(parts)))) == parts


def test_a_file_is_read_where_it_is_looked_at(tmp_path):
    path = tmp_path / "some.tables"
    path.write_bytes(joined([pack({"a": 1}), pack({"b": [2]})]))
    first, second = map(Lookup, parted(mapped(str(path))))
    fresh = tmp_path / "fresh"
    fresh.write_bytes(b"")
    fresh.replace(path)  # as a newer version does: what is open stays as it was
    assert (first["a"], first["b"], second["b"]) == (1, None, [2])
