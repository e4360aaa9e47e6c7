"""What a change of the content means, told from two revisions of it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from dossier.cli import GOOD, MISUSED

from .test_cli import run


@pytest.fixture
def changed(tiny: Path) -> Path:
    """The tiny dossier in a repository, changed since its last commit: a statement reworded, a fact's figure altered
    with the quotation's, a fact retired."""
    git(tiny, "init", "--quiet")
    git(tiny, "add", ".")
    git(tiny, "commit", "--quiet", "--message", "first")
    return tiny


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", root, *who, *arguments], check=True, capture_output=True)


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "content" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_changed(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even by a comment."""
    edit(changed, "derived.yml", "- id: ", "# a comment\n- id: ")
    assert run(capsys, changed, "diff") == (GOOD, "nothing of the record is changed\n", "")


def test_a_revision_that_is_none(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, changed, "diff", "nowhere")
    told = "dossier: an earlier state is read from Git, which says: not a valid object name: nowhere\n"
    assert (status, out, err) == (MISUSED, "", told)


def test_what_a_change_means(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A figure altered, a fact retired, a statement reworded: what is altered, and what that reaches, as text, as
    Markdown and as JSON."""
    edit(changed, "facts/lights.yml", "value: '>300'", "value: '>400'")
    path = changed / "content/facts/lights.yml"
    path.write_text(path.read_text(encoding="utf-8").split("- id: white-reef-denial")[0], encoding="utf-8")
    retired = "- id: white-reef-denial\n  why: {en: It stood there twice., zh: 重复。}\n  see: [lighthouses]\n"
    (changed / "content/facts/retired.yml").write_text(retired, encoding="utf-8")
    path = changed / "content/reviews.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "white-reef-denial" not in line), encoding="utf-8")
    edit(changed, "derived.yml", "en: Lamps were to take", "en: Of what was planned, `lamps` were to take")
    assert run(capsys, changed, "diff") == (
        GOOD,
        """\
facts: 1 altered, 1 retired; derived: 1 altered
~ facts lighthouses: altered
    figure.low: 300 → 400
- facts white-reef-denial: retired
~ derived lamps-share: altered
    statement.en: Lamps were to take 60% of… → Of what was planned, `lamps` were to take 60% of…
reaches pages: index
reaches derived: lamps-share
""",
        "",
    )
    assert run(capsys, changed, "diff", "HEAD", "--format", "markdown") == (
        GOOD,
        """\
**facts: 1 altered, 1 retired; derived: 1 altered**

### facts
- altered `lighthouses`
  - figure.low: `300` → `400`
- retired `white-reef-denial`

### derived
- altered `lamps-share`
  - statement.en: `Lamps were to take 60% of…` → ``Of what was planned, `lamps` were to take 60% of…``

### Reaches
- pages: `index`
- derived: `lamps-share`
""",
        "",
    )
    git(changed, "add", ".")
    git(changed, "commit", "--quiet", "--message", "second")
    status, out, _ = run(capsys, changed, "diff", "HEAD~", "HEAD", "--format", "json")
    found = json.loads(out)
    assert status == GOOD
    assert found["changes"][1] == {"kind": "retired", "of": "facts", "id": "white-reef-denial", "alterations": []}
    assert found["reaches"] == {"pages": ["index"], "derived": ["lamps-share"]}
