"""Every page of the real site in every language, as opened on a phone; one page of each kind in other ways too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Reading, violations

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
PHONE: Any = {"width": 390, "height": 844}
SMALL: Any = {"width": 320, "height": 640}
DESK: Any = {"width": 1440, "height": 900}
LOOK = """() => ({
  lang: document.documentElement.lang,
  heads: document.querySelectorAll("h1").length,
  wide: document.documentElement.scrollWidth,
  title: document.title !== "",
  others: [...document.querySelectorAll(".d-languages a")].map((a) => [a.hreflang, a.href]),
})"""


def test_every_page_is_sound(reading: Reading, address: str, pages: list[str]) -> None:
    """One language, one h1, no wider than a phone, and than a small one; the switch leads to the same page in the other
    languages."""
    faults = {}
    with reading(viewport=PHONE) as page:
        for name in pages:
            page.goto(f"{address}/{name}")
            path, _, file = name.partition("/")
            others = [[tag, f"{address}/{other}/{file}"] for other, tag in TAGS.items() if other != path]
            expected = {"lang": TAGS[path], "heads": 1, "wide": PHONE["width"], "title": True, "others": others}
            if (found := page.evaluate(LOOK)) != expected:
                faults[name] = {key: found[key] for key in found if found[key] != expected[key]}
            page.set_viewport_size(SMALL)
            if (wide := page.evaluate("document.documentElement.scrollWidth")) != SMALL["width"]:
                faults[f"{name} at 320 px"] = {"wide": wide}
            page.set_viewport_size(PHONE)
    assert faults == {}


def test_every_page_stands_in_every_language(pages: list[str], records: list[str]) -> None:
    both = [*pages, *records]
    files = {path: [name.partition("/")[2] for name in both if name.startswith(f"{path}/")] for path in TAGS}
    assert files["en"] == files["zh-hans"] == files["zh-hant"]
    assert len(files["en"]) >= 400


def test_the_data_pages_lead_to_all_that_is_published_beside_them(site: Path) -> None:
    """And to nothing else, each to the charts and the feed of its own language."""
    linked = {
        path: set(re.findall(r'href="\.\./(data/[^"]+)" download', (site / path / "data.html").read_text("utf-8")))
        for path in TAGS
    }
    files = {file.relative_to(site).as_posix() for file in (site / "data").rglob("*") if file.is_file()}
    assert set().union(*linked.values()) == files
    shared = set.intersection(*linked.values())
    assert {path: {name for name in names - shared if f"/{path}" not in name} for path, names in linked.items()} == {
        path: set() for path in TAGS
    }


def test_the_language_switch_keeps_the_page(reading: Reading, address: str) -> None:
    """There and back, by clicks, through all three languages."""
    with reading(viewport=PHONE) as page:
        page.goto(f"{address}/en/disagreements.html")
        for path in ("zh-hans", "zh-hant", "en", "zh-hant", "zh-hans", "en"):
            page.locator(f".d-languages a[hreflang={TAGS[path]}]").click()
            expect(page).to_have_url(f"{address}/{path}/disagreements.html")
            expect(page.locator("html")).to_have_attribute("lang", TAGS[path])


def test_the_site_opens_from_a_folder(reading: Reading, site: Path, kinds: list[str]) -> None:
    """Without a server: pages, live charts and the search."""
    with reading(viewport=DESK) as page:
        for name in kinds:
            page.goto((site / name).as_uri())
            expect(page.locator("h1")).to_have_count(1)
            enliven_all(page)
            page.keyboard.press("Control+k")
            page.fill(".d-search input", "AI")
            expect(page.locator(".d-search__results a").first).to_be_visible()


def enliven_all(page: Page) -> None:
    for button in page.locator(".d-chart__explore").all():
        button.click()
    expect(page.locator(".d-chart--live")).to_have_count(page.locator(".d-chart__stage").count())


@pytest.mark.parametrize("folder", TAGS)
def test_no_fault_that_axe_can_find(
    reading: Reading, address: str, pages: list[str], kinds: list[str], folder: str
) -> None:
    """On every page and a light one of each kind, in both colour schemes, between which only contrast can differ."""
    faults = []
    with reading(viewport=DESK, bypass_csp=True, color_scheme="light") as page:
        for name in sorted({each for each in (*pages, *kinds) if each.startswith(f"{folder}/")}):
            page.emulate_media(color_scheme="light")
            page.goto(f"{address}/{name}")
            faults += violations(page)
            page.emulate_media(color_scheme="dark")
            faults += violations(page, "color-contrast")
    assert faults == [], "\n".join(faults)
