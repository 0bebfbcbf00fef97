"""Packs that are wrong are refused with file, line and reason, and exit status 2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pack_files import change, write_pack

from msglint.__main__ import _guarded as msglint

if TYPE_CHECKING:
    from pathlib import Path

Case = tuple[str, str, str, int, str]
"""A file, a part of it and what stands there instead (or the whole, for a new file), the line and the reason named."""
RULE, GIFT, GROUPS, LANGUAGE = (
    "house-words.yaml",
    "house-gift.yaml",
    "lang/en/groups/words.yaml",
    "lang/en/language.yaml",
)
EXAMPLES, MODEL, CLAUSES = "lang/en/examples.yaml", "lang/en/model.json", "facts/clauses.yaml"
CASES: list[Case] = [
    # pack.yaml
    ("pack.yaml", "name:", "nmae:", 1, "unknown pack key 'nmae' (did you mean 'name'?)"),
    ("pack.yaml", "default_edition: '1'", "default_edition: '2'", 2, "no edition '2'"),
    ("pack.yaml", "label: '2020', ", "", 4, "an edition needs 'label'"),
    ("pack.yaml", "editions:", "editions: 1\nx:", 3, "'editions' must be a list, not 1"),
    ("pack.yaml", "", "- a\n", 1, "must be a mapping"),
    ("pack.yaml", "name: Lampworks house rules", "name: x\n? [a, b]\n: x", 2, "a key must be a word"),
    (
        "pack.yaml",
        "name:",
        "requires: '9.1'\nnew: thing\nname:",
        1,
        "this pack needs msglint 9.1 or newer, and this is",
    ),
    (
        "pack.yaml",
        "name:",
        "requires: 0.1\nname:",
        1,
        "'requires' must be a version of msglint in quotes, such as '0.2'",
    ),
    (
        "pack.yaml",
        "name:",
        "successors: {old-gift: house-gfit}\nname:",
        1,
        "no rule 'house-gfit' (did you mean 'house-gift'?)",
    ),
    ("pack.yaml", "name:", "successors: {house-gift: house-words}\nname:", 1, "there is a rule 'house-gift'"),
    ("pack.yaml", "name:", "successors: {old: [a]}\nname:", 1, "the successor of 'old' must be the id of a rule"),
    # a rule file
    (RULE, "summary:", "sumary:", 3, "unknown rule key 'sumary' (did you mean 'summary'?)"),
    (RULE, "why: One name for one thing.\n", "", 1, "a rule needs 'why'"),
    (RULE, "id: house-words", "id: words", 1, "must have the id 'house-words'"),
    (RULE, "group: house", "group: [house]", 2, "'group' must be a str"),
    (RULE, "group: house", "group: house\ngroup: home", 3, "'group' stands twice"),
    (RULE, "group: house", "group: {", 4, "not YAML"),
    (RULE, "group: house", "group: !!python/object:os.system x", 2, "not YAML"),
    (RULE, "clauses: [marketing]", "clauses: [marketting]", 6, "no clause 'marketting' (did you mean 'marketing'?)"),
    (RULE, "text.pattern", "text.patern", 7, "no check 'text.patern'"),
    (RULE, "text.pattern", "txet.pattern", 7, "no check module 'txet'"),
    (RULE, "text.pattern", "os", 7, "'check' must be module.function"),
    (RULE, "  patterns:", "  paterns:", 9, "unknown option 'paterns' of text.pattern (did you mean 'patterns'?)"),
    (RULE, "patterns: ['lum", "patterns: '", 9, "not YAML"),
    (RULE, "['luminaires?', 'light(ing)? fixture']", "lamp", 9, "option 'patterns' must be a list"),
    (RULE, "['luminaires?', 'light(ing)? fixture']", "[]", 9, "has no pattern"),
    (RULE, "luminaires?", "(lum", 9, "cannot be read"),
    (RULE, "luminaires?", "l*", 9, "matches without any character"),
    (RULE, "luminaires?", "(?s).", 9, "matches everything"),
    (RULE, "luminaires?", "(?s).+", 9, "matches everything"),
    (
        RULE,
        'message: "we',
        'severity: bad\nmessage: "we',
        10,
        "'severity' must be one of error, warning, info, not 'bad'",
    ),
    (RULE, 'message: "we', 'message: "{we', 10, "braces"),
    (RULE, "examples:", "variants: {odd: {mesage: x}}\nexamples:", 12, "unknown variant key 'mesage'"),
    (RULE, "examples:", "variants: {odd: x}\nexamples:", 12, "variant 'odd' must be a mapping"),
    (RULE, "  pass:", "  fail:", 16, "unknown examples key 'fail'"),
    (RULE, "⟦luminaire⟧", "⟦luminaire", 14, "the marks ⟦ and ⟧ do not pair up"),
    (RULE, "{html:", "{htm:", 18, "unknown example key 'htm' (did you mean 'html'?)"),
    (RULE, '"Your lamp ships on Monday."', "7", 17, "an example must be a text or a mapping, not 7"),
    (RULE, "{html: ", "{envelope: {tpye: a}, html: ", 18, "envelope: unknown key 'tpye'"),
    (RULE, "clauses:", "channels: [mesage]\nclauses:", 6, "no channel 'mesage' (did you mean 'message'?)"),
    (RULE, "clauses:", "channels:\n- message\n- fax\nclauses:", 8, "no channel 'fax'; there are message, email"),
    (RULE, "clauses:", "channels: []\nclauses:", 6, "'channels' names none"),
    (RULE, "clauses:", "channels: message\nclauses:", 6, "'channels' must be a list"),
    # shapes
    (GIFT, "join:", "joni:", 10, "a shape needs 'join'"),
    (GIFT, "unless:", "unles:", 10, "unknown shape key 'unles' (did you mean 'unless'?)"),
    (GIFT, "RATING]", "RATNG]", 10, "no language has a group RATNG (did you mean 'RATING'?)"),
    (GIFT, "RATING]", "rating]", 10, "a group's name is in UPPER_CASE, not 'rating'"),
    (GIFT, "[NEVER]", "[GIFT]", 10, "GIFT is joined too"),
    (GIFT, "  shapes:", "  asked_before: [ASKD]\n  shapes:", 9, "no language has a group ASKD"),
    (GIFT, "  shapes:", "  asked_before: [asked]\n  shapes:", 9, "a group's name is in UPPER_CASE, not 'asked'"),
    (GIFT, "  shapes:", "  asked_before: NEVER\n  shapes:", 9, "option 'asked_before' must be a list"),
    (GIFT, "gap: 4", "gap: many", 10, "'gap' must be a int"),
    (GIFT, "gap: 4", "within: 0", 10, "'within' must be from 1 to 10, not 0"),
    (GIFT, "gap: 4", "gap: true", 10, "'gap' must be a int"),
    # a language
    (GROUPS, "[gift, mug]", "[]", 1, "group GIFT has no entries"),
    (GROUPS, "[gift, mug]", "", 1, "group GIFT has no entries"),
    (GROUPS, "[never]", "[the NEVER]", 3, "group NEVER contains itself: NEVER > NEVER"),
    (GROUPS, "[never]", "[a ONE]\nONE: [b TWO]\nTWO: [NEVER c]", 3, "contains itself: NEVER > ONE > TWO > NEVER"),
    (GROUPS, "[never]", "[not RATINGS]", 3, "group NEVER names RATINGS (did you mean 'RATING'?), which is not there"),
    (GROUPS, "[never]", "\n- never\n- (not", 5, "group NEVER: a '(' is never closed"),
    (GROUPS, "[never]", "\n- never\n- '?please'", 5, "can match without any word"),
    (GROUPS, "[never]", "\n- never\n- n*", 5, "matches almost anything"),
    (GROUPS, "[never]", "[null, never]", 3, "an entry must be a text, not None"),
    (GROUPS, "NEVER", "Never", 3, "a group's name is in UPPER_CASE"),
    (LANGUAGE, "name:", "nmae:", 1, "a language needs 'name'"),
    (LANGUAGE, "inflections:", "endings: []\ninflections:", 2, "unknown language key 'endings'"),
    (LANGUAGE, "  endings:", "  ends:", 3, "unknown language key 'ends'"),
    (LANGUAGE, "['e', 1", "['(e', 1", 4, "cannot be read"),
    (LANGUAGE, "['e', 1, [e, es, ed, ing]]", "e", 4, "an ending is [pattern, letters to cut, [endings]]"),
    (EXAMPLES, "house-gift", "house-gfit", 1, "no rule 'house-gfit' (did you mean 'house-gift'?)"),
    (EXAMPLES, "  flag:", "  flags:", 2, "unknown examples key 'flags' (did you mean 'flag'?)"),
    (EXAMPLES, "⟧", "", 3, "do not pair up"),
    # facts, and what else lies about
    ("facts/hots.yaml", "", "a: 1\n", 1, "nothing reads facts of this name (did you mean 'hosts'?)"),
    ("facts/emoji.yaml", "", "a: 1\n", 1, "is missing"),
    ("other.yml", "", "a: 1\n", 1, "files of a pack end in .yaml"),
    (CLAUSES, "", "clauses:\n  - {id: marketing, edition: '1999'}\n", 2, "a clause needs 'rule'"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return write_pack(tmp_path / "house")


def refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of the pack: one line, and nothing is checked."""
    assert msglint(["test-rules", str(folder)]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.count("\n") == 1
    return said.removeprefix("msglint: ").rstrip("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}: {case[4]}")
def test_a_wrong_file_is_refused(folder: Path, case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    name, old, new, line, reason = case
    change(folder, name, old, new)
    said = refused(folder, capsys)
    assert said.startswith(f"{folder / name}:{line}: ")
    assert reason in said


def model(**changed: Any) -> str:
    purposes = {"labels": ["promotion", "any"], "bias": [0, 0], "thresholds": {}, "traits": {"length": [0.5, 0.5]}}
    context = {"labels": ["house-gift"], "bias": -1.0, "trees": ["[0, -1.5, -0.5, 0.25]", "0.5"]}
    features = {"gift": "0:20 1:-4"}
    known = {
        "labels": ["house-gift", "thanks"],
        "subjects": {},
        "bias": [0, -1.5],
        "paired": ["house-gift"],
        "thresholds": {},
        "groups": ["GIFT"],
    }
    return json.dumps({**known, "features": features, "context": context, "purposes": purposes, **changed})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (model(groups=["GIFT", "GIVING"]), "the model knows groups that are not there (GIVING)"),
        ("{", "not a model"),
        ("[]", "not a model: it is no mapping"),
        (model(bias=None), "'bias' is missing or no list"),
        (model(bias=[1]), "'bias' needs one number a label"),
        (
            model(subjects={"house-gift": [2, 3, 0.5]}),
            "'subjects' needs two rows behind the labels' and a share (house-gift)",
        ),
        (model(bias=[0, 0, 0], subjects={"house-gift": [2, 1, 0.5]}), "'subjects' needs two rows"),
        (model(bias=[0, 0, 0], subjects={"gift": [2, 2, 0.5]}), "'subjects' has labels that are not there: 'gift'"),
        (model(bias=[0, 0, 0], subjects={"house-gift": 2}), "'subjects' needs two rows"),
        (model(bias=[0, 0, 0], subjects={"house-gift": [2, 2, -0.5]}), "'subjects' needs two rows"),
        (model(features={"gift": "2:20"}), "'gift' has a weight for a label that is not there"),
        (model(features={"gift": "0:2000000"}), "the weights of 'gift' cannot be read"),
        (model(purposes={}), "'labels' is missing"),
        (
            model(purposes={"labels": ["promotion"], "bias": [0], "thresholds": {}, "traits": {}}),
            "needs a kind of message",
        ),
        (model(context={"labels": [], "bias": 0.0}), "'trees' is missing or no list"),
        (model(context={"labels": [], "bias": 0.0, "trees": ["[0, 1.5"]}), "context: tree 0 cannot be read"),
        (
            model(context={"labels": [], "bias": 0.0, "trees": ["0.5", "[99, 1.5, 0.5, 0.5]"]}),
            "tree 1 has a branch that",
        ),
        (model(context={"labels": [], "bias": 0.0, "trees": ["[0, 1.5, 0.5]"]}), "tree 0 has a branch that is none"),
        (model(context={"labels": [], "bias": 0.0, "trees": ["[true, 1.5, 0.5, 0.5]"]}), "tree 0 has a branch"),
        (model(context={"labels": [], "bias": 0.0, "trees": ["NaN"]}), "tree 0 has a branch that is none"),
        (model(context={"labels": ["a", "a"], "bias": 0.0, "trees": []}), "'labels' is a list of different names"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(
    folder: Path, text: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / MODEL).write_text(text, "utf-8")
    said = refused(folder, capsys)
    assert said.startswith(f"{folder / MODEL}:1: ")
    assert reason in said
    assert "scripts/train.py" in said


def test_a_model_that_fits_is_used(folder: Path) -> None:
    (folder / MODEL).write_text(model(), "utf-8")
    assert msglint(["test-rules", str(folder)]) == 0


@pytest.mark.parametrize("command", ["check x.txt --no-config", "rules", "explain house-gift", "types", "test-rules"])
def test_every_command_refuses_a_wrong_pack(folder: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, RULE, "summary:", "sumary:")
    assert msglint([*command.split(), "--rules", str(folder)]) == 2
    assert f"{folder / RULE}:3: unknown rule key" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        ((), "no such folder of rules"),
        (("a/",), "no pack of rules: there is no pack.yaml in it"),
        (("a/pack.yaml", "b/pack.yaml"), "several packs (a, b): name the folder of one of them"),
    ],
)
def test_folders_that_hold_no_pack(
    tmp_path: Path, make: tuple[str, ...], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in make:
        (tmp_path / "rules" / name).parent.mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            (tmp_path / "rules" / name).write_text("name: x\n", "utf-8")
    assert msglint(["rules", "--rules", str(tmp_path / "rules")]) == 2
    assert reason in capsys.readouterr().err


def test_aliases_of_aliases_end_in_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["a0: &a0 [lol, lol]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))]
    folder = write_pack(tmp_path / "house")
    change(folder, "pack.yaml", "name:", "\n".join(lines) + "\nname:")
    assert msglint(["rules", "--rules", str(folder)]) == 2
    assert "stands for more than 1,000,000 values" in capsys.readouterr().err
