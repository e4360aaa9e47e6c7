"""What surrounds a page, in a browser: over http and from a folder, on a wide screen and a phone, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from dossier.publish import Language, NavItem, Site, publish
from dossier.sites import HERE

from ..real import serving
from .conftest import Reading, violations

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
LIGHT, DARK = "rgb(251, 250, 246)", "rgb(21, 23, 27)"
TEXTS = {
    "index": "# Skerry {#skerry}\n\nA light of 1500億 candles, **not** &lt;b&gt; 5 &amp; 6.",
    "lamp": "# The lamp {#lamp}\n\nThe keeper lit it.\n\n## Lens {#lens}\n\nGround in 1903 by the Keeper.",
    "keeper": "# Keeper {#keeper}\n\n灯塔看守人，發電。",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("skerry")
    nav = tuple(NavItem(title=name.title(), path=f"{name}.md") for name in TEXTS)
    site = Site(
        name=dict.fromkeys(TAGS, "Skerry / the light"),
        languages=tuple(Language(tag=tag, path=path, label=tag) for path, tag in TAGS.items()),
        nav=dict.fromkeys(TAGS, nav),
        words=yaml.safe_load((HERE / "words" / "chrome.yml").read_text(encoding="utf-8")),
    )
    pages = {f"{path}/{name}.md": text for path in TAGS for name, text in TEXTS.items()}
    return publish(site, pages, root, report=lambda _: None)


@pytest.fixture(scope="module", params=["http", "file"])
def address(folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the site stands: on a server, or as a folder."""
    if request.param == "file":
        yield folder.as_uri()
        return
    with serving(folder) as server:
        yield server


@pytest.fixture
def page(reading: Reading) -> Iterator[Page]:
    """A page of a reader in Taipei."""
    with reading(locale="zh-TW", color_scheme="light") as page:
        yield page


def found(page: Page, query: str) -> tuple[str, list[tuple[str, ...]]]:
    """What the search says and shows: title, snippet, address."""
    page.fill(".d-search input", query)
    results = page.query_selector_all(".d-search__results a")
    return page.inner_text(".d-search__count"), [
        (*a.inner_text().split("\n\n"), (a.get_attribute("href") or "").rpartition("/")[2]) for a in results
    ]


def test_search_finds_what_is_typed(page: Page, address: str) -> None:
    """Every word must occur, as it is, in any case, width and Chinese script; titles come before texts."""
    page.goto(f"{address}/en/lamp.html")
    page.click("[data-d-search]")
    page.wait_for_selector(".d-search[open]")
    page.wait_for_load_state("networkidle")
    light = ("Index › Skerry", "A light of 1500億 candles, not <b> 5 & 6.", "index.html")
    keeper = ("Keeper", "灯塔看守人，發電。", "keeper.html")
    lens = ("Lamp › Lens", "Ground in 1903 by the Keeper.", "lamp.html#lens")
    lamp = ("Lamp › The lamp", "The keeper lit it.", "lamp.html")
    assert found(page, "1500亿") == ("1 result", [light])
    assert found(page, "<B> ＆") == ("1 result", [light])
    assert found(page, "发电") == found(page, "燈塔") == ("1 result", [keeper])
    assert found(page, "电发") == ("Nothing found", [])
    assert found(page, "keeper") == ("3 results", [keeper, lamp, lens])
    assert found(page, "LAMP ground") == ("1 result", [lens])
    assert found(page, "ground skerry") == ("Nothing found", [])
    assert found(page, " ") == ("", [])
    page.fill(".d-search input", "ground")
    assert page.inner_text(".d-search mark") == "Ground"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/lamp.html#lens")
    assert not page.is_visible(".d-search")


def test_nothing_of_the_search_is_fetched_before_it_is_reached_for(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page.goto(f"{address}/en/lamp.html")
    page.wait_for_load_state("networkidle")
    scripts = {"index.js", "match.js", "search.js"}
    assert not scripts & set(fetched)
    page.keyboard.press("Control+k")
    page.wait_for_load_state("networkidle")
    assert scripts <= set(fetched)


def test_colours_follow_the_system_until_the_reader_chooses(page: Page, address: str) -> None:
    def colour() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page.goto(f"{address}/en/lamp.html")
    assert colour() == LIGHT
    page.emulate_media(color_scheme="dark")
    assert colour() == DARK
    page.get_by_role("button", name="Switch to light colours").click()
    assert colour() == LIGHT
    page.goto(f"{address}/zh-hans/lamp.html")
    assert colour() == LIGHT  # the choice is kept …
    page.get_by_role("button", name="切换到深色").click()
    page.emulate_media(color_scheme="light")
    assert colour() == LIGHT  # … until it agrees with the system, which is then followed again


def test_the_top_leads_to_the_reader_s_language(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    page.wait_for_url("**/zh-hant/index.html")


def test_without_scripts_the_colours_the_menu_and_the_languages_work(reading: Reading, address: str) -> None:
    with reading(java_script_enabled=False, color_scheme="dark") as page:
        page.goto(f"{address}/index.html")
        page.get_by_role("link", name="zh-Hans").click()
        page.get_by_role("link", name="Lamp").click()
        page.get_by_role("link", name="en", exact=True).click()
        expect(page).to_have_url(f"{address}/en/lamp.html")
        expect(page.locator("body")).to_have_css("background-color", DARK)
        expect(page.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390, 820, 1220, 1440])
def test_no_page_is_wider_than_its_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/en/lamp.html")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["en/lamp.html", "zh-hant/keeper.html", "404.html"])
def test_no_fault_that_axe_can_find(reading: Reading, folder: Path, name: str, scheme: str) -> None:
    with serving(folder) as server, reading(bypass_csp=True, color_scheme=scheme) as page:
        page.goto(f"{server}/{name}")
        if page.locator("[data-d-search]").count():
            page.keyboard.press("Control+k")
        assert violations(page) == []
