"""Lay bars and labels out on a sheet of a given width, and make a Plotly figure of it. Pure; used by `charts` alone.

All of the layout is decided here: the figure's one y axis counts pixels downwards, each panel has an x axis of its own
in the base unit, and every word is an annotation, so Plotly draws what was laid out and places nothing itself. Colours
are sentinels: `layout.meta.colours` says which CSS variable each stands for, so that one figure serves both colour
schemes, as a static image and as a live chart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, NamedTuple

TEXT, SMALL = 14, 13.5
"""Sizes of labels and of details, in pixels. A phone may shrink a sheet to 0.9 of its size: no less than 12."""

LINE, BAR, SEAM, PAD = 19, 28, 2, 9
"""Pixels: a line of text, a bar's height, the gap between segments, the space beside a label."""

TONES = ("home", "abroad", "rival", "other")
_NAMES = ("ink", "muted", "rule", "paper", *TONES, *(f"on-{tone}" for tone in TONES))
COLOURS = {name: f"#{index:02x}fe{index:02x}" for index, name in enumerate(_NAMES, 1)}
"""What each colour is for, and its sentinel in the figure; `--d-chart-NAME` is its variable in `assets/chart.css`."""

PATTERNS = {"event": "", "state": "", "plan": "/", "forecast": "|", "estimate": ".", "opinion": "-", "denial": "x"}
"""How each modality fills a bar."""

TILES = {"/": 10 / 2**0.5, "|": 6, ".": 6, "-": 6, "x": 10 / 2**0.5}
"""Sizes of the patterns that make tiles of whole pixels, so that no seam shows."""

_NARROW_LETTERS = frozenset("iljtfrI.,:;'|!()[]- ·’“”")
_NO_LINE_STARTS = frozenset("，。、；：！？）》」』”’％,.;:!?)%–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A segment: `number` is its mark's place in the chart; solid up to `low`, a range from there to `high`."""

    number: int
    low: float
    high: float
    modality: str
    tone: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row. `end` is what is written behind it: a mark's number and text."""

    label: str
    detail: str | None
    pieces: tuple[Piece, ...]
    end: tuple[int, str] | None

    @property
    def top(self) -> float:
        return sum(piece.high for piece in self.pieces)


class _Fill(NamedTuple):
    """A rectangle of a bar. `style`: its tone, its pattern, and whether it is the open part of a range."""

    number: int
    style: tuple[str, str, bool]
    base: float
    length: float
    y: float


def label_column(bars: Sequence[Bar]) -> int:
    """The width that the bars' labels want when they stand beside them."""
    texts = [text for bar in bars for text in (bar.label, bar.detail) if text]
    return round(min(216, 20 + max(_width(text) for text in texts)))


@dataclass(slots=True, kw_only=True)
class Sheet:
    """Takes panels from the top down; `column` is the width kept for labels beside the bars, 0 puts them above."""

    width: int
    column: int
    _y: float = 0
    _fills: list[list[_Fill]] = field(default_factory=list)
    _axes: list[float] = field(default_factory=list)
    _texts: list[dict[str, Any]] = field(default_factory=list)
    _lines: list[dict[str, Any]] = field(default_factory=list)

    def panel(self, heading: str | None, bars: Sequence[Bar]) -> None:
        """Add a panel. Raises ValueError where all its bars are empty."""
        if self._axes:
            self._line(self._y + 6)
            self._y += 20
        if heading:
            self._text(heading, x=0, y=self._y + LINE / 2, weight=600)
            self._y += LINE + 9
        room = self.width - self.column
        ends = [1.06 * _width(bar.end[1]) + PAD if bar.end else 0 for bar in bars]
        if not any(bar.top for bar in bars):
            raise ValueError("a panel without a value to draw")
        pixels = min((room - end) / bar.top for bar, end in zip(bars, ends, strict=True) if bar.top)
        self._axes.append(room / pixels)
        self._fills.append([])
        for bar in bars:
            self._bar(bar, pixels)

    def figure(self, meta: Mapping[str, Any]) -> dict[str, Any]:
        """The Plotly figure as plain JSON values; `meta` goes with it."""
        import plotly.graph_objects as go  # type: ignore[import-untyped]  # takes 0.3 s: only where a chart is drawn

        height = round(self._y - 8)
        domain = [self.column / self.width, 1]
        hidden = {"visible": False, "fixedrange": True}
        axes = {
            f"xaxis{n if n > 1 else ''}": {
                "range": [0, end], "domain": domain, "anchor": "y", "overlaying": "x" if n > 1 else None, **hidden
            }
            for n, end in enumerate(self._axes, 1)
        }  # fmt: skip
        layout = go.Layout(
            template=None,
            width=self.width,
            height=height,
            margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            paper_bgcolor="rgba(0,0,0,0)",
            plot_bgcolor="rgba(0,0,0,0)",
            barmode="overlay",
            showlegend=False,
            dragmode=False,
            hovermode="closest",
            yaxis={"range": [height, 0], **hidden},
            annotations=self._texts,
            shapes=self._lines,
            meta={"colours": {value: f"--d-chart-{name}" for name, value in COLOURS.items()}, **meta},
            **axes,
        )
        traces = [trace for axis, fills in enumerate(self._fills, 1) for trace in _traces(axis, fills)]
        figure: dict[str, Any] = go.Figure(data=traces, layout=layout).to_plotly_json()
        figure["layout"].pop("template", None)
        return figure

    def _bar(self, bar: Bar, pixels: float) -> None:
        """One row: its label, its pieces, what is written in, behind and below them."""
        beside = self.column > 0
        wrapped = _wrap(bar.label, (self.column or self.width) - 16, TEXT)
        small = _wrap(bar.detail, (self.column or self.width) - 16, SMALL) if bar.detail else []
        label_height = LINE * (len(wrapped) + len(small))
        height = max(BAR, label_height) if beside else BAR
        top = self._y if beside else self._y + label_height + 4
        middle = top + height / 2
        y = middle - label_height / 2 if beside else self._y
        for text in wrapped:
            self._text(text, x=0, y=y + LINE / 2)
            y += LINE
        for text in small:
            self._text(text, x=0, y=y + LINE / 2, colour="muted", size=SMALL)
            y += LINE
        axis = len(self._axes)
        left = 0.0
        outside: list[tuple[float, Piece]] = []
        for piece in bar.pieces:
            last = piece is bar.pieces[-1]
            self._fill(piece, left, middle, 0 if last else SEAM / pixels)
            if bar.end is None or bar.end[0] != piece.number:
                inside = PAD + _width(piece.text) + PAD / 2 <= piece.low * pixels
                if inside:
                    self._text(
                        piece.text, x=left, axis=axis, shift=PAD, y=middle, colour=f"on-{piece.tone}", mark=piece.number
                    )
                else:
                    outside.append((left * pixels, piece))
            left += piece.high
        if bar.end:
            self._text(bar.end[1], x=left, axis=axis, shift=PAD, y=middle, weight=600, mark=bar.end[0])
        bottom = middle + BAR / 2
        for x, y, piece in self._below(outside, bottom + LINE / 2 + 1):
            self._text(piece.text, x=self.column + x, y=y, mark=piece.number)
            bottom = y + LINE / 2
        self._y = max(top + height, bottom) + (14 if beside else 18)

    def _below(self, outside: Sequence[tuple[float, Piece]], y: float) -> Iterator[tuple[float, float, Piece]]:
        """Where labels go that their segments cannot hold: (x, y, piece), in order, none upon another."""
        room = self.width - self.column
        free = 0.0
        for left, piece in outside:
            width = _width(piece.text)
            x = max(left, free)
            if x + width > room:
                y += LINE if room - width < free else 0
                x = max(0.0, room - width)
            free = x + width + PAD
            yield x, y, piece

    def _fill(self, piece: Piece, left: float, middle: float, seam: float) -> None:
        shape = PATTERNS[piece.modality]
        length = piece.high - piece.low
        if piece.low:
            solid = _Fill(piece.number, (piece.tone, shape, False), left, piece.low - (0 if length else seam), middle)
            self._fills[-1].append(solid)
        if length:
            span = _Fill(piece.number, (piece.tone, shape or "/", True), left + piece.low, length - seam, middle)
            self._fills[-1].append(span)

    def _text(
        self, text: str, *, x: float, y: float, axis: int = 0, shift: int = 0, colour: str = "ink",
        size: float = TEXT, weight: int = 400, mark: int | None = None,
    ) -> None:  # fmt: skip
        """One line of text, beginning at `x`: pixels from the left, or a value on an axis."""
        annotation: dict[str, Any] = {
            "text": escape(text, quote=False), "x": x if axis else x / self.width, "y": y, "yref": "y",
            "xref": f"x{axis if axis > 1 else ''}" if axis else "paper", "xanchor": "left", "yanchor": "middle",
            "align": "left", "showarrow": False, "borderpad": 0, "borderwidth": 0,
            "font": {"size": size, "color": COLOURS[colour], "weight": weight},
        }  # fmt: skip
        if shift:
            annotation["xshift"] = shift
        if mark is not None:
            annotation |= {"name": str(mark), "captureevents": True}
        self._texts.append(annotation)

    def _line(self, y: float) -> None:
        self._lines.append({
            "type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": y, "y1": y,
            "line": {"color": COLOURS["rule"], "width": 1},
        })  # fmt: skip


def _traces(axis: int, fills: Sequence[_Fill]) -> Iterator[dict[str, Any]]:
    """A trace for each style: plotly.js draws a pattern in the colours it is told only where they are not lists."""
    name = f"{axis if axis > 1 else ''}"
    for style in dict.fromkeys(fill.style for fill in fills):
        tone, shape, is_range = style
        ground, strokes = ("paper", tone) if is_range else (tone, f"on-{tone}")
        same = [fill for fill in fills if fill.style == style]
        pattern = {"shape": shape, "bgcolor": COLOURS[ground], "fgcolor": COLOURS[strokes], "solidity": 0.2}
        yield {
            "type": "bar",
            "orientation": "h",
            "xaxis": f"x{name}",
            "yaxis": "y",
            "width": BAR - is_range,
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


def _width(text: str, size: float = TEXT) -> float:
    """About how wide a line is, in pixels: a little more than in the usual sans-serif faces."""
    return size * sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW_LETTERS:
        return 0.33
    return 0.74 if letter.isupper() or letter in "mw%" else 0.56


def _wrap(text: str, room: float, size: float) -> list[str]:
    """Lines no wider than `room`, broken at spaces and between Han characters."""
    lines = [""]
    for word in _words(text):
        if lines[-1] and _width((lines[-1] + word).rstrip(), size) > room:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines]


def _words(text: str) -> Iterator[str]:
    """The parts of a text between which a line may break."""
    word = ""
    for letter in text:
        breaks = (
            word.endswith(" ")
            or unicodedata.east_asian_width(letter) in "WF"
            or (word and unicodedata.east_asian_width(word[-1]) in "WF")
        )
        if word and breaks and letter != " " and letter not in _NO_LINE_STARTS:
            yield word
            word = ""
        word += letter
    yield word
