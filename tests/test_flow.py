"""Charts of moves: where the bands go, what stands on them, what the page is given, and the image made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
import yaml

from dossier.charts import Drawing, View, canonical, draw, view
from dossier.flow import Band, lay_out_moves
from dossier.lettering import measure
from dossier.model import Chart, Described, Move, Text
from dossier.place import Place
from dossier.render.markup import parts
from dossier.tongue import words
from dossier.wording import Mark, Moved, Pen

from .test_charts import FOOT
from .test_trace import drawn

DATA = Path(__file__).parent / "data" / "charts"
SVG = "{http://www.w3.org/2000/svg}"
HERE = Place("charts.yml", yaml.ScalarNode("", ""))
EN = words("chart")["en"]
NAMES = {
    "ada": "Ada Wick",
    "ben": "Ben Tower",
    "cy": "Cy Foghorn",
    "dee": "Dee Lens",
    "sealamp": "Sealamp",
    "port": "Port Authority of the Outer Isles",
    "buoy": "Buoy & Sons",
}
ELSEWHERE = Described(place=HERE, described={"en": "Employer not named", "zh": "未写明的雇主"})
HOSTILE = '<b>&amp;</b></svg><a href="javascript:x">%{x}\x00'


def text(en: str, zh: str) -> Text:
    return {"en": en, "zh": zh}


def move(who: str, start: str | Described, end: str | Described, tone: Any, *of: str) -> Move:
    return Move(place=HERE, of=of or (f"{who}-moved",), who=who, from_=start, to=end, tone=tone)


def mark(of: str, *sources: str, team: bool = False) -> Mark:
    return Mark(
        of=of, href=f"#note-{of}", low=None, high=None, qualifier=None, modality="event", text="",
        statement=f"It is told by {of}.", date="date not stated", sources=sources or ("Harbour Post",), team=team,
    )  # fmt: skip


KEEPERS = Chart(
    place=HERE,
    id="keepers",
    title=text("Keepers go to Sealamp", "看守去了海灯"),
    subtitle=text("One band is one keeper", "一带一人"),
    moves=(
        move("ada", "port", "sealamp", "home", "ada-with-team", "ada-moved"),
        move("ben", "port", ELSEWHERE, "rival"),
        move("cy", "buoy", "port", "rival"),
        move("dee", "port", "sealamp", "home"),
    ),
    know=text("Two articles tell it.", "两篇文章。"),
)
MARKS = {
    "ada-moved": mark("ada-moved"),
    "ada-with-team": mark("ada-with-team", "Coast Review", team=True),
    "cy-moved": mark("cy-moved"),
    "ben-moved": mark("ben-moved"),
    "dee-moved": mark("dee-moved"),
}


def drawings(lang: str = "en", tag: str = "en") -> tuple[Drawing, Drawing]:
    return draw(pen(lang, tag))


def pen(lang: str = "en", tag: str = "en", names: Mapping[str, str] = NAMES) -> Pen:
    said = words("chart")[tag]
    return Pen(chart=KEEPERS, marks=MARKS, words=said, say=itemgetter(lang), name=names.__getitem__)


def shown(images: dict[str, str]) -> View:
    """The chart's view, with those of its images that are given by layout."""
    drawn = drawings()
    return view(pen(), drawn, {d.key: images[d.layout] for d in drawn if images})


def markup(images: dict[str, str]) -> str:
    return str(parts("chart.html").chart(shown(images), EN, FOOT))


def traced(cache: Path) -> dict[str, str]:
    """The images of both layouts."""
    figures: dict[str, dict[str, Any]] = {d.layout: d.figure for d in drawings()}
    return drawn(figures, cache)


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return traced(tmp_path_factory.mktemp("images"))


@pytest.mark.parametrize("layout", [0, 1])
def test_the_figure_is_exactly_this(layout: int, bless: bool) -> None:
    """Both drawings of a small chart, whole."""
    drawing = drawings()[layout]
    expected = DATA / f"keepers-{drawing.layout}.json"
    if bless:
        drawn = json.dumps(drawing.figure, ensure_ascii=False, indent=1, sort_keys=True)
        expected.write_text(drawn + "\n", encoding="utf-8")
    assert drawing.figure == json.loads(expected.read_text(encoding="utf-8"))


def test_drawing_twice_gives_the_same_bytes() -> None:
    assert [canonical(d.figure) for d in drawings()] == [canonical(d.figure) for d in drawings()]


def test_bands_keep_the_employers_order_and_do_not_cross_at_one() -> None:
    """Whatever the order of the moves: at each employer, bands lie as their other ends do."""
    links = drawings()[0].figure["data"][0]["link"]
    ends = dict.fromkeys(zip(links["customdata"], links["source"], links["target"], strict=True))
    assert list(ends) == [(0, 0, 2), (3, 0, 2), (1, 0, 3), (2, 1, 4)]


def test_a_team_is_told_by_threads_and_in_words() -> None:
    links = drawings()[0].figure["data"][0]["link"]
    strands: dict[int, list[int]] = {}
    for number, width, colour in zip(links["customdata"], links["value"], links["color"], strict=True):
        if not colour.startswith("rgba"):
            strands.setdefault(number, []).append(width)
    assert strands == {0: [26, 2, 2, 2], 3: [26], 1: [26], 2: [26]}
    told = [it["label"] for it in drawings()[0].figure["layout"]["meta"]["marks"]]
    assert told == ["Ada Wick + team", "Ben Tower", "Cy Foghorn", "Dee Lens"]


def test_the_marks_say_who_from_where_to_where_when_and_who_tells_it() -> None:
    assert drawings("zh", "zh-Hans")[0].figure["layout"]["meta"]["marks"][1] == {
        "href": "#note-ben-moved",
        "label": "Ben Tower",
        "value": "由Port Authority of the Outer Isles到未写明的雇主",
        "about": "据报道已发生，date not stated，Harbour Post",
    }


def test_no_text_is_smaller_than_12_pixels_on_the_smallest_phone() -> None:
    wide, narrow = ([a["font"]["size"] for a in d.figure["layout"]["annotations"]] for d in drawings())
    assert min(*(size * 640 / 692 for size in wide), *(size * 288 / 320 for size in narrow)) >= 12


def test_one_employer_on_each_side() -> None:
    """A diagram with nothing to spare between employers."""
    bands = [Band(number=n, text=name, ends=("Old", "New"), tone="home", team=False) for n, name in enumerate("AB")]
    (diagram,) = lay_out_moves(bands, ("From", "To"), {}, width=692, beside=True)["data"]
    assert (diagram["node"]["pad"], diagram["node"]["y"]) == (0, [0.5, 0.5])


def test_the_view_of_a_chart() -> None:
    it = shown({})
    told = {"standing": "reported as done"}
    assert it.moves == (
        Moved(
            who="Ada Wick + team",
            start="Port Authority of the Outer Isles",
            end="Sealamp",
            marks=(MARKS["ada-with-team"], MARKS["ada-moved"]),
            **told,
        ),
        Moved(
            who="Ben Tower",
            start="Port Authority of the Outer Isles",
            end="Employer not named",
            marks=(MARKS["ben-moved"],),
            **told,
        ),
        Moved(
            who="Cy Foghorn",
            start="Buoy & Sons",
            end="Port Authority of the Outer Isles",
            marks=(MARKS["cy-moved"],),
            **told,
        ),
        Moved(
            who="Dee Lens",
            start="Port Authority of the Outer Isles",
            end="Sealamp",
            marks=(MARKS["dee-moved"],),
            **told,
        ),
    )
    assert (it.panels, it.key, it.facts) == ((), (EN["key"]["team"],), "5 facts behind this")
    assert it.sources == "Source: Coast Review · Harbour Post"


def test_the_table_has_a_row_for_each_move_that_leads_to_its_evidence() -> None:
    written = markup({"wide": "<svg></svg>", "narrow": "<svg></svg>"})
    assert '<figure class="d-chart d-chart--flow" id="chart-keepers" ' in written
    assert "\n\n" not in written
    (table,) = re.findall(r"<tbody>.*?</tbody>", written, re.DOTALL)
    rows = [[cell.text or cell[0].text for cell in row] for row in Xml.fromstring(table)]
    port = "Port Authority of the Outer Isles"
    told = ["reported as done", "date not stated"]
    assert rows == [
        ["Ada Wick + team", port, "Sealamp", *told, "Coast Review"],
        ["Ben Tower", port, "Employer not named", *told, "Harbour Post"],
        ["Cy Foghorn", "Buoy & Sons", port, *told, "Harbour Post"],
        ["Dee Lens", port, "Sealamp", *told, "Harbour Post"],
    ]
    links = [link.get("href") for link in Xml.fromstring(table).iter("a")]
    assert links == ["#note-ada-with-team", "#note-ben-moved", "#note-cy-moved", "#note-dee-moved"]


def test_hostile_names_stay_names() -> None:
    hostile = {**NAMES, "ada": HOSTILE, "sealamp": HOSTILE}
    figures = [d.figure["layout"] for d in draw(pen(names=hostile))]
    written = {annotation["text"] for layout in figures for annotation in layout["annotations"]}
    assert not [each for each in written if re.search(r"<|\x00|%{|&(?!(?:amp|lt|gt|#37);)", each)]


def test_the_same_figures_give_the_same_bytes(images: dict[str, str], tmp_path: Path) -> None:
    assert traced(tmp_path) == images


def test_images_hold_nothing_but_these_elements_and_attributes(images: dict[str, str]) -> None:
    allowed = {
        "svg": {"viewBox", "width", "height", "role", "aria-label"},
        "a": {"href", "data-mark"},
        "title": set(),
        "path": {"d", "transform", "fill", "fill-opacity"},
        "text": {"x", "y", "font-size", "font-weight", "fill"},
    }
    found = [element for image in images.values() for element in Xml.fromstring(image).iter()]
    assert [e.tag for e in found if not set(e.attrib) <= allowed[e.tag.removeprefix(SVG)]] == []
    fills = {element.get("fill") for element in found} - {None}
    assert fills == {f"var(--d-chart-{name})" for name in ("ink", "muted", "home", "rival")}


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_band_is_a_link_that_says_all_of_it(images: dict[str, str], layout: str) -> None:
    links = Xml.fromstring(images[layout]).findall(f"{SVG}a")
    port, told = "Port Authority of the Outer Isles", "reported as done · date not stated"
    assert [(link.get("href"), link.findtext(f"{SVG}title")) for link in links] == [
        ("#note-ada-with-team", f"Ada Wick + team: from {port} to Sealamp, {told} · Coast Review"),
        ("#note-ben-moved", f"Ben Tower: from {port} to Employer not named, {told} · Harbour Post"),
        ("#note-cy-moved", f"Cy Foghorn: from Buoy & Sons to {port}, {told} · Harbour Post"),
        ("#note-dee-moved", f"Dee Lens: from {port} to Sealamp, {told} · Harbour Post"),
    ]
    assert [len(link.findall(f"{SVG}path")) for link in links] == [4, 1, 1, 1]


def curve(path: Xml.Element) -> tuple[Sequence[float], Sequence[float]]:
    """Where the upper edge of a band goes: from (x, y) to (x, y)."""
    shift = [float(n) for n in re.findall(r"[\d.]+", path.get("transform", "translate(0,0)"))]
    x, y, *_, end, level = (float(n) for n in re.findall(r"[\d.]+", path.get("d", ""))[:8])
    return (x + shift[0], y + shift[1]), (end + shift[0], level + shift[1])


def height(path: Xml.Element, x: float) -> float:
    """How high the upper edge is there: a cubic curve whose handles lie level, half way."""
    (x0, y0), (x1, y1) = curve(path)
    steps = [step / 1000 for step in range(1001)]
    t = min(steps, key=lambda t: abs(x0 + (x1 - x0) * (1.5 * t - 1.5 * t**2 + t**3) - x))
    return y0 + (y1 - y0) * t**2 * (3 - 2 * t)


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_names_stand_on_their_bands(images: dict[str, str], layout: str) -> None:
    """Plotly puts the bands where the layout reckons with them, and each name, to its end, upon its own."""
    off = []
    for link in Xml.fromstring(images[layout]).findall(f"{SVG}a"):
        person, name = link.find(f"{SVG}path"), link.find(f"{SVG}text")
        assert person is not None and name is not None
        x, baseline = float(name.get("x", "0")), float(name.get("y", "0"))
        for place in x, x + measure(name.text or "", 14):
            top = height(person, place)
            if not top <= baseline - 10 < baseline <= top + 26:
                off.append((name.text, place, top, baseline))
    assert off == []
