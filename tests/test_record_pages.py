"""The pages of single records: what a repository and an address add, and what stays resolvable."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from dossier.build import checked
from dossier.derive import derive
from dossier.hant import hant
from dossier.model import Retired
from dossier.render.permanent import permanent_pages
from dossier.render.tools import Tools
from dossier.render.view import Viewer
from dossier.tongue import Tongue

from .conftest import ROOT, TINY

CONTENT_HASH = "0123456789abcdef" * 4


def viewer(tag: str = "en", repository: str | None = None, address: str | None = None) -> Viewer:
    """The tiny dossier in a language, with these settings."""
    corpus = checked(TINY)
    dossier = replace(corpus.dossier, about=replace(corpus.dossier.about, repository=repository, address=address))
    corpus = replace(corpus, dossier=dossier)
    return Viewer(corpus, derive(corpus), Tongue(tag, dossier, hant(dossier)), CONTENT_HASH)


def test_with_a_repository_an_error_is_reported_where_it_is_mended() -> None:
    made = viewer(repository="https://code.example/sealamp", address="https://sealamp.example")
    fact = made.corpus.dossier.facts["lighthouses"]
    tools = Tools(made)(fact, fact.id, "f/lighthouses.html", "Over 300.", made.corpus.located[fact.id])
    issue = urlsplit(tools["report_href"])
    assert (issue.netloc, issue.path) == ("code.example", "/sealamp/issues/new")
    given = parse_qs(issue.query)
    assert given == {
        "template": ["wrong-fact.yml"],
        "title": ["Error in lighthouses"],
        "fact": ["lighthouses https://sealamp.example/en/f/lighthouses.html"],
        "quotation": [
            "Quotation: 海灯公司看守超过300座灯塔 (harbour)\nQuotation: 海燈公司去年看守的燈塔超過300座 (coast)"
        ],
    }
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / given["template"][0]).read_text(encoding="utf-8"))
    assert {"template", "title", *(field["id"] for field in form["body"])} > {*given}
    assert tools["file"] == {
        "label": "content/facts/lights.yml, line 2",
        "at": "content/facts/lights.yml:2",
        "href": "https://code.example/sealamp/blob/HEAD/content/facts/lights.yml#L2",
    }
    assert "  url = {https://sealamp.example/en/f/lighthouses.html}\n" in tools["cite"]["bibtex"]


def test_without_a_repository_an_error_is_reported_in_words() -> None:
    made = viewer(address="https://sealamp.example")
    fact = made.corpus.dossier.facts["lighthouses"]
    tools = Tools(made)(fact, fact.id, "f/lighthouses.html", "Over 300.", made.corpus.located[fact.id])
    assert (tools["report_href"], tools["file"]["href"]) == (None, None)
    assert tools["report"] == (
        "Record: lighthouses\nPage: https://sealamp.example/en/f/lighthouses.html\nStatement: Over 300.\n"
        "Quotation: 海灯公司看守超过300座灯塔 (harbour)\nQuotation: 海燈公司去年看守的燈塔超過300座 (coast)\n\n"
        "What is wrong: "
    )


def test_a_quotation_is_cut_short_in_a_report() -> None:
    made = viewer("zh-Hans", repository="https://code.example/sealamp")
    fact = made.corpus.dossier.facts["lighthouses"]
    located = made.corpus.located[fact.id][0]
    long = replace(located, evidence=replace(located.evidence, quote="灯" * 201))
    tools = Tools(made)(fact, fact.id, "f/lighthouses.html", "超过300座。", [long])
    assert f"引文：{'灯' * 200}…（harbour）" in tools["report"]


@pytest.mark.parametrize(
    ("of", "page"),
    [
        ("facts", "f/lamps.html"),
        ("derived", "x/lamps.html"),
        ("disagreements", "d/lamps.html"),
        ("entities", "e/lamps.html"),
    ],
)
def test_a_retired_id_keeps_its_page_which_says_why(of: str, page: str) -> None:
    made = viewer("zh-Hant")
    fact = made.corpus.dossier.facts["lighthouses"]
    why = {"en": "One claim.", "zh": "与另一条重复。"}
    retired = Retired(place=fact.place, id="lamps", of=of, why=why, see=(fact.id,))  # type: ignore[arg-type]
    dossier = replace(made.corpus.dossier, retired={"lamps": retired})
    made = replace(made, corpus=replace(made.corpus, dossier=dossier))
    content = permanent_pages(made)[page]().content
    assert "此紀錄已停用" in content
    assert "與另一條重複。" in content
    assert '<a href="f/lighthouses.html">lighthouses</a>' in content
