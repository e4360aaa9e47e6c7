"""Word a chart of facts in one language, and draw it: as two Plotly figures, and as the data of `templates/chart.html`.

Pure; stands after `derive` and before `trace`, which makes static images of the figures. A chart is of horizontal bars,
of dates along an axis of time, or of moves between employers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from .canvas import PATTERNS
from .edtf import interval
from .flow import lay_out_moves
from .model import Chart
from .sheet import lay_out
from .times import lay_out_times
from .wording import Line, Mark, Moved, Pen, Words

WIDE, NARROW = 692, 320
"""Widths in pixels. Wide is shown from 640 (`assets/chart.css`), narrow grows with its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A Plotly figure (plain JSON values) of one chart in one language, and the layout it is for."""

    id: str
    lang: str
    layout: Literal["wide", "narrow"]
    figure: dict[str, Any]

    @property
    def key(self) -> str:
        """A name for the drawing, fit for an XML id. On another page the chart has other links, and so another name."""
        digest = hashlib.sha256(canonical(self.figure).encode()).hexdigest()
        return f"chart-{self.id}-{self.layout}-{digest[:8]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What `templates/chart.html` shows. The SVGs are safe markup, or None where no image could be made; `wide` and
    `narrow` are the figures' JSON; `key` says what fills and threads mean; `parts` is true where the table names parts.
    A chart has panels or moves; `timed` is true where the values are times."""

    id: str
    title: str
    subtitle: str
    know: str
    panels: tuple[tuple[str | None, tuple[Line, ...]], ...]
    key: tuple[str, ...]
    parts: bool
    sources: str
    facts: str
    marks: tuple[Mark, ...]
    wide: str
    narrow: str
    wide_svg: str | None
    narrow_svg: str | None
    moves: tuple[Moved, ...] = ()
    timed: bool = False


def canonical(figure: Mapping[str, Any]) -> str:
    """The figure's JSON: the same bytes for the same figure."""
    return json.dumps(figure, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def draw(
    chart: Chart, marks: Mapping[str, Mark], lang: str, words: Words, names: Mapping[str, str]
) -> tuple[Drawing, Drawing]:
    """The chart's wide and narrow drawing in the language `lang`, a key of the chart's texts; `names` are those of the
    entities that move and between which they do.

    Raises KeyError where a mark, a translation, a name or a word is missing, ValueError where a value cannot be a bar.
    """
    pen = Pen(chart=chart, marks=marks, lang=lang, words=words, names=names)
    meta = {"title": pen.read(chart.title), "marks": pen.told}
    lay: Callable[..., dict[str, Any]]
    if chart.moves:
        heads = words["columns"]["from"], words["columns"]["to"]
        lay = partial(lay_out_moves, [pen.band(move) for move in chart.moves], heads, meta)
    elif chart.axis:
        times = [(pen.read(panel.title), [pen.entry(row) for row in panel.rows]) for panel in chart.panels]
        lay = partial(lay_out_times, times, interval(chart.axis), meta)
    else:
        panels = [(pen.read(panel.title), [pen.bar(row) for row in panel.rows]) for panel in chart.panels]
        lay = partial(lay_out, panels, meta)

    return (
        Drawing(id=chart.id, lang=lang, layout="wide", figure=lay(width=WIDE, beside=True)),
        Drawing(id=chart.id, lang=lang, layout="narrow", figure=lay(width=NARROW, beside=False)),
    )


def view(
    chart: Chart,
    marks: Mapping[str, Mark],
    drawings: tuple[Drawing, Drawing],
    images: Mapping[str, str],
    words: Words,
    names: Mapping[str, str],
) -> View:
    """The data of the macro `chart`; `images` are the SVGs by the drawings' keys, as `trace` gives them."""
    wide, narrow = drawings
    pen = Pen(chart=chart, marks=marks, lang=wide.lang, words=words, names=names)
    panels = tuple((pen.read(panel.title), tuple(pen.lines(panel))) for panel in chart.panels)
    moves = tuple(pen.moved(move) for move in chart.moves)
    lines = [line for _, lines in panels for line in lines]
    shown = {mark.of: mark for mark in [*(line.mark for line in lines), *(mark for it in moves for mark in it.marks)]}
    count = (
        "counted"
        if all(mark.modality == "counted" for mark in shown.values())
        else "computed"
        if any(mark.computed for mark in shown.values())
        else "many"
        if len(shown) > 1
        else "one"
    )
    sources = dict.fromkeys(source for mark in shown.values() for source in mark.sources)
    return View(
        id=chart.id,
        title=chart.title[wide.lang],
        subtitle=chart.subtitle[wide.lang],
        know=chart.know[wide.lang],
        panels=panels,
        key=tuple(words["key"][name] for name in _key(shown.values(), bool(chart.axis))),
        parts=any(line.part for line in lines),
        sources=words["sources"].format(n=words["separator"].join(sources)),
        facts=words["facts"][count].format(n=len(shown)),
        marks=tuple(shown.values()),
        wide=canonical(wide.figure),
        narrow=canonical(narrow.figure),
        wide_svg=images.get(wide.key),
        narrow_svg=images.get(narrow.key),
        moves=moves,
        timed=bool(chart.axis),
    )


def _key(marks: Collection[Mark], timed: bool) -> Iterator[str]:
    """What of the key a chart needs: nothing where every mark is a plain fact."""
    if timed:
        days = [mark.time.count("-") == 2 and "/" not in mark.time for mark in marks]
        within = [not day and not mark.lasting for day, mark in zip(days, marks, strict=True)]
        lasting = [mark.lasting for mark in marks]
        yield from (name for name, it in (("day", days), ("within", within), ("lasting", lasting)) if any(it))
        if any(mark.time.endswith(("~", "?")) for mark in marks):
            yield "about"
    used = {mark.modality for mark in marks}
    special = [modality for modality, pattern in PATTERNS.items() if pattern and modality in used]
    if special and len(special) < len(used):
        yield "solid"
    yield from special
    if not timed and any(mark.high is not None and mark.low != mark.high for mark in marks):
        yield "range"
    if any(mark.team for mark in marks):
        yield "team"
