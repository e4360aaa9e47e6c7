"""The tiny dossier's whole output: every page in three languages, and the published record, which anyone can verify."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dossier.build import checked
from dossier.derive import derive
from dossier.facts_json import SCHEMA, canonical, facts_json
from dossier.hant import hant
from dossier.render import Edition, render

from .conftest import ROOT, TINY

EXPECTED = TINY / "expected"


def edition(root: Path) -> Edition:
    corpus = checked(root)
    return Edition(corpus, derive(corpus.dossier), hant(corpus.dossier))


def test_renders_the_whole_expected_tree(golden: Callable[[Path, str], None], bless: bool) -> None:
    """Without a browser: the charts are tables. `pytest --bless` rewrites the tree."""
    tiny = edition(TINY)
    files = render(tiny, tiny.drawings(), images={})
    if bless:
        for path in EXPECTED.rglob("*"):
            if path.is_file() and path.relative_to(EXPECTED).as_posix() not in files:
                path.unlink()
    for name, text in files.items():
        golden(EXPECTED / name, text)
    assert {p.relative_to(EXPECTED).as_posix() for p in EXPECTED.rglob("*") if p.is_file()} == files.keys()


def records() -> list[Any]:
    return [pytest.param(TINY, id="tiny"), pytest.param(ROOT, id="real")]


@pytest.mark.parametrize("root", records())
def test_the_record_is_as_its_schema_says(root: Path) -> None:
    made = edition(root)
    record = facts_json(made.corpus, made.derivation, made.hant)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(record)
    stated = record["dossier"].pop("content_hash")
    assert stated == hashlib.sha256(canonical(record).encode()).hexdigest()


@pytest.mark.parametrize("root", records())
def test_every_span_of_the_record_can_be_verified(root: Path) -> None:
    """As a stranger would: from the published record and the archived files alone."""
    made = edition(root)
    record = json.loads(json.dumps(facts_json(made.corpus, made.derivation, made.hant)))
    raw = {s["id"]: (root / "seeds" / s["file"]).read_bytes() for s in record["sources"]}
    edits = {s["id"]: s["edits"] for s in record["sources"]}
    for source in record["sources"]:
        assert hashlib.sha256(raw[source["id"]]).hexdigest() == source["sha256"]
        ends = [edit["end"] for edit in source["edits"]]
        starts = [edit["start"] for edit in source["edits"]]
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))

    def repaired(source: str, start: int, end: int) -> str:
        text, at = "", start
        for edit in edits[source]:
            if start <= edit["start"] and edit["end"] <= end:
                text += raw[source].decode()[at : edit["start"]] + edit["text"]
                at = edit["end"]
        return text + raw[source].decode()[at:end]

    passages = [
        (evidence["source"], passage)
        for fact in record["facts"]
        for evidence in fact["evidence"]
        for passage in (evidence, evidence["context"])
        if passage
    ]
    assert passages
    for source, passage in passages:
        assert raw[source].decode()[passage["start"] : passage["end"]] == passage["exact"]
        assert repaired(source, passage["start"], passage["end"]) == passage["quote"]
