"""What drawings of every kind share: sizes, colours, a line of text, the figure around it all. Pure; for `sheet`,
`times` and `flow`, which lay a drawing out to the pixel.

Colours are sentinels: `layout.meta.colours` says which CSS variable each stands for, so that one figure serves both
colour schemes, as a static image and as a live chart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from .memory import memory

TEXT, SMALL = 14, 13.6
"""Sizes of labels and of details, in pixels. A phone of 320 shrinks a drawing to 284: no text to less than 12."""

LINE, PAD, BAR = 19, 9, 28
"""Pixels: a line of text, the space beside a label, a bar's height."""

PATTERNS = {"event": "", "state": "", "plan": "/", "forecast": "|", "estimate": ".", "opinion": "-", "denial": "x"}
PATTERNS |= {"counted": ""}
"""How each modality fills a bar, and what was counted and not told."""

TILES = {"/": 10 / 2**0.5, "|": 6, ".": 6, "-": 6, "x": 10 / 2**0.5}
"""Sizes of the patterns that make tiles of whole pixels, so that no seam shows."""

TONES = ("home", "abroad", "rival", "other")
_NAMES = ("ink", "muted", "rule", "paper", *TONES, *(f"on-{tone}" for tone in TONES))
COLOURS = {name: f"#{index:02x}fe{index:02x}" for index, name in enumerate(_NAMES, 1)}
"""What each colour is for, and its sentinel in the figure; `--d-chart-NAME` is its variable in `assets/chart.css`."""


def sheer(colour: str, opacity: float) -> str:
    """The colour, let through: hexadecimal, so that what stands for the sentinel can take its place."""
    return f"{COLOURS[colour]}{round(opacity * 255):02x}"


def lettered(
    text: str, *, colour: str = "ink", size: float = TEXT, weight: int = 400, mark: int | None = None, **place: object
) -> dict[str, Any]:
    """One line of text, as an annotation at its `place`; `mark` is the number of the mark to which it belongs."""
    annotation: dict[str, Any] = {
        "text": _literal(text), "yanchor": "middle", "align": "left", "showarrow": False, "borderpad": 0,
        "borderwidth": 0, "font": {"size": size, "color": COLOURS[colour], "weight": weight}, **place,
    }  # fmt: skip
    return annotation if mark is None else {**annotation, "name": f"{mark}"}


def figure(
    traces: Iterable[Mapping[str, Any]], size: tuple[int, int], meta: Mapping[str, Any], **layout: object
) -> dict[str, Any]:
    """The Plotly figure, as plain JSON values, of a width and height without margins."""
    width, height = size
    frame = {
        "width": width,
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "meta": {"colours": {value: f"--d-chart-{name}" for name, value in COLOURS.items()}, **meta},
        **layout,
    }
    asked = json.dumps({"data": list(traces), "layout": frame}, ensure_ascii=False, allow_nan=False)
    made: dict[str, Any] = json.loads(memory("figures").recall(asked, _as_plotly_does))
    return made


def _as_plotly_does(asked: str) -> str:
    """The JSON of a figure, its properties' names and values proved by Plotly."""
    import plotly.graph_objects as go  # type: ignore[import-untyped]  # takes 0.3 s: only where a chart is new

    figure = json.loads(asked)
    made = go.Figure(figure["data"], {"template": "none", **figure["layout"]}).to_plotly_json()
    del made["layout"]["template"]
    return json.dumps(made, ensure_ascii=False, allow_nan=False)


def _literal(text: str) -> str:
    """The text as Plotly shows it unchanged: neither its few HTML tags nor its templates are meant."""
    return escape(text, quote=False).replace("%{", "&#37;{")


class Fill(NamedTuple):
    """A rectangle of a bar. `style`: its tone, its pattern, and whether it is the open part of a range."""

    number: int
    style: tuple[str, str, bool]
    base: float
    length: float
    y: float


def bars_of(axis: int, fills: Sequence[Fill], height: float = BAR) -> Iterator[dict[str, Any]]:
    """A trace for each style: plotly.js draws a pattern in the colours it is told only where they are not lists."""
    for style in dict.fromkeys(fill.style for fill in fills):
        tone, shape, is_range = style
        ground, strokes = ("paper", tone) if is_range else (tone, f"on-{tone}")
        same = [fill for fill in fills if fill.style == style]
        pattern = {"shape": shape, "bgcolor": COLOURS[ground], "fgcolor": COLOURS[strokes], "solidity": 0.2}
        yield {
            "type": "bar",
            "orientation": "h",
            "xaxis": axis_name(axis),
            "yaxis": "y",
            "width": height - is_range,
            "hoverinfo": "none",
            "base": [fill.base for fill in same],
            "x": [fill.length for fill in same],
            "y": [fill.y for fill in same],
            "customdata": [fill.number for fill in same],
            "marker": {
                "color": COLOURS[ground],
                "line": {"color": COLOURS[tone], "width": int(is_range)},
                "pattern": {**pattern, "size": TILES[shape], "fgopacity": 0.6 if is_range else 0.35} if shape else None,
            },
        }


def axis_name(number: int) -> str:
    """Plotly's name for a panel's x axis: `x`, `x2`, `x3`."""
    return f"x{number}" if number > 1 else "x"
