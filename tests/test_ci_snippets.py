"""What the action and the pieces in `docs/ci.md` do, run as far as they can be without the service."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BAD = "Order 114-1234567-1234567\n\nMore lamps at http://lampworks.example today.\n"
GOOD = "Order 114-1234567-1234567\n\nThe white shade is sold out. Would the grey one do, or shall we refund it?\n"


def pieces(heading: str, language: str) -> list[str]:
    """The blocks of code under a heading of the page."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section is not None
    return re.findall(rf"```{language}\n(.*?)```", section[1], re.DOTALL)


def validate(content: object, schema: str) -> None:
    """Raises if the content is not what the service's own schema wants."""
    folder = files("check_jsonschema.builtin_schemas.vendor")
    known = json.loads((folder / f"{schema}.json").read_text("utf-8"))
    jsonschema.validators.validator_for(known)(known).validate(content)


@pytest.fixture
def job(tmp_path: Path) -> Any:
    """Runs lines of a job in a fresh repository, with this msglint installed and nothing else fetched."""
    for folder in (".git", "drafts", "my drafts", "bin", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    for name, line in (("msglint", f'exec "{sys.executable}" -m msglint "$@"'), ("pip", ":"), ("python3", ":")):
        for folder in ("bin", ".venv/bin"):
            (tmp_path / folder / name).write_text(f"#!/bin/sh\n{line}\n")
            (tmp_path / folder / name).chmod(0o755)

    def run(lines: str, **variables: str) -> tuple[int, str]:
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "SYSTEMROOT") if name in os.environ}
        path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines],
            cwd=tmp_path,
            env={**kept, "PATH": path, "PYTHONPATH": str(ROOT), **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def inputs(**given: str) -> dict[str, str]:
    """The environment of the action's last step, with these inputs and the defaults of the others."""
    values = {name: given.get(name.replace("-", "_"), one["default"]) for name, one in ACTION["inputs"].items()}
    return {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: values[found[1]], value)
        for name, value in ACTION["runs"]["steps"][-1]["env"].items()
    }


def test_the_action_is_one() -> None:
    validate(ACTION, "github-actions")
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_action_annotates_and_sums_up(tmp_path: Path, job: Any) -> None:
    (tmp_path / "drafts" / "a.txt").write_text(BAD)
    (tmp_path / "my drafts" / "b.txt").write_text(BAD)
    run = ACTION["runs"]["steps"][-1]["run"]
    github = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    code, said = job(run, **github, **inputs(paths="drafts\nmy drafts", sarif_file="out.sarif"))
    assert code == 1
    assert "drafts/a.txt:3:15  error  external-link" in said
    assert "::error file=my drafts/b.txt,line=3,endLine=3,col=15,endColumn=39," in said
    assert "| my drafts/b&#46;txt&#58;3&#58;15 | error |" in (tmp_path / "summary.md").read_text()
    results = json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"]
    assert "my%20drafts/b.txt" in {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results
    }


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"paths": "drafts"}, 0),
        ({"paths": "drafts/a.txt drafts", "output_format": "concise"}, 0),
        ({"paths": "drafts", "fail_on": "info"}, 1),
        ({"paths": "$(touch pwned) `touch pwned` ; touch pwned && *"}, 2),
        ({"paths": "drafts", "output_format": "text; touch pwned"}, 2),
        ({"paths": "--version"}, 2),
        ({"paths": "drafts", "sarif_file": "$(touch pwned).sarif"}, 0),
    ],
)
def test_the_actions_inputs_are_words(tmp_path: Path, job: Any, given: dict[str, str], code: int) -> None:
    (tmp_path / "drafts" / "a.txt").write_text(GOOD)
    done = job(ACTION["runs"]["steps"][-1]["run"], GITHUB_ACTIONS="true", **inputs(**given))
    assert done[0] == code, done[1]
    assert not (tmp_path / "pwned").exists()


def test_no_page_names_a_release_that_there_is_not() -> None:
    for text in (PAGE, (ROOT / "README.md").read_text("utf-8")):
        assert not re.findall(r"@v\d+\.\d+\.\d+|rev: v\d", text)
        assert "msglint@COMMIT" in text


def test_workflows_use_the_action_as_it_is() -> None:
    workflows = [yaml.safe_load(one.replace("\non:", "\n'on':")) for one in pieces("GitHub", "yaml")]
    assert len(workflows) == 2
    for workflow in workflows:
        validate(workflow, "github-workflows")
        (own,) = [
            step
            for step in workflow["jobs"]["msglint"]["steps"]
            if step["uses"].startswith("YOUR-ORGANISATION/msglint@")
        ]
        assert set(own["with"]) <= set(ACTION["inputs"])
    upload = workflows[1]["jobs"]["msglint"]["steps"][-1]
    assert upload["with"]["sarif_file"] == own["with"]["sarif-file"]


@pytest.mark.parametrize(("draft", "code"), [(BAD, 1), (GOOD, 0)])
def test_gitlab(tmp_path: Path, job: Any, draft: str, code: int) -> None:
    (piece,) = pieces("GitLab", "yaml")
    content = yaml.safe_load(piece)
    validate(content, "gitlab-ci")
    (tmp_path / "drafts" / "a.txt").write_text(draft)
    done = job("\n".join(content["msglint"]["script"]), GITLAB_CI="true")
    assert done[0] == code, done[1]
    assert "draft checked against amazon/" in done[1]
    report = json.loads((tmp_path / content["msglint"]["artifacts"]["reports"]["codequality"]).read_text())
    assert ("external-link" in {one["check_name"] for one in report}) == bool(code)


@pytest.mark.parametrize(("draft", "code"), [(BAD, 1), (GOOD, 0)])
def test_jenkins(tmp_path: Path, job: Any, draft: str, code: int) -> None:
    (piece,) = pieces("Jenkins", "groovy")
    assert piece.count("{") == piece.count("}")
    (tmp_path / "drafts" / "a.txt").write_text(draft)
    done = job("\n".join(re.findall(r"^ *sh '(.*)'$", piece, re.MULTILINE)), JENKINS_URL="http://ci.example/")
    assert done[0] == code, done[1]
    for name in re.findall(r"(?:junit |pattern: )'([^']+)'", piece):
        assert ("external-link" in (tmp_path / name).read_text()) == bool(code)


@pytest.mark.parametrize(("draft", "code"), [(BAD, 1), (GOOD, 0)])
def test_azure(tmp_path: Path, job: Any, draft: str, code: int) -> None:
    (piece,) = pieces("Azure Pipelines", "yaml")
    content = yaml.safe_load(piece)
    validate(content, "azure-pipelines")
    (tmp_path / "drafts" / "a.txt").write_text(draft)
    done = job("\n".join(step["script"] for step in content["steps"] if "script" in step), TF_BUILD="True")
    assert done[0] == code, done[1]
    published = [
        step["inputs"]["testResultsFiles"] for step in content["steps"] if "PublishTest" in step.get("task", "")
    ]
    published += [step["publish"] for step in content["steps"] if "publish" in step]
    assert len(published) == 2
    assert all((tmp_path / name).is_file() for name in published)
