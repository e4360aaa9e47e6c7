"""Static images: the same bytes each time, nothing in them but what was meant, every mark a link."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from dossier import trace as module
from dossier.browser import Browser, find_browser
from dossier.trace import trace

from .conftest import ROOT, chromium

PLOTLY = ROOT / ".cache" / "plotly" / "plotly.min.js"
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg": {"viewBox", "width", "height", "role", "aria-label"},
    "defs": set(),
    "pattern": {"id", "width", "height", "patternUnits"},
    "a": {"href", "data-mark"},
    "title": set(),
    "path": {"d", "transform", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity"},
    "rect": {"width", "height", "fill"},
    "circle": {"cx", "cy", "r", "fill", "fill-opacity"},
    "text": {"x", "y", "font-size", "font-weight", "fill"},
}
HOSTILE = '<script>alert(1)</script><b>&amp;</b> "\'> &#x3c; <a href="javascript:x">%{x}</a></svg>'
HOSTILE_FOR_PLOTLY = (
    "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;&amp;amp;&lt;/b&gt; \"'&gt; &amp;#x3c; "
    '&lt;a href="javascript:x"&gt;&#37;{x}&lt;/a&gt;&lt;/svg&gt;'
)

Figure = dict[str, Any]


def lamps(layout: str) -> Figure:
    """The figure that tests/test_charts.py holds to be right."""
    text = (Path(__file__).parent / "data" / "charts" / f"lamps-{layout}.json").read_text(encoding="utf-8")
    figure: Figure = json.loads(text)
    return figure


def hostile() -> Figure:
    """The same with texts that try to be markup, escaped for Plotly as `draw` does it."""
    figure = lamps("wide")
    for annotation in figure["layout"]["annotations"]:
        annotation["text"] = HOSTILE_FOR_PLOTLY
    for told in figure["layout"]["meta"]["marks"]:
        told.update(dict.fromkeys(told, HOSTILE))
    figure["layout"]["meta"]["title"] = HOSTILE
    return figure


def drawn(figures: dict[str, Figure], cache: Path, plotly: Path = PLOTLY) -> dict[str, str]:
    with Browser(chromium()) as browser:
        return trace(figures, browser=browser, plotly_js=plotly, cache=cache)


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    figures = {"w": lamps("wide"), "n": lamps("narrow"), "h": hostile()}
    return drawn(figures, tmp_path_factory.mktemp("images"))


def test_the_same_figures_give_the_same_bytes(images: dict[str, str], tmp_path: Path) -> None:
    """In another folder, in another process, in another order, beside other figures."""
    again = drawn({"n": lamps("narrow"), "w": lamps("wide")}, tmp_path / "elsewhere")
    assert again == {key: images[key] for key in ("n", "w")}


@pytest.mark.parametrize("key", ["w", "n", "h"])
def test_images_hold_nothing_but_these_elements_and_attributes(images: dict[str, str], key: str) -> None:
    found = [(element.tag.removeprefix(SVG), set(element.attrib)) for element in Xml.fromstring(images[key]).iter()]
    assert [(tag, names) for tag, names in found if not names <= ALLOWED[tag]] == []


@pytest.mark.parametrize("key", ["w", "n"])
def test_every_colour_is_a_variable_or_a_pattern_of_the_image(images: dict[str, str], key: str) -> None:
    root = Xml.fromstring(images[key])
    paints = {element.get(name) for element in root.iter() for name in ("fill", "stroke")} - {None, "none"}
    patterns = {f"url(#{element.get('id')})" for element in root.iter(f"{SVG}pattern")}
    variables = {f"var({name})" for name in lamps("wide")["layout"]["meta"]["colours"].values()}
    assert paints <= variables | patterns
    assert patterns <= paints
    assert all(pattern.startswith(f"url(#{key}-") for pattern in patterns)


@pytest.mark.parametrize("key", ["w", "n"])
def test_every_mark_is_a_link_that_says_all_of_it(images: dict[str, str], key: str) -> None:
    links = Xml.fromstring(images[key]).findall(f"{SVG}a")
    names = [
        "Lamps · Home: home yuan, plan · 3 May 2024 · Harbour Post",
        "Lamps · Overseas: abroad yuan, plan · 3 May 2024 · Harbour Post",
        "Lamps · Total: all yuan, plan · 3 May 2024 · Harbour Post",
        "Towers: towers yuan, reported as done · 3 May 2024 · Stone Brokers",
    ]
    assert [link.get("href") for link in links] == ["#note-home", "#note-abroad", "#note-all", "#note-towers"]
    assert [link.findtext(f"{SVG}title") for link in links] == names
    assert [(len(link.findall(f"{SVG}path")), link.findtext(f"{SVG}text")) for link in links] == [
        (1, "Home 40"),
        (1, "Overseas 50"),
        (0, "90"),
        (2, "about 150–160"),
    ]


@pytest.mark.parametrize("key", ["w", "n"])
def test_texts_are_the_figures_texts_in_their_sizes(images: dict[str, str], key: str) -> None:
    drawn = {(t.text, float(t.get("font-size", "0"))) for t in Xml.fromstring(images[key]).iter(f"{SVG}text")}
    layout = lamps({"w": "wide", "n": "narrow"}[key])["layout"]
    assert drawn == {(each["text"], each["font"]["size"]) for each in layout["annotations"]}
    assert min(size for _, size in drawn) >= 12


def test_hostile_texts_stay_texts(images: dict[str, str]) -> None:
    root = Xml.fromstring(images["h"])
    assert {element.text for element in root.iter(f"{SVG}text")} == {HOSTILE}
    assert root.get("aria-label") == HOSTILE
    assert {link.get("href") for link in root.iter(f"{SVG}a")} == {HOSTILE}
    assert len(list(root.iter(f"{SVG}script"))) == 0
    assert not re.search(r"<(script|b|a href=\"javascript)", images["h"])


def test_what_is_kept_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    look = module._look

    def counted(figures: Any, *rest: Any) -> Any:
        looks.append(len(figures))
        return look(figures, *rest)

    monkeypatch.setattr(module, "_look", counted)
    figures = {"w": lamps("wide")}
    first = drawn(figures, tmp_path)
    again = drawn(figures, tmp_path)
    more = drawn({**figures, "n": lamps("narrow")}, tmp_path)
    assert first == again == {"w": more["w"]}
    assert looks == [1, 1]
    other = tmp_path / "other.js"
    other.write_bytes(PLOTLY.read_bytes() + b"\n")
    assert drawn(figures, tmp_path, other) == first
    assert looks == [1, 1, 1]


def test_without_a_browser_there_are_no_images_and_it_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    found = trace({"w": lamps("wide")}, browser=None, plotly_js=PLOTLY, cache=tmp_path / "c", report=said.append)
    assert (found, said) == ({}, ["no Chromium found: charts are left as tables (README)"])
    assert not (tmp_path / "c").exists()


def test_no_figures_need_no_browser(tmp_path: Path) -> None:
    assert trace({}, browser=None, plotly_js=tmp_path / "missing.js", cache=tmp_path, report=pytest.fail) == {}


def test_a_colour_that_would_not_follow_the_scheme_is_refused(tmp_path: Path) -> None:
    figure = lamps("wide")
    figure["layout"]["annotations"][0]["font"]["color"] = "#123456"
    with pytest.raises(KeyError, match=r"rgb\(18, 52, 86\)"):
        drawn({"w": figure}, tmp_path)


def test_the_browser_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_CHROMIUM", "no-such-program")
    assert find_browser() is None
