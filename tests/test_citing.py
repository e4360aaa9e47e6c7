"""Citations: of the dossier, a page, a record and a chart, in words and in BibTeX that a program of others' reads."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry
from pylatexenc.latex2text import LatexNodes2Text

from dossier.model import Version
from dossier.render.citing import citation
from dossier.render.view import Viewer

from .conftest import ROOT
from .test_record_pages import CONTENT_HASH, viewer
from .test_render import edition

HOSTILE = '50% of {A & B_1} \\ #2 $3 ~4 ^5 }{ @misc{x, y = "z"}\n\n<b>豆包</b>，1600億元'


def released(made: Viewer, content_hash: str = CONTENT_HASH) -> Viewer:
    """The dossier, of which a version with this content was released."""
    dossier = made.corpus.dossier
    version = Version(place=dossier.about.place, version="1.1", date="2032-03-01", content_hash=content_hash, facts=7)
    return replace(made, corpus=replace(made.corpus, dossier=replace(dossier, versions=(version,))))


def read(bibtex: str) -> Entry:
    """The one entry of a text, as BibTeX reads it."""
    library = parse_string(bibtex)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry


UNKNOWN = {r"\textbraceleft{}": r"\{", r"\textbraceright{}": r"\}", r"\textasciicircum{}": "^"}
"""Commands of LaTeX's that the decoder takes for others, with such as it knows."""


def fields(bibtex: str) -> dict[str, str]:
    """Its fields, LaTeX's commands read as the characters that they stand for."""
    found = {}
    for field in read(bibtex).fields:
        value = reduce(lambda text, known: text.replace(*known), UNKNOWN.items(), str(field.value))
        found[field.key] = LatexNodes2Text().latex_to_text(value)
    return found


def test_a_released_part_names_version_hash_and_address() -> None:
    made = citation(
        released(viewer(address="https://sealamp.example")), "f/a.html", title="Lamps.", of="a", detail="record a"
    )
    assert made["text"] == (
        "“Lamps.” (record a). Sealamp dossier, as of January 2031. Version 1.1 (1 March 2032), content"
        " sha256:0123456789ab. https://sealamp.example/en/f/a.html"
    )
    assert read(made["bibtex"]).key == "sealamp-a"
    assert fields(made["bibtex"]) == {
        "title": "Lamps.",
        "author": "Contributors to the Sealamp dossier",
        "howpublished": "Sealamp dossier",
        "year": "2032",
        "version": "1.1",
        "note": f"sha256:{CONTENT_HASH}",
        "url": "https://sealamp.example/en/f/a.html",
    }


def test_what_changed_since_its_version_says_so() -> None:
    """And the whole dossier, where its address is not known."""
    made = citation(released(viewer("zh-Hant"), content_hash="0f"))
    assert made["text"] == "《海燈檔案》，截至2031年1月。未發布版本，內容sha256:0123456789ab。"
    assert fields(made["bibtex"]) == {
        "title": "海燈檔案",
        "author": "《海燈檔案》撰稿者",
        "year": "2031",
        "note": f"sha256:{CONTENT_HASH}",
    }


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
def test_bibtex_reads_every_character(tag: str) -> None:
    made = citation(viewer(tag), title=HOSTILE, of="x")
    title = fields(made["bibtex"])["title"]
    assert title == " ".join(HOSTILE.split())


def test_the_address_stands_in_bibtex_as_it_is() -> None:
    made = citation(viewer(address="https://sealamp.example/~a_b/100%25?{x}"), of="x")
    assert "  url = {https://sealamp.example/~a_b/100%25?%7Bx%7D/en/}\n" in made["bibtex"]


def test_every_fact_of_the_real_content_can_be_cited() -> None:
    for made in edition(ROOT).viewers():
        for fact in made.corpus.dossier.facts.values():
            statement = made.tongue.say(fact.statement)
            cited = citation(made, f"f/{fact.id}.html", title=statement, of=fact.id)
            assert fields(cited["bibtex"])["title"] == " ".join(statement.split())
            assert re.search(r"sha256:[0-9a-f]{12}", cited["text"])
