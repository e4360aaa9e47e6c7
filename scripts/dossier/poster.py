"""A chart as a file that stands alone: its drawing with title, subtitle, key and source line, in the light scheme's
colours. Pure; takes what `trace` made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from .canvas import LINE, TEXT, TONES
from .lettering import BOLD, wrap

SVG = "http://www.w3.org/2000/svg"
MARGIN, TITLE, SMALL = 32, 22, 13
"""Pixels around everything; sizes of the title and of what stands below."""

LIGHT = {
    "ink": "#17191e", "muted": "#5d6370", "rule": "#e2ddd0", "paper": "#fbfaf6",
    "home": "#1f4e79", "abroad": "#c98a1b", "rival": "#6b707b", "other": "#c9cacb",
    "on-home": "#fbfaf6", "on-abroad": "#17191e", "on-rival": "#fbfaf6", "on-other": "#17191e",
}  # fmt: skip
"""Each colour of `canvas` as the style sheets have it in the light scheme; a test holds them equal."""

SANS = {
    "en": "'Helvetica Neue', Arial, 'Liberation Sans', 'PingFang SC', 'Noto Sans CJK SC', sans-serif",
    "zh-Hans": "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif",
    "zh-Hant": "'PingFang TC', 'Microsoft JhengHei', 'Noto Sans TC', 'Noto Sans CJK TC', sans-serif",
}
SERIF = {
    "en": "'Source Serif 4', Charter, Georgia, 'Times New Roman', 'Songti SC', 'Noto Serif CJK SC', serif",
    "zh-Hans": "'Songti SC', 'Noto Serif SC', 'Noto Serif CJK SC', SimSun, serif",
    "zh-Hant": "'Songti TC', 'Noto Serif TC', 'Noto Serif CJK TC', PMingLiU, serif",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What stands around the drawing, in the language `lang` (BCP 47)."""

    lang: str
    title: str
    subtitle: str
    key: Sequence[str]
    foot: Sequence[str]


def poster(caption: Caption, drawing: str) -> str:
    """An SVG file with no link, variable or style in it; its marks keep their names."""
    Xml.register_namespace("", SVG)
    traced = Xml.fromstring(drawing)
    width, height = (float(traced.get(name, "0")) for name in ("width", "height"))
    head = [
        *((line, TITLE, "serif", 28) for line in wrap(caption.title, width / BOLD, TITLE)),
        *((line, TEXT + 1, "muted", 22) for line in wrap(caption.subtitle, width, TEXT + 1)),
    ]
    foot = [(line, SMALL, "muted", LINE) for text in caption.foot for line in wrap(text, width, SMALL)]
    key = [(line, SMALL, "muted", LINE) for line in wrap(" · ".join(caption.key), width, SMALL)] if caption.key else []
    top = MARGIN + sum(line[-1] for line in head) + 16
    below = top + height + 16
    ruled = below + LINE * len(key) + 8
    whole = ruled + 12 + LINE * len(foot) + MARGIN - 8
    size = f"{width + 2 * MARGIN:g}", f"{whole:g}"
    root = Xml.Element(f"{{{SVG}}}svg", {
        "viewBox": f"0 0 {size[0]} {size[1]}", "width": size[0], "height": size[1], "role": "img",
        "lang": caption.lang, "font-family": SANS[caption.lang],
    })  # fmt: skip
    Xml.SubElement(root, f"{{{SVG}}}title").text = caption.title
    Xml.SubElement(root, f"{{{SVG}}}desc").text = caption.subtitle
    Xml.SubElement(root, f"{{{SVG}}}rect", {"width": size[0], "height": size[1], "fill": LIGHT["paper"]})
    root.extend(_lines(head, MARGIN, caption.lang))
    group = Xml.SubElement(root, f"{{{SVG}}}g", {"transform": f"translate({MARGIN},{top:g})"})
    group.extend(map(_alone, traced))
    root.extend(_lines(key, below, caption.lang))
    rule = {"d": f"M{MARGIN},{ruled:g}h{width:g}", "stroke": LIGHT["rule"], "fill": "none"}
    Xml.SubElement(root, f"{{{SVG}}}path", rule)
    root.extend(_lines(foot, ruled + 8, caption.lang))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _lines(lines: Sequence[tuple[str, float, str, float]], y: float, lang: str) -> Iterator[Xml.Element]:
    """Lines of text from the top down: (text, size, look, height)."""
    for text, size, look, height in lines:
        y += height
        place = {"x": f"{MARGIN}", "y": f"{y - height * 0.28:g}", "font-size": f"{size:g}"}
        place |= {"fill": LIGHT["ink" if look == "serif" else look]}
        if look == "serif":
            place |= {"font-family": SERIF[lang], "font-weight": "600"}
        element = Xml.Element(f"{{{SVG}}}text", place)
        element.text = text
        yield element


def _alone(element: Xml.Element) -> Xml.Element:
    """The element without links and variables; letters on a pattern stand out from it as on the page."""
    given = element.attrib
    fill = re.fullmatch(r"var\(--d-chart-on-(.+)\)", given.get("fill", ""))
    halo = {}
    if element.tag == f"{{{SVG}}}text":
        around = LIGHT[fill[1] if fill and fill[1] in TONES else "paper"]
        halo = {"stroke": around, "stroke-width": "3", "stroke-linejoin": "round", "paint-order": "stroke"}
    kept = {name: _plain(value) for name, value in given.items() if name not in ("href", "data-mark")}
    alone = Xml.Element(element.tag.replace("}a", "}g") if element.tag.endswith("}a") else element.tag, kept | halo)
    alone.text = element.text
    alone.extend(map(_alone, element))
    return alone


def _plain(value: str) -> str:
    return re.sub(r"var\(--d-chart-([\w-]+)\)", lambda match: LIGHT[match[1]], value)
