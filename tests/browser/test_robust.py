"""One page of each kind under hard conditions: large text, keyboard alone, no motion, forced colours, a thin line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from dossier.browser import ARGUMENTS

from ..bench.weight import plain, weigh
from ..conftest import chromium
from ..real import ARGUED, serving
from .conftest import Reading, violations
from .test_every_page import DESK, PHONE

HEAVIEST = 120 * 1024
"""Bytes over the wire of a page's first view."""

SHIFTS = """window.shifts = [];
new PerformanceObserver((seen) => {
  for (const { value, sources } of seen.getEntries()) shifts.push([value, sources.map((at) => at.node?.className)]);
}).observe({ type: "layout-shift", buffered: true });"""

TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Browser]:
    """A browser whose reader has doubled the size of text."""
    launched = browser.browser_type.launch(
        executable_path=chromium(), args=[*ARGUMENTS, "--blink-settings=defaultFontSize=32"]
    )
    yield launched
    launched.close()


CLIPPED = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const style = getComputedStyle(each);
  const cut = each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
  return cut && each.clientHeight && each.textContent.trim() && style.display !== "inline"
    && (style.overflowX === "hidden" || style.overflowY === "hidden") && !style.webkitLineClamp.match(/\\d/)
    && style.clipPath === "none" && each.checkVisibility();
}).map((each) => each.className || each.tagName)"""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_text_of_twice_the_size_fits(large: Browser, address: str, kinds: list[str], size: Any) -> None:
    """No page becomes wider than its window, and no text is cut off."""
    faults = {}
    page = large.new_page(viewport=size)
    for name in kinds:
        page.goto(f"{address}/{name}")
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
        wide, clipped = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(CLIPPED)
        if wide != size["width"] or clipped:
            faults[name] = (wide, clipped)
    page.close()
    assert faults == {}


FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  window.stops ??= [];
  const again = stops.includes(at);
  const after = !stops.length || Boolean(stops.at(-1).compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
  stops.push(at);
  const place = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  return {
    what: at.outerHTML.slice(0, 120),
    again,
    after,
    seen: at.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""


def test_the_keyboard_alone_reaches_everything_in_order(reading: Reading, address: str, kinds: list[str]) -> None:
    """Each stop is on the screen and marked, in the order of the page, up to its end; what can be reached is."""
    faults = []
    with reading(viewport=PHONE, reduced_motion="reduce") as page:
        for name in kinds:
            page.goto(f"{address}/{name}")
            count = 0
            while True:
                page.keyboard.press("Tab")
                stop = page.evaluate(FOCUSED)
                if stop is None or stop["again"]:
                    break
                count += 1
                if not (stop["after"] and stop["seen"] and stop["marked"]):
                    faults.append((name, stop))
            wanted = page.locator("a[href]:visible, button:visible, summary:visible, input:visible").count()
            assert count >= wanted, name
    assert faults == []


def test_the_skip_link_leads_past_the_menu(reading: Reading, address: str, kinds: list[str]) -> None:
    with reading(viewport=DESK) as page:
        for name in kinds:
            page.goto(f"{address}/{name}")
            page.keyboard.press("Tab")
            expect(page.locator(".d-skip")).to_be_focused()
            expect(page.locator(".d-skip")).to_be_in_viewport()
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('main, footer') !== null"), name


@pytest.mark.parametrize(("wish", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_a_reader_who_wants_no_motion(reading: Reading, address: str, wish: Any, moves: bool) -> None:
    """For others a card slides to its sentence."""
    with reading(viewport=DESK, reduced_motion=wish) as page:
        page.goto(f"{address}/en/{ARGUED[0]}.html")
        expect(page.locator(".d-notes.d-placed")).to_have_count(1)
        page.evaluate("window.runs = 0; document.addEventListener('transitionrun', () => { runs += 1; })")
        for call in page.locator(".d-page > p .d-cite a").all()[:8]:
            call.click()
        page.evaluate(TWO_FRAMES)
        assert page.evaluate("runs > 0") is moves


FLAT = """() => {
  const probe = document.body.appendChild(document.createElement("p"));
  probe.style.cssText = "color: CanvasText; background: Canvas";
  const { color, backgroundColor } = getComputedStyle(probe);
  probe.remove();
  const border = (selector) => getComputedStyle(document.querySelector(selector)).borderBlockEndColor;
  return {
    page: getComputedStyle(document.body).backgroundColor === backgroundColor,
    here: border('.d-nav [aria-current]') !== backgroundColor,
    others: border('.d-nav a:not([aria-current])') === backgroundColor,
    decisive: [...document.querySelectorAll(".d-quote mark")].every((mark) =>
      getComputedStyle(mark).textDecorationLine === "underline"),
  };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_lose_nothing(reading: Reading, address: str, kinds: list[str], scheme: Any) -> None:
    with reading(viewport=DESK, forced_colors="active", color_scheme=scheme, bypass_csp=True) as page:
        for name in kinds:
            page.goto(f"{address}/{name}")
            told = page.evaluate(FLAT)
            assert (name, told) == (name, dict.fromkeys(told, True))
            assert violations(page, "color-contrast") == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_shifts_while_a_page_loads(reading: Reading, address: str, kinds: list[str], size: Any) -> None:
    shifts = {}
    with reading(viewport=size) as page:
        page.add_init_script(SHIFTS)
        for name in kinds:
            page.goto(f"{address}/{name}", wait_until="networkidle")
            page.evaluate(TWO_FRAMES)
            if found := page.evaluate("shifts"):
                shifts[name] = found
    assert shifts == {}


def test_a_first_view_is_light(reading: Reading, address: str, pages: list[str], tmp_path: Path) -> None:
    """In bytes over the wire, compressed, with fonts and charts; and an analysis or an article makes no more requests
    than the bare theme, whose fonts are not even counted."""
    heavy = {}
    with reading(viewport=DESK) as page:
        with serving(plain(tmp_path)) as bare:
            most = len(weigh(page, f"{bare}/index.html"))
        for name in pages:
            found = weigh(page, f"{address}/{name}")
            read = name.partition("/")[2].startswith(("index.", "source-", *(f"{each}." for each in ARGUED)))
            if sum(found.values()) > HEAVIEST or (read and len(found) > most):
                heavy[name] = found
    assert heavy == {}
