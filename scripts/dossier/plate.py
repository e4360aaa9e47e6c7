"""Drawings of words, as SVG: a table, a tree. Pure; for the files of what a page shows as HTML.

The colours are the variables of `canvas`, as in what `trace` makes: `poster` sets them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from xml.etree import ElementTree as Xml

from .canvas import LINE, PAD, SMALL
from .lettering import BOLD, measure, wrap
from .poster import SVG

STEP = 28
"""Pixels by which a box stands to the right of the one that it belongs to."""


def table(head: Sequence[str], rows: Sequence[Sequence[str | None]], empty: str, width: int = 1080) -> str:
    """The first cell of a row names it; `empty` stands where a cell is None."""
    first = ceil(min(width / 5, 2 * PAD + BOLD * max(measure(row[0] or "", SMALL) for row in rows)) + 1)
    room = (width - first) / (len(head) - 1)
    places = [(0, first), *((first + number * room, room) for number in range(len(head) - 1))]
    root = Xml.Element(f"{{{SVG}}}svg")
    y = max(_words(root, text, (x, 0), space, "muted") for text, (x, space) in zip(head, places, strict=True)) + PAD
    for row in rows:
        _line(root, f"M0,{y:g}H{width}", "rule")
        looks = ["bold", *("muted" if text is None else "ink" for text in row[1:])]
        y += 2 * PAD + max(
            _words(root, text or empty, (x, y + PAD), space - 2 * PAD, look)
            for text, look, (x, space) in zip(row, looks, places, strict=True)
        )
    return _whole(root, width, y)


def tree(boxes: Sequence[tuple[int, str, str]], width: int = 692) -> str:
    """Boxes from the top down, each as deep as the first number says: its name, and what it is."""
    root, y = Xml.Element(f"{{{SVG}}}svg"), 0.0
    above: list[float] = []
    """The bottom of the box at each depth above the one that is drawn."""
    for depth, name, text in boxes:
        x, top = depth * STEP, y + PAD
        y = top + _words(root, name, (x + 2 * PAD, top), width - x - 3 * PAD, "bold")
        y += _words(root, text, (x + 2 * PAD, y), width - x - 3 * PAD, "muted") + PAD
        _line(root, f"M{x},{top - PAD:g}H{width}V{y:g}H{x}", "rule")
        _line(root, f"M{x + 1},{top - PAD:g}V{y:g}", "home", 3)
        if depth:
            _line(root, f"M{x - STEP / 2:g},{above[depth - 1]:g}V{(top - PAD + y) / 2:g}H{x}", "muted")
        above[depth:] = [y]
        y += PAD
    return _whole(root, width, y - PAD)


def _words(root: Xml.Element, text: str, place: tuple[float, float], room: float, look: str) -> float:
    """Write the text into the room; how high it is."""
    lines = wrap(text, room / BOLD if look == "bold" else room, SMALL)
    for number, line in enumerate(lines):
        y = place[1] + LINE * (number + 0.72)
        colour = f"var(--d-chart-{'muted' if look == 'muted' else 'ink'})"
        given = {"x": f"{place[0]:g}", "y": f"{y:g}", "font-size": f"{SMALL:g}", "fill": colour}
        Xml.SubElement(root, f"{{{SVG}}}text", given | ({"font-weight": "600"} if look == "bold" else {})).text = line
    return LINE * len(lines)


def _line(root: Xml.Element, path: str, colour: str, width: float = 1) -> None:
    given = {"d": path, "stroke": f"var(--d-chart-{colour})", "stroke-width": f"{width:g}", "fill": "none"}
    Xml.SubElement(root, f"{{{SVG}}}path", given)


def _whole(root: Xml.Element, width: int, height: float) -> str:
    root.set("width", f"{width}")
    root.set("height", f"{height:g}")
    return Xml.tostring(root, encoding="unicode")
