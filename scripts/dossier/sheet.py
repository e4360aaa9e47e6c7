"""Lay bars and labels out on a sheet of a given width, and make a Plotly figure of it. Pure; used by `charts` alone.

All of the layout is decided here: the figure's one y axis counts pixels downwards, each panel has an x axis of its own
in the base unit, and every word is an annotation, so Plotly draws what was laid out and places nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .canvas import BAR, COLOURS, LINE, PAD, PATTERNS, SMALL, TEXT, Fill, axis_name, bars_of, figure, lettered
from .lettering import BOLD, measure, wrap

SEAM = 2
"""Pixels: the gap between segments."""


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


Panel = tuple[str | None, Sequence[Bar]]
"""A heading, and the rows on one axis."""


def lay_out(panels: Sequence[Panel], meta: Mapping[str, Any], *, width: int, beside: bool) -> dict[str, Any]:
    """The Plotly figure of the panels, as plain JSON values, with `meta`; labels stand beside the bars or above them.

    Raises ValueError where a panel has no value to draw.
    """
    bars = [bar for _, bars in panels for bar in bars]
    texts = [text for bar in bars for text in (bar.label, bar.detail) if text]
    column = round(min(216, 20 + max(measure(text, TEXT) for text in texts))) if beside else 0
    sheet = _Sheet(width=width, column=column, reach=_reach(panels, width - column))
    for heading, bars_of_panel in panels:
        sheet.panel(heading, bars_of_panel)
    return sheet.figure(meta)


def _reach(panels: Sequence[Panel], room: int) -> float:
    """The length of every panel's longest bar, so that each bar leaves room for what is written behind it: the same
    in all panels, so that the same values look the same."""
    lengths = [float(room)]
    for _, bars in panels:
        longest = max(bar.top for bar in bars)
        if not longest:
            raise ValueError("a panel without a value to draw")
        lengths += [
            (room - PAD - BOLD * measure(bar.end[1], TEXT)) * longest / bar.top for bar in bars if bar.end and bar.top
        ]
    return min(lengths)


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """Takes panels from the top down. `column` is the width kept for labels beside the bars, 0 puts them above; `reach`
    is the length of each panel's longest bar."""

    width: int
    column: int
    reach: float
    _y: float = 0
    _fills: list[list[Fill]] = field(default_factory=list)
    _axes: list[float] = field(default_factory=list)
    _texts: list[dict[str, Any]] = field(default_factory=list)
    _lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def room(self) -> int:
        """The width of the axes."""
        return self.width - self.column

    def panel(self, heading: str | None, bars: Sequence[Bar]) -> None:
        if self._axes:
            self._line(self._y + 6)
            self._y += 20
        for line in wrap(heading, self.width / BOLD, TEXT) if heading else ():
            self._text(line, y=self._y + LINE / 2, weight=600)
            self._y += LINE
        self._y += 9 if heading else 0
        pixels = self.reach / max(bar.top for bar in bars)
        self._axes.append(self.room / pixels)
        self._fills.append([])
        for bar in bars:
            self._bar(bar, pixels)

    def figure(self, meta: Mapping[str, Any]) -> dict[str, Any]:
        height = round(self._y - 8)
        domain = [self.column / self.width, 1]
        hidden = {"visible": False, "fixedrange": True}
        axes = {
            axis_name(n).replace("x", "xaxis"): {
                "range": [0, end], "domain": domain, "anchor": "y", "overlaying": "x" if n > 1 else None, **hidden
            }
            for n, end in enumerate(self._axes, 1)
        }  # fmt: skip
        traces = [trace for axis, fills in enumerate(self._fills, 1) for trace in bars_of(axis, fills)]
        return figure(
            traces, (self.width, height), meta,
            barmode="overlay", yaxis={"range": [height, 0], **hidden}, **axes,
            annotations=self._texts, shapes=self._lines,
        )  # fmt: skip

    def _bar(self, bar: Bar, pixels: float) -> None:
        """One row: its label, its pieces, what is written in, behind and below them."""
        top, height = self._label(bar)
        middle = top + height / 2
        left = 0.0
        outside: list[tuple[float, Piece]] = []
        for piece in bar.pieces:
            self._fill(piece, left, middle, 0 if piece is bar.pieces[-1] else SEAM / pixels)
            if not bar.end or bar.end[0] != piece.number:
                if PAD + measure(piece.text, TEXT) + PAD / 2 <= piece.low * pixels:
                    self._text(piece.text, at=left, y=middle, colour=f"on-{piece.tone}", mark=piece.number)
                else:
                    outside.append((left * pixels, piece))
            left += piece.high
        if bar.end:
            self._text(bar.end[1], at=left, y=middle, weight=600, mark=bar.end[0])
        bottom = middle + BAR / 2
        for x, y, text, piece in self._below(outside, bottom + LINE / 2 + 1):
            self._text(text, x=self.column + x, y=y, mark=piece.number)
            bottom = y + LINE / 2
        self._y = max(top + height, bottom) + (14 if self.column else 18)

    def _label(self, bar: Bar) -> tuple[float, float]:
        """Write the row's label; the top and the height of the place for its bar."""
        room = (self.column or self.width) - 16
        lines: list[tuple[str, float, str]] = [(line, TEXT, "ink") for line in wrap(bar.label, room, TEXT)]
        lines += [(line, SMALL, "muted") for line in wrap(bar.detail, room, SMALL)] if bar.detail else []
        needed = LINE * len(lines)
        height = max(BAR, needed) if self.column else BAR
        y = self._y + (height - needed) / 2 if self.column else self._y
        for number, (line, size, colour) in enumerate(lines):
            self._text(line, y=y + LINE * (number + 0.5), size=size, colour=colour)
        return (self._y if self.column else self._y + needed + 4), height

    def _below(self, outside: Sequence[tuple[float, Piece]], y: float) -> Iterator[tuple[float, float, str, Piece]]:
        """Where labels go that their segments cannot hold: (x, y, line, piece), in order, none upon another."""
        free = 0.0
        for left, piece in outside:
            lines = wrap(piece.text, self.room, TEXT)
            length = max(measure(line, TEXT) for line in lines)
            x = max(left, free)
            if x + length > self.room:
                x = max(0.0, min(left, self.room - length))
                y += LINE if x < free else 0
            for number, line in enumerate(lines):
                y += LINE if number else 0
                yield x, y, line, piece
            free = x + length + PAD

    def _fill(self, piece: Piece, left: float, middle: float, seam: float) -> None:
        shape = PATTERNS[piece.modality]
        length = piece.high - piece.low
        if piece.low:
            solid = Fill(piece.number, (piece.tone, shape, False), left, piece.low - (0 if length else seam), middle)
            self._fills[-1].append(solid)
        if length:
            span = Fill(piece.number, (piece.tone, shape or "/", True), left + piece.low, length - seam, middle)
            self._fills[-1].append(span)

    def _text(
        self, text: str, *, y: float, x: float = 0, at: float | None = None, colour: str = "ink",
        size: float = TEXT, weight: int = 400, mark: int | None = None,
    ) -> None:  # fmt: skip
        """One line of text, beginning `x` pixels from the left, or just right of the value `at`."""
        place: dict[str, Any] = {"x": x / self.width, "xref": "paper", "y": y, "yref": "y", "xanchor": "left"}
        if at is not None:
            place |= {"x": at, "xref": axis_name(len(self._axes)), "xshift": PAD}
        if mark is not None:
            place |= {"captureevents": True}
        self._texts.append(lettered(text, colour=colour, size=size, weight=weight, mark=mark, **place))

    def _line(self, y: float) -> None:
        self._lines.append({
            "type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": y, "y1": y,
            "line": {"color": COLOURS["rule"], "width": 1},
        })  # fmt: skip
