"""A version to keep: what stops it, what is in it, and a citation that a program of others' can read."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dossier.cli import BROKEN, GOOD, MISUSED
from dossier.difference import difference, publishable
from dossier.load import load
from dossier.releasing import unlogged
from dossier.revive import plain

from .conftest import TINY
from .test_cli import run
from .test_difference import edit, git

BIN = Path(sys.executable).parent


@pytest.fixture
def released(tiny: Path) -> Path:
    """The tiny dossier in a repository, whose last commit but one noted version 1.0."""
    git(tiny, "init", "--quiet")
    note = "- {version: '1.0', date: '2032-01-01', content_hash: c0ffee, facts: 7}\n"
    (tiny / "content/versions.yml").write_text(note, encoding="utf-8")
    git(tiny, "add", "content", "seeds")
    git(tiny, "commit", "--quiet", "--message", "first")
    git(tiny, "commit", "--quiet", "--allow-empty", "--message", "second")
    return tiny


def test_a_figure_that_changed_in_silence_stops_it(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its fact is named, and the derived figure that follows from it; a correction of an earlier version is
    no excuse."""
    edit(released, "facts/spending.yml", "value: 12亿", "value: 13亿")
    edit(released, "facts/lights.yml", "value: '>300'", "value: '400'")
    edit(released, "facts/spending.yml", f"  {FIGURE}\n", "")
    assert run(capsys, released, "release", "1.1") == (BROKEN, "", SILENT)


FIGURE = "figure: {metric: spending, value: ~10亿, unit: CNY, subject: [sealamp], scope: {purpose: all}}"
SILENT = """\
dossier: not released
lighthouses: figure.low was 300, is 400; corrections.yml does not say so
lighthouses: figure.high was None, is 400; corrections.yml does not say so
lighthouses: figure.qualifier was over, is None; corrections.yml does not say so
spending-2031-lamps: figure.low was 1200000000, is 1300000000; corrections.yml does not say so
spending-2031-lamps: figure.high was 1200000000, is 1300000000; corrections.yml does not say so
spending-2030: figure was given, is None; corrections.yml does not say so
lamps-share: low was 0.6, is 0.65; corrections.yml does not say so
lamps-share: high was 0.6, is 0.65; corrections.yml does not say so
"""


def test_a_version_before_that_no_commit_noted_stops_it(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It cannot be compared with: nothing is taken for unchanged."""
    git(tiny, "init", "--quiet")
    note = "- {version: '1.0', date: '2032-01-01', content_hash: c0ffee, facts: 7}\n"
    (tiny / "content/versions.yml").write_text(note, encoding="utf-8")
    status, out, told = run(capsys, tiny, "release", "1.1")
    assert (status, out, told.partition(":  --")[0]) == (MISUSED, "", UNNOTED)


UNNOTED = """\
dossier: no commit here noted version 1.0: commit content/versions.yml, fetch the whole history, or say where that \
version is"""


def test_an_id_that_now_leads_nowhere_stops_it(released: Path) -> None:
    """Unless it is retired as what it was: then its page stays where it stood."""
    before = publishable(released)
    edit(released, "disagreements.yml", "- id: how-much-in-2031", "- id: how-much")
    retired = released / "content/facts/retired.yml"
    for of, expected in (("facts", [NOWHERE]), ("disagreements", [])):
        retired.write_text(
            f"- {{id: how-much-in-2031, of: {of}, why: {{en: Renamed., zh: 改名。}}}}\n", encoding="utf-8"
        )
        assert list(unlogged(difference(before, publishable(released)), [])) == expected


NOWHERE = "how-much-in-2031 was published, and is neither in use nor in facts/retired.yml"


def test_a_new_correction_lets_a_changed_figure_pass(released: Path) -> None:
    edit(released, "facts/lights.yml", "value: '>300'", "value: '>400'")
    before = publishable(released)
    assert list(unlogged(difference(publishable(TINY), before), before.dossier.corrections)) == []


def test_what_is_in_it(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The site with its data, schemas and feed, what changed since the version before, and a citation with version and
    hash, which every page has too. The version is noted, once however often it is made."""
    edit(released, "derived.yml", "en: Lamps were to take", "en: The lamps were to take")
    edit(released, "facts/lights.yml", "en: Port Daily reported", "en: The Port Daily reported")
    run(capsys, released, "release", "1.1", "--date", "2032-02-29")
    status, out, _ = run(capsys, released, "release", "1.1", "--date", "2032-03-01")
    assert status == GOOD
    made = Path(out.splitlines()[-1])
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        changes, cite = (archive.read(name).decode() for name in ("CHANGES.md", "CITATION.cff"))
        record = json.loads(archive.read("site/data/facts.json"))
        pages = [archive.read(f"site/en/{name}.html").decode() for name in ("index", "f/lighthouses", "c/spending")]
        feed = archive.read("site/data/changes/en.atom").decode()
    data = ("facts.json", "facts.schema.json", "annotations.json", "verify.py", "tables/datapackage.json")
    assert {"site/index.html", "site/en/index.html", *(f"site/data/{name}" for name in data)} <= {*names}
    content_hash = record["dossier"]["content_hash"]
    _, version = load(released).versions
    assert plain(version) == [
        *("Version", "1.1", "2032-03-01", content_hash, len(record["facts"])),
        *((), {"lighthouses": ("statement",)}, ()),
    ]
    assert all(f"Version 1.1 (1 March 2032), content sha256:{content_hash[:12]}." in page for page in pages)
    assert "<title>Version 1.1</title>" in feed
    assert "statement.en: `Lamps were to take" in changes
    assert "version: '1.1'\ndate-released: '2032-03-01'\n" in cite
    assert (released / "CITATION.cff").read_text(encoding="utf-8") == cite
    command: list[str | Path] = [
        BIN / "check-jsonschema",
        "--builtin-schema",
        "vendor.citation-file-format",
        released / "CITATION.cff",
    ]
    subprocess.run(command, check=True, capture_output=True)
