"""The live chart, in a browser and under the site's content security policy, opened as a plain file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dossier.charts import View, canonical
from dossier.render.markup import parts
from dossier.tongue import words

from ..conftest import HERE, ROOT
from ..test_charts import FOOT
from ..test_trace import drawn
from .conftest import listen

SCRIPTS = ROOT / "scripts" / "dossier"
PLOTLY = ROOT / ".cache" / "plotly" / "plotly.min.js"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'"
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Lighthouses</title>
<link rel="stylesheet" href="base.css"><link rel="stylesheet" href="chart.css">
<script src="charts.js" defer></script></head>
<body><article class="d-page"><p>Before.</p>{chart}<p id="note-home">Note</p></article></body>
</html>"""


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with one chart, the one of tests/test_charts.py."""
    folder = tmp_path_factory.mktemp("site")
    data = HERE / "data" / "charts"
    figures = {f"lamps-{each}": json.loads((data / f"lamps-{each}.json").read_text()) for each in ("wide", "narrow")}
    with ThreadPoolExecutor(1) as apart:  # where the browser of these tests is driven, no other can be
        images = apart.submit(drawn, figures, folder / "images").result()
    form = words("chart")["en"]
    shown = View(
        id="lamps",
        title="Lamps go abroad",
        subtitle="Planned spending, billion yuan",
        know="Two articles tell it.",
        panels=(),
        key=("Hatched: a plan",),
        tables=(),
        sources="Source: Harbour Post",
        facts="4 facts behind this",
        marks=(),
        wide=canonical(figures["lamps-wide"]),
        narrow=canonical(figures["lamps-narrow"]),
        wide_svg=images["lamps-wide"],
        narrow_svg=images["lamps-narrow"],
    )
    chart = parts("chart.html").chart(shown, form, FOOT)
    (folder / "index.html").write_text(PAGE.format(policy=POLICY, chart=chart), encoding="utf-8")
    for asset in "base.css", "chart.css", "charts.js":
        shutil.copy(SCRIPTS / "assets" / asset, folder)
    shutil.copy(PLOTLY, folder)
    return folder


@pytest.fixture(scope="module")
def opened(browser: Browser, lamps: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto((lamps / "index.html").as_uri())
    yield page
    page.close()


@pytest.fixture
def page(opened: Page) -> Iterator[Page]:
    """The page afresh; whatever it complains of fails the test."""
    complaints = listen(opened)
    opened.mouse.move(0, 0)
    opened.set_viewport_size({"width": 1000, "height": 800})
    opened.goto(opened.url.split("#")[0] + "#")
    opened.reload()
    yield opened
    assert complaints == []


def point_at(page: Page, mark: Locator) -> None:
    """Move to the middle of the mark's bar, in two steps, as a hand does."""
    box = mark.locator("path").first.bounding_box()
    assert box
    for step in 2, 0:
        page.mouse.move(box["x"] + box["width"] / 2 + step, box["y"] + box["height"] / 2)


def test_the_library_is_fetched_only_when_the_reader_reaches_for_the_chart(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.reload()
    assert asked == ["index.html", "base.css", "chart.css", "charts.js"]
    page.locator(".d-chart__stage").hover()
    page.locator(".d-chart--live").wait_for()
    assert asked[4:] == ["plotly.min.js"]


@pytest.mark.parametrize("width", [1000, 700, 375, 320])
def test_going_live_moves_nothing(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.reload()
    chart, static = page.locator(".d-chart"), page.locator(".d-chart__static:visible")
    before = chart.bounding_box()
    drawn = static.locator("a").first.locator("path").first.bounding_box()
    page.get_by_role("button", name="Explore").click()
    page.locator(".d-chart--live").wait_for()
    live = page.locator(".d-chart__live .point path").first.bounding_box()
    assert chart.bounding_box() == before
    assert drawn and live
    assert dict(live) == pytest.approx(dict(drawn), abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_bar_tells_value_standing_date_and_source_and_leads_to_its_evidence(page: Page) -> None:
    mark = page.locator(".d-chart__static--wide a").first
    point_at(page, mark)
    page.locator(".d-chart--live").wait_for()
    page.mouse.move(0, 0)
    point_at(page, mark)
    tip = page.locator(".d-chart__tip > *")
    expect(tip).to_have_text(["home yuan", "Lamps · Home", "plan · 3 May 2024 · Harbour Post", "Open the evidence"])
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**#note-home")


def test_the_keyboard_reaches_every_mark_of_the_live_chart_and_escape_goes_back(page: Page) -> None:
    page.get_by_role("button", name="Explore").click()
    page.locator(".d-chart--live").wait_for()
    told = []
    links = page.locator(".d-chart__static--wide a")
    links.first.focus()
    for _ in range(links.count()):
        told.append(page.locator(".d-chart__tip strong").inner_text())
        page.keyboard.press("Tab")
    assert told == ["home yuan", "abroad yuan", "all yuan", "towers yuan"]
    links.first.focus()
    page.keyboard.press("Escape")
    expect(page.locator(".d-chart__live, .d-chart__tip, .d-chart--live")).to_have_count(0)
    expect(page.get_by_role("button", name="Explore")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**#note-home")


def test_the_live_chart_follows_the_colour_scheme(page: Page) -> None:
    page.get_by_role("button", name="Explore").click()
    page.locator(".d-chart--live").wait_for()
    title = page.locator(".d-chart__live .annotation-text").first
    light = title.evaluate("text => getComputedStyle(text).fill")
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")
    expect(title).not_to_have_css("fill", light)
    assert title.evaluate("text => getComputedStyle(text).fill") == page.locator("p").first.evaluate(
        "text => getComputedStyle(text).color"
    )


def test_where_the_library_cannot_be_had_the_static_chart_stays(lamps: Path, opened: Page) -> None:
    (lamps / "plotly.min.js").rename(lamps / "away.js")
    try:
        opened.goto((lamps / "index.html").as_uri() + "#")
        opened.reload()
        with opened.expect_event("requestfailed"):
            opened.get_by_role("button", name="Explore").click()
        expect(opened.get_by_role("button", name="Explore")).to_have_attribute("aria-pressed", "false")
        expect(opened.locator(".d-chart__static--wide a").first).to_be_visible()
        expect(opened.locator(".d-chart--live")).to_have_count(0)
    finally:
        (lamps / "away.js").rename(lamps / "plotly.min.js")
