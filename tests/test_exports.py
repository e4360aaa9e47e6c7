"""The record in other forms, each read by a program that is not ours: CSV tables with a Frictionless Data Package, and
W3C Web Annotations."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from pyld import jsonld

from dossier.annotations import web_annotations
from dossier.tables import data_package

from .conftest import HERE
from .test_render import edition, record_of, records

CONTEXT = json.loads((HERE / "data/anno.jsonld").read_text(encoding="utf-8"))  # https://www.w3.org/ns/anno.jsonld
OA = "http://www.w3.org/ns/oa#"


@pytest.mark.parametrize("root", records())
def test_the_tables_are_a_valid_data_package(root: Path, tmp_path: Path) -> None:
    """Types, primary and foreign keys, sizes and hashes; and every entry has its row."""
    made = edition(root)
    record = record_of(made)
    for name, text in data_package(record, made.corpus.dossier.about.licence).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    for name in ("sources", "origins", "entities", "facts", "derived", "disagreements", "absences"):
        if record[name]:
            assert [row["id"] for row in read(tmp_path / f"{name}.csv")] == [entry["id"] for entry in record[name]]
    quotes = [(f["id"], e["quote"]) for f in record["facts"] for e in f["evidence"]]
    assert [(row["fact"], row["quote"]) for row in read(tmp_path / "evidence.csv")] == quotes


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("root", records())
def test_the_annotations_mean_what_the_standard_says(root: Path) -> None:
    """Every key and type is one of the standard's: none is lost when a JSON-LD processor expands and compacts them."""
    made = edition(root)
    record = record_of(made)
    given = json.loads(web_annotations(record, made.corpus.dossier.raw))
    options = {"documentLoader": standard_context, "base": "https://example.org/"}
    expanded = jsonld.expand(given, options)
    assert jsonld.compact(expanded, CONTEXT, options) == {**given, "@context": CONTEXT["@context"]}
    (page,) = expanded[0]["http://www.w3.org/ns/activitystreams#first"]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == sum(len(fact["evidence"]) for fact in record["facts"])
    assert {kind for item in items for kind in item["@type"]} == {f"{OA}Annotation"}
    assert all(item[f"{OA}hasTarget"] and item[f"{OA}hasBody"] for item in items)


def standard_context(url: str, _: object) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


@pytest.mark.parametrize("root", records())
def test_an_annotation_selects_its_quotation(root: Path) -> None:
    """Both selectors point at the same words of the raw file."""
    corpus = edition(root).corpus
    record = record_of(edition(root))
    for item in json.loads(web_annotations(record, corpus.dossier.raw))["first"]["items"]:
        fact, _, n = item["id"].removeprefix("annotations.json#").rpartition("-")
        evidence = corpus.dossier.facts[fact].evidence[int(n) - 1]
        raw = corpus.dossier.raw[evidence.source]
        position, quote = item["target"]["selector"]
        assert raw[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in raw
