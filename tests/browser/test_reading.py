"""The real site's analysis pages as readers use them: wide and narrow, by mouse, finger and keyboard, without scripts,
on paper; and the search."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from dossier.load import load
from dossier.prose import CITATION, blocks

from ..conftest import ROOT
from ..real import ARGUED
from .conftest import Reading
from .test_every_page import DESK, PHONE

PAGES = ["index", *ARGUED]
WRITTEN = {"en": "en", "zh-hans": "zh"}
"""The languages that people write, and the folders of their pages."""

NEAR = 820
"""px on a screen 900 high: a card not farther from its sentence can be seen together with it."""

CARDS = """() => [...document.querySelectorAll(".d-note:not(.d-waiting)")].map((card) => {
  const calls = [...document.querySelectorAll(`.d-cite a[href="#${card.id}"]`)];
  const place = card.getBoundingClientRect();
  const far = calls.map((call) => Math.round(Math.abs(place.top - call.getBoundingClientRect().top)));
  return [card.id, Math.min(...far), place.height > 20];
})"""
IN_CELLS = """() => [...document.querySelectorAll(".d-note")].filter((card) =>
  [...document.querySelectorAll(`a[href="#${card.id}"]:not(.d-note a)`)].every((call) =>
    call.closest(".d-table, .d-dispute, .d-chart"))).map((card) => card.id)"""
QUOTED = """notes => notes.map((note) => note.querySelector(".d-quote, .d-formula").checkVisibility())"""
SEEN = """() => {
  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const number of copy.querySelectorAll("sup")) number.remove();
    return copy.textContent.replace(/\\s+/g, " ").trim();
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  return [...document.querySelectorAll(".d-page :is(h1, h2, h3, p, li)")].filter(shown).map(words);
}"""


@pytest.mark.parametrize("folder", WRITTEN)
def test_without_scripts_a_page_reads_whole(reading: Reading, address: str, folder: str) -> None:
    """Every block of what was written, every note with its quotation, every chart drawn."""
    dossier = load(ROOT)
    missing = {}
    with reading(viewport=PHONE, java_script_enabled=False) as page:
        for name in PAGES:
            page.goto(f"{address}/{folder}/{name}.html")
            written = dossier.pages[WRITTEN[folder], name]
            texts = [bare(block.text) for block in blocks(written) if block.kind != "placement"]
            seen = page.evaluate(SEEN)
            if lost := [text for text in [written.title, *texts] if text not in seen]:
                missing[name] = lost
            for drawn in page.locator(".d-chart").all():
                expect(drawn.locator("svg:visible, table:visible, ul:visible").first).to_be_visible()
            calls = page.locator(".d-cite a").evaluate_all("calls => [...new Set(calls.map(call => call.hash))]")
            notes = page.locator(".d-note")
            assert sorted(calls) == sorted(f"#{note}" for note in notes.evaluate_all("all => all.map(one => one.id)"))
            seen = notes.evaluate_all(QUOTED)
            assert seen == [True] * notes.count()
    assert missing == {}


def bare(text: str) -> str:
    """A block of a page's Markdown as it is read."""
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", CITATION.sub("", text))
    return " ".join(re.sub(r"[*`]", "", text).split())


def test_on_a_wide_screen_each_note_is_beside_its_sentence(reading: Reading, address: str) -> None:
    far = {}
    with reading(viewport=DESK) as page:
        for folder in ("en", "zh-hant"):
            for name in PAGES:
                page.goto(f"{address}/{folder}/{name}.html")
                expect(page.locator(".d-notes.d-placed")).to_have_count(1)
                for note, distance, seen in page.evaluate(CARDS):
                    if distance > NEAR or not seen:
                        far[f"{folder}/{name}#{note}"] = distance
                waiting = page.locator(".d-waiting").evaluate_all("cards => cards.map(card => card.id)")
                assert waiting == page.evaluate(IN_CELLS)
    assert far == {}


def test_a_card_that_only_cells_call_for_comes_when_it_is_asked_for(reading: Reading, address: str) -> None:
    with reading(viewport=DESK, reduced_motion="reduce") as page:
        page.goto(f"{address}/zh-hans/talent.html")
        name = page.locator(".d-waiting").nth(3).get_attribute("id")
        call = page.locator(f'.d-table a[href="#{name}"]').first
        call.click()
        assert focused(page) == name
        sentence, shown = call.bounding_box(), page.locator(f"[id={name}]").bounding_box()
        assert sentence and shown
        assert abs(sentence["y"] - shown["y"]) < 40
        page.keyboard.press("Escape")
        assert call.evaluate("call => document.activeElement === call")
        expect(page.locator(f"[id={name}]")).to_be_hidden()


def test_a_number_brings_its_card_to_its_side_and_escape_leads_back(reading: Reading, address: str) -> None:
    with reading(viewport=DESK, reduced_motion="reduce") as page:
        for name in PAGES:
            page.goto(f"{address}/en/{name}.html")
            for call in some(page, ".d-page > p .d-cite a"):
                call.click()
                target = (call.get_attribute("href") or "").removeprefix("#")
                assert focused(page) == target
                sentence, card = call.bounding_box(), page.locator(f"[id={target}]").bounding_box()
                assert sentence and card
                assert abs(sentence["y"] - card["y"]) < 40
                page.keyboard.press("Escape")
                assert call.evaluate("call => document.activeElement === call")


def test_on_a_phone_a_number_opens_its_note_in_place_and_escape_closes_it(reading: Reading, address: str) -> None:
    with reading(viewport=PHONE, has_touch=True) as page:
        for name in PAGES:
            page.goto(f"{address}/zh-hans/{name}.html")
            for call in some(page, ".d-page > p .d-cite a"):
                call.tap()
                note = page.locator("#d-inline")
                expect(note.locator(":is(.d-quote, .d-formula)").first).to_be_visible()
                paragraph, opened = call.locator("xpath=ancestor::p").bounding_box(), note.bounding_box()
                assert paragraph and opened
                assert 0 <= opened["y"] - (paragraph["y"] + paragraph["height"]) < 60
                expect(call).to_have_attribute("aria-expanded", "true")
                call.focus()
                page.keyboard.press("Tab")
                page.keyboard.press("Escape")
                expect(note).to_have_count(0)
                assert call.evaluate("call => document.activeElement === call")
            assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def some(page: Page, selector: str) -> list[Locator]:
    """The first, the middle and the last of the elements."""
    found = page.locator(selector).all()
    return [found[0], found[len(found) // 2], found[-1]]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_charts_come_alive_when_they_are_pointed_at_or_explored(reading: Reading, address: str) -> None:
    count = 0
    with reading(viewport=DESK) as page:
        for name in PAGES:
            page.goto(f"{address}/zh-hant/{name}.html")
            for chart in page.locator(".d-chart:has(.d-chart__stage)").all():
                live = chart.locator(".d-chart__live .main-svg").first
                chart.locator(".d-chart__stage").hover()
                expect(live).to_be_visible()
                chart.locator(".d-chart__explore").press("Escape")  # leaves it
                expect(live).to_have_count(0)
                page.mouse.move(0, 0)
                chart.locator(".d-chart__explore").click()
                expect(live).to_be_visible()
                count += 1
    assert count == sum(body.count("](chart:") for body in written("zh"))


def written(language: str) -> list[str]:
    """The Markdown of the analysis pages."""
    return [path.read_text(encoding="utf-8") for path in (ROOT / "content/pages" / language).glob("*.md")]


@pytest.mark.parametrize("way", ["click", "tap", "key"])
def test_a_mark_of_a_chart_leads_to_its_evidence(reading: Reading, address: str, way: str) -> None:
    """To the note where the page has one, in the margin or below the chart, and back; else to the record's own page."""
    settings: dict[str, Any] = {"viewport": PHONE, "has_touch": True} if way == "tap" else {"viewport": DESK}
    with reading(**settings) as page:
        for name in PAGES:
            home = f"{address}/en/{name}.html"
            page.goto(home)
            marks = page.locator(".d-chart__static:visible a")
            count = marks.count()
            for number in range(count) if way == "key" or not count else {0, count // 2, count - 1}:
                mark = marks.nth(number)
                href = mark.get_attribute("href") or ""
                reach(page, mark, way)
                if not href.startswith("#"):
                    expect(page).to_have_url(f"{address}/en/{href}")
                    expect(page.locator(f"[id='{href.partition('#')[2] or 'evidence'}']")).to_be_in_viewport()
                    page.goto(home)
                    continue
                note = page.locator("#d-inline" if way == "tap" else href)
                expect(note).to_be_in_viewport()
                page.keyboard.press("Escape")
                assert mark.evaluate("mark => document.activeElement === mark")
                page.keyboard.press("Escape")  # the live chart goes too


def reach(page: Page, mark: Locator, way: str) -> None:
    shape = mark.locator("path, text").first
    if way == "key":
        mark.focus()
        mark.press("Enter")
    elif way == "tap":
        shape.tap()
    else:
        page.mouse.move(0, 0)
        shape.scroll_into_view_if_needed()
        box = shape.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        expect(page.locator(".d-chart--live")).to_have_count(1)
        page.mouse.move(x + 1, y)
        if mark.locator("path").count():  # a sum is a label alone, which plotly.js lets be clicked but not hovered over
            expect(page.locator(".d-chart__tip")).to_be_visible()
        page.mouse.down()
        page.mouse.up()


SEARCHES = {
    "en": {"Doubao": "Doubao", "capital spending": "capital spending", "豆包": "豆包", "字節跳動": "字节跳动"},
    "zh-hans": {"豆包": "豆包", "字节跳动": "字节跳动", "字節跳動": "字节跳动", "资本开支": "资本开支", "算力": "算力"},
    "zh-hant": {"豆包": "豆包", "字节跳动": "字節跳動", "字節跳動": "字節跳動", "资本开支": "資本開支", "算力": "算力"},
}


@pytest.mark.parametrize("folder", SEARCHES)
def test_search_finds_what_the_dossier_is_about(reading: Reading, address: str, folder: str) -> None:
    """The first result has the words; Enter leads there. Which one is first is for tests/data/searches.tsv to say."""
    with reading(viewport=DESK) as page:
        page.goto(f"{address}/{folder}/index.html")
        page.keyboard.press("Control+k")
        for query, words in SEARCHES[folder].items():
            page.fill(".d-search input", query)
            results = page.locator(".d-search__results a")
            expect(results.first).to_contain_text(words, ignore_case=True)
        href = urljoin(page.url, results.first.get_attribute("href") or "")
        page.keyboard.press("Enter")
        expect(page).to_have_url(href)
        expect(page.locator(f"[id='{href.partition('#')[2] or 'content'}']")).to_be_in_viewport()


def test_on_paper_every_note_is_numbered_and_whole(reading: Reading, address: str) -> None:
    with reading(viewport=DESK, color_scheme="dark") as page:
        for name in PAGES:
            page.goto(f"{address}/en/{name}.html")
            expect(page.locator(".d-notes.d-placed")).to_have_count(1)
            page.emulate_media(media="print")
            expect(page.locator(".d-header")).to_be_hidden()
            expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
            notes = page.locator(".d-note")
            numbers = notes.locator(".d-note__number")
            assert numbers.all_inner_texts() == [str(number) for number in range(1, notes.count() + 1)]
            parts = page.locator(".d-note :is(.d-note__statement, .d-quote, .d-formula)")
            assert parts.evaluate_all("parts => parts.filter(part => !part.checkVisibility()).length") == 0
            assert parts.count() >= 2 * notes.count()
            rects = "notes => notes.map(note => note.getBoundingClientRect()).map(({ left, top }) => [left, top])"
            places = notes.evaluate_all(rects)
            text = page.locator(".d-as-of").bounding_box()
            assert text
            assert places == sorted(places)  # one column after the other
            assert min(top for _, top in places) > text["y"]
            page.emulate_media(media="screen")
