"""The live chart of moves, in a browser and under the site's content security policy, opened as a plain file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ..conftest import ROOT
from ..test_flow import markup, traced
from .conftest import Reading

ASSETS = ROOT / "scripts" / "dossier" / "assets"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'"
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Keepers</title>
<link rel="stylesheet" href="base.css"><link rel="stylesheet" href="chart.css">
<script src="charts.js" defer></script></head>
<body><article class="d-page">{chart}<p id="note-ada-with-team">Note</p></article></body>
</html>"""
TOLD = [
    "from Port Authority of the Outer Isles to Sealamp",
    "Ada Wick + team",
    "reported as done · date not stated · Coast Review",
    "Open the evidence",
]


@pytest.fixture(scope="module")
def keepers(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page with one chart, the one of tests/test_flow.py."""
    folder = tmp_path_factory.mktemp("site")
    with ThreadPoolExecutor(1) as apart:  # where the browser of these tests is driven, no other can be
        images = apart.submit(traced, folder / "images").result()
    (folder / "index.html").write_text(PAGE.format(policy=POLICY, chart=markup(images)), encoding="utf-8")
    for asset in "base.css", "chart.css", "charts.js":
        shutil.copy(ASSETS / asset, folder)
    shutil.copy(ROOT / ".cache" / "plotly" / "plotly.min.js", folder)
    return Path(folder / "index.html").as_uri()


@pytest.fixture
def page(reading: Reading, keepers: str) -> Iterator[Page]:
    with reading(viewport={"width": 1000, "height": 800}) as opened:
        opened.goto(keepers)
        yield opened


def enliven(page: Page) -> None:
    page.get_by_role("button", name="Explore").click()
    page.locator(".d-chart--live").wait_for()


def middle(mark: Locator) -> tuple[float, float]:
    """A place on a person's strand, half way."""
    box = mark.locator("path").first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def boxes(marks: Locator) -> list[float]:
    """Where they all are, in order from the top down, and how large: one number after the other."""
    found = [box for mark in marks.all() if (box := mark.bounding_box())]
    return [number for box in sorted((b["y"], b["x"], b["width"], b["height"]) for b in found) for number in box]


@pytest.mark.parametrize("width", [1000, 700, 375, 320])
def test_going_live_moves_nothing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    chart, static = page.locator(".d-chart"), page.locator(".d-chart__static:visible")
    before = chart.bounding_box()
    drawn = boxes(static.locator("a path"))
    enliven(page)
    painted = ".d-chart__live .sankey-link:not([style*='fill-opacity: 0;'])"
    assert chart.bounding_box() == before
    assert boxes(page.locator(painted)) == pytest.approx(drawn, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_band_tells_who_went_from_where_to_where_and_leads_to_its_evidence(page: Page) -> None:
    enliven(page)
    x, y = middle(page.locator(".d-chart__static--wide a").first)
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    expect(page.locator(".d-chart__tip > *")).to_have_text(TOLD)
    page.mouse.click(x, y)
    page.wait_for_url("**#note-ada-with-team")


def test_what_lies_between_the_threads_and_the_name_itself_belong_to_the_band(page: Page) -> None:
    enliven(page)
    link = page.locator(".d-chart__static--wide a").first
    name, band = link.locator("text").bounding_box(), link.bounding_box()
    assert name and band
    tip = page.locator(".d-chart__tip strong")
    for x, y in ((name["x"] + 20, name["y"] + 8), (band["x"] + 6, band["y"] + 26 + 1)):
        page.mouse.move(5, 5)
        expect(tip).to_have_count(0)
        page.mouse.move(x, y)
        expect(tip).to_have_text(TOLD[0])


def test_the_first_touch_tells_and_the_second_follows(reading: Reading, keepers: str) -> None:
    with reading(viewport={"width": 375, "height": 800}, has_touch=True, is_mobile=True) as page:
        page.goto(keepers)
        page.get_by_role("button", name="Explore").tap()
        page.locator(".d-chart--live").wait_for()
        place = middle(page.locator(".d-chart__static--narrow a").first)
        page.touchscreen.tap(*place)
        expect(page.locator(".d-chart__tip > *")).to_have_text(TOLD)
        assert page.url == keepers
        page.touchscreen.tap(*place)
        page.wait_for_url("**#note-ada-with-team")


def test_the_keyboard_reaches_every_band_of_the_live_chart(page: Page) -> None:
    enliven(page)
    told = []
    links = page.locator(".d-chart__static--wide a")
    links.first.focus()
    for _ in range(links.count()):
        told.append(page.locator(".d-chart__tip span").inner_text())
        page.keyboard.press("Tab")
    assert told == ["Ada Wick + team", "Ben Tower", "Cy Foghorn", "Dee Lens"]
    links.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#note-ada-with-team")


def test_the_live_chart_follows_the_colour_scheme(page: Page) -> None:
    enliven(page)
    band = page.locator(".d-chart__live .sankey-link").nth(1)
    light = band.evaluate("band => getComputedStyle(band).fill")
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")
    expect(band).not_to_have_css("fill", light)
