"""A version to keep: what stops it, what is in it, and a citation that a program of others' can read."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dossier.cli import BROKEN, GOOD
from dossier.difference import difference, publishable
from dossier.releasing import unlogged

from .conftest import TINY
from .test_cli import run
from .test_difference import edit, git

BIN = Path(sys.executable).parent


@pytest.fixture
def tagged(tiny: Path) -> Path:
    """The tiny dossier in a repository, its only version tagged 1.0."""
    git(tiny, "init", "--quiet")
    git(tiny, "add", "content", "seeds")
    git(tiny, "commit", "--quiet", "--message", "first")
    git(tiny, "tag", "1.0")
    return tiny


def test_a_figure_that_changed_in_silence_stops_it(tagged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its fact is named, and the derived figure that follows from it; a correction of an earlier version is
    no excuse."""
    edit(tagged, "facts/spending.yml", "value: 12亿", "value: 13亿")
    edit(tagged, "facts/lights.yml", "value: '>300'", "value: '>400'")
    assert run(capsys, tagged, "release", "1.1") == (BROKEN, "", SILENT)


SILENT = """\
dossier: not released
lighthouses: figure.low was 300, is 400; corrections.yml does not say so
spending-2031-lamps: figure.low was 1200000000, is 1300000000; corrections.yml does not say so
spending-2031-lamps: figure.high was 1200000000, is 1300000000; corrections.yml does not say so
lamps-share: low was 0.6, is 0.65; corrections.yml does not say so
lamps-share: high was 0.6, is 0.65; corrections.yml does not say so
"""


def test_a_new_correction_lets_a_changed_figure_pass(tagged: Path) -> None:
    edit(tagged, "facts/lights.yml", "value: '>300'", "value: '>400'")
    before = publishable(tagged)
    assert list(unlogged(difference(publishable(TINY), before), before.dossier.corrections)) == []


def test_what_is_in_it(tagged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site with its data, what changed since the version before, and a citation that names version and hash."""
    edit(tagged, "derived.yml", "en: Lamps were to take", "en: The lamps were to take")
    status, out, _ = run(capsys, tagged, "release", "1.1", "--date", "2032-03-01")
    assert status == GOOD
    made = Path(out.splitlines()[-1])
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        changes, cite = (archive.read(name).decode() for name in ("CHANGES.md", "CITATION.cff"))
    assert {"site/index.html", "site/data/facts.json", "site/data/verify.py", "site/en/index.html"} <= {*names}
    assert "statement.en: `Lamps were to take" in changes
    assert "version: '1.1'\ndate-released: '2032-03-01'\n" in cite
    assert (tagged / "CITATION.cff").read_text(encoding="utf-8") == cite
    command: list[str | Path] = [
        BIN / "check-jsonschema",
        "--builtin-schema",
        "vendor.citation-file-format",
        tagged / "CITATION.cff",
    ]
    subprocess.run(command, check=True, capture_output=True)
