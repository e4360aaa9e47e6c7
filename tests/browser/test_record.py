"""The record in a browser: the search, the ledger's filter, and the pages of single records."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ..conftest import HERE, ROOT
from .conftest import Reading

DESK: Any = {"width": 1440, "height": 900}
FIRST = """queries => queries.map((query) => dossier.find(query).groups[0]?.[1][0].address.replace(".html", ""))"""
SHOWN = (
    """() => [...document.querySelectorAll(".d-rows a")].filter((a) => a.checkVisibility()).map((a) => a.pathname)"""
)


def test_searches_find_first_what_their_reader_means(reading: Reading, address: str) -> None:
    """tests/data/searches.tsv."""
    lines = (HERE / "data/searches.tsv").read_text("utf-8").splitlines()[1:]
    wanted: dict[str, dict[str, str]] = {}
    for line in lines:
        language, query, first = line.split("\t")
        wanted.setdefault(language, {})[query] = first
    found = {}
    with reading(viewport=DESK) as page:
        for language, queries in wanted.items():
            search(page, f"{address}/{language}/index.html", "AI")
            found[language] = dict(zip(queries, page.evaluate(FIRST, list(queries)), strict=True))
    assert found == wanted


def search(page: Page, address: str, query: str) -> None:
    page.goto(address)
    page.keyboard.press("Control+k")
    page.fill(".d-search input", query)
    expect(page.locator(".d-search__results a").first).to_be_visible()


def test_a_group_of_results_is_shown_whole_when_it_is_asked_for(reading: Reading, address: str) -> None:
    with reading(viewport=DESK) as page:
        search(page, f"{address}/en/index.html", "ByteDance")
        facts = page.locator(".d-search__results section").filter(has=page.get_by_role("heading", name="Facts"))
        expect(facts.locator("a")).to_have_count(6)
        more = facts.get_by_role("button")
        count = int(more.inner_text().rpartition(" ")[2])
        more.click()
        expect(facts.locator("a")).to_have_count(count)
        assert count > 100
        assert (
            page.evaluate("document.activeElement === document.querySelectorAll('.d-search__results ol')[0]") is False
        )
        expect(facts.locator("a").nth(6)).to_be_focused()


@pytest.fixture(scope="module")
def facts(site: Path) -> list[Any]:
    found: list[Any] = json.loads((site / "data/facts.json").read_text("utf-8"))["facts"]
    return found


def test_the_ledger_is_filtered_by_whatever_is_chosen(reading: Reading, address: str, facts: list[Any]) -> None:
    chosen = {
        "modality=plan": [f for f in facts if f["modality"] == "plan"],
        "entity=nvidia&dispute=any": [f for f in facts if "nvidia" in f["entities"] and f["disagreements"]],
        "source=dsb-2023-07&topic=compute": [
            f for f in facts if f["topic"] == "compute" and "dsb-2023-07" in {e["source"] for e in f["evidence"]}
        ],
        "support=maybe": [f for f in facts if f["independent_origins"]["high"] > 1],
        "support=several&modality=estimate": [
            f for f in facts if f["modality"] == "estimate" and len({e["source"] for e in f["evidence"]}) > 1
        ],
    }
    with reading(viewport=DESK) as page:
        for language in ("en", "zh-hant"):
            for filter_, expected in chosen.items():
                page.goto(f"{address}/{language}/ledger.html?{filter_}")
                paths = [path.rpartition("/")[2] for path in page.evaluate(SHOWN)]
                assert sorted(paths) == sorted(f"{fact['id']}.html" for fact in expected), filter_
                assert expected


def test_the_ledger_s_filter_stands_in_the_address(reading: Reading, address: str, facts: list[Any]) -> None:
    """It is shared by its address, gone back from, and taken along into another language; how much is left is told."""
    with reading(viewport=DESK) as page:
        page.goto(f"{address}/en/ledger.html")
        assert len(page.evaluate(SHOWN)) > len(facts)
        page.get_by_label("Standing").select_option("plan")
        plans = page.evaluate(SHOWN)
        page.get_by_label("Text").press_sequentially("1600億")
        typed = page.evaluate(SHOWN)
        assert 0 < len(typed) < len(plans)
        expect(page.locator(".d-filter [role=status]")).to_have_text(f"{len(typed)} shown")
        assert page.url == f"{address}/en/ledger.html?q=1600%E5%84%84&modality=plan"
        page.reload()
        assert page.evaluate(SHOWN) == typed
        page.locator(".d-languages a[hreflang=zh-Hans]").click()
        expect(page).to_have_url(f"{address}/zh-hans/ledger.html?q=1600%E5%84%84&modality=plan")
        expect(page.locator(".d-filter [role=status]")).not_to_be_empty()
        assert len(page.evaluate(SHOWN)) == len(typed)
        page.go_back()
        expect(page).to_have_url(f"{address}/en/ledger.html?q=1600%E5%84%84&modality=plan")
        page.go_back()
        expect(page).to_have_url(f"{address}/en/ledger.html?modality=plan")
        assert page.evaluate(SHOWN) == plans
        page.go_back()
        expect(page).to_have_url(f"{address}/en/ledger.html")
        assert len(page.evaluate(SHOWN)) > len(facts)
        page.go_forward()
        assert page.evaluate(SHOWN) == plans
        page.get_by_role("button", name="Clear").click()
        expect(page).to_have_url(f"{address}/en/ledger.html")
        expect(page.get_by_label("Text")).to_be_focused()
        page.get_by_label("Text").fill("nothing has this in it")
        expect(page.locator(".d-filter [role=status]")).to_have_text("Nothing fits")
        assert page.locator("[data-group]:visible").count() == 0


def test_disagreements_are_filtered_by_kind_and_topic(reading: Reading, address: str, site: Path) -> None:
    record = json.loads((site / "data/facts.json").read_text("utf-8"))
    topic = {fact["id"]: fact["topic"] for fact in record["facts"]}
    expected = [
        f"dispute-{each['id']}"
        for each in record["disagreements"]
        if each["kind"] == "basis" and topic[each["facts"][0]] == "compute"
    ]
    with reading(viewport=DESK) as page:
        page.goto(f"{address}/zh-hans/disagreements.html")
        page.locator("[name=kind]").select_option("basis")
        page.locator("[name=topic]").select_option("compute")
        assert page.url.endswith("?topic=compute&kind=basis")
        shown = page.locator("[data-row]:visible")
        assert shown.evaluate_all("all => all.map(one => one.id)") == expected
        assert expected


def test_the_ledger_is_filtered_in_a_folder_too(reading: Reading, site: Path) -> None:
    with reading(viewport=DESK) as page:
        page.goto((site / "en/ledger.html").as_uri())
        page.get_by_label("Dispute").select_option("retelling")
        assert page.url.endswith("/en/ledger.html?dispute=retelling")
        count = len(page.evaluate(SHOWN))
        page.locator(".d-languages a[hreflang=zh-Hant]").click()
        expect(page).to_have_url(re.compile(r"/zh-hant/ledger\.html\?dispute=retelling$"))
        expect(page.locator(".d-filter [role=status]")).not_to_be_empty()
        assert len(page.evaluate(SHOWN)) == count > 0


def test_without_scripts_the_ledger_is_whole(reading: Reading, address: str, facts: list[Any]) -> None:
    with reading(viewport=DESK, java_script_enabled=False) as page:
        page.goto(f"{address}/en/ledger.html?modality=plan")
        assert len(page.evaluate(SHOWN)) > len(facts)
        expect(page.locator(".d-filter")).to_be_hidden()
        page.get_by_role("link", name="Talent").last.click()
        expect(page.get_by_role("heading", name="Talent")).to_be_in_viewport()


FACT = "f/capex-2025-plan.html"


def test_a_record_s_link_its_line_and_a_report_of_an_error_are_copied(reading: Reading, address: str) -> None:
    with reading(viewport=DESK, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{address}/en/{FACT}?x=1#evidence")
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator(".d-record-tools > [role=status]")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}/en/{FACT}"
        page.locator("summary", has_text="Report an error").click()
        page.get_by_role("button", name="Copy the report").click()
        report = page.evaluate("navigator.clipboard.readText()").splitlines()
        assert report[:2] == ["Record: capex-2025-plan", f"Page: {address}/en/{FACT}"]
        assert report[3] == "Quotation: 到 2025 年这一数字将翻倍至 1600 亿人民币 (aifaner-2024-12-16)"
        page.locator("summary", has_text="Correct it").click()
        page.get_by_role("button", name="Copy the place").click()
        file, _, line = page.evaluate("navigator.clipboard.readText()").partition(":")
        assert (ROOT / file).read_text("utf-8").splitlines()[int(line) - 1] == "- id: capex-2025-plan"


def test_a_citation_is_copied_of_a_record_a_page_a_chart_and_the_whole(reading: Reading, address: str) -> None:
    """As it is shown, in words and as BibTeX, and each says that it was done."""
    places = (FACT, "compute.html", "source-cena-2025-02-18.html", "c/plan-2025-split.html", "ledger.html", "data.html")
    with reading(viewport=DESK, permissions=["clipboard-read", "clipboard-write"]) as page:
        for place in places:
            page.goto(f"{address}/en/{place}")
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            for citation in page.locator(".d-citation").all():
                shown = [citation.locator("p").first, citation.locator("pre")]
                for button, text in zip(citation.get_by_role("button").all(), shown, strict=True):
                    button.click()
                    expect(citation.get_by_role("status")).to_have_text("Copied")
                    assert page.evaluate("navigator.clipboard.readText()") == text.text_content()
                    page.evaluate("navigator.clipboard.writeText('')")


def test_where_the_clipboard_is_refused_the_link_stands_there_to_be_copied(reading: Reading, address: str) -> None:
    with reading(viewport=DESK) as page:
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
        page.goto(f"{address}/en/{FACT}")
        page.get_by_role("button", name="Copy link").click()
        field = page.get_by_label("Copy link").last
        expect(field).to_have_value(f"{address}/en/{FACT}")
        expect(field).to_be_focused()


def test_from_a_sentence_to_its_quotation_and_back_to_everywhere_it_is_used(reading: Reading, address: str) -> None:
    """The page of a fact leads to each sentence that cites it, to its quotation in the article, and from there back."""
    with reading(viewport=DESK) as page:
        page.goto(f"{address}/en/{FACT}")
        uses = [link.get_attribute("href") or "" for link in page.locator("#used ~ dl a").all()]
        assert {href.partition("#")[0] for href in uses} >= {"../compute.html", "../index.html"}
        for href in uses:
            page.goto(f"{address}/en/f/{href}")
            expect(page.locator(f"[id='{href.partition('#')[2] or 'content'}']")).to_be_in_viewport()
        page.goto(f"{address}/en/{FACT}")
        page.locator(".d-quoted .d-byline a").first.click()
        expect(page).to_have_url(f"{address}/en/source-aifaner-2024-12-16.html#q-capex-2025-plan-1")
        quotation = page.locator("#q-capex-2025-plan-1")
        expect(quotation).to_be_in_viewport()
        quotation.locator(".d-taken__statement a").click()
        expect(page).to_have_url(f"{address}/en/{FACT}")
