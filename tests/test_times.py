"""Charts of times: what a mark covers, where its date stands, what is taken away as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from dossier.canvas import COLOURS
from dossier.charts import view
from dossier.poster import Caption, poster
from dossier.render.downloads import _harmless
from dossier.tongue import words

from .test_charts import EN, Sample, chart, mark, row, segment, text

SVG = "{http://www.w3.org/2000/svg}"


def dated(of: str, time: str, when: str, **other: Any) -> Any:
    return replace(mark(of, None, None, **other), time=time, when=when, text=when)


LAMPS = Sample(
    replace(
        chart(
            (
                text("Lamps", "灯"),
                (
                    row(text("Lit", "点亮"), segment("day")),
                    row(text("Sold", "出售"), segment("month", "abroad"), detail=text("abroad", "海外")),
                    row(text("To be replaced", "将更换"), segment("year")),
                    row(text("Burning", "燃烧"), segment("since")),
                ),
            )
        ),
        unit=None,
        axis="2030/2031",
    ),
    {
        "day": dated("day", "2030-01-01", "1 January 2030"),
        "month": dated("month", "2031-12~", "about December 2031"),
        "year": dated("year", "2031", "2031", modality="plan", lasting=True),
        "since": dated("since", "../2030-06", "until June 2030", modality="state", lasting=True),
    },
)


def test_a_mark_covers_what_its_date_names_and_nothing_else() -> None:
    """Days counted as `date` counts them; what reaches beyond the axis ends at it, and a day is a point."""
    wide, narrow = LAMPS.draw()
    drawn = [
        (trace["type"], trace.get("base"), trace["x"], trace.get("width"), trace["customdata"])
        for trace in wide.figure["data"]
    ]
    start = date(2030, 1, 1).toordinal()
    assert drawn == [
        ("bar", [start + 365], [365], 15, [2]),
        ("bar", [start], [181], 15, [3]),
        ("bar", [start + 365 + 334], [31], 6, [1]),
        ("scatter", None, [start + 0.5], None, [0]),
    ]
    open_month = wide.figure["data"][2]["marker"]
    assert (open_month["color"], open_month["line"]["color"]) == (COLOURS["paper"], COLOURS["abroad"])
    assert wide.figure["data"][0]["marker"]["pattern"]["shape"] == "/"
    assert [trace["x"] for trace in narrow.figure["data"]] == [trace["x"] for trace in wide.figure["data"]]


@pytest.mark.parametrize("layout", [0, 1])
def test_a_date_stands_beside_its_mark_within_the_drawing(layout: int) -> None:
    """Behind it, or before it where there is no room; years stand over their beginning."""
    figure = LAMPS.draw()[layout].figure
    width = figure["layout"]["width"]
    at = {each["text"]: round(each["x"] * width) for each in figure["layout"]["annotations"]}
    start = round(figure["layout"]["xaxis"]["domain"][0] * width)
    assert at["2030"] == start
    assert at["1 January 2030"] > start
    assert at["about December 2031"] < width * 0.8
    assert at["Lit"] == at["Lamps"] == 0


def test_the_key_says_what_the_marks_are() -> None:
    drawings = LAMPS.draw()
    shown = view(LAMPS.pen(), drawings, {})
    key = ("day", "within", "lasting", "about", "solid", "plan")
    assert (shown.timed, shown.key) == (True, tuple(EN["key"][name] for name in key))


def test_a_poster_stands_alone() -> None:
    """No link, no variable; the marks keep their names, what is written stays text."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><a href="#x" data-mark="0">'
        '<title>Lamp: 4</title><path d="M0,0h9" fill="var(--d-chart-home)" />'
        '<text x="1" fill="var(--d-chart-on-home)">4</text></a></svg>'
    )
    caption = Caption(lang="en", title="A < B & C", subtitle="Lamps", key=("Solid", "Open"), foot=("Source: Coast",))
    root = Xml.fromstring(poster(caption, drawing).encode())
    mark = next(group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None)
    assert mark.attrib == {}
    assert [(child.tag.removeprefix(SVG), child.get("fill")) for child in mark] == [
        ("title", None), ("path", "#1f4e79"), ("text", "#fbfaf6"),
    ]  # fmt: skip
    assert mark[2].get("stroke") == "#1f4e79"
    written = [each.text for each in root.iter(f"{SVG}text")]
    assert written == ["A < B & C", "Lamps", "4", "Solid · Open", "Source: Coast"]
    assert (root.get("role"), root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == (
        "img",
        "A < B & C",
        "Lamps",
    )
    assert (root.get("width"), root.get("viewBox")) == ("264", f"0 0 264 {root.get('height')}")


@pytest.mark.parametrize("begins", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_spreadsheet_has_nothing_to_compute(begins: str) -> None:
    assert (_harmless(begins), _harmless(f"1{begins}")) == (f"'{begins}", f"1{begins}")


def test_every_kind_of_mark_has_words_in_each_language() -> None:
    for tag in ("en", "zh-Hans", "zh-Hant"):
        assert {"day", "within", "lasting", "about"} <= words("chart")[tag]["key"].keys()
