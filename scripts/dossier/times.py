"""Lay dated facts out along one axis of time, and make a Plotly figure of it. Pure; used by `charts` alone.

A day is a diamond. A less exact date is a thin bar as long as the month or year that the source names: the thing falls
within. What lasts, or is about a whole period, is a thick bar. An approximate date is an open mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .canvas import COLOURS, LINE, PAD, PATTERNS, SMALL, TEXT, Fill, bars_of, figure, lettered
from .lettering import BOLD, measure, wrap

THICK, THIN, DAY, LEAST, END = 15, 7, 12, 4, 10
"""Pixels: heights of bars, a diamond's size, the least length of a bar, the room behind the last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From the `first` to the `last` day, all of it where it is `lasting`; `number` is its mark's place in the chart,
    `text` the date in words."""

    number: int
    first: date
    last: date
    lasting: bool
    about: bool
    modality: str
    tone: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    label: str
    detail: str | None
    span: Span


Panel = tuple[str | None, Sequence[Entry]]
"""A heading, and what stands below it."""


def lay_out_times(
    panels: Sequence[Panel], axis: tuple[date, date], meta: Mapping[str, Any], *, width: int, beside: bool
) -> dict[str, Any]:
    """The Plotly figure, as plain JSON values, with `meta`, from the first to the last day of `axis`; labels stand
    beside the marks or above them. What reaches beyond the axis ends at it, at its beginning with an arrow."""
    texts = [text for _, entries in panels for entry in entries for text in (entry.label, entry.detail) if text]
    column = round(min(width * 0.4, 16 + max(measure(text, TEXT) for text in texts))) if beside else 0
    sheet = _Sheet(width=width, column=column, start=axis[0].toordinal(), end=axis[1].toordinal() + 1)
    for heading, entries in panels:
        sheet.panel(heading, entries)
    return sheet.figure(meta)


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """Takes panels from the top down, below the years. `start` and `end` are days, counted as `date` counts them."""

    width: int
    column: int
    start: int
    end: int
    _y: float = LINE + 10
    _fills: dict[bool, list[Fill]] = field(default_factory=lambda: {True: [], False: []})
    _days: list[tuple[Span, float]] = field(default_factory=list)
    _texts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def _pixels(self) -> float:
        """Pixels to the day."""
        return (self.width - self.column - END) / (self.end - self.start)

    def panel(self, heading: str | None, entries: Sequence[Entry]) -> None:
        for line in wrap(heading, self.width / BOLD, TEXT) if heading else ():
            self._text(line, x=0, y=self._y + LINE / 2, weight=600)
            self._y += LINE
        self._y += 6 if heading else 0
        for entry in entries:
            self._entry(entry)
        self._y += 10

    def figure(self, meta: Mapping[str, Any]) -> dict[str, Any]:
        height = round(self._y - 10)
        hidden = {"visible": False, "fixedrange": True}
        domain = [self.column / self.width, 1]
        years = [*self._years(height)]
        return figure(
            [*bars_of(1, self._fills[True], THICK), *bars_of(1, self._fills[False], THIN), *self._diamonds()],
            (self.width, height), meta,
            barmode="overlay", yaxis={"range": [height, 0], **hidden},
            xaxis={"range": [self.start, self.end + END / self._pixels], "domain": domain, "anchor": "y", **hidden},
            annotations=[*(text for text, _ in years if text), *self._texts], shapes=[line for _, line in years],
        )  # fmt: skip

    def _years(self, height: int) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any]]]:
        """Each year's number, where there is room for it, and the line at which it begins."""
        first, last = date.fromordinal(self.start).year, date.fromordinal(self.end - 1).year
        step = next(n for n in (1, 2, 5, 10, 100) if measure("2000", SMALL) + 8 <= n * 365 * self._pixels)
        for year in range(first, last + 1):
            x = (max(self.start, date(year, 1, 1).toordinal()) - self.start) * self._pixels + self.column
            line = {
                "type": "line", "layer": "below", "xref": "paper", "yref": "y", "x0": x / self.width,
                "x1": x / self.width, "y0": LINE + 4, "y1": height, "line": {"color": COLOURS["rule"], "width": 1},
            }  # fmt: skip
            yield self._year(year, x) if (year - first) % step == 0 else None, line

    def _year(self, year: int, x: float) -> dict[str, Any]:
        x = min(x, self.width - measure("2000", SMALL))
        place: dict[str, Any] = {"x": x / self.width, "xref": "paper", "y": LINE / 2, "yref": "y", "xanchor": "left"}
        return lettered(f"{year}", colour="muted", size=SMALL, **place)

    def _entry(self, entry: Entry) -> None:
        room = (self.column or self.width) - 12
        lines: list[tuple[str, float, str]] = [(line, TEXT, "ink") for line in wrap(entry.label, room, TEXT)]
        lines += [(line, SMALL, "muted") for line in wrap(entry.detail, room, SMALL)] if entry.detail else []
        for number, (line, size, colour) in enumerate(lines):
            self._text(line, x=0, y=self._y + LINE * (number + 0.5), size=size, colour=colour)
        lines_of_date = self._mark(entry.span, self._y + LINE * (0.5 if self.column else len(lines) + 0.5))
        needed = max(len(lines), lines_of_date) if self.column else len(lines) + lines_of_date
        self._y += LINE * needed + (8 if self.column else 11)

    def _mark(self, span: Span, y: float) -> int:
        """The mark and its date: behind it, before it where there is no room, or below. How many lines it takes."""
        first, last = max(self.start, span.first.toordinal()), min(self.end, span.last.toordinal() + 1)
        middle = (first + last) / 2
        if span.first == span.last:
            reach = DAY / 2 / self._pixels
            self._days.append((span, y))
        else:
            reach = max(last - first, LEAST / self._pixels) / 2
            shape = PATTERNS[span.modality]
            fill = Fill(span.number, (span.tone, shape, span.about), middle - reach, 2 * reach, y)
            self._fills[span.lasting].append(fill)
        left, right = ((day - self.start) * self._pixels + self.column for day in (middle - reach, middle + reach))
        length = measure(span.text, SMALL)
        below = 0
        if right + PAD + length <= self.width:
            x = right + PAD
        elif left - PAD - length >= self.column:
            x = left - PAD - length
        else:
            x, below = max(0.0, min(left, self.width - length)), 1
        if span.first.toordinal() < self.start:
            self._text("←", x=left + 2, y=y, colour=f"on-{span.tone}", size=SMALL, mark=span.number)
        self._text(span.text, x=x, y=y + LINE * below, size=SMALL, mark=span.number)
        return 1 + below

    def _diamonds(self) -> Iterator[dict[str, Any]]:
        """A trace for each tone; what is not reported as done, or only about then, is open."""
        for tone in dict.fromkeys(span.tone for span, _ in self._days):
            same = [(span, y) for span, y in self._days if span.tone == tone]
            full = [not span.about and not PATTERNS[span.modality] for span, _ in same]
            yield {
                "type": "scatter", "mode": "markers", "xaxis": "x", "yaxis": "y", "cliponaxis": False,
                "hoverinfo": "none",
                "x": [span.first.toordinal() + 0.5 for span, _ in same],
                "y": [y for _, y in same],
                "customdata": [span.number for span, _ in same],
                "marker": {
                    "symbol": "diamond", "size": DAY, "opacity": 1,
                    "color": [COLOURS[tone if each else "paper"] for each in full],
                    "line": {"color": COLOURS[tone], "width": 1.5},
                },
            }  # fmt: skip

    def _text(
        self, text: str, *, x: float, y: float, colour: str = "ink", size: float = TEXT, weight: int = 400,
        mark: int | None = None,
    ) -> None:  # fmt: skip
        place: dict[str, Any] = {"x": x / self.width, "xref": "paper", "y": y, "yref": "y", "xanchor": "left"}
        if mark is not None:
            place |= {"captureevents": True}
        self._texts.append(lettered(text, colour=colour, size=size, weight=weight, mark=mark, **place))
