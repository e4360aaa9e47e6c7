"""Every chart of the real site, in every language: legible at every width, named for those who listen, true when taken
away, and alive."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from playwright.sync_api import Page, expect

from dossier.load import load
from dossier.poster import LIGHT
from dossier.render.independence import ARTICLES

from ..conftest import ROOT
from .conftest import Reading, violations

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (1440, 820, 390, 320)
LANGUAGES = ("en", "zh-hans", "zh-hant")

MEASURE = """() => [...document.querySelectorAll(".d-chart__static svg")].filter((it) => it.clientWidth).map((svg) => {
  const scale = svg.clientWidth / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll("text")].map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const size = text.getAttribute("font-size") * scale;
    const middle = (top + bottom) / 2; // a font's box is higher than its letters
    return { text: text.textContent, size, left, right, top: middle - size / 2, bottom: middle + size / 2 };
  });
})"""
NAMES = """() => [...document.querySelectorAll(".d-chart__static svg")].filter((svg) => svg.clientWidth).map((svg) =>
  [...svg.querySelectorAll("a")].map((link) => [link.getAttribute("href"), link.querySelector("title").textContent]))"""

Box = dict[str, Any]


@pytest.fixture(scope="module")
def charts() -> list[str]:
    """The charts' ids."""
    return [*load(ROOT).charts, ARTICLES]


@pytest.fixture(scope="module")
def drawn() -> list[str]:
    """Theirs, and those of matrices and structures."""
    return [*load(ROOT).drawn(), ARTICLES]


def crossing(boxes: list[Box]) -> list[str]:
    """Pairs of texts that touch each other."""
    return [
        f"{one['text']!r} on {other['text']!r}"
        for n, one in enumerate(boxes)
        for other in boxes[:n]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_read_at_every_width(
    reading: Reading, address: str, charts: list[str], language: str
) -> None:
    """At least 12 pixels high, whole, and none upon another."""
    faults: dict[str, list[str]] = {}
    with reading() as page:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for chart in charts:
                page.goto(f"{address}/{language}/c/{chart}.html")
                (boxes,) = page.evaluate(MEASURE)
                small = [f"{box['text']!r} has {box['size']:.2f} px" for box in boxes if box["size"] < 12]
                cut = [f"{box['text']!r} is cut" for box in boxes if box["left"] < 0 or box["right"] > width]
                if found := [*small, *cut, *crossing(boxes)]:
                    faults[f"{chart} {width}"] = found
    assert faults == {}


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_says_what_the_table_and_the_file_say(
    reading: Reading, address: str, site: Path, charts: list[str], language: str
) -> None:
    """In one order: label, value with its qualifier, standing, date, source; and it leads to the file's address."""
    with reading(viewport={"width": 1440, "height": 900}) as page:
        for chart in charts:
            page.goto(f"{address}/{language}/c/{chart}.html")
            rows = records((site / f"data/charts/{language}/{chart}.csv").read_text(encoding="utf-8"))
            (marks,) = page.evaluate(NAMES)
            assert len(marks) == len(rows)
            for (href, name), row in zip(marks, rows, strict=True):
                between = f": {row['value']}, " if language == "en" else f"：{row['value']}，"
                label, _, about = name.partition(between)
                assert {*re.split(" · |，", label)} <= {*re.split(" · |，", row["label"])}
                assert len(re.split(" · |，", about)) >= 2
                assert href.removeprefix("../") == row["address"].partition(f"{language}/")[2]
            values = page.locator(".d-chart .d-table td:has(a), .d-chart .d-table th:has(a)").all_inner_texts()
            assert len(values) == len(rows)
            figure = page.get_by_role("figure", name=page.locator("h1").inner_text(), exact=True)
            expect(figure).to_have_accessible_description(page.locator(".d-chart__subtitle").inner_text())
            first = figure.locator("svg:visible a").first
            expect(first).to_have_accessible_name(marks[0][1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_whole(site: Path, drawn: list[str], language: str) -> None:
    """The drawing stands alone, the picture is twice its size, and the numbers are those that are drawn."""
    for chart in drawn:
        file = site / f"data/charts/{language}/{chart}"
        text = file.with_suffix(".svg").read_text(encoding="utf-8")
        root = Xml.fromstring(text)
        page = (site / f"{language}/c/{chart}.html").read_text(encoding="utf-8")
        assert f"<h1 data-search-exclude>{root.findtext(f'{SVG}title')}</h1>" in page
        assert [word for word in ("var(", "href", "<style", "data-mark") if word in text] == []
        png = file.with_suffix(".png").read_bytes()
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        size = tuple(2 * float(root.get(side, "")) for side in ("width", "height"))
        assert struct.unpack(">II", png[16:24]) == size
        rows = records(file.with_suffix(".csv").read_text(encoding="utf-8"))
        assert [row for row in rows if row["standing"] == "" or row["value"] == "" or row["address"] == ""] == []


def test_the_bars_are_as_long_as_the_file_says(reading: Reading, address: str, site: Path, charts: list[str]) -> None:
    """But for the gap that parts segments."""
    with reading(viewport={"width": 1440, "height": 900}) as page:
        for chart in charts:
            page.goto(f"{address}/en/c/{chart}.html")
            rows = records((site / f"data/charts/en/{chart}.csv").read_text(encoding="utf-8"))
            figure = json.loads(page.locator(".d-chart__stage").get_attribute("data-figure-wide") or "")
            long: dict[int, float] = {}
            for trace in figure["data"]:
                for number, length in zip(trace.get("customdata", ()), trace.get("x", ()), strict=False):
                    long[number] = long.get(number, 0) + (length if trace["type"] == "bar" else 0)
            if rows[0]["unit"] != "date":
                told = {n: float(row["high"] or row["low"]) for n, row in enumerate(rows) if n in long and row["high"]}
                assert {n: long[n] for n in told} == pytest.approx(told, rel=0.03, abs=2)


def test_the_colours_of_the_files_are_those_of_the_page(reading: Reading, address: str) -> None:
    with reading(color_scheme="light") as page:
        page.goto(f"{address}/en/c/articles.html")
        shown = page.evaluate(
            r"""names => Object.fromEntries(names.map(name => [name,
              getComputedStyle(document.querySelector(".d-chart")).getPropertyValue(`--d-chart-${name}`).match(/#\w+/)[0]]))""",
            list(LIGHT),
        )
        assert shown == LIGHT


def test_every_chart_comes_alive_and_leads_to_its_evidence(reading: Reading, address: str, charts: list[str]) -> None:
    """By key, mark after mark; the focus stays where it was, and Enter opens the record of the last."""
    with reading(viewport={"width": 1440, "height": 900}) as page:
        for chart in charts:
            page.goto(f"{address}/zh-hans/c/{chart}.html")
            page.locator(".d-chart__explore").click()
            expect(page.locator(".d-chart--live")).to_have_count(1)
            marks = told(page)
            assert [label for label, _ in marks] == [value for _, value in marks]
            goal = page.evaluate("document.activeElement.href.baseVal")
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/{goal.removeprefix('../')}")


def told(page: Page) -> list[tuple[str, str]]:
    """For each mark, what it is told to be when it has the focus: by the tip, and by its own name."""
    links = page.locator(".d-chart__static:visible a[data-mark]")
    links.first.focus()
    found = []
    for n in range(links.count()):
        if n:
            page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.querySelector('title').textContent")
        tip = page.locator(".d-chart__tip")
        parts = {tag: tip.locator(tag).inner_text() for tag in ("strong", "span", "small")}
        found.append((f"{parts['span']}：{parts['strong']}，{parts['small']}", name))
    return found


def test_no_fault_that_axe_can_find_in_a_chart(reading: Reading, address: str, drawn: list[str]) -> None:
    faults = []
    with reading(viewport={"width": 390, "height": 844}, bypass_csp=True, color_scheme="light") as page:
        for number, chart in enumerate(drawn):
            page.goto(f"{address}/{LANGUAGES[number % 3]}/c/{chart}.html")
            faults += violations(page)
            page.emulate_media(color_scheme="dark")
            faults += violations(page, "color-contrast")
            page.emulate_media(color_scheme="light")
    assert faults == [], "\n".join(faults)
