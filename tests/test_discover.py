"""Which files a run checks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from msglint.discover import Problem, discover, exclusion

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.txt",
        "a.HTML",
        "note.pdf",
        "letters/z.eml",
        "letters/deep/m.htm",
        "letters/c.md",
        ".hidden/x.txt",
        ".git/x.txt",
        "node_modules/x.txt",
        "old/x.txt",
        "Ärger.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Hello")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_gives_its_drafts_in_order_and_skips_what_is_hidden(tree: Path) -> None:
    drafts = ("a.HTML", "b.txt", "Ärger.txt", "letters/c.md", "letters/z.eml", "letters/deep/m.htm", "old/x.txt")
    assert discover(["."]).files == drafts
    assert discover([str(tree)]).files == tuple(str(tree / draft) for draft in drafts)


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (["b.txt", "b.txt"], ("b.txt",)),
        (["b.txt", "./b.txt"], ("b.txt",)),
        (["letters/../b.txt", "b.txt"], ("letters/../b.txt",)),
        (["letters/z.eml", "letters"], ("letters/z.eml", "letters/c.md", "letters/deep/m.htm")),
        (["letters", "letters/deep"], ("letters/c.md", "letters/z.eml", "letters/deep/m.htm")),
        (["note.pdf"], ("note.pdf",)),
        ([".hidden"], (".hidden/x.txt",)),
        (["-", "b.txt", "-"], ("-", "b.txt")),
        (["no-such.txt"], ("no-such.txt",)),
    ],
)
@pytest.mark.usefixtures("tree")
def test_each_file_once(paths: list[str], files: tuple[str, ...]) -> None:
    assert discover(paths).files == files


@pytest.mark.usefixtures("tree")
def test_links_are_followed_to_files_and_checked_once_but_not_to_folders() -> None:
    os.symlink("b.txt", "again.txt")
    os.symlink("..", "letters/loop")
    os.symlink("nowhere.txt", "broken.txt")
    assert discover([".", "b.txt"]).files == (
        "a.HTML",
        "b.txt",
        "broken.txt",
        "Ärger.txt",
        "letters/c.md",
        "letters/z.eml",
        "letters/deep/m.htm",
        "old/x.txt",
    )


@pytest.mark.parametrize(
    ("link", "paths", "file"),
    [
        ("letters/a.md", ["letters"], "letters/c.md"),
        ("letters/z.md", ["letters"], "letters/c.md"),
        ("other/c.md", ["other", "letters"], "letters/c.md"),
        ("other/c.md", ["letters", "other"], "letters/c.md"),
        ("other/c.md", ["other/c.md", "letters/c.md"], "letters/c.md"),
        ("other/c.md", ["other"], "other/c.md"),
        ("other/c.md", ["other/c.md"], "other/c.md"),
    ],
)
def test_a_file_goes_by_its_own_name_unless_only_a_link_is_there(
    tree: Path, link: str, paths: list[str], file: str
) -> None:
    (tree / link).parent.mkdir(exist_ok=True)
    (tree / link).symlink_to(tree / "letters/c.md")
    assert [path for path in discover(paths).files if path.endswith(".md")] == [file]


def test_templates_that_become_html_are_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.mjml", "b.XHTML", "c.xml", "d.htmlx"):
        (tmp_path / name).write_text("x", "utf-8")
    assert discover(["."]).files == ("a.mjml", "b.XHTML")


@pytest.mark.usefixtures("tree")
def test_a_folder_without_drafts_is_a_problem_unless_that_is_allowed() -> None:
    found = discover(["empty", "b.txt"])
    assert found.files == ("b.txt",)
    assert found.problems == (
        Problem(
            "empty",
            "nothing to check: no .txt .html .htm .xhtml .mjml .eml .md file in this folder that may be a draft",
        ),
    )
    assert discover(["empty"], allow_empty=True)[:2] == ((), ())


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("README.md", False),
        ("readme.de.md", False),
        ("LICENSE.txt", False),
        ("requirements-dev.txt", False),
        ("CHANGELOG.md", False),
        ("NOTICE.txt", False),
        ("SECURITY.md", False),
        ("notice.txt", True),
        ("notice-of-delay.txt", True),
        ("security-code.html", True),
        ("changes-to-your-order.txt", True),
        ("Authors.txt", True),
        ("read-me-first.txt", True),
        ("license_key.txt", True),
    ],
)
def test_what_repositories_have_beside_drafts_is_checked_if_named(tmp_path: Path, name: str, *, searched: bool) -> None:
    file = tmp_path / name
    file.write_text("x")
    assert discover([str(tmp_path)], allow_empty=True).files == ((str(file),) if searched else ())
    assert discover([str(file)]).files == (str(file),)
    assert discover([str(tmp_path)], included=lambda path: path.endswith(name)).files == (str(file),)


def test_a_folder_of_which_everything_is_left_out_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    [problem] = discover([str(tmp_path)], lambda path: path.endswith("a.txt")).problems
    assert problem.message == "nothing to check: what is in this folder is left out by `exclude` in the configuration"
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*.txt\n")
    [problem] = discover([str(tmp_path)]).problems
    assert problem.message == "nothing to check: what is in this folder is left out by .gitignore (see --no-gitignore)"


@pytest.mark.usefixtures("tree")
def test_a_folder_that_cannot_be_listed_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert discover(["letters"]).problems == (Problem("letters", "this folder cannot be listed: Permission denied"),)


@pytest.mark.parametrize(
    ("patterns", "gone"),
    [
        (("old/",), {"old/x.txt"}),
        (("/b.txt", "*.md"), {"b.txt", "letters/c.md"}),
        (("letters/**", "!letters/z.eml"), {"letters/c.md", "letters/deep/m.htm"}),
        (("deep",), {"letters/deep/m.htm"}),
        (("empty/", "# a comment", ""), set()),
    ],
)
def test_excluded_files_are_left_out_of_folders(tree: Path, patterns: tuple[str, ...], gone: set[str]) -> None:
    left = discover(["."], exclusion(patterns, str(tree))).files
    assert set(discover(["."]).files) - set(left) == gone


def test_a_named_file_is_checked_though_excluded_unless_forced(tree: Path) -> None:
    excluded = exclusion(("old/",), str(tree))
    assert discover(["old/x.txt"], excluded).files == ("old/x.txt",)
    assert discover(["old/x.txt", "b.txt"], excluded, force_exclude=True)[:2] == (("b.txt",), ())
    assert discover(["-"], excluded, force_exclude=True, stdin_name="old/new.txt").files == ()
    assert discover(["-"], excluded, force_exclude=True).files == ("-",)


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("drafts/thanks.md", True),
        ("drafts/THANKS.TXT", True),
        ("drafts/logo.png", False),
        ("drafts/index.csv", False),
        ("drafts/README.md", False),
        ("requirements.txt", False),
        ("vendor/thanks.txt", False),
        (".github/thanks.txt", False),
        ("../thanks.txt", True),
        ("api/order.json", True),
        ("old/thanks.txt", False),
    ],
)
def test_forced_a_named_file_is_one_that_a_search_would_take(tree: Path, path: str, *, taken: bool) -> None:
    excluded, included = exclusion(("old/",), str(tree)), exclusion(("*.json",), str(tree))
    assert discover([path], excluded, included, force_exclude=True).files == ((path,) if taken else ())
    assert discover([path], excluded, included).files == (path,)


def test_patterns_start_from_their_folder_and_hold_only_inside(tree: Path) -> None:
    matches = exclusion(("*.txt",), str(tree / "letters"))
    assert matches is not None
    assert matches("letters/new.txt")
    assert not matches("b.txt")
    assert exclusion((), str(tree)) is None
    here = exclusion(("*.txt",), "")
    assert here is not None
    assert here("b.txt")


def drafts_in(tree: Path, ignored: dict[str, str]) -> set[str]:
    """The drafts that are no longer found when these files of patterns are there."""
    before = set(discover(["."]).files)
    for name, patterns in ignored.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(patterns)
    assert set(discover(["."], gitignore=False).files) == before
    return before - set(discover(["."]).files)


@pytest.mark.parametrize(
    ("ignored", "gone"),
    [
        ({".gitignore": "old/\n"}, {"old/x.txt"}),
        ({".gitignore": "*.txt\n!b.txt\n"}, {"Ärger.txt", "old/x.txt"}),
        ({".gitignore": "/letters/deep\n# *.txt\n"}, {"letters/deep/m.htm"}),
        ({".gitignore": "*.eml\n", "letters/.gitignore": "!z.eml\nc.md\n"}, {"letters/c.md"}),
        ({"letters/.gitignore": "/b.txt\n/c.md\n"}, {"letters/c.md"}),
        ({".gitignore": "letters/\n", "letters/.gitignore": "!z.eml"}, {"letters/c.md", "letters/z.eml", "letters/deep/m.htm"}),
        ({".git/info/exclude": "b.txt\n"}, {"b.txt"}),
        ({".git/info/exclude": "*.txt\n", ".gitignore": "!b.txt\n"}, {"Ärger.txt", "old/x.txt"}),
        ({".git/info/exclude": "!b.txt\n", ".gitignore": "b.txt\n"}, {"b.txt"}),
        ({".gitignore": "!\nb.txt\n"}, {"b.txt"}),
        # a repository within: neither holds for the other
        ({"old/.git/x": "", "old/.gitignore": "x.txt\n"}, {"old/x.txt"}),
        ({"old/.git/info/exclude": "x.txt\n"}, {"old/x.txt"}),
        ({"old/.git/x": "", ".gitignore": "x.txt\n"}, set()),
        ({"old/.git/x": "", ".gitignore": "old/\n"}, {"old/x.txt"}),
    ],
)  # fmt: skip
def test_what_git_ignores_is_not_searched(tree: Path, ignored: dict[str, str], gone: set[str]) -> None:
    assert drafts_in(tree, ignored) == gone


def test_patterns_above_the_folder_hold_up_to_the_root_of_the_repository(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree / ".gitignore").write_text("letters/deep\n*.eml\n")
    monkeypatch.chdir(tree / "letters")
    assert discover(["."]).files == ("c.md",)
    assert discover([str(tree / "letters")]).files == (str(tree / "letters" / "c.md"),)
    # what is named is checked
    assert discover(["z.eml", "deep"]).files[0] == "z.eml"
    monkeypatch.chdir(tree)
    (tree / "letters" / ".git").mkdir()
    assert discover(["letters"]).files == ("letters/c.md", "letters/z.eml", "letters/deep/m.htm")


def test_without_a_repository_nothing_is_ignored(tree: Path) -> None:
    os.rename(tree / ".git", tree / "git")
    (tree / ".gitignore").write_text("*")
    (tree / "letters" / "deep" / ".gitignore").write_text("*")
    assert {"b.txt", "letters/deep/m.htm"} <= set(discover(["."]).files)
    # in a folder of repositories each has its own
    (tree / "old" / ".git").mkdir()
    (tree / "old" / ".gitignore").write_text("x.txt")
    found = set(discover(["."]).files)
    assert {"b.txt", "letters/deep/m.htm"} <= found
    assert "old/x.txt" not in found


@pytest.mark.parametrize("gitdir", ["../main/.git/worktrees/shop", ""])
def test_a_worktree_shares_what_its_repository_leaves_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gitdir: str
) -> None:
    data, shop = tmp_path / "main" / ".git", tmp_path / "shop"
    for folder in (data / "info", data / "worktrees" / "shop", shop):
        folder.mkdir(parents=True)
    (data / "info" / "exclude").write_text("secret.txt\n")
    (data / "worktrees" / "shop" / "commondir").write_text("../..\n")
    (shop / ".git").write_text(f"gitdir: {gitdir or data}\n")  # that of a submodule leads to all its data
    for name in ("a.txt", "secret.txt"):
        (shop / name).write_text("Hello")
    monkeypatch.chdir(shop)
    assert discover(["."]).files == ("a.txt",)
    for nowhere in ("../elsewhere", "\0", ""):
        (shop / ".git").write_text(f"gitdir: {nowhere}\n")
        assert discover(["."]).files == ("a.txt", "secret.txt")


@pytest.mark.parametrize("name", ["vendor", "venv", "site-packages", "bower_components", ".venv"])
def test_folders_of_others_are_searched_only_if_named(tree: Path, name: str) -> None:
    (tree / name).mkdir()
    (tree / name / "x.txt").write_text("Hello")
    assert f"{name}/x.txt" not in discover(["."]).files
    assert discover([name]).files == (f"{name}/x.txt",)


@pytest.mark.usefixtures("tree")
def test_a_link_that_leads_to_itself_is_survived() -> None:
    os.symlink("self.txt", "self.txt")
    assert "b.txt" in discover(["."]).files


def test_an_empty_path_is_said(tree: Path) -> None:
    found = discover(["", str(tree / "b.txt")])
    assert found.problems == (Problem("''", "an empty path is no file"),)
    assert found.files == (str(tree / "b.txt"),)
