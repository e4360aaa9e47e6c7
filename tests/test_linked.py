"""What the pages say as JSON-LD: read by a JSON-LD processor, in the words of schema.org's own vocabulary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from rdflib import SDO, URIRef

from dossier.light import Light
from dossier.render import render
from dossier.render.linked import Linked, block

from .conftest import TINY
from .test_record_pages import viewer
from .test_render import edition, records

CONTEXT = {"@context": {"@vocab": str(SDO)}}
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
BASE = "https://example.org/"


@cache
def nodes(root: Path) -> tuple[dict[str, Any], set[str]]:
    """The node of each English page that has one, and all files of the site."""
    made = edition(root)
    files = render(made, made.drawings(), images={})
    texts = {name: page.content if isinstance(page, Light) else page for name, page in files.items()}
    found = {name: BLOCK.findall(text) for name, text in texts.items()}
    assert max(map(len, found.values())) == 1
    given = {name: blocks[0] for name, blocks in found.items() if blocks}
    return {name: json.loads(text) for name, text in given.items() if name.startswith("en/")}, {*files}


def context(url: str, _: object) -> dict[str, Any]:
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


def options(name: str) -> dict[str, Any]:
    return {"documentLoader": context, "base": BASE + name}


def terms(value: Any) -> Iterator[str]:
    """Every type and property of an expanded document."""
    if isinstance(value, list):
        for each in value:
            yield from terms(each)
    elif isinstance(value, dict):
        yield from value.get("@type", [])
        for key, each in value.items():
            if not key.startswith("@"):
                yield key
            yield from terms(each)


def names(value: Any) -> Iterator[str]:
    """Every name of a node."""
    if isinstance(value, list):
        for each in value:
            yield from names(each)
    elif isinstance(value, dict):
        if "@id" in value:
            yield value["@id"]
        for each in value.values():
            yield from names(each)


@pytest.mark.parametrize("root", records())
def test_every_term_is_one_of_schema_org_s(root: Path) -> None:
    expanded = [jsonld.expand(node, options(name)) for name, node in nodes(root)[0].items()]
    assert [term for term in sorted(set(terms(expanded))) if URIRef(term) not in SDO] == []


@pytest.mark.parametrize("root", records())
def test_every_name_leads_to_a_page(root: Path) -> None:
    """What a page says, also of what other pages are about, stands where it says."""
    given, files = nodes(root)
    named = set(names([jsonld.expand(node, options(name)) for name, node in given.items()]))
    pages = {BASE + file.replace(".md", ".html") for file in files}
    assert sorted({name.partition("#")[0] for name in named} - pages) == []


def test_which_pages_say_what_they_are_about() -> None:
    """All but lists of records, what is computed or disputed, and charts."""
    given, files = nodes(TINY)
    kinds = {name.removeprefix("en/"): node["@type"] for name, node in given.items()}
    assert {name: kind for name, kind in kinds.items() if not name.startswith("f/")} == {
        "index.md": "Dataset",
        "data.md": "Dataset",
        "source-coast.md": "Article",
        "source-harbour.md": "Article",
        "e/sealamp.html": "Organization",
        "e/white-reef.html": "Place",
    }
    assert {name: kind for name, kind in kinds.items() if name.startswith("f/")} == {
        name.removeprefix("en/"): "Claim" for name in files if name.startswith("en/f/")
    }


def test_what_a_dataset_offers_is_there_once_its_place_is_known() -> None:
    made = viewer(address="https://sealamp.example")
    node = Linked(made).dataset(["data/facts.json", "data/tables/facts.csv"])
    assert (node["@id"], [(each["contentUrl"], each["encodingFormat"]) for each in node["distribution"]]) == (
        "https://sealamp.example/en/data.html",
        [
            ("https://sealamp.example/data/facts.json", "application/json"),
            ("https://sealamp.example/data/tables/facts.csv", "text/csv"),
        ],
    )


def test_a_date_that_was_inferred_is_none() -> None:
    made = viewer()
    source = made.corpus.dossier.sources["harbour"]
    given = Linked(made).article(source)
    inferred = replace(source, published=replace(source.published, basis="inferred"))
    assert (given["datePublished"], Linked(made).article(inferred)["datePublished"]) == (source.published.date, None)


def test_no_text_ends_the_block() -> None:
    text = "</script><script>alert()</script><!-- <b> & ]]> \u2028"
    made = str(block({"text": text, "none": None}))
    (found,) = BLOCK.findall(made)
    assert (made.count("<"), json.loads(found)) == (2, {"@context": "https://schema.org", "text": text})
