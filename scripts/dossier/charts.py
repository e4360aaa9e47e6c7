"""Word a chart of facts in one language, and draw it: as two Plotly figures, and as the data of `templates/chart.html`.

Pure; stands after `derive` and before `trace`, which makes static images of the figures. A chart is of horizontal bars,
of dates along an axis of time, or of moves between employers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, Literal

from .canvas import PATTERNS
from .edtf import interval
from .flow import lay_out_moves
from .sheet import lay_out
from .times import lay_out_times
from .wording import Line, Mark, Moved, Pen, Words

WIDE, NARROW = 692, 320
"""Widths in pixels. Wide is shown from 640 (`assets/chart.css`), narrow grows with its column."""


Table = Mapping[str, Any]
"""What the macro `data_table` takes: {caption, head, rows}."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A Plotly figure (plain JSON values) of one chart in one language, and the layout it is for."""

    id: str
    layout: Literal["wide", "narrow"]
    figure: dict[str, Any]

    @cached_property
    def json(self) -> str:
        return canonical(self.figure)

    @cached_property
    def key(self) -> str:
        """A name for the drawing, fit for an XML id. On another page the chart has other links, and so another name."""
        digest = hashlib.sha256(self.json.encode()).hexdigest()
        return f"chart-{self.id}-{self.layout}-{digest[:8]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What `templates/chart.html` shows. The SVGs are safe markup, or None where no image could be made; `wide` and
    `narrow` are the figures' JSON; `key` says what fills and threads mean. A chart has panels or moves, which its
    `tables` show; `timed` is true where the values are times."""

    id: str
    title: str
    subtitle: str
    know: str
    panels: tuple[tuple[str | None, tuple[Line, ...]], ...]
    key: tuple[str, ...]
    tables: tuple[Table, ...]
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


def draw(pen: Pen) -> tuple[Drawing, Drawing]:
    """The chart's wide and narrow drawing in the pen's language."""
    pen = replace(pen, told=[])
    chart, words = pen.chart, pen.words
    meta = {"title": pen.read(chart.title), "marks": pen.told, "mark": words["mark"]}
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
        Drawing(id=chart.id, layout="wide", figure=lay(width=WIDE, beside=True)),
        Drawing(id=chart.id, layout="narrow", figure=lay(width=NARROW, beside=False)),
    )


def view(pen: Pen, drawings: tuple[Drawing, Drawing], images: Mapping[str, str]) -> View:
    """The data of the macro `chart`; `images` are the SVGs by the drawings' keys, as `trace` gives them."""
    wide, narrow = drawings
    chart, words = pen.chart, pen.words
    panels = tuple((pen.read(panel.title), tuple(pen.lines(panel))) for panel in chart.panels)
    moves = tuple(pen.moved(move) for move in chart.moves)
    lines = [line for _, lines in panels for line in lines]
    shown = {mark.of: mark for mark in [*(line.mark for line in lines), *(mark for it in moves for mark in it.marks)]}
    subtitle = pen.say(chart.subtitle)
    return View(
        id=chart.id,
        title=pen.say(chart.title),
        subtitle=subtitle,
        know=pen.say(chart.know),
        panels=panels,
        key=tuple(words["key"][name] for name in _key(shown.values(), bool(chart.axis))),
        tables=(*_of_panels(panels, subtitle, bool(chart.axis), words), *_of_moves(moves, subtitle, words)),
        sources=told_by(shown.values(), words),
        facts=behind(shown.values(), words),
        marks=tuple(shown.values()),
        wide=wide.json,
        narrow=narrow.json,
        wide_svg=images.get(wide.key),
        narrow_svg=images.get(narrow.key),
        moves=moves,
        timed=bool(chart.axis),
    )


def told_by(marks: Iterable[Mark], words: Words) -> str:
    """The line of sources."""
    text: str = words["sources"].format(n=words["separator"].join(outlets(marks)))
    return text


def outlets(marks: Iterable[Mark]) -> list[str]:
    """Who tells of these, each once."""
    return list(dict.fromkeys(source for mark in marks for source in mark.sources))


def behind(marks: Collection[Mark], words: Words) -> str:
    """How many facts, computed figures or counts there are."""
    count = (
        "counted"
        if all(mark.modality == "counted" for mark in marks)
        else "computed"
        if any(mark.computed for mark in marks)
        else "many"
        if len(marks) > 1
        else "one"
    )
    text: str = words["facts"][count].format(n=len(marks))
    return text


def grid(caption: str, head: Iterable[str], rows: Iterable[Sequence[object]]) -> Table:
    """A table; a mark is a cell that has its value, and leads to its evidence."""
    cells = [
        [
            {"text": cell.text, "href": cell.href, "lang": None, "cites": []} if isinstance(cell, Mark) else cell
            for cell in row
        ]
        for row in rows
    ]
    return {"caption": caption, "head": [{"label": label, "numeric": False} for label in head], "rows": cells}


def _of_panels(
    panels: Iterable[tuple[str | None, tuple[Line, ...]]], subtitle: str, timed: bool, words: Words
) -> Iterator[Table]:
    columns = words["columns"]
    for title, lines in panels:
        parts = any(line.part for line in lines)
        head = [columns["row"], *([columns["part"]] if parts else []), words["when"] if timed else columns["value"]]
        rows = [
            [
                words["separator"].join(filter(None, (line.label, line.detail))),
                *([line.part or ""] if parts else []),
                line.mark,
                *_told(line.standing, line.mark, words),
            ]
            for line in lines
        ]
        yield grid(title or subtitle, [*head, *(columns[name] for name in _TOLD)], rows)


def _of_moves(moves: Iterable[Moved], subtitle: str, words: Words) -> Iterator[Table]:
    head = [words["columns"][name] for name in ("who", "from", "to", *_TOLD)]
    rows = [
        [replace(it.marks[0], text=it.who), it.start, it.end, *_told(it.standing, it.marks[0], words)] for it in moves
    ]
    if rows:
        yield grid(subtitle, head, rows)


_TOLD = ("standing", "date", "source")


def _told(standing: str, mark: Mark, words: Words) -> tuple[str, str, str]:
    return standing, mark.date, words["separator"].join(mark.sources)


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
