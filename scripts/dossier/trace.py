"""Make static SVG images of charts: the one process in the middle of the flow, between `charts` and the pages.

plotly.js draws each figure in a headless Chromium, `trace.js` reads off what is to be seen, and the SVG is written here
from that data, so nothing gets into it but the few elements made below. Sentinel colours become CSS variables in
presentation attributes, which a strict content security policy allows. Each mark is a link to its evidence. The same
figure gives the same bytes, with the same browser and fonts; results are kept by all that they depend on.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from .browser import Browser
from .charts import canonical
from .kept import kept

SVG = "http://www.w3.org/2000/svg"
SEED = "(() => { let s = 1; Math.random = () => (s = (s * 16807) % 2147483647) / 2147483647; })()"
TRACER = Path(__file__).with_name("trace.js")

NO_PAINT = {"colour": "none", "opacity": 1}
Leaf = Mapping[str, Any]


def trace(
    figures: Mapping[str, dict[str, Any]],
    *,
    browser: Browser | None,
    plotly_js: Path,
    cache: Path,
    report: Callable[[str], object] = print,
) -> dict[str, str]:
    """Each figure's SVG, by its key; ids inside begin with the key. `cache` is a folder that may be deleted.

    The browser is started only for what `cache` does not hold. Without one, or without plotly.js, the result is empty,
    which is reported.
    """
    if not figures:
        return {}
    if browser is None:
        report("no Chromium found: charts are left as tables (README)")
        return {}
    if not plotly_js.is_file():
        report(f"no {plotly_js.name} found: charts are left as tables (make setup)")
        return {}
    base = hashlib.sha256(browser.version.encode())
    for part in Path(__file__), TRACER, plotly_js:
        base.update(hashlib.sha256(part.read_bytes()).digest())
    files = {key: cache / f"{_address(base.hexdigest(), key, figure)}.svg" for key, figure in figures.items()}

    def drawn(keys: list[str]) -> Iterator[bytes]:
        for key, seen in zip(keys, _look([figures[key] for key in keys], browser, plotly_js), strict=True):
            yield _svg(key, figures[key], seen).encode()

    return {key: svg.decode() for key, svg in kept(files, drawn).items()}


def _address(base: str, key: str, figure: Mapping[str, Any]) -> str:
    return hashlib.sha256("\n".join((base, key, canonical(figure))).encode()).hexdigest()


def _look(figures: Iterable[Mapping[str, Any]], browser: Browser, plotly_js: Path) -> Iterator[dict[str, Any]]:
    """What `trace.js` sees of each figure."""
    script = TRACER.read_text(encoding="utf-8")
    page = browser.page()
    page.set_content('<body style="font-family: sans-serif">')
    page.evaluate(SEED)
    page.add_script_tag(path=plotly_js)
    for figure in figures:
        yield page.evaluate(script, figure)
    page.close()


def photograph(posters: Mapping[str, str], *, browser: Browser | None, font: Path, cache: Path) -> dict[str, bytes]:
    """A PNG of each SVG file, twice its size, by its path with the other suffix; kept in `cache` as `trace` keeps its
    own. `font` is the titles' font, where there is one. Without a browser there are no posters either."""
    if browser is None or not posters:
        return {}
    letters = b64encode(font.read_bytes()).decode() if font.is_file() else ""
    face = f"@font-face {{font-family: 'Source Serif 4'; font-weight: 600; src: url(data:font/woff2;base64,{letters})}}"
    style = f"<!doctype html><style>{face} body {{margin: 0; inline-size: fit-content}} svg {{display: block}}</style>"
    documents = {f"{name.removesuffix('.svg')}.png": style + svg.partition("?>")[2] for name, svg in posters.items()}
    return browser.pictures(documents, cache, device_scale_factor=2)


def _svg(key: str, figure: Mapping[str, Any], seen: Mapping[str, Any]) -> str:
    """The image: what belongs to no mark first, then the marks in their order, each a link."""
    layout = figure["layout"]
    pen = _Pen(key, layout["meta"]["colours"], seen["patterns"])
    width, height = layout["width"], layout["height"]
    root = Xml.Element(
        "svg",
        {"xmlns": SVG, "viewBox": f"0 0 {width} {height}", "width": f"{width}", "height": f"{height}", "role": "group"},
    )
    root.set("aria-label", layout["meta"]["title"])
    drawn = [leaf for leaf in seen["leaves"] if leaf.get("d") or leaf.get("text")]
    plain = [leaf for leaf in drawn if leaf["mark"] is None]
    parts = [element for leaf in plain for element in pen.leaf(leaf)]
    for number, told in enumerate(layout["meta"]["marks"]):
        name = layout["meta"]["mark"].format(**told)
        link = Xml.Element("a", {"href": told["href"], "data-mark": f"{number}"})
        Xml.SubElement(link, "title").text = name
        link.extend([element for leaf in drawn if leaf["mark"] == number for element in pen.leaf(leaf)])
        parts.append(link)
    if pen.defs:
        Xml.SubElement(root, "defs").extend(pen.defs.values())
    root.extend(parts)
    return Xml.tostring(root, encoding="unicode")


class _Pen:
    """Writes elements of one image: colours as variables, patterns under ids of the image's own."""

    def __init__(self, key: str, colours: Mapping[str, str], patterns: Mapping[str, Any]) -> None:
        self.defs: dict[str, Xml.Element] = {}
        self._key = key
        self._colours = {_rgb(colour): variable for colour, variable in colours.items()}
        self._patterns = patterns

    def leaf(self, leaf: Leaf) -> Iterable[Xml.Element]:
        """A shape or a line of text; nothing where it has no paint."""
        paint = self._paint(leaf)
        if paint.get("fill") == "none" and "stroke" not in paint:
            return
        if leaf.get("d"):
            element = Xml.Element("path", {"d": leaf["d"], **paint})
            if leaf["x"] or leaf["y"]:
                element.set("transform", f"translate({leaf['x']:g},{leaf['y']:g})")
        else:
            place = {"x": f"{leaf['x']:g}", "y": f"{leaf['y']:g}", "font-size": f"{leaf['size']:g}"}
            element = Xml.Element("text", {**place, **paint})
            element.text = leaf["text"]
            if leaf["anchor"] != "start":
                element.set("text-anchor", leaf["anchor"])
            if leaf["weight"] != "400":
                element.set("font-weight", leaf["weight"])
        yield element

    def _paint(self, look: Leaf) -> dict[str, str]:
        fill, stroke = look["fill"], look["stroke"]
        paint = {"fill": self._pattern(look["pattern"]) if look.get("pattern") else self._colour(fill)}
        if stroke["colour"] != "none" and look["width"] and stroke["opacity"]:
            paint |= {"stroke": self._colour(stroke), "stroke-width": f"{look['width']:g}"}
            if stroke["opacity"] < 1:
                paint["stroke-opacity"] = f"{stroke['opacity']:g}"
        if paint["fill"] != "none" and fill["opacity"] < 1:
            paint["fill-opacity"] = f"{fill['opacity']:g}"
        return paint

    def _colour(self, paint: Mapping[str, Any]) -> str:
        """The variable that a sentinel stands for. A colour that is none would not follow the scheme: refused."""
        if paint["colour"] == "none" or not paint["opacity"]:
            return "none"
        return f"var({self._colours[paint['colour']]})"

    def _pattern(self, name: str) -> str:
        """A reference to the pattern, which joins the definitions once, however many names plotly.js gave it."""
        seen = self._patterns[name]
        address = json.dumps(seen, sort_keys=True)
        if address not in self.defs:
            element = Xml.Element(
                "pattern",
                {
                    "id": f"{self._key}-{len(self.defs)}",
                    "width": _short(seen["width"]),
                    "height": _short(seen["height"]),
                    "patternUnits": "userSpaceOnUse",
                },
            )
            element.extend([self._tile(shape) for shape in seen["shapes"]])
            self.defs[address] = element
        return f"url(#{self.defs[address].get('id')})"

    def _tile(self, shape: Mapping[str, Any]) -> Xml.Element:
        names = {"rect": ("width", "height"), "circle": ("cx", "cy", "r"), "path": ("d",)}[shape["tag"]]
        places = {name: _short(shape["places"][name]) for name in names}
        paint = self._paint({**shape, "fill": NO_PAINT} if shape["tag"] == "path" else shape)  # strokes alone
        return Xml.Element(shape["tag"], {**places, **paint})


def _rgb(colour: str) -> str:
    """`#01fe01` as a browser gives it back."""
    red, green, blue = bytes.fromhex(colour[1:])
    return f"rgb({red}, {green}, {blue})"


def _short(text: object) -> str:
    """Numbers with two decimals at most, and no unit."""
    return re.sub(r"\d+\.\d+|\d+(?=px)", lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip("."), f"{text}").replace(
        "px", ""
    )
