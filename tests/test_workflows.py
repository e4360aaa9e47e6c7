"""What runs on the code host: valid by linters that are not ours, and each step's script does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import ROOT
from .test_difference import git
from .test_rules import change

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
SCHEMAS = {
    "github-workflows": WORKFLOWS,
    "dependabot": [GITHUB / "dependabot.yml"],
    "github-issue-config": [GITHUB / "ISSUE_TEMPLATE/config.yml"],
    "github-issue-forms": sorted(
        set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE/config.yml"}
    ),
}


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """The output of a command that succeeds."""
    done = subprocess.run(command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_file_is_as_its_schema_says(schema: str) -> None:
    assert SCHEMAS[schema]
    run(BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *SCHEMAS[schema])


def test_no_workflow_is_open_to_attack() -> None:
    """By zizmor, without asking the network; what is excused says why where it stands."""
    run(BIN / "zizmor", "--offline", "--no-progress", *WORKFLOWS)


def test_no_step_is_untried() -> None:
    """Each is a target of the Makefile, installs what the README asks for, or has a name and a test below."""
    read = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS]
    steps = [step for each in read for job in each["jobs"].values() for step in job["steps"] if "run" in step]
    targets = set(re.findall("^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = [step["name"] for step in steps if "name" in step]
    for script in (step["run"] for step in steps if "name" not in step):
        assert script.startswith("apt-get update\n") or script.split()[:2] in [["make", each] for each in targets]
    tests = Path(__file__).read_text(encoding="utf-8")
    assert named and all(f'"{name}")' in tests for name in named)


def step(workflow: str, job: str, name: str) -> str:
    """The script of a named step."""
    read: dict[str, Any] = yaml.safe_load((GITHUB / "workflows" / workflow).read_text(encoding="utf-8"))
    (script,) = [each["run"] for each in read["jobs"][job]["steps"] if each.get("name") == name]
    return str(script)


@pytest.fixture
def proposed(tiny: Path) -> Path:
    """The tiny dossier in a repository, and a pull request's commit that alters a figure, but not its quotation."""
    (tiny / ".venv").symlink_to(BIN.parent)
    commit(tiny, "base")
    path = tiny / "content/facts/lights.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: '>300'", "value: '>400'"), encoding="utf-8")
    commit(tiny, "proposal")
    return tiny


def commit(root: Path, message: str) -> None:
    git(root, "init", "--quiet")
    git(root, "add", "content", "seeds")
    git(root, "commit", "--quiet", "--message", message)


def test_a_pull_request_is_annotated_where_it_breaks_a_rule(proposed: Path) -> None:
    script = step("pull-request.yml", "facts", "Check, with annotations on the changed lines")
    done = subprocess.run(["sh", "-ec", script], cwd=proposed, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines and all(line.startswith("::error file=content/") for line in lines)
    assert any("file=content/facts/lights.yml," in line and "title=figure-value" in line for line in lines)


def test_a_pull_request_adds_to_the_archive_and_changes_nothing_there(proposed: Path) -> None:
    """Not even where the new hash is pinned; where its source goes too, the file itself is named."""
    script = step("pull-request.yml", "facts", "Refuse a change to what is archived")
    command = ["git", "-C", str(proposed), "rev-parse", "HEAD"]
    given = os.environ | {"BASE": run(*command).strip(), "HOME": str(proposed)}

    def told() -> tuple[int, list[str]]:
        commit(proposed, "more")
        ran = subprocess.run(
            ["sh", "-ec", script], cwd=proposed, env=given, capture_output=True, text=True, check=False
        )
        return ran.returncode, [line.partition("::seeds")[0] for line in ran.stdout.splitlines() if line]

    seeds, sources = proposed / "seeds", proposed / "content/sources"
    (seeds / "better.txt").write_text("A better copy.", encoding="utf-8")
    assert told() == (0, [])
    change(proposed, [
        {"file": "seeds/harbour.txt", "from": "12亿元", "to": "13亿元"},
        {"file": "content/sources/harbour.yml", "pin": "seeds/harbour.txt"},
    ])  # fmt: skip
    (seeds / "coast.md").rename(seeds / "moved.md")
    (sources / "coast.yml").unlink()
    assert told() == (1, [
        "::error file=seeds/coast.md,line=1,title=seed-changed",
        "::error file=content/sources/harbour.yml,line=4,title=seed-changed",
    ])  # fmt: skip


def test_a_pull_request_is_told_what_it_means(proposed: Path, tmp_path: Path) -> None:
    script = step("pull-request.yml", "facts", "Say what the change means")
    summary = tmp_path / "summary"
    run("sh", "-ec", script, cwd=proposed, BASE="HEAD~", GITHUB_STEP_SUMMARY=str(summary), HOME=str(tmp_path))
    told = (proposed / "build/change.md").read_text(encoding="utf-8")
    assert told.startswith("**facts: 1 altered**") and "figure.low: `300` → `400`" in told
    assert summary.read_text(encoding="utf-8") == told


GH = """\
#!/bin/sh
case "$1 $2" in
"run download") mkdir change; cp "$CHANGE" change/change.md;;
"api "*) echo 7;;
"pr comment") echo "$@"; cat comment.md;;
esac
"""


def test_what_it_means_becomes_one_comment(tmp_path: Path) -> None:
    """With a stand-in for the host's command; however much there is to say, the comment is no longer than may be."""
    stand_in, change = tmp_path / "bin/gh", tmp_path / "told.md"
    stand_in.parent.mkdir()
    stand_in.write_text(GH, encoding="utf-8")
    stand_in.chmod(0o755)
    change.write_text("x" * 70_000, encoding="utf-8")
    given = {"REPOSITORY": "o/r", "RUN": "1", "COMMIT": "c", "ADDRESS": "https://example.org/1", "CHANGE": str(change)}
    path = f"{stand_in.parent}:{os.environ['PATH']}"
    out = run(
        "sh", "-ec", step("comment.yml", "comment", "Post what the change means"), cwd=tmp_path, PATH=path, **given
    )
    first, _, rest = out.partition("\n")
    assert first == "pr comment 7 --repo o/r --body-file comment.md --edit-last --create-if-none"
    assert rest.startswith("x" * 60_000 + "\n\nWhere the checks pass, the artifact") and "https://example.org/1" in rest
