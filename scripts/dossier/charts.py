"""Word a chart of facts in one language, and draw it: as two Plotly figures, and as the data of `templates/chart.html`.

Pure; stands after `derive` and before `trace`, which makes static images of the figures. Horizontal bars only. What
a contributor wrote (`model.Chart`) meets here what its facts say (`Mark`, made where evidence and addresses are known).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .model import Chart, Panel, Row, Segment, Text
from .sheet import PATTERNS, Bar, Piece, lay_out

Words = Mapping[str, Any]
"""The words of one language: an entry of `words/chart.yml`."""

WIDE, NARROW = 692, 320
"""Widths in pixels. Wide is shown from 640 (`assets/chart.css`), narrow grows with its column."""

FACTORS = {"1": 1, "percent": 0.01, "thousand": 1e3, "million": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one fact or derived figure (`of`) puts on a chart, worded in one language.

    `low` and `high` are in the base unit, as stated (a derived figure's already rounded); None is an open bound.
    `qualifier` is a key of the words; `text` the whole value with qualifier and unit (`about 100 billion yuan`);
    `href` leads to the evidence; `sources` are the outlets; `computed` is true of derived figures.
    """

    of: str
    href: str
    low: float | None
    high: float | None
    qualifier: str | None
    modality: str
    text: str
    statement: str
    date: str
    sources: tuple[str, ...]
    computed: bool = False


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
class Line:
    """A row of the chart's table: one mark. `label` and `detail` are the row's, `part` the segment's or the total's."""

    label: str
    detail: str | None
    part: str | None
    mark: Mark
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What `templates/chart.html` shows. The SVGs are safe markup, or None where no image could be made; `wide` and
    `narrow` are the figures' JSON; `key` says what the fills mean; `parts` is true where the table names parts."""

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


def canonical(figure: Mapping[str, Any]) -> str:
    """The figure's JSON: the same bytes for the same figure."""
    return json.dumps(figure, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def draw(chart: Chart, marks: Mapping[str, Mark], lang: str, words: Words) -> tuple[Drawing, Drawing]:
    """The chart's wide and narrow drawing in the language `lang`, a key of the chart's texts.

    Raises KeyError where a mark, a translation or a word is missing, ValueError where a value cannot be a bar.
    """
    pen = _Pen(chart=chart, marks=marks, lang=lang, words=words)
    panels = [(pen.read(panel.title), [pen.bar(row) for row in panel.rows]) for panel in chart.panels]
    meta = {"title": pen.read(chart.title), "marks": pen.told}
    wide = lay_out(panels, meta, width=WIDE, beside=True)
    narrow = lay_out(panels, meta, width=NARROW, beside=False)
    return (
        Drawing(id=chart.id, lang=lang, layout="wide", figure=wide),
        Drawing(id=chart.id, lang=lang, layout="narrow", figure=narrow),
    )


def view(
    chart: Chart,
    marks: Mapping[str, Mark],
    drawings: tuple[Drawing, Drawing],
    images: Mapping[str, str],
    words: Words,
) -> View:
    """The data of the macro `chart`; `images` are the SVGs by the drawings' keys, as `trace` gives them."""
    wide, narrow = drawings
    pen = _Pen(chart=chart, marks=marks, lang=wide.lang, words=words)
    panels = tuple((pen.read(panel.title), tuple(pen.lines(panel))) for panel in chart.panels)
    lines = [line for _, lines in panels for line in lines]
    shown = {line.mark.of: line.mark for line in lines}
    count = "computed" if any(mark.computed for mark in shown.values()) else "many" if len(shown) > 1 else "one"
    sources = dict.fromkeys(source for mark in shown.values() for source in mark.sources)
    return View(
        id=chart.id,
        title=chart.title[wide.lang],
        subtitle=chart.subtitle[wide.lang],
        know=chart.know[wide.lang],
        panels=panels,
        key=tuple(words["key"][name] for name in _key(shown.values())),
        parts=any(line.part for line in lines),
        sources=words["sources"].format(n=words["separator"].join(sources)),
        facts=words["facts"][count].format(n=len(shown)),
        marks=tuple(shown.values()),
        wide=canonical(wide.figure),
        narrow=canonical(narrow.figure),
        wide_svg=images.get(wide.key),
        narrow_svg=images.get(narrow.key),
    )


def value(mark: Mark, scale: str, words: Words) -> str:
    """The value as it stands on a bar: `40`, `about 100`, `150–160`; in Chinese with its scale, `约1000亿`."""
    bounds = [bound for bound in (mark.low, mark.high) if bound is not None]
    if not bounds or min(bounds) < 0:
        raise ValueError(f"{mark.of}: no value that a bar can show")
    factor, suffix = FACTORS[scale], "%" if scale == "percent" else ""
    if scale != "percent" and words["larger"]:
        reached = ((size, name) for size, name in words["larger"].items() if max(bounds) >= size)
        factor, suffix = next(reached, (1, ""))
    numbers = [f"{bound / factor:,.12g}".replace(",", words["group"]) for bound in dict.fromkeys(bounds)]
    text = words["range"].format(low=numbers[0], high=numbers[-1]) if len(numbers) > 1 else numbers[0]
    qualifier = mark.qualifier or ("open" if mark.high is None else None)
    pattern: str = words["qualifiers"][qualifier] if qualifier else "{n}"
    return pattern.format(n=text + suffix)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """Writes a chart's texts in one language; `told` gathers what each mark says when it is reached for."""

    chart: Chart
    marks: Mapping[str, Mark]
    lang: str
    words: Words
    told: list[dict[str, str]] = field(default_factory=list)

    def read(self, text: Text | None) -> str | None:
        """A contributor's text on one line, without control characters: neither XML nor a line of a chart has any."""
        return _line(text[self.lang]) if text else None

    def bar(self, row: Row) -> Bar:
        pieces = tuple(self._piece(row, segment) for segment in row.segments)
        end = None
        if row.total:
            total = self.marks[row.total]
            end = self._tell(row, self.words["total"], total), value(total, self.chart.scale, self.words)
        elif len(pieces) == 1:
            end = pieces[0].number, pieces[0].text
        return Bar(label=_line(row.label[self.lang]), detail=self.read(row.detail), pieces=pieces, end=end)

    def lines(self, panel: Panel) -> Iterator[Line]:
        for row in panel.rows:
            label, detail = _line(row.label[self.lang]), self.read(row.detail)
            parts = [(self.read(segment.label), self.marks[segment.of]) for segment in row.segments]
            if row.total:
                parts.append((self.words["total"], self.marks[row.total]))
            for part, mark in parts:
                standing = self.words["modality"][mark.modality]
                yield Line(label=label, detail=detail, part=part, mark=mark, standing=standing)

    def _piece(self, row: Row, segment: Segment) -> Piece:
        mark = self.marks[segment.of]
        number, part = value(mark, self.chart.scale, self.words), self.read(segment.label)
        low = mark.low or 0
        return Piece(
            number=self._tell(row, part, mark),
            low=low,
            high=low if mark.high is None else mark.high,
            modality=mark.modality,
            tone=segment.tone,
            text=self.words["value"].format(label=part, value=number) if part else number,
        )

    def _tell(self, row: Row, part: str | None, mark: Mark) -> int:
        """The number of the mark among those told."""
        join: str = self.words["separator"]
        self.told.append({
            "href": mark.href,
            "label": join.join(filter(None, (_line(row.label[self.lang]), part))),
            "value": _line(mark.text),
            "about": join.join(map(_line, (self.words["modality"][mark.modality], mark.date, *mark.sources))),
        })  # fmt: skip
        return len(self.told) - 1


def _key(marks: Collection[Mark]) -> Iterator[str]:
    """What of the key a chart needs: nothing where every bar is a plain fact."""
    used = {mark.modality for mark in marks}
    special = [modality for modality, pattern in PATTERNS.items() if pattern and modality in used]
    if special and len(special) < len(used):
        yield "solid"
    yield from special
    if any(mark.high is not None and mark.low != mark.high for mark in marks):
        yield "range"


def _line(text: str) -> str:
    kept = (" " if letter.isspace() else letter for letter in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cs", "Cn"}).split())
