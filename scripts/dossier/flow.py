"""Lay moves out as bands between two columns of employers, and make a Plotly figure of it. Pure; used by `charts`.

Plotly's Sankey diagram draws the bands; where they begin and end is decided here, to the pixel, so that every name can
stand on its band. A band is made of strands, links of one mark: the person, threads below for a team that came too,
and what is not painted between them, so that the whole of it can be pointed at. All persons are equally wide, and all
teams have as many threads: how many people a team had, the drawing does not say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from .canvas import COLOURS, LINE, PAD, SMALL, TEXT, figure, lettered, sheer
from .lettering import BOLD, measure, wrap

PERSON, SLACK, THREAD, NODE = 26, 6, 2, 8
"""Pixels: a person's strand, how far from its middle a name may stand, a thread and the room beside each strand, an
employer's thickness."""

ALOOF = {True: 12, False: 7}
"""Pixels: the least room between employers, with their names beside them, and with their names between them."""

ALONE = ((THREAD, False), (PERSON, True), (THREAD, False))
"""Strands from the top down: how wide, and whether painted."""
WITH_TEAM = ALONE + ((THREAD, True), (THREAD, False)) * 3

CALM, REACHED, THIN = 0.28, 0.5, 0.7
"""How much of its colour a band shows, as it lies and when it is pointed at; its threads always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A move: `number` is its mark's place in the chart; `text` stands on it, the employers' names at its ends."""

    number: int
    text: str
    ends: tuple[str, str]
    tone: str
    team: bool

    @property
    def strands(self) -> tuple[tuple[int, bool], ...]:
        return WITH_TEAM if self.team else ALONE

    @property
    def height(self) -> int:
        return sum(width for width, _ in self.strands)


@dataclass(slots=True, kw_only=True)
class _Employer:
    """On one side: the lines of its name, its bands from the `top` down."""

    lines: list[str]
    bands: list[Band]
    top: int = 0

    @property
    def height(self) -> int:
        return sum(band.height for band in self.bands)

    def person(self, band: Band) -> float:
        """The middle of the person's strand."""
        above = self.bands[: self.bands.index(band)]
        return self.top + sum(each.height for each in above) + THREAD + PERSON / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """The employers of one side by name; `room` is the width kept for names beside them, 0 puts names above."""

    head: str
    room: int
    employers: Mapping[str, _Employer]

    def stack(self, level: Callable[[_Employer], float]) -> None:
        """Put the employers below one another, none above its `level` or upon the one before."""
        y = float(LINE + 4)
        for employer in self.employers.values():
            needed = LINE * len(employer.lines)
            y += 0 if self.room else needed + 3
            over = max(0, needed - employer.height) / 2 if self.room else 0
            employer.top = round(max(y + over, level(employer)))  # lest a level band have a step
            y = employer.top + employer.height + over + ALOOF[bool(self.room)]

    @property
    def bottom(self) -> int:
        return max(each.top + each.height for each in self.employers.values())


def lay_out_moves(
    bands: Sequence[Band], heads: tuple[str, str], meta: Mapping[str, Any], *, width: int, beside: bool
) -> dict[str, Any]:
    """The Plotly figure of the bands, as plain JSON values, with `meta`. Employers' names, and the two heads over them,
    stand beside the bands or above them; employers stand in the order of their first bands."""
    orders = [list(dict.fromkeys(band.ends[side] for band in bands)) for side in (0, 1)]
    bands = sorted(bands, key=lambda band: [order.index(end) for order, end in zip(orders, band.ends, strict=True)])
    former, new = (_column(side, heads[side], bands, orders[side], width, beside) for side in (0, 1))
    former.stack(lambda _: 0)
    new.stack(lambda employer: _level(employer, former))
    flow = _Flow(width=width, columns=(former, new), bands=bands)
    return figure([flow.trace()], (width, flow.height), meta, annotations=list(flow.texts()))


def _level(employer: _Employer, former: _Column) -> float:
    """Where its bands rise and fall least; those with long texts least of all."""
    rises = [former.employers[band.ends[0]].person(band) - employer.person(band) for band in employer.bands]
    return employer.top + fmean(rises, weights=[measure(band.text, TEXT) for band in employer.bands])


def _column(side: int, head: str, bands: Sequence[Band], order: Sequence[str], width: int, beside: bool) -> _Column:
    longest = BOLD * max(measure(name, TEXT) for name in (head, *order))
    room = min(longest, width / 4) if beside else width * 0.6
    employers = {
        name: _Employer(lines=wrap(name, room / BOLD, TEXT), bands=[band for band in bands if band.ends[side] == name])
        for name in order
    }
    return _Column(head=head, room=round(room + PAD) if beside else 0, employers=employers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flow:
    """Everything in its place: to be written as what Plotly draws."""

    width: int
    columns: tuple[_Column, _Column]
    bands: Sequence[Band]

    @property
    def height(self) -> int:
        return max(column.bottom for column in self.columns)

    @property
    def _run(self) -> int:
        """How far a band goes from employer to employer."""
        return self.width - sum(column.room for column in self.columns) - 2 * NODE

    def trace(self) -> dict[str, Any]:
        """Plotly scales its diagram to the room it has: the room between employers is what makes one of its units a
        pixel. It places them by their middles."""
        former, new = self.columns
        employers = [*former.employers.values(), *new.employers.values()]
        top, bottom = min(each.top for each in employers), max(column.bottom for column in self.columns)
        most = max(len(column.employers) for column in self.columns)
        spare = bottom - top - sum(band.height for band in self.bands)
        edge = NODE / 2 / (self._run + 2 * NODE)
        across = [former.room / self.width, 1 - new.room / self.width]
        return {
            "type": "sankey",
            "arrangement": "fixed",
            "domain": {"x": across, "y": [1 - bottom / self.height, 1 - top / self.height]},
            "node": {
                "label": [""] * len(employers),
                "x": [edge] * len(former.employers) + [1 - edge] * len(new.employers),
                "y": [(each.top + each.height / 2 - top) / (bottom - top) for each in employers],
                "color": [COLOURS["rival"]] * len(former.employers)
                + [COLOURS[_tone(each)] for each in new.employers.values()],
                "pad": spare / (most - 1) if most > 1 else 0,
                "thickness": NODE,
                "line": {"width": 0},
                "hoverinfo": "skip",
                "sort": "input",
            },
            "link": {**self._links(), "line": {"width": 0}, "hoverinfo": "none", "sort": "input"},
        }

    def _links(self) -> dict[str, list[Any]]:
        """One for each strand; Plotly lights those of one label together."""
        former, new = (list(column.employers) for column in self.columns)
        strands = [(band, width, painted) for band in self.bands for width, painted in band.strands]
        return {
            "source": [former.index(band.ends[0]) for band, _, _ in strands],
            "target": [len(former) + new.index(band.ends[1]) for band, _, _ in strands],
            "value": [width for _, width, _ in strands],
            "color": [_sheer(*strand, CALM) for strand in strands],
            "hovercolor": [_sheer(*strand, REACHED) for strand in strands],
            "label": [f"{band.number}" for band, _, _ in strands],
            "customdata": [band.number for band, _, _ in strands],
        }

    def texts(self) -> Iterator[dict[str, Any]]:
        for side, column in enumerate(self.columns):
            yield self._line(column.head, side, LINE / 2, colour="muted", size=SMALL)
            for employer in column.employers.values():
                high = LINE * len(employer.lines)
                first = employer.top + ((employer.height - high) / 2 if column.room else -high - 3)
                for number, line in enumerate(employer.lines):
                    yield self._line(line, side, first + LINE * (number + 0.5), weight=600)
        for band in self.bands:
            yield self._on(band)

    def _line(self, text: str, side: int, y: float, **look: Any) -> dict[str, Any]:
        """Beside the employers, or from the drawing's edge inwards above them."""
        room = self.columns[side].room
        inwards = room - PAD if room else 0
        x = self.width - inwards if side else inwards
        anchor = ("left", "right")[bool(room) != bool(side)]
        return lettered(text, **look, **self._at(x, y), xanchor=anchor)

    def _on(self, band: Band) -> dict[str, Any]:
        """The text near the band's beginning, midway between the heights that the band has at its two ends; where the
        band is steep, on its beginning at least."""
        begins, ends = (column.employers[end].person(band) for column, end in zip(self.columns, band.ends, strict=True))
        first, last = (min(1.0, x / self._run) for x in (PAD, PAD + measure(band.text, TEXT)))
        rise = (ends - begins) * (_risen(first) + _risen(last)) / 2
        y = begins + max(-SLACK, min(SLACK, rise))
        return lettered(band.text, mark=band.number, **self._at(self.columns[0].room + NODE + PAD, y), xanchor="left")

    def _at(self, x: float, y: float) -> dict[str, Any]:
        return {"x": x / self.width, "xref": "paper", "y": 1 - y / self.height, "yref": "paper"}


def _sheer(band: Band, width: int, painted: bool, opacity: float) -> str:
    return sheer(band.tone, opacity if width == PERSON else THIN) if painted else "rgba(0,0,0,0)"


def _risen(part: float) -> float:
    """How much of its rise a band has behind it after that part of its way: Plotly's curve, by Newton's method."""
    t = part
    for _ in range(6):
        t -= (t**3 - 1.5 * t**2 + 1.5 * t - part) / (3 * t**2 - 3 * t + 1.5)
    return t**2 * (3 - 2 * t)


def _tone(employer: _Employer) -> str:
    """The colour of what comes to it, where that is one."""
    tones = {band.tone for band in employer.bands}
    return tones.pop() if len(tones) == 1 else "rival"
