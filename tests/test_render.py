"""The tiny dossier's whole output: every page in three languages, and the published record, which anyone can verify."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dossier.build import checked
from dossier.derive import derive
from dossier.facts_json import SCHEMA, canonical, facts_json, written
from dossier.hant import hant
from dossier.light import Light
from dossier.render import VERIFY, Edition, render

from .conftest import EXPECTED, ROOT, TINY


def edition(root: Path) -> Edition:
    corpus = checked(root)
    return Edition(corpus, derive(corpus), hant(corpus.dossier))


def test_renders_the_whole_expected_tree(golden: Callable[[Path, str], None], bless: bool) -> None:
    """Without a browser: the charts are tables. `pytest --bless` rewrites the tree."""
    tiny = edition(TINY)
    files = render(tiny, tiny.drawings(), images={})
    if bless:
        for path in EXPECTED.rglob("*"):
            if path.is_file() and path.relative_to(EXPECTED).as_posix() not in files:
                path.unlink()
    for name, text in files.items():
        golden(EXPECTED / name, text if isinstance(text, str) else written_out(text))
    assert {p.relative_to(EXPECTED).as_posix() for p in EXPECTED.rglob("*") if p.is_file()} == files.keys()


def record_of(made: Edition) -> dict[str, Any]:
    return facts_json(made.corpus, made.derivation, made.hant)


def written_out(page: Light) -> str:
    """A light page as a text: its head, a line each, and its content."""
    head = (f"{key}: {getattr(page, key)}" for key in ("title", "description", "section", "scripts"))
    return "\n".join([*head, "", page.content, ""])


def records() -> list[Any]:
    return [pytest.param(TINY, id="tiny"), pytest.param(ROOT, id="real")]


@pytest.mark.parametrize("root", records())
def test_the_record_is_as_its_schema_says(root: Path) -> None:
    made = edition(root)
    record = record_of(made)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(record)
    stated = record["dossier"].pop("content_hash")
    assert stated == hashlib.sha256(canonical(record).encode()).hexdigest()


@pytest.mark.parametrize("root", records())
def test_a_stranger_can_verify_the_record(root: Path, tmp_path: Path) -> None:
    """With the published program, the record and the archived files, and nothing of ours installed."""
    made = edition(root)
    record = record_of(made)
    assert verify(written(record), root / "seeds", tmp_path) == (
        0, f"{len(record['facts'])} facts of {len(record['sources'])} articles: everything holds\n",
    )  # fmt: skip


def test_the_program_finds_what_does_not_hold(tmp_path: Path) -> None:
    made = edition(TINY)
    record = record_of(made)
    quoted = record["facts"][0]["evidence"][0]
    quoted["quote"] = quoted["quote"].replace("300", "400")
    record["facts"][1]["evidence"][0]["start"] += 1
    status, output = verify(written(record), TINY / "seeds", tmp_path)
    first, second = record["facts"][:2]
    assert (status, [line.split(":")[0] for line in output.splitlines()]) == (
        1, ["the record is not the one whose hash it carries", first["id"], second["id"]],
    )  # fmt: skip


def verify(record: str, seeds: Path, folder: Path) -> tuple[int, str]:
    (folder / "facts.json").write_text(record, encoding="utf-8")
    command: list[str | Path] = [sys.executable, "-I", "-S", VERIFY, folder / "facts.json", seeds]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout
