"""What drawings of every kind share: sizes, colours, a line of text, the figure around it all. Pure; for `sheet` and
`flow`, which lay a drawing out to the pixel.

Colours are sentinels: `layout.meta.colours` says which CSS variable each stands for, so that one figure serves both
colour schemes, as a static image and as a live chart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from .memory import memory

TEXT, SMALL = 14, 13.5
"""Sizes of labels and of details, in pixels. A phone may shrink a drawing to 0.9 of its size: no less than 12."""

LINE, PAD = 19, 9
"""Pixels: a line of text, the space beside a label."""

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
    made = go.Figure(data=figure["data"], layout=go.Layout(template=None, **figure["layout"])).to_plotly_json()
    made["layout"].pop("template", None)
    return json.dumps(made, ensure_ascii=False, allow_nan=False)


def _literal(text: str) -> str:
    """The text as Plotly shows it unchanged: neither its few HTML tags nor its templates are meant."""
    return escape(text, quote=False).replace("%{", "&#37;{")
