"""Charts: what is laid out, how values are worded, what the page is given."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from dossier.charts import Drawing, canonical, draw, view
from dossier.lettering import wrap
from dossier.model import Chart, Panel, Row, Segment, Text
from dossier.place import Place
from dossier.render.markup import parts
from dossier.tongue import words
from dossier.wording import Line, Mark, Pen, value

DATA = Path(__file__).parent / "data" / "charts"
EN, HANS, HANT = (words("chart")[tag] for tag in ("en", "zh-Hans", "zh-Hant"))


HERE = Place("charts.yml", yaml.ScalarNode("", ""))
Tone = Literal["home", "abroad", "rival", "other"]


def text(en: str, zh: str | None = None) -> Text:
    return {"en": en, "zh": zh or en}


def segment(of: str, tone: Tone = "home", label: Text | None = None) -> Segment:
    return Segment(place=HERE, of=of, tone=tone, label=label)


def row(label: Text, *segments: Segment, total: str | None = None, detail: Text | None = None) -> Row:
    return Row(place=HERE, label=label, segments=segments, total=total, detail=detail)


def chart(*panels: tuple[Text | None, tuple[Row, ...]], title: str = "Lamps go abroad") -> Chart:
    return Chart(
        place=HERE,
        id="lamps",
        title=text(title, "灯在海外"),
        subtitle=text("Planned spending, billion yuan", "计划支出"),
        unit="CNY",
        scale="billion",
        panels=tuple(Panel(place=HERE, title=heading, rows=rows) for heading, rows in panels),
        know=text("Two articles tell it.", "两篇文章。"),
    )


def mark(of: str, low: float | None, high: float | None, **other: Any) -> Mark:
    given = {
        "href": f"#note-{of}",
        "qualifier": None,
        "modality": "event",
        "text": f"{of} yuan",
        "statement": f"It was {of}.",
        "date": "3 May 2024",
        "sources": ("Harbour Post",),
    }
    return Mark(of=of, low=low, high=high, **{**given, **other})


@dataclass(frozen=True)
class Sample:
    chart: Chart
    marks: Mapping[str, Mark]

    def draw(self, lang: str = "en", tag: str = "en") -> tuple[Drawing, Drawing]:
        return draw(self.pen(lang, tag))

    def pen(self, lang: str = "en", tag: str = "en") -> Pen:
        said = words("chart")[tag]
        return Pen(chart=self.chart, marks=self.marks, words=said, say=itemgetter(lang), name=str)


SPLIT = Sample(
    chart(
        (
            text("By purpose", "按用途"),
            (
                row(
                    text("Lamps", "灯"),
                    segment("home", "home", text("Home", "国内")),
                    segment("abroad", "abroad", text("Overseas", "海外")),
                    total="all",
                    detail=text("as planned", "计划"),
                ),
            ),
        ),
        (None, (row(text("Towers", "塔"), segment("towers", "rival")),)),
    ),
    {
        "home": mark("home", 40e9, 40e9, modality="plan"),
        "abroad": mark("abroad", 50e9, 50e9, modality="plan"),
        "all": mark("all", 90e9, 90e9, modality="plan"),
        "towers": mark("towers", 150e9, 160e9, qualifier="about", sources=("Stone Brokers",), computed=True),
    },
)

HOSTILE = '<script>alert(1)</script><b>&amp;</b> "\'>&#x3c;\x00\x1b\u2028</svg><a href="javascript:x">%{x}'
"""A text that tries to be markup: of HTML, of SVG, and of Plotly's own."""


@pytest.mark.parametrize("layout", [0, 1])
def test_the_figure_is_exactly_this(layout: int, bless: bool) -> None:
    """Both drawings of a small chart, whole."""
    drawing = SPLIT.draw()[layout]
    expected = DATA / f"lamps-{drawing.layout}.json"
    if bless:
        drawn = json.dumps(drawing.figure, ensure_ascii=False, indent=1, sort_keys=True)
        expected.write_text(drawn + "\n", encoding="utf-8")
    assert drawing.figure == json.loads(expected.read_text(encoding="utf-8"))


def test_drawing_twice_gives_the_same_bytes_and_names() -> None:
    first, second = SPLIT.draw(), SPLIT.draw()
    assert [canonical(d.figure) for d in first] == [canonical(d.figure) for d in second]
    assert [d.key for d in first] == [d.key for d in second]


def test_a_chart_whose_links_differ_has_another_name() -> None:
    """On a page that does not cite a fact, its mark leads to the ledger: the ids of two pages' images never clash."""
    elsewhere = {**SPLIT.marks, "home": replace(SPLIT.marks["home"], href="ledger.html#home")}
    assert {d.key for d in SPLIT.draw()}.isdisjoint(d.key for d in Sample(SPLIT.chart, elsewhere).draw())


def test_no_text_is_smaller_than_12_pixels_on_the_smallest_phone() -> None:
    wide, narrow = SPLIT.draw()
    sizes = {d.layout: min(a["font"]["size"] for a in d.figure["layout"]["annotations"]) for d in (wide, narrow)}
    shrunk = {"wide": sizes["wide"] * 640 / 692, "narrow": sizes["narrow"] * 284 / 320}
    assert min(shrunk.values()) >= 12


def test_a_range_is_drawn_as_a_range_and_equal_tops_reach_equally_far() -> None:
    rows = (row(text("A"), segment("range")), row(text("B"), segment("point")))
    marks = {"range": mark("range", 150e9, 160e9), "point": mark("point", 160e9, 160e9)}
    wide, _ = Sample(chart((text("One"), rows), (text("Two"), (rows[1],))), marks).draw()
    bars = [
        (
            trace["xaxis"],
            trace["base"],
            trace["x"],
            trace["customdata"],
            trace["marker"].get("pattern", {}).get("shape"),
        )
        for trace in wide.figure["data"]
    ]
    assert bars == [
        ("x", [0.0, 0.0], [150e9, 160e9], [0, 1], None),
        ("x", [150e9], [10e9], [0], "/"),
        ("x2", [0.0], [160e9], [2], None),
    ]
    axes = wide.figure["layout"]
    assert axes["xaxis"]["range"] == axes["xaxis2"]["range"]


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "en", "hans", "hant"),
    [
        (40e9, 40e9, None, "40", "400亿", "400億"),
        (100e9, 100e9, "about", "about 100", "约1000亿", "約1000億"),
        (150e9, 160e9, None, "150–160", "1500–1600亿", "1500–1600億"),
        (59.98e6, 59.98e6, None, "0.05998", "5998万", "5998萬"),
        (1600e9, 1600e9, "nearly", "nearly 1,600", "近16000亿", "近16000億"),
        (5e9, None, None, "5 or more", "50亿以上", "50億以上"),
        (5e9, None, "over", "over 5", "超50亿", "超50億"),
        (None, 5e9, "under", "under 5", "不到50亿", "不到50億"),
        (0.0, 0.0, None, "0", "0", "0"),
    ],
)
def test_a_value_on_a_bar(
    low: float | None, high: float | None, qualifier: str | None, en: str, hans: str, hant: str
) -> None:
    it = mark("it", low, high, qualifier=qualifier)
    assert [value(it, "billion", form) for form in (EN, HANS, HANT)] == [en, hans, hant]


def test_percentages_and_plain_counts() -> None:
    share, count = mark("share", 0.7, 0.805), mark("count", 12345.0, 12345.0)
    assert [value(share, "percent", form) for form in (EN, HANS)] == ["70–80.5%", "70–80.5%"]
    assert [value(count, "1", form) for form in (EN, HANS)] == ["12,345", "1.2345万"]


@pytest.mark.parametrize(("low", "high"), [(None, None), (-1.0, 2.0)])
def test_what_no_bar_can_show_is_refused(low: float | None, high: float | None) -> None:
    with pytest.raises(ValueError, match="it: no value that a bar can show"):
        value(mark("it", low, high), "1", EN)


def test_a_panel_of_nothing_is_refused() -> None:
    empty = Sample(chart((None, (row(text("A"), segment("zero")),))), {"zero": mark("zero", 0.0, 0.0)})
    with pytest.raises(ValueError, match="a panel without a value to draw"):
        empty.draw()


def test_labels_that_their_segments_cannot_hold_stand_below_in_order() -> None:
    parts = [segment(name, "other", text(f"Part {name}")) for name in "abc"]
    marks = {name: mark(name, 1e9, 1e9) for name in "abc"} | {"big": mark("big", 100e9, 100e9)}
    small = Sample(chart((None, (row(text("Small"), *parts), row(text("Big"), segment("big"))))), marks)
    for drawing in small.draw():
        texts = {a["text"]: a for a in drawing.figure["layout"]["annotations"]}
        labels = [texts[f"Part {name} 1"] for name in "abc"]
        assert len({label["y"] for label in labels}) == 1
        assert [label["x"] for label in labels] == sorted({label["x"] for label in labels})
        assert labels[0]["y"] > drawing.figure["data"][0]["y"][0] + 14


@pytest.mark.parametrize(
    ("long", "lines"),
    [
        ("Towers and other stonework", ["Towers and", "other", "stonework"]),
        ("灯塔与其他石造工程，计划", ["灯塔与其他石造", "工程，计划"]),
        ("二〇二四年的灯，没有", ["二〇二四年的", "灯，没有"]),
        ("from May · seaward", ["from May", "seaward"]),
        ("Unbreakablestonework", ["Unbreakablestonework"]),
        ("", [""]),
    ],
)
def test_lines_break_where_the_script_allows(long: str, lines: list[str]) -> None:
    assert wrap(long, 98, 14) == lines


def test_the_words_have_every_qualifier_that_values_may_carry() -> None:
    for tag in ("en", "zh-Hans", "zh-Hant"):
        assert words("chart")[tag]["qualifiers"] == words("values")[tag]["qualifiers"]


def shapes(entry: object) -> object:
    """The keys of nested words, and the fields that each is filled with."""
    if isinstance(entry, dict):
        return {key: shapes(inner) for key, inner in entry.items() if key != "larger"}
    return sorted(re.findall(r"{(\w+)}", str(entry)))


def test_the_words_are_the_same_in_all_languages() -> None:
    assert shapes(EN) == shapes(HANS) == shapes(HANT)


def test_the_view_of_a_chart() -> None:
    drawings = SPLIT.draw()
    images = {drawings[0].key: "<svg>wide</svg>", drawings[1].key: "<svg>narrow</svg>"}
    shown = view(SPLIT.pen(), drawings, images)
    marks = SPLIT.marks
    lamps = {"label": "Lamps", "detail": "as planned", "standing": "plan"}
    assert shown.panels == (
        (
            "By purpose",
            (
                Line(**lamps, part="Home", mark=marks["home"]),
                Line(**lamps, part="Overseas", mark=marks["abroad"]),
                Line(**lamps, part="Total", mark=marks["all"]),
            ),
        ),
        (None, (Line(label="Towers", detail=None, part=None, standing="reported as done", mark=marks["towers"]),)),
    )
    assert shown.key == (
        "Solid: reported as fact",
        "Hatched: a plan",
        "Outlined end: from the lowest to the highest value given",
    )
    assert (shown.title, shown.subtitle, shown.know, len(shown.tables)) == (
        "Lamps go abroad",
        "Planned spending, billion yuan",
        "Two articles tell it.",
        2,
    )
    assert shown.sources == "Source: Harbour Post · Stone Brokers"
    assert shown.facts == "4 facts and computed figures behind this"
    assert (shown.wide_svg, shown.narrow_svg) == ("<svg>wide</svg>", "<svg>narrow</svg>")
    assert json.loads(shown.wide) == drawings[0].figure


def test_a_chart_of_one_plain_fact_needs_no_key() -> None:
    plain = Sample(chart((None, (row(text("A"), segment("a")),))), {"a": mark("a", 1e9, 1e9)})
    shown = view(plain.pen(), plain.draw(), {})
    assert (shown.key, shown.facts, shown.wide_svg) == ((), "1 fact behind this", None)


CITE = words("pages")["en"]["cite"]
CITATION = {"text": "Lamps.", "bibtex": "@misc{lamps}"}
FOOT = {
    "files": [("SVG", "lamps.svg")], "cite": CITATION, "cite_words": CITE,
    "about": [("Unit", "yuan"), ("Time", "")], "alone": False,
}  # fmt: skip


class Tags(HTMLParser):
    """Every start tag with its attributes, and the tags that are open at the end."""

    VOID = frozenset({"br", "img", "input", "meta", "link"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(sample: Sample, images: bool) -> str:
    drawings = sample.draw()
    traced = {d.key: f'<svg id="{d.layout}"></svg>' for d in drawings} if images else {}
    return str(parts("chart.html").chart(view(sample.pen(), drawings, traced), EN, FOOT))


def test_the_figure_element_is_fit_for_a_markdown_page() -> None:
    markup = page(SPLIT, images=True)
    tags = Tags(markup)
    assert markup.startswith("<figure ")
    assert "\n\n" not in markup
    assert tags.open == []
    (stage,) = (attributes for _, attributes in tags.seen if attributes.get("class") == "d-chart__stage")
    assert json.loads(stage["data-figure-narrow"] or "") == SPLIT.draw()[1].figure
    assert [a["id"] for tag, a in tags.seen if tag == "svg"] == ["wide", "narrow"]
    assert [a["href"] for tag, a in tags.seen if tag == "a"] == [
        *("#note-home", "#note-abroad", "#note-all", "#note-towers"),  # the facts
        *("#note-home", "#note-abroad", "#note-all", "#note-towers"),  # the table
        *("lamps.svg", "c/lamps.html"),
    ]


def test_without_images_the_table_stands_open() -> None:
    tags = Tags(page(SPLIT, images=False))
    assert [("open" in attributes) for tag, attributes in tags.seen if tag == "details"] == [False, True, False, False]
    assert not any(tag == "svg" or attributes.get("class") == "d-chart__explore" for tag, attributes in tags.seen)


def test_hostile_texts_stay_texts() -> None:
    hostile = text(HOSTILE + "\n\n<i>")
    bad = mark(
        "bad", 1e9, 2e9, text=HOSTILE, statement=HOSTILE + "\n\n", date=HOSTILE, sources=(HOSTILE,), href=f"#{HOSTILE}"
    )
    sample = Sample(
        replace(
            chart(
                (hostile, (row(hostile, segment("bad", "home", hostile), total="bad", detail=hostile),)), title=HOSTILE
            ),
            subtitle=hostile,
            know=hostile,
        ),
        {"bad": bad},
    )
    tags, harmless = ({tag for tag, _ in Tags(page(each, images=True)).seen} for each in (sample, SPLIT))
    assert tags == harmless
    assert "\n\n" not in page(sample, images=True)
    written = {annotation["text"] for annotation in sample.draw()[0].figure["layout"]["annotations"]}
    assert not [text for text in written if re.search(r"<|%{|&(?!(?:amp|lt|gt|#37);)", text)]
